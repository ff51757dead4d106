"""Max pooling: the largest number of each window, and the gradient, which goes to that number alone.

References
----------
M. Ranzato et al., "Unsupervised learning of invariant feature hierarchies", CVPR 2007.
"""

import numpy as np
from numba import njit, prange

__all__ = ["maxpool2d_forward", "maxpool2d_input_gradient"]


@njit(cache=True, parallel=True)
def maxpool2d_forward(x, pool_size, strides, padding):
    """y[n, i, j, c] = max over u, v of x[n, i·sh + u − top, j·sw + v − left, c]

    `winners` holds each window's winner as row · W + column of the image; of equal numbers the first in reading
    order wins.

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
    y : ndarray, (N, Ho, Wo, C), float32
        With Ho = ⌊(H + top + bottom − pool_size[0]) / sh⌋ + 1, and Wo likewise.
    winners : ndarray, (N, Ho, Wo, C), int32
        Where in the image each of these numbers stands.

    Examples
    --------
    >>> import numpy as np
    >>> x = np.array([[1, 3, 5, 0], [2, 0, 4, 5]], np.float32).reshape(1, 2, 4, 1)
    >>> y, winners = maxpool2d_forward(x, (2, 2), (2, 2), (0, 0, 0, 0))
    >>> y.ravel(), winners.ravel()
    (array([3., 5.], dtype=float32), array([1, 2], dtype=int32))
    """
    images, height, width, channels = x.shape
    top, bottom, left, right = padding
    out_h = (height + top + bottom - pool_size[0]) // strides[0] + 1
    out_w = (width + left + right - pool_size[1]) // strides[1] + 1
    y = np.empty((images, out_h, out_w, channels), np.float32)
    winners = np.empty((images, out_h, out_w, channels), np.int32)
    for n in prange(images):
        for i in range(out_h):
            u0, u1 = max(i * strides[0] - top, 0), min(i * strides[0] - top + pool_size[0], height)
            for j in range(out_w):
                v0, v1 = max(j * strides[1] - left, 0), min(j * strides[1] - left + pool_size[1], width)
                largest, winner = y[n, i, j], winners[n, i, j]
                largest[:] = x[n, u0, v0]
                winner[:] = u0 * width + v0
                for u in range(u0, u1):
                    for v in range(v0, v1):
                        here = np.int32(u * width + v)
                        for c in range(channels):
                            wins = x[n, u, v, c] > largest[c]
                            largest[c] = x[n, u, v, c] if wins else largest[c]
                            winner[c] = here if wins else winner[c]
    return y, winners


@njit(cache=True, parallel=True)
def maxpool2d_input_gradient(dy, winners, height, width):
    """dx[n, winner of (i, j), c] += dy[n, i, j, c]; every other pixel gets 0

    Parameters
    ----------
    dy : ndarray, (N, Ho, Wo, C), float32
        The loss's gradient with respect to the output of `maxpool2d_forward`.
    winners : ndarray, (N, Ho, Wo, C), int32
        As returned there: row · width + column of each window's winner.
    height, width : int
        Size of the images in pixels, H and W.

    Returns
    -------
    ndarray, (N, H, W, C), float32
        The loss's gradient with respect to the images.

    Examples
    --------
    >>> import numpy as np
    >>> dy = np.array([10, 20], np.float32).reshape(1, 1, 2, 1)
    >>> winners = np.array([1, 2], np.int32).reshape(1, 1, 2, 1)
    >>> maxpool2d_input_gradient(dy, winners, 2, 4)[0, :, :, 0]
    array([[ 0., 10., 20.,  0.],
           [ 0.,  0.,  0.,  0.]], dtype=float32)
    """
    images, out_h, out_w, channels = dy.shape
    dx = np.zeros((images, height * width, channels), np.float32)
    for n in prange(images):
        for i in range(out_h):
            for j in range(out_w):
                for c in range(channels):
                    dx[n, winners[n, i, j, c], c] += dy[n, i, j, c]
    return dx.reshape(images, height, width, channels)
