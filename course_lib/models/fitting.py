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
from course_lib.models.fitness import prepare
from course_lib.models.place import first_place, place_after
from course_lib.models.running import RunningMeans
from course_lib.models.scale import check_scale, remember_scale
from course_lib.models.stop_button import StopButton


def fit(model, train, validation, epochs, verbose, callbacks, shuffle, stop_on_nan=True):
    """Train `model`; return its History.

    Parameters
    ----------
    model : Model
        Compiled. A training that was interrupted within the first of `epochs` goes on there.
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
    # All of it within: from the first sample on kernels are compiled or loaded, and numba broken off in that is of no
    # use until a restart.
    with StopButton() as button:
        _make_ready(model, train["x"], train["y"], validation)
        return _fit(model, train, validation, epochs, verbose, callbacks, shuffle, stop_on_nan, button)


def _make_ready(model, x, y, validation):
    """Build the model if need be, and find what does not fit before the first step."""
    prepare(model, x, y)
    if validation is not None:
        steps.try_out(model, validation["x"], validation["y"])
    check_scale(model, x, "fit")
    remember_scale(model, x)


def _fit(model, train, validation, epochs, verbose, callbacks, shuffle, stop_on_nan, button):
    with callers.LOCK:
        before_first_use(list(convolutions(model.layers)), verbose)
    parts = batches.slices(len(train["x"]), train["batch_size"])[: train["steps"]]
    params = {"epochs": epochs.stop, "steps": len(parts), "verbose": verbose, "validation": validation is not None}
    history, progress = History(), Progress(verbose)
    watchers = CallbackList(_in_order(progress, as_list(callbacks), history), model, params)
    data = {"samples": len(train["x"]), "batch_size": train["batch_size"]}
    data |= {"steps": len(parts), "shuffle": bool(shuffle)}
    _begin(model, history, first_place(model, epochs, data, verbose))
    finite = FiniteWatch(model, train, stop_on_nan)
    with closing(progress), finite.ending(watchers):
        watchers.call("on_train_begin")
        watchers.set_states(model.place.states)
        for epoch in epochs:
            model.place.watch(watchers)
            watchers.call("on_epoch_begin", epoch)
            finite.epoch = epoch
            logs = _train_epoch(model, train, parts, watchers, button, finite)
            finite.look_at_weights()
            if validation is not None and not button.pressed and (epoch + 1) % validation["freq"] == 0:
                tested = test(model, validation, watchers, button=button)
                logs |= {f"val_{name}": figure for name, figure in tested.items()}
            if button.pressed:
                break
            model.place = place_after(model, watchers)
            watchers.call("on_epoch_end", epoch, logs)
            if model.stop_training:
                break
        model.place.keep_states()
        watchers.call("on_train_end")
    if button.pressed and verbose:
        print(f"Stopped in epoch {epoch + 1}/{epochs.stop}. The model keeps what it has learned so far.", flush=True)
    return history


def _in_order(progress, callbacks, history):
    """The bar first; those that show the model behind those that may change it; those that save it last of all."""
    callbacks = sorted(callbacks, key=lambda callback: callback.shows_the_model)
    savers = [callback for callback in callbacks if callback.saves_the_model]
    return [progress, *(callback for callback in callbacks if not callback.saves_the_model), history, *savers]


def _begin(model, history, place):
    """Give the model the history and the place of a training that begins, or goes on with the one before."""
    if model.history is not None and model.place.epoch == place.epoch:
        history.earlier = model.history.whole()
    model.history, model.place, model.stop_training = history, place, False


def _train_epoch(model, train, parts, watchers, button, finite):
    """Take every sample once, but for those that were taken before an interruption; return the epoch's means."""
    x, y, weights, place = train["x"], train["y"], train["weights"], model.place
    order = np.arange(len(x))
    if place.data["shuffle"]:
        order = random.permutation(len(x), random.key(model.rng.seed, "shuffle", place.iterations))
    for step in range(place.batch, len(parts)):
        watchers.call("on_train_batch_begin", step)
        rows, finite.step = order[parts[step]], step
        row_weights = None if weights is None else weights[rows]
        place.means.add(steps.train(model, x[rows], y[rows], row_weights, finite.look_at_loss), len(rows))
        place.batch = step + 1
        watchers.call("on_train_batch_end", step, place.means.result())
        if button.pressed or model.stop_training:
            break
    return place.means.result()


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
