"""Adam and Adadelta as their papers (and Keras) say them, one number at a time."""

import math


def adam_update(param, grad, m, v, learning_rate, beta_1, beta_2, epsilon, step):
    """One step of Adam; `step` counts from 1.

    m += (grad − m) · (1 − beta_1);  v += (grad² − v) · (1 − beta_2);
    param −= alpha · m / (√v + epsilon),  alpha = learning_rate · √(1 − beta_2^step) / (1 − beta_1^step)
    """
    alpha = learning_rate * math.sqrt(1 - beta_2**step) / (1 - beta_1**step)
    for k in range(param.size):
        g = float(grad[k])
        m[k] += (g - m[k]) * (1 - beta_1)
        v[k] += (g * g - v[k]) * (1 - beta_2)
        param[k] -= alpha * m[k] / (math.sqrt(v[k]) + epsilon)


def adadelta_update(param, grad, mean_square, mean_delta, learning_rate, rho, epsilon):
    """One step of Adadelta.

    mean_square = rho · mean_square + (1 − rho) · grad²;
    delta = −√(mean_delta + epsilon) / √(mean_square + epsilon) · grad;
    mean_delta = rho · mean_delta + (1 − rho) · delta²;  param += learning_rate · delta
    """
    for k in range(param.size):
        g = float(grad[k])
        mean_square[k] = rho * mean_square[k] + (1 - rho) * g * g
        delta = -math.sqrt(mean_delta[k] + epsilon) / math.sqrt(mean_square[k] + epsilon) * g
        mean_delta[k] = rho * mean_delta[k] + (1 - rho) * delta * delta
        param[k] += learning_rate * delta
