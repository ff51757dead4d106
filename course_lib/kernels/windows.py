"""Convolutions of any size and step, window by window: private to ``conv2d.py``.

Three loop nests, one for each of its three sums. In the order of axes (N, H, W, C) a row of a window, kw pixels of C
channels, is one unbroken run of kw · C numbers, so none of them needs a copy of the windows.

References
----------
J. Zhang, F. Franchetti, T. M. Low, "High performance zero-memory overhead direct convolutions", ICML 2018.
"""

import functools

import numpy as np
from numba import njit, prange

from course_lib.kernels.pooled import output_gradient, pool_image
from course_lib.kernels.sample_sums import add_columns, add_in_order, four_together
from course_lib.kernels.simd import WIDTH, load_first
from course_lib.kernels.tiles import (
    CHUNK,
    NO,
    ONE,
    PANEL,
    ROWS,
    ZERO,
    frame,
    load_tile,
    outer_sums,
    pack,
    positive,
    six,
    store_tile,
    sums,
    up,
)


@functools.lru_cache(maxsize=256)
def _places(rows, columns, down, right):
    """Where each of rows × columns places lies, counted from the first one's; the last one several times over.

    So the last tile, which may reach past the last place, computes that one several times over.
    """
    places = (np.arange(rows)[:, None] * down + np.arange(columns) * right).reshape(-1)
    return np.append(places, np.full(ROWS, places[-1]))


def _sizes(x_shape, size, kernel_shape, padding):
    """Numbers that all three loop nests need: of the image, the framed image, the outputs, the window."""
    (_, height, width, channels), (out_h, out_w), (kh, kw, _, filters) = x_shape, size, kernel_shape
    top, bottom, left, right = padding
    rows, columns = height + top + bottom, width + left + right
    return height, width, channels, rows, columns, top, left, out_h, out_w, filters, kh, kw


def slide(x, kernel, bias, strides, padding, relu, pool, size):
    """`conv2d_forward`: each window meets the filters. Returns y and, where outputs are pooled, `argmax` (else y).

    With `relu`, negative sums become 0; `pool` as in ``pooled.py``; `size` is that of the outputs, rows and columns.
    """
    (kh, kw, channels, filters), columns = kernel.shape, x.shape[2] + padding[2] + padding[3]
    y = np.empty((len(x), *(pool[6:] if pool[0] else size), filters), np.float32)
    argmax = np.empty_like(y) if pool[0] else y
    panels = np.empty(up(filters, PANEL) * kh * kw * channels, np.float32)
    pack(kernel.reshape(-1), kh * kw * channels, filters, panels, 0)
    starts = _places(*size, strides[0] * columns * channels, strides[1] * channels)
    sizes = _sizes(x.shape, size, kernel.shape, padding)
    _slide(len(x), x.reshape(-1), panels, bias, starts, sizes, relu, pool, y.reshape(-1), argmax.reshape(-1))
    return y, argmax


@njit(cache=True, parallel=True)
def _slide(images, x, panels, bias, starts, sizes, relu, pool, y, argmax):
    for n in prange(images):
        _slide_image(np.intp(n), x, panels, bias, starts, sizes, relu, pool, y, argmax)


