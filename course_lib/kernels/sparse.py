"""The filters' gradient of a convolution that is pooled, for windows of 3×3 and 5×5: private to the kernels.

Of the outputs under a pooling window only the largest has a gradient, and that only if relu and dropout let it pass.
Minimal filtering (``winograd.py``) cannot leave out the others, the plain sum can: fewer than a fourth of its products
are left. So each filter gets a list of its outputs that have a gradient, `given`, and of where in the image the windows
below these outputs begin, `starts`::

    for a chunk of images:                            in parallel
        for two images of the chunk:
            the filters' lists
            for c in channels, a register at a time:
                for f in filters:
                    for start, d in the list of f:
                        for (u, v) in the window:
                            dkernel[u, v, c, f] += x[start + (u, v), c] · d

The sums of the innermost loop stay in registers while a list is read: three rows of a window, then two more where it
has five. They lie next to each other in memory, as do the images: in *planes*, a register of channels for each pixel::

    x         (H, W, C)        ->  plane c // WIDTH, pixel (i, j), lane c % WIDTH
    dkernel   (kh, kw, C, F)   ->  filter f, plane c // WIDTH, tap (u, v), lane c % WIDTH

The readable twin is `conv2d_relu_maxpool2d_kernel_gradient` in ``reference/conv2d_relu_maxpool2d.py``.
"""

import functools

import numpy as np
from numba import njit, prange

from course_lib.kernels.sample_sums import add_in_order
from course_lib.kernels.simd import WIDTH, add, broadcast, fma, load, load_first, store, where_positive
from course_lib.kernels.tiles import CHUNK, LANES, up

_TOGETHER = 2  # images that share their lists: each sum then goes to memory and back half as often
_CACHE_LINE = 64  # bytes; a register that lies across two of them takes twice as long to load
COUNT = np.uintp  # a number that numba does not test for being negative where it is an index


