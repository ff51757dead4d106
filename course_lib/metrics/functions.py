"""Metrics as functions of (y_true, y_pred) that return one number for each sample."""

import numpy as np


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
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if y_pred.ndim == 1 or y_pred.shape[1:] == (1,):
        return binary_accuracy(y_true.reshape(y_pred.shape), y_pred)
    if y_true.ndim == 2 and y_true.shape[1] > 1:
        return categorical_accuracy(y_true, y_pred)
    return sparse_categorical_accuracy(y_true, y_pred)


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
    return sparse_categorical_accuracy(np.argmax(y_true, axis=-1), y_pred)


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
    return (np.argmax(y_pred, axis=-1) == np.reshape(y_true, -1)).astype(np.float32)


def binary_accuracy(y_true, y_pred, threshold=0.5):
    """Return for each sample the part of its outputs that lie on the right side of `threshold`.

    Parameters
    ----------
    y_true, y_pred : array_like, (N, …)
        0 or 1, and probabilities.
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
    right = (np.asarray(y_pred) > threshold) == (np.asarray(y_true) > 0.5)
    return right.reshape(len(right), -1).mean(axis=1).astype(np.float32)


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
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    classes = y_true.argmax(axis=1) if y_true.shape == y_pred.shape else y_true.reshape(-1)
    own = np.take_along_axis(y_pred, classes.astype(np.intp)[:, None], axis=1)
    return ((y_pred > own).sum(axis=1) < k).astype(np.float32)
