"""The two inner loops that do nearly all arithmetic of a network: private to the kernels.

Convolutions and dense layers, forward and backward, are one of two sums over arrays that lie flat in memory:

* `sums`: six rows of numbers meet a panel of weights          y[p, f] += Σ_k x[start(p) + k] · w[k, f]
* `outer_sums`: six numbers meet a panel, again and again      g[t, f] += Σ_s x[s, tap(t)] · d[s, f]

Both work on a **tile** of 6 × 2 registers, running sums that never leave the CPU while they are formed::

                w[k, f … f+W)   w[k, f+W … f+2W)        W = simd.WIDTH lanes, 2W = PANEL
      row 0          a0               b0
      row 1          a1               b1                 per step k: 2 loads, 6 broadcasts, 12 fma
      …              …                …                  a plain loop: 12 · W · (2 loads, 1 multiply-add)
      row 5          a5               b5

12 sums, 2 weights and 1 number of x are 15 registers; the smallest CPU we aim at has 16. A tile travels as a tuple
(a0, b0, a1, b1, …, a5, b5). Every output is *one* sum in *one* order, so the tile's size, the lanes and the threads
change no bit of it.

References
----------
K. Goto and R. van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS 34(3), 2008.
J. Zhang, F. Franchetti, T. M. Low, "High performance zero-memory overhead direct convolutions", ICML 2018.
"""

import numpy as np
from numba import njit

from course_lib.kernels.simd import (
    WIDTH,
    add,
    broadcast,
    fma,
    load,
    load_first,
    maximum,
    store,
    store_first,
    where_positive,
    zeros,
)

# Numbers with a type: a plain 0 as an argument would make numba compile the function once more, for zeros only.
ZERO, ONE, NO = np.intp(0), np.intp(1), np.bool_(False)
NEXT = (np.intp(1), np.intp(2), np.intp(3), np.intp(4), np.intp(5))
LANES = np.intp(WIDTH)
ROWS = np.intp(6)  # rows in a tile
PANEL = np.intp(2 * WIDTH)  # filters in a tile
CHUNK = 16  # samples whose gradients are summed together; chunks are then added in order


@njit(cache=True)
def up(count, step):
    """`count` up to the next multiple of `step`."""
    return (count + step - 1) // step * step


# --- the two loops ----------------------------------------------------------------------------------------------


@njit(cache=True)
def sums(x, x0, x1, x2, x3, x4, x5, window, w, at, tile):
    """Add to each row p of the tile Σ_u Σ_q x[xp + u·step + q] · w[at + (u·row + q)·PANEL …].

    `window` is (rows, numbers in a row, step from row to row) of what each of the six starts x0 … x5 begins.
    """
    a0, b0, a1, b1, a2, b2, a3, b3, a4, b4, a5, b5 = tile
    rows, row, step = window
    x1, x2, x3, x4, x5 = x1 - x0, x2 - x0, x3 - x0, x4 - x0, x5 - x0
    for u in range(rows):
        for q in range(x0 + u * step, x0 + u * step + row):
            w0 = load(w, at); w1 = load(w, at + WIDTH); at += PANEL  # fmt: skip
            s = broadcast(x, q); a0 = fma(s, w0, a0); b0 = fma(s, w1, b0)  # fmt: skip
            s = broadcast(x, q + x1); a1 = fma(s, w0, a1); b1 = fma(s, w1, b1)  # fmt: skip
            s = broadcast(x, q + x2); a2 = fma(s, w0, a2); b2 = fma(s, w1, b2)  # fmt: skip
            s = broadcast(x, q + x3); a3 = fma(s, w0, a3); b3 = fma(s, w1, b3)  # fmt: skip
            s = broadcast(x, q + x4); a4 = fma(s, w0, a4); b4 = fma(s, w1, b4)  # fmt: skip
            s = broadcast(x, q + x5); a5 = fma(s, w0, a5); b5 = fma(s, w1, b5)  # fmt: skip
    return a0, b0, a1, b1, a2, b2, a3, b3, a4, b4, a5, b5


@njit(cache=True)
def outer_sums(x, at, steps, taps, d, d_at, d_step, sizes, tile):
    """Add to each row of the tile Σ_i Σ_j x[at + i·steps[0] + j·steps[1] + t] · d[d_at + (i·columns + j)·d_step …].

    t is 0 for the first row and taps[0] … taps[4] for the others; `sizes` is (rows, columns), the ranges of i and j.
    """
    t1, t2, t3, t4, t5 = taps
    a0, b0, a1, b1, a2, b2, a3, b3, a4, b4, a5, b5 = tile
    for i in range(sizes[0]):
        q = at + i * steps[0]
        for _ in range(sizes[1]):
            d0 = load(d, d_at); d1 = load(d, d_at + WIDTH); d_at += d_step  # fmt: skip
            s = broadcast(x, q); a0 = fma(s, d0, a0); b0 = fma(s, d1, b0)  # fmt: skip
            s = broadcast(x, q + t1); a1 = fma(s, d0, a1); b1 = fma(s, d1, b1)  # fmt: skip
            s = broadcast(x, q + t2); a2 = fma(s, d0, a2); b2 = fma(s, d1, b2)  # fmt: skip
            s = broadcast(x, q + t3); a3 = fma(s, d0, a3); b3 = fma(s, d1, b3)  # fmt: skip
            s = broadcast(x, q + t4); a4 = fma(s, d0, a4); b4 = fma(s, d1, b4)  # fmt: skip
            s = broadcast(x, q + t5); a5 = fma(s, d0, a5); b5 = fma(s, d1, b5)  # fmt: skip
            q += steps[1]
    return a0, b0, a1, b1, a2, b2, a3, b3, a4, b4, a5, b5


