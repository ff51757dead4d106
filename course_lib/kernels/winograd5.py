"""Minimal filtering for five taps: the sums before and after the products. Private to ``winograd.py``.

Two outputs of five taps need seven products instead of ten: four for taps 0, 1, 2, as in ``winograd3.py``, and three
for taps 3 and 4. With d six neighbouring pixels and g the weights::

    of_input     (d₀ − d₂, d₁ + d₂, d₂ − d₁, d₁ − d₃, d₃ − d₄, d₄, d₅ − d₄)
    of_filter    (g₀, (g₀ + g₁ + g₂) / 2, (g₀ − g₁ + g₂) / 2, g₂, g₃, g₃ + g₄, g₄)
    to_output    y₀ = m₀ + m₁ + m₂ + m₄ + m₅, y₁ = m₁ − m₂ − m₃ + m₅ + m₆

Six products would do, but with factors that cost accuracy. The other three are these backwards. Each sum is made down
the columns of a tile, which go to `scratch`, then across, for a register of channels at a time.
"""

from numba import njit

from course_lib.kernels.simd import WIDTH, add, halve, load, load_first, store, store_first, subtract, zeros
from course_lib.kernels.winograd3 import put_pair

SCRATCH = 42 * WIDTH  # numbers that `scratch` has to hold


@njit(cache=True)
def _of_input(d0, d1, d2, d3, d4, d5):
    return (
        subtract(d0, d2), add(d1, d2), subtract(d2, d1), subtract(d1, d3), subtract(d3, d4), d4, subtract(d5, d4)
    )  # fmt: skip


@njit(cache=True)
def _to_input(v0, v1, v2, v3, v4, v5, v6):
    d1, d2 = add(subtract(v1, v2), v3), subtract(add(v1, v2), v0)
    return v0, d1, d2, subtract(v4, v3), subtract(subtract(v5, v4), v6), v6


@njit(cache=True)
def _of_filter(g0, g1, g2, g3, g4):
    ends = add(g0, g2)
    return g0, halve(add(ends, g1)), halve(subtract(ends, g1)), g2, g3, add(g3, g4), g4


@njit(cache=True)
def _to_filter(u0, u1, u2, u3, u4, u5, u6):
    both = halve(add(u1, u2))
    return add(u0, both), halve(subtract(u1, u2)), add(both, u3), add(u4, u5), add(u5, u6)


@njit(cache=True)
def _to_output(m0, m1, m2, m3, m4, m5, m6):
    return add(add(add(m0, m1), m2), add(m4, m5)), add(subtract(subtract(m1, m2), m3), add(m5, m6))


@njit(cache=True)
def _of_output(y0, y1):
    both = add(y0, y1)
    return y0, both, subtract(y0, y1), subtract(zeros(), y1), y0, both, y1


@njit(cache=True)
def _six(x, at, step):
    return (
        load(x, at), load(x, at + step), load(x, at + 2 * step),
        load(x, at + 3 * step), load(x, at + 4 * step), load(x, at + 5 * step),
    )  # fmt: skip


@njit(cache=True)
def _seven(x, at, step):
    return (
        load(x, at), load(x, at + step), load(x, at + 2 * step), load(x, at + 3 * step),
        load(x, at + 4 * step), load(x, at + 5 * step), load(x, at + 6 * step),
    )  # fmt: skip


@njit(cache=True)
def _put(x, at, step, values):
    for place, value in enumerate(values):
        store(x, at + place * step, value)


@njit(cache=True)
def filter_tile(g, at, step, u, u_at, slab, scratch):
    """5×5 weights, `step` apart -> u at 49 places, `slab` apart."""
    for j in range(5):
        q = at + j * step
        g0, g1, g2 = load(g, q), load(g, q + 5 * step), load(g, q + 10 * step)
        _put(scratch, j * WIDTH, 5 * WIDTH, _of_filter(g0, g1, g2, load(g, q + 15 * step), load(g, q + 20 * step)))
    for p in range(7):
        q = p * 5 * WIDTH
        g0, g1, g2 = load(scratch, q), load(scratch, q + WIDTH), load(scratch, q + 2 * WIDTH)
        g3, g4 = load(scratch, q + 3 * WIDTH), load(scratch, q + 4 * WIDTH)
        _put(u, u_at + 7 * p * slab, slab, _of_filter(g0, g1, g2, g3, g4))


