"""What the machine can do at most: its arithmetic, and how fast memory and caches deliver.

References
----------
S. Williams, A. Waterman, D. Patterson, "Roofline: an insightful visual performance model", CACM 52(4), 2009.
"""

import math
import time
from typing import NamedTuple

import numpy as np
from numba import njit, prange

from benchmarks.subjects.blas import Blas

SECONDS, FEWEST, MOST = 0.12, 3, 60  # for one figure; how many calls
_BLOCK = 16384


class Limits(NamedTuple):
    """GFLOP/s of the fastest multiplies; GB/s of copies, {bytes read and written: GB/s}."""

    blas: float
    tile: float
    copies: dict

    @property
    def gflops(self):
        return max(self.blas, self.tile)

    def bandwidth(self, size):
        """GB/s for so many bytes: what fits into a cache comes faster."""
        sizes = sorted(self.copies)
        return float(np.interp(math.log2(size), np.log2(sizes), [self.copies[each] for each in sizes]))

    def seconds(self, operations, size):
        """(shortest time that these limits allow, which of the two it is)."""
        arithmetic, memory = operations / self.gflops / 1e9, size / self.bandwidth(size) / 1e9
        return (arithmetic, "arithmetic") if arithmetic > memory else (memory, "memory")


def fastest(function, *arguments):
    """Seconds of the fastest of some calls, after one that does not count."""
    function(*arguments)
    spent = []
    while len(spent) < FEWEST or (sum(spent) < SECONDS and len(spent) < MOST):
        start = time.perf_counter()
        function(*arguments)
        spent.append(time.perf_counter() - start)
    return min(spent)


def measure():
    """Measure this machine's limits."""
    return Limits(max(Blas().multiply() for _ in range(2)), _tile(), _copies())


def _tile():
    """GFLOP/s of the course's own register tile on numbers that fit into a cache."""
    from course_lib import kernels

    samples, depth, outputs = 768, 512, 512
    x, kernel = np.ones((samples, depth), np.float32), np.ones((depth, outputs), np.float32)
    seconds = fastest(kernels.dense_forward, x, kernel, np.zeros(outputs, np.float32))
    return 2 * samples * depth * outputs / seconds / 1e9


@njit(parallel=True)
def _copy(x, y):
    for task in prange(x.size // _BLOCK):
        y[task * _BLOCK : (task + 1) * _BLOCK] = x[task * _BLOCK : (task + 1) * _BLOCK]


def _copies():
    """GB/s of copies that read and write 1, 2, 4 … 256 MB in all."""
    found = {}
    for megabytes in (2**k for k in range(9)):
        x = np.ones(megabytes * 2**20 // 8, np.float32)
        y = np.zeros_like(x)
        found[2 * x.nbytes] = 2 * x.nbytes / fastest(_copy, x, y) / 1e9
    return found
