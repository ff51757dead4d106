"""Random numbers of a given size, whatever the layer's."""

from course_lib import random
from course_lib.initializers.initializer import Initializer
from course_lib.validation import number


class RandomUniform(Initializer):
    """Any number between two limits, each as likely as the others.

    Parameters
    ----------
    minval, maxval : float, defaults -0.05 and 0.05
        The limits; `maxval` is at least `minval`.

    Raises
    ------
    TypeError
        If a limit is not a number.
    ValueError
        If `maxval` is below `minval`.

    Examples
    --------
    >>> from course_lib import random
    >>> numbers = RandomUniform(0, 2)((1000,), random.key("example"))
    >>> bool(numbers.min() >= 0), bool(numbers.max() <= 2), round(float(numbers.mean()), 1)
    (True, True, 1.0)
    """

    def __init__(self, minval=-0.05, maxval=0.05):
        self.minval = number(minval, "RandomUniform", "minval")
        self.maxval = number(maxval, "RandomUniform", "maxval", least=self.minval)

    def __call__(self, shape, key):
        return random.uniform(shape, self.minval, self.maxval, key)


class RandomNormal(Initializer):
    """Normally distributed numbers: about 68 % lie within `stddev` of `mean`, 95 % within twice that.

    Parameters
    ----------
    mean : float, default 0.0
        Middle of the distribution.
    stddev : float, default 0.05
        Standard deviation; at least 0.

    Raises
    ------
    TypeError
        If an argument is not a number.
    ValueError
        If `stddev` is negative.

    Examples
    --------
    >>> from course_lib import random
    >>> numbers = RandomNormal(stddev=0.1)((10_000,), random.key("example"))
    >>> round(float(numbers.std()), 2)
    0.1
    """

    def __init__(self, mean=0.0, stddev=0.05):
        where = type(self).__name__
        self.mean, self.stddev = number(mean, where, "mean"), number(stddev, where, "stddev", least=0)

    def __call__(self, shape, key):
        return random.normal(shape, self.mean, self.stddev, key)


class TruncatedNormal(RandomNormal):
    """Normally distributed numbers, only such as lie within 2 · `stddev` of `mean`.

    No weight starts far from the others. The numbers' own standard deviation is 0.8796 · `stddev`.

    Parameters
    ----------
    mean : float, default 0.0
        Middle of the distribution.
    stddev : float, default 0.05
        Standard deviation before the distribution is cut off; at least 0.

    Raises
    ------
    TypeError
        If an argument is not a number.
    ValueError
        If `stddev` is negative.

    Examples
    --------
    >>> from course_lib import random
    >>> numbers = TruncatedNormal(stddev=0.5)((10_000,), random.key("example"))
    >>> bool(abs(numbers).max() <= 1), round(float(numbers.std()), 2)
    (True, 0.44)
    """

    def __call__(self, shape, key):
        return random.truncated_normal(shape, self.mean, self.stddev, key)
