"""Convolutions with fewer multiplications, for windows of 3×3 and 5×5: Winograd's minimal filtering.

Two neighbouring sums of three products each, y₀ = d₀g₀ + d₁g₁ + d₂g₂ and y₁ = d₁g₀ + d₂g₁ + d₃g₂, need not six
multiplications but four::

    y₀ = m₀ + m₁ + m₂        m₀ = (d₀ − d₂) · g₀        m₁ = (d₁ + d₂) · (g₀ + g₁ + g₂) / 2
    y₁ = m₁ − m₂ − m₃        m₃ = (d₁ − d₃) · g₂        m₂ = (d₂ − d₁) · (g₀ − g₁ + g₂) / 2

Done down and across, a tile of 2×2 outputs takes 4 · 4 = 16 multiplications instead of 4 · 9 = 36; with five taps it
is 7 · 7 = 49 instead of 100. The sums of d and of g are made once (``winograd3.py``, ``winograd5.py``) and serve all
filters and all images; between them lie matrix products, one for each of the 16 or 49 places::

    for an image, a band of its tiles:                      in parallel
        v[p, t, c] = what the pixels of tile t have at place p
        for f in filters, a panel at a time:
            for p in places:
                for t in tiles, six at a time:
                    for c in channels:
                        m[p, t, f] += v[p, t, c] · u[p, c, f]
            y of tile t = the sums of m[·, t, f], plus bias

The loops are told the size of the window by a tuple as long as it is wide, `window`: numba compiles them for each
length that it meets, without what belongs to the other one. Both gradients run the same steps backwards. The sums cost
no accuracy: the rounding error is smaller than that of the direct sum, which is not so for larger tiles.

References
----------
S. Winograd, "Arithmetic complexity of computations", SIAM 1980.
A. Lavin and S. Gray, "Fast algorithms for convolutional neural networks", CVPR 2016, arXiv:1509.09308.
"""

import numpy as np
from numba import njit, prange

from course_lib.kernels import winograd3, winograd5
from course_lib.kernels.pooled import output_gradient, pool_image
from course_lib.kernels.sample_sums import add_columns, add_in_order, four_together
from course_lib.kernels.simd import WIDTH, load_first
from course_lib.kernels.tiles import CHUNK, LANES, NO, PANEL, ROWS, ZERO, frame, up
from course_lib.kernels.winograd_steps import (
    add_outer_products,
    apart,
    bands_of,
    gradient_tiles,
    input_tiles,
    places_of,
    products,
    together,
)


def transformed_filters(kernel, turned):
    """u[panel, p, c, f in the panel] of kernel (taps, taps, C, F); with C and F exchanged if `turned`."""
    kernel = kernel.transpose(0, 1, 3, 2) if turned else kernel
    taps, _, channels, filters = kernel.shape
    window = (0,) * taps
    g = np.zeros((taps, taps, channels, up(filters, PANEL)), np.float32)
    g[..., :filters] = kernel
    u = np.empty(places_of(window) * channels * g.shape[3], np.float32)
    _transform_filters(g.reshape(-1), window, channels, g.shape[3], u)
    return u


