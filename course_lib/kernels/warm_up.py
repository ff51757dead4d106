"""Compile the kernels before they are needed: ``python -m course_lib.kernels.warm_up``.

Compiling takes much longer than loading what was compiled before, so it is shared between two processes: this one and
a helper that is told line by line what to compile next. Both keep what they compiled in the same folder.
"""

import hashlib
import os
import subprocess
import sys
import threading
import time
from collections import deque
from contextlib import contextmanager, nullcontext
from pathlib import Path

import numba
from tqdm import tqdm

from course_lib import kernels
from course_lib.kernels.examples import examples, many_channel_examples

# What training a usual network takes; what takes longest to compile comes first. A window's size stands behind the name
# of a kernel that is compiled once more where there are many channels: see ``winograd.py``.
USUAL = (
    "conv2d_kernel_gradient 3×3", "conv2d_kernel_gradient", "conv2d_input_gradient 3×3", "conv2d_forward 3×3",
    "dense_kernel_gradient", "conv2d_forward", "dense_forward", "softmax_crossentropy", "dropout", "relu_gradient",
    "relu_forward", "adadelta_update", "adam_update",
)  # fmt: skip
LARGER = tuple(f"{name} 5×5" for name in ("conv2d_kernel_gradient", "conv2d_input_gradient", "conv2d_forward"))
# A file that is there once the kernels of USUAL have been compiled, and one for those of LARGER. Numba keeps the code
# of each copy of the package apart, by its path.
_COPY = hashlib.sha256(kernels.__file__.encode()).hexdigest()[:8]
READY, LARGER_READY = kernels.FOLDER / f"ready-{_COPY}", kernels.FOLDER / f"ready-{_COPY}-5×5"
_FORM = "Compiling kernels {n_fmt}/{total_fmt} |{bar:30}| {elapsed}{postfix}"


def all_calls():
    """Return the names of all kernels, as in `USUAL`: those first, then the others.

    Returns
    -------
    list of str

    Examples
    --------
    >>> all_calls()[0]
    'conv2d_kernel_gradient 3×3'
    """
    return [*USUAL, *LARGER, *(name for name in examples() if name not in USUAL)]


def warm_up(calls, file=sys.stderr, with_helper=True):
    """Compile kernels, or load them from the cache, with a progress bar on `file` where that is a terminal.

    Parameters
    ----------
    calls : list of str
        Names as in `USUAL`.
    file : file or None, optional
        Where the bar is shown; None shows none.
    with_helper : bool, default True
        Whether a second process helps, where there is a second CPU.
    """
    waiting, off = deque(calls), True if file is None else None  # tqdm's None: only on a terminal
    with tqdm(total=len(calls), bar_format=_FORM, file=file, leave=False, mininterval=0, disable=off) as bar:
        with _quick_compiling(), _helper(waiting, bar) if with_helper else nullcontext():
            for name in _taken_from(waiting):
                bar.set_postfix_str(name)
                _call(name)
                bar.update()


def before_first_use(windows, verbose):
    """Compile what a usual network needs, unless that was done before; say so if `verbose`.

    Parameters
    ----------
    windows : set of (int, int)
        Sizes of the windows of the network's convolutions.
    verbose : bool
        Whether a line is printed.
    """
    groups = [(READY, USUAL, 15)]
    if (5, 5) in windows:
        groups.append((LARGER_READY, LARGER, 6))
    missing = [group for group in groups if not group[0].exists()]
    if not missing:
        return
    if verbose:
        seconds = sum(group[2] for group in missing)
        told = f"Compiling the course's numba functions for this computer, once: about {seconds} seconds …"
        print(told, flush=True)
    warm_up([name for group in missing for name in group[1]], file=None)
    for marker, *_ in missing:
        marker.touch()


def _call(name):
    """Call a kernel with small arrays, which compiles it or loads it from the cache."""
    kernel, _, window = name.partition(" ")
    arguments = many_channel_examples(int(window[0])) if window else examples()
    getattr(kernels, kernel)(*arguments[kernel])


def _taken_from(waiting):
    """What is still waiting, one after the other; two threads may take from the same queue."""
    while True:
        try:
            yield waiting.popleft()
        except IndexError:
            return


@contextmanager
def _quick_compiling():
    """Within this block LLVM optimizes less: compiling is a sixth faster, and the kernels are not slower."""
    before = numba.config.OPT
    numba.config.OPT = type(before)(1)
    try:
        yield
    finally:
        numba.config.OPT = before


@contextmanager
def _helper(waiting, bar):
    """A second process that takes from `waiting` too, where there is a second CPU and anything to compile."""
    if (os.cpu_count() or 1) < 2 or len(waiting) < 2:
        yield
        return
    path = os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-m", "course_lib.kernels.warm_up", "--helper"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, **pipes, text=True, env={**os.environ, "PYTHONPATH": path})
    feeder = threading.Thread(target=_feed, args=(process, waiting, bar))
    feeder.start()
    try:
        yield
        feeder.join()
    finally:
        waiting.clear()
        process.terminate()
        process.communicate()
        feeder.join()


def _feed(process, waiting, bar):
    for name in _taken_from(waiting):
        try:
            print(name, file=process.stdin, flush=True)
            if not process.stdout.readline():
                return  # it is gone: what it was to compile is compiled when it is needed
        except OSError:
            return
        bar.update()


def _help():
    """What the second process does."""
    with _quick_compiling():
        for line in sys.stdin:
            _call(line.strip())
            print("done", flush=True)


def main():
    import matplotlib.font_manager  # noqa: F401 - makes its list of fonts on the first import, some seconds

    start, before = time.perf_counter(), _kept()
    if not sys.stderr.isatty() and not READY.exists():
        print("Compiling the kernels, once: half a minute …", flush=True)
    warm_up(all_calls(), with_helper=not READY.exists())
    READY.touch()
    LARGER_READY.touch()
    seconds, compiled = time.perf_counter() - start, _kept() - before
    if compiled:
        print(f"Compiled {compiled} functions in {seconds:.0f} s; they are kept in {kernels.FOLDER}")
    else:
        print(f"All kernels are compiled (checked in {seconds:.1f} s).")


def _kept():
    """How many compiled functions the cache folder holds."""
    return sum(1 for _ in kernels.FOLDER.rglob("*.nbc"))


if __name__ == "__main__":
    _help() if "--helper" in sys.argv else main()
