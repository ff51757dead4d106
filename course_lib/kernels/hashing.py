"""Random bits as a function of a position: no stream, so threads and order change nothing.

`bits(key, index)` scrambles the 64-bit sum ``key + index · GOLDEN`` until every output bit depends on every input bit.
The same key and index give the same bits on every machine.

References
----------
G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014 (SplitMix64).
"""

import numpy as np
from numba import njit

GOLDEN = np.uint64(0x9E3779B97F4A7C15)  # 2⁶⁴ / golden ratio, odd: its multiples visit every 64-bit number
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_30, _27, _31 = np.uint64(30), np.uint64(27), np.uint64(31)


@njit(cache=True)
def bits(key, index):
    """64 random bits (uint64) for a uint64 `key` and a uint64 `index`."""
    z = key + index * GOLDEN
    z = (z ^ (z >> _30)) * _MIX_1
    z = (z ^ (z >> _27)) * _MIX_2
    return z ^ (z >> _31)
