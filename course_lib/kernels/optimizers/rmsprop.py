"""RMSprop: steps against the gradient, measured by a running mean of its square.

References
----------
G. Hinton, "Neural networks for machine learning", lecture 6e, 2012 (RMSprop).
"""

import math

import numpy as np
from numba import njit, prange

from course_lib.kernels.tasks import part, tasks

__all__ = ["rmsprop_momentum_update", "rmsprop_update"]


@njit(cache=True, parallel=True)
def rmsprop_update(param, grad, mean_square, learning_rate, rho, epsilon):
    """One step of RMSprop.

    mean_square = rho · mean_square + (1 − rho) · grad²;  param −= learning_rate · grad / √(mean_square + epsilon)

    Parameters
    ----------
    param : ndarray, (K,), float32
        Numbers that are learned; changed in place.
    grad : ndarray, (K,), float32
        The loss's gradient with respect to `param`.
    mean_square : ndarray, (K,), float32
        Running mean of the gradient's square, at first 0; changed in place.
    learning_rate : float
        How far a step goes, at least 0.
    rho : float
        How much of the mean is kept from step to step, at least 0 and below 1.
    epsilon : float
        Keeps the division finite; above 0.

    Examples
    --------
    >>> import numpy as np
    >>> param, grad = np.array([1, 1], np.float32), np.array([2, 2], np.float32)
    >>> mean_square = np.array([4, 28], np.float32)
    >>> rmsprop_update(param, grad, mean_square, 1.0, 0.5, 1e-7)
    >>> mean_square, param
    (array([ 4., 16.], dtype=float32), array([0. , 0.5], dtype=float32))
    """
    rate, small = np.float32(learning_rate), np.float32(epsilon)
    keep, rest = np.float32(rho), np.float32(1.0 - rho)
    for task in prange(tasks(param)):
        p, g, s = part(param, task), part(grad, task), part(mean_square, task)
        for k in range(p.size):
            s[k] = keep * s[k] + rest * (g[k] * g[k])
            p[k] -= rate * g[k] / math.sqrt(s[k] + small)


@njit(cache=True, parallel=True)
def rmsprop_momentum_update(
    param, grad, mean_square, mean_grad, velocity, learning_rate, rho, momentum, epsilon, centered
):
    """One step of RMSprop with momentum, or centered, or both.

    mean_square = rho · mean_square + (1 − rho) · grad²;  mean_grad = rho · mean_grad + (1 − rho) · grad;
    velocity = momentum · velocity + learning_rate · grad / √(spread + epsilon);  param −= velocity
    with spread = mean_square − mean_grad² if centered, else mean_square

    Parameters
    ----------
    param : ndarray, (K,), float32
        Numbers that are learned; changed in place.
    grad : ndarray, (K,), float32
        The loss's gradient with respect to `param`.
    mean_square, mean_grad : ndarray, (K,), float32
        Running means of the gradient's square and of the gradient, at first 0; changed in place.
    velocity : ndarray, (K,), float32
        Sum of earlier steps, the older the less, at first 0; changed in place.
    learning_rate : float
        How far a step goes, at least 0.
    rho : float
        How much of the means is kept from step to step, at least 0 and below 1.
    momentum : float
        Part of the velocity that is kept, from 0 to 1.
    epsilon : float
        Keeps the division finite; above 0.
    centered : bool
        Whether to measure by the gradient's variance instead of its mean square.

    Examples
    --------
    >>> import numpy as np
    >>> param, grad = np.array([5, 5], np.float32), np.array([2, -2], np.float32)
    >>> mean_square, mean_grad = np.array([6, 6], np.float32), np.array([0, 0], np.float32)
    >>> velocity = np.array([2, 4], np.float32)
    >>> rmsprop_momentum_update(param, grad, mean_square, mean_grad, velocity, 1.0, 0.5, 0.5, 1e-7, True)
    >>> mean_square, mean_grad
    (array([5., 5.], dtype=float32), array([ 1., -1.], dtype=float32))
    >>> velocity, param
    (array([2., 1.], dtype=float32), array([3., 4.], dtype=float32))
    """
    rate, small, drive = np.float32(learning_rate), np.float32(epsilon), np.float32(momentum)
    keep, rest = np.float32(rho), np.float32(1.0 - rho)
    for task in prange(tasks(param)):
        p, g, vel = part(param, task), part(grad, task), part(velocity, task)
        s, mg = part(mean_square, task), part(mean_grad, task)
        for k in range(p.size):
            s[k] = keep * s[k] + rest * (g[k] * g[k])
            mg[k] = keep * mg[k] + rest * g[k]
            spread = s[k] - mg[k] * mg[k] if centered else s[k]
            # Rounding can leave a variance a little below 0.
            vel[k] = drive * vel[k] + rate * g[k] / math.sqrt(max(spread, np.float32(0)) + small)
            p[k] -= vel[k]
