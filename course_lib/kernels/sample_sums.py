"""Sums over samples, in an order that depends on nothing but the numbers' places: private to the kernels.

The gradients of weights are sums over a batch. Each chunk of samples (`tiles.CHUNK`) has a sum of its own, whichever
thread forms it; then the chunks' sums are added in order.
"""

import numpy as np
from numba import njit

from course_lib.kernels.simd import WIDTH, add, load, store


@njit(cache=True)
def add_columns(d, start, sizes, totals, at):
    """totals[at + (j mod 4)·channels + f] += d[start + (i·columns + j)·channels + f] for all i, j: four sums, not one.

    `sizes` is (rows, columns, channels). Zeros at the end of a row, and where the rows were cut apart, change no bit.
    """
    rows, columns, channels = sizes
    if columns % 4 == 0:
        rows, columns = 1, rows * columns  # the same sums, as one long row
    for f in range(0, channels, WIDTH):
        to = at + f
        s0, s1 = load(totals, to), load(totals, to + channels)
        s2, s3 = load(totals, to + 2 * channels), load(totals, to + 3 * channels)
        for i in range(rows):
            q = start + i * columns * channels + f
            for _ in range(columns // 4):
                s0 = add(s0, load(d, q))
                s1 = add(s1, load(d, q + channels))
                s2 = add(s2, load(d, q + 2 * channels))
                s3 = add(s3, load(d, q + 3 * channels))
                q += 4 * channels
            if columns % 4 > 0:
                s0 = add(s0, load(d, q))
            if columns % 4 > 1:
                s1 = add(s1, load(d, q + channels))
            if columns % 4 > 2:
                s2 = add(s2, load(d, q + 2 * channels))
        store(totals, to, s0)
        store(totals, to + channels, s1)
        store(totals, to + 2 * channels, s2)
        store(totals, to + 3 * channels, s3)


def four_together(totals):
    """The four sums of `add_columns` (4, channels) -> (channels,)."""
    return (totals[0] + totals[1]) + (totals[2] + totals[3])


@njit(cache=True)
def add_in_order(partial):
    """partial (chunks, K) -> (K,): the chunks' sums, added in order."""
    total = np.zeros(partial.shape[1], np.float32)
    for chunk in range(len(partial)):  # none where the batch is empty
        part = partial[chunk]
        for k in range(total.size):
            total[k] += part[k]
    return total
