"""Activations and their gradients. The readable twins are in ``reference/activations.py``.

Gradients are worked out from the outputs y, so that nobody need keep the inputs.

References
----------
V. Nair and G. E. Hinton, "Rectified linear units improve restricted Boltzmann machines", ICML 2010 (relu).
A. L. Maas et al., "Rectifier nonlinearities improve neural network acoustic models", ICML 2013 (leaky relu).
D.-A. Clevert et al., "Fast and accurate deep network learning by exponential linear units", ICLR 2016 (elu).
J. S. Bridle, "Probabilistic interpretation of feedforward classification network outputs", 1990 (softmax).
"""

import numpy as np
from numba import njit, prange

from course_lib.kernels.elementary import exp, expm1, sigmoid, tanh

__all__ = [
    "elu_forward",
    "elu_gradient",
    "leaky_relu_forward",
    "leaky_relu_gradient",
    "relu_forward",
    "relu_gradient",
    "sigmoid_forward",
    "sigmoid_gradient",
    "softmax_forward",
    "softmax_gradient",
    "tanh_forward",
    "tanh_gradient",
]

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
def leaky_relu_forward(x, negative_slope):
    """y[k] = x[k] where x[k] > 0, else negative_slope · x[k]

    x (K,) -> y (K,); `negative_slope` is at least 0
    """
    y = np.empty_like(x)
    negative_slope = np.float32(negative_slope)
    for block in prange((x.size + _BLOCK - 1) // _BLOCK):
        for k in range(block * _BLOCK, min((block + 1) * _BLOCK, x.size)):
            y[k] = x[k] if x[k] > 0 else negative_slope * x[k]
    return y


@njit(cache=True, parallel=True)
def leaky_relu_gradient(y, dy, negative_slope):
    """dx[k] = dy[k] where y[k] > 0, else negative_slope · dy[k]

    y (K,), the outputs of leaky_relu, dy (K,) -> dx (K,)
    """
    dx = np.empty_like(dy)
    negative_slope = np.float32(negative_slope)
    for block in prange((y.size + _BLOCK - 1) // _BLOCK):
        for k in range(block * _BLOCK, min((block + 1) * _BLOCK, y.size)):
            dx[k] = dy[k] if y[k] > 0 else negative_slope * dy[k]
    return dx


@njit(cache=True, parallel=True)
def elu_forward(x, alpha):
    """y[k] = x[k] where x[k] > 0, else alpha · (exp(x[k]) − 1)

    x (K,) -> y (K,); `alpha` is at least 0
    """
    y = np.empty_like(x)
    alpha = np.float32(alpha)
    for block in prange((x.size + _BLOCK - 1) // _BLOCK):
        for k in range(block * _BLOCK, min((block + 1) * _BLOCK, x.size)):
            y[k] = x[k] if x[k] > 0 else alpha * expm1(x[k])
    return y


@njit(cache=True, parallel=True)
def elu_gradient(y, dy, alpha):
    """dx[k] = dy[k] where y[k] > 0, else dy[k] · (y[k] + alpha)

    y (K,), the outputs of elu, dy (K,) -> dx (K,)
    """
    dx = np.empty_like(dy)
    alpha = np.float32(alpha)
    for block in prange((y.size + _BLOCK - 1) // _BLOCK):
        for k in range(block * _BLOCK, min((block + 1) * _BLOCK, y.size)):
            dx[k] = dy[k] if y[k] > 0 else dy[k] * (y[k] + alpha)
    return dx


@njit(cache=True, parallel=True)
def sigmoid_forward(x):
    """y[k] = 1 / (1 + exp(−x[k]))

    x (K,) -> y (K,)
    """
    y = np.empty_like(x)
    for block in prange((x.size + _BLOCK - 1) // _BLOCK):
        for k in range(block * _BLOCK, min((block + 1) * _BLOCK, x.size)):
            y[k] = sigmoid(x[k])
    return y


@njit(cache=True, parallel=True)
def sigmoid_gradient(y, dy):
    """dx[k] = dy[k] · y[k] · (1 − y[k])

    y (K,), the outputs of sigmoid, dy (K,) -> dx (K,)
    """
    dx = np.empty_like(dy)
    for block in prange((y.size + _BLOCK - 1) // _BLOCK):
        for k in range(block * _BLOCK, min((block + 1) * _BLOCK, y.size)):
            dx[k] = dy[k] * y[k] * (np.float32(1) - y[k])
    return dx


@njit(cache=True, parallel=True)
def tanh_forward(x):
    """y[k] = (exp(x[k]) − exp(−x[k])) / (exp(x[k]) + exp(−x[k]))

    x (K,) -> y (K,)
    """
    y = np.empty_like(x)
    for block in prange((x.size + _BLOCK - 1) // _BLOCK):
        for k in range(block * _BLOCK, min((block + 1) * _BLOCK, x.size)):
            y[k] = tanh(x[k])
    return y


@njit(cache=True, parallel=True)
def tanh_gradient(y, dy):
    """dx[k] = dy[k] · (1 − y[k]²)

    y (K,), the outputs of tanh, dy (K,) -> dx (K,)
    """
    dx = np.empty_like(dy)
    for block in prange((y.size + _BLOCK - 1) // _BLOCK):
        for k in range(block * _BLOCK, min((block + 1) * _BLOCK, y.size)):
            dx[k] = dy[k] * (np.float32(1) - y[k] * y[k])
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
