"""The way `python -m course_lib.lab` starts JupyterLab."""

import os

import pytest
from jupyterlab.labapp import LabApp
from jupyterlab_server.config import get_page_config

from course_lib import lab


def make_course(folder):
    first = folder / "notebooks" / lab.FIRST_LESSON
    first.parent.mkdir(parents=True)
    first.write_text("{}")
    return folder


def read_by_jupyterlab(arguments):
    """Return JupyterLab's own reading of a command line, before any configuration file."""
    app = LabApp()
    app.parse_command_line(arguments)
    return app


def test_jupyterlab_understands_our_options(tmp_path):
    app = read_by_jupyterlab(lab.options([], tmp_path / "a folder", is_root=False))
    assert app.default_url == "/lab/tree/my_course/00_start_here.ipynb"
    assert app.news_url is None
    assert app.check_for_updates_class.__name__ == "NeverCheckForUpdate"
    assert app.extension_manager == "readonly"
    assert app.config.LabApp.log_level == app.config.ServerApp.log_level == "WARN"
    assert app.config.ServerApp.kernel_websocket_connection_class == "course_lib.prompt_connection.PromptConnection"
    assert app.config.ServerApp.root_dir == str(tmp_path / "a folder")


def test_the_learners_options_come_last():
    argv = ["--no-browser", "--port", "8899", "notebooks/08_first_cnn.ipynb"]
    assert lab.options(argv, "/course", is_root=True)[-4:] == argv


@pytest.mark.parametrize(
    ("argv", "ours"),
    [
        (["--LabApp.default_url=/lab"], "--LabApp.default_url"),
        (["--ServerApp.root_dir", "/elsewhere"], "--ServerApp.root_dir"),
        (["--notebook-dir=/elsewhere"], "--ServerApp.root_dir"),
        (["--LabApp.news_url=None"], "--LabApp.news_url"),
        (["--debug"], "--ServerApp.log_level"),
        (["--log-level=INFO"], "--LabApp.log_level"),
    ],
)
def test_a_setting_of_the_learner_replaces_ours(argv, ours):
    composed = lab.options(argv, "/course", is_root=False)
    assert any(arg.startswith(ours + "=") for arg in lab.options([], "/course", is_root=False))
    assert not any(arg.startswith(ours + "=") for arg in composed[: -len(argv)])
    assert composed[-len(argv) :] == argv


@pytest.mark.parametrize(
    ("argv", "is_root", "count"), [([], True, 1), ([], False, 0), (["--allow-root"], True, 1), (["-y"], True, 1)]
)
def test_allow_root_once_and_only_for_root(argv, is_root, count):
    assert lab.options(argv, "/course", is_root).count("--allow-root") == count


def test_the_first_folder_with_the_lessons_is_taken(tmp_path):
    empty, one, two = tmp_path / "empty", make_course(tmp_path / "one"), make_course(tmp_path / "two")
    assert lab.find_root([empty, one, two]) == one
    assert lab.find_root([two, one]) == two


def test_without_lessons_the_error_names_the_folders_and_the_way_out(tmp_path):
    with pytest.raises(FileNotFoundError) as error:
        lab.find_root([tmp_path / "x", tmp_path / "y"])
    text = str(error.value)
    assert text.startswith("course_lib.lab: a folder with notebooks/00_start_here.ipynb is needed, got none in ")
    assert str(tmp_path / "x") in text and str(tmp_path / "y") in text
    assert "Change to the folder of the course" in text


def test_the_question_about_news_is_off_while_jupyterlab_runs(monkeypatch, tmp_path):
    plugin = "@jupyterlab/apputils-extension:announcements"
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(tmp_path))
    (tmp_path / "labconfig").mkdir()
    (tmp_path / "labconfig" / "page_config.json").write_text('{"disabledExtensions": {"mine": true}}')
    assert plugin not in get_page_config([])["disabledExtensions"]
    with lab.without_question():
        assert {plugin, "mine"} <= set(get_page_config([])["disabledExtensions"])
        folder = os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep)[0]
        assert os.path.isdir(folder)
    assert os.environ["JUPYTER_CONFIG_PATH"] == str(tmp_path)
    assert not os.path.exists(folder)
