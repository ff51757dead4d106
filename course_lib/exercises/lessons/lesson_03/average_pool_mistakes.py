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
    step = 1 if mistake == "step of one" else size
    height, width = ((side + room - size) // step + 1 for side in x.shape)
    if mistake == "rounded up":
        height, width = (-(-(side + room) // size) for side in x.shape)
    if mistake == "one place missing":
        height, width = height - 1, width - 1
    before = {"padding left out": 0, "padding behind": 0, "padding added": -padding}.get(mistake, padding)
    apart = 1 if mistake == "one apart" else step
    y = np.zeros((height, width))
    for i, j in np.ndindex(y.shape):
        top, left = i * apart - before, j * apart - before
        low_top, low_left = (top, left) if mistake == "negative" else (max(top, 0), max(left, 0))
        if mistake == "shifted":
            top, left = low_top, low_left
        window = x[low_top : top + size, low_left : left + size]
        if mistake == "index beyond" and (top + size > x.shape[0] or left + size > x.shape[1]):
            raise IndexError
        if mistake == "zeros left out":
            window = window[window != 0]
        counted = {"zeros count": size * size, "sum": 1, "rows": len(window) * size}.get(mistake, window.size)
        y[i, j] = window.max() if mistake == "max" else window.sum() / counted if counted else np.nan
        if mistake == "return after one" or (mistake == "return after one row" and j + 1 == width):
            break
    return y.astype(int) if mistake == "whole numbers" else y
