"""Losses: cross-entropies, on probabilities and fused with softmax or sigmoid, and errors of numbers. The readable
twins are in ``reference/losses.py``.

Each returns the losses of all samples and the gradient of their *mean*; the fused ones, whose name begins with the
activation's, return the probabilities too.
"""

from course_lib.kernels.losses.binary_crossentropy import binary_crossentropy
from course_lib.kernels.losses.categorical_crossentropy import categorical_crossentropy
from course_lib.kernels.losses.mean_absolute_error import mean_absolute_error
from course_lib.kernels.losses.mean_squared_error import mean_squared_error
from course_lib.kernels.losses.sigmoid_crossentropy import sigmoid_crossentropy
from course_lib.kernels.losses.softmax_crossentropy import softmax_crossentropy

__all__ = [
    "binary_crossentropy",
    "categorical_crossentropy",
    "mean_absolute_error",
    "mean_squared_error",
    "sigmoid_crossentropy",
    "softmax_crossentropy",
]
