"""Lesson 05, "Losses": one-hot rows, cross-entropy, its gradient behind a softmax, a loss of one's own."""

import numpy as np

from course_lib import kernels, losses, utils
from course_lib.arrays import as_float
from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.lessons.loss_exercise import LossExercise

FLOOR = 1e-7  # no probability counts as less


def one_hot(labels, classes):
    """Return a row for each class number: 1 at its place, 0 elsewhere."""
    return utils.to_categorical(labels, classes)


def _label_cases():
    wanted = [([1, 0], 3), ([2, 0, 1], 4), ([3, 3, 0, 1, 2, 3], 4), ([1], 5), ([0, 2, 1], 3), ([4, 1, 0, 4], 6)]
    return [{"labels": np.array(labels), "classes": classes} for labels, classes in wanted]


def _wrong_rows(fill):
    def wrong(labels, classes):
        rows = np.zeros((len(labels), classes))
        fill(rows, labels)
        return rows

    return wrong


def _one_by_one(value):
    def fill(rows, labels):
        for n, k in enumerate(labels):
            rows[n, k] = value(n, k)

    return fill


def _whole_rows(rows, labels):
    rows[labels] = 1


def _whole_columns(rows, labels):
    rows[:, labels] = 1


def _counted_from_one(rows, labels):
    rows[np.arange(len(labels)), labels - 1] = 1


ONE_HOT = FunctionExercise(
    number="05.1",
    title="one-hot rows",
    finished=one_hot,
    cases=_label_cases,
    mistakes={
        "rows and columns are swapped: the shape is (labels, classes), a row for each label.": lambda labels, classes: (
            utils.to_categorical(labels, classes).T
        ),
        "the class number itself was written. Every label is marked by a 1.": _wrong_rows(_one_by_one(lambda n, k: k)),
        "classes count from 0: label k has its 1 at place k, not k − 1.": _wrong_rows(_counted_from_one),
        "whole columns were filled. Row n gets a single 1, at [n, labels[n]].": _wrong_rows(_whole_columns),
        "whole rows were filled: `result[labels]` means the rows of these numbers. The place is [n, labels[n]].": (
            _wrong_rows(_whole_rows)
        ),
        "only the first row was filled. Does a `return` stand inside the loop?": _wrong_rows(
            _one_by_one(lambda n, k: n == 0)
        ),
        "the row's length must be `classes`, also where the last class does not occur.": lambda labels, classes: (
            utils.to_categorical(labels)
        ),
        "0 and 1 are swapped: the 1 marks the class.": lambda labels, classes: (
            1 - utils.to_categorical(labels, classes)
        ),
        "a row has `classes` places, not as many as there are labels.": lambda labels, classes: (
            np.eye(len(labels))[labels]
        ),
    },
    hints=(
        "How many rows does the result have, and how many columns? Begin with an array of zeros of that shape.",
        "Go through the labels with a loop. In row n a single place becomes 1. Which column is it?",
        "`for n in range(len(labels)): result[n, labels[n]] = 1`, and `return result` behind the loop.",
    ),
)


def cross_entropy(labels, probabilities):
    """Return the mean of −ln of the probability that each true class got."""
    return losses.mean(kernels.categorical_crossentropy(as_float(labels), as_float(probabilities))[0])


def _guesses():
    guesses = [
        ([2, 0], [[0.25, 0.25, 0.5], [0.25, 0.5, 0.25]]),
        ([0], [[0.8, 0.2]]),
        ([1, 1, 0], [[0.1, 0.9], [0.6, 0.4], [0.3, 0.7]]),
        ([3, 0, 2], [[0.1, 0.2, 0.3, 0.4], [0.7, 0.1, 0.1, 0.1], [0.05, 0.9, 0.04, 0.01]]),
        ([1, 2], [[0.5, 0.5, 0.0], [0.0, 0.25, 0.75]]),
        ([2, 1, 0], [[0.5, 0.5, 0.0], [0.25, 0.5, 0.25], [0.2, 0.2, 0.6]]),
    ]
    return [
        {"labels": np.eye(len(rows[0]))[labels], "probabilities": np.array(rows)} for labels, rows in guesses
    ]


