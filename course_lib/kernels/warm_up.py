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
from course_lib.kernels.conv2d_ways import is_minimal
from course_lib.kernels.examples import examples, many_channel_examples

# What training any network takes; what takes longest to compile comes first.
USUAL = (
    "conv2d_kernel_gradient", "dense_kernel_gradient", "conv2d_forward", "dense_forward", "softmax_crossentropy",
    "dropout", "relu_gradient", "relu_forward", "adadelta_update", "adam_update",
)  # fmt: skip
# Names of kernels that are compiled once more where there are many channels, for windows of 3×3 and of 5×5: without
# pooling, and with it.
_PLAIN = "conv2d_kernel_gradient", "conv2d_input_gradient", "conv2d_forward"
_POOLED = "conv2d_relu_maxpool2d_input_gradient", "conv2d_relu_maxpool2d_kernel_gradient", "conv2d_forward"
# A folder with an empty file for each call whose kernel has been compiled. Numba keeps the code of each copy of the
# package apart, by its path.
READY = kernels.FOLDER / f"ready-{hashlib.sha256(kernels.__file__.encode()).hexdigest()[:8]}"
_SECONDS, _SECONDS_LARGER = 0.8, 2.2  # how long compiling takes for each, about
_FORM = "Compiling kernels {n_fmt}/{total_fmt} |{bar:30}| {elapsed}{postfix}"


def all_calls():
    """Return the names of all kernels, with a window's size behind those that are compiled for it.

    Returns
    -------
    list of str

    Examples
    --------
    >>> all_calls()[0]
    'conv2d_kernel_gradient 3×3'
    """
    larger = [f"{name} {side}×{side}" for side in (3, 5) for name in (*_PLAIN[:2], *_POOLED)]
    return [*larger, *USUAL, *(name for name in examples() if name not in USUAL)]


def calls_for(convolutions):
    """Return the names of the kernels that training a network takes.

    Parameters
    ----------
    convolutions : list of (tuple, tuple, bool)
        Shape of the weights, (kh, kw, C, F), strides, and whether the convolution is pooled along with it.

    Returns
    -------
    list of str
        Some of those of `all_calls`.

    Examples
    --------
    >>> calls_for([((3, 3, 32, 64), (1, 1), True)])[:2]
    ['conv2d_relu_maxpool2d_input_gradient 3×3', 'conv2d_relu_maxpool2d_kernel_gradient 3×3']
    """
    found = set(USUAL)
    for shape, strides, pooled in convolutions:
        if is_minimal(*shape, strides):
            found |= {f"{name} {shape[0]}×{shape[0]}" for name in (_POOLED if pooled else _PLAIN)}
    return [name for name in all_calls() if name in found]


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


def before_first_use(convolutions, verbose):
    """Compile what a network needs, unless that was done before; say so if `verbose`.

    Parameters
    ----------
    convolutions : list of (tuple, tuple, bool)
        As for `calls_for`.
    verbose : bool
        Whether a line is printed.
    """
    missing = [name for name in calls_for(convolutions) if not (READY / name).exists()]
    if missing and verbose:
        seconds = round(sum(_SECONDS_LARGER if "×" in name else _SECONDS for name in missing))
        told = f"Compiling the course's numba functions for this computer, once: about {seconds} seconds …"
        print(told, flush=True)
    warm_up(missing, file=None)


def _call(name):
    """Call a kernel with small arrays, which compiles it or loads it from the cache."""
    kernel, _, window = name.partition(" ")
    arguments = many_channel_examples(int(window[0])) if window else examples()
    getattr(kernels, kernel)(*arguments[kernel])
    READY.mkdir(parents=True, exist_ok=True)
    (READY / name).touch()


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
    missing = [name for name in all_calls() if not (READY / name).exists()]
    if missing and not sys.stderr.isatty():
        print("Compiling the kernels, once: half a minute …", flush=True)
    warm_up(all_calls(), with_helper=len(missing) > 1)
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
