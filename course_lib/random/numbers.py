"""Keys, and the numbers that are drawn with them."""

import hashlib

import numpy as np

from course_lib import exact
from course_lib.kernels.hashing import bits


def key(*words):
    """Return 64 bits that stand for words.

    Parameters
    ----------
    *words : int or str
        In an order that counts.

    Returns
    -------
    np.uint64
        The first 64 bits of a BLAKE2b hash.

    Examples
    --------
    >>> int(key("shuffle", 1)) == int(key("shuffle", 1)), int(key("shuffle", 1)) == int(key("shuffle", 2))
    (True, False)
    """
    return np.uint64(int.from_bytes(hashlib.blake2b(repr(words).encode(), digest_size=8).digest(), "little"))


def permutation(count, key):
    """Return whole numbers in a random order: sorted by a hash of each.

    Parameters
    ----------
    count : int
        How many.
    key : np.uint64
        From `key`; each one gives another order.

    Returns
    -------
    ndarray of int, (count,)
        The numbers 0 … count − 1.

    Examples
    --------
    >>> permutation(5, key("example")).tolist()
    [1, 0, 3, 4, 2]
    """
    hashed = bits.py_func(key, np.arange(count, dtype=np.uint64))
    return np.argsort(hashed, kind="stable")


def uniform(shape, low, high, key):
    """Return numbers between two limits, each as likely as the others: drawn with 24 random bits.

    Parameters
    ----------
    shape : tuple of int
        Of the array.
    low, high : float
        The limits; `low` can occur, `high` cannot.
    key : np.uint64
        From `key`; each one gives other numbers.

    Returns
    -------
    ndarray, float32

    Examples
    --------
    >>> uniform((3,), 0, 1, key("example")).round(3)
    array([0.001, 0.556, 0.223], dtype=float32)
    """
    unit = (_raw(shape, key) >> np.uint64(40)).astype(np.float64) / 2.0**24
    return (low + (high - low) * unit).astype(np.float32).reshape(shape)


def normal(shape, mean, stddev, key):
    """Return normally distributed numbers: about 68 % lie within `stddev` of `mean`, 95 % within twice that.

    A uniform number p becomes the number that a normal one stays below with probability p.

    Parameters
    ----------
    shape : tuple of int
        Of the array.
    mean, stddev : float
        Mean and standard deviation of the distribution.
    key : np.uint64
        From `key`; each one gives other numbers.

    Returns
    -------
    ndarray, float32

    Examples
    --------
    >>> normal((3,), 0, 1, key("example")).round(3)
    array([-3.276,  0.141, -0.764], dtype=float32)
    """
    z = exact.normal_quantile(_probabilities(shape, key))
    return (mean + stddev * z).astype(np.float32).reshape(shape)


def truncated_normal(shape, mean, stddev, key):
    """Return normally distributed numbers, only such as lie within 2 · `stddev` of `mean`.

    So their own standard deviation is smaller, 0.8796 · `stddev`.

    Parameters
    ----------
    shape : tuple of int
        Of the array.
    mean, stddev : float
        Mean and standard deviation of the distribution before it is cut off.
    key : np.uint64
        From `key`; each one gives other numbers.

    Returns
    -------
    ndarray, float32

    Examples
    --------
    >>> truncated_normal((3,), 0, 1, key("example")).round(3)
    array([-1.991,  0.134, -0.722], dtype=float32)
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
