"""Initial weights: their range and spread by hand, their names and their messages."""

import math
import re

import numpy as np
import pytest

from course_lib import initializers, random
from course_lib.initializers.variance_scaling import fans

# Of a filter that is 3 high and 5 wide, with 28 channels and 44 filters, an output sees 3 · 5 · 28 = 420 inputs, and an
# input reaches 3 · 5 · 44 = 660 outputs; their mean is 540.
SHAPE = (3, 5, 28, 44)

# Of a uniform distribution within ±a the standard deviation is a / √3. A truncated normal distribution ends at twice
# the standard deviation s that it had before, and has 0.8796 · s then.
UNIFORM = {
    "glorot_uniform": math.sqrt(6 / (420 + 660)),
    "he_uniform": math.sqrt(6 / 420),
    "lecun_uniform": math.sqrt(3 / 420),
    "random_uniform": 0.05,
}
TRUNCATED = {
    "glorot_normal": math.sqrt(2 / (420 + 660)),
    "he_normal": math.sqrt(2 / 420),
    "lecun_normal": math.sqrt(1 / 420),
    "variance_scaling": math.sqrt(1 / 420),
    "truncated_normal": 0.8796 * 0.05,
}
PLAIN = {"zeros": 0, "ones": 1, "constant": 0}


def weights(name, shape=SHAPE):
    return initializers.get(name)(shape, random.key("test", name))


@pytest.mark.parametrize("name, limit", UNIFORM.items())
def test_uniform_weights(name, limit):
    """Of 18480 numbers the standard deviation is uncertain by about 0.3 %, and the largest almost reaches the limit."""
    w = weights(name)
    assert 0.999 * limit < w.max() <= limit * (1 + 1e-7)
    assert -0.999 * limit > w.min() >= -limit * (1 + 1e-7)
    assert w.std() == pytest.approx(limit / math.sqrt(3), rel=0.015)
    assert w.mean() == pytest.approx(0, abs=0.02 * limit)


@pytest.mark.parametrize("name, stddev", TRUNCATED.items())
def test_truncated_normal_weights(name, stddev):
    w, limit = weights(name), 2 * stddev / 0.8796
    assert w.std() == pytest.approx(stddev, rel=0.02)
    assert w.mean() == pytest.approx(0, abs=0.03 * stddev)
    assert 0.99 * limit < np.abs(w).max() <= 1.0001 * limit


def test_normal_weights():
    w = weights("random_normal")
    assert w.std() == pytest.approx(0.05, rel=0.02)
    assert w.mean() == pytest.approx(0, abs=0.0015)
    assert np.abs(w).max() > 0.15  # beyond 3 standard deviations: it is not truncated


@pytest.mark.parametrize("name, value", PLAIN.items())
def test_one_number_everywhere(name, value):
    assert (weights(name) == value).all()


def test_arguments_change_the_numbers():
    key, count = random.key("test"), (20_000,)
    assert initializers.Constant(-0.5)((2,), key).tolist() == [-0.5, -0.5]
    low = initializers.RandomUniform(1, 3)(count, key)
    assert (1 <= low.min() < 1.001, 2.999 < low.max() <= 3) == (True, True)
    wide = initializers.RandomNormal(mean=5, stddev=2)(count, key)
    assert (wide.mean(), wide.std()) == (pytest.approx(5, abs=0.05), pytest.approx(2, abs=0.04))
    cut = initializers.TruncatedNormal(mean=5, stddev=2)(count, key)
    assert (1 <= cut.min() < 1.01, 8.99 < cut.max() <= 9) == (True, True)


@pytest.mark.parametrize("mode, n", [("fan_in", 420), ("fan_out", 660), ("fan_avg", 540)])
@pytest.mark.parametrize("distribution", ["uniform", "truncated_normal", "untruncated_normal"])
def test_variance_scaling(mode, n, distribution):
    """The variance is scale / n, whatever the distribution."""
    w = initializers.VarianceScaling(3.0, mode, distribution)(SHAPE, random.key("test"))
    stddev = math.sqrt(3.0 / n)
    assert w.std() == pytest.approx(stddev, rel=0.02)
    farthest = {"uniform": math.sqrt(3), "truncated_normal": 2 / 0.8796, "untruncated_normal": 4}[distribution]
    assert np.abs(w).max() == pytest.approx(farthest * stddev, rel=0.15 if farthest == 4 else 0.005)


def test_one_input_is_the_least():
    """With fan_in = 1 the limit is √3."""
    w = weights("lecun_uniform", (1, 10_000))
    assert 1.731 < w.max() <= math.sqrt(3) * (1 + 1e-7)


@pytest.mark.parametrize(
    "shape, inputs, outputs",
    [((3, 5, 28, 44), 420, 660), ((5, 7, 11), 35, 55), ((40, 90), 40, 90), ((6,), 6, 6), ((), 1, 1)],
)
def test_fans(shape, inputs, outputs):
    assert fans(shape) == (inputs, outputs)


