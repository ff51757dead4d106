"""Initial weights."""

from course_lib.initializers.constant import Constant, Ones, Zeros
from course_lib.initializers.initializer import Initializer
from course_lib.initializers.plain_random import RandomNormal, RandomUniform, TruncatedNormal
from course_lib.initializers.variance_scaling import (
    GlorotNormal,
    GlorotUniform,
    HeNormal,
    HeUniform,
    LecunNormal,
    LecunUniform,
    VarianceScaling,
)
from course_lib.validation import member

__all__ = [
    "Constant",
    "GlorotNormal",
    "GlorotUniform",
    "HeNormal",
    "HeUniform",
    "Initializer",
    "LecunNormal",
    "LecunUniform",
    "Ones",
    "RandomNormal",
    "RandomUniform",
    "TruncatedNormal",
    "VarianceScaling",
    "Zeros",
    "get",
]

_BY_NAME = {
    "glorot_uniform": GlorotUniform,
    "glorot_normal": GlorotNormal,
    "he_uniform": HeUniform,
    "he_normal": HeNormal,
    "lecun_uniform": LecunUniform,
    "lecun_normal": LecunNormal,
    "variance_scaling": VarianceScaling,
    "random_uniform": RandomUniform,
    "random_normal": RandomNormal,
    "truncated_normal": TruncatedNormal,
    "zeros": Zeros,
    "ones": Ones,
    "constant": Constant,
}


def get(identifier, where="initializers.get", name="identifier"):
    """Return the initializer for a name, or `identifier` itself if it can be called.

    Parameters
    ----------
    identifier : str, Initializer or callable
        A function of your own takes (shape, key) and returns a float32 array of that shape.
    where, name : str, optional
        Who asks, and for which argument: the beginning of the message of an error.

    Returns
    -------
    Initializer or callable

    Raises
    ------
    TypeError
        If `identifier` is neither a name nor an initializer nor a function.
    ValueError
        If there is no initializer of that name; the message names the nearest one.

    Examples
    --------
    >>> get("he_normal")
    HeNormal()
    """
    if callable(identifier) and not isinstance(identifier, type):
        return identifier
    return member(identifier, "an initializer", Initializer, _BY_NAME, where, name)
