"""Polynomial decay, by default a straight line."""

import math

from course_lib import exact
from course_lib.optimizers.schedules.learning_rate_schedule import LearningRateSchedule
from course_lib.validation import number


class PolynomialDecay(LearningRateSchedule):
    """Leads from one learning rate to another in `decay_steps` steps, and stays there.

    ::

        part = step / decay_steps, and at most 1
        learning_rate = (initial_learning_rate − end_learning_rate) · (1 − part)^power + end_learning_rate

    With `cycle` the way is prolonged each time its end is passed, to 2, 3, … times `decay_steps`: the learning rate
    jumps up, though never to where it began, and falls to the end again.

    Parameters
    ----------
    initial_learning_rate : float
        Learning rate of step 0; at least 0.
    decay_steps : float
        Number of steps on the way; above 0.
    end_learning_rate : float, default 0.0001
        Learning rate at the end; at least 0.
    power : float, default 1.0
        1 for a straight line, more for a fast fall first, less for a fast fall last; at least 0.
    cycle : bool, default False
        Whether to begin again after `decay_steps` steps.
    name : str, default "PolynomialDecay"
        A name of your own.

    Raises
    ------
    TypeError
        If an argument is not a number.
    ValueError
        If an argument lies outside its range.

    Examples
    --------
    >>> schedule = PolynomialDecay(0.5, decay_steps=100, end_learning_rate=0.25)
    >>> schedule(0), schedule(50), schedule(100), schedule(101)
    (0.5, 0.375, 0.25, 0.25)
    """

    def __init__(
        self,
        initial_learning_rate,
        decay_steps,
        end_learning_rate=0.0001,
        power=1.0,
        cycle=False,
        name="PolynomialDecay",
    ):
        super().__init__(name)
        where = type(self).__name__
        self.initial_learning_rate = number(initial_learning_rate, where, "initial_learning_rate", least=0)
        self.decay_steps = number(decay_steps, where, "decay_steps", above=0)
        self.end_learning_rate = number(end_learning_rate, where, "end_learning_rate", least=0)
        self.power = number(power, where, "power", least=0)
        self.cycle = bool(cycle)

    def __call__(self, step):
        part = self._checked(step) / self.decay_steps
        if self.cycle:
            part /= max(1, math.ceil(part))
        way = self.initial_learning_rate - self.end_learning_rate
        return way * exact.power(1 - min(part, 1), self.power) + self.end_learning_rate
