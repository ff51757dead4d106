"""Adam and AdamW: steps against a running mean of the gradient, measured by a running mean of its square.

References
----------
D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, arXiv:1412.6980.
I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", ICLR 2019 (AdamW).
"""

import math

import numpy as np
from numba import njit, prange

from course_lib.kernels.tasks import part, tasks

__all__ = ["adam_update"]


@njit(cache=True, parallel=True)
def adam_update(param, grad, m, v, learning_rate, beta_1, beta_2, epsilon, weight_decay, step):
    """One step of Adam; `step` counts from 1.

    m += (grad − m) · (1 − beta_1);  v += (grad² − v) · (1 − beta_2);
    param = param · (1 − learning_rate · weight_decay) − alpha · m / (√v + epsilon)
    with alpha = learning_rate · √(1 − beta_2^step) / (1 − beta_1^step)

    Parameters
    ----------
    param : ndarray, (K,), float32
        Numbers that are learned; changed in place.
    grad : ndarray, (K,), float32
        The loss's gradient with respect to `param`.
    m, v : ndarray, (K,), float32
        Running means of the gradient and of its square, at first 0; changed in place.
    learning_rate : float
        How far a step goes, at least 0.
    beta_1, beta_2 : float
        How much of m and v is kept from step to step, at least 0 and below 1.
    epsilon : float
        Keeps the division finite; above 0.
    weight_decay : float
        Part of a parameter that is lost in a step of learning rate 1, at least 0; 0 is plain Adam.
    step : int
        Number of this step, from 1.

    Examples
    --------
    In the first step each number moves by the learning rate, however large its gradient is:

    >>> import numpy as np
    >>> param, grad = np.array([1, 1], np.float32), np.array([4, -100], np.float32)
    >>> m, v = np.zeros(2, np.float32), np.zeros(2, np.float32)
    >>> adam_update(param, grad, m, v, 0.5, 0.5, 0.75, 1e-7, 0.0, 1)
    >>> m, v
    (array([  2., -50.], dtype=float32), array([   4., 2500.], dtype=float32))
    >>> param
    array([0.5, 1.5], dtype=float32)
    """
    alpha = np.float32(learning_rate * math.sqrt(1.0 - _power(beta_2, step)) / (1.0 - _power(beta_1, step)))
    rest_1, rest_2, small = np.float32(1.0 - beta_1), np.float32(1.0 - beta_2), np.float32(epsilon)
    keep = np.float32(1.0 - learning_rate * weight_decay)
    for task in prange(tasks(param)):
        p, g, ms, vs = part(param, task), part(grad, task), part(m, task), part(v, task)
        for k in range(p.size):
            ms[k] += (g[k] - ms[k]) * rest_1
            vs[k] += (g[k] * g[k] - vs[k]) * rest_2
            p[k] = p[k] * keep - alpha * ms[k] / (math.sqrt(vs[k]) + small)


@njit(cache=True)
def _power(base, exponent):
    """base ** exponent by multiplications alone: the C library's pow differs between systems in the last bit."""
    result = 1.0
    while exponent > 0:
        if exponent % 2 == 1:
            result *= base
        base *= base
        exponent //= 2
    return result
