"""TerminateOnNaN."""

import math

from course_lib.callbacks.callback import Callback
from course_lib.callbacks.progress import say
from course_lib.config import Configured


class TerminateOnNaN(Configured, Callback):
    """Ends the training when the loss is NaN or infinite.

    `fit` does so by itself, with an error that explains it. This callback is for ``fit(…, stop_on_nan=False)``: the
    training then ends after the step without an error, with one line that says so, as in Keras; the model keeps the
    weights that it has, which may be NaN.

    Examples
    --------
    >>> import numpy as np
    >>> from course_lib import Input, Sequential, layers, optimizers
    >>> model = Sequential([Input((1,)), layers.Dense(1)])
    >>> model.compile(optimizers.SGD(learning_rate=1e30), "mse")
    >>> x, y = np.ones((96, 1)), np.zeros((96, 1))
    >>> history = model.fit(x, y, epochs=9, verbose=0, callbacks=[TerminateOnNaN()], stop_on_nan=False)
    Epoch 1, step 2: the loss is inf, the training ends.
    >>> history.epoch
    [0]
    """

    family = "callbacks"
    _epoch = 0

    def on_epoch_begin(self, epoch, logs=None):
        self._epoch = epoch

    def on_train_batch_end(self, batch, logs=None):
        loss = (logs or {}).get("loss", 0.0)
        if not math.isfinite(loss):
            say(f"Epoch {self._epoch + 1}, step {batch + 1}: the loss is {loss}, the training ends.")
            self.model.stop_training = True
