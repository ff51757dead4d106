"""What every initializer is."""

from course_lib.config import Configured
from course_lib.validation import message


class Initializer(Configured):
    """Fills a new weight array: ``initializer(shape, key)`` returns float32 of that shape.

    `key` is 64 bits from `course_lib.random.key`: the same key gives the same numbers. A layer makes it from the
    model's seed and its own place in the model, so an initializer has no seed.

    Examples
    --------
    >>> import numpy as np
    >>> class Diagonal(Initializer):
    ...     def __call__(self, shape, key):
    ...         return np.eye(*shape, dtype=np.float32)
    >>> Diagonal()((2, 2), key=None).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """

    family = "initializers"

    def __init__(self):
        pass

    def __call__(self, shape, key):
        """Return the array of `shape` for `key`."""
        raise NotImplementedError(message(type(self).__name__, "an initializer needs a method `__call__`", "none"))
