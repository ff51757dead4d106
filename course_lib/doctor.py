"""Is this machine ready for the course? ``python -m course_lib.doctor`` prints a report for a bug report.

``doctor.check()`` prints one line for each check: the same lines on every machine where all is well, and what was
found and what to do where it is not.
"""

import hashlib
import importlib.metadata
import os
import platform
import sys
from pathlib import Path

from course_lib import __version__
from course_lib.numerics import SAMPLE

__all__ = ["check", "report"]

MEMORY_NEEDED = 2e9  # bytes: MNIST as float32, a training's arrays, JupyterLab and the browser


def check():
    """Print a line for each check and a summary; return whether all is well.

    Returns
    -------
    bool
        Whether all is well.

    Examples
    --------
    >>> well = check()  # doctest: +ELLIPSIS
    ✓ ...
    """
    troubles = 0
    for title, examine, advice in CHECKS:
        try:
            found = examine()
        except Exception as error:  # a missing or broken package: the other checks still have something to say
            found = f"{type(error).__name__}: {error}"
        troubles += bool(found)
        print(f"✗ {title}: {found}. {advice}" if found else f"✓ {title}")
    print("Ready to start." if not troubles else f"To mend before you start: {troubles}.")
    return not troubles


# Each of these returns what is wrong, or "".


def old_python():
    return "" if sys.version_info >= (3, 11) else f"this is Python {platform.python_version()}"


def wrong_packages():
    from packaging.requirements import Requirement

    wrong = []
    for requirement in map(Requirement, importlib.metadata.requires("course-lib") or []):
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        version = _version(requirement.name)
        if version is None:
            wrong.append(f"{requirement.name} is missing")
        elif not requirement.specifier.contains(version, prereleases=True):
            wrong.append(f"{requirement.name} is {version}, needed is {requirement.specifier}")
    return ", ".join(wrong)


def other_checkout():
    here, package = Path.cwd(), Path(__file__).parent
    copies = [folder / "course_lib" for folder in (here, *here.parents) if (folder / "course_lib/doctor.py").exists()]
    return "" if not copies or copies[0].samefile(package) else f"the package in use lies in {package.parent}"


def damaged_data():
    from course_lib.datasets.checksums import damaged_files

    return ", ".join(damaged_files())


def little_memory():
    import psutil

    free = psutil.virtual_memory().available
    return "" if free >= MEMORY_NEEDED else f"{free / 1e9:.1f} GB are free"


def passing_cache():
    from course_lib import kernels
    from course_lib.kernels.cache import is_temporary

    return f"they are kept in {kernels.FOLDER}" if is_temporary(kernels.FOLDER) else ""


def plain_cpu():
    from course_lib.kernels.simd import cpu_features

    missing = [name for name in ("avx2", "fma") if f"+{name}" not in cpu_features().split(",")]
    return f"it lacks {' and '.join(missing)}" if missing else ""


def single_thread():
    import numba

    cores, threads = os.cpu_count() or 1, numba.config.NUMBA_NUM_THREADS
    return f"{threads} of {cores} cores are used" if threads < min(2, cores) else ""


def other_bits():
    found = sample_bits()
    return "" if found == SAMPLE else f"they are {found} instead of {SAMPLE}"


CHECKS = (
    ("Python is 3.11 or newer", old_python, "Install a newer Python and make the environment again."),
    ("All packages are there, new enough", wrong_packages, "Run: python -m pip install -e ."),
    # A course in one folder and an installed package from another is a puzzle for hours.
    (
        "Lessons and package are from the same folder",
        other_checkout,
        "Start JupyterLab with `make lab` in the folder whose lessons you read.",
    ),
    (
        "The images of both data sets are complete and unchanged",
        damaged_data,
        "Get the course again, or in a git checkout run: git checkout -- course_lib/datasets/files",
    ),
    ("At least 2 GB of memory are free", little_memory, "Close other programs and other notebooks."),
    (
        "Compiled kernels can be kept for the next time",
        passing_cache,
        "Set NUMBA_CACHE_DIR to a folder you can write to; otherwise each start compiles again, half a minute.",
    ),
    (
        "The processor has fast vector arithmetic",
        plain_cpu,
        "All lessons work, but training takes longer.",
    ),
    (
        "Training may use more than one core",
        single_thread,
        "Unset NUMBA_NUM_THREADS, or give the container more than one core.",
    ),
    (
        "This machine computes the course's numbers, to the last bit",
        other_bits,
        "Figures may differ from the text in the last digits; all else holds. Please report it.",
    ),
)


def sample_bits():
    """Return a digest of what a few kernels make of fixed numbers."""
    import numpy as np

    from course_lib import kernels, random

    x = random.uniform((2, 9, 8, 17), -1, 1, random.key("doctor", "x"))
    kernel = random.uniform((3, 3, 17, 21), -1, 1, random.key("doctor", "kernel"))
    arguments = x, kernel, np.zeros(21, np.float32)
    near, far = (kernels.conv2d_forward(*arguments, strides, (1, 0, 0, 1)) for strides in ((1, 1), (2, 1)))
    p = kernels.softmax_forward(kernels.dropout(far.reshape(2, -1), 0.25, random.key("doctor")))
    return hashlib.sha256(near.tobytes() + far.tobytes() + p.tobytes()).hexdigest()[:16]


def report():
    """Print what a bug report needs to know about this machine.

    Examples
    --------
    >>> report()  # doctest: +ELLIPSIS
    course_lib ...
    """
    import llvmlite.binding
    import numba

    from course_lib import kernels
    from course_lib.kernels.simd import WIDTH

    print(f"course_lib {__version__} · Python {platform.python_version()} · {platform.platform()}")
    names = ("numpy", "numba", "llvmlite", "matplotlib", "jupyterlab", "ipywidgets", "anywidget", "ipykernel", "nbval")
    print(" · ".join(f"{name} {_version(name) or 'missing'}" for name in names))
    cpu = llvmlite.binding.get_host_cpu_name()
    cores, threads = os.cpu_count(), numba.config.NUMBA_NUM_THREADS
    print(f"processor {cpu}, {cores} cores, {threads} threads, {WIDTH} lanes")
    set_here = {name: value for name, value in os.environ.items() if name.startswith(("NUMBA_", "COURSE_LIB_", "OMP_"))}
    print(f"settings {set_here or 'none'} · compiled kernels in {kernels.FOLDER.name}")


def _version(name):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def main():
    report()
    sys.exit(0 if check() else 1)


if __name__ == "__main__":
    main()
