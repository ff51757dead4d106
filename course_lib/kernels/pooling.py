"""Pooling: the largest number or the mean of each window, and the gradients.

Images are (N, H, W, C); `pool_size` and `strides` are (down, right); `padding` is (top, bottom, left, right). Places
in the padding are never the largest and do not count in a mean. The readable twins are in ``reference/pooling.py``.

References
----------
M. Ranzato et al., "Unsupervised learning of invariant feature hierarchies", CVPR 2007.
"""

import numpy as np
from numba import njit, prange

__all__ = ["avgpool2d_forward", "avgpool2d_input_gradient", "maxpool2d_forward", "maxpool2d_input_gradient"]


@njit(cache=True, parallel=True)
def maxpool2d_forward(x, pool_size, strides, padding):
    """y[n, i, j, c] = max over u, v of x[n, i·sh + u − top, j·sw + v − left, c]

    x (N, H, W, C) -> y (N, Ho, Wo, C), winners (N, Ho, Wo, C), int32

    `winners` holds each window's winner as row · W + column of the image; of equal numbers the first in reading
    order wins.
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

    dy (N, Ho, Wo, C), winners (N, Ho, Wo, C) -> dx (N, height, width, C)
    """
    images, out_h, out_w, channels = dy.shape
    dx = np.zeros((images, height * width, channels), np.float32)
    for n in prange(images):
        for i in range(out_h):
            for j in range(out_w):
                for c in range(channels):
                    dx[n, winners[n, i, j, c], c] += dy[n, i, j, c]
    return dx.reshape(images, height, width, channels)


@njit(cache=True, parallel=True)
def avgpool2d_forward(x, pool_size, strides, padding):
    """y[n, i, j, c] = Σ_uv x[n, i·sh + u − top, j·sw + v − left, c] / how many of them lie in the image

    x (N, H, W, C) -> y (N, Ho, Wo, C)
    """
    images, height, width, channels = x.shape
    top, bottom, left, right = padding
    out_h = (height + top + bottom - pool_size[0]) // strides[0] + 1
    out_w = (width + left + right - pool_size[1]) // strides[1] + 1
    y = np.zeros((images, out_h, out_w, channels), np.float32)
    for n in prange(images):
        for i in range(out_h):
            u0, u1 = max(i * strides[0] - top, 0), min(i * strides[0] - top + pool_size[0], height)
            for j in range(out_w):
                v0, v1 = max(j * strides[1] - left, 0), min(j * strides[1] - left + pool_size[1], width)
                mean = y[n, i, j]
                for u in range(u0, u1):
                    for v in range(v0, v1):
                        for c in range(channels):
                            mean[c] += x[n, u, v, c]
                count = np.float32((u1 - u0) * (v1 - v0))
                for c in range(channels):
                    mean[c] /= count
    return y


@njit(cache=True, parallel=True)
def avgpool2d_input_gradient(dy, pool_size, strides, padding, height, width):
    """dx[n, i·sh + u − top, j·sw + v − left, c] += dy[n, i, j, c] / how many of (i, j)'s pixels lie in the image

    dy (N, Ho, Wo, C) -> dx (N, height, width, C)
    """
    images, out_h, out_w, channels = dy.shape
    top, _, left, _ = padding
    dx = np.zeros((images, height, width, channels), np.float32)
    for n in prange(images):
        for i in range(out_h):
            u0, u1 = max(i * strides[0] - top, 0), min(i * strides[0] - top + pool_size[0], height)
            for j in range(out_w):
                v0, v1 = max(j * strides[1] - left, 0), min(j * strides[1] - left + pool_size[1], width)
                count = np.float32((u1 - u0) * (v1 - v0))
                for u in range(u0, u1):
                    for v in range(v0, v1):
                        for c in range(channels):
                            dx[n, u, v, c] += dy[n, i, j, c] / count
    return dx
