"""Update rules: one step of Adam and of Adadelta, in place. The readable twins are in ``reference/optimizers.py``.

All arrays are flat and of one size. Each number is updated from its own history alone.

References
----------
D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, arXiv:1412.6980.
M. D. Zeiler, "ADADELTA: an adaptive learning rate method", arXiv:1212.5701, 2012.
"""

import math

import numpy as np
from numba import njit, prange

__all__ = ["adadelta_update", "adam_update"]

_BLOCK = 8192  # numbers in a task


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


@njit(cache=True, parallel=True)
def adam_update(param, grad, m, v, learning_rate, beta_1, beta_2, epsilon, step):
    """One step of Adam; `step` counts from 1.

    m += (grad − m) · (1 − beta_1);  v += (grad² − v) · (1 − beta_2);
    param −= alpha · m / (√v + epsilon),  alpha = learning_rate · √(1 − beta_2^step) / (1 − beta_1^step)
    """
    alpha = np.float32(learning_rate * math.sqrt(1.0 - _power(beta_2, step)) / (1.0 - _power(beta_1, step)))
    rest_1, rest_2, small = np.float32(1.0 - beta_1), np.float32(1.0 - beta_2), np.float32(epsilon)
    for block in prange((param.size + _BLOCK - 1) // _BLOCK):
        for k in range(block * _BLOCK, min((block + 1) * _BLOCK, param.size)):
            m[k] += (grad[k] - m[k]) * rest_1
            v[k] += (grad[k] * grad[k] - v[k]) * rest_2
            param[k] -= alpha * m[k] / (math.sqrt(v[k]) + small)


@njit(cache=True, parallel=True)
def adadelta_update(param, grad, mean_square, mean_delta, learning_rate, rho, epsilon):
    """One step of Adadelta.

    mean_square = rho · mean_square + (1 − rho) · grad²;
    delta = −√(mean_delta + epsilon) / √(mean_square + epsilon) · grad;
    mean_delta = rho · mean_delta + (1 − rho) · delta²;  param += learning_rate · delta
    """
    rate, small = np.float32(learning_rate), np.float32(epsilon)
    keep, rest = np.float32(rho), np.float32(1.0 - rho)
    for block in prange((param.size + _BLOCK - 1) // _BLOCK):
        for k in range(block * _BLOCK, min((block + 1) * _BLOCK, param.size)):
            mean_square[k] = keep * mean_square[k] + rest * (grad[k] * grad[k])
            delta = -math.sqrt(mean_delta[k] + small) * grad[k] / math.sqrt(mean_square[k] + small)
            mean_delta[k] = keep * mean_delta[k] + rest * (delta * delta)
            param[k] += rate * delta
