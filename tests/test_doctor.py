"""The doctor: quiet where all is well, clear where it is not."""

import os
import subprocess
import sys

import pytest

from course_lib import doctor

RESULTS = {
    "old_python": ("sys.version_info", (3, 10), "this is Python "),
    "little_memory": ("MEMORY_NEEDED", 1e18, " GB are free"),
    "other_bits": ("SAMPLE", "0" * 16, f"they are {doctor.SAMPLE} instead of 0000000000000000"),
}


def test_all_is_well_here_but_for_what_the_machine_lacks(capsys):
    doctor.check()
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(doctor.CHECKS) + 1
    for (title, examine, _), line in zip(doctor.CHECKS, lines, strict=False):
        if examine.__name__ not in ("little_memory", "single_thread", "plain_cpu", "passing_cache"):
            assert line == f"✓ {title}"


@pytest.mark.parametrize("name", RESULTS)
def test_a_trouble_is_named_with_what_to_do(monkeypatch, capsys, name):
    attribute, value, text = RESULTS[name]
    doctor.check()
    before = capsys.readouterr().out.count("✗")
    monkeypatch.setattr(f"course_lib.doctor.{attribute}", value)
    assert not doctor.check()
    printed = capsys.readouterr().out
    title, _, advice = next(check for check in doctor.CHECKS if check[1].__name__ == name)
    line = next(line for line in printed.splitlines() if title in line)
    assert line.startswith("✗ ") and text in line and line.endswith(advice)
    assert f"To mend before you start: {before + 1}." in printed


def test_a_damaged_file_is_named(monkeypatch, capsys):
    monkeypatch.setattr("course_lib.datasets.checksums.damaged_files", lambda: ["mnist/t10k-images-idx3-ubyte.gz"])
    assert not doctor.check()
    assert "unchanged: mnist/t10k-images-idx3-ubyte.gz. Get the course again" in capsys.readouterr().out


def test_a_missing_package_and_an_old_one_are_named(monkeypatch, capsys):
    monkeypatch.setattr(doctor, "_version", lambda name: {"tqdm": None, "numba": "0.50"}.get(name, "99"))
    doctor.check()
    assert (
        "numba is 0.50, needed is >=0.61, tqdm is missing. Run: python -m pip install -e ." in capsys.readouterr().out
    )


def test_lessons_from_one_folder_and_the_package_from_another(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert doctor.other_checkout() == ""
    (tmp_path / "course_lib").mkdir()
    (tmp_path / "course_lib" / "doctor.py").write_text("")
    assert "the package in use lies in" in doctor.other_checkout()


def test_a_check_that_breaks_is_a_finding(monkeypatch, capsys):
    def broken():
        raise ImportError("no numba")

    monkeypatch.setattr(doctor, "CHECKS", (("numba works", broken, "Install it."), ("fine", lambda: "", "")))
    assert not doctor.check()
    assert capsys.readouterr().out.splitlines()[:2] == ["✗ numba works: ImportError: no numba. Install it.", "✓ fine"]


def test_the_report_names_versions_and_settings():
    environment = {**os.environ, "NUMBA_NUM_THREADS": "1"}
    run = subprocess.run(
        [sys.executable, "-m", "course_lib.doctor"], env=environment, capture_output=True, text=True, check=False
    )
    assert "course_lib 0.1.0 · Python 3." in run.stdout
    assert "numba 0." in run.stdout
    assert "'NUMBA_NUM_THREADS': '1'" in run.stdout
    assert run.returncode == (1 if "✗" in run.stdout else 0)