@pytest.mark.parametrize("name", [*UNIFORM, *TRUNCATED, "random_normal", *PLAIN])
@pytest.mark.parametrize("shape", [(6,), (1,), (0, 3), (2, 3, 4, 5)])
def test_every_shape_gets_float32(name, shape):
    """A bias has one axis, and an array may be empty."""
    w = weights(name, shape)
    assert (w.dtype, w.shape) == (np.float32, shape)


def test_weights_are_the_same_on_every_machine():
    """Values stored once."""
    key = random.key(0)
    glorot = [[-0.42824944853782654, -0.14313453435897827], [0.803758978843689, 0.14659912884235382]]
    he = [[-0.490329384803772, -0.15946251153945923], [1.0115233659744263, 0.16334886848926544]]
    assert initializers.GlorotUniform()((2, 2), key).tolist() == glorot
    assert initializers.HeNormal()((2, 2), key).tolist() == he


@pytest.mark.parametrize(
    "initializer, shown, config",
    [
        (initializers.Zeros(), "Zeros()", {}),
        (initializers.Constant(2), "Constant(value=2.0)", {"value": 2.0}),
        (initializers.RandomUniform(maxval=1), "RandomUniform(maxval=1.0)", {"minval": -0.05, "maxval": 1.0}),
        (initializers.RandomNormal(), "RandomNormal()", {"mean": 0.0, "stddev": 0.05}),
        (initializers.TruncatedNormal(1), "TruncatedNormal(mean=1.0)", {"mean": 1.0, "stddev": 0.05}),
        (initializers.GlorotUniform(), "GlorotUniform()", {}),
        (initializers.HeNormal(), "HeNormal()", {}),
        (
            initializers.VarianceScaling(2, distribution="normal"),
            "VarianceScaling(scale=2.0)",
            {"scale": 2.0, "mode": "fan_in", "distribution": "truncated_normal"},
        ),
    ],
)
def test_an_initializer_tells_how_to_make_it_again(initializer, shown, config):
    assert repr(initializer) == shown
    assert initializer.get_config() == config
    again = type(initializer).from_config(config)
    key = random.key("test")
    assert again((3, 4), key).tolist() == initializer((3, 4), key).tolist()


def test_every_initializer_has_its_snake_case_name():
    classes = {name for name in initializers.__all__ if name[0].isupper() and name != "Initializer"}
    for name in [*UNIFORM, *TRUNCATED, "random_normal", *PLAIN]:
        made = type(initializers.get(name)).__name__
        assert made == name.title().replace("_", "")
        assert type(initializers.get(made)).__name__ == made
        classes.remove(made)
    assert classes == set()


def test_an_initializer_or_a_function_is_taken_as_it_is():
    own = initializers.Constant(3)
    assert initializers.get(own) is own

    def mine(shape, key):
        return np.ones(shape, np.float32)

    assert initializers.get(mine) is mine


@pytest.mark.parametrize(
    "make, error, text",
    [
        (
            lambda: initializers.get("Glorot_Uniform", "Dense", "kernel_initializer"),
            ValueError,
            "Dense: `kernel_initializer` must be one of 'glorot_uniform', 'glorot_normal',",
        ),
        (lambda: initializers.get("he_norml"), ValueError, "got 'he_norml'. Did you mean 'he_normal'?"),
        (lambda: initializers.get(initializers.Zeros), TypeError, "got Zeros. Write Zeros() with parentheses."),
        (
            lambda: initializers.get(3),
            TypeError,
            "initializers.get: `identifier` must be an initializer or the name of one, such as 'glorot_uniform', got 3",
        ),
        (lambda: initializers.Constant("one"), TypeError, "Constant: `value` must be a number, got 'one'."),
        (
            lambda: initializers.RandomUniform(0.1),
            ValueError,
            "RandomUniform: `maxval` must be at least 0.1, got 0.05.",
        ),
        (
            lambda: initializers.RandomNormal(stddev=-1),
            ValueError,
            "RandomNormal: `stddev` must be at least 0, got -1.",
        ),
        (
            lambda: initializers.TruncatedNormal(mean=math.nan),
            ValueError,
            "TruncatedNormal: `mean` must be finite, got nan.",
        ),
        (
            lambda: initializers.VarianceScaling(0),
            ValueError,
            "VarianceScaling: `scale` must be above 0, got 0.",
        ),
        (
            lambda: initializers.VarianceScaling(mode="fan_on"),
            ValueError,
            "`mode` must be one of 'fan_in', 'fan_out', 'fan_avg', got 'fan_on'. Did you mean",
        ),
        (
            lambda: initializers.VarianceScaling(distribution="gauss"),
            ValueError,
            "`distribution` must be one of 'truncated_normal', 'untruncated_normal', 'uniform', got 'gauss'.",
        ),
        (
            lambda: initializers.RandomNormal(seed=1),
            TypeError,
            "RandomNormal: the arguments are mean, stddev, got `seed`. All randomness follows",
        ),
        (lambda: initializers.HeNormal(seed=1), TypeError, "HeNormal: there are no arguments, got `seed`."),
        (lambda: initializers.Zeros(1), TypeError, "Zeros: there are no arguments"),
    ],
)
def test_messages(make, error, text):
    with pytest.raises(error, match=re.escape(text)):
        make()
