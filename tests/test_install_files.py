"""The files that install the course: pyproject.toml, environment.yml, constraints.txt and the Makefile.

environment.yml is compared with pyproject.toml by names and version bounds. This is no conda solve: whether conda
finds a set of builds that fits is not known here. The Makefile is run on a copy with stand-ins for Python, so that
nothing is installed and the network is not asked.
"""

import importlib.metadata
import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
CONDA_NAMES = {"matplotlib": "matplotlib-base"}  # on conda-forge, `matplotlib` is matplotlib-base and Qt


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def direct_dependencies():
    return [Requirement(line) for line in project()["dependencies"] + project()["optional-dependencies"]["dev"]]


def pins():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pairs}


def conda():
    return yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))


def test_conda_and_pip_ask_for_the_same_packages_and_versions():
    from_conda = [Requirement(entry) for entry in conda()["dependencies"] if isinstance(entry, str)]
    wanted = {CONDA_NAMES.get(req.name, req.name): req.specifier for req in direct_dependencies()}
    wanted |= {
        "python": Requirement("python" + project()["requires-python"]).specifier,
        "pip": Requirement("pip").specifier,
    }
    assert {req.name: req.specifier for req in from_conda} == wanted


def test_conda_installs_the_course_itself_and_uses_one_channel():
    assert conda()["dependencies"][-1] == {"pip": ["-e ."]}
    assert conda()["channels"] == ["conda-forge", "nodefaults"]
    assert conda()["name"] == "course-lib"


@pytest.mark.parametrize("requirement", direct_dependencies(), ids=lambda requirement: requirement.name)
def test_each_direct_dependency_is_pinned_within_its_bounds(requirement):
    assert requirement.specifier, f"{requirement.name} has no lower bound in pyproject.toml"
    assert pins()[canonicalize_name(requirement.name)] in requirement.specifier


def test_what_other_extras_ask_for_is_what_development_has():
    extras = project()["optional-dependencies"]
    assert set(extras) == {"dev", "onnx", "browser"}
    assert set(extras["onnx"]) <= set(extras["dev"])


def test_every_line_of_the_constraints_is_a_pin_in_order():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    names = [line.split("==")[0].upper() for line in lines if not line.startswith("#")]
    assert all(line.startswith("#") or re.fullmatch(r"[\w.-]+==[\w.!+]+", line) for line in lines)
    assert names == sorted(names) and len(set(names)) == len(names)


def test_the_pins_take_the_oldest_python_that_the_course_takes():
    oldest = project()["requires-python"].removeprefix(">=") + ".0"
    installed = {canonicalize_name(dist.name): dist for dist in importlib.metadata.distributions()}
    pinned = [installed[name] for name in pins() if name in installed and installed[name].version == pins()[name]]
    assert pinned, "nothing is installed at its pinned version: was the environment made with CONSTRAINTS= ?"
    for dist in pinned:
        needs = dist.metadata.get("Requires-Python") or ""
        assert oldest in SpecifierSet(needs), f"{dist.name}=={dist.version} needs Python {needs}"


