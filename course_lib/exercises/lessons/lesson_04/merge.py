"""Two linear layers become one."""

import numpy as np

from course_lib import kernels
from course_lib.arrays import as_float
from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.numbers import small_numbers


def merge(kernel1, bias1, kernel2, bias2):
    """Return kernel and bias of one linear layer that does what two do, one behind the other.

    Parameters
    ----------
    kernel1, bias1 : array_like, (in, between) and (between,)
        The first layer.
    kernel2, bias2 : array_like, (between, out) and (out,)
        The second.

    Returns
    -------
    kernel : ndarray, (in, out), float32
        Weights of the one layer.
    bias : ndarray, (out,), float32
        Its biases.

    Examples
    --------
    >>> kernel, bias = merge([[2]], [1], [[3]], [-4])
    >>> kernel.tolist(), bias.tolist()
    ([[6.0]], [-1.0])
    """
    first, second, last = as_float(kernel1), as_float(kernel2), as_float(bias2)
    kernel = kernels.dense_forward(first, second, np.zeros_like(last))
    return kernel, kernels.dense_forward(as_float(bias1)[None], second, last)[0]


def _layers():
    sizes = [(1, 1, 1), (2, 3, 2), (3, 2, 4), (3, 3, 3), (4, 2, 2), (2, 4, 1)]
    first = {"kernel1": np.array([[2.0]]), "bias1": np.array([1.0]), "kernel2": np.array([[3.0]])}
    drawn = [
        {
            "kernel1": small_numbers((inputs, hidden), "exercise 04.4", place, 1),
            "bias1": small_numbers((hidden,), "exercise 04.4", place, 2, low=1) * (-1) ** place,
            "kernel2": small_numbers((hidden, outputs), "exercise 04.4", place, 3),
            "bias2": small_numbers((outputs,), "exercise 04.4", place, 4, low=1),
        }
        for place, (inputs, hidden, outputs) in enumerate(sizes)
    ]
    return [{**first, "bias2": np.array([-4.0])}, *drawn[1:]]


MERGE = FunctionExercise(
    number="04.4",
    title="two linear layers in one",
    finished=merge,
    cases=_layers,
    mistakes={
        "bias1 goes through kernel2 as well, before bias2 is added.": lambda k, b, m, c: (k @ m, b + c),
        "bias1 is lost: what the first layer adds arrives too, by way of kernel2.": lambda k, b, m, c: (k @ m, c),
        "bias2 is missing.": lambda k, b, m, c: (k @ m, b @ m),
        "the kernels are added. Write down both layers for one input and one output.": lambda k, b, m, c: (
            k + m,
            b @ m + c,
        ),
        "the first layer's kernel stands on the left: kernel1 @ kernel2.": lambda k, b, m, c: (m @ k, b @ m + c),
        "`*` multiplies entry by entry. The sum over the numbers in between is `@`.": lambda k, b, m, c: (
            k * m,
            b @ m + c,
        ),
        "bias1 meets kernel1 there. It leaves the first layer, so kernel2 is what it goes through.": (
            lambda k, b, m, c: (k @ m, b @ k + c)
        ),
        "both biases go through kernel2. bias2 is added behind it.": lambda k, b, m, c: (k @ m, (b + c) @ m),
        "there is no relu between the layers: nothing is set to 0.": lambda k, b, m, c: (
            np.maximum(k, 0) @ m,
            np.maximum(b, 0) @ m + c,
        ),
        "the kernel is returned alone: return two arrays, `kernel, bias`.": lambda k, b, m, c: k @ m,
        "kernel and bias are returned in the other order.": lambda k, b, m, c: (b @ m + c, k @ m),
    },
    hints=(
        "Take the example above, h = 2·x + 1 and y = 3·h − 4. Where did the 6 come from, and where the −1?",
        "In y = (x @ kernel1 + bias1) @ kernel2 + bias2, multiply the brackets out.",
        "x meets kernel1 @ kernel2. What is left does not depend on x: bias1 @ kernel2 + bias2.",
    ),
)
