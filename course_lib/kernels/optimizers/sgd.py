"""Gradient descent: steps against the gradient, and with momentum, steps that keep a part of the last one.

References
----------
B. T. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964 (momentum).
I. Sutskever et al., "On the importance of initialization and momentum in deep learning", ICML 2013 (Nesterov's).
"""

import numpy as np
from numba import njit, prange

from course_lib.kernels.tasks import part, tasks

__all__ = ["sgd_momentum_update", "sgd_update"]


@njit(cache=True, parallel=True)
def sgd_update(param, grad, learning_rate):
    """One step of gradient descent.

    param −= learning_rate · grad

    Parameters
    ----------
    param : ndarray, (K,), float32
        Numbers that are learned; changed in place.
    grad : ndarray, (K,), float32
        The loss's gradient with respect to `param`.
    learning_rate : float
        How far a step goes, at least 0.

    Examples
    --------
    >>> import numpy as np
    >>> param, grad = np.array([1, 2], np.float32), np.array([2, -4], np.float32)
    >>> sgd_update(param, grad, 0.5)
    >>> param
    array([0., 4.], dtype=float32)
    """
    rate = np.float32(learning_rate)
    for task in prange(tasks(param)):
        p, g = part(param, task), part(grad, task)
        for k in range(p.size):
            p[k] -= rate * g[k]


@njit(cache=True, parallel=True)
def sgd_momentum_update(param, grad, velocity, learning_rate, momentum, nesterov):
    """One step of gradient descent with momentum.

    velocity = momentum · velocity − learning_rate · grad;
    param += velocity, or with nesterov: param += momentum · velocity − learning_rate · grad

    Parameters
    ----------
    param : ndarray, (K,), float32
        Numbers that are learned; changed in place.
    grad : ndarray, (K,), float32
        The loss's gradient with respect to `param`.
    velocity : ndarray, (K,), float32
        Sum of earlier steps, the older the less, at first 0; changed in place.
    learning_rate : float
        How far a step goes, at least 0.
    momentum : float
        Part of the velocity that is kept, from 0 to 1.
    nesterov : bool
        Whether to look ahead: the gradient then counts as if taken after the momentum's part of the step.

    Examples
    --------
    >>> import numpy as np
    >>> param, grad = np.array([1, 1], np.float32), np.array([2, 2], np.float32)
    >>> velocity = np.array([0, 4], np.float32)
    >>> sgd_momentum_update(param, grad, velocity, 0.5, 0.5, False)
    >>> velocity, param
    (array([-1.,  1.], dtype=float32), array([0., 2.], dtype=float32))
    """
    rate, keep = np.float32(learning_rate), np.float32(momentum)
    for task in prange(tasks(param)):
        p, g, vel = part(param, task), part(grad, task), part(velocity, task)
        for k in range(p.size):
            vel[k] = keep * vel[k] - rate * g[k]
            p[k] += keep * vel[k] - rate * g[k] if nesterov else vel[k]
