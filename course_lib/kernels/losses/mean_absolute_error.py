"""Mean absolute error of numbers: each error weighs as much as it is large."""

import numpy as np
from numba import njit, prange

__all__ = ["mean_absolute_error"]


@njit(cache=True, parallel=True)
def mean_absolute_error(targets, predictions):
    """losses[n] = Σ_k |predictions[n, k] − targets[n, k]| / K;
    gradient[n, k] = sign(predictions[n, k] − targets[n, k]) / (K · N), 0 where they are equal

    Parameters
    ----------
    targets : ndarray, (N, K), float32
        The truth, K numbers for each of N samples.
    predictions : ndarray, (N, K), float32
        Predictions of these numbers, in the same unit.

    Returns
    -------
    losses : ndarray, (N,), float32
        A loss for each sample, at least 0, in that unit.
    gradient : ndarray, (N, K), float32
        Gradient of the mean of `losses` with respect to `predictions`.

    Examples
    --------
    >>> import numpy as np
    >>> targets = np.array([[3, 4], [7, 8]], np.float32)
    >>> predictions = np.array([[1, 5], [7, 10]], np.float32)
    >>> losses, gradient = mean_absolute_error(targets, predictions)
    >>> losses
    array([1.5, 1. ], dtype=float32)
    >>> gradient
    array([[-0.25,  0.25],
           [ 0.  ,  0.25]], dtype=float32)
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
