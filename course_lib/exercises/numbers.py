"""Numbers for cases: whole and small, so that a learner can follow them, and the same on every machine."""

import numpy as np

from course_lib.random import key, uniform


def small_numbers(shape, *words, low=-3, high=6):
    """Return whole numbers from `low` to `high`.

    Parameters
    ----------
    shape : tuple of int
        Of the array.
    *words : str or int
        What they are for: other words, other numbers.
    low, high : int, default -3 and 6
        Smallest and largest.

    Returns
    -------
    ndarray, float64

    Examples
    --------
    >>> small_numbers((3,), "an example", low=1, high=1)
    array([1., 1., 1.])
    """
    return np.floor(uniform(shape, low, high + 1, key(*words))).astype(np.float64)
