"""Moving, turning and stretching images as the equation says it."""

import math

import numpy as np


def affine_forward(x, transforms, bilinear, fill_mode, fill_value):
    """y[n, i, j, c] = Σ over the neighbours (u, v) of (row, column), row = t[0] · i + t[1] · j + t[2],
    column = t[3] · i + t[4] · j + t[5], of (1 − |row − u|) · (1 − |column − v|) · x[n, u, v, c]

    x (N, H, W, C), transforms (N, 6) -> y (N, H, W, C)
    """
    y = np.zeros(x.shape)
    for n, i, j in np.ndindex(*x.shape[:3]):
        for u, v, weight in _neighbours(transforms[n], i, j, bilinear):
            row, column = _inside(u, x.shape[1], fill_mode), _inside(v, x.shape[2], fill_mode)
            for c in range(x.shape[3]):
                pixel = fill_value if row is None or column is None else float(x[n, row, column, c])
                y[n, i, j, c] += weight * pixel
    return y


def affine_input_gradient(dy, transforms, bilinear, fill_mode):
    """dx[n, u, v, c] += (1 − |row − u|) · (1 − |column − v|) · dy[n, i, j, c] for the neighbours (u, v) of (row,
    column)

    dy (N, H, W, C), transforms (N, 6) -> dx (N, H, W, C)
    """
    dx = np.zeros(dy.shape)
    for n, i, j in np.ndindex(*dy.shape[:3]):
        for u, v, weight in _neighbours(transforms[n], i, j, bilinear):
            row, column = _inside(u, dy.shape[1], fill_mode), _inside(v, dy.shape[2], fill_mode)
            if row is not None and column is not None:
                for c in range(dy.shape[3]):
                    dx[n, row, column, c] += weight * float(dy[n, i, j, c])
    return dx


def _neighbours(t, i, j, bilinear):
    """The pixels (u, v) around the place of output pixel (i, j), with their weights."""
    row, column = t[0] * i + t[1] * j + t[2], t[3] * i + t[4] * j + t[5]
    if not bilinear:
        return [(math.floor(row + 0.5), math.floor(column + 0.5), 1.0)]
    corners = [(math.floor(row) + a, math.floor(column) + b) for a in (0, 1) for b in (0, 1)]
    return [(u, v, float((1 - abs(row - u)) * (1 - abs(column - v)))) for u, v in corners]


def _inside(place, size, fill_mode):
    """The pixel that stands for one outside of 0 … size − 1; None where the fill value does."""
    if 0 <= place < size or fill_mode == 0:
        return place if 0 <= place < size else None
    if fill_mode == 1:
        return min(max(place, 0), size - 1)
    if fill_mode == 2:
        return place % size
    return min(place % (2 * size), 2 * size - 1 - place % (2 * size))
