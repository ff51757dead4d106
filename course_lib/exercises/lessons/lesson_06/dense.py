"""Exercise 06.2: the backward pass of a dense layer."""

import numpy as np

from course_lib import kernels
from course_lib.arrays import as_float
from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.numbers import small_numbers


def dense_backward(x, kernel, dy):
    """Return what a dense layer's backward pass gives, by the compiled functions.

    Parameters
    ----------
    x : ndarray, (N, K)
        Inputs of the forward pass.
    kernel : ndarray, (K, O)
        The layer's weights.
    dy : ndarray, (N, O)
        Gradient of the outputs.

    Returns
    -------
    dx : ndarray, (N, K), float32
    dkernel : ndarray, (K, O), float32
    dbias : ndarray, (O,), float32

    Examples
    --------
    >>> dx, dkernel, dbias = dense_backward([[2], [3]], [[5]], [[1], [10]])
    >>> dx.tolist(), dkernel.tolist(), dbias.tolist()
    ([[5.0], [50.0]], [[32.0]], [11.0])
    """
    x, kernel, dy = as_float(x), as_float(kernel), as_float(dy)
    return kernels.dense_input_gradient(dy, kernel), *kernels.dense_kernel_gradient(x, dy)


def _cases():
    first = {
        "x": np.array([[1.0, 2.0], [3.0, -1.0]]),
        "kernel": np.array([[2.0, 0.0], [-1.0, 4.0]]),
        "dy": np.array([[1.0, 3.0], [-2.0, 5.0]]),
    }
    shapes = [(2, 3, 2), (1, 3, 2), (4, 2, 5), (3, 1, 4), (5, 4, 1), (3, 3, 3), (6, 2, 3)]
    cases = [first] + [_drawn(place, *shape) for place, shape in enumerate(shapes)]
    cases[-1]["x"] = cases[-1]["x"].astype(np.int64)
    cases[2] = {name: array.astype(np.float32) for name, array in cases[2].items()}
    return cases


def _drawn(place, samples, inputs, outputs):
    words = "exercise 06.2", place
    x, kernel = small_numbers((samples, inputs), *words, "x"), small_numbers((inputs, outputs), *words, "kernel")
    return {"x": x, "kernel": kernel, "dy": small_numbers((samples, outputs), *words, "dy") / 4}


def _wrong(x, kernel, dy, mistake=""):
    """The three gradients in NumPy, with one of the mistakes that learners make."""
    right = dx, dkernel, dbias = dy @ kernel.T, x.T @ dy, dy.sum(axis=0)
    last = np.outer(x[-1], dy[-1])
    row, one = np.zeros(x.shape), (np.zeros(x.shape), np.zeros(kernel.shape), np.zeros(dy.shape[1]))
    row[0], one[0][0, 0] = dx[0], dy[0, 0] * kernel[0, 0]
    one[1][0, 0], one[2][0] = x[0, 0] * dy[0, 0], dy[0, 0]
    wrong = {
        "first": lambda: (dx, np.outer(x[0], dy[0]), dy[0]),
        "return": lambda: (row, np.outer(x[0], dy[0]), dy[0]),
        "return at once": lambda: one,
        "mean": lambda: (dx, dkernel / len(x), dbias / len(x)),
        "last dkernel": lambda: (dx, last, dbias),
        "last dx": lambda: (np.outer(dy[:, -1], kernel[:, -1]), dkernel, dbias),
        "last sums": lambda: (dx, last, dy[-1]),
        "last all": lambda: (np.outer(dy[:, -1], kernel[:, -1]), last, dy[-1]),
        "last dbias": lambda: (dx, dkernel, dy[-1]),
        "dbias": lambda: (dx, dkernel, dy),
        "dbias across": lambda: (dx, dkernel, dy.sum(axis=1)),
        "dbias one": lambda: (dx, dkernel, dy.sum()),
        "dbias axes": lambda: (dx, dkernel, dbias[None]),
        "dbias inside": lambda: (dx, dkernel, dbias * x.shape[1]),
        "dbias mean": lambda: (dx, dkernel, dbias / len(x)),
        "dkernel mean": lambda: (dx, dkernel / len(x), dbias),
        "dkernel turned": lambda: (dx, dkernel.T, dbias),
        "x not turned": lambda: (dx, x @ dy, dbias),
        "kernel not turned": lambda: (dy @ kernel, dkernel, dbias),
        "dx summed": lambda: (dx.sum(axis=0), dkernel, dbias),
        "dx by x": lambda: (x * dx, dkernel, dbias),
        "own": lambda: (x * dy.sum(axis=1, keepdims=True), kernel * dy.sum(axis=0), dbias),
        "order": lambda: (dkernel, dbias, dx),
        "all means": lambda: (dx / len(x), dkernel / len(x), dbias / len(x)),
        "two swapped": lambda: (dkernel, dx, dbias),
        "anew": lambda: (np.where(np.arange(len(x))[:, None] == len(x) - 1, dx, 0), last, dy[-1]),
        "whole by steps": lambda: (_in_whole_steps(x, kernel, dy), dkernel, dbias),
        "whole": lambda: (np.trunc(dx).astype(x.dtype), dkernel, dbias) if x.dtype.kind == "i" else right,
    }
    return wrong[mistake]() if mistake else right


