"""Batch normalization: statistics of a batch, the normalized numbers, and the gradient.

x is (P, C): one row for each pixel of each image, one column a channel. Sums are formed in float64, over chunks of rows
that are then added in order, so that neither threads nor registers change a bit. The readable twins are in
``reference/batchnorm.py``.

References
----------
S. Ioffe and C. Szegedy, "Batch normalization: accelerating deep network training by reducing internal covariate shift",
ICML 2015.
"""

import math

import numpy as np
from numba import njit, prange

__all__ = ["batchnorm_forward", "batchnorm_gradient", "batchnorm_statistics"]

_ROWS = 512  # rows in a chunk


@njit(cache=True, parallel=True)
def batchnorm_statistics(x):
    """mean[c] = Σ_p x[p, c] / P;  variance[c] = Σ_p (x[p, c] − mean[c])² / P

    Parameters
    ----------
    x : ndarray, (P, C), float32
        Numbers of a batch; a column is a channel.

    Returns
    -------
    mean, variance : ndarray, (C,), float32
        Each channel's mean, and its mean square distance from that.

    Examples
    --------
    >>> import numpy as np
    >>> x = np.array([[1, 10], [3, 30]], np.float32)
    >>> batchnorm_statistics(x)
    (array([ 2., 20.], dtype=float32), array([  1., 100.], dtype=float32))
    """
    rows, channels = x.shape
    chunks = (rows + _ROWS - 1) // _ROWS
    partial = np.zeros((chunks, channels))
    for chunk in prange(chunks):
        for p in range(chunk * _ROWS, min((chunk + 1) * _ROWS, rows)):
            for c in range(channels):
                partial[chunk, c] += x[p, c]
    mean = _in_order(partial, rows)
    squares = np.zeros((chunks, channels))
    for chunk in prange(chunks):
        for p in range(chunk * _ROWS, min((chunk + 1) * _ROWS, rows)):
            for c in range(channels):
                away = x[p, c] - mean[c]
                squares[chunk, c] += away * away
    return mean.astype(np.float32), _in_order(squares, rows).astype(np.float32)


@njit(cache=True, parallel=True)
def batchnorm_forward(x, gamma, beta, mean, variance, epsilon):
    """y[p, c] = gamma[c] · (x[p, c] − mean[c]) / √(variance[c] + epsilon) + beta[c]

    Parameters
    ----------
    x : ndarray, (P, C), float32
        Numbers of a batch; a column is a channel.
    gamma, beta : ndarray, (C,), float32
        The factor and the shift that each channel learns.
    mean, variance : ndarray, (C,), float32
        Those of the batch in training, moving averages of them otherwise.
    epsilon : float
        Keeps the division finite where the variance is 0; above 0.

    Returns
    -------
    ndarray, (P, C), float32
        The normalized numbers, scaled and shifted.

    Examples
    --------
    >>> import numpy as np
    >>> x = np.array([[1, 10], [3, 30]], np.float32)
    >>> gamma, beta = np.array([1, 2], np.float32), np.array([0, 5], np.float32)
    >>> mean, variance = np.array([2, 20], np.float32), np.array([1, 100], np.float32)
    >>> batchnorm_forward(x, gamma, beta, mean, variance, 1e-9)
    array([[-1.,  3.],
           [ 1.,  7.]], dtype=float32)
    """
    rows, channels = x.shape
    y = np.empty_like(x)
    factor = _factor(gamma, variance, epsilon)
    for chunk in prange((rows + _ROWS - 1) // _ROWS):
        for p in range(chunk * _ROWS, min((chunk + 1) * _ROWS, rows)):
            for c in range(channels):
                y[p, c] = factor[c] * (x[p, c] - mean[c]) + beta[c]
    return y


@njit(cache=True, parallel=True)
def batchnorm_gradient(x, dy, gamma, mean, variance, epsilon, training):
    """With z[p, c] = (x[p, c] − mean[c]) / √(variance[c] + epsilon):

    dbeta[c] = Σ_p dy[p, c];  dgamma[c] = Σ_p dy[p, c] · z[p, c];
    dx[p, c] = gamma[c] / √(variance[c] + epsilon) · (dy[p, c] − (dbeta[c] + z[p, c] · dgamma[c]) / P)

    In training, mean and variance are the batch's and change with x: the last term. Otherwise they are constants, and
    the term is left out.

    Parameters
    ----------
    x : ndarray, (P, C), float32
        The input of `batchnorm_forward`.
    dy : ndarray, (P, C), float32
        The loss's gradient with respect to its output.
    gamma, mean, variance, epsilon
        As they were there.
    training : bool
        Whether mean and variance are those of `x`.

    Returns
    -------
    dx : ndarray, (P, C), float32
        The loss's gradient with respect to `x`.
    dgamma, dbeta : ndarray, (C,), float32
        The loss's gradients with respect to the factors and the shifts.

    Examples
    --------
    >>> import numpy as np
    >>> x = np.array([[1], [1], [3], [3]], np.float32)
    >>> dy = np.array([[4], [0], [0], [0]], np.float32)
    >>> gamma, mean, variance = np.array([1], np.float32), np.array([2], np.float32), np.array([1], np.float32)
    >>> dx, dgamma, dbeta = batchnorm_gradient(x, dy, gamma, mean, variance, 1e-9, True)
    >>> dx.ravel(), dgamma, dbeta
    (array([ 2., -2.,  0.,  0.], dtype=float32), array([-4.], dtype=float32), array([4.], dtype=float32))
    """
    rows, channels = x.shape
    chunks = (rows + _ROWS - 1) // _ROWS
    ones = np.ones(channels, np.float32)
    scale, factor = _factor(ones, variance, epsilon), _factor(gamma, variance, epsilon)
    sums, products = np.zeros((chunks, channels)), np.zeros((chunks, channels))
    for chunk in prange(chunks):
        for p in range(chunk * _ROWS, min((chunk + 1) * _ROWS, rows)):
            for c in range(channels):
                sums[chunk, c] += dy[p, c]
                products[chunk, c] += np.float64(dy[p, c]) * np.float64((x[p, c] - mean[c]) * scale[c])
    dbeta, dgamma = _in_order(sums, 1).astype(np.float32), _in_order(products, 1).astype(np.float32)
    count = np.float32(rows)
    dx = np.empty_like(x)
    for chunk in prange(chunks):
        for p in range(chunk * _ROWS, min((chunk + 1) * _ROWS, rows)):
            for c in range(channels):
                z = (x[p, c] - mean[c]) * scale[c]
                shared = (dbeta[c] + z * dgamma[c]) / count if training else np.float32(0)
                dx[p, c] = factor[c] * (dy[p, c] - shared)
    return dx, dgamma, dbeta


@njit(cache=True)
def _in_order(partial, count):
    """The chunks' sums added up, divided by `count`."""
    total = np.zeros(partial.shape[1])
    for chunk in range(partial.shape[0]):
        for c in range(total.size):
            total[c] += partial[chunk, c]
    return total / count


@njit(cache=True)
def _factor(gamma, variance, epsilon):
    """gamma / √(variance + epsilon), in float32."""
    factor = np.empty_like(gamma)
    for c in range(gamma.size):
        factor[c] = gamma[c] / math.sqrt(variance[c] + np.float32(epsilon))
    return factor
