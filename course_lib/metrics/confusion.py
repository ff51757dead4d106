"""Which classes are taken for which."""

import numpy as np

from course_lib.arguments import explained
from course_lib.arrays import as_numbers
from course_lib.validation import message, positive_int

_MOST = 10_000  # classes; the matrix has their square


@explained
def confusion_matrix(y_true, y_pred, num_classes=None):
    """Return how many samples of each class a model takes for each class.

    Parameters
    ----------
    y_true : array_like, (N,) or (N, K)
        True classes: class numbers from 0, or one-hot rows.
    y_pred : array_like, (N,) or (N, K)
        Predicted classes: class numbers, or what ``model.predict`` returns; the largest number of a row wins.
    num_classes : int, optional
        K, at most 10000; by default the length of the rows, or else one more than the largest class number.

    Returns
    -------
    ndarray of int, (K, K)
        A row for each true class, a column for each predicted one; what is right stands on the diagonal.

    Raises
    ------
    TypeError, ValueError
        If the two hold neither class numbers nor rows, differ in length, or a class number is not below K.

    Examples
    --------
    >>> confusion_matrix([0, 0, 0, 1], [[0.9, 0.1], [0.8, 0.2], [0.3, 0.7], [0.1, 0.9]]).tolist()
    [[2, 1], [0, 1]]
    """
    where = "confusion_matrix"
    y_true, y_pred = as_numbers(y_true, where, "`y_true`"), as_numbers(y_pred, where, "`y_pred`")
    true, pred = class_numbers(y_true, where, "y_true"), class_numbers(y_pred, where, "y_pred")
    if len(true) != len(pred):
        rule = "`y_true` and `y_pred` must have one entry for each sample"
        raise ValueError(message(where, rule, f"{len(true)} and {len(pred)} entries"))
    largest = max(true.max(initial=0), pred.max(initial=0))
    if num_classes is None:
        num_classes = max([int(largest) + 1, *(y.shape[1] for y in (y_true, y_pred) if y.ndim == 2)])
    classes = positive_int(num_classes, where, "num_classes")
    if not largest < classes <= _MOST:
        rule = f"class numbers must be below the number of classes, {classes}, and that at most {_MOST}"
        raise ValueError(message(where, rule, f"class {largest}", "Number the classes 0, 1, 2, … without gaps."))
    return np.bincount(true * classes + pred, minlength=classes**2).reshape(classes, classes)


def class_numbers(y, where, name):
    """Return class numbers (N,), int64, for class numbers or for rows with a number for each class.

    Raises
    ------
    TypeError, ValueError
        If `y` holds something else.

    Examples
    --------
    >>> class_numbers(np.array([[0.1, 0.9], [0.8, 0.2]]), "confusion_matrix", "y_pred").tolist()
    [1, 0]
    """
    if y.ndim == 2 and y.shape[1] > 1:
        return y.argmax(axis=1)
    if y.ndim != 1:
        rule = f"`{name}` must hold class numbers (N,), or rows (N, classes) of at least two numbers"
        advice = "Of probabilities of a single class make class numbers: (p > 0.5)[:, 0]." if y.ndim == 2 else ""
        raise ValueError(message(where, rule, f"shape {y.shape}", advice))
    if y.dtype.kind == "f" and not np.all(np.isfinite(y) & (y == np.floor(y))):
        raise TypeError(message(where, f"`{name}` must hold whole class numbers", f"dtype {y.dtype}"))
    if y.size and y.min() < 0:
        raise ValueError(message(where, f"`{name}` must hold class numbers from 0", str(y.min())))
    return y.astype(np.int64)
