"""Hyperbolic tangent: any number brought between −1 and 1."""

import numpy as np
from numba import njit, prange

from course_lib.kernels.elementary import tanh
from course_lib.kernels.tasks import part, tasks

__all__ = ["tanh_forward", "tanh_gradient"]


@njit(cache=True, parallel=True)
def tanh_forward(x):
    """y[k] = (exp(x[k]) − exp(−x[k])) / (exp(x[k]) + exp(−x[k]))

    Parameters
    ----------
    x : ndarray, (K,), float32
        Any numbers.

    Returns
    -------
    ndarray, (K,), float32
        Numbers within [−1, 1].

    Examples
    --------
    >>> import numpy as np
    >>> x = np.array([-100, 0, np.log(2)], np.float32)
    >>> tanh_forward(x)
    array([-1. ,  0. ,  0.6], dtype=float32)
    """
    y = np.empty_like(x)
    for task in prange(tasks(x)):
        xs, ys = part(x, task), part(y, task)
        for k in range(xs.size):
            ys[k] = tanh(xs[k])
    return y


@njit(cache=True, parallel=True)
def tanh_gradient(y, dy):
    """dx[k] = dy[k] · (1 − y[k]²)

    Parameters
    ----------
    y : ndarray, (K,), float32
        The output of `tanh_forward`.
    dy : ndarray, (K,), float32
        The loss's gradient with respect to the output of `tanh_forward`.

    Returns
    -------
    ndarray, (K,), float32
        The loss's gradient with respect to the input of `tanh_forward`.

    Examples
    --------
    >>> import numpy as np
    >>> y = np.array([-1, 0, 0.5], np.float32)
    >>> dy = np.array([4, 4, 4], np.float32)
    >>> tanh_gradient(y, dy)
    array([0., 4., 3.], dtype=float32)
    """
    dx = np.empty_like(dy)
    for task in prange(tasks(y)):
        ys, dys, dxs = part(y, task), part(dy, task), part(dx, task)
        for k in range(ys.size):
            dxs[k] = dys[k] * (np.float32(1) - ys[k] * ys[k])
    return dx
