"""The hyperbolic tangent."""

from course_lib.activations.activation import Elementwise


class Tanh(Elementwise):
    """y = (exp(x) − exp(−x)) / (exp(x) + exp(−x)): between −1 and 1.

    Examples
    --------
    >>> Tanh()([0, -50]).tolist()
    [0.0, -1.0]
    """

    kernel = "tanh"
