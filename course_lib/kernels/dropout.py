"""Dropout: a fresh random part of the numbers is set to zero, the rest grows to keep the sum's expectation.

The readable twin is in ``reference/dropout.py``.

References
----------
N. Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", JMLR 15, 2014.
"""

import numpy as np
from numba import njit, prange

from course_lib.kernels.hashing import bits, short_bits

__all__ = ["dropout"]


@njit(cache=True, parallel=True)
def dropout(x, rate, key):
    """y[n, k] = x[n, k] / (1 − rate) where u(n, k) ≥ rate, else 0, with u(n, k) in [0, 1) from (key, n, k)

    The gradient is the same function of dy, with the same key. u has 24 bits.

    Parameters
    ----------
    x : ndarray, (N, K), float32
        Numbers; a row is a sample.
    rate : float
        Part of the numbers that is set to 0 on average, at least 0 and below 1.
    key : uint64
        What the random bits are made from; another key drops other numbers.

    Returns
    -------
    ndarray, (N, K), float32
        Zeros, and numbers of `x` times 1 / (1 − rate).

    Examples
    --------
    >>> import numpy as np
    >>> dropout(np.array([[1, 2, 3, 4], [5, 6, 7, 8]], np.float32), 0.5, np.uint64(4))
    array([[ 0.,  0.,  6.,  8.],
           [10., 12.,  0., 16.]], dtype=float32)
    """
    samples, size = x.shape
    y = np.empty_like(x)
    scale = np.float32(1 / (1 - rate))
    threshold = np.uint32(np.ceil(rate * 2.0**24))
    for n in prange(samples):
        row_key = bits(key, np.uint64(n))
        low, high = np.uint32(row_key), np.uint32(row_key >> np.uint64(32))
        xs, ys = x[n], y[n]
        for k in range(size):
            u = short_bits(low, high, np.uint32(k)) >> np.uint32(8)
            ys[k] = xs[k] * scale if u >= threshold else np.float32(0)
    return y
