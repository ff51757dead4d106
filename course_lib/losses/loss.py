"""What every loss is."""

import math
import re

import numpy as np

from course_lib.arrays import as_numbers, check_range
from course_lib.config import Configured
from course_lib.validation import message


class Loss(Configured):
    """Base of all losses: a number that says how far predictions are from the truth, and its gradient.

    A loss of your own needs `call` and `gradient`.

    Parameters
    ----------
    name : str, optional
        Shown in messages; by default the class's name in snake_case.

    Examples
    --------
    >>> class Cubic(Loss):
    ...     def call(self, y_true, y_pred):
    ...         return (abs(y_pred - y_true) ** 3).mean(axis=1)
    ...     def gradient(self, y_true, y_pred):
    ...         return 3 * (y_pred - y_true) * abs(y_pred - y_true) / y_pred.size
    >>> import numpy as np
    >>> Cubic()(np.array([[1.0], [2.0]]), np.array([[1.0], [4.0]]))
    4.0
    """

    family = "losses"

    def __init__(self, name=None):
        self.name = name

    def call(self, y_true, y_pred):
        """Return one loss for each sample.

        Parameters
        ----------
        y_true, y_pred : ndarray
            Labels as they were given to `fit`, and the model's output, (N, …).

        Returns
        -------
        ndarray, (N,)
        """
        raise NotImplementedError(message(type(self).__name__, "a loss needs a method `call`", "none"))

    def gradient(self, y_true, y_pred):
        """Return the gradient of the samples' *mean* loss.

        Parameters
        ----------
        y_true, y_pred : ndarray
            As for `call`.

        Returns
        -------
        ndarray, of the shape of y_pred
        """
        raise NotImplementedError(message(type(self).__name__, "a loss needs a method `gradient`", "none"))

    def fused_with(self, activation):
        """Return a function (y_true, preactivations) -> (losses, y_pred, gradient), or None.

        Where a loss and the activation before it are better computed together, a model trains with this function;
        the gradient it returns is that with respect to what enters the activation.

        Parameters
        ----------
        activation : Activation or None
            What the last layer ends in.

        Returns
        -------
        callable or None
        """
        return None

    def check_labels(self, y_true, shape):
        """Say so if labels do not fit a model's output; called once, before a training.

        Parameters
        ----------
        y_true : ndarray, (N, …)
            All labels.
        shape : tuple of int
            Shape of the model's output for them, (N, …).

        Raises
        ------
        TypeError, ValueError
            If they do not fit.
        """

    def __call__(self, y_true, y_pred):
        """Return the mean loss as a float."""
        y_true, y_pred = as_numbers(y_true, self.title(), "labels"), as_numbers(y_pred, self.title(), "predictions")
        check_range(y_true, self.title(), "labels")
        check_range(y_pred, self.title(), "predictions")
        return mean(np.asarray(self.call(y_true, y_pred)))

    def title(self):
        """Return what the loss is called in messages.

        Returns
        -------
        str
        """
        return self.name or re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(self).__name__).lower()


def check_rows(title, shape):
    """Say so if predictions of `shape` are no rows with a number for each class.

    Parameters
    ----------
    title : str
        What the loss is called.
    shape : tuple of int
        (N, …).

    Raises
    ------
    ValueError
        If there are not two axes.
    """
    if len(shape) != 2:
        advice = "Put a Flatten layer before the first Dense layer." if len(shape) > 2 else ""
        advice = "The batch axis is missing: use y_pred[None] for a single sample." if len(shape) == 1 else advice
        raise ValueError(message(title, "predictions must have shape (N, classes)", str(shape), advice))


def mean(losses):
    """Return the mean of `losses` as a float, rounded once: the same in any order of summation.

    Parameters
    ----------
    losses : ndarray, (N,)
        One number for each sample.

    Returns
    -------
    float

    Examples
    --------
    >>> import numpy as np
    >>> mean(np.float32([1e8, 1, -1e8, 0]))
    0.25
    """
    try:
        return math.fsum(losses.tolist()) / len(losses)
    except (ValueError, OverflowError):  # infinity of both signs, or numbers that are all but infinite
        return float(np.mean(losses))


def smoothed(y_true, label_smoothing, classes):
    """Return labels with a part of each spread evenly: y_true · (1 − label_smoothing) + label_smoothing / classes."""
    if not label_smoothing:
        return y_true
    kind = y_true.dtype.type
    return y_true * kind(1 - label_smoothing) + kind(label_smoothing / classes)
