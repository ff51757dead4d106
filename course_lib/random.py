"""The course's own random numbers: functions of a place, never of a stream's position.

A random number here depends on the seed, on what it is for, on the training step and on its index. Drawing more
numbers elsewhere, another order of layers' work or another number of threads changes none of them. Only operations
on whole numbers, raw bits of a counter-based generator and functions of `course_lib.exact` are used, so they are the
same on every machine and with every version of numpy.
"""

import hashlib
import random as _python_random

import numpy as np

from course_lib import exact
from course_lib.kernels.hashing import bits
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
    _python_random.seed(_default_seed)
    np.random.seed(_default_seed)  # noqa: NPY002 - a learner's own np.random calls repeat too, as in Keras


def default_seed():
    """Return the seed that `set_random_seed` set last."""
    return _default_seed


def key(*words):
    """Return 64 bits (np.uint64) that stand for `words`, whole numbers and strings, in their order."""
    return np.uint64(int.from_bytes(hashlib.blake2b(repr(words).encode(), digest_size=8).digest(), "little"))


def permutation(count, key):
    """Return the numbers 0 … count − 1 in a random order: sorted by a hash of each."""
    hashed = bits.py_func(key, np.arange(count, dtype=np.uint64))
    return np.argsort(hashed, kind="stable")


def uniform(shape, low, high, key):
    """Return float32 numbers from [low, high), drawn with 24 random bits each."""
    unit = (_raw(shape, key) >> np.uint64(40)).astype(np.float64) / 2.0**24
    return (low + (high - low) * unit).astype(np.float32).reshape(shape)


def normal(shape, mean, stddev, key):
    """Return normally distributed float32 numbers: about 68 % lie within `stddev` of `mean`, 95 % within twice that.

    A uniform number p becomes the number that a normal one stays below with probability p.
    """
    z = exact.normal_quantile(_probabilities(shape, key))
    return (mean + stddev * z).astype(np.float32).reshape(shape)


def truncated_normal(shape, mean, stddev, key):
    """Return normally distributed float32 numbers, only such as lie within 2 · `stddev` of `mean`.

    So their own standard deviation is smaller, 0.8796 · `stddev`.
    """
    within = 0.9544997361036416  # the share of normal numbers that lie there
    z = exact.normal_quantile(0.5 + within * (_probabilities(shape, key) - 0.5))
    return (mean + stddev * z).astype(np.float32).reshape(shape)


def _probabilities(shape, key):
    """Uniform float64 numbers between 0 and 1, odd multiples of 2⁻⁵³: p as often as 1 − p, and neither 0 nor 1."""
    return ((_raw(shape, key) >> np.uint64(12)).astype(np.float64) + 0.5) / 2.0**52


def _raw(shape, key):
    """64 random bits for each entry, in one row: the raw output of Philox, which numpy promises to keep.

    J. K. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
    """
    return np.random.Philox(key=int(key)).random_raw(int(np.prod(shape)))


class RandomSource:
    """The randomness of one model, or of one layer in it.

    Parameters
    ----------
    seed : int
        Seed of the model.
    place : tuple of int or str, optional
        Where in the model this source is used.
    parent : RandomSource, optional
        The model's source, which knows the step.

    Attributes
    ----------
    step : int
        Number of training steps done; the model sets it on its own source, which its layers' sources look up.
    """

    def __init__(self, seed, place=(), parent=None):
        self.seed, self.place, self._parent = seed, place, parent
        self._step = 0

    @property
    def step(self):
        return self._step if self._parent is None else self._parent.step

    @step.setter
    def step(self, value):
        self._step = value

    def child(self, *place):
        """Return the source for a part of the model."""
        return RandomSource(self.seed, (*self.place, *place), parent=self)

    def key(self, purpose):
        """Return the key for `purpose` at this place, the same at every step."""
        return key(self.seed, *self.place, purpose)

    def step_key(self, purpose):
        """Return the key for `purpose` at this place and training step."""
        return key(self.seed, *self.place, purpose, self.step)
