"""A small network and pictures that it can learn."""

import numpy as np
import pytest

from course_lib import Input, Sequential, layers, optimizers, utils

CLASSES = 3


@pytest.fixture
def small_model():
    return _small_model


@pytest.fixture
def stripes():
    return _stripes


def _small_model(**compile_options):
    model = Sequential(
        [
            Input((6, 5, 1)),
            layers.Conv2D(4, (3, 2), activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.1),
            layers.Flatten(),
            layers.Dense(CLASSES, activation="softmax"),
        ]
    )
    options = {"optimizer": optimizers.Adam(0.02), "loss": "categorical_crossentropy", "metrics": ["accuracy"]}
    model.compile(**{**options, **compile_options})
    return model


def _stripes(samples=96, seed=0):
    """Images with one bright row, 0, 2 or 4: which one is the class."""
    rng = np.random.default_rng(seed)
    y = rng.integers(0, CLASSES, samples)
    x = 0.3 * rng.random((samples, 6, 5, 1))
    x[np.arange(samples), 2 * y] += 0.7
    return x.astype(np.float32), utils.to_categorical(y, CLASSES)
