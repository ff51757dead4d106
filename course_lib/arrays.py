"""The one kind of array that kernels are compiled for."""

import numpy as np

from course_lib.validation import message

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
    if type(x) is np.ndarray and x.dtype == FLOAT and x.flags.carray:  # what np.require finds out in ten times the time
        return x
    return np.require(x, FLOAT, ["C", "A", "W"])


def as_numbers(x, where, what, advice=""):
    """Return `x` as an array, or say so if it holds no real numbers.

    Parameters
    ----------
    x : array_like
        What was passed.
    where, what : str
        Who asks, and for what; for messages.
    advice : str, optional
        What to do where it holds something else, such as texts.

    Raises
    ------
    TypeError
        If it holds something else than real numbers.
    ValueError
        If its rows differ in length.
    """
    try:
        x = np.asarray(x)
    except ValueError:  # rows of different lengths
        raise ValueError(message(where, f"{what} must have entries of one shape", "different ones")) from None
    if x.dtype.kind not in "buif":
        raise TypeError(message(where, f"{what} must be an array of numbers", f"dtype {x.dtype}", advice))
    return x
