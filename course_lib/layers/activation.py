"""An activation as a layer of its own."""

from course_lib.layers.layer import ActivatedLayer


class Activation(ActivatedLayer):
    """Apply an activation to every number: y = activation(x).

    Parameters
    ----------
    activation : str or Activation
        Such as "relu" or "softmax".
    name : str, optional
        Name in summaries and messages.

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

    def __init__(self, activation, *, name=None):
        super().__init__(activation, name)

    def preactivation(self, x, training=False):
        return self.check_input(x)

    def preactivation_backward(self, dz):
        return dz
