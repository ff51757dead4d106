"""Sigmoid: a probability from any number."""

import numpy as np
from numba import njit, prange

from course_lib.kernels.elementary import sigmoid
from course_lib.kernels.tasks import part, tasks

__all__ = ["sigmoid_forward", "sigmoid_gradient"]


@njit(cache=True, parallel=True)
def sigmoid_forward(x):
    """y[k] = 1 / (1 + exp(−x[k]))

    Parameters
    ----------
    x : ndarray, (K,), float32
        Any numbers.

    Returns
    -------
    ndarray, (K,), float32
        Numbers within [0, 1].

    Examples
    --------
    >>> import numpy as np
    >>> x = np.array([-100, 0, np.log(3)], np.float32)
    >>> sigmoid_forward(x)
    array([0.  , 0.5 , 0.75], dtype=float32)
    """
    y = np.empty_like(x)
    for task in prange(tasks(x)):
        xs, ys = part(x, task), part(y, task)
        for k in range(xs.size):
            ys[k] = sigmoid(xs[k])
    return y


@njit(cache=True, parallel=True)
def sigmoid_gradient(y, dy):
    """dx[k] = dy[k] · y[k] · (1 − y[k])

    Parameters
    ----------
    y : ndarray, (K,), float32
        The output of `sigmoid_forward`.
    dy : ndarray, (K,), float32
        The loss's gradient with respect to the output of `sigmoid_forward`.

    Returns
    -------
    ndarray, (K,), float32
        The loss's gradient with respect to the input of `sigmoid_forward`.

    Examples
    --------
    >>> import numpy as np
    >>> y = np.array([0, 0.5, 0.75], np.float32)
    >>> dy = np.array([16, 16, 16], np.float32)
    >>> sigmoid_gradient(y, dy)
    array([0., 4., 3.], dtype=float32)
    """
    dx = np.empty_like(dy)
    for task in prange(tasks(y)):
        ys, dys, dxs = part(y, task), part(dy, task), part(dx, task)
        for k in range(ys.size):
            dxs[k] = dys[k] * ys[k] * (np.float32(1) - ys[k])
    return dx
