"""The fully connected layer as the equation says it."""

import numpy as np


def dense_forward(x, kernel, bias):
    """y[n, o] = bias[o] + Σ_k x[n, k] · kernel[k, o]

    x (N, K) · kernel (K, O) + bias (O,) -> y (N, O)
    """
    y = np.zeros((x.shape[0], kernel.shape[1]))
    for n, o in np.ndindex(*y.shape):
        y[n, o] = bias[o]
        for k in range(x.shape[1]):
            y[n, o] += float(x[n, k]) * float(kernel[k, o])
    return y


def dense_input_gradient(dy, kernel):
    """dx[n, k] = Σ_o dy[n, o] · kernel[k, o]

    dy (N, O) · kernelᵀ (O, K) -> dx (N, K)
    """
    dx = np.zeros((dy.shape[0], kernel.shape[0]))
    for n, k in np.ndindex(*dx.shape):
        for o in range(dy.shape[1]):
            dx[n, k] += float(dy[n, o]) * float(kernel[k, o])
    return dx


def dense_kernel_gradient(x, dy):
    """dkernel[k, o] = Σ_n x[n, k] · dy[n, o];  dbias[o] = Σ_n dy[n, o]

    x (N, K), dy (N, O) -> dkernel (K, O), dbias (O,)
    """
    dkernel, dbias = np.zeros((x.shape[1], dy.shape[1])), np.zeros(dy.shape[1])
    for n, o in np.ndindex(*dy.shape):
        dbias[o] += dy[n, o]
        for k in range(x.shape[1]):
            dkernel[k, o] += float(x[n, k]) * float(dy[n, o])
    return dkernel, dbias
