"""The one kind of array that kernels are compiled for."""

import numpy as np

FLOAT = np.float32


def as_float(x):
    """Return `x` as a float32 array in C order that can be written to, itself if it is one.

    A kernel compiles anew for every other type, order or read-only array, so each is brought to this one before.

    Parameters
    ----------
    x : array_like
        Numbers.

    Returns
    -------
    ndarray, float32

    Examples
    --------
    >>> as_float([[1, 2]])
    array([[1., 2.]], dtype=float32)
    """
    return np.require(x, FLOAT, ["C", "A", "W"])
