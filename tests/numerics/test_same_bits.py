"""A training gives the same bits with any number of threads and any width of the CPU's registers."""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest
from llvmlite import binding

SCRIPT = Path(__file__).with_name("train_and_digest.py")
# What a CPU of 2013 has; everything else is switched off by name, since LLVM keeps the host's features otherwise.
HASWELL = set(
    "64bit,aes,avx,avx2,bmi,bmi2,cmov,crc32,cx16,cx8,f16c,fma,fsgsbase,fxsr,invpcid,lzcnt,mmx,movbe,pclmul,popcnt,"
    "rdrnd,sahf,sse,sse2,sse3,sse4.1,sse4.2,ssse3,xsave,xsaveopt".split(",")
)


def train(*options, **environment):
    run = subprocess.run(
        [sys.executable, *options, SCRIPT],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def one_thread():
    return train(NUMBA_NUM_THREADS="1")


@pytest.mark.parametrize("threads", ["2", "4"])
def test_threads_change_no_bit(one_thread, threads):
    found = train(NUMBA_NUM_THREADS=threads)
    assert found["Adam"] == one_thread["Adam"]
    assert found["Adadelta"] == one_thread["Adadelta"]


@pytest.mark.skipif(platform.machine() not in ("x86_64", "AMD64"), reason="AVX2 is a matter of x86-64 CPUs")
def test_the_width_of_the_registers_changes_no_bit(one_thread, tmp_path):
    if not binding.get_host_cpu_features().get("avx2"):
        pytest.skip("this CPU has no AVX2")
    features = ",".join(("+" if name in HASWELL else "-") + name for name in sorted(binding.get_host_cpu_features()))
    # A new cache folder: code that comes out of a cache cannot be inspected. And compiling must not warn of anything.
    narrow = train("-Werror", NUMBA_CPU_NAME="haswell", NUMBA_CPU_FEATURES=features, NUMBA_CACHE_DIR=str(tmp_path))
    assert narrow["lanes"] == 8
    assert narrow["ymm"], "the assembly was not there to be read"
    assert not narrow["zmm"], "wide registers were used all the same"
    assert narrow["Adam"] == one_thread["Adam"]
    assert narrow["Adadelta"] == one_thread["Adadelta"]


def test_the_networks_learn_something(one_thread):
    """Digests of a training that does nothing would agree as well."""
    for name in ("Adam", "Adadelta"):
        losses = one_thread[name][2]["loss"]
        assert losses[-1] < 0.95 * losses[0]
