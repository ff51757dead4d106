"""The losses as functions that return one number for each sample."""

from course_lib.arguments import explained
from course_lib.losses.binary_crossentropy import BinaryCrossentropy
from course_lib.losses.categorical_crossentropy import CategoricalCrossentropy
from course_lib.losses.mean_absolute_error import MeanAbsoluteError
from course_lib.losses.mean_squared_error import MeanSquaredError
from course_lib.losses.sparse_categorical_crossentropy import SparseCategoricalCrossentropy


@explained
def categorical_crossentropy(y_true, y_pred, from_logits=False, label_smoothing=0.0):
    """Return the losses of all samples, (N,); see `CategoricalCrossentropy`.

    Parameters
    ----------
    y_true, y_pred : array_like, (N, K)
        One-hot rows, and probabilities or logits.
    from_logits : bool, default False
        Whether `y_pred` holds numbers before the softmax.
    label_smoothing : float, default 0.0
        Part of each label that is spread over all classes, from 0 to 1.

    Returns
    -------
    ndarray, (N,), float32

    Examples
    --------
    >>> categorical_crossentropy([[0, 1]], [[0.75, 0.25]]).round(3)
    array([1.386], dtype=float32)
    """
    return CategoricalCrossentropy(from_logits, label_smoothing).call(y_true, y_pred)


@explained
def sparse_categorical_crossentropy(y_true, y_pred, from_logits=False):
    """Return the losses of all samples, (N,); see `SparseCategoricalCrossentropy`.

    Parameters
    ----------
    y_true : array_like of int, (N,) or (N, 1)
        Class numbers.
    y_pred : array_like, (N, K)
        Probabilities or logits.
    from_logits : bool, default False
        Whether `y_pred` holds numbers before the softmax.

    Returns
    -------
    ndarray, (N,), float32

    Examples
    --------
    >>> sparse_categorical_crossentropy([1], [[0.75, 0.25]]).round(3)
    array([1.386], dtype=float32)
    """
    return SparseCategoricalCrossentropy(from_logits).call(y_true, y_pred)


@explained
def binary_crossentropy(y_true, y_pred, from_logits=False, label_smoothing=0.0):
    """Return the losses of all samples, (N,); see `BinaryCrossentropy`.

    Parameters
    ----------
    y_true, y_pred : array_like, (N, …)
        Truths between 0 and 1, and probabilities or logits.
    from_logits : bool, default False
        Whether `y_pred` holds numbers before the sigmoid.
    label_smoothing : float, default 0.0
        How far labels are drawn towards ½, from 0 to 1.

    Returns
    -------
    ndarray, (N,), float32

    Examples
    --------
    >>> binary_crossentropy([[1], [0]], [[0.5], [0.5]]).round(3)
    array([0.693, 0.693], dtype=float32)
    """
    return BinaryCrossentropy(from_logits, label_smoothing).call(y_true, y_pred)


@explained
def mean_squared_error(y_true, y_pred):
    """Return the losses of all samples, (N,); see `MeanSquaredError`.

    Parameters
    ----------
    y_true, y_pred : array_like, (N, …)
        Truth and predictions.

    Returns
    -------
    ndarray, (N,), float32

    Examples
    --------
    >>> mean_squared_error([[1, 2]], [[1, 4]]).tolist()
    [2.0]
    """
    return MeanSquaredError().call(y_true, y_pred)


@explained
def mean_absolute_error(y_true, y_pred):
    """Return the losses of all samples, (N,); see `MeanAbsoluteError`.

    Parameters
    ----------
    y_true, y_pred : array_like, (N, …)
        Truth and predictions.

    Returns
    -------
    ndarray, (N,), float32

    Examples
    --------
    >>> mean_absolute_error([[1, 2]], [[1, 4]]).tolist()
    [1.0]
    """
    return MeanAbsoluteError().call(y_true, y_pred)
