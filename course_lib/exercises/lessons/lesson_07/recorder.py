"""A callback that keeps the loss of each step and the best epoch."""

import contextlib
import io

from course_lib.callbacks import Callback, CallbackList
from course_lib.exercises.callback_exercise import CallbackExercise
from course_lib.exercises.differences import difference, told
from course_lib.exercises.lessons.lesson_07 import recorder_mistakes
from course_lib.exercises.lessons.lesson_07.trainings import TRAININGS, Training
from course_lib.exercises.outcomes import where_it_failed


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


def _guess(kind):
    if isinstance(vars(kind).get("losses"), list):
        return "`losses` is made in the class, once for all objects: make it in on_train_begin."
    return ""


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


RECORDER = CallbackExercise(
    number="07.3",
    title="a callback of your own",
    finished=Recorder,
    hooks=("on_train_begin", "on_train_batch_end", "on_epoch_end"),
    trainings=TRAININGS,
    taken_through=taken_through,
    trouble=_trouble,
    tried=Training.told,
    guess=_guess,
    mistakes=recorder_mistakes.MISTAKES,
    hints=(
        "What has to be there before the first step, and which hook is called then?",
        "`on_train_begin` makes the empty list, and two more numbers: `best_epoch`, and the lowest validation loss so "
        'far. That one may begin at `float("inf")`, which is larger than every number.',
        '`on_train_batch_end` appends `logs["loss"]`. `on_epoch_end` compares `logs["val_loss"]` with the lowest '
        "so far; where it is smaller, keep it and `epoch`.",
    ),
)
