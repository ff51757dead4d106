"""Update rules: one step of each optimizer, in place. The readable twins are in ``reference/optimizers.py``.

All arrays are flat and of one size. Each number is updated from its own history alone.

References
----------
B. T. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964 (momentum).
I. Sutskever et al., "On the importance of initialization and momentum in deep learning", ICML 2013 (Nesterov's).
J. Duchi et al., "Adaptive subgradient methods for online learning", JMLR 12, 2011 (Adagrad).
G. Hinton, "Neural networks for machine learning", lecture 6e, 2012 (RMSprop).
D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, arXiv:1412.6980.
M. D. Zeiler, "ADADELTA: an adaptive learning rate method", arXiv:1212.5701, 2012.
I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", ICLR 2019 (AdamW).
"""

import math

import numpy as np
from numba import njit, prange

__all__ = [
    "adadelta_update",
    "adagrad_update",
    "adam_update",
    "rmsprop_momentum_update",
    "rmsprop_update",
    "sgd_momentum_update",
    "sgd_update",
]

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
def sgd_update(param, grad, learning_rate):
    """One step of gradient descent.

    param −= learning_rate · grad
    """
    rate = np.float32(learning_rate)
    for block in prange((param.size + _BLOCK - 1) // _BLOCK):
        for k in range(block * _BLOCK, min((block + 1) * _BLOCK, param.size)):
            param[k] -= rate * grad[k]


@njit(cache=True, parallel=True)
def sgd_momentum_update(param, grad, velocity, learning_rate, momentum, nesterov):
    """One step of gradient descent with momentum.

    velocity = momentum · velocity − learning_rate · grad;
    param += velocity, or with nesterov: param += momentum · velocity − learning_rate · grad
    """
    rate, keep = np.float32(learning_rate), np.float32(momentum)
    for block in prange((param.size + _BLOCK - 1) // _BLOCK):
        for k in range(block * _BLOCK, min((block + 1) * _BLOCK, param.size)):
            velocity[k] = keep * velocity[k] - rate * grad[k]
            param[k] += keep * velocity[k] - rate * grad[k] if nesterov else velocity[k]


@njit(cache=True, parallel=True)
def adagrad_update(param, grad, accumulator, learning_rate, epsilon):
    """One step of Adagrad.

    accumulator += grad²;  param −= learning_rate · grad / √(accumulator + epsilon)
    """
    rate, small = np.float32(learning_rate), np.float32(epsilon)
    for block in prange((param.size + _BLOCK - 1) // _BLOCK):
        for k in range(block * _BLOCK, min((block + 1) * _BLOCK, param.size)):
            accumulator[k] += grad[k] * grad[k]
            param[k] -= rate * grad[k] / math.sqrt(accumulator[k] + small)


@njit(cache=True, parallel=True)
def rmsprop_update(param, grad, mean_square, learning_rate, rho, epsilon):
    """One step of RMSprop.

    mean_square = rho · mean_square + (1 − rho) · grad²;  param −= learning_rate · grad / √(mean_square + epsilon)
    """
    rate, small = np.float32(learning_rate), np.float32(epsilon)
    keep, rest = np.float32(rho), np.float32(1.0 - rho)
    for block in prange((param.size + _BLOCK - 1) // _BLOCK):
        for k in range(block * _BLOCK, min((block + 1) * _BLOCK, param.size)):
            mean_square[k] = keep * mean_square[k] + rest * (grad[k] * grad[k])
            param[k] -= rate * grad[k] / math.sqrt(mean_square[k] + small)


@njit(cache=True, parallel=True)
def rmsprop_momentum_update(
    param, grad, mean_square, mean_grad, velocity, learning_rate, rho, momentum, epsilon, centered
):
    """One step of RMSprop with momentum, or centered, or both.

    mean_square = rho · mean_square + (1 − rho) · grad²;  mean_grad = rho · mean_grad + (1 − rho) · grad;
    velocity = momentum · velocity + learning_rate · grad / √(spread + epsilon);  param −= velocity
    with spread = mean_square − mean_grad² if centered, else mean_square
    """
    rate, small, drive = np.float32(learning_rate), np.float32(epsilon), np.float32(momentum)
    keep, rest = np.float32(rho), np.float32(1.0 - rho)
    for block in prange((param.size + _BLOCK - 1) // _BLOCK):
        for k in range(block * _BLOCK, min((block + 1) * _BLOCK, param.size)):
            mean_square[k] = keep * mean_square[k] + rest * (grad[k] * grad[k])
            mean_grad[k] = keep * mean_grad[k] + rest * grad[k]
            spread = mean_square[k] - mean_grad[k] * mean_grad[k] if centered else mean_square[k]
            # Rounding can leave a variance a little below 0.
            velocity[k] = drive * velocity[k] + rate * grad[k] / math.sqrt(max(spread, np.float32(0)) + small)
            param[k] -= velocity[k]


@njit(cache=True, parallel=True)
def adam_update(param, grad, m, v, learning_rate, beta_1, beta_2, epsilon, weight_decay, step):
    """One step of Adam; `step` counts from 1.

    m += (grad − m) · (1 − beta_1);  v += (grad² − v) · (1 − beta_2);
    param = param · (1 − learning_rate · weight_decay) − alpha · m / (√v + epsilon)
    with alpha = learning_rate · √(1 − beta_2^step) / (1 − beta_1^step)
    """
    alpha = np.float32(learning_rate * math.sqrt(1.0 - _power(beta_2, step)) / (1.0 - _power(beta_1, step)))
    rest_1, rest_2, small = np.float32(1.0 - beta_1), np.float32(1.0 - beta_2), np.float32(epsilon)
    keep = np.float32(1.0 - learning_rate * weight_decay)
    for block in prange((param.size + _BLOCK - 1) // _BLOCK):
        for k in range(block * _BLOCK, min((block + 1) * _BLOCK, param.size)):
            m[k] += (grad[k] - m[k]) * rest_1
            v[k] += (grad[k] * grad[k] - v[k]) * rest_2
            param[k] = param[k] * keep - alpha * m[k] / (math.sqrt(v[k]) + small)


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
