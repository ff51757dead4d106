"""Elu: what is positive stays, the rest falls smoothly towards −alpha.

References
----------
D.-A. Clevert et al., "Fast and accurate deep network learning by exponential linear units", ICLR 2016.
"""

import numpy as np
from numba import njit, prange

from course_lib.kernels.elementary import expm1
from course_lib.kernels.tasks import part, tasks

__all__ = ["elu_forward", "elu_gradient"]


@njit(cache=True, parallel=True)
def elu_forward(x, alpha):
    """y[k] = x[k] where x[k] > 0, else alpha · (exp(x[k]) − 1)

    Parameters
    ----------
    x : ndarray, (K,), float32
        Any numbers.
    alpha : float
        How far below 0 outputs can go, at least 0.

    Returns
    -------
    ndarray, (K,), float32
        Numbers of at least −alpha.

    Examples
    --------
    >>> import numpy as np
    >>> x = np.array([-50, np.log(0.5), 3], np.float32)
    >>> elu_forward(x, 2.0)
    array([-2., -1.,  3.], dtype=float32)
    """
    y = np.empty_like(x)
    alpha = np.float32(alpha)
    for task in prange(tasks(x)):
        xs, ys = part(x, task), part(y, task)
        for k in range(xs.size):
            below = alpha * expm1(xs[k])
            ys[k] = xs[k] if xs[k] > 0 else below
    return y


@njit(cache=True, parallel=True)
def elu_gradient(y, dy, alpha):
    """dx[k] = dy[k] where y[k] > 0, else dy[k] · (y[k] + alpha)

    Parameters
    ----------
    y : ndarray, (K,), float32
        The output of `elu_forward`.
    dy : ndarray, (K,), float32
        The loss's gradient with respect to the output of `elu_forward`.
    alpha
        As it was for `elu_forward`.

    Returns
    -------
    ndarray, (K,), float32
        The loss's gradient with respect to the input of `elu_forward`.

    Examples
    --------
    >>> import numpy as np
    >>> y = np.array([-2, -1, 3], np.float32)
    >>> dy = np.array([10, 20, 30], np.float32)
    >>> elu_gradient(y, dy, 2.0)
    array([ 0., 20., 30.], dtype=float32)
    """
    dx = np.empty_like(dy)
    alpha = np.float32(alpha)
    for task in prange(tasks(y)):
        ys, dys, dxs = part(y, task), part(dy, task), part(dx, task)
        for k in range(ys.size):
            dxs[k] = dys[k] if ys[k] > 0 else dys[k] * (ys[k] + alpha)
    return dx