@njit(cache=True)
def _transform_filters(g, window, channels, width, u):
    places, scratch = places_of(window), np.empty(winograd5.SCRATCH, np.float32)
    for f in range(0, width, WIDTH):
        for c in range(channels):
            at, to = c * width + f, (f // PANEL * places * channels + c) * PANEL + f % PANEL
            if len(window) == 3:
                winograd3.filter_tile(g, at, channels * width, u, to, channels * PANEL)
            else:
                winograd5.filter_tile(g, at, channels * width, u, to, channels * PANEL, scratch)


def winograd_forward(x, u, bias, window, offset, relu, pool, size):
    """The loop nest at the top of this file, from row and column −`offset` on; the rest as for ``windows.slide``."""
    y = np.empty((len(x), *(pool[6:] if pool[0] else size), bias.size), np.float32)
    argmax = np.empty_like(y) if pool[0] else y
    shapes, flat = (x.shape[1:], (*size, bias.size)), (y.reshape(-1), argmax.reshape(-1))
    _forward(len(x), x.reshape(-1), *shapes, u, bias, window, offset, relu, pool, *flat)
    return y, argmax


@njit(cache=True, parallel=True)
def _forward(images, x, x_shape, y_shape, u, bias, window, offset, relu, pool, y, argmax):
    places = places_of(window)
    _, rows, per_band = bands_of(y_shape[0], y_shape[1], places)
    group = together(images, y_shape[0], y_shape[1], places)
    if pool[0] > 0:
        per_band = rows  # an image's bands are then one task: windows may reach over their borders
    bands = (rows + per_band - 1) // per_band
    for task in prange((images + group - 1) // group * bands):
        n, first = task // bands * group, task % bands * per_band
        n_last, last = min(n + group, images), min(first + per_band, rows)
        _forward_images(n, n_last, first, last, x, x_shape, y_shape, u, bias, window, offset, relu, pool, y, argmax)


@njit(cache=True)
def _forward_images(n_first, n_last, first, last, x, x_shape, y_shape, u, bias, window, offset, relu, pool, y, argmax):
    """The rows of tiles first … last − 1 of images n_first … n_last − 1, band by band."""
    (height, width, channels), (out_h, out_w, filters), taps = x_shape, y_shape, len(window)
    places = places_of(window)
    across, _, per_band = bands_of(out_h, out_w, places)
    images, size, padded = n_last - n_first, out_h * out_w * filters, up(channels, LANES)
    most = up(images * min(per_band, last - first) * across, ROWS)  # tiles in a band
    slab, m_slab = apart(most * padded), apart(most * PANEL)
    v, m = np.empty(places * slab, np.float32), np.empty(places * m_slab, np.float32)
    framed = np.empty((2 * per_band + taps - 1) * (2 * across + taps - 1) * padded, np.float32)
    outputs, scratch = y[n_first * size : n_last * size], np.empty(winograd5.SCRATCH, np.float32)
    if pool[0] > 0:
        outputs = np.empty(images * size + WIDTH, np.float32)
    for row in range(first, last, per_band):
        down = min(per_band, last - row)
        count, sizes = down * across, (2 * down + taps - 1, 2 * across + taps - 1, padded)
        tiles = up(images * count, ROWS)
        for n in range(images):
            at = (n_first + n) * height * width * channels
            frame(x, x, NO, at, x_shape, offset[0] - 2 * row, offset[1], framed, sizes)
            room = count if n < images - 1 else tiles - n * count
            input_tiles(framed, window, across, padded, v, n * count, slab, count, room, scratch)
        for f in range(0, filters, WIDTH):
            if f % PANEL == 0:
                products(v, slab, padded, channels, u, f * places * channels, m, m_slab, places, tiles)
            b, rest = load_first(bias, f, filters - f), filters - f
            for t in range(images * count):
                i, j = 2 * (row + t % count // across), 2 * (t % count % across)
                at, to = t * PANEL + f % PANEL, ((t // count * out_h + i) * out_w + j) * filters + f
                line, both, below = out_w * filters, j + 1 < out_w, i + 1 < out_h
                if len(window) == 3:
                    winograd3.output_tile(m, at, m_slab, outputs, to, line, filters, b, relu, rest, both, below)
                else:
                    winograd5.output_tile(
                        m, at, m_slab, outputs, to, line, filters, b, relu, rest, both, below, scratch
                    )
    if pool[0] > 0:
        for n in range(images):
            pool_image(outputs[n * size :], y_shape, pool, n_first + n, y, argmax)


def winograd_input_gradient(dy, y, argmax, relu, pool, size, u, window, offset, shape):
    """dx (N, *shape), as `conv2d_input_gradient`'s; the rest as for ``windows.scatter``."""
    dx, y_shape = np.empty((len(dy), *shape), np.float32), (*size, dy.shape[3])
    gradient = dy.reshape(-1), y.reshape(-1), argmax.reshape(-1)
    _input_gradient(len(dy), *gradient, relu, pool, y_shape, u, window, offset, dx.reshape(-1), shape)
    return dx


@njit(cache=True, parallel=True)
def _input_gradient(images, dy, y, argmax, relu, pool, y_shape, u, window, offset, dx, x_shape):
    group = together(images, y_shape[0], y_shape[1], places_of(window))
    for task in prange((images + group - 1) // group):
        first, last = task * group, min((task + 1) * group, images)
        _input_gradient_images(first, last, dy, y, argmax, relu, pool, y_shape, u, window, offset, dx, x_shape)


@njit(cache=True)
def _input_gradient_images(n_first, n_last, dy, y, argmax, relu, pool, y_shape, u, window, offset, dx, x_shape):
    """Images n_first … n_last − 1. Tiles of pixels overlap, so those of an image are added one after the other."""
    (out_h, out_w, filters), (height, width, channels), taps = y_shape, x_shape, len(window)
    places = places_of(window)
    across, rows, per_band = bands_of(out_h, out_w, places)
    padded, tiles = up(filters, LANES), up((n_last - n_first) * per_band * across, ROWS)
    slab, m_slab = apart(tiles * padded), apart(tiles * PANEL)
    z, m = np.empty(places * slab, np.float32), np.empty(places * m_slab, np.float32)
    d, scratch = np.empty(4 * per_band * across * padded, np.float32), np.empty(winograd5.SCRATCH, np.float32)
    sizes = (2 * rows + taps - 1, 2 * across + taps - 1, channels)
    row, size = sizes[1] * channels, sizes[0] * sizes[1] * channels
    framed = np.zeros((n_last - n_first) * size, np.float32)
    for first in range(0, rows, per_band):
        down = min(per_band, rows - first)
        count, shape = down * across, (2 * down, 2 * across, padded)
        for n in range(n_first, n_last):
            output_gradient(n, dy, y, argmax, relu, pool, y_shape, 2 * first, d, shape)
            at = (n - n_first) * count
            room = count if n < n_last - 1 else tiles - at
            gradient_tiles(d, ZERO, window, across, padded, z, at, padded, slab, count, room, scratch)
        for c in range(0, channels, WIDTH):
            if c % PANEL == 0:
                products(z, slab, padded, filters, u, c * places * filters, m, m_slab, places, tiles)
            for t in range((n_last - n_first) * count):
                at, tile, rest = t * PANEL + c % PANEL, t % count, channels - c
                to = t // count * size + 2 * (first + tile // across) * row + 2 * (tile % across) * channels + c
                if len(window) == 3:
                    winograd3.input_gradient_tile(m, at, m_slab, framed, to, row, channels, rest)
                else:
                    winograd5.input_gradient_tile(m, at, m_slab, framed, to, row, channels, rest, scratch)
    for n in range(n_first, n_last):
        image, at = dx[n * height * width * channels :], (n - n_first) * size
        frame(framed, framed, NO, at, sizes, -offset[0], -offset[1], image, x_shape)


def winograd_kernel_gradient(x, dy, y, argmax, relu, pool, size, window, offset):
    """dkernel (taps, taps, C, F) and dbias (F,), as `conv2d_kernel_gradient`'s; the rest as for ``windows.gather``."""
    (images, _, _, channels), filters, places = x.shape, dy.shape[3], places_of(window)
    lines, depth = up(channels, ROWS), up(filters, PANEL)
    # Each chunk's gradients at all places; the last four lines are the bias's.
    partial = np.zeros(((images + CHUNK - 1) // CHUNK, (places * lines + 4) * depth), np.float32)
    gradient = dy.reshape(-1), y.reshape(-1), argmax.reshape(-1)
    y_shape, taps = (*size, filters), len(window)
    _kernel_gradient(images, x.reshape(-1), x.shape[1:], *gradient, relu, pool, y_shape, window, offset, partial)
    total, dkernel = add_in_order(partial), np.empty((taps, taps, channels, filters), np.float32)
    _filters_gradient(total, window, channels, filters, lines, depth, dkernel.reshape(-1))
    return dkernel, four_together(total[places * lines * depth :].reshape(4, depth)[:, :filters])


@njit(cache=True, parallel=True)
def _kernel_gradient(images, x, x_shape, dy, y, argmax, relu, pool, y_shape, window, offset, partial):
    for chunk in prange(len(partial)):
        first, last, g = chunk * CHUNK, min((chunk + 1) * CHUNK, images), partial[chunk]
        _kernel_gradient_chunk(first, last, x, x_shape, dy, y, argmax, relu, pool, y_shape, window, offset, g)


@njit(cache=True)
def _kernel_gradient_chunk(first, last, x, x_shape, dy, y, argmax, relu, pool, y_shape, window, offset, g):
    (height, width, channels), (out_h, out_w, filters), taps = x_shape, y_shape, len(window)
    places = places_of(window)
    across, rows, per_band = bands_of(out_h, out_w, places)
    padded, depth, lines = up(channels, LANES), up(filters, PANEL), up(channels, ROWS)
    group = together(8 * (last - first), out_h, out_w, places)
    tiles = group * per_band * across
    slab, z_slab = apart(tiles * padded), apart(tiles * PANEL)
    v, z = np.zeros(places * slab + ROWS, np.float32), np.empty(places * z_slab, np.float32)
    framed = np.empty((2 * per_band + taps - 1) * (2 * across + taps - 1) * padded, np.float32)
    d, scratch = np.empty(4 * tiles * depth, np.float32), np.empty(winograd5.SCRATCH, np.float32)
    for n_first in range(first, last, group):
        n_last = min(n_first + group, last)
        for row in range(0, rows, per_band):
            down = min(per_band, rows - row)
            count, sizes = down * across, (2 * down + taps - 1, 2 * across + taps - 1, padded)
            shape, images = (2 * down, 2 * across, depth), n_last - n_first
            for n in range(images):
                at, start = (n_first + n) * height * width * channels, 4 * n * count * depth
                frame(x, x, NO, at, x_shape, offset[0] - 2 * row, offset[1], framed, sizes)
                input_tiles(framed, window, across, padded, v, n * count, slab, count, count, scratch)
                output_gradient(n_first + n, dy, y, argmax, relu, pool, y_shape, 2 * row, d[start:], shape)
                add_columns(d, start, shape, g, places * lines * depth)
            for f in range(0, depth, PANEL):  # z of one panel at a time: all of it would not fit into the cache
                for n in range(images):
                    start = 4 * n * count * depth + f
                    gradient_tiles(d, start, window, across, depth, z, n * count, PANEL, z_slab, count, count, scratch)
                add_outer_products(v, slab, padded, z, z_slab, images * count, g, f, depth, lines, places)


@njit(cache=True)
def _filters_gradient(total, window, channels, filters, lines, depth, dkernel):
    """The gradients at all places -> (taps, taps, C, F)."""
    slab, step, scratch = lines * depth, channels * filters, np.empty(winograd5.SCRATCH, np.float32)
    for c in range(channels):
        for f in range(0, filters, WIDTH):
            at, to = c * depth + f, c * filters + f
            if len(window) == 3:
                winograd3.filter_gradient_tile(total, at, slab, dkernel, to, step, filters - f)
            else:
                winograd5.filter_gradient_tile(total, at, slab, dkernel, to, step, filters - f, scratch)
