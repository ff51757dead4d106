"""Initial weights."""

import math

import numpy as np

from course_lib import random
from course_lib.validation import choice


class Initializer:
    """Fills a new weight array: ``initializer(shape, key)`` returns float32 of that shape."""

    def __call__(self, shape, key):
        raise NotImplementedError


class Zeros(Initializer):
    """All zeros, the start of every bias."""

    def __call__(self, shape, key):
        return np.zeros(shape, np.float32)


class GlorotUniform(Initializer):
    """Uniform within ±√(6 / (fan_in + fan_out)), so that signals neither grow nor fade from layer to layer.

    fan_in is how many inputs an output sees, fan_out how many outputs an input reaches: for a filter
    (kh, kw, C, F) they are kh·kw·C and kh·kw·F.

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

    def __call__(self, shape, key):
        window = math.prod(shape[:-2])
        limit = math.sqrt(6.0 / (window * shape[-2] + window * shape[-1]))
        return random.uniform(shape, -limit, limit, key)


_BY_NAME = {"zeros": Zeros, "glorot_uniform": GlorotUniform}


def get(identifier, where="initializers.get", name="identifier"):
    """Return the initializer for a name, or `identifier` itself if it can be called."""
    if callable(identifier) and not isinstance(identifier, type):
        return identifier
    return _BY_NAME[choice(identifier, _BY_NAME, where, name)]()
