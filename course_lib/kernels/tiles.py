"""The two inner loops that do nearly all arithmetic of a network: private to the kernels.

Convolutions and dense layers, forward and backward, are one of two sums over arrays that lie flat in memory:

* `correlate`: each output pixel is a window times weights        y[p, f] = b[f] + Σ_k x[start(p) + k] · w[k, f]
* `window_gradient`: each weight meets the pixels it touched      dw[k, f] = Σ_p x[start(p) + k] · dy[p, f]

A dense layer is the first with one pixel per sample and a window as wide as the whole input.

Both work on **tiles**: 6 × 2 registers of running sums that never leave the CPU while the sum is formed::

                   w[k, f … f+W)   w[k, f+W … f+2W)        W = simd.WIDTH lanes
      x of pixel 0      a0               b0
      x of pixel 1      a1               b1                 per step k: 2 loads, 6 broadcasts, 12 fma
      …                 …                …                  a plain loop: 12 · W · (2 loads, 1 multiply-add)
      x of pixel 5      a5               b5

12 sums, 2 weights and 1 pixel are 15 registers; the smallest CPU we aim at has 16. Every output is still *one* sum
in *one* order, so the tile's size, the lanes and the threads change no bit of it.

References
----------
K. Goto and R. van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS 34(3), 2008.
J. Zhang, F. Franchetti, T. M. Low, "High performance zero-memory overhead direct convolutions", ICML 2018.
"""

import numpy as np
from numba import njit, prange

from course_lib.kernels.simd import (
    WIDTH,
    add,
    broadcast,
    fma,
    load,
    load_first,
    store,
    store_first,
    zeros,
)

PANEL = 2 * WIDTH  # filters in a tile
CHUNK = 16  # samples whose gradients are summed together; chunks are then added in order


@njit(cache=True, parallel=True)
def pack(w):
    """w (K, F) -> panels (⌈F / PANEL⌉, K, PANEL): what a tile reads next lies next in memory; missing filters are 0."""
    depth, filters = w.shape
    count = (filters + PANEL - 1) // PANEL
    panels = np.zeros((count, depth, PANEL), np.float32)
    blocks = (depth + 63) // 64
    for task in prange(count * blocks):
        panel, first = task // blocks, (task % blocks) * 64
        start = panel * PANEL
        width = min(PANEL, filters - start)
        for k in range(first, min(first + 64, depth)):
            for f in range(width):
                panels[panel, k, f] = w[k, start + f]
    return panels


