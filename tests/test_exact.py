"""exp, log, sin, cos, powers and the normal quantile against decimal numbers, and their bits."""

import hashlib
import math
import re
import statistics
from decimal import Decimal, localcontext

import numpy as np
import pytest

from course_lib import exact

PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798")


def relative_error(found, true):
    return float(abs((Decimal(found) - true) / true))


def worst(function, reference, numbers):
    """The largest relative error of `function` on `numbers`, with `reference` computed in 70 decimal digits."""
    with localcontext() as context:
        context.prec = 70
        found = function(np.array(numbers))
        return max(relative_error(float(y), reference(Decimal(x))) for x, y in zip(numbers, found, strict=True))


def decimal_sin(x):
    """Taylor's series, after whole turns are taken away."""
    x = x % (2 * PI)
    total = term = x
    for k in range(1, 60):
        term = -term * x * x / (2 * k * (2 * k + 1))
        total += term
    return total


def decimal_cos(x):
    return decimal_sin(x + PI / 2)


def spread(low, high, count=400):
    return np.linspace(low, high, count).tolist()


@pytest.mark.parametrize("numbers", [spread(-1, 1), spread(-708, 709), spread(-1e-8, 1e-8)])
def test_exp(numbers):
    assert worst(exact.exp, Decimal.exp, numbers) < 1e-15


@pytest.mark.parametrize("numbers", [spread(0.4, 2), spread(0.9999, 1.0001), np.logspace(-307, 308, 400).tolist()])
def test_log(numbers):
    assert worst(exact.log, Decimal.ln, numbers) < 1e-15


@pytest.mark.parametrize("limit", [1, 10, 1e4, 1e6])
def test_sin_and_cos(limit):
    assert worst(exact.sin, decimal_sin, spread(-limit, limit)) < 1e-15
    assert worst(exact.cos, decimal_cos, spread(-limit, limit)) < 1e-15


def test_sin_and_cos_where_they_are_almost_0():
    """What is left of n · π/2 there decides, so π/2 must be known to far more than 53 bits."""
    near = [n * math.pi / 2 for n in (*range(1, 40), 6301, 6302, 636001, 636002)]
    assert worst(exact.sin, decimal_sin, near) < 1e-15
    assert worst(exact.cos, decimal_cos, near) < 1e-15


def test_power():
    rng = np.random.default_rng(0)
    bases, exponents = rng.uniform(0.01, 20, 400), rng.uniform(-7, 10, 400)  # results from 1e-14 to 1e13
    with localcontext() as context:
        context.prec = 70
        for base, exponent, found in zip(bases, exponents, exact.power(bases, exponents), strict=True):
            assert relative_error(float(found), Decimal(float(base)) ** Decimal(float(exponent))) < 1e-14


@pytest.mark.parametrize("exponent", [-31, -8, -1, 0, 1, 2, 3, 13, 16, 31])
def test_a_whole_power_is_exact_where_a_float_can_hold_it(exponent):
    assert exact.power(0.5, exponent) == 0.5**exponent
    assert exact.power(2.0, exponent) == 2.0**exponent
    assert exact.power(3.0, abs(exponent)) == pytest.approx(3 ** abs(exponent), rel=4e-15)


def test_larger_whole_powers():
    assert exact.power([2, 3, 0.5], [32, 40, -32]).tolist() == pytest.approx([2**32, 3**40, 2**32], rel=1e-14)


@pytest.mark.parametrize("exponent, result", [(0, 1), (0.5, 0), (2, 0), (-1, math.inf), (-0.5, math.inf), (40, 0)])
def test_powers_of_0(exponent, result):
    assert exact.power(0, exponent) == result


def test_the_ends_of_exp():
    """A float64 reaches from 4.9e-324 = e^−744.4 to 1.8e308 = e^709.78."""
    assert exact.exp([709.79, 1e4, math.inf]).tolist() == [math.inf] * 3
    assert exact.exp([-745.2, -1e4, -math.inf]).tolist() == [0] * 3
    assert exact.exp(709.78) == pytest.approx(1.7928227943945155e308, rel=1e-14)
    assert exact.exp(-744.5) == 5e-324  # of the smallest floats only the highest bits are left
    assert math.isnan(exact.exp(math.nan))
    assert exact.exp(0) == 1


def test_the_ends_of_log():
    assert exact.log([0, 1, math.inf]).tolist() == [-math.inf, 0, math.inf]
    assert np.isnan(exact.log([-1, -math.inf, math.nan])).all()
    assert exact.log(5e-324) == pytest.approx(-744.4400719213812, rel=1e-15)


