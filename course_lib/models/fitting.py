"""The loop that trains a model."""

from contextlib import closing

import numpy as np

from course_lib import random
from course_lib.callbacks import CallbackList, History, Progress
from course_lib.callbacks.callback_list import as_list
from course_lib.kernels import callers
from course_lib.kernels.warm_up import before_first_use
from course_lib.layers.pooled_conv2d import convolutions
from course_lib.models import batches, steps
from course_lib.models.finite import FiniteWatch
from course_lib.models.running import RunningMeans
from course_lib.models.stop_button import StopButton


def fit(model, train, validation, epochs, verbose, callbacks, shuffle, stop_on_nan=True):
    """Train `model`; return its History.

    Parameters
    ----------
    model : Model
        Compiled and built.
    train : dict
        ``x``, ``y``, ``weights`` (or None), ``batch_size`` and ``steps`` (at most so many in an epoch, or None).
    validation : dict or None
        ``x``, ``y``, ``batch_size``, ``steps`` and ``freq``, every how many epochs.
    epochs : range
        Their numbers.
    verbose : {0, 1, 2}
        As for `Progress`.
    callbacks : list of Callback
        Of the learner.
    shuffle : bool
        Whether each epoch takes the samples in a new order.
    stop_on_nan : bool, default True
        Whether a loss or weight that is NaN or infinite ends the training with a `DivergedError`.
    """
    with callers.LOCK:
        before_first_use(list(convolutions(model.layers)), verbose)
    parts = batches.slices(len(train["x"]), train["batch_size"])[: train["steps"]]
    params = {"epochs": epochs.stop, "steps": len(parts), "verbose": verbose, "validation": validation is not None}
    history, progress = History(), Progress(verbose)
    model.history, model.stop_training = history, False
    watchers = CallbackList([progress, *as_list(callbacks), history], model, params)
    finite = FiniteWatch(model, train, stop_on_nan)
    with StopButton() as button, closing(progress), finite.ending(watchers):
        watchers.call("on_train_begin")
        for epoch in epochs:
            watchers.call("on_epoch_begin", epoch)
            finite.epoch = epoch
            logs = _train_epoch(model, train, parts, shuffle, watchers, button, finite)
            finite.look_at_weights()
            if validation is not None and not button.pressed and (epoch + 1) % validation["freq"] == 0:
                tested = test(model, validation, watchers, button=button)
                logs |= {f"val_{name}": figure for name, figure in tested.items()}
            if button.pressed:
                break
            watchers.call("on_epoch_end", epoch, logs)
            if model.stop_training:
                break
        watchers.call("on_train_end")
    if button.pressed and verbose:
        print(f"Stopped in epoch {epoch + 1}/{epochs.stop}. The model keeps what it has learned so far.", flush=True)
    return history


def _train_epoch(model, train, parts, shuffle, watchers, button, finite):
    """Take every sample once; return the epoch's means."""
    x, y, weights = train["x"], train["y"], train["weights"]
    order = np.arange(len(x))
    if shuffle:
        order = random.permutation(len(x), random.key(model.rng.seed, "shuffle", model.optimizer.iterations))
    means = RunningMeans()
    for step, part in enumerate(parts):
        watchers.call("on_train_batch_begin", step)
        rows, finite.step = order[part], step
        row_weights = None if weights is None else weights[rows]
        means.add(steps.train(model, x[rows], y[rows], row_weights, finite.look_at_loss), len(rows))
        watchers.call("on_train_batch_end", step, means.result())
        if button.pressed or model.stop_training:
            break
    return means.result()


def test(model, data, watchers, button=None, bar=None):
    """Return the means of loss and metrics on `data`, without learning."""
    watchers.call("on_test_begin")
    means = RunningMeans()
    for step, part in enumerate(batches.slices(len(data["x"]), data["batch_size"])[: data["steps"]]):
        watchers.call("on_test_batch_begin", step)
        means.add(steps.test(model, data["x"][part], data["y"][part]), len(data["x"][part]))
        watchers.call("on_test_batch_end", step, means.result())
        if bar is not None:
            bar.update()
        if button is not None and button.pressed:
            break
    watchers.call("on_test_end", means.result())
    return means.result()