def _held(probabilities, floor=FLOOR):
    return np.maximum(probabilities, floor)


def _each(y, p):
    """A loss for each sample."""
    return -(y * np.log(_held(p))).sum(axis=1)


CROSS_ENTROPY = FunctionExercise(
    number="05.2",
    title="cross-entropy of a batch",
    finished=cross_entropy,
    cases=_guesses,
    mistakes={
        "it is the sum. The loss of a batch is the mean over its samples.": lambda y, p: _each(y, p).sum(),
        "the mean goes over all N · K numbers. Divide by the number of samples alone.": lambda y, p: (
            _each(y, p).sum() / y.size
        ),
        "it is divided by the number of classes. Divide by the number of samples.": lambda y, p: (
            _each(y, p).sum() / y.shape[1]
        ),
        "that is the logarithm to base 10. `np.log` is the natural one.": lambda y, p: _each(y, p).mean() / np.log(10),
        "that is the logarithm to base 2. `np.log` is the natural one.": lambda y, p: _each(y, p).mean() / np.log(2),
        "the minus is missing. The logarithm of a probability is never positive, a loss never negative.": lambda y, p: (
            -_each(y, p).mean()
        ),
        "it is −ln(1 − p). What counts is the probability of the true class, p itself.": lambda y, p: (
            _each(y, 1 - p).mean()
        ),
        "a probability of 0 makes it infinite. Hold it at 1e-7 before the logarithm: np.maximum(p, 1e-7).": (
            lambda y, p: -np.log(p[y == 1]).mean()
        ),
        "0 · ln 0 is not a number (nan). Hold p at 1e-7 before the logarithm: np.maximum(p, 1e-7).": lambda y, p: (
            -(y * np.log(p)).sum(axis=1).mean()
        ),
        "labels and probabilities are swapped: the logarithm belongs to the probabilities.": lambda y, p: (
            _each(p, y).mean()
        ),
        "the classes that are not true count too. Multiply by the labels first.": lambda y, p: (
            _each(np.ones_like(y), p).mean()
        ),
        "it takes the largest probability of each row. The true class's is wanted, also where it is small.": (
            lambda y, p: -np.log(p.max(axis=1)).mean()
        ),
        "there is a number for each sample. Return their mean.": _each,
        "only the first sample's loss is in it. Does a `return` stand inside the loop?": lambda y, p: (
            _each(y, p)[0] / len(y)
        ),
        "only the first sample counts. Go through all of them.": lambda y, p: _each(y, p)[0],
        "only the last sample's loss is in it: add up with `+=`, not `=`.": lambda y, p: _each(y, p)[-1] / len(y),
        "the logarithm was taken of the mean. Take it of each probability first.": lambda y, p: (
            -np.log(_held((y * p).sum(axis=1)).mean())
        ),
        "that is the squared error.": lambda y, p: ((y - p) ** 2).sum(axis=1).mean(),
    },
    hints=(
        "What is the loss of one sample? Only one of its probabilities matters: which?",
        "Multiplying by the label's row sets all others to 0: `labels * np.log(probabilities)`. Where a probability is "
        "0, its logarithm is not finite: `np.maximum(probabilities, 1e-7)` comes first.",
        "Add everything up, put a minus in front, and divide by the number of samples, `len(labels)`.",
    ),
)


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
        "that is the gradient of the mean squared error with respect to p.": lambda y, s: 2 * (_softmax(s) - y) / y.size,
        "that is the gradient of the mean squared error with respect to the scores.": _squares,
        "that is the slope along the probabilities, −y / p. The slope along the scores is p − y.": lambda y, s: (
            -y / _held(_softmax(s)) / len(y)
        ),
        "max and sum need `keepdims=True`, so that each row meets its own number.": _without_axes,
    },
    hints=(
        "The section *Sure and wrong* ends with a formula for one sample. Which two things does it take?",
        "Softmax of each row: subtract the row's largest score, `scores.max(axis=1, keepdims=True)`, take `np.exp`, "
        "divide by the row's sum, again with `axis=1, keepdims=True`.",
        "Subtract the labels, and divide by the number of samples: `(p - labels) / len(labels)`.",
    ),
)