@pytest.mark.parametrize("name", ["pyproject.toml", "environment.yml", "constraints.txt"])
def test_no_registry_or_folder_of_one_machine_is_named(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links|/home/|/root/|/tmp/", text)


# --- The Makefile, with a Python that only pretends ---------------------------------------------------------------

needs_make = pytest.mark.skipif(sys.platform == "win32", reason="the Makefile is for Linux, macOS and WSL")

# A Python of version 3.12 that writes down what it is asked to do. `-m venv` leaves a copy of it in .venv.
PRETENDER = """#!/bin/sh
[ "$1" = -c ] || echo "$*" >> calls
case "$*" in
    *print*) echo 3.12 ;;
    "-m venv .venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
    --version) echo "Python 3.12.0" ;;
esac
"""


class Course:
    """A copy of the Makefile in a folder with an awkward name, and a Python that pretends."""

    def __init__(self, folder, python=PRETENDER):
        self.folder = folder
        self.folder.mkdir()
        for name in ("Makefile", "pyproject.toml", "constraints.txt"):
            shutil.copy(ROOT / name, folder)
        self.python = folder / "fake python"
        self.write_python(python)

    def write_python(self, text):
        self.python.write_text(text)
        self.python.chmod(self.python.stat().st_mode | stat.S_IXUSR)

    def make(self, *arguments):
        # What an outer `make test` has exported must not reach this one.
        outer = {"MAKEFLAGS", "MAKEOVERRIDES", "MAKELEVEL", "MFLAGS", "CONSTRAINTS", "LESSON", "ARGS"}
        env = {name: value for name, value in os.environ.items() if name not in outer}
        return subprocess.run(
            ["make", *arguments, "PYTHON=./fake python"],
            cwd=self.folder, env=env, text=True, capture_output=True, stdin=subprocess.DEVNULL, timeout=60,
        )  # fmt: skip

    def calls(self, *arguments):
        """Run make, which must go well, and return what Python was asked to do meanwhile."""
        log = self.folder / "calls"
        log.write_text("")
        result = self.make(*arguments)
        assert result.returncode == 0, result.stderr
        return log.read_text().splitlines()


@pytest.fixture
def course(tmp_path):
    return Course(tmp_path / """it's a "course" $HOME""")


INSTALL = "-m pip install --progress-bar off -c constraints.txt -e .[dev]"


@needs_make
def test_a_python_without_venv_is_told_which_package_to_install(course):
    course.write_python(PRETENDER.replace("    *print*)", "    *ensurepip*) exit 1 ;;\n    *print*)"))
    result = course.make("env")
    assert result.returncode != 0
    assert "apt-get install python3.12-venv" in result.stderr
    assert not (course.folder / ".venv").exists()


@needs_make
@pytest.mark.parametrize(("version", "good"), [("3, 10, 14", False), ("3, 11, 0", True), ("3, 14, 1", True)])
def test_a_python_too_old_is_refused_by_name(course, version, good):
    # The real Python, told that it is another version.
    patched = f'"{sys.executable}" -c "import sys; sys.version_info = ({version}); $2"'
    course.write_python(PRETENDER.replace("case ", f'[ "$1" != -c ] || exec {patched}\ncase ', 1))
    result = course.make("python")
    assert (result.returncode == 0) == good
    assert ("needs Python 3.11 or newer, and none was found among: ./fake python" in result.stderr) != good


@needs_make
def test_a_half_made_environment_does_not_stay(course):
    course.write_python(PRETENDER.replace("&& cp", "&& exit 1 && cp"))
    result = course.make("env")
    assert result.returncode != 0
    assert "could not be made" in result.stderr
    assert not (course.folder / ".venv").exists()


@needs_make
def test_a_failed_installation_is_reported_and_tried_again(course):
    course.write_python(
        PRETENDER.replace("    *print*)", '    *"pip install"*) echo "ERROR: none"; exit 1 ;;\n    *print*)')
    )
    result = course.make("env")
    assert result.returncode != 0
    assert "ERROR: none" in result.stderr and "internet" in result.stderr
    shutil.rmtree(course.folder / ".venv")
    course.write_python(PRETENDER)
    assert INSTALL in course.calls("env")


@needs_make
def test_the_environment_is_made_once_and_brought_up_to_date(course):
    assert course.calls("env") == ["--version", "-m venv .venv", INSTALL]
    assert course.calls("env") == []
    with (course.folder / "constraints.txt").open("a") as file:
        file.write("# a change\n")
    assert course.calls("env") == [INSTALL]
    assert course.calls("env", "CONSTRAINTS=") == [INSTALL.replace(" -c constraints.txt", "")]


@needs_make
def test_an_environment_that_was_moved_or_broken_is_made_anew(course, tmp_path):
    course.calls("env")
    course.folder = course.folder.rename(tmp_path / "moved")
    course.python = course.folder / course.python.name
    assert course.calls("env") == ["--version", "-m venv .venv", INSTALL]
    (course.folder / ".venv" / "bin" / "python").unlink()
    assert course.calls("env") == ["--version", "-m venv .venv", INSTALL]


def add_notebooks(course):
    for name in ("00_start_here", "08_first_cnn", "solutions/08_first_cnn"):
        file = course.folder / "notebooks" / f"{name}.ipynb"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("{}")


NBVAL = (
    "-m pytest --nbval --nbval-current-env --nbval-sanitize-with tests/nbval_sanitize.cfg --nbval-cell-timeout 600 "
    "-n auto --maxprocesses 2 --dist loadfile "
)


@needs_make
def test_make_test_runs_every_check_and_every_notebook_in_order(course):
    add_notebooks(course)
    course.calls("env")
    before = ["-m ruff check .", "-m ruff format --check .", "-m course_lib.kernels.warm_up"]
    unit = "-m pytest tests --ignore=tests/browser -n auto --maxprocesses 4 --dist worksteal"
    assert course.calls("test-fast") == [*before, f"{unit} -m not slow"]
    assert course.calls("test") == [
        *before,
        unit,
        NBVAL + "notebooks/00_start_here.ipynb notebooks/08_first_cnn.ipynb notebooks/solutions/08_first_cnn.ipynb",
        "-m pytest tests/browser",
    ]


@needs_make
@pytest.mark.parametrize("lesson", ["08", "8"])
def test_one_lesson_is_tested_or_built_alone(course, lesson):
    add_notebooks(course)
    course.calls("env")
    assert course.calls("test", f"LESSON={lesson}") == [
        "-m course_lib.kernels.warm_up",
        NBVAL + "notebooks/08_first_cnn.ipynb notebooks/solutions/08_first_cnn.ipynb",
    ]
    assert course.calls("notebooks", f"LESSON={lesson}") == ["notebooks/source/build.py 08"]
    assert course.calls("notebooks") == ["notebooks/source/build.py"]


@needs_make
@pytest.mark.parametrize("arguments", [["test", "LESSON=99"], ["test", "LESSON=first"], ["nbval"]])
def test_no_notebook_to_test_is_an_error(course, arguments):
    if len(arguments) > 1:
        add_notebooks(course)
    result = course.make(*arguments)
    assert result.returncode != 0
    assert "There is no notebook of" in result.stderr


@needs_make
@pytest.mark.parametrize(
    "check", ["ruff check", "ruff format", "pytest tests --ignore", "pytest --nbval", "pytest tests/browser"]
)
def test_a_check_that_fails_makes_make_fail(course, check):
    add_notebooks(course)
    course.write_python(PRETENDER.replace("    *print*)", f'    *"{check}"*) exit 1 ;;\n    *print*)'))
    assert course.make("env").returncode == 0
    assert course.make("test").returncode != 0


@needs_make
def test_options_reach_jupyterlab_and_other_projects_settings_do_not(course, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/other")
    course.write_python(PRETENDER.replace("[ ", 'echo "path=$PYTHONPATH" >> seen\n[ ', 1))
    lab = "-m course_lib.lab --no-browser --port 8899 a b"
    assert course.calls("lab", "ARGS=--no-browser --port 8899 'a b'")[-1] == lab
    assert set((course.folder / "seen").read_text().splitlines()) == {"path="}


@needs_make
def test_make_alone_lists_the_commands(course):
    text = course.make().stdout
    targets = re.findall(r"^(\w[\w-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    internal = {"help", "lint", "unit", "nbval", "python"}
    assert {"lab", "test", "test-fast", "notebooks", "warm", "clean"} <= set(targets)
    assert all(f"make {target} " in text for target in set(targets) - internal)
