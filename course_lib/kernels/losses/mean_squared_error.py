"""Mean squared error of numbers: large errors weigh most."""

import numpy as np
from numba import njit, prange

__all__ = ["mean_squared_error"]


@njit(cache=True, parallel=True)
def mean_squared_error(targets, predictions):
    """losses[n] = Σ_k (predictions[n, k] − targets[n, k])² / K;
    gradient[n, k] = 2 · (predictions[n, k] − targets[n, k]) / (K · N)

    Parameters
    ----------
    targets : ndarray, (N, K), float32
        The truth, K numbers for each of N samples.
    predictions : ndarray, (N, K), float32
        Predictions of these numbers, in the same unit.

    Returns
    -------
    losses : ndarray, (N,), float32
        A loss for each sample, at least 0, in the square of that unit.
    gradient : ndarray, (N, K), float32
        Gradient of the mean of `losses` with respect to `predictions`.

    Examples
    --------
    >>> import numpy as np
    >>> targets = np.array([[3, 4], [7, 8]], np.float32)
    >>> predictions = np.array([[1, 5], [7, 10]], np.float32)
    >>> losses, gradient = mean_squared_error(targets, predictions)
    >>> losses
    array([2.5, 2. ], dtype=float32)
    >>> gradient
    array([[-1. ,  0.5],
           [ 0. ,  1. ]], dtype=float32)
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
