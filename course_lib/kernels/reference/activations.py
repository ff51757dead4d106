"""Relu and softmax as the equations say them."""

import math

import numpy as np


def relu_forward(x):
    """y[k] = max(x[k], 0)

    x (K,) -> y (K,)
    """
    return np.array([max(float(number), 0.0) for number in x])


def relu_gradient(y, dy):
    """dx[k] = dy[k] where y[k] > 0, else 0

    y (K,), the outputs of relu, dy (K,) -> dx (K,)
    """
    return np.array([float(d) if out > 0 else 0.0 for out, d in zip(y, dy, strict=True)])


def softmax_forward(x):
    """y[n, k] = exp(x[n, k] − max_k x[n]) / Σ_k exp(x[n, k] − max_k x[n])

    x (N, K) -> y (N, K)
    """
    y = np.zeros(x.shape)
    for n, row in enumerate(x):
        largest = max(float(number) for number in row)
        powers = [math.exp(float(number) - largest) for number in row]
        for k, power in enumerate(powers):
            y[n, k] = power / sum(powers)
    return y


def softmax_gradient(y, dy):
    """dx[n, k] = y[n, k] · (dy[n, k] − Σ_l y[n, l] · dy[n, l])

    y (N, K), the outputs of softmax, dy (N, K) -> dx (N, K)
    """
    dx = np.zeros(y.shape)
    for n in range(y.shape[0]):
        mean = sum(float(out) * float(d) for out, d in zip(y[n], dy[n], strict=True))
        for k in range(y.shape[1]):
            dx[n, k] = float(y[n, k]) * (float(dy[n, k]) - mean)
    return dx
