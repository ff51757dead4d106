"""A convolution and its relu in one: what has not yet left the CPU's registers need not be fetched again.

The conventions are those of ``conv2d.py``, the readable twins are in ``reference/conv2d_relu.py``.
"""

from course_lib.kernels.conv2d_ways import forward, input_gradient, kernel_gradient

__all__ = ["conv2d_relu_forward", "conv2d_relu_input_gradient", "conv2d_relu_kernel_gradient"]


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
    return forward(x, kernel, bias, strides, padding, relu=True)[0]


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
    return input_gradient((dy, y, y), kernel, strides, padding, height, width, relu=True)


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
    return kernel_gradient(x, (dy, y, y), strides, padding, kh, kw, relu=True)
