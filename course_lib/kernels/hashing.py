"""Random bits as a function of a position: no stream, so threads and order change nothing.

`bits(key, index)` scrambles the 64-bit sum ``key + index · GOLDEN`` until every output bit depends on every input bit.
The same key and index give the same bits on every machine.

References
----------
G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014 (SplitMix64).
C. Wellons, "Prospecting for hash functions", nullprogram.com, 2018: the two multipliers of `short_bits`.
"""

import numpy as np
from numba import njit

GOLDEN = np.uint64(0x9E3779B97F4A7C15)  # 2⁶⁴ / golden ratio, odd: its multiples visit every 64-bit number
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_GOLDEN_32 = np.uint32(0x9E3779B9)  # 2³² / golden ratio, odd
_MIX_3 = np.uint32(0x7FEB352D)
_MIX_4 = np.uint32(0x846CA68B)
_15, _16 = np.uint32(15), np.uint32(16)
_30, _27, _31 = np.uint64(30), np.uint64(27), np.uint64(31)


@njit(cache=True)
def bits(key, index):
    """64 random bits (uint64) for a uint64 `key` and a uint64 `index`."""
    z = key + index * GOLDEN
    z = (z ^ (z >> _30)) * _MIX_1
    z = (z ^ (z >> _27)) * _MIX_2
    return z ^ (z >> _31)


@njit(cache=True)
def short_bits(low, high, index):
    """32 random bits (uint32) for a key's two halves and an `index`, all uint32.

    Of whole numbers of 32 bits a register holds as many as of float32, so these come 8 or 16 at a time.
    """
    z = np.uint32(low + index * _GOLDEN_32)
    z = np.uint32((z ^ (z >> _16)) * _MIX_3)
    z = np.uint32((z ^ (z >> _15)) + high)
    z = np.uint32((z ^ (z >> _16)) * _MIX_4)
    return z ^ (z >> _16)
