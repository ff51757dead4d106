"""The bar that moves while a model works."""

import numbers
import sys
import time

from tqdm import tqdm

from course_lib.callbacks.callback import Callback
from course_lib.notebook import in_notebook
from course_lib.validation import message

_FORM = "{desc} {percentage:3.0f}%|{bar:24}| {n_fmt}/{total_fmt} [{elapsed}<{remaining}]{postfix}"


def figures(logs):
    """Return the figures of `logs` as text: ``loss 0.1234 · accuracy 0.9876``."""
    return " · ".join(f"{name} {figure_text(figure)}" for name, figure in logs.items())


def figure_text(figure):
    """Return a number with four places, and all else that a callback may put into the logs as it is."""
    return f"{figure:.4f}" if isinstance(figure, numbers.Real) else str(figure)


def progress_bar(description, total, shown):
    """Return a tqdm bar on standard output, to be followed by a line that takes its place.

    It moves where somebody watches, in a terminal or a notebook; in a file or a pipe there is none.
    """
    watched = sys.stdout.isatty() or in_notebook()
    return tqdm(
        total=total, desc=description, bar_format=_FORM, file=sys.stdout, leave=False, disable=not (shown and watched)
    )  # fmt: skip


def say(text):
    """Print a line at once; above the bar, if one is shown."""
    with tqdm.external_write_mode(file=sys.stdout):
        print(text, flush=True)


def verbosity(verbose, where):
    """Return how much is shown, 0, 1 or 2, for what was passed as `verbose`.

    Parameters
    ----------
    verbose : {0, 1, 2, "auto"}
        "auto" is 1.
    where : str
        Who was given it, for messages.

    Raises
    ------
    ValueError
        If it is none of these.
    """
    if not isinstance(verbose, numbers.Integral | str) or verbose not in (0, 1, 2, "auto"):
        raise ValueError(message(where, "`verbose` must be 0, 1, 2 or 'auto'", repr(verbose)))
    return 1 if verbose == "auto" else int(verbose)


class Progress(Callback):
    """Shows a bar with time left, loss and metrics, and leaves one line for each epoch.

    Parameters
    ----------
    verbose : {1, 2, 0}, default 1
        1 for bar and lines, 2 for the lines alone, 0 for nothing.

    Examples
    --------
    >>> progress = Progress(verbose=2)
    >>> progress.set_params({"epochs": 3, "steps": 100})
    >>> progress.on_epoch_begin(0)
    >>> progress.on_epoch_end(0, {"loss": 0.25})
    Epoch 1/3 · 100 steps · 0.0 s · loss 0.2500
    """

    def __init__(self, verbose=1):
        self._verbose, self._bar = verbose, None

    def on_epoch_begin(self, epoch, logs=None):
        self._title = f"Epoch {epoch + 1}/{self.params['epochs']}"
        self._start = time.perf_counter()
        self._bar = progress_bar(self._title, self.params["steps"], self._verbose == 1)

    def on_train_batch_end(self, batch, logs=None):
        if not self._bar.disable:
            self._bar.set_postfix_str(figures(logs), refresh=False)
            self._bar.update(batch + 1 - self._bar.n)  # more than 1 where an epoch goes on

    def on_epoch_end(self, epoch, logs=None):
        self.close()
        if self._verbose:
            seconds = time.perf_counter() - self._start
            print(f"{self._title} · {self.params['steps']} steps · {seconds:.1f} s · {figures(logs)}", flush=True)

    def close(self):
        """Take the bar away; after an error too."""
        if self._bar is not None:
            self._bar.close()
