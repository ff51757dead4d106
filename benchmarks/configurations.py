"""What is measured beside what: each library in each of its fair settings, and the circumstances, alike for all."""

import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PEERS = ROOT / ".venv-bench"
OURS = "course_lib"
# What course_lib asks of GNU's C library by itself: to keep freed memory instead of getting it anew in every step.
KEEP_MEMORY = {"MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": str(1 << 30)}
# Settings of a shell that could slow one library down or speed another up.
_PREFIXES = (
    "OMP_", "GOMP_", "KMP_", "MKL_", "OPENBLAS_", "NUMBA_", "TF_", "XLA_", "JAX_", "KERAS_", "TORCH", "PYTORCH_",
    "ATEN_", "PYTHON", "MALLOC_", "GLIBC_TUNABLES",
)  # fmt: skip


class Configuration(NamedTuple):
    """A library in one setting; `python` is the interpreter that has it."""

    name: str
    library: str
    module: str
    setting: str
    python: str

    @property
    def is_compiled(self):
        return "+compile" in self.setting

    @property
    def env(self):
        """Environment variables of its own."""
        return KEEP_MEMORY if "+kept memory" in self.setting else {}


def ours():
    return Configuration(OURS, OURS, "benchmarks.subjects.keras_like", "course_lib", sys.executable)


def blas():
    return Configuration("BLAS", "numpy", "benchmarks.subjects.blas", "", sys.executable)


def peers(environment=PEERS, compiled=True):
    """All settings of all peers in the virtual environment in that folder."""
    python = str(Path(environment) / "bin" / "python")
    settings = ["contiguous", "channels_last", "channels_last +kept memory"]
    if compiled:
        settings += ["contiguous +compile", "channels_last +compile", "channels_last +compile +kept memory"]
    found = [
        Configuration(f"PyTorch {each}", "PyTorch", "benchmarks.subjects.pytorch", each, python) for each in settings
    ]
    for name, backend in (("TensorFlow", "tensorflow"), ("JAX", "jax")):
        name = f"Keras {name}"
        found.append(Configuration(name, name, "benchmarks.subjects.keras_like", backend, python))
    return found


def has_compiler():
    """Whether torch.compile will find the C++ compiler that it looks for."""
    default = "clang++" if sys.platform == "darwin" else "g++"
    return shutil.which(os.environ.get("CXX", default)) is not None


def two_cpus():
    """Two CPUs that this process may use, of different cores where there are; one where there is only one."""
    if not hasattr(os, "sched_getaffinity"):
        return list(range(min(2, os.cpu_count() or 1)))
    allowed = sorted(os.sched_getaffinity(0))
    cores = {}
    for cpu in allowed:
        cores.setdefault(_core(cpu), cpu)
    return sorted([*cores.values(), *(cpu for cpu in allowed if cpu not in cores.values())][:2])


def _core(cpu):
    """What is alike for the CPUs of one core."""
    try:
        return Path(f"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list").read_text()
    except OSError:
        return cpu


def environment(threads, scratch):
    """The environment variables of a worker with so many threads; what libraries keep goes to the folder `scratch`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_PREFIXES)}
    cache = os.environ.get("NUMBA_CACHE_DIR")
    return {
        **kept,
        **({"NUMBA_CACHE_DIR": cache} if cache else {}),
        **dict.fromkeys(
            ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"], str(threads)
        ),
        "CUDA_VISIBLE_DEVICES": "",
        "JAX_PLATFORMS": "cpu",
        "KERAS_HOME": str(scratch / "keras"),
        "TORCHINDUCTOR_CACHE_DIR": str(scratch / "torch"),
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
