"""Looks whether a model's numbers are still numbers, neither NaN nor infinity."""

import math
import warnings
from contextlib import contextmanager

import numpy as np

from course_lib.models.diverged import DivergedError, Found


class NotFiniteWarning(UserWarning):
    """A model's output or loss is NaN or infinite."""


def lost_weight(model):
    """Return where a weight is NaN or infinite, such as "NaN in `kernel` of dense"; None if all are finite."""
    for layer in model.layers:
        for label, array in {**layer.params, **layer.state}.items():
            if not np.isfinite(array).all():
                return f"{'NaN' if np.isnan(array).any() else 'infinity'} in `{label}` of {layer.name}"
    return None


def warn_if_lost(model, result, where):
    """Warn if a `result` of the model, its output or its loss, is not finite.

    Parameters
    ----------
    model : Model
        Whose result it is.
    result : ndarray or float
        What `where` is about to return.
    where : str
        "evaluate" or "predict".
    """
    if np.isfinite(result).all():
        return
    lost = lost_weight(model)
    reason = f"since there is {lost}. Build the model anew, or load a checkpoint"
    if lost is None:
        reason = "though its weights are finite: numbers of the data or within the model are too large"
    # With a file name of its own, since the place of this line in the package would tell a learner nothing.
    text = f"{where}: what {model.name} gives holds NaN or infinity, {reason}."
    warnings.warn_explicit(text, NotFiniteWarning, filename="course_lib", lineno=0)


class FiniteWatch:
    """Ends a training when a step's loss, or a weight at the end of an epoch, is not finite.

    The loss does not tell all: relu and max pooling may drop a NaN that a layer before them makes. To look at all
    weights takes time, so it is done once an epoch.

    Parameters
    ----------
    model : Model
        Looked at.
    train : dict
        Its data, ``x`` and ``y``, for the advice.
    switched_on : bool
        Whether to look at all.
    """

    def __init__(self, model, train, switched_on):
        self._model, self._train, self._on = model, train, switched_on
        self.epoch = self.step = 0
        self._last_loss = None

    def look_at_loss(self, loss):
        """Called with a step's loss before the step changes a weight."""
        if self._on and not math.isfinite(loss):
            raise _Stop(Found("loss", str(loss), self.epoch, self.step, self._last_loss))
        self._last_loss = loss

    def look_at_weights(self):
        """Called at the end of an epoch, before anybody uses the weights."""
        lost = lost_weight(self._model) if self._on else None
        if lost is not None:
            raise _Stop(Found("weights", lost, self.epoch, self.step, self._last_loss))

    @contextmanager
    def ending(self, watchers):
        """Within this block a training that diverges is ended, its callbacks' `on_train_end` called, and explained."""
        try:
            yield
        except _Stop as stop:
            before = self._model.get_weights()
            watchers.call("on_train_end")  # closes files, and may give the best weights back
            after = self._model.get_weights()
            given_back = not all(np.array_equal(a, b, equal_nan=True) for a, b in zip(before, after, strict=True))
            state = "lost" if lost_weight(self._model) else "given back" if given_back else "kept"
            raise DivergedError(stop.found.explained(self._model, self._train, state)) from None


class _Stop(Exception):
    """Carries what was found out of the loop."""

    def __init__(self, found):
        self.found = found
