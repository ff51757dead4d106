"""Penalties on large weights, and their gradient. The readable twins are in ``reference/regularizers.py``.

References
----------
R. Tibshirani, "Regression shrinkage and selection via the lasso", J. R. Statist. Soc. B 58, 1996 (l1).
A. Krogh and J. A. Hertz, "A simple weight decay can improve generalization", NIPS 1991 (l2).
"""

import numpy as np
from numba import njit, prange

__all__ = ["l1_l2_gradient", "l1_l2_penalty"]

_BLOCK = 8192  # numbers in a task; their sums are added in order


@njit(cache=True, parallel=True)
def l1_l2_penalty(w, l1, l2):
    """penalty = l1 · Σ_k |w[k]| + l2 · Σ_k w[k]²

    Parameters
    ----------
    w : ndarray, (K,), float32
        Weights.
    l1, l2 : float
        Factors on the sum of absolute values and on the sum of squares, at least 0.

    Returns
    -------
    float
        The penalty, which is added to the loss.

    Examples
    --------
    >>> import numpy as np
    >>> l1_l2_penalty(np.array([3, -4], np.float32), 1.0, 0.5)
    19.5
    """
    blocks = (w.size + _BLOCK - 1) // _BLOCK
    partial = np.zeros(blocks)
    for block in prange(blocks):
        for k in range(block * _BLOCK, min((block + 1) * _BLOCK, w.size)):
            number = np.float64(w[k])
            partial[block] += l1 * abs(number) + l2 * number * number
    total = 0.0
    for block in range(blocks):
        total += partial[block]
    return total


@njit(cache=True, parallel=True)
def l1_l2_gradient(w, l1, l2):
    """dw[k] = l1 · sign(w[k]) + 2 · l2 · w[k], with sign(0) = 0

    Parameters
    ----------
    w, l1, l2
        As they were for `l1_l2_penalty`.

    Returns
    -------
    ndarray, (K,), float32
        The penalty's gradient with respect to the weights.

    Examples
    --------
    >>> import numpy as np
    >>> l1_l2_gradient(np.array([3, 0, -4], np.float32), 1.0, 0.5)
    array([ 4.,  0., -5.], dtype=float32)
    """
    dw = np.empty_like(w)
    flat, slope = np.float32(l1), np.float32(2.0 * l2)
    for block in prange((w.size + _BLOCK - 1) // _BLOCK):
        for k in range(block * _BLOCK, min((block + 1) * _BLOCK, w.size)):
            sign = flat if w[k] > 0 else (-flat if w[k] < 0 else np.float32(0))
            dw[k] = sign + slope * w[k]
    return dw
