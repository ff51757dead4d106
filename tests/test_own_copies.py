"""The learner's own copies: made, brought up to date, never written over, put back."""

import json

import pytest

from course_lib import lab, own_copies


def write(path, *cells, output="1"):
    made = [{"cell_type": "code", "source": [cell], "outputs": [output]} for cell in cells]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"cells": made}), encoding="utf-8")


def words(path):
    return ["".join(cell["source"]) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]


@pytest.fixture
def root(tmp_path):
    for name in ("00_start_here", "02_convolution", "solutions/02_convolution"):
        write(tmp_path / "notebooks" / f"{name}.ipynb", "first version", name)
    return tmp_path


@pytest.fixture
def mine(root):
    assert own_copies.bring_up_to_date(root) == []
    return root / "my_course"


def test_every_lesson_and_its_solution_is_copied_once(root, mine):
    copies = {path.relative_to(mine).as_posix() for path in mine.rglob("*.ipynb")}
    assert copies == {"00_start_here.ipynb", "02_convolution.ipynb", "solutions/02_convolution.ipynb"}
    assert words(mine / "02_convolution.ipynb") == ["first version", "02_convolution"]


def test_an_untouched_copy_follows_the_course(root, mine):
    write(mine / "02_convolution.ipynb", "first version", "02_convolution", "", output="run again, saved")
    write(root / "notebooks" / "02_convolution.ipynb", "second version")
    assert own_copies.bring_up_to_date(root) == []
    assert words(mine / "02_convolution.ipynb") == ["second version"]


def test_work_is_never_written_over_and_the_new_version_lies_beside_it(root, mine):
    write(mine / "02_convolution.ipynb", "my answer")
    assert own_copies.bring_up_to_date(root) == []
    write(root / "notebooks" / "02_convolution.ipynb", "second version")
    (told,) = own_copies.bring_up_to_date(root)
    assert told.startswith("02_convolution.ipynb has changed. Yours stays as it is")
    assert words(mine / "02_convolution.ipynb") == ["my answer"]
    assert words(mine / "02_convolution (new version).ipynb") == ["second version"]
    assert own_copies.bring_up_to_date(root) == [], "it is told once"


def test_a_new_version_that_was_worked_in_is_not_written_over_either(root, mine):
    write(mine / "02_convolution.ipynb", "my answer")
    for version in ("second version", "third version"):
        write(root / "notebooks" / "02_convolution.ipynb", version)
        own_copies.bring_up_to_date(root)
    beside = mine / "02_convolution (new version).ipynb"
    assert words(beside) == ["third version"], "nobody has worked in the second one"
    write(beside, "my other answer")
    write(root / "notebooks" / "02_convolution.ipynb", "fourth version")
    (told,) = own_copies.bring_up_to_date(root)
    assert told.endswith("02_convolution (new version) (2).ipynb")
    assert words(beside) == ["my other answer"]
    assert words(mine / "02_convolution (new version) (2).ipynb") == ["fourth version"]


@pytest.mark.parametrize("broken", ["", "no notebook", '{"cells": 3}', '{"cells": [{}]}'])
def test_a_file_that_cannot_be_read_counts_as_work(broken, root, mine):
    (mine / "02_convolution.ipynb").write_text(broken)
    write(root / "notebooks" / "02_convolution.ipynb", "second version")
    own_copies.bring_up_to_date(root)
    assert (mine / "02_convolution.ipynb").read_text() == broken


def test_without_its_notes_it_keeps_what_differs(root, mine):
    (mine / ".given.json").write_text("damaged")
    write(mine / "02_convolution.ipynb", "my answer")
    own_copies.bring_up_to_date(root)
    assert words(mine / "02_convolution.ipynb") == ["my answer"]
    assert words(mine / "02_convolution (new version).ipynb") == ["first version", "02_convolution"]


def test_a_lesson_that_was_deleted_comes_back(root, mine):
    (mine / "02_convolution.ipynb").unlink()
    own_copies.bring_up_to_date(root)
    assert (mine / "02_convolution.ipynb").exists()


def test_reset_keeps_what_was_there(root, mine):
    for answer in ("first answer", "second answer"):
        write(mine / "02_convolution.ipynb", answer)
        kept, done = own_copies.reset(root, "2")
        assert kept.startswith("What you had is kept: my_course") and "is as it was" in done
        assert words(mine / "02_convolution.ipynb") == ["first version", "02_convolution"]
    old = {words(path)[0] for path in (mine / "old").glob("*.ipynb")}
    assert old == {"first answer", "second answer"}


def test_reset_of_an_untouched_lesson_leaves_no_old_one(root, mine):
    assert len(own_copies.reset(root, "02")) == 1
    assert not (mine / "old").exists()


def test_the_folder_may_lie_elsewhere(root, tmp_path_factory, monkeypatch):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "copies"
    monkeypatch.setenv("COURSE_LIB_MY_COURSE", str(elsewhere))
    own_copies.bring_up_to_date(root)
    write(elsewhere / "02_convolution.ipynb", "my answer")
    kept, done = own_copies.reset(root, "02")
    assert kept.startswith("What you had is kept: copies/old/") and done.startswith("copies/02_convolution.ipynb is")


@pytest.mark.parametrize("lesson", ["", "9", "convolution"])
def test_reset_of_no_lesson_names_those_that_are_there(root, mine, lesson):
    with pytest.raises(ValueError, match="the lesson must be one of 00, 02, got "):
        own_copies.reset(root, lesson)


def test_the_command_resets_and_starts_nothing(root, mine, monkeypatch, capsys):
    monkeypatch.setattr(lab, "find_root", lambda folders: root)
    write(mine / "02_convolution.ipynb", "my answer")
    lab.main(["reset", "02"])
    assert "02_convolution.ipynb is as it was" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="the lesson must be one of"):
        lab.main(["reset"])
