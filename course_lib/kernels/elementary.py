"""exp, log and their kin for float32, from multiplications, additions and divisions alone.

The C library's versions differ between systems in the last bit, and numpy's change with the CPU. These use only
operations that every CPU rounds alike, so their bits are the same everywhere. All are within 3 units in the last
place of the exact value. Special cases are put in at the end, without a branch: so the compiler can work on a whole
register of numbers at once. For the same reason a division by 0 gives infinity here, as in numpy, and raises nothing.
"""

import numpy as np
from numba import njit

from course_lib.kernels.simd import bits_from_float, float_from_bits, fma1

_LOG2_E = np.float32(1.4426950408889634)
# ln 2 in two pieces: n · HIGH is exact for |n| < 2¹⁰, and LOW holds what HIGH leaves out.
_LN2_HIGH = np.float32(0.693145751953125)
_LN2_LOW = np.float32(1.428606820309417e-06)
_ONE, _TWO, _HALF = np.float32(1), np.float32(2), np.float32(0.5)
_SQRT_HALF = np.float32(0.70710678)
_LOWEST, _HIGHEST = np.float32(-86.9), np.float32(88.7)


@njit(cache=True)
def exp(x):
    """eˣ for float32 x: 0 below −86.9, near the smallest float32 of full precision, and infinity above 88.7.

    x = n · ln 2 + r with |r| ≤ ln 2 / 2, so eˣ = 2ⁿ · eʳ; eʳ is its Taylor series up to r⁷ / 7!, whose next term
    is below 6e-9.
    """
    held = min(max(x, _LOWEST), _HIGHEST)
    n = np.floor(held * _LOG2_E + _HALF)
    r = fma1(-n, _LN2_LOW, fma1(-n, _LN2_HIGH, held))
    s = np.float32(1 / 5040)
    s = fma1(s, r, np.float32(1 / 720))
    s = fma1(s, r, np.float32(1 / 120))
    s = fma1(s, r, np.float32(1 / 24))
    s = fma1(s, r, np.float32(1 / 6))
    s = fma1(s, r, _HALF)
    s = fma1(s, r, _ONE)
    s = fma1(s, r, _ONE)
    # 2ⁿ is a float whose exponent field is n + 127. n can be 128, one more than the field holds: so in two steps.
    power = s * _TWO * float_from_bits(np.int32((np.int32(n) + 126) << 23))
    power = np.float32(0) if x < _LOWEST else power
    power = np.float32(np.inf) if x > _HIGHEST else power
    return power if x == x else x


@njit(cache=True, error_model="numpy")
def log(x):
    """Natural logarithm of a positive, normal float32; nan for nan.

    x = 2ⁿ · m with m in [√½, √2); then ln x = n · ln 2 + ln m, and with s = (m − 1) / (m + 1)
    ln m = 2 · (s + s³/3 + s⁵/5 + s⁷/7 + s⁹/9 + …), whose next term is below 8e-10.
    """
    bits = bits_from_float(x)
    n = (bits >> 23) - 126
    m = float_from_bits(np.int32((bits & 0x007FFFFF) | 0x3F800000)) * _HALF  # in [½, 1)
    small = m < _SQRT_HALF
    m = m * _TWO if small else m
    n = n - 1 if small else n
    f = m - _ONE
    s = f / (m + _ONE)
    z = s * s
    t = np.float32(1 / 9)
    t = fma1(t, z, np.float32(1 / 7))
    t = fma1(t, z, np.float32(1 / 5))
    t = fma1(t, z, np.float32(1 / 3))
    # 2s = f − s·f holds exactly; what is added to f is small, so its rounding hardly counts.
    ln_m = f - s * fma1(-_TWO * z, t, f)
    e = np.float32(n)
    ln_x = fma1(e, _LN2_HIGH, fma1(e, _LN2_LOW, ln_m))
    return ln_x if x == x else x


@njit(cache=True)
def expm1(x):
    """eˣ − 1 for float32 x, exact in its leading digits near 0 too, where a difference would keep none.

    For |x| < 0.35 the Taylor series from x up to x⁸ / 8!, whose next term is below 2e-10 · x; else exp(x) − 1.
    """
    far = exp(x) - _ONE
    s = np.float32(1 / 40320)
    s = fma1(s, x, np.float32(1 / 5040))
    s = fma1(s, x, np.float32(1 / 720))
    s = fma1(s, x, np.float32(1 / 120))
    s = fma1(s, x, np.float32(1 / 24))
    s = fma1(s, x, np.float32(1 / 6))
    s = fma1(s, x, _HALF)
    near = fma1(s * x, x, x)
    return far if abs(x) >= np.float32(0.35) else near


@njit(cache=True, error_model="numpy")
def log1p(x):
    """ln(1 + x) for float32 x in [0, 1], exact in its leading digits near 0 too.

    ln(1 + x) = 2 · (s + s³/3 + s⁵/5 + … + s¹³/13 + …) with s = x / (2 + x) ≤ ⅓; the next term is below 1e-8 · s.
    """
    s = x / (_TWO + x)
    z = s * s
    t = np.float32(1 / 13)
    t = fma1(t, z, np.float32(1 / 11))
    t = fma1(t, z, np.float32(1 / 9))
    t = fma1(t, z, np.float32(1 / 7))
    t = fma1(t, z, np.float32(1 / 5))
    t = fma1(t, z, np.float32(1 / 3))
    return _TWO * fma1(t * z, s, s)


@njit(cache=True, error_model="numpy")
def sigmoid(x):
    """1 / (1 + e⁻ˣ) for float32 x; for negative x as eˣ / (1 + eˣ), so that no power overflows."""
    e = exp(-abs(x))
    return (_ONE if x >= 0 else e) / (_ONE + e)


@njit(cache=True, error_model="numpy")
def tanh(x):
    """(eˣ − e⁻ˣ) / (eˣ + e⁻ˣ) for float32 x, as |t| / (t + 2) with t = e⁻²ˣ − 1 for positive x."""
    t = expm1(-_TWO * abs(x))
    y = abs(t) / (t + _TWO)
    return y if x >= 0 else -y
