"""One learning rate for each stretch of the training."""

from course_lib.optimizers.schedules.learning_rate_schedule import LearningRateSchedule
from course_lib.validation import message, number


class PiecewiseConstantDecay(LearningRateSchedule):
    """Keeps a learning rate up to a step, then goes on with the next.

    ::

        learning_rate = values[0]   for             step ≤ boundaries[0]
                        values[1]   for boundaries[0] < step ≤ boundaries[1]
                        …
                        values[-1]  for boundaries[-1] < step

    Parameters
    ----------
    boundaries : list of float
        The last step of each stretch but the last, each above the one before.
    values : list of float
        The learning rates, one more than boundaries; each at least 0.
    name : str, default "PiecewiseConstant"
        A name of your own.

    Raises
    ------
    TypeError
        If an argument is not a list of numbers.
    ValueError
        If `boundaries` do not rise, a value is negative or their numbers do not fit together.

    Examples
    --------
    >>> schedule = PiecewiseConstantDecay([100, 200], [0.1, 0.05, 0.01])
    >>> schedule(100), schedule(101), schedule(1000)
    (0.1, 0.05, 0.01)
    """

    def __init__(self, boundaries, values, name="PiecewiseConstant"):
        super().__init__(name)
        self.boundaries = _numbers(boundaries, "boundaries")
        self.values = _numbers(values, "values", least=0)
        if len(self.values) != len(self.boundaries) + 1:
            counts = f"{len(self.values)} values and {len(self.boundaries)} boundaries"
            raise ValueError(message(_WHERE, "`values` must have one number more than `boundaries`", counts))
        if any(b <= a for a, b in zip(self.boundaries, self.boundaries[1:], strict=False)):
            raise ValueError(message(_WHERE, "each of `boundaries` must be above the one before", repr(boundaries)))

    def __call__(self, step):
        step = self._checked(step)
        for boundary, value in zip(self.boundaries, self.values, strict=False):
            if step <= boundary:
                return value
        return self.values[-1]


_WHERE = "PiecewiseConstantDecay"


def _numbers(values, name, least=None):
    if not isinstance(values, list | tuple):
        raise TypeError(message(_WHERE, f"`{name}` must be a list of numbers", repr(values)))
    return [number(value, _WHERE, f"{name}[{i}]", least=least) for i, value in enumerate(values)]