def sparse_kernel_gradient(x, dy, y, argmax, pool, window, padding):
    """dkernel (taps, taps, C, F) and dbias (F,) of a convolution in steps of one pixel.

    dy, y, argmax and pool as for ``pooled.output_gradient``, `window` as in ``winograd.py``.
    """
    (images, height, width, channels), filters, taps = x.shape, dy.shape[3], len(window)
    frame = height, width, channels, *padding
    planes = up(channels, LANES) // LANES
    size = filters * planes * taps * taps * WIDTH
    # Each chunk's gradients; behind those of the filters lie those of the bias.
    partial = np.zeros(((images + CHUNK - 1) // CHUNK, size + up(filters, LANES)), np.float32)
    gradient = dy.reshape(-1), y.reshape(-1), argmax.reshape(-1), filters
    corners, places = outputs_of(pool, width + padding[2] + padding[3])
    _gather(images, x.reshape(-1), frame, *gradient, corners, places, window, partial)
    total = add_in_order(partial)
    dkernel = total[:size].reshape(filters, planes, taps, taps, WIDTH).transpose(2, 3, 1, 4, 0)
    dkernel = dkernel.reshape(taps, taps, planes * WIDTH, filters)[:, :, :channels]
    return np.ascontiguousarray(dkernel), total[size : size + filters].copy()


@functools.lru_cache(maxsize=256)
def outputs_of(pool, columns):
    """Where in a plane, `columns` wide, the outputs begin that a pooling window reaches: (its corner, its places)."""
    ph, pw, sh, sw, top, left, down, across = pool
    corners = (np.arange(down)[:, None] * sh - top) * columns + np.arange(across) * sw - left
    places = np.arange(ph)[:, None] * columns + np.arange(pw)
    return corners.reshape(-1) * WIDTH, places.reshape(-1) * WIDTH


@njit(cache=True, parallel=True)
def _gather(images, x, frame, dy, y, argmax, filters, corners, places, window, partial):
    for chunk in prange(len(partial)):
        first, last, g = chunk * CHUNK, min((chunk + 1) * CHUNK, images), partial[chunk]
        _gather_chunk(first, last, x, frame, dy, y, argmax, filters, corners, places, window, g)


@njit(cache=True)
def _gather_chunk(first, last, x, frame, dy, y, argmax, filters, corners, places, window, g):
    height, width, channels, top, bottom, left, right = frame
    rows, columns = height + top + bottom, width + left + right
    size, planes, taps = rows * columns * WIDTH, up(channels, LANES) // LANES, len(window) ** 2 * WIDTH
    # A list has room for one more than can be given: what is not given is overwritten by the next, or never read.
    outputs, room = corners.size, _TOGETHER * corners.size + 1
    framed = aligned(planes * _TOGETHER * size)
    starts, given = np.empty(filters * room, np.intp), np.empty(filters * room, np.float32)
    ends = np.empty(filters, np.intp)
    for n in range(first, last, _TOGETHER):
        for f in range(filters):
            ends[f] = f * room
        for k in range(min(_TOGETHER, last - n)):
            at = (n + k) * outputs * filters
            _to_planes(x, (n + k) * height * width * channels, frame, framed, k * size, _TOGETHER * size)
            _list(dy, y, argmax, COUNT(at), filters, corners, places, k * size, starts, given, ends)
            _add_given(dy, y, at, outputs, filters, g, planes * filters * taps)
        for plane in range(planes):
            pixels = framed[plane * _TOGETHER * size :]
            for f in range(filters):
                at, entries = (f * planes + plane) * taps, (COUNT(f * room), COUNT(ends[f]))
                _three_rows(pixels, columns * WIDTH, starts, given, entries, g, at, window)
                if len(window) == 5:
                    below = pixels[3 * columns * WIDTH :]
                    _two_rows(below, columns * WIDTH, starts, given, entries, g, at + 15 * WIDTH, window)


@njit(cache=True)
def aligned(count):
    """`count` zeros, the first of them at the beginning of a line of the cache."""
    numbers = np.zeros(count + _CACHE_LINE // 4, np.float32)
    first = -numbers.ctypes.data % _CACHE_LINE // 4
    return numbers[first : first + count]


@njit(cache=True)
def _to_planes(x, at, frame, framed, to, apart):
    """The image at x[at] -> planes at framed[to], `apart` from each other; what is around the image stays 0."""
    height, width, channels, top, _, left, right = frame
    columns = left + width + right
    for c in range(0, channels, WIDTH):
        for i in range(height):
            q, p = at + i * width * channels + c, to + ((top + i) * columns + left) * WIDTH
            for _ in range(width):
                store(framed, p, load_first(x, q, channels - c))
                q += channels
                p += WIDTH
        to += apart


@njit(cache=True)
def _list(dy, y, argmax, at, filters, corners, places, image, starts, given, ends):
    """Add the gradients of one image, dy[at] and what follows, to the filters' lists.

    Each is written behind the end of its list; the end moves on if it is one that counts. A branch in place of that
    would be guessed wrong by the CPU time and again.
    """
    for f in range(COUNT(filters)):
        q, end = at + f, COUNT(ends[f])
        for window in range(COUNT(corners.size)):
            starts[end] = image + corners[window] + places[place_of(argmax, q, places.size)]
            given[end] = dy[q]
            end += COUNT((y[q] > 0) & (dy[q] != 0))
            q += COUNT(filters)
        ends[f] = end


@njit(cache=True)
def place_of(argmax, q, places):
    """argmax[q] as an index; what is no place, and would lead out of the image, is taken for the last one."""
    return min(COUNT(np.int32(argmax[q])), COUNT(places - 1))


@njit(cache=True)
def _add_given(dy, y, at, outputs, filters, g, to):
    """The bias's gradient: g[to + f] += dy[…, f] of one image's outputs, where y > 0."""
    for f in range(0, filters, WIDTH):
        total = load(g, to + f)
        for q in range(at + f, at + f + outputs * filters, filters):
            total = add(total, where_positive(load_first(y, q, filters - f), load_first(dy, q, filters - f)))
        store(g, to + f, total)


@njit(cache=True)
def _three_rows(x, line, starts, given, entries, g, at, window):
    """g[at …] += Σ_k given[k] · x[starts[k] …], three rows of a window that lie `line` apart in x."""
    step = len(window) * WIDTH
    a, b, c = load_row(g, at, window), load_row(g, at + step, window), load_row(g, at + 2 * step, window)
    for k in range(entries[0], entries[1]):
        start, d = starts[k], broadcast(given, k)
        a = add_row(a, x, start, d)
        b = add_row(b, x, start + line, d)
        c = add_row(c, x, start + 2 * line, d)
    store_row(g, at, a)
    store_row(g, at + step, b)
    store_row(g, at + 2 * step, c)


@njit(cache=True)
def _two_rows(x, line, starts, given, entries, g, at, window):
    """`_three_rows` for two."""
    step = len(window) * WIDTH
    a, b = load_row(g, at, window), load_row(g, at + step, window)
    for k in range(entries[0], entries[1]):
        start, d = starts[k], broadcast(given, k)
        a = add_row(a, x, start, d)
        b = add_row(b, x, start + line, d)
    store_row(g, at, a)
    store_row(g, at + step, b)


# --- a row of a window, three or five registers next to each other ------------------------------------------------


@njit(cache=True)
def load_row(g, at, window):
    if len(window) == 3:
        return load(g, at), load(g, at + WIDTH), load(g, at + 2 * WIDTH)
    return (
        load(g, at), load(g, at + WIDTH), load(g, at + 2 * WIDTH), load(g, at + 3 * WIDTH), load(g, at + 4 * WIDTH)
    )  # fmt: skip


@njit(cache=True)
def add_row(row, x, at, d):
    r0 = fma(d, load(x, at), row[0])
    r1 = fma(d, load(x, at + WIDTH), row[1])
    r2 = fma(d, load(x, at + 2 * WIDTH), row[2])
    if len(row) == 3:
        return r0, r1, r2
    return r0, r1, r2, fma(d, load(x, at + 3 * WIDTH), row[3]), fma(d, load(x, at + 4 * WIDTH), row[4])


@njit(cache=True)
def store_row(g, at, row):
    for k, register in enumerate(row):
        store(g, at + k * WIDTH, register)
