"""Max and average pooling as the equations say them."""

import numpy as np


def maxpool2d_forward(x, pool_size, strides, padding):
    """y[n, i, j, c] = max over u, v of x[n, i·sh + u − top, j·sw + v − left, c]

    x (N, H, W, C) -> y (N, Ho, Wo, C)
    """
    images, height, width, channels = x.shape
    (ph, pw), (sh, sw), (top, bottom, left, right) = pool_size, strides, padding
    out_h, out_w = (height + top + bottom - ph) // sh + 1, (width + left + right - pw) // sw + 1
    y = np.full((images, out_h, out_w, channels), -np.inf)
    for n, i, j, c in np.ndindex(*y.shape):
        for u, v in np.ndindex(ph, pw):
            row, column = i * sh + u - top, j * sw + v - left
            if 0 <= row < height and 0 <= column < width:  # the padding never wins
                y[n, i, j, c] = max(y[n, i, j, c], x[n, row, column, c])
    return y


def maxpool2d_input_gradient(x, y, dy, pool_size, strides, padding):
    """dx[n, row, column, c] += dy[n, i, j, c] where the first x of the window that equals y[n, i, j, c] stands

    x (N, H, W, C), y and dy (N, Ho, Wo, C) -> dx (N, H, W, C)
    """
    (ph, pw), (sh, sw), (top, _, left, _) = pool_size, strides, padding
    dx = np.zeros(x.shape)
    for n, i, j, c in np.ndindex(*y.shape):
        for u, v in np.ndindex(ph, pw):
            row, column = i * sh + u - top, j * sw + v - left
            inside = 0 <= row < x.shape[1] and 0 <= column < x.shape[2]
            if inside and x[n, row, column, c] == y[n, i, j, c]:
                dx[n, row, column, c] += dy[n, i, j, c]
                break  # of equal numbers the first wins
    return dx


def avgpool2d_forward(x, pool_size, strides, padding):
    """y[n, i, j, c] = Σ_uv x[n, i·sh + u − top, j·sw + v − left, c] / how many of them lie in the image

    x (N, H, W, C) -> y (N, Ho, Wo, C)
    """
    images, height, width, channels = x.shape
    (ph, pw), (sh, sw), (top, bottom, left, right) = pool_size, strides, padding
    out_h, out_w = (height + top + bottom - ph) // sh + 1, (width + left + right - pw) // sw + 1
    y = np.zeros((images, out_h, out_w, channels))
    for n, i, j, c in np.ndindex(*y.shape):
        total, count = 0.0, 0
        for u, v in np.ndindex(ph, pw):
            row, column = i * sh + u - top, j * sw + v - left
            if 0 <= row < height and 0 <= column < width:  # the padding does not count
                total, count = total + float(x[n, row, column, c]), count + 1
        y[n, i, j, c] = total / count
    return y


def avgpool2d_input_gradient(dy, pool_size, strides, padding, height, width):
    """dx[n, i·sh + u − top, j·sw + v − left, c] += dy[n, i, j, c] / how many of (i, j)'s pixels lie in the image

    dy (N, Ho, Wo, C) -> dx (N, height, width, C)
    """
    (ph, pw), (sh, sw), (top, _, left, _) = pool_size, strides, padding
    dx = np.zeros((dy.shape[0], height, width, dy.shape[3]))
    for n, i, j, c in np.ndindex(*dy.shape):
        pixels = [(i * sh + u - top, j * sw + v - left) for u, v in np.ndindex(ph, pw)]
        inside = [(row, column) for row, column in pixels if 0 <= row < height and 0 <= column < width]
        for row, column in inside:
            dx[n, row, column, c] += float(dy[n, i, j, c]) / len(inside)
    return dx
