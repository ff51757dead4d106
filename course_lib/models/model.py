"""Training, evaluation and prediction: what does not depend on how layers are put together."""

import time

import numpy as np

from course_lib import losses
from course_lib.arguments import explained
from course_lib.callbacks import CallbackList
from course_lib.callbacks.progress import figures, progress_bar, verbosity
from course_lib.models import batches, fitting, steps
from course_lib.models.compiling import claimed_optimizer, named_metrics
from course_lib.models.finite import warn_if_lost
from course_lib.models.fitness import need_compile, prepare
from course_lib.models.place import Place
from course_lib.models.scale import check_scale
from course_lib.models.weighting import sample_weights
from course_lib.validation import fraction, message, positive_int, whole_number


class Model:
    """Base of models: compile, fit, evaluate, predict.

    A kind of model provides `layers`, `build`, `forward`, `backward` and `penalty`, as `Sequential` does.
    """

    def __init__(self, name):
        self.name = name
        self.optimizer = self.loss = None
        self.metrics, self.compiled_metrics = {}, []
        self.history, self.place = None, Place()
        self.stop_training = False
        self.input_scale, self.scale_was_noticed = None, False

    @explained
    def compile(self, optimizer="rmsprop", loss=None, metrics=None):
        """Choose how the model learns.

        Parameters
        ----------
        optimizer : str or Optimizer, default "rmsprop"
            Such as "adam" or ``Adadelta(learning_rate=1.0)``.
        loss : str or Loss
            What training makes small, such as "categorical_crossentropy".
        metrics : list of str, Metric or function, optional
            What to report beside it, such as ["accuracy"].

        Raises
        ------
        TypeError
            If `metrics` is no list, or something is neither a name nor an object of its kind.
        ValueError
            If a name is unknown, `loss` is missing, two metrics have one name, or the optimizer is another model's.
        """
        if loss is None:
            raise ValueError(message(self.name, "compile needs a loss", "none", "Try 'categorical_crossentropy'."))
        named, loss = named_metrics(metrics), losses.get(loss)
        self.optimizer, self.loss = claimed_optimizer(optimizer, self), loss
        self.metrics, self.compiled_metrics = named, list(metrics or [])
        self.place = Place()

    @property
    def epochs_done(self):
        """How many epochs the last training has finished: ``fit(…, initial_epoch=model.epochs_done)`` goes on there."""
        return self.place.epoch

    @explained
    def fit(
        self,
        x=None,
        y=None,
        batch_size=32,
        epochs=1,
        verbose=1,
        callbacks=None,
        validation_split=0.0,
        validation_data=None,
        shuffle=True,
        class_weight=None,
        sample_weight=None,
        initial_epoch=0,
        steps_per_epoch=None,
        validation_steps=None,
        validation_batch_size=None,
        validation_freq=1,
        stop_on_nan=True,
    ):
        """Train the model.

        Parameters
        ----------
        x : array_like, (N, …)
            Samples.
        y : array_like, (N, …)
            Labels, as the loss wants them.
        batch_size : int, default 32
            Samples in a training step; the last batch of an epoch may be smaller.
        epochs : int, default 1
            The epoch to stop after; each sees every sample once.
        verbose : {1, 2, 0, "auto"}, default 1
            1 shows a bar and leaves a line for each epoch, 2 only the lines, 0 nothing; "auto" is 1.
        callbacks : list of Callback, optional
            Called while training.
        validation_split : float, default 0.0
            Part of the data, its last rows before shuffling, that is evaluated after each epoch instead of trained on.
        validation_data : (x, y), optional
            Data for the same purpose; wins over `validation_split`.
        shuffle : bool, default True
            Whether each epoch takes the samples in a new order.
        class_weight : dict of int to float, optional
            How much the samples of a class count in the loss; 1 where nothing is said.
        sample_weight : array_like, (N,), optional
            How much each sample counts in the loss.
        initial_epoch : int, default 0
            The epoch to start with. A training that was interrupted in this epoch goes on after its last step, if the
            data and `batch_size` are the same.
        steps_per_epoch : int, optional
            Ends an epoch after so many steps; by default it takes all samples.
        validation_steps : int, optional
            Ends a validation after so many batches; by default it takes all samples.
        validation_batch_size : int, optional
            Samples in a step of the validation; by default `batch_size`.
        validation_freq : int, default 1
            Every how many epochs there is a validation.
        stop_on_nan : bool, default True
            Whether a loss or a weight that becomes NaN or infinite ends the training with an explanation.

        Returns
        -------
        History
            The figures of each finished epoch. The stop button (Ctrl-C in a terminal) ends the training after the
            step under way; the model then keeps what it has learned.

        Raises
        ------
        RuntimeError
            If `compile` was not called.
        TypeError, ValueError
            If the data do not fit each other or the model, or an argument is of a wrong kind.
        DivergedError
            If a loss or a weight is not finite: see `stop_on_nan`.
        """
        need_compile(self, "fit")
        batch_size = batches.as_batch_size(batch_size, "fit")
        positive_int(epochs, "fit", "epochs")
        whole_number(initial_epoch, "fit", "initial_epoch", least=0)
        for name, value in {"steps_per_epoch": steps_per_epoch, "validation_steps": validation_steps}.items():
            if value is not None:
                positive_int(value, "fit", name)
        x, y = batches.as_pair(x, y, "fit")
        weights = sample_weights(y, sample_weight, class_weight)
        if validation_data is None and fraction(validation_split, "fit", "validation_split") > 0:
            (x, y), validation_data = batches.split_off(x, y, validation_split)
            weights = None if weights is None else weights[: len(x)]
        validation = None
        if validation_data is not None:
            size = batch_size if validation_batch_size is None else validation_batch_size
            validation = batches.as_validation(validation_data, size, validation_steps, validation_freq)
        train = {"x": x, "y": y, "weights": weights, "batch_size": batch_size, "steps": steps_per_epoch}
        verbose, epochs = verbosity(verbose, "fit"), range(initial_epoch, epochs)
        return fitting.fit(self, train, validation, epochs, verbose, callbacks, shuffle, stop_on_nan)

    @explained
    def evaluate(self, x=None, y=None, batch_size=32, verbose=1, callbacks=None, return_dict=False):
        """Return the loss and the metrics on data the model does not learn from.

        Parameters
        ----------
        x, y : array_like
            Samples and labels, as for `fit`.
        batch_size : int, default 32
            Samples in a step; changes the time, not the result.
        verbose : {1, 2, 0, "auto"}, default 1
            1 shows a bar and leaves a line, 2 only the line, 0 nothing; "auto" is 1.
        callbacks : list of Callback, optional
            Their hooks named ``on_test_…`` are called.
        return_dict : bool, default False
            Whether to return ``{"loss": …, "accuracy": …}`` instead of a list.

        Returns
        -------
        list of float, float or dict
            ``[loss, metric, …]``; as in Keras the loss alone where there are no metrics.

        Raises
        ------
        RuntimeError
            If `compile` was not called.
        TypeError, ValueError
            If the data do not fit each other or the model.
        """
        need_compile(self, "evaluate")
        batch_size = batches.as_batch_size(batch_size, "evaluate")
        verbose = verbosity(verbose, "evaluate")
        x, y = batches.as_pair(x, y, "evaluate")
        prepare(self, x, y)
        check_scale(self, x, "evaluate")
        watchers = CallbackList(callbacks, self, {}, "evaluate")
        start, count = time.perf_counter(), len(batches.slices(len(x), batch_size))
        data = {"x": x, "y": y, "batch_size": batch_size, "steps": None}
        with progress_bar("Evaluate", count, verbose == 1) as bar:
            logs = fitting.test(self, data, watchers, bar=bar)
        if verbose:
            print(f"Evaluate · {count} steps · {time.perf_counter() - start:.1f} s · {figures(logs)}", flush=True)
        warn_if_lost(self, logs["loss"], "evaluate")
        values = list(logs.values())
        return logs if return_dict else values if self.metrics else values[0]

    @explained
    def predict(self, x, batch_size=32, verbose=1, callbacks=None):
        """Return the model's output for each sample.

        Parameters
        ----------
        x : array_like, (N, …)
            Samples.
        batch_size : int, default 32
            Samples in a step; changes the time, not the result.
        verbose : {1, 2, 0, "auto"}, default 1
            1 shows a bar and leaves a line, 2 only the line, 0 nothing; "auto" is 1.
        callbacks : list of Callback, optional
            Their hooks named ``on_predict_…`` are called.

        Returns
        -------
        ndarray, (N, …), float32
            For a classifier one row of probabilities for each sample.

        Raises
        ------
        TypeError, ValueError
            If `x` does not fit the model.
        """
        batch_size = batches.as_batch_size(batch_size, "predict")
        verbose = verbosity(verbose, "predict")
        x = batches.as_samples(x, "predict")
        prepare(self, x)
        check_scale(self, x, "predict")
        watchers = CallbackList(callbacks, self, {}, "predict")
        results, start = [], time.perf_counter()
        parts = batches.slices(len(x), batch_size)
        watchers.call("on_predict_begin")
        with progress_bar("Predict", len(parts), verbose == 1) as bar:
            for step, rows in enumerate(parts):
                watchers.call("on_predict_batch_begin", step)
                results.append(steps.predict(self, x[rows]))
                watchers.call("on_predict_batch_end", step, {"outputs": results[-1]})
                bar.update()
        watchers.call("on_predict_end")
        if verbose:
            print(f"Predict · {len(parts)} steps · {time.perf_counter() - start:.1f} s", flush=True)
        outputs = np.concatenate(results)
        warn_if_lost(self, outputs, "predict")
        return outputs
