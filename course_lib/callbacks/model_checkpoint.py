"""ModelCheckpoint."""

import warnings
from pathlib import Path

import numpy as np

from course_lib.callbacks.checkpoint_path import checked_path, names_in
from course_lib.callbacks.monitor import MonitorCallback
from course_lib.callbacks.progress import say
from course_lib.validation import message, number, positive_int


class ModelCheckpoint(MonitorCallback):
    """Saves the model while it trains: after each epoch, after so many batches, or when it is better than before.

    It is called after all other callbacks, so that the file knows what they know; see `Sequential.save` on how a
    training goes on from it. Whoever is killed while it saves has the file before. A model whose weights are not all
    finite is never saved: the file keeps the last good one, and a warning says so.

    Parameters
    ----------
    filepath : str or Path
        The file, which must end in ``.safetensors``. It may hold the epoch's number, from 1, and its figures:
        ``"{epoch:02d}-{val_loss:.3f}.safetensors"``. Without such places each save takes the place of the last.
        Folders are made.
    monitor : str, default "val_loss"
        The figure that `save_best_only` watches.
    verbose : {0, 1}, default 0
        1 says what was saved, or why not.
    save_best_only : bool, default False
        Whether to save only when the figure is better than at every save before.
    save_weights_only : bool, default False
        Whether to call ``model.save_weights`` instead of ``model.save``.
    mode : {"auto", "min", "max"}, default "auto"
        Whether a smaller or larger figure is better; "auto" tells it from the name.
    save_freq : "epoch" or int, default "epoch"
        After how many batches to save, counted across epochs; figures are then the epoch's means so far, and
        `filepath` may hold ``{batch}``, from 1.
    initial_value_threshold : float, optional
        The figure that the first save has to beat.

    Attributes
    ----------
    best : float
        The figure at the last save; None before the first. It stays from one training to the next.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If an argument is out of range; at the first save, if there is no figure of a name in `filepath` or `monitor`.
    OSError
        If the folder cannot be made or the file not be written.

    Examples
    --------
    >>> ModelCheckpoint("best.safetensors", monitor="val_accuracy", save_best_only=True)
    ModelCheckpoint(filepath='best.safetensors', monitor='val_accuracy', save_best_only=True)
    """

    saves_the_model = True

    def __init__(
        self,
        filepath,
        monitor="val_loss",
        verbose=0,
        save_best_only=False,
        save_weights_only=False,
        mode="auto",
        save_freq="epoch",
        initial_value_threshold=None,
    ):
        super().__init__(monitor, mode)
        threshold = initial_value_threshold
        self.filepath = checked_path(filepath, "ModelCheckpoint")
        self.verbose = verbose
        self.save_best_only = save_best_only
        self.save_weights_only = save_weights_only
        self.save_freq = save_freq if save_freq == "epoch" else self._checked_freq(save_freq)
        self.initial_value_threshold = threshold
        self.best = None if threshold is None else number(threshold, "ModelCheckpoint", "initial_value_threshold")
        self._batches = self._epoch = 0

    def _checked_freq(self, save_freq):
        if isinstance(save_freq, str):
            rule = "`save_freq` must be 'epoch' or a number of batches"
            raise ValueError(message("ModelCheckpoint", rule, repr(save_freq)))
        positive_int(save_freq, "ModelCheckpoint", "save_freq")
        for name in [self.monitor] * bool(self.save_best_only) + names_in(self.filepath):
            if name.startswith("val_"):
                rule = f"with save_freq={save_freq} `monitor` and `filepath` must name figures of the training"
                advice = f"Write {name.removeprefix('val_')!r}, or leave save_freq out."
                raise ValueError(message("ModelCheckpoint", rule, repr(name), advice))
        return int(save_freq)

    def get_state(self):
        return {"best": self.best, "batches": self._batches}

    def set_state(self, state):
        self.best, self._batches = state["best"], state["batches"]

    def on_epoch_begin(self, epoch, logs=None):
        self._epoch = epoch

    def on_train_batch_end(self, batch, logs=None):
        if self.save_freq == "epoch":
            return
        self._batches += 1
        if self._batches == self.save_freq:
            self._batches = 0
            self._save(logs, {"epoch": self._epoch + 1, "batch": batch + 1})

    def on_epoch_end(self, epoch, logs=None):
        if self.save_freq == "epoch":
            self._save(logs, {"epoch": epoch + 1})

    def _save(self, logs, place):
        if not all(np.isfinite(array).all() for array in self.model.get_weights()):
            text = f"ModelCheckpoint: weights are NaN or infinite, nothing is saved in epoch {place['epoch']}."
            # With a file name of its own, since the place of this line in the package would tell a learner nothing.
            warnings.warn_explicit(text, UserWarning, filename="course_lib", lineno=0)
            return
        path = self._path({**place, **logs})
        reason = self._reason(logs, place["epoch"]) if path and self.save_best_only else ""
        if path is None or reason is None:
            return
        self._make_folder(path)
        save = self.model.save_weights if self.save_weights_only else self.model.save
        save(path)
        if self.verbose:
            say(f"Epoch {place['epoch']}: {reason}saved as {path}.")

    def _reason(self, logs, epoch):
        """Return why this model is the best yet; None if it is not."""
        figure, before = self.watched(logs), self.best
        if figure is None:
            return None
        told = f"{self.monitor} {figure:.4g}"
        if not self.is_better(figure, before):
            if self.verbose:
                why = "is not a number" if before is None else f"is not better than {before:.4g}"
                say(f"Epoch {epoch}: {told} {why}, not saved.")
            return None
        self.best = figure
        return f"{told}, " if before is None else f"{told} is better than {before:.4g}, "

    def _path(self, figures):
        """Return `filepath` with its places filled in; None if one of them waits for the next validation."""
        for name in names_in(self.filepath):
            if self.comes_later(name, figures):
                return None
            if name not in figures:
                rule = f"`filepath` can hold {', '.join(figures)}"
                raise ValueError(message("ModelCheckpoint", rule, repr(name), self.advice(name, figures)))
        return self.filepath.format(**figures)

    def _make_folder(self, path):
        folder = Path(path).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            rule, got = "the folder of `filepath` must be one that can be made", f"{str(folder)!r} ({error.strerror})"
            raise type(error)(message("ModelCheckpoint", rule, got)) from error
