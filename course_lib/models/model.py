"""Training, evaluation and prediction: what does not depend on how layers are put together."""

import time
from contextlib import closing

import numpy as np

from course_lib import losses, optimizers, random
from course_lib.callbacks import CallbackList, History, Progress
from course_lib.callbacks.progress import figures, progress_bar
from course_lib.metrics import get as get_metric
from course_lib.models import batches, steps
from course_lib.models.running import RunningMeans
from course_lib.models.stop_button import StopButton
from course_lib.validation import fraction, message, positive_int


class Model:
    """Base of models: compile, fit, evaluate, predict.

    A kind of model provides `layers`, `build`, `forward`, `backward` and the two halves around the last activation,
    as `Sequential` does.
    """

    def __init__(self, name):
        self.name = name
        self.optimizer = self.loss = None
        self.metrics = {}
        self.history = None
        self.stop_training = False

    def compile(self, optimizer="rmsprop", loss=None, metrics=None):
        """Choose how the model learns.

        Parameters
        ----------
        optimizer : str or Optimizer
            Such as "adam" or ``Adadelta(learning_rate=1.0)``.
        loss : str or Loss
            What training makes small, such as "categorical_crossentropy".
        metrics : list of str or callable, optional
            What to report beside it, such as ["accuracy"].

        Raises
        ------
        TypeError
            If `metrics` is no list.
        ValueError
            If a name is unknown or `loss` is missing.
        """
        if loss is None:
            raise ValueError(message(self.name, "compile needs a loss", "none", "Try 'categorical_crossentropy'."))
        if isinstance(metrics, str):
            raise TypeError(message("compile", "`metrics` must be a list", repr(metrics), f"Write [{metrics!r}]."))
        self.optimizer, self.loss = optimizers.get(optimizer), losses.get(loss)
        self.metrics = dict(get_metric(identifier) for identifier in metrics or [])

    def fit(
        self,
        x,
        y,
        batch_size=32,
        epochs=1,
        verbose=1,
        callbacks=None,
        validation_split=0.0,
        validation_data=None,
        shuffle=True,
        initial_epoch=0,
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
        initial_epoch : int, default 0
            The epoch to start with.

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
            If the data do not fit each other or the model.
        """
        self._need_compile("fit")
        positive_int(batch_size, "fit", "batch_size")
        positive_int(epochs, "fit", "epochs")
        x, y = batches.as_pair(x, y, "fit")
        if validation_data is None and fraction(validation_split, "fit", "validation_split") > 0:
            (x, y), validation_data = batches.split_off(x, y, validation_split)
        if validation_data is not None:
            validation_data = batches.as_validation_pair(validation_data)
        self._build_for(x)
        if validation_data is not None:
            steps.try_out(self, *validation_data)
        verbose = 1 if verbose == "auto" else verbose
        params = {"epochs": epochs, "steps": len(batches.slices(len(x), batch_size)), "verbose": verbose}
        self.history, progress = History(), Progress(verbose)
        watchers = CallbackList([self.history, progress, *(callbacks or [])], self, params)
        self.stop_training = False
        with StopButton() as button, closing(progress):
            watchers.call("on_train_begin")
            for epoch in range(initial_epoch, epochs):
                watchers.call("on_epoch_begin", epoch)
                logs = self._train_epoch(x, y, batch_size, shuffle, watchers, button)
                if validation_data is not None and not button.pressed:
                    tested = self._test(*validation_data, batch_size, watchers, button=button)
                    logs |= {f"val_{name}": figure for name, figure in tested.items()}
                if button.pressed:
                    break
                watchers.call("on_epoch_end", epoch, logs)
                if self.stop_training:
                    break
            watchers.call("on_train_end")
        if button.pressed and verbose:
            print(f"Stopped in epoch {epoch + 1}/{epochs}. The model keeps what it has learned so far.", flush=True)
        return self.history

    def evaluate(self, x, y, batch_size=32, verbose=1, callbacks=None, return_dict=False):
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
            Their `on_test_begin` and `on_test_end` are called.
        return_dict : bool, default False
            Whether to return ``{"loss": …, "accuracy": …}`` instead of a list.

        Returns
        -------
        list of float, or dict
            ``[loss, metric, …]``.

        Raises
        ------
        RuntimeError
            If `compile` was not called.
        TypeError, ValueError
            If the data do not fit each other or the model.
        """
        self._need_compile("evaluate")
        positive_int(batch_size, "evaluate", "batch_size")
        x, y = batches.as_pair(x, y, "evaluate")
        self._build_for(x)
        watchers = CallbackList(callbacks or [], self, {})
        start = time.perf_counter()
        count = len(batches.slices(len(x), batch_size))
        with progress_bar("Evaluate", count, verbose in (1, "auto")) as bar:
            logs = self._test(x, y, batch_size, watchers, bar=bar)
        if verbose:
            print(f"Evaluate · {count} steps · {time.perf_counter() - start:.1f} s · {figures(logs)}", flush=True)
        return logs if return_dict else list(logs.values())

    def predict(self, x, batch_size=32, verbose=1):
        """Return the model's output for each sample.

        Parameters
        ----------
        x : array_like, (N, …)
            Samples.
        batch_size : int, default 32
            Samples in a step; changes the time, not the result.
        verbose : {1, 2, 0, "auto"}, default 1
            1 shows a bar and leaves a line, 2 only the line, 0 nothing; "auto" is 1.

        Returns
        -------
        ndarray, (N, …), float32
            For a classifier one row of probabilities for each sample.

        Raises
        ------
        TypeError, ValueError
            If `x` does not fit the model.
        """
        positive_int(batch_size, "predict", "batch_size")
        x = batches.as_samples(x, "predict")
        self._build_for(x)
        results, start = [], time.perf_counter()
        parts = batches.slices(len(x), batch_size)
        with progress_bar("Predict", len(parts), verbose in (1, "auto")) as bar:
            for rows in parts:
                results.append(steps.predict(self, x[rows]))
                bar.update()
        if verbose:
            print(f"Predict · {len(parts)} steps · {time.perf_counter() - start:.1f} s", flush=True)
        return np.concatenate(results)

    def _train_epoch(self, x, y, batch_size, shuffle, watchers, button):
        """Take every sample once; return the epoch's means."""
        order = np.arange(len(x))
        if shuffle:
            order = random.permutation(len(x), random.key(self.rng.seed, "shuffle", self.optimizer.iterations))
        means = RunningMeans()
        for step, part in enumerate(batches.slices(len(x), batch_size)):
            watchers.call("on_train_batch_begin", step)
            rows = order[part]
            means.add(steps.train(self, x[rows], y[rows]), len(rows))
            watchers.call("on_train_batch_end", step, means.result())
            if button.pressed or self.stop_training:
                break
        return means.result()

    def _test(self, x, y, batch_size, watchers, button=None, bar=None):
        """Return the means of loss and metrics on all of x, without learning."""
        watchers.call("on_test_begin")
        means = RunningMeans()
        for part in batches.slices(len(x), batch_size):
            means.add(steps.test(self, x[part], y[part]), len(x[part]))
            if bar is not None:
                bar.update()
            if button is not None and button.pressed:
                break
        watchers.call("on_test_end", means.result())
        return means.result()

    def _need_compile(self, what):
        if self.optimizer is None:
            advice = "Call compile(optimizer, loss, metrics) first."
            raise RuntimeError(message(self.name, f"{what} needs a compiled model", "one that is not", advice))

    def _build_for(self, x):
        if not self.built:
            self.build(x.shape[1:])
