"""Another shape for the same numbers."""

import math

from course_lib.layers.layer import Layer
from course_lib.validation import message, positive_int


class Reshape(Layer):
    """Give each sample another shape; its numbers and their order stay.

    Parameters
    ----------
    target_shape : tuple of int
        Shape of a sample of the output; one entry may be −1 and is then worked out.
    name : str, optional
        Name in summaries and messages.
    input_shape : tuple of int, optional
        Shape of a sample, where this is the first layer of a model.

    Raises
    ------
    TypeError, ValueError
        If `target_shape` is no tuple of whole numbers, or does not hold as many numbers as the input.

    Notes
    -----
    Input (N, …), output (N, *target_shape), float32.

    Examples
    --------
    >>> import numpy as np
    >>> Reshape((28, 28, 1))(np.zeros((8, 784))).shape
    (8, 28, 28, 1)
    """

    def __init__(self, target_shape, *, name=None, input_shape=None):
        super().__init__(name, input_shape)
        if not isinstance(target_shape, tuple | list):
            rule = "`target_shape` must be a tuple such as (28, 28, 1)"
            raise TypeError(message("Reshape", rule, repr(target_shape)))
        if list(target_shape).count(-1) > 1:
            raise ValueError(message("Reshape", "`target_shape` may hold −1 once", repr(target_shape)))
        sizes = [-1 if size == -1 else positive_int(size, "Reshape", "target_shape") for size in target_shape]
        self.target_shape = tuple(sizes)

    def _build(self, input_shape, rng):
        count, known = math.prod(input_shape), math.prod(size for size in self.target_shape if size != -1)
        shape = tuple(count // known if size == -1 else size for size in self.target_shape)
        if math.prod(shape) != count:
            rule = f"`target_shape` must hold the {count} numbers of a sample of shape {input_shape}"
            raise ValueError(message(self.name, rule, repr(self.target_shape)))
        return shape

    def forward(self, x, training=False):
        return self.check_input(x).reshape(-1, *self.output_shape)

    def backward(self, dy):
        return self.check_gradient(dy).reshape(-1, *self.input_shape)
