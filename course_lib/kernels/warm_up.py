"""Compile every kernel once: ``python -m course_lib.kernels.warm_up``.

Compiling takes about half a minute on the first run; later runs find the compiled code in a second.
"""

import sys
import time

import numpy as np
from tqdm import tqdm

from course_lib import kernels

ONE, NONE = (1, 1), (0, 0, 0, 0)


def _numbers(*shape):
    return np.ones(shape, np.float32)


def examples():
    """Return smallest arguments for every public kernel, of the types that layers pass: {name: arguments}."""
    vector, matrix, image = _numbers(2), _numbers(2, 2), _numbers(1, 2, 2, 1)
    winners = np.zeros((1, 1, 1, 1), np.int32)
    state = [_numbers(2) for _ in range(4)]
    return {
        "conv2d_forward": (image, _numbers(1, 1, 1, 2), vector, ONE, NONE),
        "conv2d_input_gradient": (_numbers(1, 2, 2, 2), _numbers(1, 1, 1, 2), ONE, NONE, 2, 2),
        "conv2d_kernel_gradient": (image, _numbers(1, 2, 2, 2), ONE, NONE, 1, 1),
        "dense_forward": (matrix, matrix, vector),
        "dense_input_gradient": (matrix, matrix),
        "dense_kernel_gradient": (matrix, matrix),
        "maxpool2d_forward": (image, (2, 2), (2, 2), NONE),
        "maxpool2d_input_gradient": (_numbers(1, 1, 1, 1), winners, 2, 2),
        "relu_forward": (vector,),
        "relu_gradient": (vector, vector),
        "softmax_forward": (matrix,),
        "softmax_gradient": (matrix, matrix),
        "dropout": (matrix, 0.5, np.uint64(1)),
        "categorical_crossentropy": (matrix, matrix),
        "softmax_crossentropy": (matrix, matrix),
        "adam_update": (*state, 0.001, 0.9, 0.999, 1e-7, 1),
        "adadelta_update": (*state, 1.0, 0.95, 1e-7),
    }


def warm_up(file=sys.stderr):
    """Compile all kernels, or load them from the cache, with a progress bar on `file` where that is a terminal.

    Returns
    -------
    int
        How many kernels had to be compiled.
    """
    compiled = 0
    form = "Compiling kernels {n_fmt}/{total_fmt} |{bar:30}| {elapsed}{postfix}"
    with tqdm(examples().items(), bar_format=form, file=file, leave=False, mininterval=0, disable=None) as bar:
        for name, arguments in bar:
            bar.set_postfix_str(name)
            kernel = getattr(kernels, name)
            kernel(*arguments)
            compiled += bool(kernel.stats.cache_misses)
    return compiled


def main():
    import matplotlib.font_manager  # noqa: F401 - makes its list of fonts on the first import, some seconds

    start = time.perf_counter()
    if not sys.stderr.isatty() and not any(kernels.FOLDER.rglob("*.nbc")):
        print("Compiling the kernels, once: about half a minute …", flush=True)
    compiled = warm_up()
    seconds = time.perf_counter() - start
    if compiled:
        print(f"Compiled {compiled} kernels in {seconds:.0f} s; they are kept in {kernels.FOLDER}")
    else:
        print(f"All kernels are compiled (checked in {seconds:.1f} s).")


if __name__ == "__main__":
    main()
