"""Losses, optimizers, metrics and helpers against values worked out by hand."""

import math
import re

import numpy as np
import pytest

from course_lib import initializers, kernels, losses, metrics, optimizers, random, utils
from course_lib.layers import Dense
from course_lib.random import RandomSource


def test_cross_entropy_by_hand():
    loss = losses.CategoricalCrossentropy()
    y_true, y_pred = [[0, 1, 0], [1, 0, 0]], [[0.25, 0.5, 0.25], [0.1, 0.8, 0.1]]
    np.testing.assert_allclose(loss.call(y_true, y_pred), [math.log(2), math.log(10)], rtol=1e-6)
    assert loss(y_true, y_pred) == pytest.approx((math.log(2) + math.log(10)) / 2, rel=1e-6)
    np.testing.assert_allclose(losses.categorical_crossentropy(y_true, y_pred), loss.call(y_true, y_pred))


def test_an_impossible_prediction_costs_much_but_not_infinitely():
    loss, gradient = kernels.categorical_crossentropy(np.float32([[1, 0]]), np.float32([[0, 1]]))
    assert loss[0] == pytest.approx(-math.log(1e-7), rel=1e-6)
    assert np.isfinite(gradient).all()


def test_fused_gradient_is_prediction_minus_truth():
    y_true, logits = np.eye(3, dtype=np.float32)[[2, 0]], np.float32([[1, 2, 3], [0, 0, 0]])
    losses_, p, gradient = kernels.softmax_crossentropy(y_true, logits)
    np.testing.assert_allclose(p.sum(axis=1), 1, rtol=1e-6)
    np.testing.assert_allclose(gradient, (p - y_true) / 2, atol=1e-7)
    np.testing.assert_allclose(losses_, [math.log(math.exp(-2) + math.exp(-1) + 1), math.log(3)], rtol=1e-6)


def test_fused_loss_survives_large_logits():
    losses_, p, gradient = kernels.softmax_crossentropy(np.float32([[0, 1]]), np.float32([[1e4, 0]]))
    assert (losses_[0], p.tolist()) == (1e4, [[1, 0]])
    assert gradient.tolist() == [[1, -1]]


@pytest.mark.parametrize("from_logits", [False, True])
def test_the_gradient_is_the_slope_of_the_mean_loss(from_logits):
    rng = np.random.default_rng(0)
    loss = losses.CategoricalCrossentropy(from_logits)
    y_true = rng.random((3, 4)).astype(np.float32)
    y_pred = (rng.random((3, 4)) + 0.2).astype(np.float32)
    gradient = loss.gradient(y_true, y_pred)
    for place in np.ndindex(3, 4):
        up, down = y_pred.copy(), y_pred.copy()
        up[place] += 1 / 64
        down[place] -= 1 / 64
        slope = (loss(y_true, up) - loss(y_true, down)) * 32
        assert slope == pytest.approx(gradient[place], abs=2e-3)


def test_the_mean_of_losses_is_rounded_once():
    """1e8 + 1 − 1e8 in float32 would lose the 1."""
    assert losses.mean(np.float32([1e8, 1, -1e8, 0])) == 0.25


def step(optimizer, param, grad, times=1):
    layer = Dense(1)
    layer.build((1,), RandomSource(0))
    layer.params = {"kernel": np.array([[param]], np.float32)}
    layer.grads = {"kernel": np.array([[grad]], np.float32)}
    for _ in range(times):
        optimizer.apply([layer])
    return layer.params["kernel"].item()


def test_the_first_step_of_adam_is_the_learning_rate():
    """m/√v is ±1 after the correction, whatever the gradient's size."""
    assert step(optimizers.Adam(0.1), 1.0, 5.0) == pytest.approx(0.9, abs=1e-6)
    assert step(optimizers.Adam(0.1), 1.0, -1.0) == pytest.approx(1.1, abs=1e-6)


def test_two_steps_of_adam_by_hand():
    """grad 2, then 2: m = 0.2, 0.38; v = 0.004, 0.007996."""
    first = 1 - 0.1 * (math.sqrt(0.001) / 0.1) * 0.2 / math.sqrt(0.004)
    second = first - 0.1 * (math.sqrt(1 - 0.999**2) / (1 - 0.9**2)) * 0.38 / math.sqrt(0.007996)
    assert step(optimizers.Adam(0.1), 1.0, 2.0, times=2) == pytest.approx(second, rel=1e-6)


def test_two_steps_of_adadelta_by_hand():
    rho, eps, grad = 0.95, 1e-7, 2.0
    square = (1 - rho) * grad**2
    delta = -math.sqrt(eps) / math.sqrt(square + eps) * grad
    squared_delta = (1 - rho) * delta**2
    square = rho * square + (1 - rho) * grad**2
    second = -math.sqrt(squared_delta + eps) / math.sqrt(square + eps) * grad
    found = step(optimizers.Adadelta(1.0), 0.0, grad, times=2)
    assert found == pytest.approx(delta + second, rel=1e-5)
    assert step(optimizers.Adadelta(), 0.0, grad) == pytest.approx(0.001 * delta, rel=1e-5)


