"""A picture drawn by a few lines of NumPy: a house with a fence, a sun and a tree."""

import numpy as np

SIDE = 64


def draw():
    """Return the picture.

    Returns
    -------
    ndarray, (64, 64), uint8
        Grey pixels, from 0 for black to 255 for white.

    Examples
    --------
    >>> draw().shape
    (64, 64)
    """
    y, x = np.mgrid[:SIDE, :SIDE]
    image = 110.0 + y  # a sky that is brighter at the horizon
    image[(x - 51) ** 2 + (y - 11) ** 2 < 49] = 250  # the sun
    image[y >= 48] = 70  # the meadow
    image[(y >= 28) & (y < 52) & (x >= 8) & (x < 36)] = 215  # the house
    image[(y >= 12) & (y < 28) & (np.abs(x - 21.5) < (y - 11) * 1.05)] = 40  # its roof
    image[(y >= 38) & (y < 52) & (x >= 24) & (x < 31)] = 90  # its door
    image[(y >= 33) & (y < 42) & (x >= 12) & (x < 21)] = 60  # its window
    image[(y >= 33) & (y < 42) & (np.abs(x - 16) < 1) | (y == 37) & (x >= 12) & (x < 21)] = 215
    image[(y >= 40) & (y < 52) & (x >= 48) & (x < 51)] = 30  # a tree
    image[(x - 49) ** 2 + (y - 34) ** 2 < 56] = 95
    image[(y >= 54) & (y < 61) & (x % 6 < 3)] = 235  # a fence
    return image.astype(np.uint8)
