"""The stored notebooks: built from their sources, run, clean. (`make test` also runs them and compares outputs.)"""

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb")) + sorted((ROOT / "notebooks" / "solutions").glob("*.ipynb"))
SANITIZE = ROOT / "tests" / "nbval_sanitize.cfg"

_spec = importlib.util.spec_from_file_location("build_lessons", ROOT / "notebooks" / "source" / "build.py")
build = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(build)

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: f"{path.parent.name}/{path.stem}")


def is_solved(path):
    return path.parent == build.SOLVED


def code_cells(path):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def texts(cell):
    for output in cell.get("outputs", []):
        yield output.get("text", "")
        yield from (text for kind, text in output.get("data", {}).items() if kind.startswith("text/"))


def test_each_source_has_its_notebook_and_each_notebook_its_source():
    sources = build.lessons()
    assert [path.stem for path in NOTEBOOKS if not is_solved(path)] == [path.stem for path in sources]
    with_exercises = [path.stem for path in sources if build.solutions(path)]
    assert [path.stem for path in NOTEBOOKS if is_solved(path)] == with_exercises
    assert with_exercises


def test_the_solutions_that_checks_show_are_those_of_the_sources():
    stored = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in build.SOLUTIONS.glob("*.json")}
    assert stored == {path.stem[:2]: found for path in build.lessons() if (found := build.solutions(path))}


@every_notebook
def test_a_notebook_is_what_its_source_says(path):
    """Cells, ids and tags equal those of a fresh conversion: nobody edits a notebook by hand."""
    fresh = build.convert(build.SOURCE / f"{path.stem}.py", is_solved(path))
    stored = nbformat.read(path, as_version=4)
    nbformat.validate(stored)
    assert stored.metadata == fresh.metadata
    keys = ("cell_type", "source", "id", "metadata")
    assert [[cell[key] for key in keys] for cell in stored.cells] == [[c[key] for key in keys] for c in fresh.cells]


@every_notebook
def test_every_cell_was_run_in_order_without_error_or_warning(path):
    cells = code_cells(path)
    # nbval runs a cell without a count but compares nothing.
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    for cell in cells:
        for output in cell.outputs:
            assert output.output_type in ("stream", "display_data", "execute_result"), output
            assert output.get("name") != "stderr", output.text


@every_notebook
def test_outputs_hold_no_path_of_a_machine(path):
    for cell in code_cells(path):
        for text in texts(cell):
            assert not re.search(r"/(home|root|tmp|Users|work|usr)/|[A-Z]:\\", text), text


@every_notebook
def test_nothing_is_skipped_and_what_is_not_compared_says_why(path):
    """Only cells that need Keras or PyTorch have a reason; their stored outputs are those of a run that had both."""
    for cell in code_cells(path):
        assert cell.metadata.get("tags", []) in ([], [build.PEERS_TAG])
        assert "NBVAL" not in cell.source
        if build.needs_peers(cell):
            assert re.match(r"# Not compared by the tests: \w.*\.\n", cell.source)
            assert re.search(r"^    import (keras|torch)$", cell.source, re.M)
            assert cell.outputs and not any("not installed" in text for text in texts(cell))


def test_two_cells_of_the_whole_course_are_not_compared():
    """Both are in appendix 90. A third has to be argued for here too."""
    free = [path.stem for path in NOTEBOOKS for cell in code_cells(path) if build.needs_peers(cell)]
    assert free == ["90_keras_and_pytorch"] * 2


@every_notebook
def test_a_learners_notebook_holds_no_solution_and_a_solved_one_no_open_exercise(path):
    code = "\n".join(cell.source for cell in code_cells(path))
    said = "\n".join(text for cell in code_cells(path) for text in texts(cell))
    assert "SOLUTION" not in code and "✗ Exercise" not in said
    checks = code.count("exercises.check(")
    if is_solved(path):
        assert "NotImplementedError" not in code and not re.search(r"= \.\.\.", code)
        assert said.count("✓ Exercise") == checks > 0
    else:
        assert said.count("○ Exercise") == checks
        assert not re.findall(r"✓ Exercise", said)


@every_notebook
def test_cells_are_short_and_files_are_small(path):
    assert path.stat().st_size < 1.5e6
    for cell in code_cells(path):
        assert cell.source.count("\n") < 25


@every_notebook
def test_links_between_lessons_lead_somewhere(path):
    for cell in nbformat.read(path, as_version=4).cells:
        for target in re.findall(r"\]\(([^)#:]+)\)", cell.source if cell.cell_type == "markdown" else ""):
            assert (path.parent / target).exists(), target
            assert target.removeprefix("../").endswith(".ipynb"), "a copy of the lesson has nothing else beside it"


def test_a_build_gives_the_same_file_again(tmp_path):
    """Ids, metadata and outputs of a small lesson are equal byte for byte, and a bar leaves its last state."""
    source = tmp_path / "99_small.py"
    source.write_text(
        "# %% [markdown]\n# # Title\n\n# %%\nprint('\\rone', end='')\nprint('\\rtwo')\n\n# %%\n1 + 1\n",
        encoding="utf-8",
    )
    first, second = (json.dumps(build.run(build.convert(source)), sort_keys=True) for _ in range(2))
    assert first == second
    assert '"text": "\\rtwo\\n"' in first or '"text": "two\\n"' in first
    assert '"id": "99-02"' in first


EXERCISE = """# %% [markdown]
# # 99 · Small
#
# ![a dot](source/dot.png) Back to [the first](00_start_here.ipynb).

# %%
def mine(x):
    '''What it does.'''
    ### BEGIN SOLUTION
    if x:
        return 1
    return 2
    ### END SOLUTION


# %%
exercises.check("99.1", mine)

# %%
### BEGIN SOLUTION
size = 3
name = "three"
counts = {
    "of one": 2 * (3 + 1),
    "of two": [4, 5],
}
### END SOLUTION
exercises.check("99.2", size)
"""


