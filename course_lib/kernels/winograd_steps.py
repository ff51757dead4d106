"""The steps that minimal filtering is made of, for a band of tiles: private to ``winograd.py``."""

from numba import njit

from course_lib.kernels import winograd3, winograd5
from course_lib.kernels.simd import WIDTH, zeros
from course_lib.kernels.tiles import NEXT, ONE, PANEL, ROWS, ZERO, load_tile, outer_sums, six, store_tile, sums

_NUMBERS = 1024  # places times tiles in a band, about: what belongs to them stays in the cache
_MOST = 2400  # the same for several small images together, at most


@njit(cache=True)
def places_of(window):
    """How many products a tile of 2×2 outputs takes."""
    return 16 if len(window) == 3 else 49


@njit(cache=True)
def bands_of(height, width, places):
    """How outputs of height × width are cut up: (tiles across, rows of tiles, rows of tiles in a band)."""
    rows, across = (height + 1) // 2, (width + 1) // 2
    bands = min((rows * across * places + _NUMBERS - 1) // _NUMBERS, rows)
    return across, rows, (rows + bands - 1) // bands


@njit(cache=True)
def together(images, height, width, places):
    """How many images are taken together: several where one has few tiles, and one in eight at most."""
    across, rows, per_band = bands_of(height, width, places)
    return max(1, min(_MOST // (rows * across * places), images // 8)) if per_band == rows else 1


@njit(cache=True)
def apart(count):
    """How far apart blocks of `count` numbers lie: never by a multiple of 4 KB, which caches bear badly."""
    return count + WIDTH


@njit(cache=True)
def products(v, v_slab, v_row, depth, u, u_at, m, m_slab, places, tiles):
    """m[p, t, f] = Σ_k v[p, t, k] · u[p, k, f] for a panel of f, at all places p."""
    for p in range(places):
        for t in range(0, tiles, ROWS):
            at, to = p * v_slab + t * v_row, p * m_slab + t * PANEL
            tile = sums(
                v, at, at + v_row, at + 2 * v_row, at + 3 * v_row, at + 4 * v_row, at + 5 * v_row, (ONE, depth, ZERO),
                u, u_at + p * depth * PANEL, six(zeros(), zeros()),
            )  # fmt: skip
            store_tile(m, to, to + PANEL, to + 2 * PANEL, to + 3 * PANEL, to + 4 * PANEL, to + 5 * PANEL, PANEL, tile)


@njit(cache=True)
def input_tiles(framed, window, across, padded, v, at_tile, slab, count, tiles, scratch):
    """v of a band's tiles, from tile `at_tile` on; after `count` the last one again, `tiles` altogether."""
    row = (2 * across + len(window) - 1) * padded
    for t in range(tiles):
        tile = min(t, count - 1)
        at, to = 2 * (tile // across) * row + 2 * (tile % across) * padded, (at_tile + t) * padded
        for c in range(0, padded, WIDTH):
            if len(window) == 3:
                winograd3.input_tile(framed, at + c, row, padded, v, to + c, slab)
            else:
                winograd5.input_tile(framed, at + c, row, padded, v, to + c, slab, scratch)


@njit(cache=True)
def gradient_tiles(d, start, window, across, padded, z, at_tile, row, slab, count, tiles, scratch):
    """z of a band's tiles, from tile `at_tile` on; after `count` the last one again, `tiles` altogether.

    The band begins at d[start], `padded` channels a pixel; z takes the first `row` of them.
    """
    line = 2 * across * padded
    for t in range(tiles):
        tile = min(t, count - 1)
        at, to = start + 2 * (tile // across) * line + 2 * (tile % across) * padded, (at_tile + t) * row
        for f in range(0, row, WIDTH):
            if len(window) == 3:
                winograd3.gradient_tile(d, at + f, line, padded, z, to + f, slab)
            else:
                winograd5.gradient_tile(d, at + f, line, padded, z, to + f, slab, scratch)


@njit(cache=True)
def add_outer_products(v, v_slab, padded, z, z_slab, count, g, f, depth, lines, places):
    """g[p, c, f …] += Σ_t v[p, t, c] · z[p, t, …] for a panel of filters, f and those behind it, at all places p."""
    for p in range(places):
        for c in range(0, lines, ROWS):
            y0 = (p * lines + c) * depth + f
            y1, y2, y3, y4, y5 = y0 + depth, y0 + 2 * depth, y0 + 3 * depth, y0 + 4 * depth, y0 + 5 * depth
            tile = outer_sums(
                v, p * v_slab + c, (ZERO, padded), NEXT, z, p * z_slab, PANEL, (ONE, count),
                load_tile(g, y0, y1, y2, y3, y4, y5, PANEL),
            )  # fmt: skip
            store_tile(g, y0, y1, y2, y3, y4, y5, PANEL, tile)
