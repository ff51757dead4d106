"""Minimal filtering for three taps: the sums before and after the products. Private to ``winograd.py``.

Two outputs of three taps need four products instead of six. With d four neighbouring pixels and g the weights::

    of_input     (d₀ − d₂, d₁ + d₂, d₂ − d₁, d₁ − d₃)
    of_filter    (g₀, (g₀ + g₁ + g₂) / 2, (g₀ − g₁ + g₂) / 2, g₂)
    to_output    y₀ = m₀ + m₁ + m₂, y₁ = m₁ − m₂ − m₃, where m are their four products

The other three are these backwards: what is added here to several places comes back from all of them. Each sum is
made down the columns of a tile, then across, for a register of channels at a time.
"""

from numba import njit

from course_lib.kernels.simd import add, halve, load, load_first, maximum, store, store_first, subtract, zeros


@njit(cache=True)
def _of_input(d0, d1, d2, d3):
    return subtract(d0, d2), add(d1, d2), subtract(d2, d1), subtract(d1, d3)


@njit(cache=True)
def _to_input(v0, v1, v2, v3):
    return v0, add(subtract(v1, v2), v3), subtract(add(v1, v2), v0), subtract(zeros(), v3)


@njit(cache=True)
def _of_filter(g0, g1, g2):
    ends = add(g0, g2)
    return g0, halve(add(ends, g1)), halve(subtract(ends, g1)), g2


@njit(cache=True)
def _to_filter(u0, u1, u2, u3):
    both = halve(add(u1, u2))
    return add(u0, both), halve(subtract(u1, u2)), add(both, u3)


@njit(cache=True)
def _to_output(m0, m1, m2, m3):
    return add(add(m0, m1), m2), subtract(subtract(m1, m2), m3)


@njit(cache=True)
def _of_output(y0, y1):
    return y0, add(y0, y1), subtract(y0, y1), subtract(zeros(), y1)


@njit(cache=True)
def _four(x, at, step):
    return load(x, at), load(x, at + step), load(x, at + 2 * step), load(x, at + 3 * step)


@njit(cache=True)
def _put_four(x, at, step, values):
    store(x, at, values[0])
    store(x, at + step, values[1])
    store(x, at + 2 * step, values[2])
    store(x, at + 3 * step, values[3])


@njit(cache=True)
def _put_three(x, at, step, values, count):
    store_first(x, at, values[0], count)
    store_first(x, at + step, values[1], count)
    store_first(x, at + 2 * step, values[2], count)


@njit(cache=True)
def _add_four(x, at, step, values, count):
    store_first(x, at, add(load_first(x, at, count), values[0]), count)
    store_first(x, at + step, add(load_first(x, at + step, count), values[1]), count)
    store_first(x, at + 2 * step, add(load_first(x, at + 2 * step, count), values[2]), count)
    store_first(x, at + 3 * step, add(load_first(x, at + 3 * step, count), values[3]), count)


@njit(cache=True)
def put_pair(y, at, step, first, second, bias, relu, count, both):
    """Two neighbouring outputs plus bias, or the first alone where the second lies outside the image."""
    first, second = add(first, bias), add(second, bias)
    if relu:
        first, second = maximum(first, zeros()), maximum(second, zeros())
    store_first(y, at, first, count)
    if both:
        store_first(y, at + step, second, count)


@njit(cache=True)
def filter_tile(g, at, step, u, u_at, slab):
    """3×3 weights, `step` apart -> u at 16 places, `slab` apart."""
    c0 = _of_filter(load(g, at), load(g, at + 3 * step), load(g, at + 6 * step))
    c1 = _of_filter(load(g, at + step), load(g, at + 4 * step), load(g, at + 7 * step))
    c2 = _of_filter(load(g, at + 2 * step), load(g, at + 5 * step), load(g, at + 8 * step))
    _put_four(u, u_at, slab, _of_filter(c0[0], c1[0], c2[0]))
    _put_four(u, u_at + 4 * slab, slab, _of_filter(c0[1], c1[1], c2[1]))
    _put_four(u, u_at + 8 * slab, slab, _of_filter(c0[2], c1[2], c2[2]))
    _put_four(u, u_at + 12 * slab, slab, _of_filter(c0[3], c1[3], c2[3]))


