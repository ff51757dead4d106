"""Exercise 10.4: a callback that keeps the best epoch in a file."""

import contextlib
import io

from course_lib.callbacks import Callback, CallbackList
from course_lib.exercises.callback_exercise import CallbackExercise
from course_lib.exercises.lessons.lesson_10 import checkpoint_mistakes
from course_lib.exercises.lessons.lesson_10.pretend_model import FILE, TRAININGS, PretendModel
from course_lib.exercises.outcomes import where_it_failed


class BestCheckpoint(Callback):
    """Saves the model after each epoch that is better than all before, and puts the best weights back at the end.

    Parameters
    ----------
    path : str
        The file.

    Attributes
    ----------
    best : float
        The highest ``val_accuracy`` so far; -1 before the first epoch.

    Examples
    --------
    >>> kept = taken_through(BestCheckpoint, TRAININGS[0])
    >>> kept["files"]
    ['epoch 0', 'epoch 1', 'epoch 1']
    """

    def __init__(self, path):
        self.path, self.best = path, -1.0

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_accuracy"] > self.best:
            self.best = logs["val_accuracy"]
            self.model.save(self.path)

    def on_train_end(self, logs=None):
        self.model.load_weights(self.path)


def taken_through(kind, figures):
    """Return what a callback has done with a model in a training, or what it raised.

    Parameters
    ----------
    kind : type
        A class of callbacks.
    figures : list of dict
        The logs of each epoch.

    Returns
    -------
    dict or Exception
        ``"files"``: after each epoch the epoch whose weights the file holds, and once more at the end; None where
        there is no file. ``"model"``: at the same times, those that the model has. ``"others"``: other files.
        ``"stopped"``: whether it has told the model to stop.

    Examples
    --------
    >>> taken_through(BestCheckpoint, TRAININGS[0])["model"]
    ['epoch 0', 'epoch 1', 'epoch 1']
    """
    model = PretendModel()
    kept = {"files": [], "model": []}
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            watchers = CallbackList([kind(FILE)], model, {"epochs": len(figures), "steps": 1, "verbose": 0})
            watchers.call("on_train_begin")
            for epoch, logs in enumerate(figures):
                model.learn(epoch, watchers, dict(logs))
                _look(kept, model)
            watchers.call("on_train_end", dict(figures[-1]))
            _look(kept, model)
            kept["others"] = sorted(set(model.files) - {FILE})
            kept["stopped"] = model.stop_training
        except (Exception, SystemExit) as error:
            return error
    return kept


def _look(kept, model):
    kept["files"].append(model.files.get(FILE))
    kept["model"].append(model.weights)


def _tried(figures):
    lines = ["Tried a training with these figures:"]
    for epoch, logs in enumerate(figures):
        lines.append(f"  epoch {epoch}: {', '.join(f'{name} {value}' for name, value in logs.items())}")
    return lines


def _trouble(got, wanted):
    """What is wrong with what a callback did, "" where nothing is."""
    if not isinstance(got, dict):
        return f"It ended with {where_it_failed(got).removesuffix('.')}."
    for what, name in (("file", "files"), ("model", "model")):
        for place, (found, right) in enumerate(zip(got[name], wanted[name], strict=True)):
            if found != right:
                when = "at the end" if place == len(wanted[name]) - 1 else f"after epoch {place}"
                has = f"has the weights of {found}" if found else "is not there"
                return f"{when.capitalize()} the {what} {has}. It should have the weights of {right}."
    return "It has set `stop_training`. The training should go on." if got["stopped"] else ""


CHECKPOINT = CallbackExercise(
    number="10.4",
    title="a checkpoint of your own",
    finished=BestCheckpoint,
    hooks=("on_epoch_end", "on_train_end"),
    trainings=TRAININGS,
    taken_through=taken_through,
    trouble=_trouble,
    tried=_tried,
    mistakes=checkpoint_mistakes.MISTAKES,
    hints=(
        "What does the callback have to remember from one epoch to the next, to know whether this one is the best?",
        'Compare `logs["val_accuracy"]` with `self.best`. Where it is higher, two things have to happen.',
        'In `on_epoch_end`: `if logs["val_accuracy"] > self.best:`, set `self.best`, and call '
        "`self.model.save(self.path)`. In `on_train_end`: `self.model.load_weights(self.path)`.",
    ),
)
