"""Metrics as functions of (y_true, y_pred) that return one number for each sample."""

import numpy as np

from course_lib.arrays import as_numbers
from course_lib.losses.same_shape import match
from course_lib.validation import message


def accuracy(y_true, y_pred):
    """Return for each sample 1.0 if the prediction is right, else 0.0.

    Parameters
    ----------
    y_true : array_like, (N, K), (N,) or (N, 1)
        One-hot rows, or class numbers; for a single output 0 or 1.
    y_pred : array_like, (N, K)
        A number for each class; the largest wins, of equals the first. A single one, (N, 1), is a probability and
        counts as 1 above ½.

    Returns
    -------
    ndarray, (N,), float32

    Examples
    --------
    >>> accuracy([[0, 1], [1, 0]], [[0.2, 0.8], [0.4, 0.6]]).tolist()
    [1.0, 0.0]
    """
    y_true, y_pred = _arrays(y_true, y_pred, "accuracy")
    if y_pred.ndim == 1 or y_pred.shape[1:] == (1,):
        return _on_the_right_side(y_true, y_pred, 0.5, "accuracy")
    return _hits(_class_numbers(y_true, y_pred, "accuracy"), y_pred)


def categorical_accuracy(y_true, y_pred):
    """Return for each sample 1.0 if the most probable class is that of its one-hot row, else 0.0.

    Parameters
    ----------
    y_true, y_pred : array_like, (N, K)
        One-hot rows, and a number for each class.

    Returns
    -------
    ndarray, (N,), float32

    Examples
    --------
    >>> categorical_accuracy([[0, 1]], [[0.2, 0.8]]).tolist()
    [1.0]
    """
    y_true, y_pred = _arrays(y_true, y_pred, "categorical_accuracy")
    return _hits(_class_numbers(y_true, y_pred, "categorical_accuracy", numbers=False), y_pred)


def sparse_categorical_accuracy(y_true, y_pred):
    """Return for each sample 1.0 if the most probable class has its class number, else 0.0.

    Parameters
    ----------
    y_true : array_like of int, (N,) or (N, 1)
        Class numbers.
    y_pred : array_like, (N, K)
        A number for each class; the largest wins, of equals the first.

    Returns
    -------
    ndarray, (N,), float32

    Examples
    --------
    >>> sparse_categorical_accuracy([1, 0], [[0.2, 0.8], [0.4, 0.6]]).tolist()
    [1.0, 0.0]
    """
    y_true, y_pred = _arrays(y_true, y_pred, "sparse_categorical_accuracy")
    return _hits(_class_numbers(y_true, y_pred, "sparse_categorical_accuracy", rows=False), y_pred)


def binary_accuracy(y_true, y_pred, threshold=0.5):
    """Return for each sample the part of its outputs that lie on the right side of `threshold`.

    Parameters
    ----------
    y_true, y_pred : array_like, (N, …)
        0 or 1, and probabilities; one of the two may lack a last axis of length 1.
    threshold : float, default 0.5
        Above it an output counts as 1.

    Returns
    -------
    ndarray, (N,), float32

    Examples
    --------
    >>> binary_accuracy([[1, 0]], [[0.9, 0.6]]).tolist()
    [0.5]
    """
    return _on_the_right_side(*_arrays(y_true, y_pred, "binary_accuracy"), threshold, "binary_accuracy")


def top_k_categorical_accuracy(y_true, y_pred, k=5):
    """Return for each sample 1.0 if the true class is among the `k` most probable ones, else 0.0.

    Parameters
    ----------
    y_true : array_like, (N, K) or (N,)
        One-hot rows, or class numbers.
    y_pred : array_like, (N, K)
        A number for each class.
    k : int, default 5
        How many classes count.

    Returns
    -------
    ndarray, (N,), float32

    Examples
    --------
    >>> top_k_categorical_accuracy([2, 0], [[0.5, 0.2, 0.3], [0.1, 0.7, 0.2]], k=2).tolist()
    [1.0, 0.0]
    """
    where = "top_k_categorical_accuracy"
    y_true, y_pred = _arrays(y_true, y_pred, where)
    classes = _class_numbers(y_true, y_pred, where).astype(np.intp)
    if classes.size and not 0 <= classes.min() <= classes.max() < y_pred.shape[1]:
        got = f"{classes.min()} to {classes.max()}"
        raise ValueError(message(where, f"class numbers must lie between 0 and {y_pred.shape[1] - 1}", got))
    own = np.take_along_axis(y_pred, classes[:, None], axis=1)
    return ((y_pred > own).sum(axis=1) < k).astype(np.float32)


def _arrays(y_true, y_pred, where):
    return as_numbers(y_true, where, "labels"), as_numbers(y_pred, where, "predictions")


def _hits(classes, y_pred):
    return (y_pred.argmax(axis=1) == classes).astype(np.float32)


def _on_the_right_side(y_true, y_pred, threshold, where):
    """The part of each sample's outputs that are right, (N,); or say that the shapes do not fit."""
    if y_pred.ndim == 0:
        raise ValueError(message(where, "predictions must have a batch axis", "a single number"))
    if not match(y_true.shape, y_pred.shape):
        rule = f"labels must have the predictions' shape {y_pred.shape}"
        advice = "'accuracy' takes class numbers and one-hot rows." if y_pred.ndim == 2 and y_pred.shape[1] > 1 else ""
        raise ValueError(message(where, rule, str(y_true.shape), advice))
    right = (y_pred > threshold) == (y_true > 0.5).reshape(y_pred.shape)
    return right.reshape(len(right), -1).mean(axis=1).astype(np.float32)


def _class_numbers(y_true, y_pred, where, rows=True, numbers=True):
    """Class numbers (N,) from labels in one of the forms that are allowed; or say what does not fit."""
    if y_pred.ndim != 2:
        raise ValueError(message(where, "predictions must have shape (N, classes)", str(y_pred.shape)))
    count = len(y_pred)
    are_rows, are_numbers = y_true.shape == y_pred.shape, y_true.shape in ((count,), (count, 1))
    if rows and are_rows:
        return y_true.argmax(axis=1)
    if numbers and are_numbers:
        return y_true.reshape(-1)
    forms = [f"one-hot rows of shape {y_pred.shape}"] * rows + [f"class numbers of shape ({count},)"] * numbers
    other = "categorical_accuracy" if are_rows else "sparse_categorical_accuracy"
    advice = f"Use the metric {other!r}, or 'accuracy', which takes both." if are_rows or are_numbers else ""
    raise ValueError(message(where, f"labels must be {' or '.join(forms)}", str(y_true.shape), advice))
