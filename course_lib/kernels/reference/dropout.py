"""Dropout as the rule says it, with the random bits worked out in Python's whole numbers."""

import numpy as np

_WORD = 2**64


def dropout(x, rate, key):
    """y[n, k] = x[n, k] / (1 − rate) where u(n, k) ≥ rate, else 0, with u(n, k) in [0, 1) from (key, n, k)

    x (N, K) -> y (N, K)
    """
    y = np.zeros(x.shape)
    for n, k in np.ndindex(*x.shape):
        h = _bits(_bits(int(key), n), k // 2)
        # 24 of the 64 bits serve even places, 24 others odd places.
        u = (h >> 40 if k % 2 == 0 else (h >> 8) % 2**24) / 2**24
        y[n, k] = float(x[n, k]) / (1 - rate) if u >= rate else 0.0
    return y


def _bits(key, index):
    """SplitMix64: the 64-bit word key + index · GOLDEN, scrambled."""
    z = (key + index * 0x9E3779B97F4A7C15) % _WORD
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % _WORD
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB % _WORD
    return z ^ (z >> 31)
