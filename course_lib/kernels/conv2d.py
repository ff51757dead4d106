"""Two-dimensional convolution: forward, and the gradients of its input and its filters.

What deep learning calls a convolution is a correlation: the window slides over the image unflipped. Images are
(N, H, W, C), filters (kh, kw, C, F), outputs (N, Ho, Wo, F); `strides` is (down, right) and `padding` the rows and
columns of zeros (top, bottom, left, right). The readable twins are in ``reference/conv2d.py``.

In this order of axes a row of a window, kw pixels of C channels, is one unbroken run of kw · C numbers. So the loop
nest below needs no copy of the windows; its three inner loops are ``tiles.correlate``, the filters in panels::

    for n in images:                                  in parallel
        for f in filters, a panel at a time:
            for (i, j) in output pixels, six at a time:
                for u in window rows:
                    for q in the row's kw · C numbers:
                        y[n, i, j, f] += x[n, i·sh + u, j·sw·C + q] · w[u, q, f]

References
----------
Y. LeCun et al., "Gradient-based learning applied to document recognition", Proc. IEEE 86(11), 1998.
V. Dumoulin and F. Visin, "A guide to convolution arithmetic for deep learning", arXiv:1603.07285, 2016.
"""

import numpy as np
from numba import njit, prange

from course_lib.kernels.tiles import CHUNK, correlate, pack, sum_rows, window_gradient

__all__ = ["conv2d_forward", "conv2d_input_gradient", "conv2d_kernel_gradient"]


@njit(cache=True)
def conv2d_forward(x, kernel, bias, strides, padding):
    """y[n, i, j, f] = bias[f] + Σ_uvc x[n, i·sh + u − top, j·sw + v − left, c] · kernel[u, v, c, f]

    Parameters
    ----------
    x : ndarray, (N, H, W, C), float32
        Images; outside of them there are zeros.
    kernel : ndarray, (kh, kw, C, F), float32
        Weights of the filters.
    bias : ndarray, (F,), float32
        A number for each filter.
    strides : (int, int)
        Step of the window (sh, sw) in pixels, down and right.
    padding : (int, int, int, int)
        Rows and columns of zeros around each image: top, bottom, left, right.

    Returns
    -------
    ndarray, (N, Ho, Wo, F), float32
        With Ho = ⌊(H + top + bottom − kh) / sh⌋ + 1, and Wo likewise.

    Examples
    --------
    >>> import numpy as np
    >>> x = np.array([1, 2, 4, 8], np.float32).reshape(1, 1, 4, 1)
    >>> difference = np.array([-1, 1], np.float32).reshape(1, 2, 1, 1)
    >>> conv2d_forward(x, difference, np.zeros(1, np.float32), (1, 1), (0, 0, 0, 0)).ravel()
    array([1., 2., 4.], dtype=float32)
    """
    return _slide(_padded(x, padding), kernel, bias, strides[0], strides[1])


@njit(cache=True)
def conv2d_input_gradient(dy, kernel, strides, padding, height, width):
    """dx[n, i·sh + u − top, j·sw + v − left, c] += dy[n, i, j, f] · kernel[u, v, c, f]

    The same sum read from the input's side is a forward pass: the gradient image, spread out by the strides and
    framed with zeros, is correlated with the filters turned by 180° and with C and F exchanged.

    Parameters
    ----------
    dy : ndarray, (N, Ho, Wo, F), float32
        The loss's gradient with respect to the output of `conv2d_forward`.
    kernel, strides, padding
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
    >>> dy = np.array([1, 0, 10], np.float32).reshape(1, 1, 3, 1)
    >>> difference = np.array([-1, 1], np.float32).reshape(1, 2, 1, 1)
    >>> conv2d_input_gradient(dy, difference, (1, 1), (0, 0, 0, 0), 1, 4).ravel()
    array([ -1.,   1., -10.,  10.], dtype=float32)
    """
    kh, kw, channels, filters = kernel.shape
    turned = np.empty((kh, kw, filters, channels), np.float32)
    for u in range(kh):
        for v in range(kw):
            for c in range(channels):
                for f in range(filters):
                    turned[u, v, f, c] = kernel[kh - 1 - u, kw - 1 - v, c, f]
    top, left = kh - 1 - padding[0], kw - 1 - padding[2]
    spread = _spread(dy, strides[0], strides[1], top, left, height + kh - 1, width + kw - 1)
    return _slide(spread, turned, np.zeros(channels, np.float32), 1, 1)


