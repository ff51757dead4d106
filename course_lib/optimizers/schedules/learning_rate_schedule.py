"""What every schedule is."""

from course_lib.config import Configured
from course_lib.validation import message, number


class LearningRateSchedule(Configured):
    """Base of all schedules: ``schedule(step)`` returns the learning rate of a step as a float.

    An optimizer takes one in place of a learning rate. The step is the number of updates done before, so the first
    update is made with ``schedule(0)``. Steps are batches, not epochs: an epoch has ⌈samples / batch_size⌉ of them.

    Parameters
    ----------
    name : str, optional
        A name of your own.

    Examples
    --------
    >>> class Halving(LearningRateSchedule):
    ...     def __call__(self, step):
    ...         return 0.1 / 2**step
    >>> Halving()(3)
    0.0125
    """

    family = "optimizers.schedules"

    def __init__(self, name=None):
        self.name = name

    def __call__(self, step):
        """Return the learning rate after `step` updates."""
        raise NotImplementedError(message(type(self).__name__, "a schedule needs a method `__call__`", "none"))

    def _checked(self, step):
        """Return `step` as a float of at least 0, or explain."""
        return number(step, type(self).__name__, "step", least=0)