# --- tiles in and out -------------------------------------------------------------------------------------------


@njit(cache=True)
def six(a, b):
    """The tile whose six rows all are (a, b)."""
    return a, b, a, b, a, b, a, b, a, b, a, b


@njit(cache=True)
def load_tile(y, y0, y1, y2, y3, y4, y5, count):
    """The tile whose row p is y[yp …], the first `count` numbers of it."""
    right = count - WIDTH
    return (
        load_first(y, y0, count), load_first(y, y0 + WIDTH, right),
        load_first(y, y1, count), load_first(y, y1 + WIDTH, right),
        load_first(y, y2, count), load_first(y, y2 + WIDTH, right),
        load_first(y, y3, count), load_first(y, y3 + WIDTH, right),
        load_first(y, y4, count), load_first(y, y4 + WIDTH, right),
        load_first(y, y5, count), load_first(y, y5 + WIDTH, right),
    )  # fmt: skip


@njit(cache=True)
def store_tile(y, y0, y1, y2, y3, y4, y5, count, tile):
    """Row p of the tile into y[yp …], the first `count` numbers of it."""
    right = count - WIDTH
    store_first(y, y0, tile[0], count); store_first(y, y0 + WIDTH, tile[1], right)  # fmt: skip
    store_first(y, y1, tile[2], count); store_first(y, y1 + WIDTH, tile[3], right)  # fmt: skip
    store_first(y, y2, tile[4], count); store_first(y, y2 + WIDTH, tile[5], right)  # fmt: skip
    store_first(y, y3, tile[6], count); store_first(y, y3 + WIDTH, tile[7], right)  # fmt: skip
    store_first(y, y4, tile[8], count); store_first(y, y4 + WIDTH, tile[9], right)  # fmt: skip
    store_first(y, y5, tile[10], count); store_first(y, y5 + WIDTH, tile[11], right)  # fmt: skip


@njit(cache=True)
def add_tiles(a, b):
    """The sum of two tiles."""
    return (
        add(a[0], b[0]), add(a[1], b[1]), add(a[2], b[2]), add(a[3], b[3]), add(a[4], b[4]), add(a[5], b[5]),
        add(a[6], b[6]), add(a[7], b[7]), add(a[8], b[8]), add(a[9], b[9]), add(a[10], b[10]), add(a[11], b[11]),
    )  # fmt: skip


@njit(cache=True)
def positive(tile):
    """The tile with 0 for what is negative."""
    zero = zeros()
    return (
        maximum(tile[0], zero), maximum(tile[1], zero), maximum(tile[2], zero), maximum(tile[3], zero),
        maximum(tile[4], zero), maximum(tile[5], zero), maximum(tile[6], zero), maximum(tile[7], zero),
        maximum(tile[8], zero), maximum(tile[9], zero), maximum(tile[10], zero), maximum(tile[11], zero),
    )  # fmt: skip


# --- copies that lie as the loops want them ---------------------------------------------------------------------


@njit(cache=True)
def pack(w, rows, columns, panels, to):
    """A matrix (rows, columns) -> (⌈columns / PANEL⌉, rows, PANEL) at panels[to]: its columns in panels.

    What a tile reads next lies next in memory; missing columns are 0.
    """
    for f in range(0, columns, PANEL):
        for k in range(rows):
            q = k * columns + f
            store(panels, to, load_first(w, q, columns - f))
            store(panels, to + WIDTH, load_first(w, q + WIDTH, columns - f - WIDTH))
            to += PANEL


@njit(cache=True)
def frame(x, y, relu, x_at, shape, top, left, framed, sizes):
    """Copy an image (H, W, C) to row `top`, column `left` of `framed` (rows, columns, channels); the rest is 0.

    What falls outside is left out; `framed` may have more channels than the image, then whole registers of them. With
    `relu` x is the gradient behind a relu whose output was `y`: where that is 0, it is 0.
    """
    height, width, channels = shape
    rows, columns, padded = sizes
    for k in range(rows * columns * padded):
        framed[k] = 0
    j0, j1 = max(0, -left), min(width, columns - left)
    for i in range(max(0, -top), min(height, rows - top)):
        to = ((i + top) * columns + left + j0) * padded
        at = x_at + (i * width + j0) * channels
        if padded == channels:
            count = (j1 - j0) * channels
            source, gate, target = x[at : at + count], y[at : at + count], framed[to : to + count]
            if relu:
                for k in range(count):
                    target[k] = source[k] if gate[k] > 0 else np.float32(0)
            else:
                for k in range(count):
                    target[k] = source[k]
        else:
            for _ in range(j0, j1):
                for c in range(0, channels, WIDTH):
                    pixel = load_first(x, at + c, channels - c)
                    if relu:
                        pixel = where_positive(load_first(y, at + c, channels - c), pixel)
                    store(framed, to + c, pixel)
                at += channels
                to += padded
