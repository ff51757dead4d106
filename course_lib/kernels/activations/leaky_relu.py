"""Leaky relu: what is positive stays, the rest is scaled down, so that it keeps a gradient.

References
----------
A. L. Maas et al., "Rectifier nonlinearities improve neural network acoustic models", ICML 2013.
"""

import numpy as np
from numba import njit, prange

from course_lib.kernels.tasks import part, tasks

__all__ = ["leaky_relu_forward", "leaky_relu_gradient"]


@njit(cache=True, parallel=True)
def leaky_relu_forward(x, negative_slope):
    """y[k] = x[k] where x[k] > 0, else negative_slope · x[k]

    Parameters
    ----------
    x : ndarray, (K,), float32
        Any numbers.
    negative_slope : float
        Slope for negative numbers, at least 0.

    Returns
    -------
    ndarray, (K,), float32
        Numbers of the same signs as in `x`, or 0.

    Examples
    --------
    >>> import numpy as np
    >>> x = np.array([-2, 0, 3], np.float32)
    >>> leaky_relu_forward(x, 0.5)
    array([-1.,  0.,  3.], dtype=float32)
    """
    y = np.empty_like(x)
    negative_slope = np.float32(negative_slope)
    for task in prange(tasks(x)):
        xs, ys = part(x, task), part(y, task)
        for k in range(xs.size):
            ys[k] = xs[k] if xs[k] > 0 else negative_slope * xs[k]
    return y


@njit(cache=True, parallel=True)
def leaky_relu_gradient(y, dy, negative_slope):
    """dx[k] = dy[k] where y[k] > 0, else negative_slope · dy[k]

    Parameters
    ----------
    y : ndarray, (K,), float32
        The output of `leaky_relu_forward`.
    dy : ndarray, (K,), float32
        The loss's gradient with respect to the output of `leaky_relu_forward`.
    negative_slope
        As it was for `leaky_relu_forward`.

    Returns
    -------
    ndarray, (K,), float32
        The loss's gradient with respect to the input of `leaky_relu_forward`.

    Examples
    --------
    >>> import numpy as np
    >>> y = np.array([-1, 0, 3], np.float32)
    >>> dy = np.array([10, 20, 30], np.float32)
    >>> leaky_relu_gradient(y, dy, 0.5)
    array([ 5., 10., 30.], dtype=float32)
    """
    dx = np.empty_like(dy)
    negative_slope = np.float32(negative_slope)
    for task in prange(tasks(y)):
        ys, dys, dxs = part(y, task), part(dy, task), part(dx, task)
        for k in range(ys.size):
            dxs[k] = dys[k] if ys[k] > 0 else negative_slope * dys[k]
    return dx
