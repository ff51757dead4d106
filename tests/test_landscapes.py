"""Landscapes and races on them."""

import copy

import numpy as np
import pytest

from course_lib import landscapes, optimizers
from course_lib.kernels import reference
from course_lib.landscapes import ALL, NARROW_VALLEY, ROUND_BOWL, TWO_VALLEYS, race

by_name = pytest.mark.parametrize("landscape", ALL, ids=lambda landscape: landscape.name)


def some_points(landscape, count=200):
    left, right, lower, upper = landscape.bounds
    x, y = np.random.default_rng(0).random((2, count))
    return left + x * (right - left), lower + y * (upper - lower)


@by_name
def test_gradients_are_the_slopes_of_the_heights(landscape):
    x, y = some_points(landscape)
    step = 1e-6
    along = (landscape.height(x + step, y) - landscape.height(x - step, y)) / (2 * step)
    across = (landscape.height(x, y + step) - landscape.height(x, y - step)) / (2 * step)
    found = landscape.gradient(x, y)
    np.testing.assert_allclose(found[0], along, rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(found[1], across, rtol=1e-6, atol=1e-6)


@by_name
def test_the_first_minimum_is_the_lowest_point_and_all_are_flat(landscape):
    assert landscape.height(*landscape.minima[0]) == 0
    assert landscape.height(*some_points(landscape)).min() > 0
    for x, y in landscape.minima:
        assert np.allclose(landscape.gradient(x, y), 0)
        around = landscape.height(x + np.array([-0.01, 0.01, 0, 0]), y + np.array([0, 0, -0.01, 0.01]))
        assert np.all(around > landscape.height(x, y))


@by_name
def test_start_and_minima_lie_on_the_map(landscape):
    left, right, lower, upper = landscape.bounds
    for x, y in (landscape.start, *landscape.minima):
        assert left < x < right and lower < y < upper


def test_a_saddle_lies_between_the_two_valleys():
    assert np.allclose(TWO_VALLEYS.gradient(0.0, 0.0), 0)
    assert TWO_VALLEYS.height(0.1, 0.0) < TWO_VALLEYS.height(0.0, 0.0) < TWO_VALLEYS.height(0.0, 0.1)


def steps_of_the_twin(landscape, name, steps, settings, slots):
    """The readable twin of an optimizer's kernel, step by step."""
    place = np.float32(landscape.start)
    remembered = [np.full(2, first, np.float32) for first in slots]
    path = [place.copy()]
    for step in range(1, steps + 1):
        grad = np.float32(landscape.gradient(*place.astype(float)))
        count = (step,) if name == "adam" else ()
        getattr(reference, f"{name}_update")(place, grad, *remembered, *settings, *count)
        path.append(place.copy())
    return np.array(path)


@pytest.mark.parametrize(
    "optimizer, name, settings, slots",
    [
        (optimizers.SGD(0.05), "sgd", (0.05,), ()),
        (optimizers.SGD(0.05, 0.9), "sgd_momentum", (0.05, 0.9, False), (0,)),
        (optimizers.RMSprop(0.05), "rmsprop", (0.05, 0.9, 1e-7), (0,)),
        (optimizers.Adagrad(0.05), "adagrad", (0.05, 1e-7), (0.1,)),
        (optimizers.Adadelta(1.0), "adadelta", (1.0, 0.95, 1e-7), (0, 0)),
        (optimizers.Adam(0.05), "adam", (0.05, 0.9, 0.999, 1e-7, 0.0), (0, 0)),
    ],
)
def test_paths_are_those_of_the_readable_twins(optimizer, name, settings, slots):
    path = race(NARROW_VALLEY, {"it": optimizer}, steps=20)["it"]
    np.testing.assert_allclose(path, steps_of_the_twin(NARROW_VALLEY, name, 20, settings, slots), rtol=1e-4, atol=1e-5)


def test_a_race_leaves_the_optimizers_as_they_are_and_repeats():
    adam = optimizers.Adam(0.1)
    before = copy.deepcopy(vars(adam))
    first, second = (race(ROUND_BOWL, {"Adam": adam}, steps=5)["Adam"] for _ in range(2))
    assert vars(adam) == before
    np.testing.assert_array_equal(first, second)
    assert first.shape == (6, 2) and first.dtype == np.float32
    assert tuple(first[0]) == ROUND_BOWL.start


def test_a_race_keeps_the_number_of_threads():
    import numba

    before = numba.get_num_threads()
    race(ROUND_BOWL, {"SGD": optimizers.SGD(0.1)}, steps=2)
    assert numba.get_num_threads() == before


@pytest.mark.parametrize("rate", [2.5, 10.0, 1e30, 3e38])
def test_a_path_that_diverges_ends_with_its_first_point_far_outside(rate):
    path = race(ROUND_BOWL, {"SGD": optimizers.SGD(rate)}, steps=100)["SGD"]
    assert 1 < len(path) < 101
    held = ROUND_BOWL.holds(path)
    assert held[:-1].all() and not held[-1]


def test_a_learners_own_optimizer_may_run():
    class SignDescent(optimizers.Optimizer):
        def update(self, param, grad):
            param -= np.float32(self.learning_rate) * np.sign(grad)

    path = race(ROUND_BOWL, {"mine": SignDescent(0.5)}, start=(1, -1), steps=2)["mine"]
    np.testing.assert_array_equal(path, [[1, -1], [0.5, -0.5], [0, 0]])


@pytest.mark.parametrize(
    "arguments, error, text",
    [
        (
            {"optimizers": {"a": "adam"}},
            TypeError,
            "`optimizers` must be a dict of names and optimizers, got 'adam' fo",
        ),
        ({"steps": 0}, ValueError, "race: `steps` must be at least 1, got 0"),
        ({"start": (1, 2, 3)}, ValueError, r"race: `start` must be a pair of numbers, got \(1, 2, 3\)"),
        ({"start": (1, np.nan)}, ValueError, "race: `start` must be finite, got nan"),
    ],
)
def test_what_a_race_refuses(arguments, error, text):
    with pytest.raises(error, match=text):
        race(ROUND_BOWL, **{"optimizers": {"a": optimizers.SGD(0.1)}, **arguments})


def test_points_of_any_shape_can_be_asked_about():
    assert landscapes.CURVED_VALLEY.holds(np.zeros((4, 3, 2))).shape == (4, 3)
