"""Activations: values and gradients by hand, by name and with settings."""

import math
import re

import numpy as np
import pytest

from course_lib import activations, layers

X = np.float32([[-2, -0.5, 0, 1, 3]])
E = math.e


@pytest.mark.parametrize(
    "activation, y, slope",
    [
        ("linear", X, [[1, 1, 1, 1, 1]]),
        ("relu", [[0, 0, 0, 1, 3]], [[0, 0, 0, 1, 1]]),
        ("leaky_relu", [[-0.4, -0.1, 0, 1, 3]], [[0.2, 0.2, 0.2, 1, 1]]),
        (activations.LeakyReLU(0.5), [[-1, -0.25, 0, 1, 3]], [[0.5, 0.5, 0.5, 1, 1]]),
        ("elu", [[E**-2 - 1, E**-0.5 - 1, 0, 1, 3]], [[E**-2, E**-0.5, 1, 1, 1]]),
        (activations.ELU(2.0), [[2 * E**-2 - 2, 2 * E**-0.5 - 2, 0, 1, 3]], [[2 * E**-2, 2 * E**-0.5, 2, 1, 1]]),
        ("sigmoid", 1 / (1 + np.exp(-X)), np.exp(-X) / (1 + np.exp(-X)) ** 2),
        ("tanh", np.tanh(X), 1 / np.cosh(X) ** 2),
    ],
)
def test_by_hand(activation, y, slope):
    activation = activations.get(activation)
    found = activation(X)
    np.testing.assert_allclose(found, y, rtol=1e-6, atol=1e-7)
    dy = np.float32([[1, 10, 100, -1, 0.5]])
    np.testing.assert_allclose(activation.gradient(found, dy), dy * slope, rtol=1e-5, atol=1e-6)
    assert found.dtype == activation.gradient(found, dy).dtype == np.float32


def test_softmax_by_hand():
    """exp(0) : exp(ln 3) = 1 : 3; the gradient of the first output is y₁ · (1 − y₁) and −y₁ · y₂."""
    y = activations.softmax(np.float32([[0, math.log(3)], [1000, 1000]]))
    np.testing.assert_allclose(y, [[0.25, 0.75], [0.5, 0.5]], rtol=1e-6)
    dx = activations.softmax.gradient(y, np.float32([[1, 0], [0, 2]]))
    np.testing.assert_allclose(dx, [[0.1875, -0.1875], [-0.5, 0.5]], rtol=1e-6)


def test_softmax_goes_along_the_last_axis():
    x = np.random.default_rng(0).standard_normal((2, 3, 4, 5)).astype(np.float32)
    y = activations.softmax(x)
    np.testing.assert_allclose(y.sum(axis=-1), np.ones((2, 3, 4)), rtol=1e-6)
    np.testing.assert_array_equal(y[1, 2, 3], activations.softmax(x[1, 2, 3][None])[0])
    dx = activations.softmax.gradient(y, x)
    np.testing.assert_array_equal(dx[1, 2, 3], activations.softmax.gradient(y[1, 2, 3][None], x[1, 2, 3][None])[0])


@pytest.mark.parametrize("name", ["linear", "relu", "leaky_relu", "elu", "sigmoid", "tanh", "softmax"])
def test_by_name_as_an_object_and_as_a_layer(name):
    ready = getattr(activations, name)
    assert activations.get(name) == ready
    assert activations.get(ready) is ready
    np.testing.assert_array_equal(layers.Activation(name)(X), ready(X))
    assert hash(activations.get(name)) == hash(ready)


def test_plain_lists_are_taken():
    assert activations.relu([[-1, 2]]).tolist() == [[0, 2]]
    assert activations.relu.gradient([[0, 2]], [[5, 6]]).tolist() == [[0, 6]]
    assert activations.linear.gradient([[0, 2]], [[5, 6]]).tolist() == [[5, 6]]
    assert activations.softmax([[0, 0]]).tolist() == [[0.5, 0.5]]
    assert activations.softmax.gradient([[0.5, 0.5]], [[1, 0]]).tolist() == [[0.25, -0.25]]


def test_equal_settings_make_equal_activations():
    assert activations.LeakyReLU(0.3) == activations.LeakyReLU(0.3) != activations.LeakyReLU(0.1)
    assert activations.ReLU() != activations.Linear()
    assert activations.get(None) == activations.linear
    assert activations.ELU(0).alpha == activations.LeakyReLU(0).negative_slope == 0


@pytest.mark.parametrize(
    "make, error, text",
    [
        (lambda: activations.get("Relu"), ValueError, "got 'Relu'. Did you mean 'relu'?"),
        (lambda: activations.get(np.tanh), TypeError, "must have a gradient, which a plain function lacks"),
        (lambda: activations.get(activations.ReLU), TypeError, "Write ReLU() with parentheses."),
        (lambda: activations.get(3), TypeError, "must be an activation or the name of one, such as 'relu', got 3."),
        (lambda: activations.LeakyReLU(-0.1), ValueError, "LeakyReLU: `negative_slope` must be at least 0, got -0.1."),
        (lambda: activations.ELU(-0.5), ValueError, "ELU: `alpha` must be at least 0, got -0.5."),
        (lambda: activations.ELU(-1), ValueError, "ELU: `alpha` must be at least 0, got -1."),
        (
            lambda: activations.sigmoid.gradient([0.5, 0.5], [1]),
            ValueError,
            "sigmoid: `y` and `dy` must have one shape, got (2,) and (1,).",
        ),
        (lambda: activations.softmax.gradient([[0.5, 0.5]], [[1]]), ValueError, "softmax: `y` and `dy` must have one"),
        (lambda: activations.linear.gradient([1, 2], [1]), ValueError, "linear: `y` and `dy` must have one shape"),
        (lambda: activations.relu("a"), TypeError, "relu: the input must be an array of numbers, got dtype <U1."),
        (lambda: activations.linear([1j]), TypeError, "linear: the input must be an array of numbers, got dtype comp"),
        (lambda: activations.softmax([[1], [1, 2]]), ValueError, "softmax: the input must have entries of one shape"),
        (lambda: activations.softmax([1, 2]), ValueError, "softmax: the input must have a batch axis, got shape (2,)."),
    ],
)
def test_what_cannot_be_an_activation(make, error, text):
    with pytest.raises(error, match=re.escape(text)):
        make()
