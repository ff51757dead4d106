"""Metrics: figures that people read, beside the loss that training follows."""

import numpy as np

from course_lib.validation import choice


def accuracy(y_true, y_pred):
    """Return for each sample 1.0 if the most probable class is the true one, else 0.0.

    Parameters
    ----------
    y_true : array_like, (N, K) or (N,)
        One-hot rows, or class numbers.
    y_pred : array_like, (N, K)
        A number for each class; the largest wins, of equals the first.

    Returns
    -------
    ndarray, (N,), float32

    Examples
    --------
    >>> accuracy([[0, 1], [1, 0]], [[0.2, 0.8], [0.4, 0.6]]).tolist()
    [1.0, 0.0]
    """
    y_true = np.asarray(y_true)
    classes = y_true.argmax(axis=1) if y_true.ndim == 2 and y_true.shape[1] > 1 else y_true.reshape(-1)
    return (np.argmax(y_pred, axis=1) == classes).astype(np.float32)


_BY_NAME = {"accuracy": accuracy, "acc": accuracy}


def get(identifier):
    """Return (name to log under, function) for a metric's name or a function of (y_true, y_pred).

    Raises
    ------
    ValueError
        If there is no metric of that name; the message names the nearest one.
    """
    if callable(identifier):
        return getattr(identifier, "__name__", type(identifier).__name__), identifier
    return identifier, _BY_NAME[choice(identifier, _BY_NAME, "compile", "metric")]
