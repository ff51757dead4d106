"""A model that learns nothing, and a `fit` that plays given logs to callbacks."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from course_lib.callbacks import CallbackList


class FakeModel:
    """Its one weight is the number of the epoch, from 1; what callbacks do to it stands in `saved` and `restored`."""

    def __init__(self, learning_rate=0.5):
        self.optimizer = SimpleNamespace(learning_rate=learning_rate, schedule=None)
        self.stop_training = False
        self.weight, self.restored, self.saved = 0.0, [], []

    def get_weights(self):
        return [np.array([self.weight])]

    def set_weights(self, weights):
        self.weight = float(weights[0][0])
        self.restored.append(self.weight)

    def save(self, path):
        self.saved.append(path)
        Path(path).write_text("all")

    def save_weights(self, path):
        self.saved.append(path)
        Path(path).write_text("weights")


@pytest.fixture
def model():
    return FakeModel()


@pytest.fixture
def play(model):
    """Return a function that calls callbacks as `fit` does, and returns the logs of the epochs that were run."""

    def fit(callbacks, epochs, validation=None, batches=()):
        if validation is None:
            validation = any(name.startswith("val_") for logs in epochs for name in logs)
        params = {"epochs": len(epochs), "steps": len(batches), "verbose": 0, "validation": validation}
        watchers = CallbackList(callbacks, model, params)
        model.stop_training, done = False, []
        watchers.call("on_train_begin")
        for epoch, given in enumerate(epochs):
            logs = dict(given)
            watchers.call("on_epoch_begin", epoch)
            for batch, figures in enumerate(batches):
                watchers.call("on_train_batch_begin", batch)
                watchers.call("on_train_batch_end", batch, dict(figures))
            model.weight = epoch + 1.0
            watchers.call("on_epoch_end", epoch, logs)
            done.append(logs)
            if model.stop_training:
                break
        watchers.call("on_train_end")
        return done

    return fit


@pytest.fixture
def series():
    """Return a function that makes logs of one figure in several epochs."""
    return lambda name, *figures: [{name: figure} for figure in figures]
