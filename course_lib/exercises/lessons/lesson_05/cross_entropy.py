"""05.2: cross-entropy of a batch."""

import numpy as np

from course_lib import kernels, losses
from course_lib.arrays import as_float
from course_lib.exercises.function_exercise import FunctionExercise

FLOOR = 1e-7  # no probability counts as less


def cross_entropy(labels, probabilities):
    """Return the mean of −ln of the probability that each true class got."""
    return losses.mean(kernels.categorical_crossentropy(as_float(labels), as_float(probabilities))[0])


def guesses():
    guesses = [
        ([2, 0], [[0.25, 0.25, 0.5], [0.25, 0.5, 0.25]]),
        ([0], [[0.8, 0.2]]),
        ([1, 1, 0], [[0.1, 0.9], [0.6, 0.4], [0.3, 0.7]]),
        ([3, 0, 2], [[0.1, 0.2, 0.3, 0.4], [0.7, 0.1, 0.1, 0.1], [0.05, 0.9, 0.04, 0.01]]),
        ([1, 2], [[0.5, 0.5, 0.0], [0.0, 0.25, 0.75]]),
        ([2, 1, 0], [[0.5, 0.5, 0.0], [0.25, 0.5, 0.25], [0.2, 0.2, 0.6]]),
    ]
    return [{"labels": np.eye(len(rows[0]))[labels], "probabilities": np.array(rows)} for labels, rows in guesses]


def held(probabilities, floor=FLOOR):
    return np.maximum(probabilities, floor)


def _each(y, p):
    """A loss for each sample."""
    return -(y * np.log(held(p))).sum(axis=1)


CROSS_ENTROPY = FunctionExercise(
    number="05.2",
    title="cross-entropy of a batch",
    finished=cross_entropy,
    cases=guesses,
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
        "it is −ln(1 − p). What counts is the probability of the true class, p itself.": lambda y, p: _each(
            y, 1 - p
        ).mean(),
        "a probability of 0 makes it infinite. Hold it at 1e-7 before the logarithm: np.maximum(p, 1e-7).": (
            lambda y, p: -np.log(p[y == 1]).mean()
        ),
        "0 · ln 0 is not a number (nan). Hold p at 1e-7 before the logarithm: np.maximum(p, 1e-7).": lambda y, p: (
            -(y * np.log(p)).sum(axis=1).mean()
        ),
        "labels and probabilities are swapped: the logarithm belongs to the probabilities.": lambda y, p: _each(
            p, y
        ).mean(),
        "the classes that are not true count too. Multiply by the labels first.": lambda y, p: _each(
            np.ones_like(y), p
        ).mean(),
        "it takes the largest probability of each row. The true class's is wanted, also where it is small.": (
            lambda y, p: -np.log(p.max(axis=1)).mean()
        ),
        "there is a number for each sample. Return their mean.": _each,
        "only the first sample's loss is in it. A `return` may stand inside the loop.": lambda y, p: (
            _each(y, p)[0] / len(y)
        ),
        "only the first sample counts. Go through all of them.": lambda y, p: _each(y, p)[0],
        "only the last sample's loss is in it: add up with `+=`, not `=`.": lambda y, p: _each(y, p)[-1] / len(y),
        "the logarithm was taken of the mean. Take it of each probability first.": lambda y, p: (
            -np.log(held((y * p).sum(axis=1)).mean())
        ),
        "the logarithm was held. Hold p first, then take its logarithm: np.log(np.maximum(p, 1e-7)).": lambda y, p: (
            -(y * np.maximum(np.log(p), FLOOR)).sum() / len(y)
        ),
        "`np.minimum` takes the smaller number, so every p became 1e-7 or less. `np.maximum` holds it.": lambda y, p: (
            -(y * np.log(np.minimum(p, FLOOR))).sum() / len(y)
        ),
        "that is the binary cross-entropy, with −ln(1 − p) for the other classes. Only the true class counts.": (
            lambda y, p: (_each(y, p) + _each(1 - y, 1 - p)).mean()
        ),
        "that is the mean squared error.": lambda y, p: ((y - p) ** 2).mean(),
        "that is the squared error.": lambda y, p: ((y - p) ** 2).sum(axis=1).mean(),
    },
    hints=(
        "What is the loss of one sample? Only one of its probabilities matters: which?",
        "Multiplying by the label's row sets all others to 0: `labels * np.log(probabilities)`. Where a probability is "
        "0, its logarithm is not finite: `np.maximum(probabilities, 1e-7)` comes first.",
        "Add everything up, put a minus in front, and divide by the number of samples, `len(labels)`.",
    ),
)
