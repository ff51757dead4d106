"""What every callback is."""


class Callback:
    """Base of all callbacks: methods that a model calls while it trains. Override those you need.

    `batch` counts from 0 within an epoch, `epoch` from 0; `logs` is a dict of floats such as ``{"loss": 0.3}``.
    Setting ``self.model.stop_training = True`` ends the training after the batch or epoch under way.

    Attributes
    ----------
    model : Model
        The model that trains.
    params : dict
        ``epochs``, ``steps`` (batches in an epoch) and ``verbose``.

    Examples
    --------
    >>> class Shout(Callback):
    ...     def on_epoch_end(self, epoch, logs=None):
    ...         print(f"epoch {epoch}: loss {logs['loss']:.2f}")
    >>> Shout().on_epoch_end(0, {"loss": 0.25})
    epoch 0: loss 0.25
    """

    def __init__(self):
        self.model, self.params = None, {}

    def set_model(self, model):
        """Called first, with the model."""
        self.model = model

    def set_params(self, params):
        """Called second, with `params`."""
        self.params = params

    def on_train_begin(self, logs=None):
        """Called once, before the first epoch."""

    def on_train_end(self, logs=None):
        """Called once, after the last epoch, or after the stop button."""

    def on_epoch_begin(self, epoch, logs=None):
        """Called before each epoch."""

    def on_epoch_end(self, epoch, logs=None):
        """Called after each epoch; `logs` has the validation figures too, under ``val_…``."""

    def on_train_batch_begin(self, batch, logs=None):
        """Called before each training step."""
        self.on_batch_begin(batch, logs)

    def on_train_batch_end(self, batch, logs=None):
        """Called after each training step; `logs` has the epoch's means so far."""
        self.on_batch_end(batch, logs)

    def on_batch_begin(self, batch, logs=None):
        """Another name for `on_train_batch_begin`."""

    def on_batch_end(self, batch, logs=None):
        """Another name for `on_train_batch_end`."""

    def on_test_begin(self, logs=None):
        """Called before an evaluation or validation."""

    def on_test_end(self, logs=None):
        """Called after an evaluation or validation."""


class CallbackList:
    """Passes each call on to several callbacks, in order.

    Parameters
    ----------
    callbacks : list of Callback
        May be empty.
    model : Model
        Handed to each.
    params : dict
        Handed to each.

    Raises
    ------
    TypeError
        If an entry is no `Callback`.
    """

    def __init__(self, callbacks, model, params):
        for callback in callbacks:
            if not isinstance(callback, Callback):
                raise TypeError(f"fit: each entry of `callbacks` must be a Callback object, got {callback!r}.")
            callback.set_model(model)
            callback.set_params(params)
        self._callbacks = callbacks

    def call(self, hook, *args):
        """Call the method named `hook` of each callback."""
        for callback in self._callbacks:
            getattr(callback, hook)(*args)