@njit(cache=True)
def _slide_image(n, x, panels, bias, starts, sizes, relu, pool, y, argmax):
    """One image of

    for n in images:                                  in parallel
        for f in filters, a panel at a time:
            for (i, j) in output pixels, six at a time:
                for u in window rows:
                    for q in the row's kw · C numbers:
                        y[n, i, j, f] += x[n, i·sh + u, j·sw·C + q] · kernel[u, q, f]
    """
    height, width, channels, rows, columns, top, left, out_h, out_w, filters, kh, kw = sizes
    size, pixels, depth = height * width * channels, out_h * out_w, kh * kw * channels
    image = x[n * size : (n + 1) * size]
    if rows > height or columns > width:
        image = np.empty(rows * columns * channels, np.float32)
        frame(x, x, NO, n * size, (height, width, channels), top, left, image, (rows, columns, channels))
    outputs = y[n * pixels * filters : (n + 1) * pixels * filters]
    if pool[0] > 0:
        outputs = np.empty(pixels * filters + WIDTH, np.float32)
    for f in range(0, filters, PANEL):
        b0, b1 = load_first(bias, f, filters - f), load_first(bias, f + WIDTH, filters - f - WIDTH)
        for p in range(0, pixels, ROWS):
            tile = sums(
                image, starts[p], starts[p + 1], starts[p + 2], starts[p + 3], starts[p + 4], starts[p + 5],
                (kh, kw * channels, columns * channels), panels, f * depth, six(b0, b1),
            )  # fmt: skip
            if relu:
                tile = positive(tile)
            y0, last = p * filters + f, pixels - 1 - p
            store_tile(
                outputs, y0, y0 + min(1, last) * filters, y0 + min(2, last) * filters, y0 + min(3, last) * filters,
                y0 + min(4, last) * filters, y0 + min(5, last) * filters, filters - f, tile,
            )  # fmt: skip
    if pool[0] > 0:
        pool_image(outputs, (out_h, out_w, filters), pool, n, y, argmax)


