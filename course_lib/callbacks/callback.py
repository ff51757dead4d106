"""What every callback is."""


class Callback:
    """Base of all callbacks: methods that a model calls while it works. Override those you need.

    `batch` counts from 0 within an epoch, `epoch` from 0; `logs` is a dict of floats such as ``{"loss": 0.3}``.
    All callbacks get the same `logs`, one after the other: what one adds at an epoch's end, later ones and the
    `History` see. Setting ``self.model.stop_training = True`` ends the training after the batch or epoch under way.

    Attributes
    ----------
    model : Model
        The model that calls; None before the first call.
    params : dict
        In `fit`: ``epochs``, ``steps`` (batches in an epoch), ``verbose`` and ``validation`` (whether there is
        validation data); None before the first call.

    saves_the_model : bool
        Set it to True in a class that saves the model: `fit` then calls it after all others, so that a file holds what
        they know of the epoch.
    shows_the_model : bool
        Set it to True in a class that shows what the model does: `fit` then calls it after those that may change the
        model, such as `EarlyStopping`, and before those that save it.

    Examples
    --------
    >>> class Shout(Callback):
    ...     def on_epoch_end(self, epoch, logs=None):
    ...         print(f"epoch {epoch}: loss {logs['loss']:.2f}")
    >>> Shout().on_epoch_end(0, {"loss": 0.25})
    epoch 0: loss 0.25
    """

    # Here and not in an __init__, which a learner's subclass may forget to call.
    model = None
    params = None
    saves_the_model = False
    shows_the_model = False

    def set_model(self, model):
        """Called first, with the model."""
        self.model = model

    def set_params(self, params):
        """Called second, with `params`."""
        self.params = params

    def get_state(self):
        """Return what the callback has to know to go on in another process; `model.save` keeps it while training.

        Returns
        -------
        dict of str to object
            Numbers, texts, None, lists of these, or lists of arrays; empty where there is nothing to know.
        """
        return {}

    def set_state(self, state):
        """Called after `on_train_begin` where a training goes on, with what `get_state` returned.

        Parameters
        ----------
        state : dict of str to object
            Never empty.
        """

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
        """Called after an evaluation or validation; `logs` has its means."""

    def on_test_batch_begin(self, batch, logs=None):
        """Called before each batch of an evaluation or validation."""

    def on_test_batch_end(self, batch, logs=None):
        """Called after each batch of an evaluation or validation; `logs` has the means so far."""

    def on_predict_begin(self, logs=None):
        """Called before a prediction."""

    def on_predict_end(self, logs=None):
        """Called after a prediction."""

    def on_predict_batch_begin(self, batch, logs=None):
        """Called before each batch of a prediction."""

    def on_predict_batch_end(self, batch, logs=None):
        """Called after each batch of a prediction."""
