"""Batch normalization as the equations say it."""

import math

import numpy as np


def batchnorm_statistics(x):
    """mean[c] = Σ_p x[p, c] / P;  variance[c] = Σ_p (x[p, c] − mean[c])² / P

    x (P, C) -> mean (C,), variance (C,)
    """
    rows, channels = x.shape
    mean, variance = np.zeros(channels), np.zeros(channels)
    for p, c in np.ndindex(rows, channels):
        mean[c] += float(x[p, c]) / rows
    for p, c in np.ndindex(rows, channels):
        variance[c] += (float(x[p, c]) - mean[c]) ** 2 / rows
    return mean, variance


def batchnorm_forward(x, gamma, beta, mean, variance, epsilon):
    """y[p, c] = gamma[c] · (x[p, c] − mean[c]) / √(variance[c] + epsilon) + beta[c]

    x (P, C), gamma, beta, mean, variance (C,) -> y (P, C)
    """
    y = np.zeros(x.shape)
    for p, c in np.ndindex(*x.shape):
        z = (float(x[p, c]) - float(mean[c])) / math.sqrt(float(variance[c]) + epsilon)
        y[p, c] = float(gamma[c]) * z + float(beta[c])
    return y


def batchnorm_gradient(x, dy, gamma, mean, variance, epsilon, training):
    """With z[p, c] = (x[p, c] − mean[c]) / √(variance[c] + epsilon):

    dbeta[c] = Σ_p dy[p, c];  dgamma[c] = Σ_p dy[p, c] · z[p, c];
    dx[p, c] = gamma[c] / √(variance[c] + epsilon) · (dy[p, c] − (dbeta[c] + z[p, c] · dgamma[c]) / P)

    x, dy (P, C), gamma, mean, variance (C,) -> dx (P, C), dgamma (C,), dbeta (C,)
    """
    rows, channels = x.shape
    dx, dgamma, dbeta = np.zeros(x.shape), np.zeros(channels), np.zeros(channels)
    for c in range(channels):
        scale = 1 / math.sqrt(float(variance[c]) + epsilon)
        z = [(float(x[p, c]) - float(mean[c])) * scale for p in range(rows)]
        for p in range(rows):
            dbeta[c] += float(dy[p, c])
            dgamma[c] += float(dy[p, c]) * z[p]
        for p in range(rows):
            shared = (dbeta[c] + z[p] * dgamma[c]) / rows if training else 0.0  # through mean and variance
            dx[p, c] = float(gamma[c]) * scale * (float(dy[p, c]) - shared)
    return dx, dgamma, dbeta
