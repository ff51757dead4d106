"""A network that works learns 32 images by heart, with every optimizer, from random labels too."""

import numpy as np
import pytest

from course_lib import Input, Sequential, datasets, layers, optimizers, utils

OPTIMIZERS = {
    "Adam": lambda: optimizers.Adam(0.003),
    "AdamW": lambda: optimizers.AdamW(0.003),
    "SGD": lambda: optimizers.SGD(0.1),
    "SGD with momentum": lambda: optimizers.SGD(0.03, momentum=0.9, nesterov=True),
    "RMSprop": lambda: optimizers.RMSprop(0.002),
    "RMSprop centered": lambda: optimizers.RMSprop(0.002, momentum=0.5, centered=True),
    "Adagrad": lambda: optimizers.Adagrad(0.03),
    "Adadelta": lambda: optimizers.Adadelta(1.0),
}


def network():
    """Every kind of layer that has weights or passes gradients through an image."""
    return Sequential(
        [
            Input((28, 28, 1)),
            layers.Conv2D(8, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(16, 3, padding="same", strides=(1, 2)),
            layers.BatchNormalization(momentum=0.5),
            layers.LeakyReLU(),
            layers.AveragePooling2D((2, 1)),
            layers.Flatten(),
            layers.Dense(32, activation="tanh"),
            layers.Dense(10, activation="softmax"),
        ]
    )


@pytest.fixture(scope="module")
def digits():
    (x, y), _ = datasets.mnist.load_data()
    return np.float32(x[:32, ..., None] / 255), y[:32]


@pytest.mark.parametrize("make", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_32_images_are_learned_by_heart(make, digits):
    x, y = digits
    model = network()
    model.compile(make(), "categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(x, utils.to_categorical(y, 10), batch_size=16, epochs=30, verbose=0)
    assert history.history["accuracy"][-1] == 1
    loss, accuracy = model.evaluate(x, utils.to_categorical(y, 10), verbose=0)
    assert accuracy == 1
    assert loss < 0.1 * history.history["loss"][0]


def test_labels_without_sense_are_learned_by_heart_too(digits):
    x, _ = digits
    y = np.arange(32) % 10
    model = network()
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    assert model.fit(x, y, batch_size=8, epochs=60, verbose=0).history["accuracy"][-1] == 1