@njit(cache=True)
def input_tile(x, at, row, step, v, v_at, slab):
    """4×4 pixels, rows `row` and columns `step` apart -> v at 16 places."""
    r0, r1 = _four(x, at, step), _four(x, at + row, step)
    r2, r3 = _four(x, at + 2 * row, step), _four(x, at + 3 * row, step)
    c0 = _of_input(r0[0], r1[0], r2[0], r3[0])
    c1 = _of_input(r0[1], r1[1], r2[1], r3[1])
    c2 = _of_input(r0[2], r1[2], r2[2], r3[2])
    c3 = _of_input(r0[3], r1[3], r2[3], r3[3])
    _put_four(v, v_at, slab, _of_input(c0[0], c1[0], c2[0], c3[0]))
    _put_four(v, v_at + 4 * slab, slab, _of_input(c0[1], c1[1], c2[1], c3[1]))
    _put_four(v, v_at + 8 * slab, slab, _of_input(c0[2], c1[2], c2[2], c3[2]))
    _put_four(v, v_at + 12 * slab, slab, _of_input(c0[3], c1[3], c2[3], c3[3]))


@njit(cache=True)
def output_tile(m, at, slab, y, y_at, row, step, bias, relu, count, both, below):
    """m at 16 places -> 2×2 outputs for `count` filters; the last row or column may lie outside the image."""
    r0, r1 = _four(m, at, slab), _four(m, at + 4 * slab, slab)
    r2, r3 = _four(m, at + 8 * slab, slab), _four(m, at + 12 * slab, slab)
    c0 = _to_output(r0[0], r1[0], r2[0], r3[0])
    c1 = _to_output(r0[1], r1[1], r2[1], r3[1])
    c2 = _to_output(r0[2], r1[2], r2[2], r3[2])
    c3 = _to_output(r0[3], r1[3], r2[3], r3[3])
    y0, y1 = _to_output(c0[0], c1[0], c2[0], c3[0])
    put_pair(y, y_at, step, y0, y1, bias, relu, count, both)
    if below:
        y0, y1 = _to_output(c0[1], c1[1], c2[1], c3[1])
        put_pair(y, y_at + row, step, y0, y1, bias, relu, count, both)


@njit(cache=True)
def gradient_tile(dy, at, row, step, z, z_at, slab):
    """The gradient of 2×2 outputs -> that of m, at 16 places: `output_tile` backwards."""
    c0 = _of_output(load(dy, at), load(dy, at + row))
    c1 = _of_output(load(dy, at + step), load(dy, at + row + step))
    _put_four(z, z_at, slab, _of_output(c0[0], c1[0]))
    _put_four(z, z_at + 4 * slab, slab, _of_output(c0[1], c1[1]))
    _put_four(z, z_at + 8 * slab, slab, _of_output(c0[2], c1[2]))
    _put_four(z, z_at + 12 * slab, slab, _of_output(c0[3], c1[3]))


@njit(cache=True)
def input_gradient_tile(v, at, slab, dx, dx_at, row, step, count):
    """The gradient of v, at 16 places -> added to that of 4×4 pixels, `count` channels: `input_tile` backwards."""
    r0, r1 = _four(v, at, slab), _four(v, at + 4 * slab, slab)
    r2, r3 = _four(v, at + 8 * slab, slab), _four(v, at + 12 * slab, slab)
    c0 = _to_input(r0[0], r1[0], r2[0], r3[0])
    c1 = _to_input(r0[1], r1[1], r2[1], r3[1])
    c2 = _to_input(r0[2], r1[2], r2[2], r3[2])
    c3 = _to_input(r0[3], r1[3], r2[3], r3[3])
    _add_four(dx, dx_at, step, _to_input(c0[0], c1[0], c2[0], c3[0]), count)
    _add_four(dx, dx_at + row, step, _to_input(c0[1], c1[1], c2[1], c3[1]), count)
    _add_four(dx, dx_at + 2 * row, step, _to_input(c0[2], c1[2], c2[2], c3[2]), count)
    _add_four(dx, dx_at + 3 * row, step, _to_input(c0[3], c1[3], c2[3], c3[3]), count)


@njit(cache=True)
def filter_gradient_tile(u, at, slab, dg, dg_at, step, count):
    """The gradient of u, at 16 places -> that of 3×3 weights, `count` filters: `filter_tile` backwards."""
    r0, r1 = _four(u, at, slab), _four(u, at + 4 * slab, slab)
    r2, r3 = _four(u, at + 8 * slab, slab), _four(u, at + 12 * slab, slab)
    c0 = _to_filter(r0[0], r1[0], r2[0], r3[0])
    c1 = _to_filter(r0[1], r1[1], r2[1], r3[1])
    c2 = _to_filter(r0[2], r1[2], r2[2], r3[2])
    c3 = _to_filter(r0[3], r1[3], r2[3], r3[3])
    _put_three(dg, dg_at, step, _to_filter(c0[0], c1[0], c2[0], c3[0]), count)
    _put_three(dg, dg_at + 3 * step, step, _to_filter(c0[1], c1[1], c2[1], c3[1]), count)
    _put_three(dg, dg_at + 6 * step, step, _to_filter(c0[2], c1[2], c2[2], c3[2]), count)
