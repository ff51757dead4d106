"""Convolution as the equation says it: one loop an index."""

import numpy as np


def conv2d_forward(x, kernel, bias, strides, padding):
    """y[n, i, j, f] = bias[f] + Σ_uvc x[n, i·sh + u − top, j·sw + v − left, c] · kernel[u, v, c, f]

    x (N, H, W, C) ⋆ kernel (kh, kw, C, F) + bias (F,) -> y (N, Ho, Wo, F)
    """
    images, height, width, channels = x.shape
    kh, kw, _, filters = kernel.shape
    (sh, sw), (top, bottom, left, right) = strides, padding
    out_h, out_w = (height + top + bottom - kh) // sh + 1, (width + left + right - kw) // sw + 1
    y = np.zeros((images, out_h, out_w, filters))
    for n, i, j, f in np.ndindex(*y.shape):
        y[n, i, j, f] = bias[f]
        for u, v in np.ndindex(kh, kw):
            row, column = i * sh + u - top, j * sw + v - left
            if 0 <= row < height and 0 <= column < width:  # pixels of the padding are 0
                for c in range(channels):
                    y[n, i, j, f] += float(x[n, row, column, c]) * float(kernel[u, v, c, f])
    return y


def conv2d_input_gradient(dy, kernel, strides, padding, height, width):
    """dx[n, i·sh + u − top, j·sw + v − left, c] += dy[n, i, j, f] · kernel[u, v, c, f]

    dy (N, Ho, Wo, F), kernel (kh, kw, C, F) -> dx (N, height, width, C)
    """
    kh, kw, channels, _ = kernel.shape
    (sh, sw), (top, _, left, _) = strides, padding
    dx = np.zeros((dy.shape[0], height, width, channels))
    for n, i, j, f in np.ndindex(*dy.shape):
        for u, v in np.ndindex(kh, kw):
            row, column = i * sh + u - top, j * sw + v - left
            if 0 <= row < height and 0 <= column < width:
                for c in range(channels):
                    dx[n, row, column, c] += float(dy[n, i, j, f]) * float(kernel[u, v, c, f])
    return dx


def conv2d_kernel_gradient(x, dy, strides, padding, kh, kw):
    """dkernel[u, v, c, f] = Σ_nij x[n, i·sh + u − top, j·sw + v − left, c] · dy[n, i, j, f];  dbias[f] = Σ_nij dy

    x (N, H, W, C), dy (N, Ho, Wo, F) -> dkernel (kh, kw, C, F), dbias (F,)
    """
    _, height, width, channels = x.shape
    (sh, sw), (top, _, left, _) = strides, padding
    dkernel, dbias = np.zeros((kh, kw, channels, dy.shape[3])), np.zeros(dy.shape[3])
    for n, i, j, f in np.ndindex(*dy.shape):
        dbias[f] += dy[n, i, j, f]
        for u, v in np.ndindex(kh, kw):
            row, column = i * sh + u - top, j * sw + v - left
            if 0 <= row < height and 0 <= column < width:
                for c in range(channels):
                    dkernel[u, v, c, f] += float(x[n, row, column, c]) * float(dy[n, i, j, f])
    return dkernel, dbias
