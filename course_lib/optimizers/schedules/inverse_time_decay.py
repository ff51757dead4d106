"""Decay with the inverse of the time."""

import math

from course_lib.optimizers.schedules.learning_rate_schedule import LearningRateSchedule
from course_lib.validation import number


class InverseTimeDecay(LearningRateSchedule):
    """Divides the learning rate by a number that grows evenly: a fast fall first, an ever slower one later.

    ::

        p = step / decay_steps, with staircase rounded down
        learning_rate = initial_learning_rate / (1 + decay_rate · p)

    Parameters
    ----------
    initial_learning_rate : float
        Learning rate of step 0; above 0.
    decay_steps : float
        Number of steps in which the divisor grows by `decay_rate` once; above 0.
    decay_rate : float
        How much the divisor grows; at least 0.
    staircase : bool, default False
        Whether the learning rate falls in jumps, one every `decay_steps` steps.
    name : str, default "InverseTimeDecay"
        A name of your own.

    Raises
    ------
    TypeError
        If an argument is not a number.
    ValueError
        If an argument lies outside its range.

    Examples
    --------
    >>> schedule = InverseTimeDecay(0.1, decay_steps=100, decay_rate=1)
    >>> schedule(0), schedule(100), schedule(300)
    (0.1, 0.05, 0.025)
    """

    def __init__(self, initial_learning_rate, decay_steps, decay_rate, staircase=False, name="InverseTimeDecay"):
        super().__init__(name)
        where = type(self).__name__
        self.initial_learning_rate = number(initial_learning_rate, where, "initial_learning_rate", above=0)
        self.decay_steps = number(decay_steps, where, "decay_steps", above=0)
        self.decay_rate = number(decay_rate, where, "decay_rate", least=0)
        self.staircase = bool(staircase)

    def __call__(self, step):
        p = self._checked(step) / self.decay_steps
        if self.staircase:
            p = math.floor(p)
        return self.initial_learning_rate / (1 + self.decay_rate * p)
