"""An activation as a layer of its own."""

from course_lib.layers.activated_layer import ActivatedLayer


class Activation(ActivatedLayer):
    """Apply an activation to every number: y = activation(x).

    Parameters
    ----------
    activation : str or Activation
        Such as "relu" or "softmax".
    name : str, optional
        Name in summaries and messages.
    input_shape : tuple of int, optional
        Shape of a sample, where this is the first layer of a model.

    Raises
    ------
    ValueError
        If there is no activation of that name.

    Examples
    --------
    >>> import numpy as np
    >>> Activation("relu")(np.array([[-1.0, 2.0]])).tolist()
    [[0.0, 2.0]]
    """

    def __init__(self, activation, *, name=None, input_shape=None):
        super().__init__(activation, name, input_shape)
