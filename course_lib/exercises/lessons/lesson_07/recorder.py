"""A callback that keeps the loss of each step and the best epoch."""

import contextlib
import inspect
import io
from dataclasses import dataclass

from course_lib.callbacks import Callback, CallbackList
from course_lib.exercises.differences import difference, told
from course_lib.exercises.exercise import OPEN, RIGHT, WRONG, Exercise, Verdict
from course_lib.exercises.lessons.lesson_07 import recorder_mistakes
from course_lib.exercises.lessons.lesson_07.trainings import TRAININGS
from course_lib.exercises.outcomes import where_it_failed

HOOKS = ("on_train_begin", "on_train_batch_end", "on_epoch_end")


class Recorder(Callback):
    """Keeps the loss after each step of a training, and the epoch with the lowest loss in validation.

    Attributes
    ----------
    losses : list of float
        The ``loss`` of the logs after each step, over all epochs.
    best_epoch : int or None
        The number, from 0, of the epoch whose ``val_loss`` was lowest, the first of equal ones.

    Examples
    --------
    >>> recorder = Recorder()
    >>> recorder.on_train_begin()
    >>> recorder.on_epoch_end(0, {"val_loss": 0.5})
    >>> recorder.best_epoch
    0
    """

    def on_train_begin(self, logs=None):
        self.losses, self.best_epoch, self._lowest = [], None, float("inf")

    def on_train_batch_end(self, batch, logs=None):
        self.losses.append(logs["loss"])

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self._lowest:
            self._lowest, self.best_epoch = logs["val_loss"], epoch


@dataclass(frozen=True, kw_only=True, eq=False)
class CallbackExercise(Exercise):
    """A class of callbacks, which is taken through trainings whose figures are known beforehand.

    `mistakes` has for each usual cause a class that makes this mistake.
    """

    mistakes: dict

    goes_on = "The lesson goes on with the course's own class."

    def examine(self, answer):
        if answer is self.finished:
            return Verdict(OPEN, ("This is the course's own class: run the cell with yours again, then this one.",))
        trouble = _no_class(answer)
        if trouble:
            return Verdict(WRONG, (trouble,))
        for training in TRAININGS:
            got, wanted = taken_through(answer, training), taken_through(self.finished, training)
            if isinstance(got, NotImplementedError):
                return Verdict(OPEN, _still_to_write(answer))
            trouble = _trouble(got, wanted)
            if trouble:
                return Verdict(WRONG, (*training.told(), trouble, *self._cause(answer)))
        return Verdict(RIGHT, (f"{len(TRAININGS)} trainings came out right.",))

    def wrong_answers(self):
        for cause, wrong in self.mistakes.items():
            yield wrong, cause

    def _cause(self, answer):
        found = [taken_through(answer, training) for training in TRAININGS]
        for cause, wrong in self.mistakes.items():
            if all(_alike(got, taken_through(wrong, each)) for got, each in zip(found, TRAININGS, strict=True)):
                return (f"Likely cause: {cause}",)
        if isinstance(vars(answer).get("losses"), list):
            return ("Possible cause: `losses` is made in the class, once for all objects: make it in on_train_begin.",)
        return ()


def taken_through(kind, training):
    """Return what a new callback has kept at the end, or what it raised.

    Parameters
    ----------
    kind : type
        A class of callbacks.
    training : Training
        What happens.

    Returns
    -------
    dict or Exception
        Its ``losses`` and ``best_epoch``, None for what it has not.

    Examples
    --------
    >>> taken_through(Recorder, TRAININGS[0])
    {'losses': [0.9, 0.7], 'best_epoch': 0}
    """
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            callback = kind()
            for fit in training.fits:
                fit.call(CallbackList([callback], model=None, params=fit.params()))
        except (Exception, SystemExit) as error:
            return error
    kept = {name: getattr(callback, name, ...) for name in ("losses", "best_epoch")}
    return {name: list(value) if isinstance(value, list) else value for name, value in kept.items()}


def _no_class(answer):
    """What an answer is instead of a class of callbacks, "" for one."""
    if isinstance(answer, Callback):
        return "This check wants the class itself, without brackets behind its name."
    if not inspect.isclass(answer) or not issubclass(answer, Callback):
        return f"This check wants a class made from callbacks.Callback; it got {told(answer)}."
    return ""


def _still_to_write(kind):
    """Which methods are open, where others have been written."""
    open_ones = [name for name in HOOKS if "NotImplementedError" in _names(getattr(kind, name))]
    if len(open_ones) == len(HOOKS):
        return ()
    return (f"Still to be written: {', '.join(open_ones)}.",) if open_ones else ()


def _names(method):
    return getattr(getattr(method, "__code__", None), "co_names", ())


def _trouble(got, wanted):
    """What is wrong with what a callback kept, "" where nothing is."""
    if not isinstance(got, dict):
        return f"It ended with {where_it_failed(got).rstrip('.')}."
    for name, right in wanted.items():
        value = got[name]
        if value is ...:
            return f"At the end it has no `self.{name}`."
        if name == "losses" and not isinstance(value, list):
            return f"`losses` must be a list of numbers, got {told(value)}."
        words = _of_losses(right, value) if name == "losses" else _of_epoch(right, value)
        if words:
            return f"`{name}`: {words}"
    return ""


def _of_losses(right, value):
    if not difference(tuple(right), tuple(value)):
        return ""
    return f"expected {_figures(right)}, got {_figures(value)}."


def _of_epoch(right, value):
    return "" if value is not None and not difference(right, value) else f"expected {right}, got {told(value)}."


def _figures(values):
    return told(values) if any(not isinstance(value, float) for value in values) else str([round(v, 4) for v in values])


def _alike(got, other):
    if not (isinstance(got, dict) and isinstance(other, dict)):
        return type(got) is type(other)
    try:
        return bool(got == other)
    except ValueError:  # an array where a list or a number belongs
        return False


RECORDER = CallbackExercise(
    number="07.3",
    title="a callback of your own",
    finished=Recorder,
    mistakes=recorder_mistakes.MISTAKES,
    hints=(
        "What has to be there before the first step, and which hook is called then?",
        "`on_train_begin` makes the empty list, and two more numbers: `best_epoch`, and the lowest validation loss so "
        'far. That one may begin at `float("inf")`, which is larger than every number.',
        '`on_train_batch_end` appends `logs["loss"]`. `on_epoch_end` compares `logs["val_loss"]` with the lowest '
        "so far; where it is smaller, keep it and `epoch`.",
    ),
)
