"""Update rules against steps worked out by hand, and what optimizers have in common."""

import math
import re

import numpy as np
import pytest

from course_lib import Sequential, layers, optimizers
from course_lib.optimizers import schedules
from course_lib.random import RandomSource


def descend(optimizer, *grads, param=1.0):
    """Return the parameter after steps with these gradients, one number."""
    layer = layers.Dense(1, use_bias=False)
    layer.build((1,), RandomSource(0))
    layer.params["kernel"][...] = param
    for grad in grads:
        layer.grads = {"kernel": np.array([[grad]], np.float32)}
        optimizer.apply([layer])
    return layer.params["kernel"].item()


def approx(value):
    return pytest.approx(value, rel=2e-6)


def test_sgd():
    """1 − 0.1 · 2, then − 0.1 · (−3)."""
    assert descend(optimizers.SGD(0.1), 2) == approx(0.8)
    assert descend(optimizers.SGD(0.1), 2, -3) == approx(1.1)
    assert descend(optimizers.SGD(), 2) == approx(0.98)


def test_momentum():
    """velocity −0.2, then 0.9 · (−0.2) − 0.1 · (−3) = 0.12."""
    assert descend(optimizers.SGD(0.1, momentum=0.9), 2) == approx(0.8)
    assert descend(optimizers.SGD(0.1, momentum=0.9), 2, -3) == approx(0.92)


def test_nesterov():
    """0.9 · (−0.2) − 0.2 = −0.38; then velocity 0.12 and 0.9 · 0.12 + 0.3 = 0.408."""
    assert descend(optimizers.SGD(0.1, 0.9, nesterov=True), 2) == approx(0.62)
    assert descend(optimizers.SGD(0.1, 0.9, nesterov=True), 2, -3) == approx(1.028)


def test_adagrad():
    """accumulator 0.1 + 4 = 4.1, then 4.1 + 9."""
    first = 1 - 0.1 * 2 / math.sqrt(4.1)
    assert descend(optimizers.Adagrad(0.1), 2) == approx(first)
    assert descend(optimizers.Adagrad(0.1), 2, -3) == approx(first + 0.1 * 3 / math.sqrt(13.1))
    assert descend(optimizers.Adagrad(0.1, 5.0, epsilon=7.0), 2) == approx(1 - 0.2 / 4)


def test_rmsprop():
    """mean square 0.1 · 4 = 0.4, then 0.9 · 0.4 + 0.1 · 9 = 1.26."""
    first = 1 - 0.1 * 2 / math.sqrt(0.4)
    assert descend(optimizers.RMSprop(0.1), 2) == approx(first)
    assert descend(optimizers.RMSprop(0.1), 2, -3) == approx(first + 0.3 / math.sqrt(1.26))
    assert descend(optimizers.RMSprop(0.1, rho=0.5, epsilon=2.0), 2) == approx(1 - 0.2 / 2)


def test_rmsprop_with_momentum():
    """Steps 0.2/√0.4 and −0.3/√1.26; the second goes on with half of the first."""
    one, two = 0.2 / math.sqrt(0.4), -0.3 / math.sqrt(1.26)
    assert descend(optimizers.RMSprop(0.1, momentum=0.5), 2, -3) == approx(1 - one - (0.5 * one + two))


def test_rmsprop_centered():
    """mean 0.2, variance 0.4 − 0.04; then mean 0.9 · 0.2 − 0.3 = −0.12, variance 1.26 − 0.0144."""
    one, two = 0.2 / math.sqrt(0.36), -0.3 / math.sqrt(1.2456)
    assert descend(optimizers.RMSprop(0.1, centered=True), 2) == approx(1 - one)
    assert descend(optimizers.RMSprop(0.1, centered=True), 2, -3) == approx(1 - one - two)
    assert descend(optimizers.RMSprop(0.1, centered=True, momentum=0.5), 2, -3) == approx(1 - 1.5 * one - two)


