"""05.3: the gradient of softmax and cross-entropy."""

import numpy as np

from course_lib import kernels
from course_lib.arrays import as_float
from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.lessons.lesson_05.cross_entropy import held


def softmax_crossentropy_gradient(labels, scores):
    """Return the slopes of a batch's cross-entropy along the scores before the softmax, (N, K)."""
    return kernels.softmax_crossentropy(as_float(labels), as_float(scores))[-1]


def _scored():
    scored = [
        ([0], [[0.0, 0.0]]),
        ([2, 0], [[1.0, 0.0, 2.0], [0.0, 3.0, -1.0]]),
        ([1, 1, 0, 1], [[0.0, 1.0], [2.0, -2.0], [1.0, 3.0], [0.0, 0.0]]),
        ([1, 2, 0], [[2.0, 1.0, 0.0], [-1.0, 0.0, 4.0], [3.0, 3.0, 0.0]]),
        ([3, 0], [[0.0, 1.0, 2.0, 1000.0], [-2.0, 0.0, 1.0, 2.0]]),
        ([0, 1], [[-1000.0, -1001.0, -1002.0], [1000.0, 999.0, 998.0]]),
    ]
    return [{"labels": np.eye(len(rows[0]))[labels], "scores": np.array(rows)} for labels, rows in scored]


def _softmax(scores, axis=1, largest=None):
    powers = np.exp(scores - (scores.max(axis=axis, keepdims=True) if largest is None else largest))
    return powers / powers.sum(axis=axis, keepdims=True)


def _squares(y, s):
    """The gradient of the mean squared error behind a softmax."""
    p = _softmax(s)
    slopes = 2 * (p - y) / y.size
    return p * (slopes - (p * slopes).sum(axis=1, keepdims=True))


def _without_axes(y, s):
    powers = np.exp(s - s.max(axis=1, keepdims=True))
    return (powers / powers.sum(axis=1) - y) / len(y)


GRADIENT = FunctionExercise(
    number="05.3",
    title="the gradient behind a softmax",
    finished=softmax_crossentropy_gradient,
    cases=_scored,
    mistakes={
        "it is not divided by the number of samples. The gradient is that of the mean loss.": lambda y, s: (
            _softmax(s) - y
        ),
        "the sign is flipped: it is p − y, so that the true class's slope is negative.": lambda y, s: (
            (y - _softmax(s)) / len(y)
        ),
        "it is divided by all N · K numbers. Divide by the number of samples alone.": lambda y, s: (
            (_softmax(s) - y) / y.size
        ),
        "it is divided by the number of classes. Divide by the number of samples.": lambda y, s: (
            (_softmax(s) - y) / y.shape[1]
        ),
        "exp of a large score overflows, and inf / inf is nan. Subtract each row's largest score first.": lambda y, s: (
            (_softmax(s, largest=0) - y) / len(y)
        ),
        "the largest score of all was subtracted. Each row has a largest score of its own.": lambda y, s: (
            (_softmax(s, largest=s.max()) - y) / len(y)
        ),
        "the softmax was taken over the whole batch. Each row's probabilities add up to 1.": lambda y, s: (
            (_softmax(s, axis=None) - y) / len(y)
        ),
        "the softmax was taken down the columns. Each row's probabilities add up to 1.": lambda y, s: (
            (_softmax(s, axis=0) - y) / len(y)
        ),
        "the labels are not subtracted: it is p − y.": lambda y, s: _softmax(s) / len(y),
        "the softmax is missing: p is not the score.": lambda y, s: (s - y) / len(y),
        "that is the gradient of the mean squared error with respect to p.": lambda y, s: (
            2 * (_softmax(s) - y) / y.size
        ),
        "that is the gradient of the mean squared error with respect to the scores.": _squares,
        "that is the slope along the probabilities, −y / p. The slope along the scores is p − y.": lambda y, s: (
            -y / held(_softmax(s)) / len(y)
        ),
        "only the labels are divided by N. Put brackets around the difference: (p - labels) / N.": lambda y, s: (
            _softmax(s) - y / len(y)
        ),
        "the powers are not divided by their sum.": lambda y, s: (
            (np.exp(s - s.max(axis=1, keepdims=True)) - y) / len(y)
        ),
        "max and sum need `keepdims=True`, so that each row meets its own number.": _without_axes,
    },
    hints=(
        "The section “Sure and wrong” has a formula for one sample. Which two things does it take?",
        "Softmax of each row: subtract the row's largest score, `scores.max(axis=1, keepdims=True)`, take `np.exp`, "
        "divide by the row's sum, again with `axis=1, keepdims=True`.",
        "Subtract the labels, and divide by the number of samples: `(p - labels) / len(labels)`.",
    ),
)
