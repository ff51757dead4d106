"""What goes into a training: data, batches, weights, random numbers, losses of one's own."""

import re
import warnings
from types import SimpleNamespace

import numpy as np
import pytest

from course_lib import Input, Sequential, layers, losses, optimizers, utils
from course_lib.callbacks import Callback
from course_lib.models import scale


def test_wrong_validation_data_is_found_before_training(small_model, stripes):
    x, y = stripes(16)
    model = small_model()
    before = model.get_weights()
    with pytest.raises(ValueError, match=r"fit \(validation_data\): conv2d: .* The channel axis is missing"):
        model.fit(x, y, validation_data=(x[..., 0], y), verbose=0)
    for a, b in zip(model.get_weights(), before, strict=True):
        np.testing.assert_array_equal(a, b)


def test_each_step_of_a_training_drops_other_numbers():
    """Also in a second fit; and what is dropped repeats with the seed."""
    seen = []

    class Watch(Callback):
        def on_train_batch_end(self, batch, logs=None):
            seen.append(self.model["dropout"].forward(np.ones((1, 64)), training=True).tobytes())

    for _ in range(2):
        utils.set_random_seed(5)
        model = Sequential([Input((64,)), layers.Dropout(0.5), layers.Dense(1)])
        model.compile("sgd", "mse")
        for _ in range(2):
            model.fit(np.ones((6, 64)), np.ones((6, 1)), batch_size=2, verbose=0, callbacks=[Watch()])
    utils.set_random_seed(0)
    assert len(set(seen[:6])) == 6
    assert seen[6:] == seen[:6]


def test_samples_of_images_are_weighted_as_a_whole():
    """Of two samples the second counts nothing: the step is half of that for the first alone."""
    rng = np.random.default_rng(0)
    x, y = rng.random((2, 4, 5, 2)), rng.random((2, 4, 5, 3))
    steps = []
    for rows, weights in ((slice(2), [1, 0]), (slice(1), None)):
        model = Sequential([Input((4, 5, 2)), layers.Conv2D(3, 1)])
        model.compile(optimizers.SGD(0.5), "mse")
        before = model.get_weights()
        model.fit(x[rows], y[rows], sample_weight=weights, shuffle=False, verbose=0)
        steps.append([new - old for new, old in zip(model.get_weights(), before, strict=True)])
    for both, first in zip(*steps, strict=True):
        np.testing.assert_allclose(both, first / 2, rtol=1e-4, atol=1e-7)


@pytest.mark.parametrize("method", ["call", "gradient"])
def test_a_loss_of_ones_own_that_returns_another_shape_is_explained(method):
    class Mine(losses.Loss):
        def call(self, y_true, y_pred):
            return np.zeros(len(y_pred) + (method == "call"))

        def gradient(self, y_true, y_pred):
            return np.zeros((len(y_pred), 9))

    model = Sequential([Input((2,)), layers.Dense(1)])
    model.compile("sgd", Mine())
    what = {"call": "one loss for each sample, of shape (4,)", "gradient": "respect to y_pred, of shape (4, 1)"}[method]
    with pytest.raises(ValueError, match=re.escape(f"mine: `{method}` must return")) as caught:
        model.fit(np.ones((4, 2)), np.ones((4, 1)), verbose=0)
    assert what in str(caught.value)


def test_without_a_batch_size_it_is_32():
    model = Sequential([Input((2,)), layers.Dense(1)])
    model.compile("sgd", "mse")
    steps = []

    class Count(Callback):
        def on_train_batch_end(self, batch, logs=None):
            steps.append(batch)

    model.fit(np.ones((65, 2)), np.ones((65, 1)), batch_size=None, verbose=0, callbacks=[Count()])
    assert steps == [0, 1, 2]


@pytest.mark.parametrize(
    "call, text",
    [
        (lambda m: m.predict(None), "predict: `x` must be an array with one entry for each sample, got None."),
        (lambda m: m.fit(np.ones((4, 2))), "beside the samples, got None. Write fit(x_train, y_train)."),
        (lambda m: m.evaluate(np.ones((4, 2))), "evaluate: labels `y` must be given beside the samples, got None."),
        (
            lambda m: m.predict(["a"]),
            "`x` must be an array of numbers, got dtype <U1. Numbers that are texts become numbers "
            "with np.array(..., dtype='float32').",
        ),
        (lambda m: m.predict(np.array([{}])), "got dtype object. All data lie in memory: collect them in one array."),
    ],
)
def test_data_that_are_none(call, text):
    model = Sequential([Input((2,)), layers.Dense(1)])
    model.compile("sgd", "mse")
    with pytest.raises(TypeError) as caught:
        call(model)
    assert str(caught.value).endswith(text)


@pytest.mark.parametrize(
    "known, new, warned",
    [
        (1.0, 255.0, True),
        (1.0, 20.0, True),
        (1.0, 19.9, False),
        (2.0, 40.0, True),
        (2.1, 255.0, False),
        (255.0, 1.0, True),
        (100.0, 0.5, True),
        (99.0, 1.0, False),
        (255.0, 1.1, False),
        (255.0, 0.0, False),
        (None, 255.0, False),
        (0.0, 255.0, False),
    ],
)
def test_when_another_scale_is_noticed(known, new, warned):
    model = SimpleNamespace(input_scale=known, scale_was_noticed=False)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for _ in range(2):  # once is enough
            scale.check_scale(model, np.float32([[0, new]]), "predict")
    assert len(caught) == warned
    if warned:
        assert str(caught[0].message).startswith(f"predict: the model was trained on numbers up to {known:g}, got")
        assert (caught[0].filename, caught[0].lineno) == ("course_lib", 0)


def test_the_largest_number_of_all_trainings_is_remembered():
    model = SimpleNamespace(input_scale=None)
    for x, largest in (([[1.0]], 1), ([[-3.0]], 3), ([[2.0]], 3)):
        scale.remember_scale(model, np.float32(x))
        assert model.input_scale == largest
