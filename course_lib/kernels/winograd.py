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

Both gradients run the same steps backwards. The sums cost no accuracy: the rounding error is smaller than that of the
direct sum, which is not so for larger tiles.

References
----------
S. Winograd, "Arithmetic complexity of computations", SIAM 1980.
A. Lavin and S. Gray, "Fast algorithms for convolutional neural networks", CVPR 2016, arXiv:1509.09308.
"""

import numpy as np
from numba import njit, prange

from course_lib.kernels import winograd3, winograd5
from course_lib.kernels.simd import WIDTH, load_first, zeros
from course_lib.kernels.tiles import (
    CHUNK,
    PANEL,
    ROWS,
    add_in_order,
    add_pixels,
    frame,
    load_tile,
    outer_sums,
    six,
    store_tile,
    sums,
    up,
)

_NUMBERS = 1024  # places times tiles in a band, about: what belongs to them stays in the cache


@njit(cache=True)
def _places(taps):
    """How many products a tile of 2×2 outputs takes."""
    return 16 if taps == 3 else 49


@njit(cache=True)
def _bands(height, width, places):
    """How outputs of height × width are cut up: (tiles across, rows of tiles, rows of tiles in a band)."""
    rows, across = (height + 1) // 2, (width + 1) // 2
    bands = min((rows * across * places + _NUMBERS - 1) // _NUMBERS, rows)
    return across, rows, (rows + bands - 1) // bands


@njit(cache=True)
def _apart(count):
    """How far apart blocks of `count` numbers lie: never by a multiple of 4 KB, which caches bear badly."""
    return count + WIDTH


@njit(cache=True)
def transformed_filters(kernel, turned):
    """u[panel, p, c, f in the panel] of kernel (taps, taps, C, F); with C and F exchanged if `turned`."""
    taps, _, channels, filters = kernel.shape
    if turned:
        channels, filters = filters, channels
    width, places = up(filters, PANEL), _places(taps)
    g = np.zeros((taps * taps, channels, width), np.float32)
    for k in range(taps * taps):
        source = kernel[k // taps, k % taps]
        for c in range(channels):
            weights, target = source[:, c] if turned else source[c, :], g[k, c]
            for f in range(filters):
                target[f] = weights[f]
    u, scratch = np.empty(width * places * channels, np.float32), np.empty(winograd5.SCRATCH, np.float32)
    flat, step, slab = g.reshape(-1), channels * width, channels * PANEL
    for f in range(0, width, WIDTH):
        for c in range(channels):
            at, to = c * width + f, (f // PANEL * places * channels + c) * PANEL + f % PANEL
            if taps == 3:
                winograd3.filter_tile(flat, at, step, u, to, slab)
            else:
                winograd5.filter_tile(flat, at, step, u, to, slab, scratch)
    return u


@njit(cache=True)
def _products(v, v_slab, v_row, depth, u, u_at, m, m_slab, places, tiles):
    """m[p, t, f] = Σ_k v[p, t, k] · u[p, k, f] for a panel of f, at all places p."""
    for p in range(places):
        for t in range(0, tiles, ROWS):
            at, to = p * v_slab + t * v_row, p * m_slab + t * PANEL
            tile = sums(
                v, at, at + v_row, at + 2 * v_row, at + 3 * v_row, at + 4 * v_row, at + 5 * v_row, (1, depth, 0),
                u, u_at + p * depth * PANEL, six(zeros(), zeros()),
            )  # fmt: skip
            store_tile(m, to, to + PANEL, to + 2 * PANEL, to + 3 * PANEL, to + 4 * PANEL, to + 5 * PANEL, PANEL, tile)


@njit(cache=True)
def _input_tiles(framed, taps, across, padded, v, slab, count, tiles, scratch):
    """v of a band's tiles from its pixels; from tile `count` on the last one again."""
    row = (2 * across + taps - 1) * padded
    for t in range(tiles):
        tile = min(t, count - 1)
        at = 2 * (tile // across) * row + 2 * (tile % across) * padded
        for c in range(0, padded, WIDTH):
            if taps == 3:
                winograd3.input_tile(framed, at + c, row, padded, v, t * padded + c, slab)
            else:
                winograd5.input_tile(framed, at + c, row, padded, v, t * padded + c, slab, scratch)


@njit(cache=True)
def _gradient_tiles(framed, taps, across, padded, z, slab, count, tiles, scratch):
    """z of a band's tiles from the gradient of its outputs; from tile `count` on the last one again."""
    row = 2 * across * padded
    for t in range(tiles):
        tile = min(t, count - 1)
        at = 2 * (tile // across) * row + 2 * (tile % across) * padded
        for f in range(0, padded, WIDTH):
            if taps == 3:
                winograd3.gradient_tile(framed, at + f, row, padded, z, t * padded + f, slab)
            else:
                winograd5.gradient_tile(framed, at + f, row, padded, z, t * padded + f, slab, scratch)


@njit(cache=True, parallel=True)
def winograd_forward(x, u, bias, taps, offset, size, relu):
    """The loop nest at the top of this file: x (N, H, W, C) -> y (N, *size, F), from row and column −`offset` on.

    With `relu`, negative sums become 0.
    """
    images, height, width, channels = x.shape
    (top, left), (out_h, out_w), filters = offset, size, bias.size
    places = _places(taps)
    across, rows, per_band = _bands(out_h, out_w, places)
    bands, padded = (rows + per_band - 1) // per_band, up(channels, WIDTH)
    y = np.empty((images, out_h, out_w, filters), np.float32)
    flat_x, flat_y = x.reshape(-1), y.reshape(-1)
    for task in prange(images * bands):
        n, first = task // bands, (task % bands) * per_band
        band = min(per_band, rows - first)
        count = band * across
        tiles = up(count, ROWS)
        slab, m_slab = _apart(tiles * padded), _apart(tiles * PANEL)
        v, m = np.empty(places * slab, np.float32), np.empty(places * m_slab, np.float32)
        sizes = (2 * band + taps - 1, 2 * across + taps - 1, padded)
        framed, scratch = np.empty(sizes[0] * sizes[1] * padded, np.float32), np.empty(winograd5.SCRATCH, np.float32)
        shape, at = (height, width, channels), n * height * width * channels
        frame(flat_x, flat_x, False, at, shape, top - 2 * first, left, framed, sizes)
        _input_tiles(framed, taps, across, padded, v, slab, count, tiles, scratch)
        for f in range(0, filters, WIDTH):
            if f % PANEL == 0:
                _products(v, slab, padded, channels, u, f * places * channels, m, m_slab, places, tiles)
            b = load_first(bias, f, filters - f)
            for t in range(count):
                i, j = 2 * (first + t // across), 2 * (t % across)
                at, to = t * PANEL + f % PANEL, ((n * out_h + i) * out_w + j) * filters + f
                row, both, below = out_w * filters, j + 1 < out_w, i + 1 < out_h
                rest = filters - f
                if taps == 3:
                    winograd3.output_tile(m, at, m_slab, flat_y, to, row, filters, b, relu, rest, both, below)
                else:
                    winograd5.output_tile(m, at, m_slab, flat_y, to, row, filters, b, relu, rest, both, below, scratch)
    return y


@njit(cache=True, parallel=True)
def winograd_input_gradient(dy, y, relu, u, taps, offset, shape):
    """dx (N, *shape), as conv2d_input_gradient's; with `relu` dy counts only where y > 0.

    Tiles of pixels overlap, so the tiles of an image are added one after the other.
    """
    images, out_h, out_w, filters = dy.shape
    (top, left), (height, width, channels) = offset, shape
    places = _places(taps)
    across, rows, per_band = _bands(out_h, out_w, places)
    padded = up(filters, WIDTH)
    dx = np.empty((images, height, width, channels), np.float32)
    flat_dx, flat_dy, flat_y = dx.reshape(-1), dy.reshape(-1), y.reshape(-1)
    for n in prange(images):
        tiles = up(per_band * across, ROWS)
        slab, m_slab = _apart(tiles * padded), _apart(tiles * PANEL)
        z, m = np.empty(places * slab, np.float32), np.empty(places * m_slab, np.float32)
        d, scratch = np.empty(4 * per_band * across * padded, np.float32), np.empty(winograd5.SCRATCH, np.float32)
        sizes = (2 * rows + taps - 1, 2 * across + taps - 1, channels)
        framed = np.zeros(sizes[0] * sizes[1] * channels, np.float32)
        for first in range(0, rows, per_band):
            band = min(per_band, rows - first)
            count = band * across
            at = n * out_h * out_w * filters
            frame(flat_dy, flat_y, relu, at, (out_h, out_w, filters), -2 * first, 0, d, (2 * band, 2 * across, padded))
            _gradient_tiles(d, taps, across, padded, z, slab, count, tiles, scratch)
            for c in range(0, channels, WIDTH):
                if c % PANEL == 0:
                    _products(z, slab, padded, filters, u, c * places * filters, m, m_slab, places, tiles)
                for t in range(count):
                    at, row, rest = t * PANEL + c % PANEL, sizes[1] * channels, channels - c
                    to = 2 * (first + t // across) * row + 2 * (t % across) * channels + c
                    if taps == 3:
                        winograd3.input_gradient_tile(m, at, m_slab, framed, to, row, channels, rest)
                    else:
                        winograd5.input_gradient_tile(m, at, m_slab, framed, to, row, channels, rest, scratch)
        image = flat_dx[n * height * width * channels :]
        frame(framed, framed, False, 0, sizes, -top, -left, image, (height, width, channels))
    return dx


@njit(cache=True, parallel=True)
def winograd_kernel_gradient(x, dy, y, relu, taps, offset):
    """dkernel (taps, taps, C, F) and dbias (F,), as conv2d_kernel_gradient's; with `relu` dy counts where y > 0."""
    images, height, width, channels = x.shape
    _, out_h, out_w, filters = dy.shape
    places = _places(taps)
    across, rows, per_band = _bands(out_h, out_w, places)
    padded, depth, lines = up(channels, WIDTH), up(filters, PANEL), up(channels, ROWS)
    tiles = per_band * across
    flat_x, flat_dy, flat_y = x.reshape(-1), dy.reshape(-1), y.reshape(-1)
    chunks = (images + CHUNK - 1) // CHUNK
    partial = np.zeros((chunks, (places * lines + 1) * depth), np.float32)  # the last line is the bias's
    for chunk in prange(chunks):
        g = partial[chunk]
        framed = np.empty((2 * per_band + taps - 1) * (2 * across + taps - 1) * padded, np.float32)
        d, scratch = np.empty(4 * tiles * depth, np.float32), np.empty(winograd5.SCRATCH, np.float32)
        slab, z_slab = _apart(tiles * padded), _apart(tiles * depth)
        v, z = np.zeros(places * slab + ROWS, np.float32), np.empty(places * z_slab, np.float32)
        for n in range(chunk * CHUNK, min((chunk + 1) * CHUNK, images)):
            for first in range(0, rows, per_band):
                band = min(per_band, rows - first)
                count = band * across
                sizes = (2 * band + taps - 1, 2 * across + taps - 1, padded)
                shape, at = (height, width, channels), n * height * width * channels
                frame(flat_x, flat_x, False, at, shape, offset[0] - 2 * first, offset[1], framed, sizes)
                shape, at = (out_h, out_w, filters), n * out_h * out_w * filters
                frame(flat_dy, flat_y, relu, at, shape, -2 * first, 0, d, (2 * band, 2 * across, depth))
                add_pixels(d, 0, 4 * count, depth, g, places * lines * depth)
                _input_tiles(framed, taps, across, padded, v, slab, count, count, scratch)
                _gradient_tiles(d, taps, across, depth, z, z_slab, count, count, scratch)
                _add_outer_products(v, slab, padded, z, z_slab, depth, count, g, lines, places)
    total = add_in_order(partial)
    dbias = total[places * lines * depth :][:filters].copy()
    return _filters_gradient(total, taps, channels, filters, lines, depth), dbias


@njit(cache=True)
def _add_outer_products(v, v_slab, padded, z, z_slab, depth, count, g, lines, places):
    """g[p, c, f] += Σ_t v[p, t, c] · z[p, t, f] at all places p."""
    for p in range(places):
        for f in range(0, depth, PANEL):
            for c in range(0, lines, ROWS):
                y0 = (p * lines + c) * depth + f
                y1, y2, y3, y4, y5 = y0 + depth, y0 + 2 * depth, y0 + 3 * depth, y0 + 4 * depth, y0 + 5 * depth
                tile = outer_sums(
                    v, p * v_slab + c, (0, padded), 0, 1, 2, 3, 4, 5, z, p * z_slab + f, depth, (1, count),
                    load_tile(g, y0, y1, y2, y3, y4, y5, PANEL),
                )  # fmt: skip
                store_tile(g, y0, y1, y2, y3, y4, y5, PANEL, tile)


@njit(cache=True)
def _filters_gradient(total, taps, channels, filters, lines, depth):
    """The gradients at all places -> (taps, taps, C, F)."""
    dkernel, scratch = np.empty((taps, taps, channels, filters), np.float32), np.empty(winograd5.SCRATCH, np.float32)
    flat, slab, step = dkernel.reshape(-1), lines * depth, channels * filters
    for c in range(channels):
        for f in range(0, filters, WIDTH):
            at, to = c * depth + f, c * filters + f
            if taps == 3:
                winograd3.filter_gradient_tile(total, at, slab, flat, to, step, filters - f)
            else:
                winograd5.filter_gradient_tile(total, at, slab, flat, to, step, filters - f, scratch)
    return dkernel
