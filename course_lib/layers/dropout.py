"""Dropout."""

import math

from course_lib import kernels
from course_lib.layers.layer import Layer
from course_lib.validation import fraction


class Dropout(Layer):
    """In training, set a random part of the inputs to zero and scale the rest by 1 / (1 − rate).

    A network that cannot rely on any single number spreads what it knows over many. Outside training the layer does
    nothing.

    Parameters
    ----------
    rate : float
        Part that is dropped, at least 0 and below 1.
    name : str, optional
        Name in summaries and messages.
    input_shape : tuple of int, optional
        Shape of a sample, where this is the first layer of a model.

    Raises
    ------
    TypeError, ValueError
        If `rate` is no number or outside [0, 1).

    Notes
    -----
    Which numbers are dropped depends on the model's seed, this layer's place in it, the training step, the sample
    and the number's index: a repeated training drops the same ones.

    References
    ----------
    N. Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", JMLR 15, 2014.

    Examples
    --------
    >>> import numpy as np
    >>> layer = Dropout(0.25)
    >>> print(np.unique(layer(np.ones((4, 100)), training=True)))
    [0.        1.3333334]
    """

    def __init__(self, rate, *, name=None, input_shape=None):
        super().__init__(name, input_shape)
        self.rate = fraction(rate, "Dropout", "rate")

    def _build(self, input_shape, rng):
        self.rng = rng
        return input_shape

    def forward(self, x, training=False):
        x = self.check_input(x)
        self.saved["key"] = self.rng.step_key("dropout") if training and self.rate else None
        return self._drop(x)

    def backward(self, dy):
        return self._drop(self.check_gradient(dy))

    def _drop(self, x):
        key = self.saved["key"]
        if key is None:
            return x
        return kernels.dropout(x.reshape(len(x), math.prod(x.shape[1:])), self.rate, key).reshape(x.shape)
