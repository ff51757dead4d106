"""Softmax and cross-entropy in one step, for a network that chooses one of several classes."""

import numpy as np
from numba import njit, prange

from course_lib.kernels.elementary import exp, log

__all__ = ["softmax_crossentropy"]


@njit(cache=True, parallel=True)
def softmax_crossentropy(targets, logits):
    """Softmax and cross-entropy in one step, with p = softmax(logits):

    losses[n] = Σ_k targets[n, k] · (ln Σ_l exp(z[n, l]) − z[n, k]),  z = logits − max;
    gradient[n, k] = (p[n, k] · Σ_l targets[n, l] − targets[n, k]) / N

    Fused because the parts would lose what the whole keeps: ln p from the logits needs no small p, and the two
    gradients, one with 1/p and one with p, cancel to a plain difference.

    Parameters
    ----------
    targets : ndarray, (N, K), float32
        The truth, a row for each of N samples: 1 for its class and 0 for the other K − 1, or any probabilities.
    logits : ndarray, (N, K), float32
        Predictions before the softmax: any numbers.

    Returns
    -------
    losses : ndarray, (N,), float32
        A loss for each sample, at least 0.
    probabilities : ndarray, (N, K), float32
        Predictions after the softmax, each row's sum 1.
    gradient : ndarray, (N, K), float32
        Gradient of the mean of `losses` with respect to `logits`.

    Examples
    --------
    >>> import numpy as np
    >>> targets = np.array([[0, 1], [1, 0]], np.float32)
    >>> logits = np.array([[7, 7], [0, 100]], np.float32)
    >>> losses, probabilities, gradient = softmax_crossentropy(targets, logits)
    >>> losses  # ln 2 and 100
    array([  0.6931472, 100.       ], dtype=float32)
    >>> probabilities
    array([[0.5, 0.5],
           [0. , 1. ]], dtype=float32)
    >>> gradient
    array([[ 0.25, -0.25],
           [-0.5 ,  0.5 ]], dtype=float32)
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
