"""LearningRateScheduler."""

import numbers

from course_lib.arguments import takes
from course_lib.callbacks.callback import Callback
from course_lib.callbacks.learning_rate import log_rate, need_free_rate
from course_lib.callbacks.progress import say
from course_lib.config import Configured
from course_lib.validation import message, number


class LearningRateScheduler(Configured, Callback):
    """Sets the learning rate before each epoch to what a function says.

    At each epoch's end the rate stands in the logs, so in the `History` too, as ``learning_rate``.

    Parameters
    ----------
    schedule : callable
        ``schedule(epoch, lr)`` or ``schedule(epoch)``: for the epoch's number, from 0, and the rate of the epoch
        before it returns the new rate, a float above 0. Where both fit, it gets both.
    verbose : {0, 1}, default 0
        1 says the rate of each epoch.

    Raises
    ------
    TypeError
        If `schedule` is no such function or returns something else than a float; when the training begins, if the
        optimizer follows a schedule of its own.
    ValueError
        If `schedule` returns 0, a negative float, an infinite one or no number.

    Examples
    --------
    >>> def halve(epoch, lr):
    ...     return lr if epoch == 0 else lr / 2
    >>> LearningRateScheduler(halve).verbose
    0
    """

    family = "callbacks"

    def __init__(self, schedule, verbose=0):
        if not callable(schedule) or not (takes(schedule, 2) or takes(schedule, 1)):
            rule = "`schedule` must be a function of (epoch, lr) or of (epoch)"
            raise TypeError(message("LearningRateScheduler", rule, repr(schedule)))
        self.schedule, self.verbose = schedule, verbose
        self._epoch = None

    def get_state(self):
        return {"epoch": self._epoch}

    def set_state(self, state):
        self._epoch = state["epoch"]

    def on_train_begin(self, logs=None):
        need_free_rate("LearningRateScheduler", self.model.optimizer)
        self._epoch = None

    def on_epoch_begin(self, epoch, logs=None):
        if epoch == self._epoch:
            return  # the training goes on within an epoch, and its rate is set
        self._epoch = epoch
        optimizer = self.model.optimizer
        told = (epoch, float(optimizer.learning_rate)) if takes(self.schedule, 2) else (epoch,)
        optimizer.learning_rate = _checked(self.schedule(*told), epoch)
        if self.verbose:
            say(f"Epoch {epoch + 1}: the learning rate is {optimizer.learning_rate:.4g}.")

    def on_epoch_end(self, epoch, logs=None):
        log_rate(self.model.optimizer, logs)


def _checked(rate, epoch):
    where = "LearningRateScheduler"
    if not isinstance(rate, numbers.Real) or isinstance(rate, numbers.Integral):
        advice = f"Write {float(rate)}." if isinstance(rate, numbers.Integral) else ""
        advice = "A function without `return` gives None." if rate is None else advice
        raise TypeError(message(where, "`schedule` must return a float", f"{rate!r} for epoch={epoch}", advice))
    return number(float(rate), where, f"schedule(epoch={epoch})", above=0)
