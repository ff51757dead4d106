"""One step on one batch: learning from it, testing on it, predicting it."""

import threading

import numpy as np

from course_lib import losses

# One for the process. A widget's callback runs on another thread while `fit` trains; numba's `workqueue` layer must
# not be entered twice, and what `forward` saves belongs to the `backward` that follows it.
_LOCK = threading.RLock()


def train(model, x, y):
    """Forward, backward, update; return the batch's loss and metrics, {name: float}."""
    with _LOCK:
        model.rng.step = model.optimizer.iterations
        figures, gradient, before_activation = _forward_and_loss(model, x, y, training=True)
        model.backward(gradient, from_preactivation=before_activation)
        model.optimizer.apply(model.layers)
    return figures


def test(model, x, y):
    """Return the batch's loss and metrics, {name: float}."""
    with _LOCK:
        return _forward_and_loss(model, x, y, training=False)[0]


def try_out(model, x, y):
    """Test on one validation sample, so that a wrong shape is found before an epoch of training, not after it."""
    try:
        test(model, x[:1], y[:1])
    except (TypeError, ValueError) as error:
        raise type(error)(f"fit (validation_data): {error}") from None


def predict(model, x, training=False):
    """Return the model's output for the batch."""
    with _LOCK:
        return model.forward(x, training)


def _forward_and_loss(model, x, y, training):
    """Return (loss and metrics, gradient, whether the gradient is that before the last activation)."""
    fused = model.loss.fused_with(getattr(model.layers[-1], "activation", None))
    if fused:
        sample_losses, predicted, gradient = fused(y, model.forward(x, training, to_preactivation=True))
    else:
        predicted = model.forward(x, training)
        sample_losses = model.loss.call(y, predicted)
        gradient = model.loss.gradient(y, predicted) if training else None
    figures = {"loss": losses.mean(sample_losses)}
    for name, metric in model.metrics.items():
        figures[name] = losses.mean(np.asarray(metric(y, predicted)))
    return figures, gradient, fused is not None
