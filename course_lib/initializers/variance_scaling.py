"""Random numbers as large as a layer's size asks for, so that signals neither grow nor fade from layer to layer."""

import math

from course_lib import random
from course_lib.initializers.initializer import Initializer
from course_lib.validation import choice, number

# Standard deviation of a standard normal distribution cut off at ±2, as Keras has it.
_CUT_STDDEV = 0.87962566103423978


def fans(shape):
    """Return how many inputs an output sees, and how many outputs an input reaches.

    For the weights (in, out) of a dense layer they are in and out; for a filter (kh, kw, C, F) they are kh·kw·C and
    kh·kw·F. A bias has one axis and both are its length.

    Parameters
    ----------
    shape : tuple of int
        Of the weights.

    Returns
    -------
    (int, int)
        fan_in and fan_out.

    Examples
    --------
    >>> fans((3, 3, 16, 32))
    (144, 288)
    """
    if len(shape) < 2:
        return math.prod(shape), math.prod(shape)
    window = math.prod(shape[:-2])
    return window * shape[-2], window * shape[-1]


class VarianceScaling(Initializer):
    """Random numbers with mean 0 and variance `scale` / n, where n counts inputs, outputs or both.

    ::

        n = fan_in, fan_out or (fan_in + fan_out) / 2, and at least 1
        uniform:             within ±√(3 · scale / n)
        untruncated_normal:  with standard deviation √(scale / n)
        truncated_normal:    the same, from a wider normal distribution that is cut off at twice its own

    Parameters
    ----------
    scale : float, default 1.0
        Above 0.
    mode : {"fan_in", "fan_out", "fan_avg"}
        What n is; see `fans`.
    distribution : {"truncated_normal", "untruncated_normal", "uniform"}
        Kind of random numbers; "normal" means "truncated_normal".

    Raises
    ------
    TypeError, ValueError
        If `scale` is not a number above 0, or `mode` or `distribution` is not one of those.

    Examples
    --------
    >>> from course_lib import random
    >>> weights = VarianceScaling(scale=2.0)((200, 100), random.key("example"))
    >>> round(float(weights.std()), 2)  # √(2 / 200)
    0.1
    """

    def __init__(self, scale=1.0, mode="fan_in", distribution="truncated_normal"):
        where = type(self).__name__
        self.scale = number(scale, where, "scale", above=0)
        self.mode = choice(mode, ("fan_in", "fan_out", "fan_avg"), where, "mode")
        kind = "truncated_normal" if distribution == "normal" else distribution
        kinds = ("truncated_normal", "untruncated_normal", "uniform")
        self.distribution = choice(kind, kinds, where, "distribution")

    def __call__(self, shape, key):
        fan_in, fan_out = fans(shape)
        n = max(1.0, {"fan_in": fan_in, "fan_out": fan_out, "fan_avg": (fan_in + fan_out) / 2}[self.mode])
        if self.distribution == "uniform":
            limit = math.sqrt(3 * self.scale / n)
            return random.uniform(shape, -limit, limit, key)
        stddev = math.sqrt(self.scale / n)
        if self.distribution == "untruncated_normal":
            return random.normal(shape, 0.0, stddev, key)
        return random.truncated_normal(shape, 0.0, stddev / _CUT_STDDEV, key)


class GlorotUniform(VarianceScaling):
    """Uniform within ±√(6 / (fan_in + fan_out)): a compromise between the way forward and the gradient's way back.

    The start of every kernel, unless another is asked for.

    References
    ----------
    X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks",
    AISTATS 2010.

    Examples
    --------
    >>> from course_lib import random
    >>> weights = GlorotUniform()((3, 3, 1, 32), random.key(0, "example"))
    >>> weights.shape, bool(abs(weights).max() <= (6 / (9 + 9 * 32)) ** 0.5)
    ((3, 3, 1, 32), True)
    """

    def __init__(self):
        super().__init__(scale=1.0, mode="fan_avg", distribution="uniform")


class GlorotNormal(VarianceScaling):
    """Truncated normal with standard deviation √(2 / (fan_in + fan_out)); see `GlorotUniform`.

    Examples
    --------
    >>> from course_lib import random
    >>> weights = GlorotNormal()((200, 100), random.key("example"))
    >>> round(float(weights.std()), 3), round((2 / (200 + 100)) ** 0.5, 3)
    (0.082, 0.082)
    """

    def __init__(self):
        super().__init__(scale=1.0, mode="fan_avg", distribution="truncated_normal")


class HeUniform(VarianceScaling):
    """Uniform within ±√(6 / fan_in); see `HeNormal`.

    Examples
    --------
    >>> from course_lib import random
    >>> weights = HeUniform()((200, 100), random.key("example"))
    >>> bool(abs(weights).max() <= (6 / 200) ** 0.5)
    True
    """

    def __init__(self):
        super().__init__(scale=2.0, mode="fan_in", distribution="uniform")


class HeNormal(VarianceScaling):
    """Truncated normal with standard deviation √(2 / fan_in): the 2 makes up for the half that relu sets to 0.

    References
    ----------
    K. He, X. Zhang, S. Ren, J. Sun, "Delving deep into rectifiers: surpassing human-level performance on ImageNet
    classification", ICCV 2015, arXiv:1502.01852.

    Examples
    --------
    >>> from course_lib import random
    >>> weights = HeNormal()((3, 3, 8, 64), random.key("example"))
    >>> round(float(weights.std()), 2), round((2 / (3 * 3 * 8)) ** 0.5, 2)
    (0.17, 0.17)
    """

    def __init__(self):
        super().__init__(scale=2.0, mode="fan_in", distribution="truncated_normal")


class LecunUniform(VarianceScaling):
    """Uniform within ±√(3 / fan_in); see `LecunNormal`.

    Examples
    --------
    >>> from course_lib import random
    >>> weights = LecunUniform()((200, 100), random.key("example"))
    >>> bool(abs(weights).max() <= (3 / 200) ** 0.5)
    True
    """

    def __init__(self):
        super().__init__(scale=1.0, mode="fan_in", distribution="uniform")


class LecunNormal(VarianceScaling):
    """Truncated normal with standard deviation √(1 / fan_in), so that an output varies as much as the inputs do.

    References
    ----------
    Y. LeCun, L. Bottou, G. B. Orr, K.-R. Müller, "Efficient BackProp", in "Neural networks: tricks of the trade",
    Springer 1998.

    Examples
    --------
    >>> from course_lib import random
    >>> weights = LecunNormal()((200, 100), random.key("example"))
    >>> round(float(weights.std()), 3), round((1 / 200) ** 0.5, 3)
    (0.071, 0.071)
    """

    def __init__(self):
        super().__init__(scale=1.0, mode="fan_in", distribution="truncated_normal")
