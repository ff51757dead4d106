"""Exercise 09.3: batch normalization as it works in training."""

import numpy as np

from course_lib import kernels
from course_lib.arrays import as_float
from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.numbers import small_numbers


def batchnorm(x, gamma, beta, epsilon):
    """Normalize each channel over the batch, by the compiled functions.

    Parameters
    ----------
    x : ndarray, (N, C) or (N, H, W, C)
        A batch.
    gamma, beta : ndarray, (C,)
        What each channel is multiplied by, and what is added to it.
    epsilon : float
        Added to the variance.

    Returns
    -------
    ndarray, of the shape of x, float32

    Examples
    --------
    >>> batchnorm(np.array([[1.0], [3.0]]), np.array([2.0]), np.array([10.0]), 3.0).tolist()
    [[9.0], [11.0]]
    """
    rows = as_float(x).reshape(-1, x.shape[-1])
    mean, variance = kernels.batchnorm_statistics(rows)
    y = kernels.batchnorm_forward(rows, as_float(gamma), as_float(beta), mean, variance, epsilon)
    return y.reshape(x.shape)


def _cases():
    """In the first all roots are whole: √(1 + 3) and √(6 + 3)."""
    first = {"x": np.array([[1.0, 0.0], [3.0, 6.0], [1.0, 6.0], [3.0, 4.0]])}
    first |= {"gamma": np.array([2.0, 3.0]), "beta": np.array([10.0, 1.0]), "epsilon": 3.0}
    return [first, *(_drawn(*each) for each in _OTHERS)]


_OTHERS = [((3, 3), 1.0), ((5, 2), 0.5), ((2, 3, 2, 2), 3.0), ((4, 2, 3, 3), 1.0), ((2, 2, 2, 1), 0.001)]


def _drawn(shape, epsilon):
    words, channels = ("exercise 09.3", *shape), shape[-1:]
    gamma = small_numbers(channels, *words, "gamma", low=2, high=5)
    beta = small_numbers(channels, *words, "beta", low=-4, high=-1)
    return {"x": small_numbers(shape, *words, "x"), "gamma": gamma, "beta": beta, "epsilon": epsilon}


def _wrong(mistake):
    def wrong(x, gamma, beta, epsilon):
        axes = {"sample": tuple(range(1, x.ndim)), "all": None, "place": 0, "images": (0, 1, 2), "middle": (0, 1)}
        axes = axes.get(mistake, tuple(range(x.ndim - 1)))
        if mistake == "middle" and x.ndim == 2:
            axes = 0
        mean = x.mean(axis=axes, keepdims=True)
        variance = x.var(axis=axes, keepdims=True, ddof=1 if mistake == "n - 1" else 0)
        variance = variance * (x.size // mean.size if mistake == "sum" else 1)
        epsilon = 0.001 if mistake == "fixed" else epsilon
        root = {
            "no root": variance + epsilon,
            "outside": np.sqrt(variance) + epsilon,
            "no epsilon": np.sqrt(variance),
            "squared": np.sqrt(variance**2 + epsilon),
            "epsilon off": np.sqrt(np.abs(variance - epsilon)),
        }.get(mistake, np.sqrt(variance + epsilon))
        z = (x if mistake == "no mean" else x - mean) / root
        if mistake == "no centre":
            z = x - mean / root
        return {
            "swapped": beta * z + gamma,
            "no gamma": z + beta,
            "no beta": gamma * z,
            "plain": z,
            "no brackets": gamma * x - mean / root + beta,
            "beta first": gamma * (z + beta),
            "statistics": (mean, variance),
        }.get(mistake, gamma * z + beta)

    return wrong


def _mixed(x, gamma, beta, epsilon):
    """Channels as rows by a reshape, which mixes them."""
    rows = x.reshape(x.shape[-1], -1)
    z = (rows - rows.mean(axis=1, keepdims=True)) / np.sqrt(rows.var(axis=1, keepdims=True) + epsilon)
    return (gamma[:, None] * z + beta[:, None]).reshape(x.shape)


def _in_place(x, gamma, beta, epsilon):
    right = _wrong("")(x, gamma, beta, epsilon)
    x[...] = right
    return x


BATCHNORM = FunctionExercise(
    number="09.3",
    title="batch normalization",
    finished=batchnorm,
    cases=_cases,
    mistakes={
        "mean and variance are taken within each sample. They must be taken over the batch, one for each channel.": (
            _wrong("sample")
        ),
        "there is one mean for all channels. Each channel, the last axis, has its own.": _wrong("all"),
        "each place of the image has its own mean. Take it over the batch, the rows and the columns.": _wrong("place"),
        "the columns of the image are not averaged over. Take the mean over all axes but the last.": _wrong("middle"),
        "it is right for images only. Take all axes but the last.": _wrong("images"),
        "the variance divides by N − 1. Here it divides by N, as `np.var` does.": _wrong("n - 1"),
        "the squared distances are added up. The variance is their mean.": _wrong("sum"),
        "the root is missing: divide by √(variance + epsilon).": _wrong("no root"),
        "epsilon is added outside the root. It stands inside: √(variance + epsilon).": _wrong("outside"),
        "epsilon is missing: divide by √(variance + epsilon).": _wrong("no epsilon"),
        "epsilon is 0.001 whatever is asked for. Use the argument.": _wrong("fixed"),
        "epsilon is taken off. It is added to the variance.": _wrong("epsilon off"),
        "the variance is squared. It is a mean of squares already.": _wrong("squared"),
        "gamma and beta are swapped: gamma multiplies, beta is added.": _wrong("swapped"),
        "gamma is missing: it multiplies the normalized numbers.": _wrong("no gamma"),
        "beta is missing: it is added at the end.": _wrong("no beta"),
        "gamma and beta are missing: gamma · z + beta is wanted.": _wrong("plain"),
        "beta is multiplied by gamma too. It is added after that.": _wrong("beta first"),
        "the mean is not taken off: begin with x − mean.": _wrong("no mean"),
        "brackets: only the mean is divided by the root. Divide the difference: `(x - mean) / …`.": _wrong("no centre"),
        "brackets: x − mean comes first, then it is divided, and then gamma multiplies.": _wrong("no brackets"),
        "`reshape(C, -1)` mixes the channels. They are the last axis: use `reshape(-1, C)`, a column for each.": _mixed,
        "these are mean and variance. The normalized numbers are wanted.": _wrong("statistics"),
        "the result is written into x itself. Make a new array.": _in_place,
    },
    hints=(
        "How many means are there for a batch of 4 images of 2 × 3 pixels with 3 channels? Over how many numbers does "
        "each go?",
        "Each channel has one mean and one variance, over all axes but the last. `x.reshape(-1, x.shape[-1])` makes a "
        "row for each place of each image; then it is axis 0 in both cases.",
        "With `rows` so made: `mean = rows.mean(axis=0)`, `variance = rows.var(axis=0)`. Then the two formulas of the "
        "lesson, and `.reshape(x.shape)` at the end.",
    ),
)