def scatter(dy, y, argmax, relu, pool, size, kernel, strides, padding, height, width):
    """`conv2d_input_gradient`: each output pixel's gradient goes back to the pixels of its window.

    dy, y, argmax, relu and pool as for ``pooled.output_gradient``; `size` is that of the outputs, rows and columns.
    """
    kh, kw, channels, filters = kernel.shape
    dx = np.empty((len(dy), height, width, channels), np.float32)
    step, columns = up(channels, PANEL) * filters, width + padding[2] + padding[3]
    panels = np.empty(kh * kw * step, np.float32)
    for tap in range(kh * kw):
        turned = np.ascontiguousarray(kernel[tap // kw, tap % kw].T)
        pack(turned.reshape(-1), filters, channels, panels, tap * step)
    starts = _places(*size, strides[0] * columns * channels, strides[1] * channels)
    sizes = _sizes(dx.shape, size, kernel.shape, padding)
    gradient = dy.reshape(-1), y.reshape(-1), argmax.reshape(-1)
    _scatter(len(dy), *gradient, relu, pool, panels, starts, sizes, dx.reshape(-1))
    return dx


@njit(cache=True, parallel=True)
def _scatter(images, dy, y, argmax, relu, pool, panels, starts, sizes, dx):
    for n in prange(images):
        _scatter_image(np.intp(n), dy, y, argmax, relu, pool, panels, starts, sizes, dx)


@njit(cache=True)
def _scatter_image(n, dy, y, argmax, relu, pool, panels, starts, sizes, dx):
    """One image of

    for n in images:                                  in parallel
        for (u, v) in the window:
            for c in channels, a panel at a time:
                for (i, j) in output pixels, six at a time:
                    for f in filters:
                        dx[n, i·sh + u, j·sw + v, c] += dy[n, i, j, f] · kernel[u, v, c, f]
    """
    height, width, channels, rows, columns, top, left, out_h, out_w, filters, kh, kw = sizes
    pixels, shape, framed = out_h * out_w, (height, width, channels), (rows, columns, channels)
    image, d = np.zeros(rows * columns * channels, np.float32), np.empty(pixels * filters, np.float32)
    output_gradient(n, dy, y, argmax, relu, pool, (out_h, out_w, filters), ZERO, d, (out_h, out_w, filters))
    for tap in range(kh * kw):
        for c in range(0, channels, PANEL):
            at, to = (tap * up(channels, PANEL) + c) * filters, (tap // kw * columns + tap % kw) * channels + c
            for p in range(0, pixels, ROWS):
                last, q0 = pixels - 1 - p, p * filters
                y0, y1, y2 = to + starts[p], to + starts[p + 1], to + starts[p + 2]
                y3, y4, y5 = to + starts[p + 3], to + starts[p + 4], to + starts[p + 5]
                tile = sums(
                    d, q0, q0 + min(1, last) * filters, q0 + min(2, last) * filters,
                    q0 + min(3, last) * filters, q0 + min(4, last) * filters, q0 + min(5, last) * filters,
                    (ONE, filters, ZERO), panels, at, load_tile(image, y0, y1, y2, y3, y4, y5, channels - c),
                )  # fmt: skip
                store_tile(image, y0, y1, y2, y3, y4, y5, channels - c, tile)
    frame(image, image, NO, ZERO, framed, -top, -left, dx[n * height * width * channels :], shape)


def gather(x, dy, y, argmax, relu, pool, size, strides, padding, kh, kw):
    """`conv2d_kernel_gradient`: each weight meets the pixels that it touched.

    dy, y, argmax, relu and pool as for ``pooled.output_gradient``; `size` is that of the outputs, rows and columns.
    """
    (images, _, width, channels), filters = x.shape, dy.shape[3]
    columns = width + padding[2] + padding[3]
    steps = (strides[0] * columns * channels, strides[1] * channels)
    taps, depth = kh * kw * channels, up(filters, PANEL)
    place = _places(kh, kw * channels, columns * channels, 1)
    partial = np.zeros(((images + CHUNK - 1) // CHUNK, (taps + 4) * depth), np.float32)  # the last four: the bias's
    sizes = _sizes(x.shape, size, (kh, kw, channels, filters), padding)
    gradient = dy.reshape(-1), y.reshape(-1), argmax.reshape(-1)
    _gather(images, x.reshape(-1), *gradient, relu, pool, steps, place, sizes, partial)
    total = add_in_order(partial).reshape(taps + 4, depth)[:, :filters].copy()
    return total[:taps].reshape(kh, kw, channels, filters), four_together(total[taps:])


@njit(cache=True, parallel=True)
def _gather(images, x, dy, y, argmax, relu, pool, steps, place, sizes, partial):
    for chunk in prange(len(partial)):
        first, last = chunk * CHUNK, min((chunk + 1) * CHUNK, images)
        _gather_chunk(first, last, x, dy, y, argmax, relu, pool, steps, place, sizes, partial[chunk])


@njit(cache=True)
def _gather_chunk(first, last, x, dy, y, argmax, relu, pool, steps, place, sizes, g):
    """One chunk of

    for a chunk of images:                            in parallel
        for n in the chunk:
            for f in filters, a panel at a time:
                for (u, v, c) in the window, six at a time:
                    for (i, j) in output pixels:
                        dkernel[u, v, c, f] += x[n, i·sh + u, j·sw + v, c] · dy[n, i, j, f]
    """
    height, width, channels, rows, columns, top, left, out_h, out_w, filters, kh, kw = sizes
    taps, depth = kh * kw * channels, up(filters, PANEL)
    shape, framed = (height, width, channels), (rows, columns, channels)
    image, d = np.empty(rows * columns * channels, np.float32), np.empty(out_h * out_w * depth, np.float32)
    for n in range(first, last):
        frame(x, x, NO, n * height * width * channels, shape, top, left, image, framed)
        outputs, size = (out_h, out_w, filters), (out_h, out_w, depth)
        output_gradient(n, dy, y, argmax, relu, pool, outputs, ZERO, d, size)
        add_columns(d, ZERO, size, g, taps * depth)
        for f in range(0, depth, PANEL):
            for t in range(0, taps, ROWS):
                end, y0 = taps - 1 - t, t * depth + f
                y1, y2, y3 = y0 + min(1, end) * depth, y0 + min(2, end) * depth, y0 + min(3, end) * depth
                y4, y5 = y0 + min(4, end) * depth, y0 + min(5, end) * depth
                at = place[t]
                taps_after = (
                    place[t + 1] - at, place[t + 2] - at, place[t + 3] - at, place[t + 4] - at, place[t + 5] - at
                )  # fmt: skip
                tile = load_tile(g, y0, y1, y2, y3, y4, y5, PANEL)
                tile = outer_sums(image, at, steps, taps_after, d, f, depth, (out_h, out_w), tile)
                store_tile(g, y0, y1, y2, y3, y4, y5, PANEL, tile)
