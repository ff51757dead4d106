"""One step on one batch: learning from it, testing on it, predicting it."""

import numpy as np

from course_lib import losses
from course_lib.arrays import as_float
from course_lib.kernels import callers
from course_lib.layers.border import as_numbers
from course_lib.validation import message


def train(model, x, y, weights=None, look_at_loss=None):
    """Forward, backward, update; return the batch's loss and metrics, {name: float}.

    `look_at_loss` is called with the loss before anything is updated, and may raise to keep the weights as they are.
    """
    with callers.LOCK:
        model.rng.step = model.optimizer.iterations
        figures, gradient, before_activation = _forward_and_loss(model, x, y, True, weights)
        if look_at_loss is not None:
            look_at_loss(figures["loss"])
        model.backward(gradient, from_preactivation=before_activation)
        model.optimizer.apply(model.layers)
    return figures


def test(model, x, y):
    """Return the batch's loss and metrics, {name: float}."""
    with callers.LOCK:
        return _forward_and_loss(model, _own(x), y, False, None)[0]


def try_out(model, x, y):
    """Test on one validation sample, so that a wrong shape is found before an epoch of training, not after it."""
    try:
        model.loss.check_labels(y, (len(y), *model.output_shape))
        test(model, x[:1], y[:1])
    except (TypeError, ValueError) as error:
        raise type(error)(f"fit (validation_data): {error}") from None


def predict(model, x, training=False):
    """Return the model's output for the batch."""
    with callers.LOCK:
        return model.forward(_own(x), training)


def _own(x):
    """A copy: a layer of a learner's own may write into its input, and `x` is a part of the learner's data."""
    return as_float(x).copy()


def _forward_and_loss(model, x, y, training, weights):
    """Return (loss and metrics, gradient, whether the gradient is that before the last activation)."""
    fused = model.loss.fused_with(getattr(model.layers[-1], "activation", None))
    if fused:
        sample_losses, predicted, gradient = fused(y, model.forward(x, training, to_preactivation=True))
    else:
        predicted = model.forward(x, training)
        sample_losses = _checked(model.loss, "call", model.loss.call(y, predicted), predicted.shape[:1])
        gradient = None
        if training:
            gradient = _checked(model.loss, "gradient", model.loss.gradient(y, predicted), predicted.shape)
    if weights is not None:  # the mean over N stays: a sample of weight 2 counts as two
        sample_losses = sample_losses * weights
        gradient = gradient * weights.reshape(-1, *[1] * (gradient.ndim - 1))
    figures = {"loss": losses.mean(sample_losses) + model.penalty()}
    for name, metric in model.metrics.items():
        figures[name] = losses.mean(as_numbers(metric(y, predicted), name, "what the metric returns").reshape(-1))
    return figures, gradient, fused is not None


def _checked(loss, method, result, shape):
    """What a loss of one's own returned, as float32, or what is wrong with its shape."""
    if np.shape(result) != shape:
        what = "one loss for each sample" if method == "call" else "the gradient with respect to y_pred"
        rule = f"`{method}` must return {what}, of shape {shape}"
        raise ValueError(message(loss.title(), rule, f"shape {np.shape(result)}"))
    return as_float(result)