@njit(cache=True, parallel=True)
def conv2d_kernel_gradient(x, dy, strides, padding, kh, kw):
    """dkernel[u, v, c, f] = Σ_nij x[n, i·sh + u − top, j·sw + v − left, c] · dy[n, i, j, f];  dbias[f] = Σ_nij dy

    Each chunk of samples has a sum of its own; the chunks' sums are added in order.

    Parameters
    ----------
    x : ndarray, (N, H, W, C), float32
        Images, as they were for `conv2d_forward`.
    dy : ndarray, (N, Ho, Wo, F), float32
        The loss's gradient with respect to its output.
    strides, padding
        As they were there.
    kh, kw : int
        Size of the window in pixels.

    Returns
    -------
    dkernel : ndarray, (kh, kw, C, F), float32
        The loss's gradient with respect to the weights.
    dbias : ndarray, (F,), float32
        The loss's gradient with respect to the bias.

    Examples
    --------
    >>> import numpy as np
    >>> x = np.array([1, 2, 4, 8], np.float32).reshape(1, 1, 4, 1)
    >>> dy = np.array([1, 0, 10], np.float32).reshape(1, 1, 3, 1)
    >>> dkernel, dbias = conv2d_kernel_gradient(x, dy, (1, 1), (0, 0, 0, 0), 1, 2)
    >>> dkernel.ravel(), dbias
    (array([41., 82.], dtype=float32), array([11.], dtype=float32))
    """
    x = _padded(x, padding)
    images, height, width, channels = x.shape
    _, out_h, out_w, filters = dy.shape
    taps = np.empty(kh * kw * channels, np.intp)
    for t in range(taps.size):
        taps[t] = (t // (kw * channels)) * width * channels + t % (kw * channels)
    size = height * width * channels
    steps = (size, strides[0] * width * channels, strides[1] * channels)
    flat_x, flat_dy = x.reshape(-1), dy.reshape(-1)
    chunks = (images + CHUNK - 1) // CHUNK
    partial = np.zeros((chunks, taps.size * filters), np.float32)
    flat_partial = partial.reshape(-1)
    for chunk in prange(chunks):
        first = chunk * CHUNK
        window_gradient(
            flat_x, first * size, steps, taps, 0, taps.size, flat_dy, first * out_h * out_w * filters,
            (min(CHUNK, images - first), out_h, out_w, filters), flat_partial, chunk * taps.size * filters,
        )  # fmt: skip
    dkernel = np.zeros(taps.size * filters, np.float32)
    for chunk in range(chunks):
        for k in range(dkernel.size):
            dkernel[k] += partial[chunk, k]
    dbias = sum_rows(dy.reshape(-1, filters), images)
    return dkernel.reshape(kh, kw, channels, filters), dbias


@njit(cache=True, parallel=True)
def _slide(x, kernel, bias, down, right):
    """The loop nest at the top of this file: conv2d_forward without padding, with strides (down, right)."""
    images, height, width, channels = x.shape
    kh, kw, _, filters = kernel.shape
    out_h, out_w = (height - kh) // down + 1, (width - kw) // right + 1
    panels = pack(kernel.reshape(kh * kw * channels, filters))
    y = np.empty((images, out_h, out_w, filters), np.float32)
    flat_x, flat_y = x.reshape(-1), y.reshape(-1)
    steps = (down * width * channels, right * channels)
    window = (kh, kw * channels, width * channels)
    for n in prange(images):
        for panel in range(panels.shape[0]):
            correlate(
                flat_x, n * height * width * channels, steps, window, panels, 0, panel, bias, True,
                flat_y, n * out_h * out_w * filters, (out_h, out_w, filters),
            )  # fmt: skip
    return y


@njit(cache=True)
def _padded(x, padding):
    """x with a frame of zeros: (N, H, W, C) -> (N, top + H + bottom, left + W + right, C); x itself without one."""
    top, bottom, left, right = padding
    if top + bottom + left + right == 0:
        return x
    return _spread(x, 1, 1, top, left, top + x.shape[1] + bottom, left + x.shape[2] + right)


@njit(cache=True, parallel=True)
def _spread(x, down, right, top, left, height, width):
    """Zeros (N, height, width, C) with x[:, i, j] in row top + i · down, column left + j · right, if there is such."""
    images, rows, columns, channels = x.shape
    framed = np.zeros((images, height, width, channels), np.float32)
    for n in prange(images):
        for i in range(rows):
            to_i = top + i * down
            if 0 <= to_i < height:
                for j in range(columns):
                    to_j = left + j * right
                    if 0 <= to_j < width:
                        for c in range(channels):
                            framed[n, to_i, to_j, c] = x[n, i, j, c]
    return framed
