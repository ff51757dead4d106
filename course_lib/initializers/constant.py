"""One number everywhere."""

import numpy as np

from course_lib.initializers.initializer import Initializer
from course_lib.validation import number


class Zeros(Initializer):
    """All zeros, the start of every bias.

    Examples
    --------
    >>> Zeros()((3,), None).tolist()
    [0.0, 0.0, 0.0]
    """

    def __call__(self, shape, key):
        return np.zeros(shape, np.float32)


class Ones(Initializer):
    """All ones, the start of BatchNormalization's gamma.

    Examples
    --------
    >>> Ones()((3,), None).tolist()
    [1.0, 1.0, 1.0]
    """

    def __call__(self, shape, key):
        return np.ones(shape, np.float32)


class Constant(Initializer):
    """All one number.

    Parameters
    ----------
    value : float, default 0.0
        The number.

    Raises
    ------
    TypeError
        If `value` is not a number.

    Examples
    --------
    >>> Constant(0.5)((3,), None).tolist()
    [0.5, 0.5, 0.5]
    """

    def __init__(self, value=0.0):
        self.value = number(value, "Constant", "value")

    def __call__(self, shape, key):
        return np.full(shape, self.value, np.float32)
