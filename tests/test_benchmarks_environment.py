"""`make peers`, which makes the environment with the libraries to compare with: with a Python that only pretends."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the Makefile is for Linux, macOS and WSL")

# Writes down what it is asked to do; `-m venv X` leaves a copy of it in X.
PRETENDER = """#!/bin/sh
[ "$1" = -c ] || [ "$1" = --version ] || echo "$0 $*" >> calls
case "$*" in
    "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
    *print*) echo 3.12 ;;
esac
"""
VENV = ".venv/bin/python -m venv .venv-bench"
INSTALL = ".venv-bench/bin/python -m pip install --progress-bar off -r benchmarks/requirements.txt"


@pytest.fixture
def make(tmp_path):
    """Runs make in a copy of the Makefile; returns how it went, and what Python was asked to do."""
    folder = tmp_path / """it's a "course" $HOME"""
    (folder / "benchmarks").mkdir(parents=True)
    for name in ("Makefile", "pyproject.toml", "constraints.txt", "benchmarks/requirements.txt"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "python").write_text(PRETENDER)
    (folder / "python").chmod(0o755)
    env = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "ARGS"))}

    def make(*arguments):
        (folder / "calls").write_text("")
        command = ["make", *arguments, "PYTHON=./python"]
        result = subprocess.run(command, cwd=folder, env=env, text=True, capture_output=True, timeout=60)
        return result, (folder / "calls").read_text().splitlines()

    make.folder = folder
    make("env")
    return make


def test_the_peers_are_installed_once_and_again_after_a_change(make):
    assert make("peers")[1] == [VENV, INSTALL]
    assert make("peers")[1] == []
    with (make.folder / "benchmarks" / "requirements.txt").open("a") as file:
        file.write("# a change\n")
    assert make("peers")[1] == [INSTALL]
    (make.folder / ".venv-bench" / "made-at").write_text("elsewhere")
    assert make("peers")[1] == [VENV, INSTALL]
    assert make("clean")[0].returncode == 0 and not (make.folder / ".venv-bench").exists()


def test_a_failed_installation_is_reported_and_tried_again(make):
    make("peers")
    python = make.folder / ".venv-bench" / "bin" / "python"
    python.write_text(PRETENDER.replace("    *print*)", '    *install*) echo "ERROR: none"; exit 1 ;;\n    *print*)'))
    (make.folder / ".venv-bench" / "installed").unlink()
    result, calls = make("peers")
    assert result.returncode != 0 and calls == [INSTALL]
    assert "ERROR: none" in result.stderr and "install.log" in result.stderr
    assert make("peers")[1] == [INSTALL]


def test_the_kernels_are_compiled_before_and_options_are_passed_on(make):
    calls = make("bench", "ARGS=--quick --networks T5")[1]
    warm, measure = (
        ".venv/bin/python -m course_lib.kernels.warm_up",
        ".venv/bin/python -m benchmarks --quick --networks T5",
    )
    assert calls == [warm, VENV, INSTALL, measure]


def test_the_peers_are_pinned_and_no_registry_is_named():
    text = (ROOT / "benchmarks" / "requirements.txt").read_text()
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z-]+==[\d.]+\*?", line) for line in lines)
    assert {line.split("==")[0] for line in lines} == {"torch", "tensorflow-cpu", "keras", "jax"}
