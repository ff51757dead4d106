"""A training gives the same bits in every process, with any number of threads and any width of the CPU's registers.

The digests are compared with each other and with those in ``digests.json``. They change where the package computes
something else: then ``course_lib/numerics.py`` gets a new version with the reason, the lessons are built anew, and

    python tests/numerics/test_same_bits.py

writes the file again.
"""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest
from llvmlite import binding

from course_lib import numerics

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent
STORED = HERE / "digests.json"
# What a CPU of 2013 has; everything else is switched off by name, since LLVM keeps the host's features otherwise.
HASWELL = set(
    "64bit,aes,avx,avx2,bmi,bmi2,cmov,crc32,cx16,cx8,f16c,fma,fsgsbase,fxsr,invpcid,lzcnt,mmx,movbe,pclmul,popcnt,"
    "rdrnd,sahf,sse,sse2,sse3,sse4.1,sse4.2,ssse3,xsave,xsaveopt".split(",")
)


def train(*options, python=(), **environment):
    run = subprocess.run(
        [sys.executable, *python, HERE / "train_and_digest.py", *options],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def compared(found):
    """The digests by training and kind, without the losses."""
    return {
        f"{name} {kind}": value
        for name, kinds in found["digests"].items()
        for kind, value in kinds.items()
        if kind != "losses"
    }


@pytest.fixture(scope="module")
def one_thread():
    return train(NUMBA_NUM_THREADS="1")


def test_they_are_those_of_this_numerics_version(one_thread):
    stored = json.loads(STORED.read_text())
    assert stored["version"] == numerics.VERSION, "write digests.json again: see the top of this file"
    assert compared(one_thread) == stored["digests"]


@pytest.mark.parametrize("threads", ["2", "4"])
def test_threads_change_no_bit(one_thread, threads):
    assert compared(train(NUMBA_NUM_THREADS=threads)) == compared(one_thread)


@pytest.mark.skipif(platform.machine() not in ("x86_64", "AMD64"), reason="AVX2 is a matter of x86-64 CPUs")
def test_the_width_of_the_registers_changes_no_bit(one_thread, tmp_path):
    if not binding.get_host_cpu_features().get("avx2"):
        pytest.skip("this CPU has no AVX2")
    features = ",".join(("+" if name in HASWELL else "-") + name for name in sorted(binding.get_host_cpu_features()))
    # A new cache folder: code that comes out of a cache cannot be inspected. And compiling must not warn of anything.
    narrow = train(
        "--inspect",
        python=["-Werror"],
        NUMBA_CPU_NAME="haswell",
        NUMBA_CPU_FEATURES=features,
        NUMBA_CACHE_DIR=str(tmp_path),
    )
    assert narrow["lanes"] == 8
    assert narrow["functions"] > 60 and narrow["ymm"], "the assembly was not there to be read"
    assert not narrow["zmm"], "wide registers were used all the same"
    assert compared(narrow) == compared(one_thread)


def test_the_networks_learn_something(one_thread):
    """Digests of a training that does nothing would agree as well."""
    for name, found in one_thread["digests"].items():
        assert found["losses"][-1] < 0.8 * found["losses"][0], name


if __name__ == "__main__":
    STORED.write_text(json.dumps({"version": numerics.VERSION, "digests": compared(train())}, indent=1) + "\n")
