"""Adadelta: steps whose size follows from the sizes of earlier steps and gradients.

References
----------
M. D. Zeiler, "ADADELTA: an adaptive learning rate method", arXiv:1212.5701, 2012.
"""

import math

import numpy as np
from numba import njit, prange

from course_lib.kernels.tasks import part, tasks

__all__ = ["adadelta_update"]


@njit(cache=True, parallel=True)
def adadelta_update(param, grad, mean_square, mean_delta, learning_rate, rho, epsilon):
    """One step of Adadelta.

    mean_square = rho · mean_square + (1 − rho) · grad²;
    delta = −√(mean_delta + epsilon) / √(mean_square + epsilon) · grad;
    mean_delta = rho · mean_delta + (1 − rho) · delta²;  param += learning_rate · delta

    Parameters
    ----------
    param : ndarray, (K,), float32
        Numbers that are learned; changed in place.
    grad : ndarray, (K,), float32
        The loss's gradient with respect to `param`.
    mean_square, mean_delta : ndarray, (K,), float32
        Running means of the gradient's square and of the step's square, at first 0; changed in place.
    learning_rate : float
        Factor on each step, at least 0; the paper has none, which is 1.
    rho : float
        How much of the means is kept from step to step, at least 0 and below 1.
    epsilon : float
        Lets the first steps start; above 0.

    Examples
    --------
    >>> import numpy as np
    >>> param, grad = np.array([5, 5], np.float32), np.array([2, 20], np.float32)
    >>> mean_square, mean_delta = np.array([4, 400], np.float32), np.array([4, 4], np.float32)
    >>> adadelta_update(param, grad, mean_square, mean_delta, 1.0, 0.5, 1e-7)
    >>> param
    array([3., 3.], dtype=float32)
    """
    rate, small = np.float32(learning_rate), np.float32(epsilon)
    keep, rest = np.float32(rho), np.float32(1.0 - rho)
    for task in prange(tasks(param)):
        p, g, s, d = part(param, task), part(grad, task), part(mean_square, task), part(mean_delta, task)
        for k in range(p.size):
            s[k] = keep * s[k] + rest * (g[k] * g[k])
            delta = -math.sqrt(d[k] + small) * g[k] / math.sqrt(s[k] + small)
            d[k] = keep * d[k] + rest * (delta * delta)
            p[k] += rate * delta
