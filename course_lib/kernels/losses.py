"""Categorical cross-entropy, on probabilities and fused with softmax. The readable twins are in
``reference/losses.py``.

Both functions return the losses of all samples and the gradient of their *mean*.
"""

import numpy as np
from numba import njit, prange

from course_lib.kernels.elementary import exp, log

__all__ = ["categorical_crossentropy", "softmax_crossentropy"]

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
