"""A convolution and the pooling behind it as one step of a model: nobody can tell but by the time it takes."""

import copy
import inspect

import numpy as np
import pytest

from course_lib import Input, Sequential, kernels, layers, optimizers, utils
from course_lib.layers.pooled_conv2d import PooledConv2D, joined

RNG = np.random.default_rng(5)


def model(filters=(4, 16), pool=None, **options):
    """Two convolutions with pooling behind them, and a classifier."""
    utils.set_random_seed(3)
    made = [
        layers.Conv2D(filters[0], 3, activation="relu", **options),
        layers.MaxPooling2D(**(pool or {})),
        layers.Conv2D(filters[1], 3, activation="relu", **options),
        layers.MaxPooling2D(**(pool or {})),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ]
    made = Sequential([Input((13, 14, 2)), *made])
    made.compile(optimizers.Adam(), "categorical_crossentropy")
    return made


def batch(samples=19):
    return RNG.standard_normal((samples, 13, 14, 2)).astype(np.float32), np.eye(3, dtype=np.float32)[
        RNG.integers(0, 3, samples)
    ]


def one_by_one(of, x, dy):
    """(output, gradients by layer, the input's gradient) without a model's help."""
    for layer in of.layers:
        x = layer.forward(x, True)
    for layer in reversed(of.layers):
        dy = layer.backward(dy)
    return x, [dict(layer.grads) for layer in of.layers], dy


def assert_equal_steps(of, x, dy):
    """The model's forward and backward give what its layers give; gradients may be rounded otherwise."""
    beside = copy.deepcopy(of)
    y, grads, dx = one_by_one(beside, x, dy)
    np.testing.assert_array_equal(of.forward(x, True), y)
    found = of.backward(dy)
    for layer, expected in zip(of.layers, grads, strict=True):
        assert layer.grads.keys() == expected.keys()
        for name, gradient in expected.items():
            rounding = 2e-6 * np.abs(gradient).max()
            np.testing.assert_allclose(layer.grads[name], gradient, 0, rounding, err_msg=f"{layer.name} {name}")
    assert (found is None) == (dx is None)
    if dx is not None:
        np.testing.assert_allclose(found, dx, 0, 2e-6 * np.abs(dx).max())


@pytest.mark.parametrize("samples", [1, 19])
@pytest.mark.parametrize("filters", [(4, 16), (17, 9), (1, 1)])
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"padding": "same", "pool": {"padding": "same"}},
        {"use_bias": False, "kernel_regularizer": "l2"},
        {"pool": {"pool_size": 2, "strides": 1}},
        {"pool": {"pool_size": (1, 2), "strides": (2, 3)}},
    ],
)
def test_a_model_computes_what_its_layers_compute(samples, filters, options):
    made, (x, _) = model(filters, **options), batch(samples)
    dy = RNG.standard_normal((samples, 3)).astype(np.float32)
    assert_equal_steps(made, x, dy)
    made.layers[0].needs_input_gradient = True
    assert_equal_steps(made, x, dy)


def test_a_training_is_the_same_without_it(monkeypatch):
    x, y = batch(40)
    made, plain = model(), model()
    made.fit(x, y, batch_size=16, epochs=2, verbose=0)
    monkeypatch.setattr("course_lib.models.sequential.joined", list)
    plain.fit(x, y, batch_size=16, epochs=2, verbose=0)
    for mine, theirs in zip(made.get_weights(), plain.get_weights(), strict=True):
        np.testing.assert_array_equal(mine, theirs)


def test_what_lies_between_the_layers_is_computed_when_it_is_asked_for(monkeypatch):
    made, (x, _) = model(), batch()
    conv, pool = made.layers[:2]
    made.forward(x, True)
    between = conv.forward(x)
    made.forward(x, True)
    calls, whole = [], kernels.conv2d_relu_forward
    monkeypatch.setattr(kernels, "conv2d_relu_forward", lambda *given: calls.append(1) or whole(*given))
    assert callable(conv.saved["y"]) and callable(pool.saved["x"])
    np.testing.assert_array_equal(conv.recall("y"), between)
    assert pool.recall("x") is conv.recall("y") and len(calls) == 1
    assert isinstance(conv.saved["y"], np.ndarray)


