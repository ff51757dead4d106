"""The words the kernels are written in: lanes, exp and log, random bits."""

import numpy as np
import pytest
from numba import njit

from course_lib.kernels import hashing, simd
from course_lib.kernels.elementary import exp, log

WIDTH = simd.WIDTH


@njit
def _fma_of_registers(a, b, c, out):
    value = simd.fma(simd.load(a, 1), simd.broadcast(b, 2), simd.add(simd.load(c, 0), simd.zeros()))
    simd.store(out, 3, value)


@njit
def _copy_first(a, out, count):
    simd.store_first(out, 1, simd.load_first(a, 0, count), WIDTH)


@njit
def _store_first(a, out, count):
    simd.store_first(out, 1, simd.load(a, 0), count)


@njit
def _map(function, x):
    y = np.empty_like(x)
    for k in range(x.size):
        y[k] = function(x[k])
    return y


def _numbers(count, seed=0):
    return np.random.default_rng(seed).standard_normal(count).astype(np.float32)


def test_fma_rounds_once_in_every_lane():
    a, b, c = _numbers(WIDTH + 1, 1), _numbers(3, 2), _numbers(WIDTH, 3)
    out = np.zeros(WIDTH + 4, np.float32)
    _fma_of_registers(a, b, c, out)
    exact = a[1:].astype(np.float64) * float(b[2]) + c  # 48 bits of product fit into a float64
    np.testing.assert_array_equal(out[3 : 3 + WIDTH], exact.astype(np.float32))
    assert not out[:3].any() and not out[3 + WIDTH :].any()
    twice = a[1:] * b[2] + c
    assert (twice != exact.astype(np.float32)).any(), "these numbers cannot tell one rounding from two"


@pytest.mark.parametrize("count", [-3, 0, 1, WIDTH - 1, WIDTH])
def test_the_first_lanes_alone_are_read(count):
    a, out = _numbers(WIDTH), np.full(WIDTH + 2, 9, np.float32)
    _copy_first(a, out, count)
    expected = np.where(np.arange(WIDTH) < count, a, 0)
    np.testing.assert_array_equal(out, [9, *expected, 9])


@pytest.mark.parametrize("count", [-3, 0, 1, WIDTH - 1, WIDTH])
def test_the_first_lanes_alone_are_written(count):
    a, out = _numbers(WIDTH), np.full(WIDTH + 2, 9, np.float32)
    _store_first(a, out, count)
    expected = np.where(np.arange(WIDTH) < count, a, 9)
    np.testing.assert_array_equal(out, [9, *expected, 9])


def _error_in_last_places(found, exact):
    return np.max(np.abs(found - exact) / np.spacing(np.abs(exact).astype(np.float32)))


def test_exp_is_exact_to_two_last_places():
    x = np.linspace(-86.8, 88.6, 200_001).astype(np.float32)
    assert _error_in_last_places(_map(exp, x), np.exp(x.astype(np.float64))) < 2


def test_exp_at_its_ends():
    found = [float(exp(np.float32(x))) for x in (0.0, -0.0, -200.0, -np.inf, 200.0, np.inf)]
    assert found == [1.0, 1.0, 0.0, 0.0, np.inf, np.inf]
    assert np.isnan(exp(np.float32(np.nan)))


@pytest.mark.parametrize("low, high", [(1.2e-38, 1e-30), (1e-7, 1), (0.5, 2), (0.99, 1.01), (1, 3e38)])
def test_log_is_exact_to_two_last_places(low, high):
    x = np.exp(np.linspace(np.log(low), np.log(high), 100_001)).astype(np.float32)
    assert _error_in_last_places(_map(log, x), np.log(x.astype(np.float64))) < 2


def test_log_of_one_is_zero():
    assert log(np.float32(1)) == 0


def test_random_bits_are_splitmix64():
    """The first outputs of SplitMix64 for seed 0, as published with the generator."""
    found = [int(hashing.bits(np.uint64(0), np.uint64(k))) for k in (1, 2, 3)]
    assert found == [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]
