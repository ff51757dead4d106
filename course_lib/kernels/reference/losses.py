"""Losses as the equations say them."""

import math

import numpy as np

from course_lib.kernels.reference.activations import softmax_forward

_LOWEST, _HIGHEST = float(np.float32(1e-7)), float(np.float32(1 - 1e-7))  # as float32 knows them


def categorical_crossentropy(targets, probabilities):
    """losses[n] = −Σ_k targets[n, k] · ln p[n, k] with p[n, k] = probabilities[n, k] / s[n], s[n] = Σ_k probabilities;
    gradient[n, k] = (Σ_l targets[n, l] − targets[n, k] / p[n, k]) / (s[n] · N)

    targets (N, K), probabilities (N, K) -> losses (N,), gradient (N, K)
    """
    samples, classes = probabilities.shape
    losses, gradient = np.zeros(samples), np.zeros((samples, classes))
    for n in range(samples):
        s = sum(float(number) for number in probabilities[n])
        free = []  # the classes whose p is not held at 1e-7 or 1 − 1e-7
        for k in range(classes):
            p = float(probabilities[n, k]) / s
            held = min(max(p, _LOWEST), _HIGHEST)
            losses[n] -= float(targets[n, k]) * math.log(held)
            if held == p:
                free.append(k)
                gradient[n, k] = -float(targets[n, k]) / p
        weight = sum(float(targets[n, k]) for k in free)
        gradient[n] = (gradient[n] + weight) / (s * samples)
    return losses, gradient


def softmax_crossentropy(targets, logits):
    """Softmax and cross-entropy in one step, with p = softmax(logits):

    losses[n] = Σ_k targets[n, k] · (ln Σ_l exp(z[n, l]) − z[n, k]),  z = logits − max;
    gradient[n, k] = (p[n, k] · Σ_l targets[n, l] − targets[n, k]) / N

    targets (N, K), logits (N, K) -> losses (N,), probabilities (N, K), gradient (N, K)
    """
    samples, classes = logits.shape
    probabilities = softmax_forward(logits)
    losses, gradient = np.zeros(samples), np.zeros((samples, classes))
    for n in range(samples):
        z = [float(number) - float(max(logits[n])) for number in logits[n]]
        log_total = math.log(sum(math.exp(number) for number in z))
        weight = sum(float(target) for target in targets[n])
        for k in range(classes):
            target = float(targets[n, k])
            losses[n] += target * (log_total - z[k])
            gradient[n, k] = (probabilities[n, k] * weight - target) / samples
    return losses, probabilities, gradient


def binary_crossentropy(targets, probabilities):
    """losses[n] = −Σ_k (t · ln p + (1 − t) · ln(1 − p)) / K with t = targets[n, k], p = probabilities[n, k];
    gradient[n, k] = ((1 − t) / (1 − p) − t / p) / (K · N)

    targets (N, K), probabilities (N, K) -> losses (N,), gradient (N, K)
    """
    samples, size = probabilities.shape
    losses, gradient = np.zeros(samples), np.zeros((samples, size))
    for n, k in np.ndindex(samples, size):
        t, free = float(targets[n, k]), float(probabilities[n, k])
        p = min(max(free, _LOWEST), _HIGHEST)
        losses[n] -= (t * math.log(p) + (1 - t) * math.log(1 - p)) / size
        if p == free:  # a p that is held does not change with the input
            gradient[n, k] = ((1 - t) / (1 - p) - t / p) / (size * samples)
    return losses, gradient


def sigmoid_crossentropy(targets, logits):
    """Sigmoid and binary cross-entropy in one step, with p = 1 / (1 + exp(−z)), z = logits[n, k], t = targets[n, k]:

    losses[n] = Σ_k (max(z, 0) − z · t + ln(1 + exp(−|z|))) / K;  gradient[n, k] = (p − t) / (K · N)

    targets (N, K), logits (N, K) -> losses (N,), probabilities (N, K), gradient (N, K)
    """
    samples, size = logits.shape
    losses, probabilities, gradient = np.zeros(samples), np.zeros((samples, size)), np.zeros((samples, size))
    for n, k in np.ndindex(samples, size):
        z, t = float(logits[n, k]), float(targets[n, k])
        losses[n] += (max(z, 0) - z * t + math.log1p(math.exp(-abs(z)))) / size
        p = probabilities[n, k] = 1 / (1 + math.exp(-z)) if z > 0 else math.exp(z) / (1 + math.exp(z))
        gradient[n, k] = (p - t) / (size * samples)
    return losses, probabilities, gradient


def mean_squared_error(targets, predictions):
    """losses[n] = Σ_k (predictions[n, k] − targets[n, k])² / K;
    gradient[n, k] = 2 · (predictions[n, k] − targets[n, k]) / (K · N)

    targets (N, K), predictions (N, K) -> losses (N,), gradient (N, K)
    """
    samples, size = predictions.shape
    losses, gradient = np.zeros(samples), np.zeros((samples, size))
    for n, k in np.ndindex(samples, size):
        error = float(predictions[n, k]) - float(targets[n, k])
        losses[n] += error**2 / size
        gradient[n, k] = 2 * error / (size * samples)
    return losses, gradient


def mean_absolute_error(targets, predictions):
    """losses[n] = Σ_k |predictions[n, k] − targets[n, k]| / K;
    gradient[n, k] = sign(predictions[n, k] − targets[n, k]) / (K · N), 0 where they are equal

    targets (N, K), predictions (N, K) -> losses (N,), gradient (N, K)
    """
    samples, size = predictions.shape
    losses, gradient = np.zeros(samples), np.zeros((samples, size))
    for n, k in np.ndindex(samples, size):
        error = float(predictions[n, k]) - float(targets[n, k])
        losses[n] += abs(error) / size
        if error != 0:
            gradient[n, k] = math.copysign(1, error) / (size * samples)
    return losses, gradient
