"""Cosine decay again and again."""

from course_lib import exact
from course_lib.optimizers.schedules.cosine_decay import half_wave
from course_lib.optimizers.schedules.learning_rate_schedule import LearningRateSchedule
from course_lib.validation import number


class CosineDecayRestarts(LearningRateSchedule):
    """Falls along half a wave of the cosine, jumps up and falls again, each time for longer.

    ::

        restarts = how often it has begun again
        part = steps since then / (first_decay_steps · t_mul^restarts)
        learning_rate = initial_learning_rate · ((1 − alpha) · m_mul^restarts · (1 + cos(π · part)) / 2 + alpha)

    Parameters
    ----------
    initial_learning_rate : float
        Learning rate of step 0; above 0.
    first_decay_steps : float
        Number of steps of the first fall; above 0.
    t_mul : float, default 2.0
        How many times as long each fall is as the one before; at least 1.
    m_mul : float, default 1.0
        How many times as high each fall begins as the one before; at least 0.
    alpha : float, default 0.0
        What is left at the end of a fall, as a fraction of `initial_learning_rate`; from 0 to 1.
    name : str, default "SGDRDecay"
        A name of your own.

    Raises
    ------
    TypeError
        If an argument is not a number.
    ValueError
        If an argument lies outside its range.

    References
    ----------
    I. Loshchilov and F. Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, arXiv:1608.03983.

    Examples
    --------
    >>> schedule = CosineDecayRestarts(0.1, first_decay_steps=100)
    >>> schedule(0), schedule(50), schedule(100), schedule(200), schedule(300)
    (0.1, 0.05, 0.1, 0.05, 0.1)
    """

    def __init__(self, initial_learning_rate, first_decay_steps, t_mul=2.0, m_mul=1.0, alpha=0.0, name="SGDRDecay"):
        super().__init__(name)
        where = type(self).__name__
        self.initial_learning_rate = number(initial_learning_rate, where, "initial_learning_rate", above=0)
        self.first_decay_steps = number(first_decay_steps, where, "first_decay_steps", above=0)
        self.t_mul = number(t_mul, where, "t_mul", least=1)
        self.m_mul = number(m_mul, where, "m_mul", least=0)
        self.alpha = number(alpha, where, "alpha", least=0, most=1)

    def __call__(self, step):
        restarts, part = self._place(self._checked(step))
        height = exact.power(self.m_mul, restarts) * half_wave(part)
        return self.initial_learning_rate * ((1 - self.alpha) * height + self.alpha)

    def _place(self, step):
        """Return how many falls were finished before `step`, and which part of the present one has passed."""
        length, restarts = self.first_decay_steps, 0
        if self.t_mul == 1:
            restarts, step = divmod(step, length)
        while step >= length:
            step, length, restarts = step - length, length * self.t_mul, restarts + 1
        return restarts, step / length
