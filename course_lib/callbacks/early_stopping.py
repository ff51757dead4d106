"""EarlyStopping."""

from course_lib.callbacks.monitor import MonitorCallback
from course_lib.callbacks.progress import say
from course_lib.validation import number, whole_number


class EarlyStopping(MonitorCallback):
    """Ends the training when a figure has stopped becoming better.

    Parameters
    ----------
    monitor : str, default "val_loss"
        The figure to watch: "loss", a metric's name, or either with ``val_`` in front.
    min_delta : float, default 0
        What it takes to be better: a change of more than this.
    patience : int, default 0
        How many epochs in a row may pass without a better figure; 0 stops at the first, as 1 does.
    verbose : {0, 1}, default 0
        1 says when the training was stopped and which weights are restored.
    mode : {"auto", "min", "max"}, default "auto"
        Whether smaller or larger is better; "auto" tells it from the name.
    baseline : float, optional
        A figure that has to be beaten as well: until then each epoch counts against `patience`, even a better one.
    restore_best_weights : bool, default False
        Whether the model gets the weights of the best epoch back, at the end of each training, stopped or not.
    start_from_epoch : int, default 0
        The first epoch, counted from 0, whose figure counts.

    Attributes
    ----------
    best : float
        The best figure so far; None before the first.
    best_epoch : int
        Its epoch, from 0.
    stopped_epoch : int
        The epoch, from 0, after which the training was stopped; 0 if it was not.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If an argument is out of range; after the first epoch, if there is no figure named `monitor`.

    Examples
    --------
    >>> EarlyStopping(monitor="val_accuracy", patience=2, restore_best_weights=True)
    EarlyStopping(monitor='val_accuracy', patience=2, restore_best_weights=True)
    """

    def __init__(
        self,
        monitor="val_loss",
        min_delta=0,
        patience=0,
        verbose=0,
        mode="auto",
        baseline=None,
        restore_best_weights=False,
        start_from_epoch=0,
    ):
        super().__init__(monitor, mode, min_delta)
        self.patience = whole_number(patience, "EarlyStopping", "patience", least=0)
        self.verbose = verbose
        self.baseline = None if baseline is None else number(baseline, "EarlyStopping", "baseline")
        self.restore_best_weights = restore_best_weights
        self.start_from_epoch = whole_number(start_from_epoch, "EarlyStopping", "start_from_epoch", least=0)
        self._reset()

    def _reset(self):
        self.wait = self.best_epoch = self.stopped_epoch = 0
        self.best = self.best_weights = None

    def on_train_begin(self, logs=None):
        self._reset()

    def get_state(self):
        return {name: getattr(self, name) for name in ("wait", "best", "best_epoch", "stopped_epoch", "best_weights")}

    def set_state(self, state):
        vars(self).update(state)

    def on_epoch_end(self, epoch, logs=None):
        figure = self.watched(logs)
        if figure is None or epoch < self.start_from_epoch:
            return
        self.wait += 1
        if self.is_better(figure, self.best):
            self._keep(epoch, figure)
            if self.baseline is None or self.is_better(figure, self.baseline):
                self.wait = 0
        elif self.wait >= self.patience:
            self.stopped_epoch = epoch
            self.model.stop_training = True

    def _keep(self, epoch, figure):
        self.best, self.best_epoch = figure, epoch
        if self.restore_best_weights:
            self.best_weights = self.model.get_weights()

    def on_train_end(self, logs=None):
        if self.stopped_epoch and self.verbose:
            best = f"{self.monitor} was never a number"
            if self.best is not None:
                best = f"{self.monitor} was best in epoch {self.best_epoch + 1}, {self.best:.4g}"
            say(f"Epoch {self.stopped_epoch + 1}: the training stops early, {best}.")
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)
            if self.verbose:
                say(f"The model has the weights of epoch {self.best_epoch + 1} again.")
