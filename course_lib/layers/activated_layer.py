"""Layers that end in an activation."""

from course_lib import activations
from course_lib.arrays import as_float
from course_lib.layers.border import as_numbers
from course_lib.layers.layer import Layer
from course_lib.validation import message


class ActivatedLayer(Layer):
    """A layer that ends in an activation; the part before it can be run alone.

    The fused softmax and cross-entropy wants the numbers *before* the softmax, so the two halves have names.

    Parameters
    ----------
    activation : str or Activation, optional
        Applied last; none means linear.
    name : str, optional
        As for `Layer`.
    input_shape : tuple of int, optional
        As for `Layer`.

    Examples
    --------
    >>> import numpy as np
    >>> layer = ActivatedLayer("relu")
    >>> y = layer(np.array([[-1.0, 2.0]]))
    >>> y.tolist(), layer.preactivation([[-1.0, 2.0]]).tolist()
    ([[0.0, 2.0]], [[-1.0, 2.0]])
    """

    def __init__(self, activation=None, name=None, input_shape=None):
        super().__init__(name, input_shape)
        self.activation = activations.get(activation, type(self).__name__)

    def forward(self, x, training=False):
        z = self.preactivation(x, training)
        y = self.saved["y"] = self._checked(self.activation(z), z.shape, "__call__")
        return y

    def backward(self, dy):
        y, dy = self.recall("y"), self.check_gradient(dy)
        return self.preactivation_backward(self._checked(self.activation.gradient(y, dy), y.shape, "gradient"))

    def _checked(self, result, shape, method):
        """What an activation returned, which may be a learner's own."""
        what = f"`{method}` of {type(self.activation).__name__}"
        result = as_numbers(result, self.name, f"what {what} returns")
        if result.shape != shape:
            raise ValueError(message(self.name, f"{what} must return an array of shape {shape}", str(result.shape)))
        return as_float(result)

    def preactivation(self, x, training=False):
        """Return the layer's output before the activation.

        Parameters
        ----------
        x : array_like, (N, …)
            A batch.
        training : bool, default False
            As for `forward`.

        Returns
        -------
        ndarray, (N, …), float32
        """
        return self.check_input(x)

    def preactivation_backward(self, dz):
        """As `backward`, from the gradient with respect to `preactivation`'s result.

        Parameters
        ----------
        dz : ndarray, (N, …), float32
            The loss's gradient with respect to it.

        Returns
        -------
        ndarray or None
            As for `backward`.
        """
        return dz
