"""The seed that models are built with."""

import random

import numpy as np

from course_lib.validation import message

_default_seed = 0


def set_random_seed(seed):
    """Set the seed of all models built from now on, and of Python's and numpy's own generators.

    Two models built with the same seed start with the same weights, see their data in the same order and drop the
    same numbers. Where Keras would go on with a stream, a second model built here starts alike: give each network
    of an ensemble a seed of its own. Without a call the seed is 0.

    Parameters
    ----------
    seed : int
        From 0 to 2³² − 1.

    Raises
    ------
    TypeError
        If `seed` is not a whole number.
    ValueError
        If `seed` lies outside the range.

    Examples
    --------
    >>> from course_lib.utils import set_random_seed
    >>> set_random_seed(1)
    """
    global _default_seed
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer):
        raise TypeError(message("set_random_seed", "`seed` must be a whole number", repr(seed)))
    if not 0 <= seed < 2**32:
        raise ValueError(message("set_random_seed", "`seed` must lie between 0 and 4294967295", repr(seed)))
    _default_seed = int(seed)
    random.seed(_default_seed)
    np.random.seed(_default_seed)  # noqa: NPY002 - a learner's own np.random calls repeat too, as in Keras


def default_seed():
    """Return the seed that `set_random_seed` set last.

    Returns
    -------
    int
        0 before the first call.

    Examples
    --------
    >>> set_random_seed(7)
    >>> default_seed()
    7
    """
    return _default_seed
