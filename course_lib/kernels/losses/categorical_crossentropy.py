"""Cross-entropy of probabilities: −ln of the probability that a prediction gave the true class."""

import numpy as np
from numba import njit, prange

from course_lib.kernels.elementary import log

__all__ = ["categorical_crossentropy"]

_SMALLEST = np.float32(1e-7)


@njit(cache=True, parallel=True)
def categorical_crossentropy(targets, probabilities):
    """losses[n] = −Σ_k targets[n, k] · ln p[n, k] with p[n, k] = probabilities[n, k] / s[n], s[n] = Σ_k probabilities;
    gradient[n, k] = (Σ_l targets[n, l] − targets[n, k] / p[n, k]) / (s[n] · N)

    As in Keras each row is first scaled to the sum 1 and p held within [1e-7, 1 − 1e-7], so that ln p stays finite;
    a p that is held counts as a constant in the gradient.

    Parameters
    ----------
    targets : ndarray, (N, K), float32
        The truth, a row for each of N samples: 1 for its class and 0 for the other K − 1, or any probabilities.
    probabilities : ndarray, (N, K), float32
        Predictions: numbers of at least 0, each row's sum above 0; a row with nan gives a loss of nan.

    Returns
    -------
    losses : ndarray, (N,), float32
        A loss for each sample, at least 0.
    gradient : ndarray, (N, K), float32
        Gradient of the mean of `losses` with respect to `probabilities`.

    Examples
    --------
    >>> import numpy as np
    >>> targets = np.array([[0, 1], [1, 0]], np.float32)
    >>> probabilities = np.array([[0.5, 0.5], [0.25, 0.75]], np.float32)
    >>> losses, gradient = categorical_crossentropy(targets, probabilities)
    >>> losses  # ln 2 and ln 4
    array([0.6931472, 1.3862944], dtype=float32)
    >>> gradient
    array([[ 0.5, -0.5],
           [-1.5,  0.5]], dtype=float32)
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
            held = min(max(p, _SMALLEST), highest) if p == p else p  # nan stays nan
            loss -= targets[n, k] * log(held)
            inside = targets[n, k] if held == p else np.float32(0)
            weight += inside
            gradient[n, k] = -inside / held
        for k in range(classes):
            gradient[n, k] = (gradient[n, k] + weight) / scale
        losses[n] = loss
    return losses, gradient
