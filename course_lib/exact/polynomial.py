"""What all functions here have in common: a polynomial at the end, and how a result is given back."""

import numpy as np


def polynomial(coefficients, x):
    """c₀ + c₁·x + c₂·x² + … as c₀ + x·(c₁ + x·(c₂ + …)), always in this order."""
    total = 0.0
    for c in reversed(coefficients):
        total = total * x + c
    return total


def plain(result):
    """A float for a number, else the array."""
    return float(result) if np.ndim(result) == 0 else result
