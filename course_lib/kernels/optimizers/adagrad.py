"""Adagrad: steps that get shorter with all the gradients a number has seen.

References
----------
J. Duchi et al., "Adaptive subgradient methods for online learning", JMLR 12, 2011 (Adagrad).
"""

import math

import numpy as np
from numba import njit, prange

from course_lib.kernels.tasks import part, tasks

__all__ = ["adagrad_update"]


@njit(cache=True, parallel=True)
def adagrad_update(param, grad, accumulator, learning_rate, epsilon):
    """One step of Adagrad.

    accumulator += grad²;  param −= learning_rate · grad / √(accumulator + epsilon)

    Parameters
    ----------
    param : ndarray, (K,), float32
        Numbers that are learned; changed in place.
    grad : ndarray, (K,), float32
        The loss's gradient with respect to `param`.
    accumulator : ndarray, (K,), float32
        Sum of the squares of all gradients so far, at least 0; changed in place.
    learning_rate : float
        How far a step goes, at least 0.
    epsilon : float
        Keeps the division finite; above 0.

    Examples
    --------
    >>> import numpy as np
    >>> param, grad = np.array([1, 1], np.float32), np.array([2, 2], np.float32)
    >>> accumulator = np.array([0, 12], np.float32)
    >>> adagrad_update(param, grad, accumulator, 1.0, 1e-7)
    >>> accumulator, param
    (array([ 4., 16.], dtype=float32), array([0. , 0.5], dtype=float32))
    """
    rate, small = np.float32(learning_rate), np.float32(epsilon)
    for task in prange(tasks(param)):
        p, g, a = part(param, task), part(grad, task), part(accumulator, task)
        for k in range(p.size):
            a[k] += g[k] * g[k]
            p[k] -= rate * g[k] / math.sqrt(a[k] + small)
