"""ReduceLROnPlateau."""

from course_lib.callbacks.learning_rate import log_rate, need_free_rate
from course_lib.callbacks.monitor import MonitorCallback
from course_lib.callbacks.progress import say
from course_lib.validation import number, whole_number


class ReduceLROnPlateau(MonitorCallback):
    """Makes the learning rate smaller when a figure has stopped becoming better.

    At each epoch's end the rate of that epoch stands in the logs, so in the `History` too, as ``learning_rate``.

    Parameters
    ----------
    monitor : str, default "val_loss"
        The figure to watch: "loss", a metric's name, or either with ``val_`` in front.
    factor : float, default 0.1
        The new rate is the old one times this; above 0 and below 1.
    patience : int, default 10
        How many epochs in a row may pass without a better figure; 0 does not wait, as 1.
    verbose : {0, 1}, default 0
        1 says each new rate.
    mode : {"auto", "min", "max"}, default "auto"
        Whether smaller or larger is better; "auto" tells it from the name.
    min_delta : float, default 1e-4
        What it takes to be better: a change of more than this.
    cooldown : int, default 0
        How many epochs after a new rate do not count against `patience`.
    min_lr : float, default 0.0
        The rate is never made smaller than this; at least 0.

    Attributes
    ----------
    best : float
        The best figure so far; None before the first.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind; when the training begins, if the optimizer follows a schedule.
    ValueError
        If an argument is out of range; after the first epoch, if there is no figure named `monitor`.

    Examples
    --------
    >>> ReduceLROnPlateau(monitor="loss", factor=0.5, patience=3, min_lr=1e-5)
    ReduceLROnPlateau(monitor='loss', factor=0.5, patience=3, min_lr=1e-05)
    """

    def __init__(
        self,
        monitor="val_loss",
        factor=0.1,
        patience=10,
        verbose=0,
        mode="auto",
        min_delta=1e-4,
        cooldown=0,
        min_lr=0.0,
    ):
        super().__init__(monitor, mode, min_delta)
        self.factor = number(factor, "ReduceLROnPlateau", "factor", above=0, below=1)
        self.patience = whole_number(patience, "ReduceLROnPlateau", "patience", least=0)
        self.verbose = verbose
        self.cooldown = whole_number(cooldown, "ReduceLROnPlateau", "cooldown", least=0)
        self.min_lr = number(min_lr, "ReduceLROnPlateau", "min_lr", least=0)
        self._reset()

    def _reset(self):
        self.best, self.wait, self.cooldown_counter = None, 0, 0

    def on_train_begin(self, logs=None):
        need_free_rate("ReduceLROnPlateau", self.model.optimizer)
        self._reset()

    def get_state(self):
        return {name: getattr(self, name) for name in ("best", "wait", "cooldown_counter")}

    def set_state(self, state):
        vars(self).update(state)

    def on_epoch_end(self, epoch, logs=None):
        log_rate(self.model.optimizer, logs)
        figure = self.watched(logs)
        if figure is None:
            return
        if self.cooldown_counter:
            self.cooldown_counter -= 1
        if self.is_better(figure, self.best):
            self.best, self.wait = figure, 0
        elif not self.cooldown_counter:
            self.wait += 1
            if self.wait >= self.patience:
                self._reduce(epoch)

    def _reduce(self, epoch):
        optimizer = self.model.optimizer
        old = float(optimizer.learning_rate)
        if old <= self.min_lr:
            return
        optimizer.learning_rate = max(old * self.factor, self.min_lr)
        if self.verbose:
            change = f"the learning rate falls from {old:.4g} to {optimizer.learning_rate:.4g}"
            why = "was never a number" if self.best is None else f"is not better than {self.best:.4g}"
            say(f"Epoch {epoch + 1}: {self.monitor} {why}, {change}.")
        self.wait, self.cooldown_counter = 0, self.cooldown
