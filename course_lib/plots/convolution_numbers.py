"""The numbers of one step of a convolution."""

from typing import NamedTuple

import numpy as np


class Step(NamedTuple):
    """What there is to be drawn: arrays with a channel axis, and the place.

    Parameters
    ----------
    image : ndarray, (H, W, C)
        Without its padding.
    kernel : ndarray, (kh, kw, C)
        Weights of the filter.
    bias : float
        Added to the sum of products.
    result : ndarray, (Ho, Wo)
        The output.
    row, column, stride : int
        Place in the output, and the window's step.
    padding : (int, int, int, int)
        Rows and columns of zeros: top, bottom, left, right.
    """

    image: np.ndarray
    kernel: np.ndarray
    bias: float
    result: np.ndarray
    row: int
    column: int
    stride: int
    padding: tuple

    def padded(self):
        """Return the image within its zeros."""
        top, bottom, left, right = self.padding
        return np.pad(self.image, ((top, bottom), (left, right), (0, 0)))

    def window(self):
        """Return (row, column, height, width) of the window on the padded image."""
        return self.row * self.stride, self.column * self.stride, *self.kernel.shape[:2]

    def products(self):
        """Return the pixels under the window times the weights, (kh, kw, C)."""
        row, column, height, width = self.window()
        return self.padded()[row : row + height, column : column + width] * self.kernel

    def axes(self):
        """Return (W, K, before, after, O) of both axes, rows first; once where they agree."""
        top, bottom, left, right = self.padding
        pairs = (top, bottom), (left, right)
        sizes = zip(self.image.shape, self.kernel.shape, pairs, self.result.shape, strict=False)
        axes = [(size, window, *pair, places) for size, window, pair, places in sizes]
        return axes[:1] if axes[0] == axes[1] else axes


def output_of(padded, kernel, bias, stride):
    """Return the output of one filter.

    Parameters
    ----------
    padded : ndarray, (H, W, C)
        The image within its zeros.
    kernel : ndarray, (kh, kw, C)
        Weights.
    bias : float
        Added to each sum.
    stride : int
        The window's step.

    Returns
    -------
    ndarray, (Ho, Wo)
    """
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::stride, ::stride, 0]
    return bias + (windows * kernel).sum((2, 3, 4), dtype=float)
