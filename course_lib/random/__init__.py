"""The course's own random numbers: functions of a place, never of a stream's position.

A random number here depends on the seed, on what it is for, on the training step and on its index. Drawing more
numbers elsewhere, another order of layers' work or another number of threads changes none of them. Only operations
on whole numbers, raw bits of a counter-based generator and functions of `course_lib.exact` are used, so they are the
same on every machine and with every version of numpy.
"""

from course_lib.random.numbers import key, normal, permutation, truncated_normal, uniform
from course_lib.random.seed import default_seed, set_random_seed
from course_lib.random.source import RandomSource

__all__ = [
    "RandomSource",
    "default_seed",
    "key",
    "normal",
    "permutation",
    "set_random_seed",
    "truncated_normal",
    "uniform",
]
