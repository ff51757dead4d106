"""A dense layer for a batch of samples."""

import numpy as np

from course_lib import kernels
from course_lib.arrays import as_float
from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.numbers import small_numbers


def dense(x, kernel, bias):
    """Return a dense layer's outputs, with the compiled function.

    Parameters
    ----------
    x : array_like, (N, in)
        A batch.
    kernel : array_like, (in, out)
        Weights.
    bias : array_like, (out,)
        One for each output.

    Returns
    -------
    ndarray, (N, out), float32

    Examples
    --------
    >>> dense([[2, 1, 3]], [[1, -1], [0, 2], [2, 1]], [1, -2]).tolist()
    [[9.0, 1.0]]
    """
    return kernels.dense_forward(as_float(x), as_float(kernel), as_float(bias))


def _batches():
    """One sample first; the others are more, one of them with as many inputs as outputs, and of other types."""
    first = {
        "x": np.array([[2.0, 1.0, 3.0]]),
        "kernel": np.array([[1.0, -1.0], [0.0, 2.0], [2.0, 1.0]]),
        "bias": np.array([1.0, -2.0]),
    }
    shapes = [(2, 3, 2), (3, 2, 4), (4, 3, 3), (2, 5, 1), (5, 1, 3), (3, 7, 2)]
    return [first] + [_drawn(place, *shape) for place, shape in enumerate(shapes)]


def _drawn(place, samples, inputs, outputs):
    words, kind = ("exercise 04.2", place), [np.float64, np.float32][place % 2]
    return {
        "x": small_numbers((samples, inputs), *words, "x").astype(kind),
        "kernel": small_numbers((inputs, outputs), *words, "kernel").astype(kind),
        "bias": (small_numbers((outputs,), *words, "bias", low=1) + 0.5).astype(kind),
    }


def _turned(x, kernel, bias):
    return np.array([[sum(row[k] * kernel[o, k] for k in range(len(row))) for o in range(bias.size)] for row in x])


def _turned_samples(x, kernel, bias):
    ks = range(len(kernel))
    return np.array(
        [[bias[o] + sum(x[k, n] * kernel[k, o] for k in ks) for o in range(bias.size)] for n in range(len(x))]
    )


def _whole_batch(x, kernel, bias):
    """`dense_one` of the lesson, which gets all samples at once."""
    result = np.zeros(bias.size)
    for o in range(bias.size):
        for k in range(len(kernel)):
            result[o] += x[k] * kernel[k, o]
    return result


def _first_only(x, kernel, bias):
    y = np.zeros((len(x), bias.size))
    y[0] = x[0] @ kernel + bias
    return y


DENSE = FunctionExercise(
    number="04.2",
    title="a dense layer for a batch",
    finished=dense,
    cases=_batches,
    mistakes={
        "the bias is missing: output o begins with bias[o].": lambda x, kernel, bias: x @ kernel,
        "the kernel's axes are swapped: kernel[k, o] leads from input k to output o.": _turned,
        "the axes do not fit: in `x @ kernel` rows of x meet columns of kernel, and nothing is turned.": (
            lambda x, kernel, bias: x @ kernel.T + bias
        ),
        "x's axes are swapped: x[n, k] is input k of sample n.": _turned_samples,
        "the shapes do not meet. `dense_one` takes one sample: loop over the rows of x. With `@`, x stands left.": (
            _whole_batch
        ),
        "the total goes on from one output to the next. Each output begins again, with its bias.": (
            lambda x, kernel, bias: np.cumsum(x @ kernel, axis=1) + bias
        ),
        "the total goes on through all samples. Each output begins again, with its bias.": (
            lambda x, kernel, bias: np.cumsum(x @ kernel).reshape(len(x), bias.size) + bias
        ),
        "the bias is added with every product. It belongs to the sum, once.": (
            lambda x, kernel, bias: x @ kernel + bias * len(kernel)
        ),
        "every output gets the bias of output 0: output o has bias[o].": lambda x, kernel, bias: x @ kernel + bias[0],
        "the bias is subtracted.": lambda x, kernel, bias: x @ kernel - bias,
        "the products are averaged. They must be added up.": lambda x, kernel, bias: x @ kernel / len(kernel) + bias,
        "only the last product is left: `+=` adds to the sum, `=` replaces it.": (
            lambda x, kernel, bias: x[:, -1:] * kernel[-1] + bias
        ),
        "only the last product is left, without the bias: `+=` adds to the sum, `=` replaces it.": (
            lambda x, kernel, bias: x[:, -1:] * kernel[-1]
        ),
        "only the first sample is worked out: `return` belongs behind the loops.": _first_only,
        "one sample's outputs come back. The result has a row for each sample: shape (N, out).": (
            lambda x, kernel, bias: x[0] @ kernel + bias
        ),
        "the result's axes are swapped: a row for each sample, a column for each output.": (
            lambda x, kernel, bias: (x @ kernel + bias).T
        ),
        "negative outputs are set to 0. A dense layer alone has no relu.": (
            lambda x, kernel, bias: np.maximum(x @ kernel + bias, 0)
        ),
        "the result holds whole numbers only: make it with `np.zeros(…)`, without an integer type.": (
            lambda x, kernel, bias: (x @ kernel + bias).astype(int)
        ),
    },
    hints=(
        "Which shape has the result? `x` has a row for each sample, and `bias` a number for each output.",
        "Write the loops of `dense_one` once more, and a third one around them, over the samples.",
        "For sample n and output o, begin with `total = bias[o]`. Add `x[n, k] * kernel[k, o]` for each k, then put "
        "the total at `result[n, o]`. (`@` does all three loops at once.)",
    ),
)
