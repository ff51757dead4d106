"""3×3 convolutions with fewer multiplications: Winograd's minimal filtering.

Two neighbouring sums of three products each, y₀ = d₀g₀ + d₁g₁ + d₂g₂ and y₁ = d₁g₀ + d₂g₁ + d₃g₂, need not six
multiplications but four::

    y₀ = m₀ + m₁ + m₂        m₀ = (d₀ − d₂) · g₀        m₁ = (d₁ + d₂) · (g₀ + g₁ + g₂) / 2
    y₁ = m₁ − m₂ − m₃        m₃ = (d₁ − d₃) · g₂        m₂ = (d₂ − d₁) · (g₀ − g₁ + g₂) / 2

Done down and across, a tile of 2×2 outputs takes 4 · 4 = 16 multiplications instead of 4 · 9 = 36. The sums of d and
of g are made once and serve all filters and all images; between them lie 16 matrix products, one for each of the 16
places in a tile::

    for an image, a band of its tiles:                      in parallel
        v[p, t, c] = what the input's tile t has at place p
        for f in filters, a panel at a time:
            for p in 16 places:
                for t in tiles, six at a time:
                    for c in channels:
                        m[p, t, f] += v[p, t, c] · u[p, c, f]
            y of tile t = the sums of m[·, t, f], plus bias

The sums lose no accuracy here (the rounding error is about half that of the direct sum), which is not so for larger
tiles. In the gradient of the weights the same three steps run backwards.

References
----------
S. Winograd, "Arithmetic complexity of computations", SIAM 1980.
A. Lavin and S. Gray, "Fast algorithms for convolutional neural networks", CVPR 2016, arXiv:1509.09308.
"""

import numpy as np
from numba import njit, prange

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
from course_lib.kernels.winograd_sums import (
    filter_gradient_tile,
    filter_tile,
    gradient_tile,
    input_tile,
    output_tile,
    put_pair,
)

_TILES = 48  # tiles in a band, about: what belongs to them stays in the cache


@njit(cache=True)
def _apart(count):
    """How far apart 16 blocks of `count` numbers lie: never by a multiple of 4 KB, which caches bear badly."""
    return count + WIDTH


