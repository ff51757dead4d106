"""Max pooling in the middle of a convolution, an image at a time: private to the kernels.

A convolution, its relu and the pooling behind them, done one after the other, write each output to memory and fetch it
again, three times in a training step. That takes longer than the arithmetic. So the outputs of an image are pooled
while they are in the cache, and only what is left goes to memory: the largest number of each window, and where in the
window it stood (`argmax`, counted row by row). On the way back that is all it takes::

    for (i, j) in windows:
        for c in channels, WIDTH at a time:
            for (u, v) in the window:
                d[i·sh + u, j·sw + v, c] += dy[i, j, c] where argmax[i, j, c] = u·pw + v and y[i, j, c] > 0

`pool` is (ph, pw, sh, sw, top, left, Ho, Wo): size and step of the window, the padding in front, and how many windows
there are, down and across. All of it is 0 where nothing is pooled.
"""

import numpy as np
from numba import njit

from course_lib.kernels.simd import (
    WIDTH,
    add,
    broadcast,
    load,
    load_first,
    maximum,
    store_first,
    where_equal,
    where_positive,
    zeros,
)
from course_lib.kernels.tiles import ZERO, frame

NO_POOL = (0,) * 8


def pooling_of(size, pool_size, strides, padding):
    """(`pool`, the part of the outputs that any window reaches) for outputs of `size`, (rows, columns).

    What no window reaches is not even computed.
    """
    (ph, pw), (sh, sw), (top, bottom, left, right) = pool_size, strides, padding
    down, across = (size[0] + top + bottom - ph) // sh + 1, (size[1] + left + right - pw) // sw + 1
    reached = min(size[0], (down - 1) * sh + ph - top), min(size[1], (across - 1) * sw + pw - left)
    return (ph, pw, sh, sw, top, left, down, across), reached


@njit(cache=True)
def pool_image(x, shape, pool, n, y, argmax):
    """The outputs of one image, x (H, W, C) and a register behind them -> y and argmax (Ho, Wo, C) of image n."""
    height, width, channels = shape
    ph, pw, sh, sw, top, left, down, across = pool
    # A list of a window's pixels; behind it one that is made anew for each window that reaches past the image.
    pixels, numbers = np.empty(2 * ph * pw, np.intp), np.empty(2 * ph * pw, np.float32)
    _list_pixels((ph, pw), ZERO, ZERO, (ph, pw), width * channels, channels, pixels, numbers, ZERO)
    for i in range(down):
        row = i * sh - top
        for j in range(across):
            column, k0, k1 = j * sw - left, 0, ph * pw
            at, to = (row * width + column) * channels, ((n * down + i) * across + j) * channels
            if row < 0 or column < 0 or row + ph > height or column + pw > width:
                k0, size = ph * pw, (height, width)
                k1 = _list_pixels((ph, pw), row, column, size, width * channels, channels, pixels, numbers, k0)
            for c in range(0, channels, WIDTH):
                largest, place = load(x, at + pixels[k0] + c), broadcast(numbers, k0)
                for k in range(k0 + 1, k1):
                    larger = maximum(largest, load(x, at + pixels[k] + c))
                    place = where_equal(larger, largest, place, broadcast(numbers, k))  # of equals the first wins
                    largest = larger
                store_first(y, to + c, largest, channels - c)
                store_first(argmax, to + c, place, channels - c)


@njit(cache=True)
def output_gradient(n, dy, y, argmax, relu, pool, shape, first, d, sizes):
    """The gradient of image n's outputs (Ho, Wo, F), from row `first` on -> `d` (rows, columns, channels), else 0.

    Where nothing is pooled `dy` is just that; with `relu` it counts only where y > 0.
    """
    if pool[0] == 0:
        frame(dy, y, relu, n * shape[0] * shape[1] * shape[2], shape, -first, ZERO, d, sizes)
        return
    rows, columns, padded = sizes
    ph, pw, sh, sw, top, left, down, across = pool
    for k in range(rows * columns * padded):
        d[k] = 0
    pixels, numbers = np.empty(2 * ph * pw, np.intp), np.empty(2 * ph * pw, np.float32)
    _list_pixels((ph, pw), ZERO, ZERO, (ph, pw), columns * padded, padded, pixels, numbers, ZERO)
    for i in range(max(0, (first + top - ph) // sh + 1), min(down, (first + rows - 1 + top) // sh + 1)):
        row = i * sh - top - first
        for j in range(across):
            column, k0, k1 = j * sw - left, 0, ph * pw
            at, to = ((n * down + i) * across + j) * shape[2], (row * columns + column) * padded
            if row < 0 or column < 0 or row + ph > rows or column + pw > columns:
                k0, size = ph * pw, (rows, columns)
                k1 = _list_pixels((ph, pw), row, column, size, columns * padded, padded, pixels, numbers, k0)
            for c in range(0, shape[2], WIDTH):
                count = shape[2] - c
                given = where_positive(load_first(y, at + c, count), load_first(dy, at + c, count))
                place = load_first(argmax, at + c, count)
                for k in range(k0, k1):
                    here, q = where_equal(place, broadcast(numbers, k), given, zeros()), to + pixels[k] + c
                    if sh < ph or sw < pw:  # windows overlap
                        here = add(here, load_first(d, q, padded - c))
                    store_first(d, q, here, padded - c)


@njit(cache=True)
def _list_pixels(window, row, column, size, down, right, pixels, numbers, k):
    """How far each pixel of a window is from its corner, and its number, from pixels[k] on; returns the k behind them.

    The corner lies at row, column of an image of `size`; pixels outside of it are left out.
    """
    for u in range(max(0, -row), min(window[0], size[0] - row)):
        for v in range(max(0, -column), min(window[1], size[1] - column)):
            pixels[k], numbers[k] = u * down + v * right, u * window[1] + v
            k += 1
    return k
