"""Sigmoid and binary cross-entropy in one step, for a network that answers yes or no."""

import numpy as np
from numba import njit, prange

from course_lib.kernels.elementary import exp, log1p, sigmoid

__all__ = ["sigmoid_crossentropy"]


@njit(cache=True, parallel=True)
def sigmoid_crossentropy(targets, logits):
    """Sigmoid and binary cross-entropy in one step, with p = 1 / (1 + exp(−z)), z = logits[n, k], t = targets[n, k]:

    losses[n] = Σ_k (max(z, 0) − z · t + ln(1 + exp(−|z|))) / K;  gradient[n, k] = (p − t) / (K · N)

    Fused for the reasons of `softmax_crossentropy`.

    Parameters
    ----------
    targets : ndarray, (N, K), float32
        The truth, K answers for each of N samples: 1 for yes and 0 for no, or numbers between.
    logits : ndarray, (N, K), float32
        Predictions before the sigmoid: any numbers.

    Returns
    -------
    losses : ndarray, (N,), float32
        A loss for each sample, at least 0.
    probabilities : ndarray, (N, K), float32
        Predictions after the sigmoid, within [0, 1].
    gradient : ndarray, (N, K), float32
        Gradient of the mean of `losses` with respect to `logits`.

    Examples
    --------
    >>> import numpy as np
    >>> targets = np.array([[1, 0]], np.float32)
    >>> logits = np.array([[0, np.log(3)]], np.float32)
    >>> losses, probabilities, gradient = sigmoid_crossentropy(targets, logits)
    >>> losses  # (ln 2 + ln 4) / 2
    array([1.0397208], dtype=float32)
    >>> probabilities
    array([[0.5 , 0.75]], dtype=float32)
    >>> gradient
    array([[-0.25 ,  0.375]], dtype=float32)
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
