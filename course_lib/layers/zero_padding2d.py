"""A frame of zeros."""

import numbers

import numpy as np

from course_lib.layers.layer import Layer
from course_lib.shapes import check_image
from course_lib.validation import message


class ZeroPadding2D(Layer):
    """Put rows and columns of zeros around each image.

    Parameters
    ----------
    padding : int, (int, int) or ((int, int), (int, int)), default (1, 1)
        Pixels on every side; or above and below, left and right; or ((top, bottom), (left, right)).
    name : str, optional
        Name in summaries and messages.
    input_shape : (int, int, int), optional
        (H, W, C) of the images, where this is the first layer of a model.

    Raises
    ------
    TypeError, ValueError
        If `padding` has not one of these forms, or a number in it is below 0.

    Notes
    -----
    Input (N, H, W, C), output (N, top + H + bottom, left + W + right, C), float32.

    Examples
    --------
    >>> import numpy as np
    >>> ZeroPadding2D(((1, 0), (0, 2)))(np.ones((1, 1, 1, 1)))[0, :, :, 0].tolist()
    [[0.0, 0.0, 0.0], [1.0, 0.0, 0.0]]
    """

    def __init__(self, padding=(1, 1), *, name=None, input_shape=None):
        super().__init__(name, input_shape)
        self.padding = _sides(padding)

    def _build(self, input_shape, rng):
        height, width, channels = check_image(self.name, input_shape)
        (top, bottom), (left, right) = self.padding
        return top + height + bottom, left + width + right, channels

    def forward(self, x, training=False):
        return np.pad(self.check_input(x), ((0, 0), *self.padding, (0, 0)))

    def backward(self, dy):
        (top, _), (left, _) = self.padding
        height, width, _ = self.input_shape
        return np.ascontiguousarray(self.check_gradient(dy)[:, top : top + height, left : left + width])


def _sides(padding):
    """((top, bottom), (left, right)) from any of the three forms."""
    pair = (padding, padding) if isinstance(padding, numbers.Integral) else padding
    rule = "`padding` must be a whole number, a pair of them or ((top, bottom), (left, right))"
    if not isinstance(pair, tuple | list) or len(pair) != 2:
        raise TypeError(message("ZeroPadding2D", rule, repr(padding)))
    sides = [(side, side) if isinstance(side, numbers.Integral) else side for side in pair]
    for side in sides:
        if not isinstance(side, tuple | list) or len(side) != 2:
            raise TypeError(message("ZeroPadding2D", rule, repr(padding)))
        for size in side:
            if isinstance(size, bool) or not isinstance(size, numbers.Integral):
                raise TypeError(message("ZeroPadding2D", rule, repr(padding)))
            if size < 0:
                raise ValueError(message("ZeroPadding2D", "`padding` must be at least 0", repr(padding)))
    return tuple((int(first), int(second)) for first, second in sides)
