"""Losses: cross-entropies, on probabilities and fused with softmax or sigmoid, and errors of numbers. The readable
twins are in ``reference/losses.py``.

Each returns the losses of all samples and the gradient of their *mean*.
"""

import numpy as np
from numba import njit, prange

from course_lib.kernels.elementary import exp, log, log1p, sigmoid

__all__ = [
    "binary_crossentropy",
    "categorical_crossentropy",
    "mean_absolute_error",
    "mean_squared_error",
    "sigmoid_crossentropy",
    "softmax_crossentropy",
]

_SMALLEST = np.float32(1e-7)


@njit(cache=True, parallel=True)
def categorical_crossentropy(targets, probabilities):
    """losses[n] = −Σ_k targets[n, k] · ln p[n, k] with p[n, k] = probabilities[n, k] / s[n], s[n] = Σ_k probabilities;
    gradient[n, k] = (Σ_l targets[n, l] − targets[n, k] / p[n, k]) / (s[n] · N)

    targets (N, K), probabilities (N, K) -> losses (N,), gradient (N, K)

    As in Keras each row is first scaled to the sum 1 and p held within [1e-7, 1 − 1e-7], so that ln p stays finite;
    a p that is held counts as a constant in the gradient.
    """
    samples, classes = probabilities.shape
    losses = np.empty(samples, np.float32)
    gradient = np.empty_like(probabilities)
    highest = np.float32(1) - _SMALLEST
    for n in prange(samples):
        total = np.float32(0)
        for k in range(classes):
            total += probabilities[n, k]
        loss, weight, scale = np.float32(0), np.float32(0), total * np.float32(samples)
        for k in range(classes):
            p = probabilities[n, k] / total
            held = min(max(p, _SMALLEST), highest)
            loss -= targets[n, k] * log(held)
            inside = targets[n, k] if held == p else np.float32(0)
            weight += inside
            gradient[n, k] = -inside / held
        for k in range(classes):
            gradient[n, k] = (gradient[n, k] + weight) / scale
        losses[n] = loss
    return losses, gradient


@njit(cache=True, parallel=True)
def softmax_crossentropy(targets, logits):
    """Softmax and cross-entropy in one step, with p = softmax(logits):

    losses[n] = Σ_k targets[n, k] · (ln Σ_l exp(z[n, l]) − z[n, k]),  z = logits − max;
    gradient[n, k] = (p[n, k] · Σ_l targets[n, l] − targets[n, k]) / N

    targets (N, K), logits (N, K) -> losses (N,), probabilities (N, K), gradient (N, K) with respect to the logits

    Fused because the parts would lose what the whole keeps: ln p from the logits needs no small p, and the two
    gradients, one with 1/p and one with p, cancel to a plain difference.
    """
    samples, classes = logits.shape
    losses = np.empty(samples, np.float32)
    probabilities = np.empty_like(logits)
    gradient = np.empty_like(logits)
    for n in prange(samples):
        largest = logits[n, 0]
        for k in range(1, classes):
            largest = max(largest, logits[n, k])
        total, weight = np.float32(0), np.float32(0)
        for k in range(classes):
            probabilities[n, k] = exp(logits[n, k] - largest)
            total += probabilities[n, k]
            weight += targets[n, k]
        log_total, loss = log(total), np.float32(0)
        for k in range(classes):
            probabilities[n, k] /= total
            loss += targets[n, k] * (log_total - (logits[n, k] - largest))
            gradient[n, k] = (probabilities[n, k] * weight - targets[n, k]) / np.float32(samples)
        losses[n] = loss
    return losses, probabilities, gradient


@njit(cache=True, parallel=True)
def binary_crossentropy(targets, probabilities):
    """losses[n] = −Σ_k (t · ln p + (1 − t) · ln(1 − p)) / K with t = targets[n, k], p = probabilities[n, k];
    gradient[n, k] = ((1 − t) / (1 − p) − t / p) / (K · N)

    targets (N, K), probabilities (N, K) -> losses (N,), gradient (N, K)

    As in Keras p is held within [1e-7, 1 − 1e-7]; a p that is held counts as a constant in the gradient.
    """
    samples, size = probabilities.shape
    losses = np.empty(samples, np.float32)
    gradient = np.zeros_like(probabilities)
    one, share = np.float32(1), np.float32(samples * size)
    highest = one - _SMALLEST
    for n in prange(samples):
        total = 0.0
        for k in range(size):
            t, p = targets[n, k], min(max(probabilities[n, k], _SMALLEST), highest)
            total -= np.float64(t * log(p)) + np.float64((one - t) * log(one - p))
            if p == probabilities[n, k]:
                gradient[n, k] = ((one - t) / (one - p) - t / p) / share
        losses[n] = total / size
    return losses, gradient


@njit(cache=True, parallel=True)
def sigmoid_crossentropy(targets, logits):
    """Sigmoid and binary cross-entropy in one step, with p = 1 / (1 + exp(−z)), z = logits[n, k], t = targets[n, k]:

    losses[n] = Σ_k (max(z, 0) − z · t + ln(1 + exp(−|z|))) / K;  gradient[n, k] = (p − t) / (K · N)

    targets (N, K), logits (N, K) -> losses (N,), probabilities (N, K), gradient (N, K) with respect to the logits

    Fused for the reasons of `softmax_crossentropy`.
    """
    samples, size = logits.shape
    losses = np.empty(samples, np.float32)
    probabilities, gradient = np.empty_like(logits), np.empty_like(logits)
    share = np.float32(samples * size)
    for n in prange(samples):
        total = 0.0
        for k in range(size):
            z, t = logits[n, k], targets[n, k]
            # max(z, 0) − z · t, written so that a large z meets no large z of the other sign
            linear = z * (np.float32(1) - t) if z > 0 else -z * t
            total += np.float64(linear) + np.float64(log1p(exp(-abs(z))))
            probabilities[n, k] = sigmoid(z)
            gradient[n, k] = (probabilities[n, k] - t) / share
        losses[n] = total / size
    return losses, probabilities, gradient


@njit(cache=True, parallel=True)
def mean_squared_error(targets, predictions):
    """losses[n] = Σ_k (predictions[n, k] − targets[n, k])² / K;
    gradient[n, k] = 2 · (predictions[n, k] − targets[n, k]) / (K · N)

    targets (N, K), predictions (N, K) -> losses (N,), gradient (N, K)
    """
    samples, size = predictions.shape
    losses = np.empty(samples, np.float32)
    gradient = np.empty_like(predictions)
    share = np.float32(samples * size)
    for n in prange(samples):
        total = 0.0
        for k in range(size):
            error = predictions[n, k] - targets[n, k]
            total += np.float64(error) * np.float64(error)
            gradient[n, k] = np.float32(2) * error / share
        losses[n] = total / size
    return losses, gradient


@njit(cache=True, parallel=True)
def mean_absolute_error(targets, predictions):
    """losses[n] = Σ_k |predictions[n, k] − targets[n, k]| / K;
    gradient[n, k] = sign(predictions[n, k] − targets[n, k]) / (K · N), 0 where they are equal

    targets (N, K), predictions (N, K) -> losses (N,), gradient (N, K)
    """
    samples, size = predictions.shape
    losses = np.empty(samples, np.float32)
    gradient = np.empty_like(predictions)
    part = np.float32(1) / np.float32(samples * size)
    for n in prange(samples):
        total = 0.0
        for k in range(size):
            error = predictions[n, k] - targets[n, k]
            total += np.float64(abs(error))
            gradient[n, k] = part if error > 0 else (-part if error < 0 else np.float32(0))
        losses[n] = total / size
    return losses, gradient
