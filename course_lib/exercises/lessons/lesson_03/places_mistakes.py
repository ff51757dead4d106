"""The places of the maxima, with the mistakes that learners make."""

import numpy as np


def places(x, size, stride, mistake=""):
    """The places of the maxima, with one of the mistakes that learners make.

    Parameters
    ----------
    x : ndarray, (H, W)
        The map.
    size, stride : int
        Side and step of the window in pixels.
    mistake : str
        Which one; "" for none.

    Returns
    -------
    ndarray, (Ho, Wo, 2)

    Examples
    --------
    >>> places(np.array([[5.0, 5.0]]), size=1, stride=1).tolist()
    [[[0.0, 0.0], [0.0, 1.0]]]
    """
    step = size if mistake == "stride is size" else stride
    height, width = (x.shape[0] - size) // step + 1, (x.shape[1] - size) // step + 1
    y = np.zeros((height, width, 2))
    for i, j in np.ndindex(height, width):
        top, left = i * step, j * step
        window = x[top : top + size, left : left + size]
        row, column = np.unravel_index(window.argmin() if mistake == "smallest" else window.argmax(), window.shape)
        if mistake == "last":
            row, column = np.argwhere(window == window.max())[-1]
        if mistake == "columns first":
            column, row = np.unravel_index(window.T.argmax(), window.shape)
        if mistake == "from zero" and window.max() <= 0:
            row, column = -top, -left
        if mistake == "whole map":
            row, column = np.argwhere(x == window.max())[0] - (top, left)
        if mistake == "split by two":
            row, column = divmod(window.argmax(), 2)
        if mistake in ("never renewed", "never renewed nor begun", "never begun"):
            row, column = _compared(window, (0, 0) if mistake == "never renewed" else (-top, -left), mistake)
        if mistake == "in window":
            top = left = 0
        if mistake == "stride forgotten":
            top, left = i, j
        y[i, j] = (left + column, top + row) if mistake == "swapped" else (top + row, left + column)
        if mistake == "argmax":
            y[i, j] = window.argmax()
        if mistake == "all places":
            y[i, j] = np.where(window == window.max())
        if mistake == "values":
            y[i, j] = window.max()
        if mistake == "return after one" or (mistake == "return after one row" and j + 1 == width):
            break
    if mistake == "one long list":
        return y.reshape(-1, 2)
    if mistake == "axes first":
        return y.transpose(2, 0, 1)
    if mistake in ("argmax alone", "values"):
        return _each_window(y, x, size, step) if mistake == "argmax alone" else y[..., 0]
    if mistake == "from one":
        return y + 1
    if mistake == "flat":
        return y[..., 0] * x.shape[1] + y[..., 1]
    return y


def _compared(window, place, mistake):
    """Go through a window and compare with its first number, which is renewed or not; `place` where none is larger."""
    best = window[0, 0]
    for row, column in np.ndindex(window.shape):
        if window[row, column] > best:
            place = row, column
            best = window[place] if mistake == "never begun" else best
    return place


def _each_window(y, x, size, step):
    """`np.argmax` of each window, one number."""
    result = np.zeros(y.shape[:2])
    for i, j in np.ndindex(result.shape):
        result[i, j] = x[i * step : i * step + size, j * step : j * step + size].argmax()
    return result
