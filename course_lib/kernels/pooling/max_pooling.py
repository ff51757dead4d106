"""Max pooling: the largest number of each window, and the gradient, which goes to that number alone.

Channels lie side by side in memory, so both kernels take a register of them at a time::

    for n in images:                                  in parallel
        for (i, j) in windows:
            for c in channels, WIDTH at a time:
                for (u, v) in the window:
                    y[n, i, j, c] = maximum(y[n, i, j, c], x[n, i·sh + u, j·sw + v, c])

The readable twins are in ``reference/pooling.py``.

References
----------
M. Ranzato et al., "Unsupervised learning of invariant feature hierarchies", CVPR 2007.
"""

import numpy as np
from numba import njit, prange

from course_lib.kernels.simd import WIDTH, add, load_first, maximum, store_first, where_equal, zeros

__all__ = ["maxpool2d_forward", "maxpool2d_input_gradient"]


@njit(cache=True, parallel=True)
def maxpool2d_forward(x, pool_size, strides, padding):
    """y[n, i, j, c] = max over u, v of x[n, i·sh + u − top, j·sw + v − left, c]

    Parameters
    ----------
    x : ndarray, (N, H, W, C), float32
        Images.
    pool_size : (int, int)
        Height and width of the window in pixels.
    strides : (int, int)
        Step of the window (sh, sw) in pixels, down and right.
    padding : (int, int, int, int)
        Rows and columns around each image: top, bottom, left, right. Every window must reach into the image.

    Returns
    -------
    ndarray, (N, Ho, Wo, C), float32
        With Ho = ⌊(H + top + bottom − pool_size[0]) / sh⌋ + 1, and Wo likewise.

    Examples
    --------
    >>> import numpy as np
    >>> x = np.array([[1, 3, 5, 0], [2, 0, 4, 5]], np.float32).reshape(1, 2, 4, 1)
    >>> maxpool2d_forward(x, (2, 2), (2, 2), (0, 0, 0, 0)).ravel()
    array([3., 5.], dtype=float32)
    """
    images, height, width, channels = x.shape
    top, bottom, left, right = padding
    out_h = (height + top + bottom - pool_size[0]) // strides[0] + 1
    out_w = (width + left + right - pool_size[1]) // strides[1] + 1
    y = np.empty((images, out_h, out_w, channels), np.float32)
    flat_x, flat_y = x.reshape(-1), y.reshape(-1)
    for n in prange(images):
        for i in range(out_h):
            u0, u1 = _inside(i * strides[0] - top, pool_size[0], height)
            for j in range(out_w):
                v0, v1 = _inside(j * strides[1] - left, pool_size[1], width)
                to = ((n * out_h + i) * out_w + j) * channels
                for c in range(0, channels, WIDTH):
                    lanes = min(channels - c, WIDTH)
                    largest = load_first(flat_x, ((n * height + u0) * width + v0) * channels + c, lanes)
                    for u in range(u0, u1):
                        for v in range(v0, v1):
                            at = ((n * height + u) * width + v) * channels + c
                            largest = maximum(largest, load_first(flat_x, at, lanes))
                    store_first(flat_y, to + c, largest, lanes)
    return y


@njit(cache=True, parallel=True)
def maxpool2d_input_gradient(x, y, dy, pool_size, strides, padding):
    """dx[n, row, column, c] += dy[n, i, j, c] where the first x of the window that equals y[n, i, j, c] stands

    Every other pixel gets 0. Windows are read row by row.

    Parameters
    ----------
    x : ndarray, (N, H, W, C), float32
        Images, as they were for `maxpool2d_forward`.
    y : ndarray, (N, Ho, Wo, C), float32
        Its output.
    dy : ndarray, (N, Ho, Wo, C), float32
        The loss's gradient with respect to y.
    pool_size, strides, padding
        As they were there.

    Returns
    -------
    ndarray, (N, H, W, C), float32
        The loss's gradient with respect to the images.

    Examples
    --------
    >>> import numpy as np
    >>> x = np.array([[1, 3, 5, 0], [2, 0, 4, 5]], np.float32).reshape(1, 2, 4, 1)
    >>> window = (2, 2), (2, 2), (0, 0, 0, 0)
    >>> dy = np.array([10, 20], np.float32).reshape(1, 1, 2, 1)
    >>> maxpool2d_input_gradient(x, maxpool2d_forward(x, *window), dy, *window)[0, :, :, 0]
    array([[ 0., 10., 20.,  0.],
           [ 0.,  0.,  0.,  0.]], dtype=float32)
    """
    images, height, width, channels = x.shape
    out_h, out_w = y.shape[1:3]
    top, _, left, _ = padding
    dx = np.empty_like(x)
    flat_x, flat_y, flat_dy, flat_dx = x.reshape(-1), y.reshape(-1), dy.reshape(-1), dx.reshape(-1)
    for n in prange(images):
        dx_n = flat_dx[n * height * width * channels : (n + 1) * height * width * channels]
        for k in range(dx_n.size):
            dx_n[k] = 0
        for i in range(out_h):
            u0, u1 = _inside(i * strides[0] - top, pool_size[0], height)
            for j in range(out_w):
                v0, v1 = _inside(j * strides[1] - left, pool_size[1], width)
                to = ((n * out_h + i) * out_w + j) * channels
                for c in range(0, channels, WIDTH):
                    lanes = min(channels - c, WIDTH)
                    largest = load_first(flat_y, to + c, lanes)
                    left_over = load_first(flat_dy, to + c, lanes)
                    for u in range(u0, u1):
                        for v in range(v0, v1):
                            at = ((n * height + u) * width + v) * channels + c
                            here = load_first(flat_x, at, lanes)
                            given = where_equal(here, largest, left_over, zeros())
                            left_over = where_equal(here, largest, zeros(), left_over)
                            store_first(flat_dx, at, add(load_first(flat_dx, at, lanes), given), lanes)
    return dx


@njit(cache=True)
def _inside(first, size, limit):
    """The part of first … first + size − 1 that lies in 0 … limit − 1, as (first, behind the last)."""
    return max(first, 0), min(first + size, limit)
