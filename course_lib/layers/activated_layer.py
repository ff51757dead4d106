"""Layers that end in an activation."""

from course_lib import activations
from course_lib.layers.layer import Layer


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
        y = self.saved["y"] = self.activation(self.preactivation(x, training))
        return y

    def backward(self, dy):
        return self.preactivation_backward(self.activation.gradient(self.recall("y"), self.check_gradient(dy)))

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
