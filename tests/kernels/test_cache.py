"""Where compiled kernels are kept."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from course_lib.kernels import cache


def test_the_fingerprint_follows_every_source(monkeypatch, tmp_path):
    copy = tmp_path / "kernels"
    shutil.copytree(Path(cache.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(cache, "__file__", str(copy / "cache.py"))
    before = cache.fingerprint()
    assert before == cache.fingerprint()
    with open(copy / "simd.py", "a", encoding="utf-8") as file:
        file.write("\n")
    assert cache.fingerprint() != before


def test_the_fingerprint_follows_the_cpu_features(monkeypatch):
    before = cache.fingerprint()
    monkeypatch.setattr(cache.numba.config, "CPU_FEATURES", "+avx2,+fma")
    assert cache.fingerprint() != before


def test_the_named_folder_comes_first(monkeypatch, tmp_path):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "mine"))
    assert cache.folder() == tmp_path / "mine" / f"kernels-{cache.fingerprint()}"
    assert not cache.is_temporary(cache.folder())


def test_a_folder_that_cannot_be_written_is_passed_over(monkeypatch, tmp_path):
    """Without a home and with a file where a folder should be, a private temporary folder serves."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    monkeypatch.setattr(cache.platformdirs, "user_cache_path", lambda name: blocked / name)
    monkeypatch.setattr(cache.tempfile, "tempdir", str(tmp_path))
    found = cache.folder()
    assert found.parent.parent == tmp_path
    assert cache.is_temporary(found)
    if os.name == "posix":
        assert stat.S_IMODE(found.parent.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name != "posix", reason="ownership of folders is a matter of POSIX systems")
def test_a_temporary_folder_that_others_can_write_to_is_not_trusted(monkeypatch, tmp_path):
    monkeypatch.setattr(cache.tempfile, "tempdir", str(tmp_path))
    open_to_all = tmp_path / f"course_lib-{os.getuid()}"
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    assert open_to_all not in cache._private_temporary_folder("kernels-x").parents


def test_a_second_process_compiles_nothing(tmp_path):
    """A small kernel compiled by one process is loaded by the next."""
    code = (
        "import numpy as np; from course_lib import kernels\n"
        "kernels.relu_forward(np.ones(4, np.float32)); s = kernels.relu_forward.stats\n"
        "print(sum(s.cache_hits.values()), sum(s.cache_misses.values()))"
    )
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
    run = [sys.executable, "-c", code]
    first, second = (subprocess.check_output(run, env=environment, text=True).split() for _ in range(2))
    assert (first, second) == (["0", "1"], ["1", "0"])