def test_layers_can_go_back_one_by_one_after_the_model_went_forward():
    made, (x, _) = model(), batch()
    dy = RNG.standard_normal((19, 3)).astype(np.float32)
    _, grads, _ = one_by_one(copy.deepcopy(made), x, dy)
    made.forward(x, True)
    for layer in reversed(made.layers):
        dy = layer.backward(dy)
    for layer, expected in zip(made.layers, grads, strict=True):
        for name, gradient in expected.items():
            np.testing.assert_array_equal(layer.grads[name], gradient)


def test_the_model_can_go_back_after_its_layers_went_forward():
    made, (x, _) = model(), batch()
    made.forward(batch()[0], True)  # something older, which must not be used
    dy = RNG.standard_normal((19, 3)).astype(np.float32)
    _, grads, _ = one_by_one(copy.deepcopy(made), x, dy)
    y = x
    for layer in made.layers:
        y = layer.forward(y, True)
    made.backward(dy)
    np.testing.assert_array_equal(made.layers[0].grads["kernel"], grads[0]["kernel"])


def test_a_batch_of_another_size_in_between_is_refused():
    made, (x, _) = model(), batch()
    made.forward(x, True)
    made.layers[0].forward(x[:4])
    with pytest.raises(ValueError, match=r"conv2d: the output gradient must have the last output's shape \(4, "):
        made.backward(np.zeros((19, 3), np.float32))


@pytest.mark.parametrize(
    "kernel", ["conv2d_forward", "relu_forward", "maxpool2d_forward", "conv2d_kernel_gradient", "relu_gradient"]
)
def test_a_function_of_a_learners_own_is_called(kernel):
    made, (x, y) = model(), batch()
    calls, whole = [], getattr(kernels, kernel)

    def mine(*given):
        calls.append(1)
        return whole(*given)

    mine.__signature__ = inspect.signature(getattr(whole, "py_func", whole))
    made.predict(x, verbose=0)
    with kernels.use(**{kernel: mine}):
        before = len(calls)
        made.fit(x, y, verbose=0)
    assert len(calls) >= before + 2


def test_the_kernel_that_does_both_can_be_replaced_too():
    made, (x, _) = model(), batch()
    calls, whole = [], kernels.conv2d_relu_maxpool2d_forward

    def mine(x, kernel, bias, strides, padding, pool_size, pool_strides, pool_padding):
        calls.append(1)
        return whole(x, kernel, bias, strides, padding, pool_size, pool_strides, pool_padding)

    expected = made.predict(x, verbose=0)
    with kernels.use(conv2d_relu_maxpool2d_forward=mine):
        calls.clear()
        np.testing.assert_array_equal(made.predict(x, verbose=0), expected)
    assert len(calls) == 2


class OwnConv2D(layers.Conv2D):
    pass


class OwnPooling(layers.MaxPooling2D):
    pass


@pytest.mark.parametrize(
    "row",
    [
        [layers.Conv2D(2, 3), layers.MaxPooling2D()],
        [layers.Conv2D(2, 3, activation="tanh"), layers.MaxPooling2D()],
        [layers.Conv2D(2, 3, activation="relu"), layers.AveragePooling2D()],
        [OwnConv2D(2, 3, activation="relu"), layers.MaxPooling2D()],
        [layers.Conv2D(2, 3, activation="relu"), OwnPooling()],
        [layers.Conv2D(2, 3, activation="relu"), layers.Dropout(0.5), layers.MaxPooling2D()],
        [layers.MaxPooling2D(), layers.Conv2D(2, 3, activation="relu")],
        [layers.MaxPooling2D(), layers.MaxPooling2D()],
        [],
    ],
)
def test_other_layers_stay_apart(row):
    assert joined(row) == row


def test_a_layer_with_a_method_of_its_own_stays_apart():
    row = [layers.Conv2D(2, 3, activation="relu"), layers.MaxPooling2D(), layers.MaxPooling2D()]
    assert [type(step) for step in joined(row)] == [PooledConv2D, layers.MaxPooling2D]
    row[0].forward = lambda x, training=False: x
    assert joined(row) == row


def test_memory_that_is_not_needed_is_not_kept():
    """After a training step no array is as large as the convolution's output."""
    made, (x, y) = model((32, 8)), batch()
    made.fit(x, y, batch_size=19, verbose=0)
    kept = [v for layer in made.layers for v in layer.saved.values() if isinstance(v, np.ndarray)]
    assert max(array.size for array in kept) < 19 * 11 * 12 * 32
