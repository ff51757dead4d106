"""Average pooling with the mistakes that learners make."""

import numpy as np


def average(x, size, padding, mistake=""):
    """Average pooling in loops, with one of the mistakes that learners make.

    Parameters
    ----------
    x : ndarray, (H, W)
        The map.
    size, padding : int
        Side and step of the window, and rows and columns on each side.
    mistake : str
        Which one; "" for none.

    Returns
    -------
    ndarray, (Ho, Wo)

    Examples
    --------
    >>> average(np.array([[4.0, 1.0, 3.0]]), size=2, padding=1, mistake="zeros count").tolist()
    [[1.0, 1.0]]
    """
    room = {"padding left out": 0, "padding once": padding}.get(mistake, 2 * padding)
    height, width = ((side + room - size) // size + 1 for side in x.shape)
    if mistake == "one place missing":
        height, width = height - 1, width - 1
    before = 0 if mistake in ("padding left out", "padding behind") else padding
    y = np.zeros((height, width))
    for i, j in np.ndindex(y.shape):
        top, left = i * size - before, j * size - before
        low_top, low_left = (top, left) if mistake == "negative" else (max(top, 0), max(left, 0))
        if mistake == "shifted":
            top, left = low_top, low_left
        window = x[low_top : top + size, low_left : left + size]
        counted = {"zeros count": size * size, "sum": 1, "rows": window.shape[0] * size}.get(mistake, window.size)
        y[i, j] = window.max() if mistake == "max" else window.sum() / counted if counted else np.nan
        if mistake == "return after one" or (mistake == "return after one row" and j + 1 == width):
            break
    return y.astype(int) if mistake == "whole numbers" else y