@njit(cache=True)
def correlate(x, x_start, steps, window, panels, k_start, panel, bias, first, y, y_start, sizes):
    """Fill one panel of filters for the pixels of one image.

    y[i, j, f] = bias[f] + Σ_u Σ_q x[x_start + i·steps[0] + j·steps[1] + u·window[2] + q] · w[u·window[1] + q, f]

    `window` is (rows, numbers in a row, numbers from row to row); `sizes` is (height, width, filters) of y. With
    `first` false the sums go on from what y holds, so that a long window can be taken in pieces.
    """
    height, width, filters = sizes
    rows, row, row_step = window
    depth = panels.shape[1]
    w = panels.reshape(-1)
    f = panel * PANEL
    left, right = min(filters - f, WIDTH), min(filters - f - WIDTH, WIDTH)
    whole = right == WIDTH
    last = height * width - 1
    pixel = 0
    while pixel <= last:
        # The last tile may reach past the image: it then computes the last pixel several times over.
        p0 = pixel
        p1, p2, p3 = min(p0 + 1, last), min(p0 + 2, last), min(p0 + 3, last)
        p4, p5 = min(p0 + 4, last), min(p0 + 5, last)
        y0, y1, y2 = y_start + p0 * filters + f, y_start + p1 * filters + f, y_start + p2 * filters + f
        y3, y4, y5 = y_start + p3 * filters + f, y_start + p4 * filters + f, y_start + p5 * filters + f
        if first:
            a0 = load_first(bias, f, left); b0 = load_first(bias, f + WIDTH, right)  # fmt: skip
            a1 = a0; a2 = a0; a3 = a0; a4 = a0; a5 = a0  # fmt: skip
            b1 = b0; b2 = b0; b3 = b0; b4 = b0; b5 = b0  # fmt: skip
        else:
            a0 = load_first(y, y0, left); b0 = load_first(y, y0 + WIDTH, right)  # fmt: skip
            a1 = load_first(y, y1, left); b1 = load_first(y, y1 + WIDTH, right)  # fmt: skip
            a2 = load_first(y, y2, left); b2 = load_first(y, y2 + WIDTH, right)  # fmt: skip
            a3 = load_first(y, y3, left); b3 = load_first(y, y3 + WIDTH, right)  # fmt: skip
            a4 = load_first(y, y4, left); b4 = load_first(y, y4 + WIDTH, right)  # fmt: skip
            a5 = load_first(y, y5, left); b5 = load_first(y, y5 + WIDTH, right)  # fmt: skip
        x0 = x_start + (p0 // width) * steps[0] + (p0 % width) * steps[1]
        x1 = x_start + (p1 // width) * steps[0] + (p1 % width) * steps[1] - x0
        x2 = x_start + (p2 // width) * steps[0] + (p2 % width) * steps[1] - x0
        x3 = x_start + (p3 // width) * steps[0] + (p3 % width) * steps[1] - x0
        x4 = x_start + (p4 // width) * steps[0] + (p4 % width) * steps[1] - x0
        x5 = x_start + (p5 // width) * steps[0] + (p5 % width) * steps[1] - x0
        at = (panel * depth + k_start) * PANEL
        for u in range(rows):
            for q in range(x0 + u * row_step, x0 + u * row_step + row):
                w0 = load(w, at); w1 = load(w, at + WIDTH); at += PANEL  # fmt: skip
                s = broadcast(x, q); a0 = fma(s, w0, a0); b0 = fma(s, w1, b0)  # fmt: skip
                s = broadcast(x, q + x1); a1 = fma(s, w0, a1); b1 = fma(s, w1, b1)  # fmt: skip
                s = broadcast(x, q + x2); a2 = fma(s, w0, a2); b2 = fma(s, w1, b2)  # fmt: skip
                s = broadcast(x, q + x3); a3 = fma(s, w0, a3); b3 = fma(s, w1, b3)  # fmt: skip
                s = broadcast(x, q + x4); a4 = fma(s, w0, a4); b4 = fma(s, w1, b4)  # fmt: skip
                s = broadcast(x, q + x5); a5 = fma(s, w0, a5); b5 = fma(s, w1, b5)  # fmt: skip
        if whole:
            store(y, y0, a0); store(y, y0 + WIDTH, b0)  # fmt: skip
            store(y, y1, a1); store(y, y1 + WIDTH, b1)  # fmt: skip
            store(y, y2, a2); store(y, y2 + WIDTH, b2)  # fmt: skip
            store(y, y3, a3); store(y, y3 + WIDTH, b3)  # fmt: skip
            store(y, y4, a4); store(y, y4 + WIDTH, b4)  # fmt: skip
            store(y, y5, a5); store(y, y5 + WIDTH, b5)  # fmt: skip
        else:
            store_first(y, y0, a0, left); store_first(y, y0 + WIDTH, b0, right)  # fmt: skip
            store_first(y, y1, a1, left); store_first(y, y1 + WIDTH, b1, right)  # fmt: skip
            store_first(y, y2, a2, left); store_first(y, y2 + WIDTH, b2, right)  # fmt: skip
            store_first(y, y3, a3, left); store_first(y, y3 + WIDTH, b3, right)  # fmt: skip
            store_first(y, y4, a4, left); store_first(y, y4 + WIDTH, b4, right)  # fmt: skip
            store_first(y, y5, a5, left); store_first(y, y5 + WIDTH, b5, right)  # fmt: skip
        pixel += 6


@njit(cache=True)
def window_gradient(x, x_start, steps, taps, t_start, t_end, dy, dy_start, sizes, dw, dw_start):
    """Add the gradient of `images` images to dw[t_start:t_end], all filters.

    dw[t, f] += Σ_n Σ_i Σ_j x[x_start + n·steps[0] + i·steps[1] + j·steps[2] + taps[t]] · dy[n, i, j, f]

    `taps` holds where each number of a window lies, counted from the window's first; `sizes` is (images, height,
    width, filters) of dy. dw is flat, its first tap at dw_start. The new sum is formed alone, in the order n, i, j,
    and then added.
    """
    images, height, width, filters = sizes
    for f in range(0, filters, PANEL):
        left, right = min(filters - f, WIDTH), min(filters - f - WIDTH, WIDTH)
        for t in range(t_start, t_end, 6):
            # The last tile may reach past the last tap: those rows repeat it and are not stored.
            t0, t1, t2 = taps[t], taps[min(t + 1, t_end - 1)], taps[min(t + 2, t_end - 1)]
            t3, t4, t5 = taps[min(t + 3, t_end - 1)], taps[min(t + 4, t_end - 1)], taps[min(t + 5, t_end - 1)]
            a0 = zeros(); a1 = zeros(); a2 = zeros(); a3 = zeros(); a4 = zeros(); a5 = zeros()  # fmt: skip
            b0 = zeros(); b1 = zeros(); b2 = zeros(); b3 = zeros(); b4 = zeros(); b5 = zeros()  # fmt: skip
            at = dy_start + f
            for n in range(images):
                for i in range(height):
                    q = x_start + n * steps[0] + i * steps[1]
                    for _ in range(width):
                        d0 = load_first(dy, at, left); d1 = load_first(dy, at + WIDTH, right)  # fmt: skip
                        s = broadcast(x, q + t0); a0 = fma(s, d0, a0); b0 = fma(s, d1, b0)  # fmt: skip
                        s = broadcast(x, q + t1); a1 = fma(s, d0, a1); b1 = fma(s, d1, b1)  # fmt: skip
                        s = broadcast(x, q + t2); a2 = fma(s, d0, a2); b2 = fma(s, d1, b2)  # fmt: skip
                        s = broadcast(x, q + t3); a3 = fma(s, d0, a3); b3 = fma(s, d1, b3)  # fmt: skip
                        s = broadcast(x, q + t4); a4 = fma(s, d0, a4); b4 = fma(s, d1, b4)  # fmt: skip
                        s = broadcast(x, q + t5); a5 = fma(s, d0, a5); b5 = fma(s, d1, b5)  # fmt: skip
                        q += steps[2]
                        at += filters
            at = dw_start + t * filters + f
            _add_to(dw, at, a0, b0, left, right)
            if t + 1 < t_end:
                _add_to(dw, at + filters, a1, b1, left, right)
            if t + 2 < t_end:
                _add_to(dw, at + 2 * filters, a2, b2, left, right)
            if t + 3 < t_end:
                _add_to(dw, at + 3 * filters, a3, b3, left, right)
            if t + 4 < t_end:
                _add_to(dw, at + 4 * filters, a4, b4, left, right)
            if t + 5 < t_end:
                _add_to(dw, at + 5 * filters, a5, b5, left, right)


@njit(cache=True)
def _add_to(dw, at, a, b, left, right):
    store_first(dw, at, add(load_first(dw, at, left), a), left)
    store_first(dw, at + WIDTH, add(load_first(dw, at + WIDTH, right), b), right)


@njit(cache=True, parallel=True)
def sum_rows(dy, samples):
    """dy (P, F), the rows of `samples` samples -> (F,): chunk by chunk, as for the weights."""
    rows, filters = dy.shape
    per_chunk = CHUNK * (rows // samples)
    chunks = (samples + CHUNK - 1) // CHUNK
    partial = np.zeros((chunks, filters), np.float32)
    for chunk in prange(chunks):
        for p in range(chunk * per_chunk, min((chunk + 1) * per_chunk, rows)):
            for f in range(filters):
                partial[chunk, f] += dy[p, f]
    total = np.zeros(filters, np.float32)
    for chunk in range(chunks):
        for f in range(filters):
            total[f] += partial[chunk, f]
    return total
