"""Categorical cross-entropy as the equations say it."""

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
