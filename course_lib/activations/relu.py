"""The rectified linear unit."""

from course_lib.activations.activation import Elementwise


class ReLU(Elementwise):
    """y = max(x, 0): keep what is positive.

    References
    ----------
    V. Nair and G. E. Hinton, "Rectified linear units improve restricted Boltzmann machines", ICML 2010.

    Examples
    --------
    >>> ReLU()([-1, 2]).tolist()
    [0.0, 2.0]
    """

    kernel = "relu"
