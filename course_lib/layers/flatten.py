"""From images to rows of numbers."""

import math

from course_lib.layers.layer import Layer


class Flatten(Layer):
    """Lay each sample out as one row: (N, H, W, C) -> (N, H·W·C).

    Parameters
    ----------
    name : str, optional
        Name in summaries and messages.
    input_shape : tuple of int, optional
        Shape of a sample, where this is the first layer of a model.

    Notes
    -----
    The number of pixel (i, j), channel c lands at place (i · W + j) · C + c.

    Examples
    --------
    >>> import numpy as np
    >>> Flatten()(np.zeros((8, 5, 5, 64))).shape
    (8, 1600)
    """

    def _build(self, input_shape, rng):
        return (math.prod(input_shape),)

    def forward(self, x, training=False):
        return self.check_input(x).reshape(-1, *self.output_shape)

    def backward(self, dy):
        return self.check_gradient(dy).reshape(-1, *self.input_shape)
