"""Moving, turning and stretching images: each output pixel is looked up at a place of the input.

`transforms` (N, 6) holds for each image where its output pixel (i, j) is taken from::

    row    = t[0] · i + t[1] · j + t[2]
    column = t[3] · i + t[4] · j + t[5]

A place between pixels is filled in from its four neighbours, weighted by nearness (bilinear), or gets the nearest of
them. `fill_mode` says what lies outside the image: 0 the number `fill_value`, 1 the nearest edge pixel, 2 the image
over again, 3 its mirror image. The readable twins are in ``reference/augmentation.py``.

References
----------
P. Y. Simard et al., "Best practices for convolutional neural networks applied to visual document analysis", ICDAR 2003.
"""

import math

import numpy as np
from numba import njit, prange

__all__ = ["affine_forward", "affine_input_gradient"]

CONSTANT, NEAREST, WRAP, REFLECT = 0, 1, 2, 3


@njit(cache=True, parallel=True)
def affine_forward(x, transforms, bilinear, fill_mode, fill_value):
    """y[n, i, j, c] = Σ over the neighbours (u, v) of (row, column), row = t[0] · i + t[1] · j + t[2],
    column = t[3] · i + t[4] · j + t[5], of (1 − |row − u|) · (1 − |column − v|) · x[n, u, v, c]

    Parameters
    ----------
    x : ndarray, (N, H, W, C), float32
        Images.
    transforms : ndarray, (N, 6), float32
        The six numbers t of each image; t[2] and t[5] are in pixels.
    bilinear : bool
        Whether to fill in from the four neighbours; otherwise row and column are first rounded to the nearest pixel.
    fill_mode : int
        What lies outside the image, 0 to 3 as at the top of this file.
    fill_value : float
        The number outside the image where `fill_mode` is 0.

    Returns
    -------
    ndarray, (N, H, W, C), float32
        The images moved, turned or stretched.

    Examples
    --------
    Half a pixel to the left, with zeros outside:

    >>> import numpy as np
    >>> x = np.array([1, 2, 4], np.float32).reshape(1, 1, 3, 1)
    >>> transforms = np.array([[1, 0, 0, 0, 1, 0.5]], np.float32)
    >>> affine_forward(x, transforms, True, 0, 0.0).ravel()
    array([1.5, 3. , 2. ], dtype=float32)
    """
    images, height, width, channels = x.shape
    y = np.zeros_like(x)
    outside = np.float32(fill_value)
    for n in prange(images):
        for i in range(height):
            for j in range(width):
                row, column = _place(transforms[n], i, j, bilinear)
                for corner in range(4):
                    u, v, weight = _neighbour(row, column, corner)
                    if weight == 0:
                        continue
                    u, v = _inside(u, height, fill_mode), _inside(v, width, fill_mode)
                    for c in range(channels):
                        y[n, i, j, c] += weight * (x[n, u, v, c] if u >= 0 and v >= 0 else outside)
    return y


@njit(cache=True, parallel=True)
def affine_input_gradient(dy, transforms, bilinear, fill_mode):
    """dx[n, u, v, c] += (1 − |row − u|) · (1 − |column − v|) · dy[n, i, j, c] for the neighbours (u, v) of (row,
    column)

    Parameters
    ----------
    dy : ndarray, (N, H, W, C), float32
        The loss's gradient with respect to the output of `affine_forward`.
    transforms, bilinear, fill_mode
        As they were there.

    Returns
    -------
    ndarray, (N, H, W, C), float32
        The loss's gradient with respect to the images.

    Examples
    --------
    >>> import numpy as np
    >>> dy = np.array([2, 4, 8], np.float32).reshape(1, 1, 3, 1)
    >>> transforms = np.array([[1, 0, 0, 0, 1, 0.5]], np.float32)
    >>> affine_input_gradient(dy, transforms, True, 0).ravel()
    array([1., 3., 6.], dtype=float32)
    """
    images, height, width, channels = dy.shape
    dx = np.zeros_like(dy)
    for n in prange(images):
        for i in range(height):
            for j in range(width):
                row, column = _place(transforms[n], i, j, bilinear)
                for corner in range(4):
                    u, v, weight = _neighbour(row, column, corner)
                    u, v = _inside(u, height, fill_mode), _inside(v, width, fill_mode)
                    if weight > 0 and u >= 0 and v >= 0:
                        for c in range(channels):
                            dx[n, u, v, c] += weight * dy[n, i, j, c]
    return dx


@njit(cache=True)
def _place(t, i, j, bilinear):
    """Where output pixel (i, j) is taken from: (row, column), whole numbers unless `bilinear`."""
    row = t[0] * np.float32(i) + t[1] * np.float32(j) + t[2]
    column = t[3] * np.float32(i) + t[4] * np.float32(j) + t[5]
    if not bilinear:
        half = np.float32(0.5)
        row, column = np.float32(math.floor(row + half)), np.float32(math.floor(column + half))
    return row, column


@njit(cache=True)
def _neighbour(row, column, corner):
    """One of the four pixels around a place, and its weight."""
    u, v = math.floor(row) + corner // 2, math.floor(column) + corner % 2
    weight = (np.float32(1) - abs(row - np.float32(u))) * (np.float32(1) - abs(column - np.float32(v)))
    return int(u), int(v), weight


@njit(cache=True)
def _inside(place, size, fill_mode):
    """The pixel that stands for one outside of 0 … size − 1; −1 where the fill value does."""
    if 0 <= place < size:
        return place
    if fill_mode == NEAREST:
        return 0 if place < 0 else size - 1
    if fill_mode == WRAP:
        return place % size
    if fill_mode == REFLECT:
        place = place % (2 * size)
        return place if place < size else 2 * size - 1 - place
    return -1
