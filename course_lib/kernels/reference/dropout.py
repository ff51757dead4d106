"""Dropout as the rule says it, with the random bits worked out in Python's whole numbers."""

import numpy as np


def dropout(x, rate, key):
    """y[n, k] = x[n, k] / (1 − rate) where u(n, k) ≥ rate, else 0, with u(n, k) in [0, 1) from (key, n, k)

    x (N, K) -> y (N, K)
    """
    y = np.zeros(x.shape)
    for n, k in np.ndindex(*x.shape):
        row_key = _bits(int(key), n)
        u = (_short_bits(row_key % 2**32, row_key >> 32, k) >> 8) / 2**24
        y[n, k] = float(x[n, k]) / (1 - rate) if u >= rate else 0.0
    return y


def _bits(key, index):
    """SplitMix64: the 64-bit word key + index · GOLDEN, scrambled."""
    z = (key + index * 0x9E3779B97F4A7C15) % 2**64
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB % 2**64
    return z ^ (z >> 31)


def _short_bits(low, high, index):
    """A 32-bit word of the same kind, from a key of two such words."""
    z = (low + index * 0x9E3779B9) % 2**32
    z = (z ^ (z >> 16)) * 0x7FEB352D % 2**32
    z = ((z ^ (z >> 15)) + high) % 2**32
    z = (z ^ (z >> 16)) * 0x846CA68B % 2**32
    return z ^ (z >> 16)