@njit(cache=True)
def transformed_filters(kernel, turned):
    """u[panel, p, c, f in the panel] of kernel (3, 3, C, F); if `turned`, by 180° and with C and F exchanged."""
    _, _, channels, filters = kernel.shape
    if turned:
        channels, filters = filters, channels
    g = np.zeros((9, channels, up(filters, PANEL)), np.float32)
    for k in range(9):
        source = kernel[2 - k // 3, 2 - k % 3].T if turned else kernel[k // 3, k % 3]
        for c in range(channels):
            for f in range(filters):
                g[k, c, f] = source[c, f]
    panels = g.shape[2] // PANEL
    u = np.empty(panels * 16 * channels * PANEL, np.float32)
    flat = g.reshape(-1)
    step = channels * g.shape[2]
    slab = channels * PANEL
    for panel in range(panels):
        for c in range(channels):
            for half in range(0, PANEL, WIDTH):
                at, to = c * g.shape[2] + panel * PANEL + half, (panel * 16 * channels + c) * PANEL + half
                filter_tile(flat, at, step, u, to, slab)
    return u


@njit(cache=True)
def _bands(rows, columns):
    """In how many bands of how many rows of tiles an image is taken."""
    bands = (rows * columns + _TILES - 1) // _TILES
    per_band = (rows + bands - 1) // bands if bands <= rows else 1
    return (rows + per_band - 1) // per_band, per_band


@njit(cache=True, parallel=True)
def winograd_forward(x, gate, gated, u, bias, offset, size, relu):
    """The loop nest at the top of this file: x (N, H, W, C) -> y (N, *size, F), from row and column −`offset` on.

    With `relu`, negative sums become 0; if `gated`, x counts only where `gate` is positive.
    """
    images, height, width, channels = x.shape
    (top, left), (out_h, out_w), filters = offset, size, bias.size
    tiles_down, tiles_across = (out_h + 1) // 2, (out_w + 1) // 2
    bands, per_band = _bands(tiles_down, tiles_across)
    padded, columns = up(channels, WIDTH), 2 * tiles_across + 2
    y = np.empty((images, out_h, out_w, filters), np.float32)
    flat_x, flat_gate, flat_y = x.reshape(-1), gate.reshape(-1), y.reshape(-1)
    for task in prange(images * bands):
        n, first = task // bands, (task % bands) * per_band
        tile_rows = min(per_band, tiles_down - first)
        count = tile_rows * tiles_across
        room = up(count, ROWS)
        framed = np.empty((2 * tile_rows + 2) * columns * padded, np.float32)
        slab, m_slab = _apart(room * padded), _apart(room * PANEL)
        v, m = np.empty(16 * slab, np.float32), np.empty(16 * m_slab, np.float32)
        sizes = (2 * tile_rows + 2, columns, padded)
        at = n * height * width * channels
        frame(flat_x, flat_gate, gated, at, (height, width, channels), top - 2 * first, left, framed, sizes)
        for t in range(room):
            tile = min(t, count - 1)
            at = (2 * (tile // tiles_across) * columns + 2 * (tile % tiles_across)) * padded
            for c in range(0, padded, WIDTH):
                input_tile(framed, at + c, columns * padded, padded, v, t * padded + c, slab)
        for f in range(0, filters, PANEL):
            for p in range(16):
                for t in range(0, room, ROWS):
                    at, to = p * slab + t * padded, p * m_slab + t * PANEL
                    tile = sums(
                        v, at, at + padded, at + 2 * padded, at + 3 * padded, at + 4 * padded, at + 5 * padded,
                        (1, channels, 0), u, (f * 16 + p * PANEL) * channels, six(zeros(), zeros()),
                    )  # fmt: skip
                    store_tile(
                        m, to, to + PANEL, to + 2 * PANEL, to + 3 * PANEL, to + 4 * PANEL, to + 5 * PANEL, PANEL, tile
                    )  # fmt: skip
            for half in range(0, min(PANEL, filters - f), WIDTH):
                lanes = min(filters - f - half, WIDTH)
                b = load_first(bias, f + half, lanes)
                for t in range(count):
                    i, j = 2 * (first + t // tiles_across), 2 * (t % tiles_across)
                    at = ((n * out_h + i) * out_w + j) * filters + f + half
                    over, under = output_tile(m, t * PANEL + half, m_slab)
                    put_pair(flat_y, at, filters, over, b, relu, lanes, j + 1 < out_w)
                    if i + 1 < out_h:
                        put_pair(flat_y, at + out_w * filters, filters, under, b, relu, lanes, j + 1 < out_w)
    return y


@njit(cache=True, parallel=True)
def winograd_kernel_gradient(x, dy, y, relu, offset):
    """dkernel (3, 3, C, F) and dbias (F,), as conv2d_kernel_gradient's; with `relu` dy counts only where y > 0."""
    top, left = offset
    images, height, width, channels = x.shape
    _, out_h, out_w, filters = dy.shape
    tiles_down, tiles_across = (out_h + 1) // 2, (out_w + 1) // 2
    bands, per_band = _bands(tiles_down, tiles_across)
    padded, depth = up(channels, WIDTH), up(filters, PANEL)
    taps = up(channels, ROWS)
    room = per_band * tiles_across
    flat_x, flat_dy, flat_y = x.reshape(-1), dy.reshape(-1), y.reshape(-1)
    chunks = (images + CHUNK - 1) // CHUNK
    partial = np.zeros((chunks, (16 * taps + 1) * depth), np.float32)  # the last row is the bias's
    for chunk in prange(chunks):
        g = partial[chunk]
        framed = np.empty((2 * per_band + 2) * (2 * tiles_across + 2) * padded, np.float32)
        d_framed = np.empty(4 * room * depth, np.float32)
        slab, z_slab = _apart(room * padded), _apart(room * depth)
        v, z = np.zeros(16 * slab + 6, np.float32), np.empty(16 * z_slab, np.float32)
        for task in range(chunk * CHUNK * bands, min((chunk + 1) * CHUNK, images) * bands):
            n, first = task // bands, (task % bands) * per_band
            tile_rows = min(per_band, tiles_down - first)
            count = tile_rows * tiles_across
            columns = 2 * tiles_across + 2
            sizes = (2 * tile_rows + 2, columns, padded)
            at = n * height * width * channels
            frame(flat_x, flat_x, False, at, (height, width, channels), top - 2 * first, left, framed, sizes)
            sizes = (2 * tile_rows, 2 * tiles_across, depth)
            at = n * out_h * out_w * filters
            frame(flat_dy, flat_y, relu, at, (out_h, out_w, filters), -2 * first, 0, d_framed, sizes)
            add_pixels(d_framed, 0, 4 * count, depth, g, 16 * taps * depth)
            for t in range(count):
                i, j = 2 * (t // tiles_across), 2 * (t % tiles_across)
                at = (i * columns + j) * padded
                for c in range(0, padded, WIDTH):
                    input_tile(framed, at + c, columns * padded, padded, v, t * padded + c, slab)
                at = (i * 2 * tiles_across + j) * depth
                for f in range(0, depth, WIDTH):
                    gradient_tile(d_framed, at + f, 2 * tiles_across * depth, depth, z, t * depth + f, z_slab)
            for p in range(16):
                for f in range(0, depth, PANEL):
                    for c in range(0, taps, ROWS):
                        to = (p * taps + c) * depth + f
                        y1, y2, y3 = to + depth, to + 2 * depth, to + 3 * depth
                        y4, y5 = to + 4 * depth, to + 5 * depth
                        tile = outer_sums(
                            v, p * slab + c, (0, padded), 0, 1, 2, 3, 4, 5, z, p * z_slab + f, depth, (1, count),
                            load_tile(g, to, y1, y2, y3, y4, y5, PANEL),
                        )  # fmt: skip
                        store_tile(g, to, y1, y2, y3, y4, y5, PANEL, tile)
    total = add_in_order(partial)
    dbias = total[16 * taps * depth :][:filters].copy()
    return _filters_gradient(total, channels, filters, taps, depth), dbias


@njit(cache=True)
def _filters_gradient(total, channels, filters, taps, depth):
    """The gradients at 16 places -> (3, 3, C, F)."""
    dkernel = np.empty((3, 3, channels, filters), np.float32)
    out = dkernel.reshape(-1)
    slab, row = taps * depth, channels * filters
    for c in range(channels):
        for f in range(0, filters, WIDTH):
            filter_gradient_tile(total, c * depth + f, slab, out, c * filters + f, row, filters - f)
    return dkernel
