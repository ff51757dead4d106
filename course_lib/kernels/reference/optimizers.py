"""Update rules as their papers (and Keras) say them, one number at a time."""

import math


def sgd_update(param, grad, learning_rate):
    """One step of gradient descent.

    param −= learning_rate · grad
    """
    for k in range(param.size):
        param[k] -= learning_rate * float(grad[k])


def sgd_momentum_update(param, grad, velocity, learning_rate, momentum, nesterov):
    """One step of gradient descent with momentum.

    velocity = momentum · velocity − learning_rate · grad;
    param += velocity, or with nesterov: param += momentum · velocity − learning_rate · grad
    """
    for k in range(param.size):
        g = float(grad[k])
        velocity[k] = momentum * velocity[k] - learning_rate * g
        param[k] += momentum * velocity[k] - learning_rate * g if nesterov else velocity[k]


def adagrad_update(param, grad, accumulator, learning_rate, epsilon):
    """One step of Adagrad.

    accumulator += grad²;  param −= learning_rate · grad / √(accumulator + epsilon)
    """
    for k in range(param.size):
        g = float(grad[k])
        accumulator[k] += g * g
        param[k] -= learning_rate * g / math.sqrt(accumulator[k] + epsilon)


def rmsprop_update(param, grad, mean_square, learning_rate, rho, epsilon):
    """One step of RMSprop.

    mean_square = rho · mean_square + (1 − rho) · grad²;  param −= learning_rate · grad / √(mean_square + epsilon)
    """
    for k in range(param.size):
        g = float(grad[k])
        mean_square[k] = rho * mean_square[k] + (1 - rho) * g * g
        param[k] -= learning_rate * g / math.sqrt(mean_square[k] + epsilon)


def rmsprop_momentum_update(
    param, grad, mean_square, mean_grad, velocity, learning_rate, rho, momentum, epsilon, centered
):
    """One step of RMSprop with momentum, or centered, or both.

    mean_square = rho · mean_square + (1 − rho) · grad²;  mean_grad = rho · mean_grad + (1 − rho) · grad;
    velocity = momentum · velocity + learning_rate · grad / √(spread + epsilon);  param −= velocity
    with spread = mean_square − mean_grad² if centered, else mean_square
    """
    for k in range(param.size):
        g = float(grad[k])
        mean_square[k] = rho * mean_square[k] + (1 - rho) * g * g
        mean_grad[k] = rho * mean_grad[k] + (1 - rho) * g
        spread = max(mean_square[k] - mean_grad[k] ** 2, 0) if centered else mean_square[k]
        velocity[k] = momentum * velocity[k] + learning_rate * g / math.sqrt(spread + epsilon)
        param[k] -= velocity[k]


def adam_update(param, grad, m, v, learning_rate, beta_1, beta_2, epsilon, weight_decay, step):
    """One step of Adam; `step` counts from 1.

    m += (grad − m) · (1 − beta_1);  v += (grad² − v) · (1 − beta_2);
    param = param · (1 − learning_rate · weight_decay) − alpha · m / (√v + epsilon)
    with alpha = learning_rate · √(1 − beta_2^step) / (1 − beta_1^step)
    """
    alpha = learning_rate * math.sqrt(1 - beta_2**step) / (1 - beta_1**step)
    for k in range(param.size):
        g = float(grad[k])
        m[k] += (g - m[k]) * (1 - beta_1)
        v[k] += (g * g - v[k]) * (1 - beta_2)
        param[k] = param[k] * (1 - learning_rate * weight_decay) - alpha * m[k] / (math.sqrt(v[k]) + epsilon)


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
