"""The record of a training."""

from course_lib.callbacks.callback import Callback
from course_lib.callbacks.progress import figure_text


class History(Callback):
    """Keeps the figures of each finished epoch; `fit` returns one.

    Attributes
    ----------
    epoch : list of int
        Numbers of the epochs that were finished, from 0.
    history : dict of str to list of float
        ``loss``, each metric, and with validation data ``val_loss`` and ``val_…``: one figure an epoch.
    earlier : History or None
        That of the training up to here, where this one goes on with it (see fit's `initial_epoch`).

    Examples
    --------
    >>> import numpy as np
    >>> from course_lib import Input, Sequential, layers
    >>> model = Sequential([Input((1,)), layers.Dense(1, kernel_initializer="zeros")])
    >>> model.compile("sgd", "mse")
    >>> history = model.fit(np.ones((4, 1)), np.ones((4, 1)), batch_size=4, epochs=2, verbose=0)
    >>> history.epoch, [round(loss, 3) for loss in history.history["loss"]]
    ([0, 1], [1.0, 0.922])
    """

    def __init__(self):
        self.epoch, self.history, self.earlier = [], {}, None

    def whole(self):
        """Return the record of the training from its beginning: `earlier` and this one joined.

        Returns
        -------
        History
        """
        joined = History()
        for part in (self.earlier, self) if self.earlier else (self,):
            joined.epoch += part.epoch
            for name, figures in part.history.items():
                joined.history.setdefault(name, []).extend(figures)
        return joined

    def on_epoch_end(self, epoch, logs=None):
        self.epoch.append(epoch)
        for name, figure in (logs or {}).items():
            self.history.setdefault(name, []).append(figure)

    def __repr__(self):
        last = ", ".join(f"{name} {figure_text(figures[-1])}" for name, figures in self.history.items())
        return f"<History of {len(self.epoch)} epochs{': ' + last if last else ''}>"