def test_the_learning_rate_can_change_between_steps():
    optimizer = optimizers.Adam(0.1)
    assert step(optimizer, 0.0, 1.0) == pytest.approx(-0.1, rel=1e-5)
    optimizer.learning_rate = 0.2
    assert step(optimizer, 0.0, 1.0) == pytest.approx(-0.2, rel=1e-5)


def test_each_parameter_has_its_own_moments():
    optimizer = optimizers.Adam()
    step(optimizer, 0.0, 1.0)
    assert set(optimizer.slots) == {("dense", "kernel")}
    assert {slot: float(a.item()) for slot, a in optimizer.slots["dense", "kernel"].items()} == {
        "m": pytest.approx(0.1),
        "v": pytest.approx(0.001),
    }


@pytest.mark.parametrize(
    "rate, error", [(0, ValueError), (-1, ValueError), (math.inf, ValueError), ("fast", TypeError)]
)
def test_learning_rates_that_cannot_be(rate, error):
    with pytest.raises(error, match="`learning_rate` must be"):
        optimizers.Adam(rate)


def test_accuracy_takes_one_hot_rows_and_class_numbers():
    p = [[0.1, 0.9], [0.8, 0.2], [0.5, 0.5]]
    assert metrics.accuracy([1, 1, 0], p).tolist() == [1, 0, 1]
    assert metrics.accuracy(np.eye(2)[[1, 1, 0]], p).tolist() == [1, 0, 1]
    assert metrics.accuracy([[1], [1], [0]], p).tolist() == [1, 0, 1]


@pytest.mark.parametrize(
    "x, classes, error, text",
    [
        ([0.5], None, TypeError, "class numbers must be whole"),
        ([-1], None, ValueError, "class numbers must be at least 0, got -1"),
        ([1, np.inf], None, TypeError, "class numbers must be whole"),
        (["a"], None, TypeError, "to_categorical: class numbers must be an array of numbers, got dtype <U1."),
        ([[1], [1, 2]], None, ValueError, "to_categorical: class numbers must have entries of one shape"),
        ([1], 2.5, TypeError, "to_categorical: `num_classes` must be a whole number, got 2.5."),
        ([1], 0, ValueError, "to_categorical: `num_classes` must be at least 1, got 0."),
        ([0, 10**12], None, ValueError, "at most 1000000000 numbers, got 2 rows of 1000000000001. Number the classes"),
        ([3], 3, ValueError, "class numbers must be below num_classes = 3, got 3. Count the classes from 0."),
    ],
)
def test_what_to_categorical_refuses(x, classes, error, text):
    with pytest.raises(error, match=re.escape(text)):
        utils.to_categorical(x, classes)


def test_to_categorical_of_a_column():
    assert utils.to_categorical([[1], [0]]).tolist() == [[0, 1], [1, 0]]
    assert utils.to_categorical([], 3).shape == (0, 3)


def test_a_permutation_holds_every_number_once():
    order = random.permutation(1000, random.key("test"))
    assert sorted(order.tolist()) == list(range(1000))
    assert order.tolist() != random.permutation(1000, random.key("other")).tolist()
    assert abs(np.corrcoef(order, np.arange(1000))[0, 1]) < 0.1


def test_random_numbers_are_the_same_on_every_machine():
    """Values stored once: a change of theirs changes every figure in the lessons."""
    assert int(random.key(0, "a", 1)) == 15931560925959589417
    assert random.permutation(6, random.key(0)).tolist() == [4, 5, 3, 0, 2, 1]
    assert random.uniform((2,), -1, 1, random.key(0)).tolist() == [-0.34966421127319336, -0.11686885356903076]


def test_uniform_numbers_fill_their_range():
    numbers = random.uniform((100_000,), -2, 6, random.key(1))
    assert numbers.dtype == np.float32
    assert -2 <= numbers.min() < -1.99 and 5.99 < numbers.max() < 6
    assert numbers.mean() == pytest.approx(2, abs=0.03)


@pytest.mark.parametrize("shape, fans", [((3, 5, 7, 11), 15 * 7 + 15 * 11), ((40, 90), 130)])
def test_glorot_fills_its_range(shape, fans):
    """±√(6 / (fan_in + fan_out)), reached almost by one of so many numbers."""
    weights, limit = initializers.GlorotUniform()(shape, random.key(0)), math.sqrt(6 / fans)
    assert 0.99 * limit < np.abs(weights).max() <= limit
    assert weights.mean() == pytest.approx(0, abs=0.05 * limit)


@pytest.mark.parametrize("seed, error", [(-1, ValueError), (2**32, ValueError), (1.0, TypeError), (True, TypeError)])
def test_seeds_that_cannot_be(seed, error):
    with pytest.raises(error, match="`seed` must"):
        utils.set_random_seed(seed)
