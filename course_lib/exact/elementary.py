"""exp, log, sin, cos and powers.

All go the same way: an exact step brings x into a small range, where a few terms of a Taylor series are enough.
`course_lib.kernels.elementary` does the same for the float32 of the kernels.

References
----------
W. J. Cody and W. Waite, "Software manual for the elementary functions", Prentice-Hall 1980: ln 2 and π/2 in pieces.
"""

import math

import numpy as np

from course_lib.exact.polynomial import plain, polynomial
from course_lib.validation import message

_LOG2_E = 1.4426950408889634
_SQRT_HALF = 0.7071067811865476
# ln 2 and π/2 in pieces. Those before the last have 33 bits, so that a whole number times a piece is exact.
_LN2 = (float.fromhex("0x1.62e42fefp-1"), float.fromhex("0x1.473de6af278edp-34"))
_HALF_PI = tuple(map(float.fromhex, ("0x1.921fb544p+0", "0x1.0b4611a6p-34", "0x1.3198a2e037073p-69")))
_LARGEST_ANGLE = 1e6  # n · (a piece of π/2) is exact for n < 2²⁰

# Coefficients of the series, from the lowest power upward. What the next term would add is below 1e-17 of the value.
_EXP = [1 / math.factorial(k) for k in range(14)]  # 1, x, x²/2!, … x¹³/13!
_LOG = [1 / k for k in range(3, 23, 2)]  # s³/3, s⁵/5, … s²¹/21
_SIN = [(-1) ** k / math.factorial(2 * k + 1) for k in range(9)]  # r, −r³/3!, … r¹⁷/17!
_COS = [(-1) ** k / math.factorial(2 * k) for k in range(9)]  # 1, −r²/2!, … r¹⁶/16!


@np.errstate(all="ignore")
def exp(x):
    """eˣ, to 1e-15 of its value; infinity above 709.8, 0 below −745.2.

    x = n · ln 2 + r with |r| ≤ ln 2 / 2, so eˣ = 2ⁿ · eʳ.

    Parameters
    ----------
    x : array_like
        Exponents.

    Returns
    -------
    float or ndarray, float64
        Of the shape of `x`.

    Examples
    --------
    >>> exp(2)
    7.38905609893065
    """
    x = np.clip(np.asarray(x, np.float64), -800.0, 800.0)  # what lies outside is 0 or infinity all the same
    n = np.floor(x * _LOG2_E + 0.5)
    r = (x - n * _LN2[0]) - n * _LN2[1]
    # 2ⁿ itself may lie outside of what a float holds where 2ⁿ · eʳ does not: so in two steps.
    first = np.floor(n / 2)
    return plain(polynomial(_EXP, r) * _power_of_two(first) * _power_of_two(n - first))


@np.errstate(all="ignore")
def log(x):
    """Natural logarithm, to 1e-15 of its value; −infinity for 0, nan below 0.

    x = m · 2ⁿ with m in [√½, √2), so ln x = n · ln 2 + ln m; and with s = (m − 1) / (m + 1)
    ln m = 2 · (s + s³/3 + s⁵/5 + …).

    Parameters
    ----------
    x : array_like
        Numbers, at least 0 to be meaningful.

    Returns
    -------
    float or ndarray, float64
        Of the shape of `x`.

    Examples
    --------
    >>> log(10)
    2.302585092994046
    """
    x = np.asarray(x, np.float64)
    m, n = np.frexp(x)  # m in [½, 1)
    small = m < _SQRT_HALF
    m, n = np.where(small, 2 * m, m), n - np.where(small, 1.0, 0.0)
    f = m - 1
    s = f / (m + 1)
    z = s * s
    # 2s = f − s·f holds exactly; what is taken from f is small, so its rounding hardly counts.
    ln_m = f - s * (f - 2 * z * polynomial(_LOG, z))
    ln_x = n * _LN2[0] + (n * _LN2[1] + ln_m)
    return plain(np.select([x == np.inf, x > 0, x == 0], [x, ln_x, -np.inf], np.nan))


def sin(x):
    """Sine of an angle in radians, to 1e-15 of its value.

    Parameters
    ----------
    x : array_like
        Angles in radians, within ±10⁶.

    Returns
    -------
    float or ndarray, float64
        Of the shape of `x`.

    Raises
    ------
    ValueError
        If `x` lies outside ±10⁶.

    Examples
    --------
    >>> sin(math.pi / 6)
    0.49999999999999994
    """
    return _sine(x, "sin", quarters=0)


def cos(x):
    """Cosine of an angle in radians, to 1e-15 of its value.

    Parameters
    ----------
    x : array_like
        Angles in radians, within ±10⁶.

    Returns
    -------
    float or ndarray, float64
        Of the shape of `x`.

    Raises
    ------
    ValueError
        If `x` lies outside ±10⁶.

    Examples
    --------
    >>> cos(math.pi / 3)
    0.5000000000000001
    """
    return _sine(x, "cos", quarters=1)  # the sine, a quarter of a turn further on


def _sine(x, where, quarters):
    """sin(x + quarters · π/2).

    x = n · π/2 + r with |r| ≤ π/4, and which of sin r, cos r, −sin r and −cos r it is depends on the quarter of the
    turn, n + quarters.
    """
    x = np.asarray(x, np.float64)
    if not np.all(np.abs(x) <= _LARGEST_ANGLE):
        raise ValueError(message(where, "an angle must lie between -1000000 and 1000000", repr(x)))
    n = np.floor(x / math.pi * 2 + 0.5)
    r = ((x - n * _HALF_PI[0]) - n * _HALF_PI[1]) - n * _HALF_PI[2]
    quarter = (n + quarters) % 4
    size = np.where(quarter % 2 == 0, r * polynomial(_SIN, r * r), polynomial(_COS, r * r))
    return plain(np.where(quarter < 2, size, -size))


@np.errstate(all="ignore")
def power(base, exponent):
    """base ** exponent, for a `base` of at least 0.

    Whole exponents up to ±31 are products, to 4e-15 of their value and often exact; all others are
    exp(exponent · log(base)), to 1e-14 where the result lies between 1e-14 and 1e14.

    Parameters
    ----------
    base : array_like
        At least 0.
    exponent : array_like
        Any numbers.

    Returns
    -------
    float or ndarray, float64
        Of the shape of both, broadcast.

    Raises
    ------
    ValueError
        If `base` is negative.

    Examples
    --------
    >>> power(0.5, 3), power(9, 0.5)
    (0.125, 3.0)
    """
    base, exponent = np.asarray(base, np.float64), np.asarray(exponent, np.float64)
    if np.any(base < 0):
        raise ValueError(message("power", "`base` must be at least 0", repr(base)))
    times = np.abs(exponent)
    whole = (times < 32) & (times == np.floor(times))
    product, square = np.float64(1), base
    for bit in (1, 2, 4, 8, 16):  # base¹³ = base¹ · base⁴ · base⁸
        product = np.where(np.floor(times / bit) % 2 == 1, product * square, product)
        square = square * square
    return plain(np.where(whole, np.where(exponent < 0, 1 / product, product), exp(exponent * log(base))))


def _power_of_two(n):
    return np.ldexp(1.0, n.astype(np.int32))
