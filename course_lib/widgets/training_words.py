"""Where a training stands, in words."""

from course_lib.callbacks.progress import figures
from course_lib.plots.picture import count
from course_lib.widgets.pace import duration


class Words:
    """Keeps where a training stands, and says it in a line.

    Parameters
    ----------
    params : dict
        The callbacks' ``epochs`` and ``steps``.
    place : Place
        The model's, when the training begins.
    """

    def __init__(self, params, place):
        self._epochs, self._steps = params["epochs"], params["steps"]
        self._epoch, self._batch, self._logs = place.epoch, place.batch, {}
        self._first, self._tested, self._to_test, self._end = place.epoch, 0, None, ""

    @property
    def done(self):
        """Whether the training has ended."""
        return bool(self._end)

    def begin_epoch(self, epoch):
        """An epoch begins, or goes on after an interruption."""
        if epoch != self._epoch:
            self._epoch, self._batch = epoch, 0
        self._tested = 0

    def step(self, done, logs):
        """So many steps of the epoch are done."""
        self._batch, self._logs = done, logs

    def validation(self, done):
        """So many batches of the validation are done."""
        self._tested = done

    def validated(self):
        """The validation is done."""
        self._to_test = self._tested

    def end_epoch(self, logs):
        """The epoch is done."""
        self._epoch, self._batch, self._tested, self._logs = self._epoch + 1, 0, 0, logs

    def end(self, seconds, on_purpose):
        """The training has ended after so many seconds; `on_purpose` if a callback asked for it."""
        if self._epoch >= self._epochs:
            how = "finished"
        else:
            how = "ended early" if on_purpose else "stopped"
        done = f"{self._epoch} of {count(self._epochs, 'epoch')}"
        if self._batch:
            done += f" and {self._batch} of {self._steps} steps"
        self._end = f"{how}: {done} · {seconds:.1f} s"

    def place(self):
        """Return the place of the last step, counted in epochs."""
        return self._epoch + self._batch / self._steps

    def part(self):
        """Return the part of all steps that is done."""
        return min(self.place() / self._epochs, 1.0)

    def outlook(self):
        """Return the place at the right edge of the charts: the end, unless that is far off."""
        passed = self._epoch + 1 - self._first
        return self._epochs if self._epochs - self._first <= 10 else min(self._epochs, self._first + max(5, 2 * passed))

    def line(self, pace):
        """Return the line; `pace` tells the time left."""
        told = [self._end] if self._end else self._under_way(pace)
        return " · ".join([*told, *([figures(self._logs)] if self._logs else [])])

    def _under_way(self, pace):
        epoch, validations = f"epoch {self._epoch + 1} of {self._epochs}", 1.0
        if not self._batch and not self._logs:
            return [epoch, "the first step is under way"]
        if not self._batch:
            told = [f"epoch {self._epoch} of {self._epochs} is done"]
        elif self._tested:
            told = [epoch, f"validation: batch {self._tested}" + (f" of {self._to_test}" if self._to_test else "")]
            validations -= self._tested / (self._to_test or self._tested)
        else:
            told = [epoch, f"step {self._batch} of {self._steps}"]
        others = self._epochs - self._epoch - 1
        if others < 0 or (self._tested and not self._to_test):  # how long a first validation takes is not known
            return told
        here = pace.left(self._steps - self._batch, validations)
        whole = here + pace.left(self._steps * others, others)
        if not others:
            return [*told, f"{duration(here)} left"]
        if not self._batch:
            return [*told, f"{duration(whole)} left in all"]
        return [*told, f"{duration(here)} left in the epoch, {duration(whole)} in all"]
