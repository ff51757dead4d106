"""The sums of Winograd's minimal filtering, a register of channels at a time: private to ``winograd.py``.

With d four neighbouring pixels, g three weights, m four products and y two outputs, as there::

    _of_input     d₀ − d₂, d₁ + d₂, d₂ − d₁, d₁ − d₃
    _of_filter    g₀, (g₀ + g₁ + g₂) / 2, (g₀ − g₁ + g₂) / 2, g₂
    _to_output    m₀ + m₁ + m₂, m₁ − m₂ − m₃

A tile is 4×4 pixels, 3×3 weights or 2×2 outputs: the sums are made down its columns, then across.
"""

from numba import njit

from course_lib.kernels.simd import add, halve, load, maximum, store, store_first, subtract, zeros

# --- the sums, four numbers at a time ---------------------------------------------------------------------------


@njit(cache=True)
def _of_input(d0, d1, d2, d3):
    """Four pixels -> what meets the filter at four places."""
    return subtract(d0, d2), add(d1, d2), subtract(d2, d1), subtract(d1, d3)


@njit(cache=True)
def _of_filter(g0, g1, g2):
    """Three weights -> what meets the pixels at four places."""
    ends = add(g0, g2)
    return g0, halve(add(ends, g1)), halve(subtract(ends, g1)), g2


@njit(cache=True)
def _to_output(m0, m1, m2, m3):
    """Four products -> two outputs."""
    return add(add(m0, m1), m2), subtract(subtract(m1, m2), m3)


@njit(cache=True)
def _from_output(y0, y1):
    """Two outputs' gradients -> the four products' gradients: `_to_output` backwards."""
    return y0, add(y0, y1), subtract(y0, y1), subtract(zeros(), y1)


@njit(cache=True)
def _to_filter(u0, u1, u2, u3):
    """Four places' gradients -> three weights' gradients: `_of_filter` backwards."""
    both = halve(add(u1, u2))
    return add(u0, both), halve(subtract(u1, u2)), add(both, u3)


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


# --- tiles in and out -------------------------------------------------------------------------------------------


@njit(cache=True)
def input_tile(frame, at, row, step, v, v_at, slab):
    """4×4 pixels, WIDTH channels -> v at 16 places, `slab` numbers apart."""
    r0, r1, r2, r3 = (
        _four(frame, at, step),
        _four(frame, at + row, step),
        _four(frame, at + 2 * row, step),
        _four(frame, at + 3 * row, step),
    )
    c0 = _of_input(r0[0], r1[0], r2[0], r3[0])
    c1 = _of_input(r0[1], r1[1], r2[1], r3[1])
    c2 = _of_input(r0[2], r1[2], r2[2], r3[2])
    c3 = _of_input(r0[3], r1[3], r2[3], r3[3])
    _put_four(v, v_at, slab, _of_input(c0[0], c1[0], c2[0], c3[0]))
    _put_four(v, v_at + 4 * slab, slab, _of_input(c0[1], c1[1], c2[1], c3[1]))
    _put_four(v, v_at + 8 * slab, slab, _of_input(c0[2], c1[2], c2[2], c3[2]))
    _put_four(v, v_at + 12 * slab, slab, _of_input(c0[3], c1[3], c2[3], c3[3]))


@njit(cache=True)
def output_tile(m, at, slab):
    """m at 16 places, WIDTH filters -> 2×2 outputs."""
    r0, r1 = _four(m, at, slab), _four(m, at + 4 * slab, slab)
    r2, r3 = _four(m, at + 8 * slab, slab), _four(m, at + 12 * slab, slab)
    c0 = _to_output(r0[0], r1[0], r2[0], r3[0])
    c1 = _to_output(r0[1], r1[1], r2[1], r3[1])
    c2 = _to_output(r0[2], r1[2], r2[2], r3[2])
    c3 = _to_output(r0[3], r1[3], r2[3], r3[3])
    return _to_output(c0[0], c1[0], c2[0], c3[0]), _to_output(c0[1], c1[1], c2[1], c3[1])


@njit(cache=True)
def put_pair(y, at, step, pair, bias, relu, lanes, both):
    """Two neighbouring outputs, or the first alone where the second lies outside the image."""
    first, second = add(pair[0], bias), add(pair[1], bias)
    if relu:
        first, second = maximum(first, zeros()), maximum(second, zeros())
    store_first(y, at, first, lanes)
    if both:
        store_first(y, at + step, second, lanes)


@njit(cache=True)
def gradient_tile(frame, at, row, step, z, z_at, slab):
    """The gradient of 2×2 outputs, WIDTH filters -> z at 16 places."""
    c0 = _from_output(load(frame, at), load(frame, at + row))
    c1 = _from_output(load(frame, at + step), load(frame, at + row + step))
    _put_four(z, z_at, slab, _from_output(c0[0], c1[0]))
    _put_four(z, z_at + 4 * slab, slab, _from_output(c0[1], c1[1]))
    _put_four(z, z_at + 8 * slab, slab, _from_output(c0[2], c1[2]))
    _put_four(z, z_at + 12 * slab, slab, _from_output(c0[3], c1[3]))


@njit(cache=True)
def filter_tile(g, at, step, u, u_at, slab):
    """3×3 weights, `step` apart, for WIDTH filters -> u at 16 places, `slab` numbers apart."""
    c0 = _of_filter(load(g, at), load(g, at + 3 * step), load(g, at + 6 * step))
    c1 = _of_filter(load(g, at + step), load(g, at + 4 * step), load(g, at + 7 * step))
    c2 = _of_filter(load(g, at + 2 * step), load(g, at + 5 * step), load(g, at + 8 * step))
    _put_four(u, u_at, slab, _of_filter(c0[0], c1[0], c2[0]))
    _put_four(u, u_at + 4 * slab, slab, _of_filter(c0[1], c1[1], c2[1]))
    _put_four(u, u_at + 8 * slab, slab, _of_filter(c0[2], c1[2], c2[2]))
    _put_four(u, u_at + 12 * slab, slab, _of_filter(c0[3], c1[3], c2[3]))


@njit(cache=True)
def filter_gradient_tile(u, at, slab, g, g_at, step, count):
    """The gradient at 16 places, `slab` numbers apart -> that of 3×3 weights, `step` apart, for `count` filters."""
    r0, r1 = _four(u, at, slab), _four(u, at + 4 * slab, slab)
    r2, r3 = _four(u, at + 8 * slab, slab), _four(u, at + 12 * slab, slab)
    c0 = _to_filter(r0[0], r1[0], r2[0], r3[0])
    c1 = _to_filter(r0[1], r1[1], r2[1], r3[1])
    c2 = _to_filter(r0[2], r1[2], r2[2], r3[2])
    c3 = _to_filter(r0[3], r1[3], r2[3], r3[3])
    _put_three(g, g_at, step, _to_filter(c0[0], c1[0], c2[0], c3[0]), count)
    _put_three(g, g_at + 3 * step, step, _to_filter(c0[1], c1[1], c2[1], c3[1]), count)
    _put_three(g, g_at + 6 * step, step, _to_filter(c0[2], c1[2], c2[2], c3[2]), count)
