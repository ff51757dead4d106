"""Cross-entropy for answers of yes or no: each number is a probability of its own."""

import numpy as np
from numba import njit, prange

from course_lib.kernels.elementary import log
from course_lib.kernels.losses.categorical_crossentropy import _SMALLEST

__all__ = ["binary_crossentropy"]


@njit(cache=True, parallel=True)
def binary_crossentropy(targets, probabilities):
    """losses[n] = −Σ_k (t · ln p + (1 − t) · ln(1 − p)) / K with t = targets[n, k], p = probabilities[n, k];
    gradient[n, k] = ((1 − t) / (1 − p) − t / p) / (K · N)

    As in Keras p is held within [1e-7, 1 − 1e-7]; a p that is held counts as a constant in the gradient.

    Parameters
    ----------
    targets : ndarray, (N, K), float32
        The truth, K answers for each of N samples: 1 for yes and 0 for no, or numbers between.
    probabilities : ndarray, (N, K), float32
        Predictions: the probabilities of yes, within [0, 1]; nan gives a loss of nan.

    Returns
    -------
    losses : ndarray, (N,), float32
        A loss for each sample, at least 0.
    gradient : ndarray, (N, K), float32
        Gradient of the mean of `losses` with respect to `probabilities`.

    Examples
    --------
    >>> import numpy as np
    >>> targets = np.array([[1, 0]], np.float32)
    >>> probabilities = np.array([[0.5, 0.75]], np.float32)
    >>> losses, gradient = binary_crossentropy(targets, probabilities)
    >>> losses  # (ln 2 + ln 4) / 2
    array([1.0397208], dtype=float32)
    >>> gradient
    array([[-1.,  2.]], dtype=float32)
    """
    samples, size = probabilities.shape
    losses = np.empty(samples, np.float32)
    gradient = np.zeros_like(probabilities)
    one, share = np.float32(1), np.float32(samples * size)
    highest = one - _SMALLEST
    for n in prange(samples):
        total = 0.0
        for k in range(size):
            t, p = targets[n, k], probabilities[n, k]
            held = min(max(p, _SMALLEST), highest) if p == p else p  # nan stays nan
            total -= np.float64(t * log(held)) + np.float64((one - t) * log(one - held))
            if held == p:
                gradient[n, k] = ((one - t) / (one - p) - t / p) / share
        losses[n] = total / size
    return losses, gradient
