"""Where compiled kernels are kept between runs.

Numba can keep what it compiled, but its own bookkeeping looks at one file's date. A kernel is made of several files,
of numba's version and of the CPU's features. So the folder's *name* is a hash of all of these: after an edit, an
upgrade or a move to another CPU, the old folder is not looked at any more, and nothing stale can run.
"""

import hashlib
import os
import platform
import tempfile
from contextlib import contextmanager
from pathlib import Path

import llvmlite
import numba
import platformdirs

from course_lib.kernels.simd import cpu_features

_TEMPORARY = "course_lib-"


def fingerprint():
    """Return a hash of all that compiled code depends on: sources, versions, the CPU that code is made for."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for source in sorted(here.rglob("*.py")):
        if here / "reference" not in source.parents:
            digest.update(source.relative_to(here).as_posix().encode() + source.read_bytes())
    cpu = numba.config.CPU_NAME or llvmlite.binding.get_host_cpu_name()
    made_by = (platform.python_version(), numba.__version__, llvmlite.__version__, cpu, cpu_features())
    digest.update(repr(made_by).encode())
    return digest.hexdigest()[:16]


def folder():
    """Return the folder for this machine's compiled kernels, made if needed.

    The first of these that can be written to: ``$NUMBA_CACHE_DIR``, the user's cache folder, a private folder among
    the temporary files.
    """
    name = f"kernels-{fingerprint()}"
    parents = [platformdirs.user_cache_path("course_lib")]
    if os.environ.get("NUMBA_CACHE_DIR"):
        parents.insert(0, Path(os.environ["NUMBA_CACHE_DIR"]))
    for parent in parents:
        path = parent / name
        try:
            path.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=path):
                return path
        except OSError:
            continue
    return _private_temporary_folder(name)


def is_temporary(path):
    """Return whether `path` came from `folder`'s last resort, which an operating system may empty."""
    return any(part.name.startswith(_TEMPORARY) for part in (path, path.parent))


def _private_temporary_folder(name):
    """A folder that nobody else can write to: what lies in it will be run."""
    owner = os.getuid() if hasattr(os, "getuid") else "user"
    path = Path(tempfile.gettempdir()) / f"{_TEMPORARY}{owner}" / name
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        info = path.parent.lstat()
        if owner == "user" or (info.st_uid == owner and not info.st_mode & 0o022 and not path.parent.is_symlink()):
            path.mkdir(exist_ok=True)
            return path
    except OSError:
        pass
    return Path(tempfile.mkdtemp(prefix=_TEMPORARY))


@contextmanager
def cached_in(path):
    """Within this block, functions marked ``@njit(cache=True)`` keep their compiled code in `path`."""
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(path)
    try:
        yield
    finally:
        numba.config.CACHE_DIR = before
