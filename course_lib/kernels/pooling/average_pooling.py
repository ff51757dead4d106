"""Average pooling: the mean of each window, and the gradient, which its pixels share equally.

References
----------
Y. LeCun et al., "Gradient-based learning applied to document recognition", Proc. IEEE 86(11), 1998.
"""

import numpy as np
from numba import njit, prange

__all__ = ["avgpool2d_forward", "avgpool2d_input_gradient"]


@njit(cache=True, parallel=True)
def avgpool2d_forward(x, pool_size, strides, padding):
    """y[n, i, j, c] = Σ_uv x[n, i·sh + u − top, j·sw + v − left, c] / how many of them lie in the image

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
    One column of padding on the left does not count; the first window has one pixel:

    >>> import numpy as np
    >>> x = np.array([4, 1, 3], np.float32).reshape(1, 1, 3, 1)
    >>> avgpool2d_forward(x, (1, 2), (1, 2), (0, 0, 1, 0)).ravel()
    array([4., 2.], dtype=float32)
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

    Parameters
    ----------
    dy : ndarray, (N, Ho, Wo, C), float32
        The loss's gradient with respect to the output of `avgpool2d_forward`.
    pool_size, strides, padding
        As they were there.
    height, width : int
        Size of the images in pixels, H and W.

    Returns
    -------
    ndarray, (N, H, W, C), float32
        The loss's gradient with respect to the images.

    Examples
    --------
    >>> import numpy as np
    >>> dy = np.array([6, 8], np.float32).reshape(1, 1, 2, 1)
    >>> avgpool2d_input_gradient(dy, (1, 2), (1, 2), (0, 0, 1, 0), 1, 3).ravel()
    array([6., 4., 4.], dtype=float32)
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
