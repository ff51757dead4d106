"""Two-dimensional convolution: forward, and the gradients of its input and its filters.

What deep learning calls a convolution is a correlation: the window slides over the image unflipped. Images are
(N, H, W, C), filters (kh, kw, C, F), outputs (N, Ho, Wo, F); `strides` is (down, right) and `padding` the rows and
columns of zeros (top, bottom, left, right). The readable twins are in ``reference/conv2d.py``.

References
----------
Y. LeCun et al., "Gradient-based learning applied to document recognition", Proc. IEEE 86(11), 1998.
V. Dumoulin and F. Visin, "A guide to convolution arithmetic for deep learning", arXiv:1603.07285, 2016.
"""

from course_lib.kernels.conv2d_ways import forward, input_gradient, kernel_gradient

__all__ = ["conv2d_forward", "conv2d_input_gradient", "conv2d_kernel_gradient"]


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
    return forward(x, kernel, bias, strides, padding)[0]


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
    return input_gradient((dy, dy, dy), kernel, strides, padding, height, width)


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
    return kernel_gradient(x, (dy, dy, dy), strides, padding, kh, kw)
