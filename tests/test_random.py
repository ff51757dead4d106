"""Normal random numbers: their distribution and their bits. Uniform ones stand in test_losses_optimizers.py."""

import statistics

import numpy as np
import pytest

from course_lib import random

COUNT = 200_000


@pytest.fixture(scope="module")
def normal():
    return random.normal((COUNT,), 3.0, 0.5, random.key("test"))


@pytest.fixture(scope="module")
def truncated():
    return random.truncated_normal((COUNT,), 3.0, 0.5, random.key("test"))


def test_mean_and_standard_deviation(normal):
    """Of 200 000 numbers the mean is uncertain by 0.5 / √200000 = 0.0011, the standard deviation by 0.0008."""
    assert normal.mean(dtype=np.float64) == pytest.approx(3.0, abs=0.003)
    assert normal.std(dtype=np.float64) == pytest.approx(0.5, abs=0.0025)


@pytest.mark.parametrize("p", [0.001, 0.02275, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999])
def test_the_share_below_each_quantile(normal, p):
    """The share is uncertain by √(p · (1 − p) / count)."""
    below = (normal < statistics.NormalDist(3.0, 0.5).inv_cdf(p)).mean()
    assert below == pytest.approx(p, abs=3 * (p * (1 - p) / COUNT) ** 0.5)


def test_shape_and_spread_of_normal_numbers(normal):
    """Third moment 0, fourth 3, and the largest of 200 000 lies between 4 and 6 standard deviations away."""
    z = (normal.astype(np.float64) - 3) / 0.5
    assert (z**3).mean() == pytest.approx(0, abs=0.03)
    assert (z**4).mean() == pytest.approx(3, abs=0.1)
    assert 4 < np.abs(z).max() < 6


def test_truncated_numbers_end_at_two_standard_deviations(truncated):
    assert 2.0 <= truncated.min() < 2.001
    assert 3.999 < truncated.max() <= 4.0


def test_mean_and_standard_deviation_of_truncated_numbers(truncated):
    """With φ(2) = 0.05399 and a share of 0.9545 inside, the variance is 1 − 2 · 2 · 0.05399 / 0.9545 = 0.7737."""
    assert truncated.mean(dtype=np.float64) == pytest.approx(3.0, abs=0.003)
    assert truncated.std(dtype=np.float64) == pytest.approx(0.5 * 0.7737**0.5, abs=0.002)


def test_truncation_leaves_the_distribution_inside_as_it_is(truncated):
    """Within one standard deviation lie 0.6827 of all numbers, so 0.6827 / 0.9545 = 0.7152 of those within two."""
    assert (np.abs(truncated - 3) < 0.5).mean() == pytest.approx(0.7152, abs=0.003)


@pytest.mark.parametrize("draw", [random.uniform, random.normal, random.truncated_normal])
def test_numbers_depend_on_the_key_and_their_place_alone(draw):
    few, many = draw((4,), 0, 1, random.key(1)), draw((5, 7), 0, 1, random.key(1))
    assert few.dtype == many.dtype == np.float32
    assert many.shape == (5, 7)
    assert many.reshape(-1)[:4].tolist() == few.tolist()
    assert draw((4,), 0, 1, random.key(2)).tolist() != few.tolist()
    assert (draw((), 0, 1, random.key(1)).shape, draw((0, 3), 0, 1, random.key(1)).shape) == ((), (0, 3))


def test_neighbours_are_independent(normal):
    z = (normal.astype(np.float64) - 3) / 0.5
    assert (z[1:] * z[:-1]).mean() == pytest.approx(0, abs=0.007)  # uncertain by 1 / √200000 = 0.0022


def test_random_numbers_are_the_same_on_every_machine():
    """Values stored once: a change of theirs changes every figure in the lessons."""
    key = random.key(0)
    assert random.normal((3,), 0, 1, key).tolist() == [-0.45329567790031433, -0.1470010131597519, 0.946814239025116]
    assert random.truncated_normal((3,), 0, 1, key).tolist() == [
        -0.43130630254745483,
        -0.14026732742786407,
        0.8897619247436523,
    ]
    assert random.uniform((2,), 0, 1, key).tolist() == [0.3251678943634033, 0.4415655732154846]


def test_a_normal_number_comes_from_the_uniform_one_of_its_place():
    """0.3252 of all normal numbers lie below −0.4533."""
    unit = random.uniform((100,), 0, 1, random.key(5))
    z = random.normal((100,), 0, 1, random.key(5))
    np.testing.assert_allclose([statistics.NormalDist().cdf(x) for x in z.tolist()], unit, atol=2e-7)


def test_the_farthest_normal_numbers_are_finite_and_alike(monkeypatch):
    """All bits 0 make p = 2⁻⁵³, all bits 1 make 1 − 2⁻⁵³."""
    monkeypatch.setattr(random.numbers, "_raw", lambda shape, key: np.array([0, 2**64 - 1], np.uint64))
    farthest = statistics.NormalDist().inv_cdf(2.0**-53)
    assert random.normal((2,), 0, 1, None).tolist() == pytest.approx([farthest, -farthest], rel=1e-7)
    assert random.truncated_normal((2,), 0, 1, None).tolist() == pytest.approx([-2, 2], rel=1e-7)
