"""The leaky rectified linear unit."""

from course_lib.activations.activation import Elementwise
from course_lib.validation import number


class LeakyReLU(Elementwise):
    """y = x where x > 0, else negative_slope · x: a negative number still has a gradient.

    Parameters
    ----------
    negative_slope : float, default 0.2
        Slope for negative numbers, at least 0.

    Raises
    ------
    TypeError, ValueError
        If it is no number or below 0.

    References
    ----------
    A. L. Maas et al., "Rectifier nonlinearities improve neural network acoustic models", ICML 2013.

    Examples
    --------
    >>> LeakyReLU(0.5)([-1, 2]).tolist()
    [-0.5, 2.0]
    """

    kernel = "leaky_relu"

    def __init__(self, negative_slope=0.2):
        self.negative_slope = number(negative_slope, "LeakyReLU", "negative_slope", least=0)
