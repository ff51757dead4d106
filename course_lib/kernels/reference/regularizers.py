"""Penalties on large weights as the equations say them."""

import math

import numpy as np


def l1_l2_penalty(w, l1, l2):
    """penalty = l1 · Σ_k |w[k]| + l2 · Σ_k w[k]²

    w (K,) -> penalty, a float
    """
    penalty = 0.0
    for number in w:
        penalty += l1 * abs(float(number)) + l2 * float(number) ** 2
    return penalty


def l1_l2_gradient(w, l1, l2):
    """dw[k] = l1 · sign(w[k]) + 2 · l2 · w[k], with sign(0) = 0

    w (K,) -> dw (K,)
    """
    dw = np.zeros(w.size)
    for k in range(w.size):
        sign = math.copysign(1, w[k]) if w[k] != 0 else 0.0
        dw[k] = l1 * sign + 2 * l2 * float(w[k])
    return dw
