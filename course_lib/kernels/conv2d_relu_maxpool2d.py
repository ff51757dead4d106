"""A convolution, its relu and the max pooling behind them in one: what lies between them never leaves the cache.

``pooled.py`` tells how. The conventions are those of ``conv2d.py`` and ``max_pooling.py``, the readable twins are in
``reference/conv2d_relu_maxpool2d.py``.
"""

from course_lib.kernels.conv2d_ways import forward, input_gradient, kernel_gradient

__all__ = [
    "conv2d_relu_maxpool2d_forward",
    "conv2d_relu_maxpool2d_input_gradient",
    "conv2d_relu_maxpool2d_kernel_gradient",
]


def conv2d_relu_maxpool2d_forward(x, kernel, bias, strides, padding, pool_size, pool_strides, pool_padding):
    """y[n, i, j, f] = max over p, q of z[n, i·ph + p − ptop, j·pw + q − pleft, f]

    where z is what `conv2d_relu_forward` makes of x, and ph, pw the steps of the pooling's window.

    Parameters
    ----------
    x, kernel, bias, strides, padding
        As for `conv2d_forward`.
    pool_size, pool_strides, pool_padding
        As for `maxpool2d_forward`.

    Returns
    -------
    y : ndarray, (N, Ho, Wo, F), float32
        Numbers of at least 0.
    argmax : ndarray, (N, Ho, Wo, F), float32
        Where in its window the largest number stands, p · pool_size[1] + q; of equal numbers the first one.

    Examples
    --------
    >>> import numpy as np
    >>> x = np.array([1, 2, 4, 8, 9], np.float32).reshape(1, 1, 5, 1)
    >>> difference, bias = np.array([-1, 1], np.float32).reshape(1, 2, 1, 1), np.zeros(1, np.float32)
    >>> conv, pool = ((1, 1), (0, 0, 0, 0)), ((1, 2), (1, 2), (0, 0, 0, 0))
    >>> y, argmax = conv2d_relu_maxpool2d_forward(x, difference, bias, *conv, *pool)
    >>> y.ravel(), argmax.ravel()
    (array([2., 4.], dtype=float32), array([1., 0.], dtype=float32))
    """
    return forward(x, kernel, bias, strides, padding, True, (pool_size, pool_strides, pool_padding))


def conv2d_relu_maxpool2d_input_gradient(
    y, argmax, dy, kernel, strides, padding, pool_size, pool_strides, pool_padding, height, width
):
    """dx[n, i·sh + u − top, j·sw + v − left, c] += dz[n, i, j, f] · kernel[u, v, c, f]

    where dz has dy[n, i, j, f] at the place that `argmax` names, if y[n, i, j, f] > 0, and 0 elsewhere.

    Parameters
    ----------
    y, argmax : ndarray, (N, Ho, Wo, F), float32
        The outputs of `conv2d_relu_maxpool2d_forward`.
    dy : ndarray, (N, Ho, Wo, F), float32
        The loss's gradient with respect to y.
    kernel, strides, padding, pool_size, pool_strides, pool_padding
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
    >>> y = np.array([2, 4], np.float32).reshape(1, 1, 2, 1)
    >>> argmax, dy = np.array([1, 0], np.float32).reshape(y.shape), np.array([1, 10], np.float32).reshape(y.shape)
    >>> difference = np.array([-1, 1], np.float32).reshape(1, 2, 1, 1)
    >>> conv, pool = ((1, 1), (0, 0, 0, 0)), ((1, 2), (1, 2), (0, 0, 0, 0))
    >>> conv2d_relu_maxpool2d_input_gradient(y, argmax, dy, difference, *conv, *pool, 1, 5).ravel()
    array([ 0., -1., -9., 10.,  0.], dtype=float32)
    """
    pooling = pool_size, pool_strides, pool_padding
    return input_gradient((dy, y, argmax), kernel, strides, padding, height, width, True, pooling)


def conv2d_relu_maxpool2d_kernel_gradient(
    x, y, argmax, dy, strides, padding, pool_size, pool_strides, pool_padding, kh, kw
):
    """dkernel[u, v, c, f] = Σ_nij x[n, i·sh + u − top, j·sw + v − left, c] · dz[n, i, j, f];  dbias[f] = Σ_nij dz

    where dz has dy[n, i, j, f] at the place that `argmax` names, if y[n, i, j, f] > 0, and 0 elsewhere.

    Parameters
    ----------
    x : ndarray, (N, H, W, C), float32
        Images, as they were for `conv2d_relu_maxpool2d_forward`.
    y, argmax : ndarray, (N, Ho, Wo, F), float32
        Its outputs.
    dy : ndarray, (N, Ho, Wo, F), float32
        The loss's gradient with respect to y.
    strides, padding, pool_size, pool_strides, pool_padding
        As they were there.
    kh, kw : int
        Size of the convolution's window in pixels.

    Returns
    -------
    dkernel : ndarray, (kh, kw, C, F), float32
        The loss's gradient with respect to the weights.
    dbias : ndarray, (F,), float32
        The loss's gradient with respect to the bias.

    Examples
    --------
    >>> import numpy as np
    >>> x = np.array([1, 2, 4, 8, 9], np.float32).reshape(1, 1, 5, 1)
    >>> y = np.array([2, 4], np.float32).reshape(1, 1, 2, 1)
    >>> argmax, dy = np.array([1, 0], np.float32).reshape(y.shape), np.array([1, 10], np.float32).reshape(y.shape)
    >>> conv, pool = ((1, 1), (0, 0, 0, 0)), ((1, 2), (1, 2), (0, 0, 0, 0))
    >>> dkernel, dbias = conv2d_relu_maxpool2d_kernel_gradient(x, y, argmax, dy, *conv, *pool, 1, 2)
    >>> dkernel.ravel(), dbias
    (array([42., 84.], dtype=float32), array([11.], dtype=float32))
    """
    pooling = pool_size, pool_strides, pool_padding
    return kernel_gradient(x, (dy, y, argmax), strides, padding, kh, kw, True, pooling)
