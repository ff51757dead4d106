"""Relu: what is positive stays, the rest becomes 0.

References
----------
V. Nair and G. E. Hinton, "Rectified linear units improve restricted Boltzmann machines", ICML 2010.
"""

import numpy as np
from numba import njit, prange

from course_lib.kernels.tasks import part, tasks

__all__ = ["relu_forward", "relu_gradient"]


@njit(cache=True, parallel=True)
def relu_forward(x):
    """y[k] = max(x[k], 0)

    Parameters
    ----------
    x : ndarray, (K,), float32
        Any numbers.

    Returns
    -------
    ndarray, (K,), float32
        Numbers of at least 0.

    Examples
    --------
    >>> import numpy as np
    >>> x = np.array([-2, 0, 3], np.float32)
    >>> relu_forward(x)
    array([0., 0., 3.], dtype=float32)
    """
    y = np.empty_like(x)
    for task in prange(tasks(x)):
        xs, ys = part(x, task), part(y, task)
        for k in range(xs.size):
            ys[k] = max(xs[k], np.float32(0))
    return y


@njit(cache=True, parallel=True)
def relu_gradient(y, dy):
    """dx[k] = dy[k] where y[k] > 0, else 0

    Parameters
    ----------
    y : ndarray, (K,), float32
        The output of `relu_forward`.
    dy : ndarray, (K,), float32
        The loss's gradient with respect to the output of `relu_forward`.

    Returns
    -------
    ndarray, (K,), float32
        The loss's gradient with respect to the input of `relu_forward`.

    Examples
    --------
    >>> import numpy as np
    >>> y = np.array([0, 0, 3], np.float32)
    >>> dy = np.array([10, 20, 30], np.float32)
    >>> relu_gradient(y, dy)
    array([ 0.,  0., 30.], dtype=float32)
    """
    dx = np.empty_like(dy)
    for task in prange(tasks(y)):
        ys, dys, dxs = part(y, task), part(dy, task), part(dx, task)
        for k in range(ys.size):
            dxs[k] = dys[k] if ys[k] > 0 else np.float32(0)
    return dx
