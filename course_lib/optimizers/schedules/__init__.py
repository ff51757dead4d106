"""Learning rates that change from step to step; one file each."""

from course_lib.optimizers.schedules.cosine_decay import CosineDecay
from course_lib.optimizers.schedules.cosine_decay_restarts import CosineDecayRestarts
from course_lib.optimizers.schedules.exponential_decay import ExponentialDecay
from course_lib.optimizers.schedules.inverse_time_decay import InverseTimeDecay
from course_lib.optimizers.schedules.learning_rate_schedule import LearningRateSchedule
from course_lib.optimizers.schedules.piecewise_constant_decay import PiecewiseConstantDecay
from course_lib.optimizers.schedules.polynomial_decay import PolynomialDecay

__all__ = [
    "CosineDecay",
    "CosineDecayRestarts",
    "ExponentialDecay",
    "InverseTimeDecay",
    "LearningRateSchedule",
    "PiecewiseConstantDecay",
    "PolynomialDecay",
]
