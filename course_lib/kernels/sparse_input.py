"""The input's gradient of a convolution that is pooled, for windows of 3×3 and 5×5: private to the kernels.

As in ``sparse.py`` only those outputs count that have a gradient. Under each pooling window every filter has one of
them at most. So each place under a window gets a list of the filters whose output there has one: `given`, and where
their weights begin, `starts`. What a list gives to the image is summed in registers first, and then added to it::

    for n in images:                                  in parallel
        for a row of pooling windows:
            the lists of all places
            for c in channels, a register at a time:
                for a place under a window:
                    for f, d in its list:
                        for (u, v) in the convolution's window:
                            total[u, v] += kernel[u, v, c, f] · d
                    for (u, v) in the convolution's window:
                        dx[place + (u, v), c] += total[u, v]

First for three rows of the convolution's window, then for two more where it has five. Weights and images lie in planes,
as in ``sparse.py``; here a plane of weights has all filters, one after the other.

The readable twin is `conv2d_relu_maxpool2d_input_gradient` in ``reference/conv2d_relu_maxpool2d.py``.
"""

import numpy as np
from numba import njit, prange

from course_lib.kernels.simd import WIDTH, add, broadcast, load, store_first, zeros
from course_lib.kernels.sparse import COUNT, add_row, aligned, load_row, outputs_of, place_of, store_row
from course_lib.kernels.tiles import LANES, up


def sparse_input_gradient(dy, y, argmax, pool, kernel, window, padding, height, width):
    """dx (N, height, width, C) of a convolution in steps of one pixel; the rest as for `sparse_kernel_gradient`."""
    taps, _, channels, filters = kernel.shape
    planes = up(channels, LANES) // LANES
    padded = np.zeros((taps * taps, planes * WIDTH, filters), np.float32)
    padded[:, :channels] = kernel.reshape(taps * taps, channels, filters)
    weights = aligned(padded.size).reshape(planes, filters, taps * taps, WIDTH)
    weights[:] = padded.reshape(taps * taps, planes, WIDTH, filters).transpose(1, 3, 0, 2)
    dx = np.empty((len(dy), height, width, channels), np.float32)
    gradient, frame = (dy.reshape(-1), y.reshape(-1), argmax.reshape(-1), filters), (height, width, channels, *padding)
    at = outputs_of(pool, width + padding[2] + padding[3])
    _scatter(len(dy), *gradient, *at, pool[7], weights.reshape(-1), window, frame, dx.reshape(-1))
    return dx


@njit(cache=True, parallel=True)
def _scatter(images, dy, y, argmax, filters, corners, places, across, weights, window, frame, dx):
    for n in prange(images):
        _scatter_image(np.intp(n), dy, y, argmax, filters, corners, places, across, weights, window, frame, dx)


@njit(cache=True)
def _scatter_image(n, dy, y, argmax, filters, corners, places, across, weights, window, frame, dx):
    height, width, channels, top, bottom, left, right = frame
    line, step = (left + width + right) * WIDTH, len(window) ** 2 * WIDTH
    size, planes = (top + height + bottom) * line, up(channels, LANES) // LANES
    image, lists = aligned(planes * size), across * places.size
    starts, given = np.empty(lists * filters + 1, np.intp), np.empty(lists * filters + 1, np.float32)
    ends, to = np.empty(lists, np.intp), np.empty(lists, np.intp)
    for first in range(0, corners.size, across):
        for k in range(lists):
            to[k] = corners[first + k // places.size] + places[k % places.size]
        _list(dy, y, argmax, (n * corners.size + first) * filters, filters, step, starts, given, ends, places.size)
        for plane in range(planes):
            pixels, kernel = image[plane * size :], weights[plane * filters * step :]
            _three_rows(kernel, starts, given, ends, filters, pixels, to, line, window)
            if len(window) == 5:
                _two_rows(kernel[15 * WIDTH :], starts, given, ends, filters, pixels[3 * line :], to, line, window)
    _from_planes(image, frame, dx, n * height * width * channels)


@njit(cache=True)
def _list(dy, y, argmax, at, filters, step, starts, given, ends, places):
    """Make the lists of a row of windows, whose gradients begin at dy[at]: room for all filters in each.

    As in ``sparse.py`` each is written behind the end of its list, which moves on if it counts.
    """
    for k in range(ends.size):
        ends[k] = k * filters
    for window in range(ends.size // places):
        for f in range(filters):
            q = COUNT(at + window * filters + f)
            k = COUNT(window * places) + place_of(argmax, q, places)
            end = COUNT(ends[k])
            starts[end], given[end] = f * step, dy[q]
            ends[k] += (y[q] > 0) & (dy[q] != 0)


@njit(cache=True)
def _three_rows(weights, starts, given, ends, filters, x, to, line, window):
    """x[to[k] …] += Σ given · weights[start …] over the list k, three rows of a window that lie `line` apart in x."""
    row = len(window) * WIDTH
    nothing = _nothing(window)
    for k in range(ends.size):
        if ends[k] > k * filters:
            a, b, c = nothing, nothing, nothing
            for entry in range(COUNT(k * filters), COUNT(ends[k])):
                start, d = starts[entry], broadcast(given, entry)
                a = add_row(a, weights, start, d)
                b = add_row(b, weights, start + row, d)
                c = add_row(c, weights, start + 2 * row, d)
            store_row(x, to[k], _sum(a, load_row(x, to[k], window)))
            store_row(x, to[k] + line, _sum(b, load_row(x, to[k] + line, window)))
            store_row(x, to[k] + 2 * line, _sum(c, load_row(x, to[k] + 2 * line, window)))


@njit(cache=True)
def _two_rows(weights, starts, given, ends, filters, x, to, line, window):
    """`_three_rows` for two."""
    row = len(window) * WIDTH
    nothing = _nothing(window)
    for k in range(ends.size):
        if ends[k] > k * filters:
            a, b = nothing, nothing
            for entry in range(COUNT(k * filters), COUNT(ends[k])):
                start, d = starts[entry], broadcast(given, entry)
                a = add_row(a, weights, start, d)
                b = add_row(b, weights, start + row, d)
            store_row(x, to[k], _sum(a, load_row(x, to[k], window)))
            store_row(x, to[k] + line, _sum(b, load_row(x, to[k] + line, window)))


@njit(cache=True)
def _nothing(window):
    if len(window) == 3:
        return zeros(), zeros(), zeros()
    return zeros(), zeros(), zeros(), zeros(), zeros()


@njit(cache=True)
def _sum(a, b):
    if len(a) == 3:
        return add(a[0], b[0]), add(a[1], b[1]), add(a[2], b[2])
    return add(a[0], b[0]), add(a[1], b[1]), add(a[2], b[2]), add(a[3], b[3]), add(a[4], b[4])


@njit(cache=True)
def _from_planes(image, frame, dx, at):
    """The planes of an image, without what is around it -> dx[at], (H, W, C)."""
    height, width, channels, top, bottom, left, right = frame
    columns, rows = left + width + right, top + height + bottom
    for c in range(0, channels, WIDTH):
        for i in range(height):
            q, p = at + i * width * channels + c, ((c // WIDTH * rows + top + i) * columns + left) * WIDTH
            for _ in range(width):
                store_first(dx, q, load(image, p), channels - c)
                q += channels
                p += WIDTH
