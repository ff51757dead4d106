"""Update rules: one step of each optimizer, in place. The readable twins are in ``reference/optimizers.py``.

All arrays are flat and of one size. Each number is updated from its own history alone.
"""

from course_lib.kernels.optimizers.adadelta import adadelta_update
from course_lib.kernels.optimizers.adagrad import adagrad_update
from course_lib.kernels.optimizers.adam import adam_update
from course_lib.kernels.optimizers.rmsprop import rmsprop_momentum_update, rmsprop_update
from course_lib.kernels.optimizers.sgd import sgd_momentum_update, sgd_update

__all__ = [
    "adadelta_update",
    "adagrad_update",
    "adam_update",
    "rmsprop_momentum_update",
    "rmsprop_update",
    "sgd_momentum_update",
    "sgd_update",
]
