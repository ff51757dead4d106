"""The sigmoid."""

from course_lib.activations.activation import Elementwise


class Sigmoid(Elementwise):
    """y = 1 / (1 + exp(−x)): a probability from any number.

    Examples
    --------
    >>> Sigmoid()([0, 50]).tolist()
    [0.5, 1.0]
    """

    kernel = "sigmoid"
