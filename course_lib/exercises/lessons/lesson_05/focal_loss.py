"""05.4: a loss of one's own, the focal loss."""

import numpy as np

from course_lib.exercises.lessons.lesson_05.cross_entropy import FLOOR, guesses
from course_lib.exercises.lessons.lesson_05.loss_exercise import LossExercise
from course_lib.losses import Loss


class FocalLoss(Loss):
    """Cross-entropy that turns away from what is known already: −(1 − p)² · ln p for the true class's p.

    Parameters
    ----------
    name : str, optional
        Shown in messages.

    Notes
    -----
    `y_true` is one-hot, (N, K), `y_pred` holds probabilities; those below 1e-7 count as 1e-7.

    References
    ----------
    T.-Y. Lin et al., "Focal loss for dense object detection", ICCV 2017.

    Examples
    --------
    >>> round(FocalLoss()([[0, 1]], [[0.5, 0.5]]), 4)
    0.1733
    """

    def call(self, y_true, y_pred):
        p = held(y_pred)
        return -(y_true * (1 - p) ** 2 * np.log(p)).sum(axis=1)

    def gradient(self, y_true, y_pred):
        return y_true * slope(held(y_pred)) / len(y_pred)


def held(y_pred, floor=FLOOR):
    """Return probabilities as float64, none below a floor.

    Parameters
    ----------
    y_pred : array_like
        Probabilities.
    floor : float, optional
        The least.

    Returns
    -------
    ndarray, float64

    Examples
    --------
    >>> held([0.0, 0.5]).tolist()
    [1e-07, 0.5]
    """
    return np.maximum(np.float64(y_pred), floor)


def slope(p):
    """Return the derivative of −(1 − p)² · ln p.

    Parameters
    ----------
    p : ndarray
        Probabilities above 0.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> slope(np.array([1.0])).tolist()
    [0.0]
    """
    return 2 * (1 - p) * np.log(p) - (1 - p) ** 2 / p


def _values(factor, floor=FLOOR):
    """A loss whose factor before the logarithm is another."""
    return lambda y, p: -(y * factor(held(p, floor)) * np.log(held(p, floor))).sum(axis=1)


def _focal(p):
    return (1 - p) ** 2


def _slopes(function):
    return lambda y, p: y * function(held(p)) / len(p)


def _of_all_classes(y, p):
    return slope(held(p)) / len(p)


MISTAKES = {
    "the factor (1 − p)² is missing: this is cross-entropy.": ("call", _values(lambda p: 1)),
    "1 − p must be squared.": ("call", _values(lambda p: 1 - p)),
    "the factor is (1 − p)², not p²: it is small where the prediction is good.": ("call", _values(lambda p: p**2)),
    "the minus is missing: a loss grows with the mistake.": ("call", lambda y, p: -_values(_focal)(y, p)),
    "return one loss for each sample. The course takes the mean over the batch.": (
        "call",
        lambda y, p: _values(_focal)(y, p).mean(),
    ),
    "`call` does not divide by the number of samples; the course takes the mean.": (
        "call",
        lambda y, p: _values(_focal)(y, p) / len(p),
    ),
    "add up over the classes, `.sum(axis=1)`: one number for each sample.": (
        "call",
        lambda y, p: -y * _focal(held(p)) * np.log(held(p)),
    ),
    "it was added up over the samples. `axis=1` goes over the classes.": (
        "call",
        lambda y, p: -(y * _focal(held(p)) * np.log(held(p))).sum(axis=0),
    ),
    "everything was added up to one number. `.sum(axis=1)` keeps one for each sample.": (
        "call",
        lambda y, p: _values(_focal)(y, p).sum(),
    ),
    "the mean over the classes was taken. Add them up.": ("call", lambda y, p: _values(_focal)(y, p) / p.shape[1]),
    "the classes that are not true count too. Multiply by y_true.": (
        "call",
        lambda y, p: _values(_focal)(np.ones_like(y), p),
    ),
    "a probability of 0 has no finite logarithm. Hold it at 1e-7: np.maximum(y_pred, 1e-7).": (
        "call",
        _values(_focal, 0),
    ),
    "it is not divided by the number of samples. The gradient is that of the mean loss.": (
        "gradient",
        lambda y, p: y * slope(held(p)),
    ),
    "the sign is flipped. Where p grows, the loss falls, so the true class's slope is negative.": (
        "gradient",
        _slopes(lambda p: -slope(p)),
    ),
    "the product rule has two terms. The slope of (1 − p)² times ln p is missing.": (
        "gradient",
        _slopes(lambda p: -((1 - p) ** 2) / p),
    ),
    "the product rule has two terms. (1 − p)² times the slope of ln p is missing.": (
        "gradient",
        _slopes(lambda p: 2 * (1 - p) * np.log(p)),
    ),
    "the slope of (1 − p)² is −2(1 − p): the inner minus was lost.": (
        "gradient",
        _slopes(lambda p: -2 * (1 - p) * np.log(p) - (1 - p) ** 2 / p),
    ),
    "the classes that are not true have no slope. Multiply by y_true.": ("gradient", _of_all_classes),
    "0 times an infinite slope is not a number (nan). Hold p at 1e-7 here too.": (
        "gradient",
        lambda y, p: y * slope(p) / len(p),
    ),
    "that is the gradient of cross-entropy, −y / p.": ("gradient", _slopes(lambda p: -1 / p)),
    "p − y is the slope along the scores, for cross-entropy. Here the slope along p is wanted.": (
        "gradient",
        lambda y, p: (p - y) / len(p),
    ),
    "it is divided by all N · K numbers. Divide by the number of samples alone.": (
        "gradient",
        lambda y, p: y * slope(held(p)) / p.size,
    ),
    "it is divided by the number of classes. Divide by the number of samples.": (
        "gradient",
        lambda y, p: y * slope(held(p)) / p.shape[1],
    ),
    "one number for each sample is too few: the shape must be that of y_pred.": (
        "gradient",
        lambda y, p: (y * slope(held(p))).sum(axis=1) / len(p),
    ),
}
"""For each cause the method that has the mistake, and a function that makes it."""


FOCAL_LOSS = LossExercise(
    number="05.4",
    title="a loss of your own",
    finished=FocalLoss,
    cases=lambda: [{"y_true": each["labels"], "y_pred": each["probabilities"]} for each in guesses()],
    mistakes=MISTAKES,
    hints=(
        "`call` is your cross-entropy with one more factor, without the mean at the end. How do you add up over the "
        "classes alone?",
        "`-(y_true * (1 - p) ** 2 * np.log(p)).sum(axis=1)`, with `p = np.maximum(y_pred, 1e-7)`.",
        "For `gradient`, −(1 − p)² · ln p is a product. Its slope is the slope of the first part times ln p, plus the "
        "first part times the slope of ln p, which is 1 / p.",
        "The slope of −(1 − p)² is 2(1 − p). So it is `y_true * (2 * (1 - p) * np.log(p) - (1 - p) ** 2 / p)`, divided "
        "by the number of samples.",
    ),
)