def test_a_stub_stands_in_a_solutions_place(tmp_path, monkeypatch):
    (tmp_path / "99_small.py").write_text(EXERCISE, encoding="utf-8")
    (tmp_path / "dot.png").write_bytes(b"a dot")
    monkeypatch.setattr(build, "SOURCE", tmp_path)
    learners, solved = (build.convert(tmp_path / "99_small.py", each).cells for each in (False, True))
    assert learners[1].source == (
        "def mine(x):\n    '''What it does.'''\n"
        "    # Write your code here, in place of the next line.\n    raise NotImplementedError"
    )
    assert solved[1].source == "def mine(x):\n    '''What it does.'''\n    if x:\n        return 1\n    return 2"
    assert learners[3].source == (
        "size = ...  # your answer\nname = ...  # your answer\n"
        'counts = {\n    "of one": ...,\n    "of two": ...,\n}\nexercises.check("99.2", size)'
    )
    two = 'size = 3\nname = "three"\ncounts = {\n    "of one": 2 * (3 + 1),\n    "of two": [4, 5],\n}'
    assert solved[3].source == f'{two}\nexercises.check("99.2", size)'
    assert "](attachment:dot.png) Back to [the first](00_start_here.ipynb)" in learners[0].source
    assert learners[0].attachments == {"dot.png": {"image/png": "YSBkb3Q="}}
    assert solved[0].source.startswith("# 99 · Small · solved\n")
    assert "[the first](../00_start_here.ipynb)" in solved[0].source
    assert build.solutions(tmp_path / "99_small.py") == {"99.1": solved[1].source, "99.2": two}


LESSON = """# %%
1 + 1

# %% tags=["nbval-ignore-output"]
try:
    import a_peer
    print("with the peer")
except ImportError:
    print("without")
"""


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """A lesson with a cell that needs a peer, and the functions that build it with and without that."""
    source, path, packages = tmp_path / "99_peer.py", tmp_path / "99_peer.ipynb", tmp_path / "packages"
    source.write_text(LESSON)
    packages.mkdir()
    (packages / "a_peer.py").write_text("")

    def make(with_peer):
        monkeypatch.setattr(build, "peers", lambda: [packages] if with_peer else None)
        notebook = build.build(source, path)
        nbformat.write(notebook, path)
        return [text for cell in notebook.cells for text in texts(cell) if text.startswith("with")]

    make.source = source
    return make


def test_a_build_without_peers_keeps_what_was_stored_with_them(lesson, capsys):
    assert lesson(with_peer=True) == ["with the peer\n"]
    assert lesson(with_peer=False) == ["with the peer\n"]
    assert "stay as they were" in capsys.readouterr().out
    lesson.source.write_text(f"# %% [markdown]\n# Another text.\n\n{LESSON}")
    assert lesson(with_peer=False) == ["with the peer\n"]


@pytest.mark.parametrize(
    "old, new", [("1 + 1", "1 + 2"), ("import a_peer\n", "import a_peer, sys\n"), ("", "# %%\n0\n\n")]
)
def test_a_build_without_peers_refuses_a_notebook_that_has_changed(lesson, old, new):
    lesson(with_peer=True)
    lesson.source.write_text(LESSON.replace(old, new, 1))
    with pytest.raises(SystemExit, match=r"99_peer.ipynb has changed, so .* `make peers` installs them"):
        lesson(with_peer=False)


@pytest.mark.slow
def test_a_build_without_peers_refuses_a_new_notebook_and_one_with_other_results(lesson, monkeypatch):
    with pytest.raises(SystemExit, match="nothing was written"):
        lesson(with_peer=False)
    lesson.source.write_text(LESSON.replace("1 + 1", "import os; os.environ['COURSE_LIB_TEST']"))
    monkeypatch.setenv("COURSE_LIB_TEST", "one result")
    lesson(with_peer=True)
    monkeypatch.setenv("COURSE_LIB_TEST", "another")
    with pytest.raises(SystemExit, match="nothing was written"):
        lesson(with_peer=False)


def test_peers_are_found_in_the_environment_that_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(build.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setenv("COURSE_LIB_PEERS", str(tmp_path))
    assert build.peers() is None
    packages = tmp_path / "lib" / "python{}.{}".format(*sys.version_info) / "site-packages"
    (packages / "keras").mkdir(parents=True)
    assert build.peers() is None, "both are needed"
    (packages / "torch").mkdir()
    assert build.peers() == [packages.resolve()]


@pytest.mark.slow
@pytest.mark.parametrize(
    "stored, passes",
    [
        ("Epoch 1/1 · 469 steps · 99.9 s · loss 0.1234\n", True),
        ("Epoch 1/1 · 469 steps · 1.5 s · loss 0.1235\n", False),
        ("Epoch 1/1 · 468 steps · 1.5 s · loss 0.1234\n", False),
        ("", False),
    ],
    ids=["another time", "another digit", "another count", "no output"],
)
def test_nbval_notices_a_changed_digit_and_forgives_a_time(tmp_path, stored, passes):
    cell = nbformat.v4.new_code_cell("print('Epoch 1/1 · 469 steps · 1.5 s · loss 0.1234')", execution_count=1)
    cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text=stored)] if stored else []
    path = tmp_path / "digit.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=build.METADATA), path)
    options = ["--nbval", "--nbval-current-env", "--nbval-sanitize-with", SANITIZE, "-q", "-p", "no:cacheprovider"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *options, path], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert (run.returncode == 0) == passes, run.stdout
