"""Max pooling with the mistakes that learners make."""

import numpy as np

TAKEN = {
    "from zero": lambda part: max(np.max(part), 0),
    "mean": np.mean,
    "smallest": np.min,
    "size of numbers": lambda part: np.max(np.abs(part)),
    "sum": np.sum,
    "first row": lambda part: np.max(part[:1]),
    "corner": lambda part: part.flat[0],
    "last": lambda part: part.flat[-1],
}
ENDS = {  # where a `return` that stands too far to the right ends the loops: after one place, its channels, its row
    "return after one": lambda last_row, last_column, last_channel: True,
    "return after one place": lambda last_row, last_column, last_channel: last_channel,
    "return after one row": lambda last_row, last_column, last_channel: last_column and last_channel,
}


def pool(x, size, stride, mistake=""):
    """Max pooling in loops, with one of the mistakes that learners make.

    Parameters
    ----------
    x : ndarray, (H, W, C)
        The image.
    size, stride : int
        Side and step of the window in pixels.
    mistake : str
        Which one; "" for none.

    Returns
    -------
    ndarray, (Ho, Wo, C)

    Examples
    --------
    >>> pool(np.array([[[-3.0], [-2.0]]]), size=1, stride=1, mistake="from zero").ravel().tolist()
    [0.0, 0.0]
    """
    step = {"stride is size": size, "stride ignored": 1}.get(mistake, stride)
    across = {"stride down only": 1}.get(mistake, step)
    side = {"window too small": size - 1 or 1, "window too large": size + 1, "stride is window": stride}
    side = side.get(mistake, size)
    height, width = (x.shape[0] - size) // step + 1, (x.shape[1] - size) // across + 1
    if mistake == "one place missing":
        height, width = height - 1, width - 1
    if mistake == "square":
        width = height
    if mistake == "swapped":
        height, width = width, height
    y, so_far = np.zeros((height, width, x.shape[2])), -np.inf
    for i, j, c in np.ndindex(y.shape):
        down, right = {"window not moved": (1, 1), "window moved by size": (size, size)}.get(mistake, (step, across))
        top, left = i * down, j * right
        window = x[top:size, left:size] if mistake == "slice to size" else x[top : top + side, left : left + side]
        part = window if mistake == "all channels" else window[..., 0 if mistake == "first channel" else c]
        largest = TAKEN.get(mistake, np.max)(part)
        if mistake == "no single number" or (mistake == "one axis" and side > 1):
            largest = part.max(axis=0)
        place = (i * stride, j * stride, c) if mistake == "counted in pixels" else (i, j, c)
        y[place] = so_far = max(so_far, largest) if mistake == "not begun anew" else largest
        if ENDS.get(mistake, lambda *place: False)(i + 1 == height, j + 1 == width, c + 1 == x.shape[2]):
            break
    if mistake == "channels first":
        return y.transpose(2, 0, 1)
    return y[..., 0] if mistake == "channel axis lost" else y
