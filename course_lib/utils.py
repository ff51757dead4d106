"""Small helpers around training."""

import numpy as np

from course_lib.random import set_random_seed
from course_lib.validation import message

__all__ = ["set_random_seed", "to_categorical"]


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
        If `x` does not hold whole numbers.
    ValueError
        If a class number is negative or not below `num_classes`.

    Examples
    --------
    >>> to_categorical([3, 0], num_classes=5).tolist()
    [[0.0, 0.0, 0.0, 1.0, 0.0], [1.0, 0.0, 0.0, 0.0, 0.0]]
    """
    x = np.asarray(x)
    if x.dtype.kind not in "bui" and not (x.dtype.kind == "f" and np.all(x == np.floor(x))):
        raise TypeError(message("to_categorical", "class numbers must be whole", f"dtype {x.dtype}"))
    x = x.astype(np.int64)
    if x.ndim > 1 and x.shape[-1] == 1:
        x = x[..., 0]
    if x.size and x.min() < 0:
        raise ValueError(message("to_categorical", "class numbers must be at least 0", str(x.min())))
    if num_classes is None:
        num_classes = int(x.max()) + 1 if x.size else 0
    if x.size and x.max() >= num_classes:
        rule = f"class numbers must be below num_classes = {num_classes}"
        raise ValueError(message("to_categorical", rule, str(x.max()), "Count the classes from 0."))
    return (x[..., None] == np.arange(num_classes)).astype(np.float32)
