"""A learner's own layers, activations and initializers: the usual slips, each explained."""

import re

import numpy as np
import pytest

from course_lib import Input, Sequential, activations, callbacks, initializers, layers, optimizers, regularizers
from course_lib.layers import Layer

X, Y = np.random.default_rng(0).random((8, 4)), np.ones((8, 4))


class Scale(Layer):
    """A layer as it should be; the slips below change one thing each."""

    def _build(self, input_shape, rng):
        self.params = {"factor": np.ones(input_shape)}
        return input_shape

    def forward(self, x, training=False):
        self.saved["x"] = self.check_input(x)
        return self.saved["x"] * self.params["factor"]

    def backward(self, dy):
        dy = self.check_gradient(dy)
        self.grads = {"factor": (dy * self.recall("x")).sum(axis=0)}
        return dy * self.params["factor"]


def fitted(layer):
    model = Sequential([Input((4,)), layer])
    model.compile(optimizers.SGD(0.1), "mse")
    return model, model.fit(X, Y, epochs=3, verbose=0)


def test_a_layer_of_ones_own_learns_in_float32():
    """Though it made its parameters in float64."""
    model, history = fitted(Scale())
    assert model[0].params["factor"].dtype == np.float32
    assert history.history["loss"][-1] < history.history["loss"][0]


class NoShape(Scale):
    def _build(self, input_shape, rng):
        self.params = {}


class WithoutSuper(Scale):
    def __init__(self):
        self.units = 3


class WithoutTraining(Scale):
    def forward(self, x):
        return x


class KerasBuild(Scale):
    def build(self, input_shape):
        pass


class WrongGradient(Scale):
    def backward(self, dy):
        self.grads = {"factor": np.ones(1, np.float32)}
        return dy


class NoGradient(Scale):
    def backward(self, dy):
        return dy


class HalfActivation(activations.Activation):
    def __call__(self, x):
        return x[:, :2]


class NoneActivation(activations.Activation):
    def __call__(self, x):
        return x.astype(np.float64)  # brought to float32

    def gradient(self, y, dy):
        return None


class Ones64(initializers.Initializer):
    def __call__(self, shape, key):
        return np.ones(shape)


class OneShort(initializers.Initializer):
    def __call__(self, shape, key):
        return np.ones(shape[:-1])


class Nothing(initializers.Initializer):
    def __call__(self, shape, key):
        return None


@pytest.mark.parametrize(
    "make, error, text",
    [
        (NoShape, TypeError, "no_shape: `_build` must return the shape of an output, a tuple, got None. Such as"),
        (WithoutSuper, TypeError, "WithoutSuper: __init__ must call that of Layer, got none. Write super().__init__("),
        (WithoutTraining, TypeError, "WithoutTraining: `forward` must take (x, training=False), got (x)."),
        (KerasBuild, TypeError, "`build` must take (input_shape, rng), got (input_shape). Parameters are made in"),
        (WrongGradient, ValueError, "a step needs the gradient of `factor`, of shape (4,), got (1,)."),
        (NoGradient, RuntimeError, "a step needs the gradient of `factor`, got none. It is `backward` that puts it"),
        (
            lambda: layers.Dense(4, activation=HalfActivation()),
            ValueError,
            "dense: `__call__` of HalfActivation must return an array of shape (8, 4), got (8, 2).",
        ),
        (
            lambda: layers.Dense(4, activation=NoneActivation()),
            TypeError,
            "dense: what `gradient` of NoneActivation returns must be an array of numbers, got None.",
        ),
        (
            lambda: layers.Dense(4, kernel_initializer=OneShort()),
            ValueError,
            "dense: what kernel_initializer returns must have shape (4, 4), got (4,).",
        ),
        (
            lambda: layers.Dense(4, bias_initializer=Nothing()),
            TypeError,
            "dense: what bias_initializer returns must be an array of numbers, got None.",
        ),
    ],
)  # fmt: skip
def test_a_slip_is_explained(make, error, text):
    with pytest.raises(error, match=re.escape(text)):
        fitted(make())


def test_initial_weights_of_float64_are_brought_to_float32():
    model, _ = fitted(layers.Dense(4, kernel_initializer=Ones64()))
    assert {array.dtype for array in model.get_weights()} == {np.dtype(np.float32)}


