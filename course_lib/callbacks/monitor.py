"""What callbacks share that watch one figure."""

import difflib
import math

from course_lib.callbacks.callback import Callback
from course_lib.config import Configured
from course_lib.validation import choice, message, number

# One such word in a figure's name tells whether larger or smaller is better.
_LARGER = {"acc", "accuracy", "auc", "precision", "recall"}
_SMALLER = {"crossentropy", "error", "loss", "mae", "mse"}


class MonitorCallback(Configured, Callback):
    """Base of callbacks that watch one figure and act when it becomes better, or does not.

    Parameters
    ----------
    monitor : str, default "val_loss"
        Name of the figure: "loss", a metric's name, or either with ``val_`` in front.
    mode : {"auto", "min", "max"}, default "auto"
        Whether smaller or larger is better; "auto" tells it from the name.
    min_delta : float, default 0
        What it takes to be better: a change of more than this. The sign does not count.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If `mode` is unknown, or "auto" and the name does not tell.

    Examples
    --------
    >>> watch = MonitorCallback("val_accuracy", min_delta=0.01)
    >>> watch.is_better(0.95, than=0.92), watch.is_better(0.95, than=0.945)
    (True, False)
    """

    family = "callbacks"

    def __init__(self, monitor="val_loss", mode="auto", min_delta=0):
        where = type(self).__name__
        if not isinstance(monitor, str):
            raise TypeError(message(where, "`monitor` must be a name such as 'val_loss'", repr(monitor)))
        self.monitor, self.mode = monitor, choice(mode, ("auto", "min", "max"), where, "mode")
        number(min_delta, where, "min_delta")
        self.min_delta = abs(min_delta)
        self._larger_is_better = mode == "max" or (mode == "auto" and _larger_is_better(monitor, where))

    def is_better(self, figure, than):
        """Return whether `figure` is better than `than` by more than `min_delta`; NaN never is.

        Parameters
        ----------
        figure : float
            The new one.
        than : float or None
            The one before; all but NaN is better than None.

        Returns
        -------
        bool
        """
        if than is None:
            return not math.isnan(figure)
        if self._larger_is_better:
            return figure - self.min_delta > than
        return figure + self.min_delta < than

    def watched(self, logs):
        """Return the figure out of `logs`; None if this epoch had no validation and a later one has it.

        Parameters
        ----------
        logs : dict of str to float
            The epoch's figures.

        Returns
        -------
        float or None

        Raises
        ------
        ValueError
            If there will be none of that name.
        """
        if self.comes_later(self.monitor, logs):
            return None
        if self.monitor not in logs:
            rule = f"`monitor` must be one of {', '.join(logs)}"
            raise ValueError(message(type(self).__name__, rule, repr(self.monitor), self.advice(self.monitor, logs)))
        return logs[self.monitor]

    def comes_later(self, name, logs):
        """Return whether `name` is a validation figure, in an epoch that was not validated: see validation_freq.

        Parameters
        ----------
        name : str
            Of a figure.
        logs : dict of str to float
            The epoch's figures.

        Returns
        -------
        bool
        """
        validated = any(known.startswith("val_") for known in logs)
        return name.startswith("val_") and self._fit_validates() and not validated

    def advice(self, name, logs):
        """Return what to do about a `name` that is not in `logs`.

        Parameters
        ----------
        name : str
            Of a figure.
        logs : dict of str to float
            The epoch's figures.

        Returns
        -------
        str
            A sentence.
        """
        if name.startswith("val_") and not self._fit_validates():
            return "Give fit validation_data or validation_split."
        near = difflib.get_close_matches(name, logs, n=1, cutoff=0.5)
        return f"Did you mean {near[0]!r}?" if near else "Metrics are chosen in compile: metrics=['accuracy']."

    def _fit_validates(self):
        return bool((self.params or {}).get("validation"))


def _larger_is_better(monitor, where):
    words = set(monitor.split("_"))
    larger, smaller = bool(words & _LARGER), bool(words & _SMALLER)
    if larger == smaller:
        rule = "with mode='auto' the name in `monitor` must tell what is better, as 'val_loss' or 'accuracy' do"
        raise ValueError(message(where, rule, repr(monitor), "Write mode='max' or mode='min'."))
    return larger