@njit(cache=True)
def input_tile(x, at, row, step, v, v_at, slab, scratch):
    """6×6 pixels, rows `row` and columns `step` apart -> v at 49 places."""
    for j in range(6):
        d0, d1, d2, d3, d4, d5 = _six(x, at + j * step, row)
        _put(scratch, j * WIDTH, 6 * WIDTH, _of_input(d0, d1, d2, d3, d4, d5))
    for p in range(7):
        d0, d1, d2, d3, d4, d5 = _six(scratch, p * 6 * WIDTH, WIDTH)
        _put(v, v_at + 7 * p * slab, slab, _of_input(d0, d1, d2, d3, d4, d5))


@njit(cache=True)
def output_tile(m, at, slab, y, y_at, row, step, bias, relu, count, both, below, scratch):
    """m at 49 places -> 2×2 outputs for `count` filters; the last row or column may lie outside the image."""
    for j in range(7):
        m0, m1, m2, m3, m4, m5, m6 = _seven(m, at + j * slab, 7 * slab)
        _put(scratch, j * WIDTH, 7 * WIDTH, _to_output(m0, m1, m2, m3, m4, m5, m6))
    for i in range(2 if below else 1):
        m0, m1, m2, m3, m4, m5, m6 = _seven(scratch, i * 7 * WIDTH, WIDTH)
        y0, y1 = _to_output(m0, m1, m2, m3, m4, m5, m6)
        put_pair(y, y_at + i * row, step, y0, y1, bias, relu, count, both)


@njit(cache=True)
def gradient_tile(dy, at, row, step, z, z_at, slab, scratch):
    """The gradient of 2×2 outputs -> that of m, at 49 places: `output_tile` backwards."""
    for j in range(2):
        q = at + j * step
        _put(scratch, j * WIDTH, 2 * WIDTH, _of_output(load(dy, q), load(dy, q + row)))
    for p in range(7):
        q = p * 2 * WIDTH
        _put(z, z_at + 7 * p * slab, slab, _of_output(load(scratch, q), load(scratch, q + WIDTH)))


@njit(cache=True)
def input_gradient_tile(v, at, slab, dx, dx_at, row, step, count, scratch):
    """The gradient of v, at 49 places -> added to that of 6×6 pixels, `count` channels: `input_tile` backwards."""
    for j in range(7):
        v0, v1, v2, v3, v4, v5, v6 = _seven(v, at + j * slab, 7 * slab)
        _put(scratch, j * WIDTH, 7 * WIDTH, _to_input(v0, v1, v2, v3, v4, v5, v6))
    for i in range(6):
        v0, v1, v2, v3, v4, v5, v6 = _seven(scratch, i * 7 * WIDTH, WIDTH)
        for place, value in enumerate(_to_input(v0, v1, v2, v3, v4, v5, v6)):
            to = dx_at + i * row + place * step
            store_first(dx, to, add(load_first(dx, to, count), value), count)


@njit(cache=True)
def filter_gradient_tile(u, at, slab, dg, dg_at, step, count, scratch):
    """The gradient of u, at 49 places -> that of 5×5 weights, `count` filters: `filter_tile` backwards."""
    for j in range(7):
        u0, u1, u2, u3, u4, u5, u6 = _seven(u, at + j * slab, 7 * slab)
        _put(scratch, j * WIDTH, 7 * WIDTH, _to_filter(u0, u1, u2, u3, u4, u5, u6))
    for i in range(5):
        u0, u1, u2, u3, u4, u5, u6 = _seven(scratch, i * 7 * WIDTH, WIDTH)
        for place, value in enumerate(_to_filter(u0, u1, u2, u3, u4, u5, u6)):
            store_first(dg, dg_at + (5 * i + place) * step, value, count)