def test_adam():
    """m 0.2, then 0.9 · 0.2 − 0.3 = −0.12; v 0.004, then 0.999 · 0.004 + 0.009 = 0.012996."""
    first = 1 - 0.1 * math.sqrt(0.001) / 0.1 * 0.2 / math.sqrt(0.004)
    second = first + 0.1 * math.sqrt(1 - 0.999**2) / (1 - 0.9**2) * 0.12 / math.sqrt(0.012996)
    assert descend(optimizers.Adam(0.1), 2) == pytest.approx(first, rel=1e-5)
    assert descend(optimizers.Adam(0.1), 2, -3) == pytest.approx(second, rel=1e-5)
    # m 1, v 1 after a step of 2 with both betas at a half: √½ / ½ · 1 / (√2 + 1)
    found = descend(optimizers.Adam(0.1, beta_1=0.5, beta_2=0.5, epsilon=1.0), 2)
    assert found == approx(1 - 0.1 * math.sqrt(0.5) / 0.5 * 1 / (math.sqrt(2) + 1))


def test_adamw_shrinks_the_parameter_first():
    """1 − 0.1 · 0.5 · 1 = 0.95, then Adam's step of 0.1; without a gradient only the shrinking."""
    assert descend(optimizers.AdamW(0.1, weight_decay=0.5), 2) == pytest.approx(0.85, rel=1e-5)
    assert descend(optimizers.AdamW(0.1, weight_decay=0.5), 0, 0) == approx(0.95**2)
    assert descend(optimizers.AdamW(0.1), 0) == approx(1 - 0.1 * 0.004)


def test_adadelta():
    rho, epsilon, rate = 0.9, 0.01, 0.5
    square = 0.1 * 4
    one = -math.sqrt(0 + epsilon) / math.sqrt(square + epsilon) * 2
    moved = 0.1 * one**2
    square = rho * square + 0.1 * 9
    two = -math.sqrt(moved + epsilon) / math.sqrt(square + epsilon) * -3
    assert descend(optimizers.Adadelta(rate, rho, epsilon), 2) == approx(1 + rate * one)
    assert descend(optimizers.Adadelta(rate, rho, epsilon), 2, -3) == approx(1 + rate * (one + two))


ALL = [optimizers.SGD, optimizers.RMSprop, optimizers.Adagrad, optimizers.Adadelta, optimizers.Adam, optimizers.AdamW]


def built_dense():
    layer = layers.Dense(2)
    layer.build((3,), RandomSource(0))
    return layer


@pytest.mark.parametrize("kind", ALL)
def test_a_schedule_gives_the_rate_of_each_step(kind):
    """Rates 0.5 for the steps 0 and 1, then 0.25: as if set by hand."""
    scheduled = kind(schedules.PiecewiseConstantDecay([1], [0.5, 0.25]))
    found = descend(scheduled, 2, 2, 2)
    by_hand = kind(0.5)
    layer = layers.Dense(1, use_bias=False)
    layer.build((1,), RandomSource(0))
    layer.params["kernel"][...] = 1
    for rate in (0.5, 0.5, 0.25):
        by_hand.learning_rate = rate
        layer.grads = {"kernel": np.float32([[2]])}
        by_hand.apply([layer])
    assert found == layer.params["kernel"].item()
    assert scheduled.learning_rate == 0.25
    with pytest.raises(RuntimeError, match="`learning_rate` must be left to its schedule"):
        scheduled.learning_rate = 0.1


@pytest.mark.parametrize("kind", ALL)
def test_made_again_from_its_config(kind):
    optimizer = kind(0.25)
    again = kind.from_config(optimizer.get_config())
    assert repr(again) == repr(optimizer) == f"{kind.__name__}(learning_rate=0.25)"
    assert descend(again, 2, -3) == descend(optimizer, 2, -3)


@pytest.mark.parametrize("kind", ALL)
def test_by_name(kind):
    assert type(optimizers.get(kind.__name__.lower())) is type(optimizers.get(kind.__name__)) is kind


