"""Activations: relu and softmax, and their gradients. The readable twins are in ``reference/activations.py``.

References
----------
V. Nair and G. E. Hinton, "Rectified linear units improve restricted Boltzmann machines", ICML 2010 (relu).
J. S. Bridle, "Probabilistic interpretation of feedforward classification network outputs", 1990 (softmax).
"""

import numpy as np
from numba import njit, prange

from course_lib.kernels.elementary import exp

__all__ = ["relu_forward", "relu_gradient", "softmax_forward", "softmax_gradient"]

_BLOCK = 16384  # numbers in a task


@njit(cache=True, parallel=True)
def relu_forward(x):
    """y[k] = max(x[k], 0)

    x (K,) -> y (K,)
    """
    y = np.empty_like(x)
    for block in prange((x.size + _BLOCK - 1) // _BLOCK):
        for k in range(block * _BLOCK, min((block + 1) * _BLOCK, x.size)):
            y[k] = max(x[k], np.float32(0))
    return y


@njit(cache=True, parallel=True)
def relu_gradient(y, dy):
    """dx[k] = dy[k] where y[k] > 0, else 0

    y (K,), the outputs of relu, dy (K,) -> dx (K,)
    """
    dx = np.empty_like(dy)
    for block in prange((y.size + _BLOCK - 1) // _BLOCK):
        for k in range(block * _BLOCK, min((block + 1) * _BLOCK, y.size)):
            dx[k] = dy[k] if y[k] > 0 else np.float32(0)
    return dx


@njit(cache=True, parallel=True)
def softmax_forward(x):
    """y[n, k] = exp(x[n, k] − max_k x[n]) / Σ_k exp(x[n, k] − max_k x[n])

    x (N, K) -> y (N, K), each row's sum 1. Without the maximum exp would overflow beyond x = 88.
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

    y (N, K), the outputs of softmax, dy (N, K) -> dx (N, K)
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
