"""Cosine decay."""

import math

from course_lib import exact
from course_lib.optimizers.schedules.learning_rate_schedule import LearningRateSchedule
from course_lib.validation import number


def half_wave(part):
    """From 1 for `part` = 0 to 0 for `part` = 1: flat, then steep, then flat again."""
    return (1 + exact.cos(math.pi * part)) / 2


class CosineDecay(LearningRateSchedule):
    """Falls along half a wave of the cosine, slowly at both ends; a straight rise may come before.

    ::

        part = step / decay_steps, and at most 1
        learning_rate = initial_learning_rate · ((1 − alpha) · (1 + cos(π · part)) / 2 + alpha)

    With `warmup_target` the first `warmup_steps` steps lead evenly from `initial_learning_rate` to `warmup_target`,
    and the decay begins after them and from there.

    Parameters
    ----------
    initial_learning_rate : float
        Learning rate of step 0; at least 0.
    decay_steps : float
        Number of steps of the decay, without those of the warm-up; above 0.
    alpha : float, default 0.0
        What is left at the end, as a fraction of the learning rate that the decay began with; from 0 to 1.
    name : str, default "CosineDecay"
        A name of your own.
    warmup_target : float, optional
        Learning rate at the end of the warm-up; at least 0. Without it there is none, as in Keras, even if
        `warmup_steps` is given.
    warmup_steps : float, default 0
        Number of steps of the warm-up; at least 0.

    Raises
    ------
    TypeError
        If an argument is not a number.
    ValueError
        If an argument lies outside its range.

    References
    ----------
    I. Loshchilov and F. Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, arXiv:1608.03983.
    The warm-up: P. Goyal et al., "Accurate, large minibatch SGD: training ImageNet in 1 hour", 2017, arXiv:1706.02677.

    Examples
    --------
    >>> schedule = CosineDecay(0.1, decay_steps=100)
    >>> schedule(0), schedule(50), schedule(100)
    (0.1, 0.05, 0.0)
    >>> schedule = CosineDecay(0, decay_steps=100, warmup_target=0.1, warmup_steps=10)
    >>> schedule(5), schedule(10), schedule(60), schedule(110)
    (0.05, 0.1, 0.05, 0.0)
    """

    def __init__(
        self,
        initial_learning_rate,
        decay_steps,
        alpha=0.0,
        name="CosineDecay",
        warmup_target=None,
        warmup_steps=0,
    ):
        super().__init__(name)
        where = type(self).__name__
        self.initial_learning_rate = number(initial_learning_rate, where, "initial_learning_rate", least=0)
        self.decay_steps = number(decay_steps, where, "decay_steps", above=0)
        self.alpha = number(alpha, where, "alpha", least=0, most=1)
        if warmup_target is not None:
            warmup_target = number(warmup_target, where, "warmup_target", least=0)
        self.warmup_target = warmup_target
        self.warmup_steps = number(warmup_steps, where, "warmup_steps", least=0)

    def __call__(self, step):
        step, start = self._checked(step), self.initial_learning_rate
        if self.warmup_target is not None:
            if step < self.warmup_steps:
                return start + (self.warmup_target - start) * (step / self.warmup_steps)
            step, start = step - self.warmup_steps, self.warmup_target
        part = min(step / self.decay_steps, 1)
        return start * ((1 - self.alpha) * half_wave(part) + self.alpha)
