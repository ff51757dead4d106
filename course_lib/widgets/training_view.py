"""A training as it goes: curves, time left, and a few predictions that become right."""

import contextlib
import os
import threading
import time
import weakref

import numpy as np
from IPython import get_ipython
from IPython.display import display

from course_lib.activations import Sigmoid, Softmax
from course_lib.arguments import explained
from course_lib.callbacks import Callback
from course_lib.models import steps
from course_lib.models.batches import as_samples
from course_lib.notebook import in_notebook
from course_lib.plots.guesses import guesses
from course_lib.plots.training import lay_out, show_training
from course_lib.validation import message
from course_lib.widgets.pace import Pace
from course_lib.widgets.piece import still_picture
from course_lib.widgets.training_panel import Panel
from course_lib.widgets.training_record import TrainingRecord
from course_lib.widgets.training_words import Words

# Seconds from one update to the next, at least. The browser draws each; where there are two processors, it does so on
# those that train.
OFTEN = 1.0 if (os.cpu_count() or 1) <= 2 else 0.25
SHARE = 0.02  # of the time, at most, is spent on updates
MOST_SAMPLES = 24

# The figure is stored behind the view, since nbval knows no outputs that change later. Where the view lives, the figure
# is hidden; where it does not (a notebook opened without a Jupyter kernel), "Error displaying widget" is.
_STYLE = (
    "<style>"
    ".jp-OutputArea-child:has(.cl-training) ~ .jp-OutputArea-child:has(.cl-training-still),"
    ".jp-OutputArea-child:has(> .jupyter-widgets.jp-OutputArea-output):has(~ .jp-OutputArea-child .cl-training-still)"
    "{display: none}"
    "</style>"
)