def test_whole_and_half_turns():
    assert exact.cos([0, math.pi, -math.pi, 2 * math.pi]).tolist() == [1, -1, -1, 1]
    assert exact.sin([0, math.pi / 2, -math.pi / 2]).tolist() == [0, 1, -1]


@pytest.mark.parametrize("function", [exact.exp, exact.log, exact.sin, exact.cos, exact.normal_quantile])
def test_a_number_gives_a_float_and_an_array_an_array(function):
    """With the same bits, alone or among others."""
    numbers = np.linspace(0.01, 0.99, 99)
    found = function(numbers)
    assert found.dtype == np.float64 and found.shape == (99,)
    assert [function(x) for x in numbers.tolist()] == found.tolist()
    assert type(function(0.5)) is type(function(np.float32(0.5))) is type(function(np.array(0.5))) is float
    assert function(numbers.reshape(9, 11)).tolist() == found.reshape(9, 11).tolist()
    assert function([0.25, 0.5]).tolist() == [function(0.25), function(0.5)]


def test_arguments_of_power_are_broadcast():
    assert exact.power([[2], [3]], [1, 2]).tolist() == [[2, 4], [3, 9]]
    assert type(exact.power(2, 0.5)) is float


@pytest.mark.parametrize(
    "function, arguments, text",
    [
        (exact.sin, (1e7,), "sin: an angle must lie between -1000000 and 1000000, got"),
        (exact.cos, ([0, math.inf],), "cos: an angle must lie between -1000000 and 1000000, got"),
        (exact.cos, (math.nan,), "cos: an angle must lie between"),
        (exact.power, (-2, 3), "power: `base` must be at least 0, got"),
    ],
)
def test_what_is_refused(function, arguments, text):
    with pytest.raises(ValueError, match=re.escape(text)):
        function(*arguments)


def test_the_quantile_undoes_the_distribution_function():
    """Φ(z) = erfc(−z / √2) / 2 is the probability of a number below z."""
    for p in (1e-300, 1e-20, 1e-10, 1e-3, 0.07, 0.075, 0.08, 0.3, 0.5, 0.7, 0.92, 0.93, 0.999):
        assert math.erfc(-exact.normal_quantile(p) / math.sqrt(2)) / 2 == pytest.approx(p, rel=1e-12)


def test_the_quantile_is_pythons():
    """NormalDist follows the same paper, with another logarithm."""
    for p in (*np.linspace(0.001, 0.999, 500), *np.logspace(-300, -3, 200), 1 - 1e-10):
        assert exact.normal_quantile(p) == pytest.approx(statistics.NormalDist().inv_cdf(p), rel=3e-15, abs=1e-300)


def test_the_quantile_is_symmetric():
    p = np.arange(1, 512) / 1024
    assert (exact.normal_quantile(p) == -exact.normal_quantile(1 - p)).all()
    assert exact.normal_quantile(0.5) == 0


@pytest.mark.parametrize(
    "name, x, bits",
    [
        ("exp", 1, "0x1.5bf0a8b14576ap+1"),
        ("exp", 20.25, "0x1.290d76d1966aap+29"),
        ("exp", -700, "0x1.14f2b0fb9307fp-1010"),
        ("log", 10, "0x1.26bb1bbb55516p+1"),
        ("log", 0.3, "-0x1.34378fcbda721p+0"),
        ("sin", 3, "0x1.210386db6d55bp-3"),
        ("sin", 9999.5, "0x1.819bf47e7fab3p-3"),
        ("cos", 1, "0x1.14a280fb5068cp-1"),
        ("cos", -100, "0x1.b981dbf665fe0p-1"),
        ("normal_quantile", 0.3, "-0x1.0c7e39582c5fap-1"),
        ("normal_quantile", 1e-5, "-0x1.10f3f8843a3dap+2"),
    ],
)
def test_bits_are_the_same_on_every_machine(name, x, bits):
    """Values stored once, so that a change of the last bit is seen."""
    assert getattr(exact, name)(x).hex() == bits


def test_bits_of_many_numbers():
    x = np.arange(1, 4097) / 4096
    found = {
        "exp": exact.exp(x * 100 - 50),
        "log": exact.log(x * x * 9),
        "sin": exact.sin(x * 200 - 100),
        "cos": exact.cos(x * 200 - 100),
        "normal_quantile": exact.normal_quantile(x - 1 / 8192),
        "power": exact.power(x, x * 20 - 5),
    }
    assert {name: hashlib.sha256(array.tobytes()).hexdigest()[:16] for name, array in found.items()} == {
        "exp": "ea8d87607a15da86",
        "log": "d6b281a441f4a68b",
        "sin": "5379345c13dac641",
        "cos": "c66633dc9401a990",
        "normal_quantile": "40856fb375b1d2a1",
        "power": "c7a05322299ba1aa",
    }