def _in_whole_steps(x, kernel, dy):
    """dx, added up in an array of x's type."""
    dx = np.zeros_like(x)
    for n, o in np.ndindex(dy.shape):
        for k in range(len(kernel)):
            dx[n, k] += dy[n, o] * kernel[k, o]
    return dx


def _with(mistake):
    return lambda x, kernel, dy: _wrong(x, kernel, dy, mistake)


DENSE_BACKWARD = FunctionExercise(
    number="06.2",
    title="a dense layer's backward pass",
    finished=dense_backward,
    cases=_cases,
    mistakes={
        "only the first sample is seen. dkernel and dbias are sums over all samples.": _with("first"),
        "only the first sample counts, as if a `return` stood within the loops.": _with("return"),
        "only the first product counts, as if a `return` stood within the loops.": _with("return at once"),
        "dkernel and dbias are divided by the number of samples. They are sums: dy holds the 1/N already.": _with(
            "mean"
        ),
        "in dkernel a sum is overwritten: `=` keeps only what came last, `+=` adds up.": _with("last dkernel"),
        "in dx a sum is overwritten: `=` keeps only what came last, `+=` adds up.": _with("last dx"),
        "in dbias a sum is overwritten: `=` keeps only what came last, `+=` adds up.": _with("last dbias"),
        "the sums over the samples are overwritten: `=` keeps only what came last, `+=` adds up.": _with("last sums"),
        "all sums are overwritten: `=` keeps only what came last, `+=` adds up.": _with("last all"),
        "dbias is not summed: each bias was used once for each sample, so it is the sum of dy over the samples.": (
            _with("dbias")
        ),
        "dbias is summed along the wrong axis. One number for each output: add up over the samples, axis 0.": (
            _with("dbias across")
        ),
        "dbias is one number. Each output has a bias of its own: add up over the samples only, axis 0.": (
            _with("dbias one")
        ),
        "dbias has an axis too many: its shape is (O,), as that of the bias.": _with("dbias axes"),
        "dbias gets each dy once for every input. Add it outside the loop over the inputs.": _with("dbias inside"),
        "dbias is a mean over the samples. It is a sum.": _with("dbias mean"),
        "dkernel is a mean over the samples. It is a sum.": _with("dkernel mean"),
        "rows and columns of dkernel are swapped. It has the shape of the kernel: (K, O).": _with("dkernel turned"),
        "in dkernel, x has to be transposed: dkernel[k, o] adds up x[n, k] · dy[n, o] over n.": _with("x not turned"),
        "in dx, the kernel has to be transposed: dx[n, k] adds up dy[n, o] · kernel[k, o] over o.": (
            _with("kernel not turned")
        ),
        "dx is summed over the samples. Each sample has inputs of its own, so dx keeps the shape of x.": (
            _with("dx summed")
        ),
        "dx is multiplied by x. The slope of x · weight for x is the weight alone.": _with("dx by x"),
        "each of the two gets itself back. In a product each factor gets dy times the *other* one.": _with("own"),
        "the three results stand in another order. It is (dx, dkernel, dbias).": _with("order"),
        "the three results stand in another order: dx comes before dkernel.": _with("two swapped"),
        "all three are divided by the number of samples. dy holds the 1/N already.": _with("all means"),
        "the sums begin anew with each sample: make the zeros before the loops.": _with("anew"),
        "dx is cut to whole numbers: `np.zeros_like(x)` takes over x's type. Use `np.zeros(x.shape)`.": _with("whole"),
        "each `+=` cuts dx to a whole number: `np.zeros_like(x)` takes over x's type. Use `np.zeros(x.shape)`.": (
            _with("whole by steps")
        ),
    },
    hints=(
        "The forward pass adds x[n, k] · kernel[k, o] to y[n, o]. What does each of the two factors get back from "
        "dy[n, o]?",
        "Three arrays of zeros, with the shapes of x, kernel and the bias. Then three loops, over n, k and o, and a "
        "`+=` for each product.",
        "`dx[n, k] += dy[n, o] * kernel[k, o]` and `dkernel[k, o] += x[n, k] * dy[n, o]`. The bias is used once for "
        "each n and o: `dbias[o] += dy[n, o]`, outside the loop over k.",
    ),
)
