"""Activations as the equations say them."""

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


def leaky_relu_forward(x, negative_slope):
    """y[k] = x[k] where x[k] > 0, else negative_slope · x[k]

    x (K,) -> y (K,)
    """
    y = np.zeros(x.size)
    for k in range(x.size):
        z = float(x[k])
        y[k] = z if z > 0 else negative_slope * z
    return y


def leaky_relu_gradient(y, dy, negative_slope):
    """dx[k] = dy[k] where y[k] > 0, else negative_slope · dy[k]

    y (K,), the outputs of leaky_relu, dy (K,) -> dx (K,)
    """
    dx = np.zeros(y.size)
    for k in range(y.size):
        out, d = float(y[k]), float(dy[k])
        dx[k] = d if out > 0 else negative_slope * d
    return dx


def elu_forward(x, alpha):
    """y[k] = x[k] where x[k] > 0, else alpha · (exp(x[k]) − 1)

    x (K,) -> y (K,)
    """
    y = np.zeros(x.size)
    for k in range(x.size):
        z = float(x[k])
        y[k] = z if z > 0 else alpha * math.expm1(z)
    return y


def elu_gradient(y, dy, alpha):
    """dx[k] = dy[k] where y[k] > 0, else dy[k] · (y[k] + alpha)

    y (K,), the outputs of elu, dy (K,) -> dx (K,)
    """
    dx = np.zeros(y.size)
    for k in range(y.size):
        out, d = float(y[k]), float(dy[k])
        dx[k] = d if out > 0 else d * (out + alpha)
    return dx


def sigmoid_forward(x):
    """y[k] = 1 / (1 + exp(−x[k]))

    x (K,) -> y (K,)
    """
    y = np.zeros(x.size)
    for k in range(x.size):
        z = float(x[k])
        y[k] = 1 / (1 + math.exp(-z)) if z > 0 else math.exp(z) / (1 + math.exp(z))  # no power overflows
    return y


def sigmoid_gradient(y, dy):
    """dx[k] = dy[k] · y[k] · (1 − y[k])

    y (K,), the outputs of sigmoid, dy (K,) -> dx (K,)
    """
    dx = np.zeros(y.size)
    for k in range(y.size):
        out, d = float(y[k]), float(dy[k])
        dx[k] = d * out * (1 - out)
    return dx


def tanh_forward(x):
    """y[k] = (exp(x[k]) − exp(−x[k])) / (exp(x[k]) + exp(−x[k]))

    x (K,) -> y (K,)
    """
    y = np.zeros(x.size)
    for k in range(x.size):
        z = float(x[k])
        y[k] = math.tanh(z)
    return y


def tanh_gradient(y, dy):
    """dx[k] = dy[k] · (1 − y[k]²)

    y (K,), the outputs of tanh, dy (K,) -> dx (K,)
    """
    dx = np.zeros(y.size)
    for k in range(y.size):
        out, d = float(y[k]), float(dy[k])
        dx[k] = d * (1 - out * out)
    return dx


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
