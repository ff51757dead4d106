"""Softmax: a row of any numbers becomes probabilities that add up to 1.

References
----------
J. S. Bridle, "Probabilistic interpretation of feedforward classification network outputs", 1990.
"""

import numpy as np
from numba import njit, prange

from course_lib.kernels.elementary import exp

__all__ = ["softmax_forward", "softmax_gradient"]


@njit(cache=True, parallel=True)
def softmax_forward(x):
    """y[n, k] = exp(x[n, k] − max_k x[n]) / Σ_k exp(x[n, k] − max_k x[n])

    Without the maximum exp would overflow beyond x = 88.7.

    Parameters
    ----------
    x : ndarray, (N, K), float32
        Any numbers, a row for each of N samples and a column for each of K classes.

    Returns
    -------
    ndarray, (N, K), float32
        Probabilities: numbers within [0, 1], each row's sum 1.

    Examples
    --------
    >>> import numpy as np
    >>> x = np.array([[7, 7], [0, 1000]], np.float32)
    >>> softmax_forward(x)
    array([[0.5, 0.5],
           [0. , 1. ]], dtype=float32)
    """
    samples, classes = x.shape
    y = np.empty_like(x)
    for n in prange(samples):
        largest = x[n, 0]
        for k in range(1, classes):
            largest = max(largest, x[n, k])
        total = np.float32(0)
        for k in range(classes):
            y[n, k] = exp(x[n, k] - largest)
            total += y[n, k]
        for k in range(classes):
            y[n, k] /= total
    return y


@njit(cache=True, parallel=True)
def softmax_gradient(y, dy):
    """dx[n, k] = y[n, k] · (dy[n, k] − Σ_l y[n, l] · dy[n, l])

    Parameters
    ----------
    y : ndarray, (N, K), float32
        The output of `softmax_forward`.
    dy : ndarray, (N, K), float32
        The loss's gradient with respect to the output of `softmax_forward`.

    Returns
    -------
    ndarray, (N, K), float32
        The loss's gradient with respect to the input of `softmax_forward`.

    Examples
    --------
    >>> import numpy as np
    >>> y = np.array([[0.25, 0.25, 0.5]], np.float32)
    >>> dy = np.array([[4, 0, 2]], np.float32)
    >>> softmax_gradient(y, dy)
    array([[ 0.5, -0.5,  0. ]], dtype=float32)
    """
    samples, classes = y.shape
    dx = np.empty_like(dy)
    for n in prange(samples):
        mean = 0.0  # float64: near a sure prediction dy and its mean are almost equal
        for k in range(classes):
            mean += np.float64(y[n, k]) * np.float64(dy[n, k])
        for k in range(classes):
            dx[n, k] = y[n, k] * (dy[n, k] - mean)
    return dx
