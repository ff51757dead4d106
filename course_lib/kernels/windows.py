"""Convolutions of any size and step, window by window: private to ``conv2d.py``.

Three loop nests, one for each of its three sums. In the order of axes (N, H, W, C) a row of a window, kw pixels of C
channels, is one unbroken run of kw · C numbers, so none of them needs a copy of the windows.

References
----------
J. Zhang, F. Franchetti, T. M. Low, "High performance zero-memory overhead direct convolutions", ICML 2018.
"""

import numpy as np
from numba import njit, prange

from course_lib.kernels.simd import WIDTH, load_first
from course_lib.kernels.tiles import (
    CHUNK,
    PANEL,
    ROWS,
    add_in_order,
    add_pixels,
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


@njit(cache=True)
def _places(out_h, out_w, down, right):
    """Where each output pixel's window starts, counted from the first one's; the last one several times over.

    So the last tile, which may reach past the last pixel, computes that one several times over.
    """
    places = np.empty(out_h * out_w + ROWS, np.intp)
    for p in range(places.size):
        last = min(p, out_h * out_w - 1)
        places[p] = last // out_w * down + last % out_w * right
    return places


@njit(cache=True, parallel=True)
def slide(x, kernel, bias, strides, padding, relu):
    """conv2d_forward: each window meets the filters; with `relu`, negative sums become 0.

    for n in images:                                  in parallel
        for f in filters, a panel at a time:
            for (i, j) in output pixels, six at a time:
                for u in window rows:
                    for q in the row's kw · C numbers:
                        y[n, i, j, f] += x[n, i·sh + u, j·sw·C + q] · kernel[u, q, f]
    """
    images, height, width, channels = x.shape
    kh, kw, _, filters = kernel.shape
    top, bottom, left, right = padding
    rows, columns = height + top + bottom, width + left + right
    out_h, out_w = (rows - kh) // strides[0] + 1, (columns - kw) // strides[1] + 1
    depth, size, pixels = kh * kw * channels, height * width * channels, out_h * out_w
    panels = np.empty(up(filters, PANEL) * depth, np.float32)
    pack(kernel.reshape(-1), depth, filters, 0, panels)
    starts = _places(out_h, out_w, strides[0] * columns * channels, strides[1] * channels)
    window = (kh, kw * channels, columns * channels)
    y = np.empty((images, out_h, out_w, filters), np.float32)
    flat_x, flat_y = x.reshape(-1), y.reshape(-1)
    for n in prange(images):
        image = flat_x[n * size : (n + 1) * size]
        if top + bottom + left + right > 0:
            image = np.empty(rows * columns * channels, np.float32)
            shape, framed = (height, width, channels), (rows, columns, channels)
            frame(flat_x, flat_x, False, n * size, shape, top, left, image, framed)
        for f in range(0, filters, PANEL):
            b0, b1 = load_first(bias, f, filters - f), load_first(bias, f + WIDTH, filters - f - WIDTH)
            for p in range(0, pixels, ROWS):
                tile = sums(
                    image, starts[p], starts[p + 1], starts[p + 2], starts[p + 3], starts[p + 4], starts[p + 5],
                    window, panels, f * depth, six(b0, b1),
                )  # fmt: skip
                if relu:
                    tile = positive(tile)
                y0, last = (n * pixels + p) * filters + f, pixels - 1 - p
                store_tile(
                    flat_y, y0, y0 + min(1, last) * filters, y0 + min(2, last) * filters, y0 + min(3, last) * filters,
                    y0 + min(4, last) * filters, y0 + min(5, last) * filters, filters - f, tile,
                )  # fmt: skip
    return y


@njit(cache=True, parallel=True)
def scatter(dy, y, relu, kernel, strides, padding, height, width):
    """conv2d_input_gradient: each output pixel's gradient goes back to the pixels of its window.

    for n in images:                                  in parallel
        for (u, v) in the window:
            for c in channels, a panel at a time:
                for (i, j) in output pixels, six at a time:
                    for f in filters:
                        dx[n, i·sh + u, j·sw + v, c] += dy[n, i, j, f] · kernel[u, v, c, f]
    """
    images, out_h, out_w, filters = dy.shape
    kh, kw, channels, _ = kernel.shape
    top, bottom, left, right = padding
    rows, columns = height + top + bottom, width + left + right
    size, pixels, taps = height * width * channels, out_h * out_w, kh * kw
    panels = np.empty(taps * up(channels, PANEL) * filters, np.float32)
    for tap in range(taps):
        turned = np.ascontiguousarray(kernel[tap // kw, tap % kw].T)
        at = tap * up(channels, PANEL) * filters
        pack(turned.reshape(-1), filters, channels, 0, panels[at:])
    starts = _places(out_h, out_w, strides[0] * columns * channels, strides[1] * channels)
    dx = np.empty((images, height, width, channels), np.float32)
    flat_dx, flat_dy, flat_y = dx.reshape(-1), dy.reshape(-1), y.reshape(-1)
    for n in prange(images):
        framed = np.zeros(rows * columns * channels, np.float32)
        d = flat_dy[n * pixels * filters : (n + 1) * pixels * filters]
        if relu:
            d = np.empty(pixels * filters, np.float32)
            frame(flat_dy, flat_y, relu, n * d.size, (out_h, out_w, filters), 0, 0, d, (out_h, out_w, filters))
        for tap in range(taps):
            to = (tap // kw * columns + tap % kw) * channels
            for c in range(0, channels, PANEL):
                at = (tap * up(channels, PANEL) + c) * filters
                for p in range(0, pixels, ROWS):
                    last, q0, to_c = pixels - 1 - p, p * filters, to + c
                    y0, y1, y2 = to_c + starts[p], to_c + starts[p + 1], to_c + starts[p + 2]
                    y3, y4, y5 = to_c + starts[p + 3], to_c + starts[p + 4], to_c + starts[p + 5]
                    tile = sums(
                        d, q0, q0 + min(1, last) * filters, q0 + min(2, last) * filters,
                        q0 + min(3, last) * filters, q0 + min(4, last) * filters, q0 + min(5, last) * filters,
                        (1, filters, 0), panels, at, load_tile(framed, y0, y1, y2, y3, y4, y5, channels - c),
                    )  # fmt: skip
                    store_tile(framed, y0, y1, y2, y3, y4, y5, channels - c, tile)
        image = flat_dx[n * size :]
        frame(framed, framed, False, 0, (rows, columns, channels), -top, -left, image, (height, width, channels))
    return dx


@njit(cache=True, parallel=True)
def gather(x, dy, y, relu, strides, padding, kh, kw):
    """conv2d_kernel_gradient: each weight meets the pixels that it touched.

    for a chunk of images:                            in parallel
        for n in the chunk:
            for f in filters, a panel at a time:
                for (u, v, c) in the window, six at a time:
                    for (i, j) in output pixels:
                        dkernel[u, v, c, f] += x[n, i·sh + u, j·sw + v, c] · dy[n, i, j, f]
    """
    images, height, width, channels = x.shape
    _, out_h, out_w, filters = dy.shape
    top, bottom, left, right = padding
    rows, columns = height + top + bottom, width + left + right
    depth, taps = up(filters, PANEL), kh * kw * channels
    steps = (strides[0] * columns * channels, strides[1] * channels)
    flat_x, flat_dy, flat_y = x.reshape(-1), dy.reshape(-1), y.reshape(-1)
    place = _places(kh, kw * channels, columns * channels, 1)
    chunks = (images + CHUNK - 1) // CHUNK
    partial = np.zeros((chunks, (taps + 1) * depth), np.float32)  # the last row is the bias's
    for chunk in prange(chunks):
        g = partial[chunk]
        framed = np.empty(rows * columns * channels, np.float32)
        d = np.empty(out_h * out_w * depth, np.float32)
        for n in range(chunk * CHUNK, min((chunk + 1) * CHUNK, images)):
            at = n * height * width * channels
            frame(flat_x, flat_x, False, at, (height, width, channels), top, left, framed, (rows, columns, channels))
            at = n * out_h * out_w * filters
            frame(flat_dy, flat_y, relu, at, (out_h, out_w, filters), 0, 0, d, (out_h, out_w, depth))
            add_pixels(d, 0, out_h * out_w, depth, g, taps * depth)
            for f in range(0, depth, PANEL):
                for t in range(0, taps, ROWS):
                    last, to = taps - 1 - t, t * depth + f
                    y1, y2, y3 = to + min(1, last) * depth, to + min(2, last) * depth, to + min(3, last) * depth
                    y4, y5 = to + min(4, last) * depth, to + min(5, last) * depth
                    tile = outer_sums(
                        framed, 0, steps, place[t], place[t + 1], place[t + 2], place[t + 3], place[t + 4],
                        place[t + 5], d, f, depth, (out_h, out_w), load_tile(g, to, y1, y2, y3, y4, y5, PANEL),
                    )  # fmt: skip
                    store_tile(g, to, y1, y2, y3, y4, y5, PANEL, tile)
    total = add_in_order(partial).reshape(taps + 1, depth)
    return total[:taps, :filters].copy().reshape(kh, kw, channels, filters), total[taps, :filters].copy()
