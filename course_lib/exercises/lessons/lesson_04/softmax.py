"""Scores become probabilities, however large they are."""

import numpy as np

from course_lib import kernels
from course_lib.arrays import as_float
from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.numbers import small_numbers


def softmax(scores):
    """Return probabilities, with the compiled function.

    Parameters
    ----------
    scores : array_like, (N, K)
        A row for each sample.

    Returns
    -------
    ndarray, (N, K), float32

    Examples
    --------
    >>> softmax([[1000, 1000]]).tolist()
    [[0.5, 0.5]]
    """
    return kernels.softmax_forward(as_float(scores))


def _scores():
    given = [
        np.array([[2.0, 1.0, 0.0]]),
        np.array([[2.0, 1.0, 0.0], [0.0, 0.0, 0.0]]),
        np.array([[1.0, -1.0], [3.0, 0.0], [-2.0, 2.0]]),
        np.array([[0, 3, 1], [2, 2, 5], [4, 0, 1]]),
        np.array([[1000.0, 999.0, 998.0]]),
        np.array([[100.0, 99.0, 0.0]], np.float32),
        np.array([[1000.0, 1001.0], [0.0, 1.0]]),
        np.array([[-1000.0, -1001.0, -1000.0], [5.0, 5.0, 6.0]]),
        np.array([[0.0, 20000.0, -1000.0]]),
        small_numbers((3, 10), "exercise 04.3"),
    ]
    return [{"scores": each} for each in given]


def _shifted(scores, axis=1):
    return np.exp(scores - scores.max(axis, keepdims=True))


def _in_place(scores):
    scores -= scores.max(axis=1, keepdims=True).astype(scores.dtype)
    return _shared(np.exp(scores))


def _shared(powers):
    return powers / powers.sum(axis=1, keepdims=True)


def _whole_numbers(scores):
    result = np.zeros_like(scores)
    result[...] = _shared(_shifted(scores))
    return result


def _first_row(scores):
    result = np.zeros(scores.shape)
    result[0] = _shared(_shifted(scores))[0]
    return result


SOFTMAX = FunctionExercise(
    number="04.3",
    title="softmax that does not overflow",
    finished=softmax,
    cases=_scores,
    mistakes={
        "exp overflows: subtract each row's largest score first.": lambda scores: _shared(np.exp(scores)),
        "each row needs its own maximum. With that of the whole batch, a row of small scores becomes 0 / 0.": (
            lambda scores: _shared(_shifted(scores, None))
        ),
        "another score than the largest is subtracted, and exp can still overflow. Take the row's largest.": (
            lambda scores: _shared(np.exp(scores.astype(float) - scores.min(axis=1, keepdims=True)))
        ),
        "the softmax is taken over the whole batch. Each row has a maximum and a sum of its own.": (
            lambda scores: _shifted(scores, None) / _shifted(scores, None).sum()
        ),
        "the maximum is taken down the columns. Each row needs its own.": lambda scores: _shared(_shifted(scores, 0)),
        "the sum goes over the whole batch. Each row adds up to 1 by itself.": (
            lambda scores: _shifted(scores) / _shifted(scores).sum()
        ),
        "the sum goes down the columns, over the samples. Each row adds up to 1.": (
            lambda scores: _shifted(scores) / _shifted(scores).sum(axis=0)
        ),
        "the sums of the rows stand in a row, not in a column: `keepdims=True` keeps them one below the other.": (
            lambda scores: _shifted(scores) / _shifted(scores).sum(axis=1)
        ),
        "the powers are not divided by their sum.": _shifted,
        "that is the sigmoid: each score by itself. Softmax divides by the sum over a row.": (
            lambda scores: 1 / (1 + np.exp(-scores))
        ),
        "a sign is turned: the largest score gets the smallest probability.": lambda scores: softmax(-scores),
        "the scores themselves are shared out. Take exp of each first.": _shared,
        "the largest score gets everything. Softmax gives each a share.": (
            lambda scores: (scores == scores.max(axis=1, keepdims=True)).astype(float)
        ),
        "the scores are divided by the maximum. Subtract it.": (
            lambda scores: _shared(np.exp(scores / scores.max(axis=1, keepdims=True)))
        ),
        "the scores were changed: `scores -= …` works on the caller's array. Write `shifted = scores - …`.": _in_place,
        "the result holds whole numbers: `np.zeros_like` takes over the type of the scores.": _whole_numbers,
        "only the first row is worked out: `return` belongs behind the loop.": _first_row,
    },
    hints=(
        "Which number can be subtracted from all scores of a row, so that none is above 0? Why does that change no "
        "probability?",
        "Row by row: subtract the row's maximum, take `np.exp`, divide by the sum.",
        "With loops: for each n, `powers = np.exp(scores[n] - scores[n].max())`, and "
        "`result[n] = powers / powers.sum()`. Make the result with `np.zeros(scores.shape)`.",
        "Without loops: `scores.max(axis=1, keepdims=True)` is a column with each row's maximum; the sum likewise.",
    ),
)
