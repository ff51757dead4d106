"""Small helpers around training."""

import numpy as np

from course_lib.arrays import as_numbers
from course_lib.random import set_random_seed
from course_lib.validation import message, positive_int

__all__ = ["set_random_seed", "to_categorical"]

_MOST = 10**9  # numbers in the rows: 4 GB


def to_categorical(x, num_classes=None):
    """Return one-hot rows for class numbers: class 3 of 5 becomes [0, 0, 0, 1, 0].

    Parameters
    ----------
    x : array_like of int, (…) or (…, 1)
        Class numbers from 0.
    num_classes : int, optional
        Length K of a row; by default one more than the largest class number.

    Returns
    -------
    ndarray, (…, K), float32

    Raises
    ------
    TypeError
        If `x` does not hold whole numbers, or `num_classes` is none.
    ValueError
        If a class number is negative or not below `num_classes`, rows differ in length, or the result would be huge.

    Examples
    --------
    >>> to_categorical([3, 0], num_classes=5).tolist()
    [[0.0, 0.0, 0.0, 1.0, 0.0], [1.0, 0.0, 0.0, 0.0, 0.0]]
    """
    x = as_numbers(x, "to_categorical", "class numbers")
    if x.dtype.kind == "f" and not np.all(np.isfinite(x) & (x == np.floor(x))):
        raise TypeError(message("to_categorical", "class numbers must be whole", f"dtype {x.dtype}"))
    if x.ndim > 1 and x.shape[-1] == 1:
        x = x[..., 0]
    low, high = (int(x.min()), int(x.max())) if x.size else (0, -1)
    if low < 0:
        raise ValueError(message("to_categorical", "class numbers must be at least 0", str(low)))
    num_classes = high + 1 if num_classes is None else positive_int(num_classes, "to_categorical", "num_classes")
    if high >= num_classes:
        rule = f"class numbers must be below num_classes = {num_classes}"
        raise ValueError(message("to_categorical", rule, str(high), "Count the classes from 0."))
    if x.size * num_classes > _MOST:
        rule, got = f"the rows must hold at most {_MOST} numbers", f"{x.size} rows of {num_classes}"
        raise ValueError(message("to_categorical", rule, got, "Number the classes 0, 1, 2, … without gaps."))
    return (x.astype(np.int64)[..., None] == np.arange(num_classes)).astype(np.float32)