def test_a_layer_that_is_not_trainable_stays():
    model = Sequential([layers.Dense(3, input_shape=(4,)), layers.Dense(2)])
    model.layers[0].trainable = False
    model.compile("sgd", "mse")
    before = model.get_weights()
    model.fit(np.ones((8, 4)), np.ones((8, 2)), verbose=0)
    after = model.get_weights()
    assert [bool((a == b).all()) for a, b in zip(after, before, strict=True)] == [True, True, False, False]


def test_slots_of_a_layer_with_another_shape_start_anew():
    optimizer = optimizers.SGD(0.1, momentum=0.9)
    for size in (2, 5):
        layer = layers.Dense(size, name="same")
        layer.build((3,), RandomSource(0))
        layer.grads = {label: np.ones_like(array) for label, array in layer.params.items()}
        optimizer.apply([layer])
    assert optimizer.slots["same", "kernel"]["velocity"].shape == (3, 5)


@pytest.mark.parametrize(
    "act, error, text",
    [
        (lambda: optimizers.SGD(lr=0.1), TypeError, "got `lr`. Use `learning_rate`."),
        (lambda: optimizers.Adam(decay=0.1), TypeError, "Give a schedule as learning_rate"),
        (lambda: optimizers.Adam(learning_rat=0.1), TypeError, "Did you mean `learning_rate`?"),
        (lambda: optimizers.SGD("fast"), TypeError, "SGD: `learning_rate` must be a number, got 'fast'."),
        (lambda: optimizers.SGD(0), ValueError, "SGD: `learning_rate` must be above 0, got 0."),
        (
            lambda: optimizers.SGD(0.1, momentum=1.5),
            ValueError,
            "`momentum` must be at least 0 and at most 1, got 1.5.",
        ),
        (lambda: optimizers.RMSprop(momentum=1.5), ValueError, "`momentum` must be at least 0 and at most 1, got 1.5."),
        (lambda: optimizers.RMSprop(rho=1.5), ValueError, "`rho` must be at least 0 and below 1, got 1.5."),
        (lambda: optimizers.Adadelta(rho=1.5), ValueError, "`rho` must be at least 0 and below 1, got 1.5."),
        (lambda: optimizers.Adam(beta_2=1.5), ValueError, "`beta_2` must be at least 0 and below 1, got 1.5."),
        (
            lambda: optimizers.SGD().apply([built_dense()]),
            RuntimeError,
            "dense: a step needs the gradient of `kernel`, got none.",
        ),
        (
            lambda: optimizers.Optimizer().update(np.ones(1), np.ones(1)),
            NotImplementedError,
            "Optimizer: an optimizer needs a method `update`",
        ),
        (lambda: optimizers.Adam(beta_1=1), ValueError, "Adam: `beta_1` must be at least 0 and below 1, got 1."),
        (lambda: optimizers.RMSprop(epsilon=0), ValueError, "RMSprop: `epsilon` must be above 0, got 0."),
        (lambda: optimizers.AdamW(weight_decay=-1), ValueError, "AdamW: `weight_decay` must be at least 0, got -1."),
        (lambda: optimizers.get(optimizers.Adam), TypeError, "got Adam. Write Adam() with parentheses."),
        (lambda: optimizers.get("adma"), ValueError, "Did you mean 'adam'?"),
    ],
)
def test_what_optimizers_refuse(act, error, text):
    with pytest.raises(error, match=re.escape(text)):
        act()


@pytest.mark.parametrize("kind", ALL)
def test_the_rate_of_the_first_step_can_be_read_before_it(kind):
    schedule = optimizers.schedules.InverseTimeDecay(0.5, 1, 1.0)  # 0.5, 0.25, …
    assert kind(schedule).learning_rate == 0.5


def test_an_optimizer_serves_one_model():
    optimizer = optimizers.Adam()
    first, second = (Sequential([layers.Dense(1, input_shape=(2,))]) for _ in range(2))
    first.compile(optimizer, "mse")
    first.fit(np.ones((4, 2)), np.ones((4, 1)), verbose=0)
    first.compile(optimizer, "mae")
    with pytest.raises(ValueError, match="each model needs an optimizer of its own"):
        second.compile(optimizer, "mse")