class TrainingView(Callback):
    """Shows a training while it goes: curves step by step, the time left, and what the model says about some samples.

    Give it to `fit` in a notebook, best with ``verbose=0``, since it takes the bar's place. It leaves a finished
    figure. Outside a notebook it shows nothing. The training's result is the same with and without it, to the last bit.

    Parameters
    ----------
    x : array_like, (N, …), optional
        At most 24 samples, of the shape the model takes.
    y : array_like, (N,) or (N, K), optional
        Their classes: class numbers from 0, or one-hot rows.
    class_names : sequence of str, optional
        Names of the classes; by default their numbers.

    Raises
    ------
    TypeError, ValueError
        If there are samples without labels or labels without samples, too many of them, or labels are no classes. In
        a notebook `fit` raises them where the samples do not fit the model.

    Examples
    --------
    >>> from course_lib import Input, Sequential, layers
    >>> model = Sequential([Input((2,)), layers.Dense(2, activation="softmax")])
    >>> model.compile("sgd", "sparse_categorical_crossentropy")
    >>> x, y = np.eye(2), np.arange(2)
    >>> model.fit(x, y, epochs=3, verbose=0, callbacks=[TrainingView(x, y)])
    <History of 3 epochs: loss ...>
    """

    shows_the_model = True  # also what EarlyStopping restores at the end

    @explained
    def __init__(self, x=None, y=None, class_names=None):
        self._x, self._y = _checked_samples(x, y)
        self._names = class_names
        self._panel, self._record, self._cards, self._said, self._before = None, TrainingRecord(), [], None, None
        self._trained = lambda: None  # which model the record is of

    def get_state(self):
        return self._record.get_state() if self._panel else {}

    def set_state(self, state):
        if self._panel and not self._record:
            self._record.set_state(state)
            self._update()

    def on_train_begin(self, logs=None):
        if not in_notebook():
            return
        if self._panel:  # an error ended the training before, and the same cell goes on
            self._finish()
        if self._trained() is not self.model:
            self._record, self._before, self._trained = TrainingRecord(), None, weakref.ref(self.model)
        place = self.model.place
        self._record.cut(place.epoch + place.batch / self.params["steps"])
        if not self._record:
            self._before = None
        self._predict()  # before anything is shown: the samples may not fit
        self._pace, self._due = Pace(), 0.0
        self._begun = self._since = time.perf_counter()
        self._words = Words(self.params, place)
        self._panel = Panel(f"training of {self.model.name}", self._x)
        self._update()
        self._panel.show()
        if threading.current_thread() is threading.main_thread():
            get_ipython().events.register("post_run_cell", self._after_cell)

    def on_epoch_begin(self, epoch, logs=None):
        if self._panel:
            self._words.begin_epoch(epoch)
            self._since = time.perf_counter()

    def on_train_batch_end(self, batch, logs=None):
        if self._panel:
            now = time.perf_counter()
            self._pace.step(now - self._since)  # all that belongs to a step, other callbacks too
            self._since = now
            self._words.step(batch + 1, logs)
            self._record.step(self._words.place(), logs)
            if now >= self._due:
                self._update(predict=True)

    def on_test_begin(self, logs=None):
        self._since = time.perf_counter()

    def on_test_batch_end(self, batch, logs=None):
        if self._panel:
            self._words.validation(batch + 1)
            if time.perf_counter() >= self._due:
                self._update()

    def on_test_end(self, logs=None):
        if self._panel:
            self._pace.validation(time.perf_counter() - self._since)
            self._words.validated()

    def on_epoch_end(self, epoch, logs=None):
        if self._panel:
            self._pace.epoch()
            self._words.end_epoch(logs)
            self._record.epoch(epoch + 1, logs)
            if time.perf_counter() >= self._due:
                self._update(predict=True)

    def on_train_end(self, logs=None):
        if self._panel:
            self._predict()
            self._finish()

    def _after_cell(self, result):
        """Called by IPython: whatever ended the training, such as an error in another callback, the cell is over."""
        self.on_train_end()

    def _finish(self):
        """Show the end, and leave the finished figure behind the view."""
        self._words.end(time.perf_counter() - self._begun, self.model.stop_training)
        self._update()
        samples = (self._x, self._y, self._said, self._before, self._names) if self._cards else ()
        still = still_picture(show_training(self._record.steps(), self._record.ends(), *samples))
        hint = "<p><em>Run this cell to see it move.</em></p>"
        still["text/html"] = f'{_STYLE}<div class="cl-training-still">{still["text/html"]}{hint}</div>'
        display(still, raw=True)
        self._panel = None
        with contextlib.suppress(ValueError):  # where the training ran on another thread
            get_ipython().events.unregister("post_run_cell", self._after_cell)

    def _predict(self):
        """Ask the model about the samples, between two steps, as `predict` does."""
        if self._x is None:
            return
        try:
            said = steps.predict(self.model, self._x)
            if getattr(self.model.loss, "from_logits", False):
                said = (Softmax() if said.shape[-1] > 1 else Sigmoid())(said)
            before = said if self._before is None else self._before
            self._cards = guesses(said, self._y, self._names, before)
        except (TypeError, ValueError) as error:
            raise type(error)(f"TrainingView: {error}") from None
        self._said, self._before = said, before

    def _update(self, predict=False):
        """Send the page what it shows; the next time is such that all updates take a small part of the time."""
        begun = time.perf_counter()
        if predict:
            self._predict()
        running, ends = self._record.steps(), self._record.ends()
        charts = lay_out(running, ends, None if self._words.done else self._words.outlook())
        line = self._words.line(self._pace)
        self._panel.update(line, self._words.part(), self._words.done, charts, self._cards)
        now = time.perf_counter()
        self._due = now + max(OFTEN, (now - begun) / SHARE)


def _checked_samples(x, y):
    """Samples and their class numbers, or (None, None)."""
    if x is None and y is None:
        return None, None
    for name, other, value in (("x", "y", x), ("y", "x", y)):
        if value is None:
            raise TypeError(message("TrainingView", f"`{name}` must be given beside `{other}`", "None"))
    x, y = as_samples(x, "TrainingView"), as_samples(y, "TrainingView", "y")
    if len(x) > MOST_SAMPLES:
        rule = f"`x` must hold at most {MOST_SAMPLES} samples"
        raise ValueError(message("TrainingView", rule, str(len(x)), "Use x[:8] and y[:8]."))
    if y.ndim == 2:
        y = y.argmax(axis=1) if y.shape[1] > 1 else y[:, 0]
    if y.shape != (len(x),) or not np.array_equal(y, np.floor(y)) or y.min() < 0:
        rule = f"`y` must hold {len(x)} class numbers, or as many one-hot rows"
        raise ValueError(message("TrainingView", rule, f"shape {y.shape}, from {y.min():g} to {y.max():g}"))
    return x, y.astype(int)