def test_a_parameter_may_be_replaced_by_one_of_its_shape():
    model, _ = fitted(layers.Dense(4))
    model[0].params["kernel"] = np.eye(4).tolist()
    model[0].params["bias"] = np.zeros(4)
    np.testing.assert_allclose(model.predict(X, verbose=0), X, rtol=1e-6)
    for label, wrong, error, text in [
        ("kernel", np.ones(4), ValueError, "dense: `kernel` must have shape (4, 4), as it was built, got (4,)."),
        ("bias", np.ones((4, 1)), ValueError, "dense: `bias` must have shape (4,), as it was built, got (4, 1)."),
        ("bias", "none", TypeError, "dense: `bias` must be an array of numbers, got dtype"),
    ]:
        before = model[0].params[label]
        model[0].params[label] = wrong
        with pytest.raises(error, match=re.escape(text)):
            model.predict(X, verbose=0)
        model[0].params[label] = before


def test_a_layer_that_writes_into_its_input_leaves_the_data_alone():
    class InPlace(Layer):
        def forward(self, x, training=False):
            x = self.check_input(x)
            x /= 255
            return x

    x = np.full((3, 4), 255, np.float32)
    model = Sequential([Input((4,)), InPlace()])
    for _ in range(2):
        np.testing.assert_array_equal(model.predict(x, verbose=0), np.ones((3, 4)))
    model(x)
    np.testing.assert_array_equal(x, np.full((3, 4), 255))


def test_shifts_of_another_shape_are_explained():
    class OneRow(layers.AugmentationLayer):
        def transforms(self, samples):
            return [[1, 0, 0, 0, 1, -1]]

    with pytest.raises(ValueError, match=re.escape("`transforms` must return an array of shape (3, 6), got (1, 6).")):
        OneRow()(np.zeros((3, 2, 2, 1)), training=True)


@pytest.mark.parametrize(
    "call, error, text",
    [
        (lambda: layers.Dense(3)("hello"), TypeError, "dense: the input must be an array of numbers, got dtype <U5."),
        (lambda: layers.Dense(3)([[1, 2], [3]]), ValueError, "dense: the input must have entries of one shape"),
        (lambda: layers.Dense(3)(np.ones((1, 2)) * 1j), TypeError, "array of numbers, got dtype complex128."),
        (lambda: layers.Dense(3)(Input((4,))), TypeError, "got InputLayer. Layers are put together in a list"),
        (lambda: layers.Dense(3)(layers.Dense(2)), TypeError, "got Dense. Layers are put together in a list"),
        (lambda: layers.Dense(3)(np.array([[1, None]])), TypeError, "array of numbers, got dtype object."),
    ],
)
def test_what_a_layer_is_called_with(call, error, text):
    with pytest.raises(error, match=re.escape(text)):
        call()


def test_a_callback_must_take_what_it_is_given():
    class NoLogs(callbacks.Callback):
        def on_epoch_end(self, epoch):
            pass

    model, _ = fitted(layers.Dense(4))
    with pytest.raises(TypeError, match=re.escape("NoLogs: `on_epoch_end` must take (epoch, logs), got (epoch).")):
        model.fit(X, Y, verbose=0, callbacks=[NoLogs()])


class Vector(regularizers.Regularizer):
    def penalty(self, weights):
        return weights**2

    def gradient(self, weights):
        return 2 * weights


class NoSlope(regularizers.Regularizer):
    def penalty(self, weights):
        return 1.0

    def gradient(self, weights):
        return None


class Fading(optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        return 0.1 if step == 0 else None


@pytest.mark.parametrize(
    "regularizer, error, text",
    [
        (Vector(), ValueError, "dense: what `penalty` of Vector returns must be one number, got shape (4, 4)."),
        (NoSlope(), TypeError, "dense: what `gradient` of NoSlope returns must be an array of numbers"),
    ],
)
def test_a_regularizer_that_returns_something_else(regularizer, error, text):
    with pytest.raises(error, match=re.escape(text)):
        fitted(layers.Dense(4, kernel_regularizer=regularizer))


def test_a_schedule_or_a_metric_that_returns_nothing():
    model, _ = fitted(layers.Dense(4))
    model.compile(optimizers.SGD(Fading()), "mse")
    with pytest.raises(TypeError, match=re.escape("Fading(1): `the rate` must be a number, got None.")):
        model.fit(X, Y, epochs=2, verbose=0)
    model.compile("sgd", "mse", [lambda y_true, y_pred: None])
    with pytest.raises(TypeError, match=re.escape("<lambda>: what the metric returns must be an array of numbers")):
        model.fit(X, Y, verbose=0)
