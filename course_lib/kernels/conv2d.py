"""Two-dimensional convolution: forward, and the gradients of its input and its filters.

What deep learning calls a convolution is a correlation: the window slides over the image unflipped. Images are
(N, H, W, C), filters (kh, kw, C, F), outputs (N, Ho, Wo, F); `strides` is (down, right) and `padding` the rows and
columns of zeros (top, bottom, left, right). The readable twins are in ``reference/conv2d.py``.

The functions here only choose between two ways to the same numbers, by the shapes alone: ``windows.py`` lets each
window meet the filters, for any window and step; ``winograd.py`` needs fewer
multiplications for windows of 3×3 and 5×5.

References
----------
Y. LeCun et al., "Gradient-based learning applied to document recognition", Proc. IEEE 86(11), 1998.
V. Dumoulin and F. Visin, "A guide to convolution arithmetic for deep learning", arXiv:1603.07285, 2016.
"""

from course_lib.kernels.windows import gather, scatter, slide
from course_lib.kernels.winograd import (
    transformed_filters,
    winograd_forward,
    winograd_input_gradient,
    winograd_kernel_gradient,
)

__all__ = [
    "conv2d_forward",
    "conv2d_input_gradient",
    "conv2d_kernel_gradient",
    "conv2d_relu_forward",
    "conv2d_relu_input_gradient",
    "conv2d_relu_kernel_gradient",
]


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
    return _forward(x, kernel, bias, strides, padding, False)


def conv2d_input_gradient(dy, kernel, strides, padding, height, width):
    """dx[n, i·sh + u − top, j·sw + v − left, c] += dy[n, i, j, f] · kernel[u, v, c, f]

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
    return _input_gradient(dy, dy, False, kernel, strides, padding, height, width)


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
    return _kernel_gradient(x, dy, dy, False, strides, padding, kh, kw)


def conv2d_relu_forward(x, kernel, bias, strides, padding):
    """y[n, i, j, f] = max(0, bias[f] + Σ_uvc x[n, i·sh + u − top, j·sw + v − left, c] · kernel[u, v, c, f])

    `conv2d_forward` and `relu_forward` in one: what has not yet left the CPU's registers need not be fetched again.

    Parameters
    ----------
    x, kernel, bias, strides, padding
        As for `conv2d_forward`.

    Returns
    -------
    ndarray, (N, Ho, Wo, F), float32
        Numbers of at least 0.

    Examples
    --------
    >>> import numpy as np
    >>> x = np.array([1, 2, 4, 2], np.float32).reshape(1, 1, 4, 1)
    >>> difference = np.array([-1, 1], np.float32).reshape(1, 2, 1, 1)
    >>> conv2d_relu_forward(x, difference, np.zeros(1, np.float32), (1, 1), (0, 0, 0, 0)).ravel()
    array([1., 2., 0.], dtype=float32)
    """
    return _forward(x, kernel, bias, strides, padding, True)


def conv2d_relu_input_gradient(y, dy, kernel, strides, padding, height, width):
    """dx[n, i·sh + u − top, j·sw + v − left, c] += dy[n, i, j, f] · kernel[u, v, c, f] where y[n, i, j, f] > 0

    `relu_gradient` and `conv2d_input_gradient` in one.

    Parameters
    ----------
    y : ndarray, (N, Ho, Wo, F), float32
        The output of `conv2d_relu_forward`.
    dy : ndarray, (N, Ho, Wo, F), float32
        The loss's gradient with respect to it.
    kernel, strides, padding, height, width
        As for `conv2d_input_gradient`.

    Returns
    -------
    ndarray, (N, H, W, C), float32
        The loss's gradient with respect to the images.

    Examples
    --------
    >>> import numpy as np
    >>> y = np.array([1, 2, 0], np.float32).reshape(1, 1, 3, 1)
    >>> dy = np.array([1, 0, 10], np.float32).reshape(1, 1, 3, 1)
    >>> difference = np.array([-1, 1], np.float32).reshape(1, 2, 1, 1)
    >>> conv2d_relu_input_gradient(y, dy, difference, (1, 1), (0, 0, 0, 0), 1, 4).ravel()
    array([-1.,  1.,  0.,  0.], dtype=float32)
    """
    return _input_gradient(dy, y, True, kernel, strides, padding, height, width)


def conv2d_relu_kernel_gradient(x, y, dy, strides, padding, kh, kw):
    """dkernel[u, v, c, f] = Σ_nij x[n, i·sh + u − top, j·sw + v − left, c] · dz[n, i, j, f];  dbias[f] = Σ_nij dz

    with dz = dy where y > 0, else 0: `relu_gradient` and `conv2d_kernel_gradient` in one.

    Parameters
    ----------
    x : ndarray, (N, H, W, C), float32
        Images, as they were for `conv2d_relu_forward`.
    y : ndarray, (N, Ho, Wo, F), float32
        Its output.
    dy : ndarray, (N, Ho, Wo, F), float32
        The loss's gradient with respect to y.
    strides, padding, kh, kw
        As for `conv2d_kernel_gradient`.

    Returns
    -------
    dkernel : ndarray, (kh, kw, C, F), float32
        The loss's gradient with respect to the weights.
    dbias : ndarray, (F,), float32
        The loss's gradient with respect to the bias.

    Examples
    --------
    >>> import numpy as np
    >>> x = np.array([1, 2, 4, 2], np.float32).reshape(1, 1, 4, 1)
    >>> y = np.array([1, 2, 0], np.float32).reshape(1, 1, 3, 1)
    >>> dy = np.array([1, 0, 10], np.float32).reshape(1, 1, 3, 1)
    >>> dkernel, dbias = conv2d_relu_kernel_gradient(x, y, dy, (1, 1), (0, 0, 0, 0), 1, 2)
    >>> dkernel.ravel(), dbias
    (array([1., 2.], dtype=float32), array([1.], dtype=float32))
    """
    return _kernel_gradient(x, dy, y, True, strides, padding, kh, kw)


def _forward(x, kernel, bias, strides, padding, relu):
    if not _is_minimal(*kernel.shape, strides):
        return slide(x, kernel, bias, strides, padding, relu)
    top, bottom, left, right = padding
    taps = len(kernel)
    size = x.shape[1] + top + bottom - taps + 1, x.shape[2] + left + right - taps + 1
    return winograd_forward(x, transformed_filters(kernel, False), bias, taps, (top, left), size, relu)


def _input_gradient(dy, y, relu, kernel, strides, padding, height, width):
    if not _is_minimal(*kernel.shape, strides):
        return scatter(dy, y, relu, kernel, strides, padding, height, width)
    u, offset, shape = transformed_filters(kernel, True), (padding[0], padding[2]), (height, width, kernel.shape[2])
    return winograd_input_gradient(dy, y, relu, u, len(kernel), offset, shape)


def _kernel_gradient(x, dy, y, relu, strides, padding, kh, kw):
    if not _is_minimal(kh, kw, x.shape[3], dy.shape[3], strides):
        return gather(x, dy, y, relu, strides, padding, kh, kw)
    return winograd_kernel_gradient(x, dy, y, relu, kh, (padding[0], padding[2]))


def _is_minimal(kh, kw, channels, filters, strides):
    """Whether ``winograd.py`` serves: windows of 3×3 or 5×5, a pixel apart, and channels enough to pay for its sums."""
    return (kh, kw) in ((3, 3), (5, 5)) and tuple(strides) == (1, 1) and channels >= 16 and filters >= 8
