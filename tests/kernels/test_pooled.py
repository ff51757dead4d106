"""Convolution, relu and max pooling in one kernel: the same outputs as one after the other, to the last bit."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_lib import kernels
from course_lib.kernels.conv2d_ways import is_minimal, is_sparse
from course_lib.kernels.pooled import pooling_of

_spec = importlib.util.spec_from_file_location("kernel_cases", Path(__file__).with_name("cases.py"))
cases = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(cases)


def assert_same_bits(x, kernel, bias, strides, padding, pooling):
    """All three kernels, beside those that take one step each; sparse gradients are rounded otherwise."""
    window, (kh, kw), size = (strides, padding), kernel.shape[:2], x.shape[1:3]
    z = kernels.conv2d_forward(x, kernel, bias, *window)
    relu = kernels.relu_forward(z.reshape(-1)).reshape(z.shape)
    y = kernels.maxpool2d_forward(relu, *pooling)
    found, argmax = kernels.conv2d_relu_maxpool2d_forward(x, kernel, bias, *window, *pooling)
    np.testing.assert_array_equal(found, y)
    dy = cases.numbers(7, *y.shape)
    drelu = kernels.maxpool2d_input_gradient(relu, y, dy, *pooling)
    dz = kernels.relu_gradient(relu.reshape(-1), drelu.reshape(-1)).reshape(z.shape)
    sparse = is_minimal(*kernel.shape, strides) and is_sparse(*pooling_of(z.shape[1:3], *pooling))
    found = (
        *kernels.conv2d_relu_maxpool2d_kernel_gradient(x, y, argmax, dy, *window, *pooling, kh, kw),
        kernels.conv2d_relu_maxpool2d_input_gradient(y, argmax, dy, kernel, *window, *pooling, *size),
    )
    expected = (
        *kernels.conv2d_kernel_gradient(x, dz, *window, kh, kw),
        kernels.conv2d_input_gradient(dz, kernel, *window, *size),
    )
    for mine, theirs in zip(found, expected, strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=0, atol=1e-5 * np.abs(theirs).max() if sparse else 0)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_bits_are_those_of_single_steps(data):
    x, kernel, bias, z, strides, padding = data.draw(cases.conv2d())
    window = data.draw(st.tuples(st.integers(1, min(z.shape[1], 4)), st.integers(1, min(z.shape[2], 4))))
    frame = tuple(data.draw(st.integers(0, window[k // 2] - 1)) for k in range(4))
    pooling = window, data.draw(st.tuples(st.integers(1, 5), st.integers(1, 5))), frame
    assert_same_bits(x, kernel, bias, strides, padding, pooling)


@pytest.mark.parametrize("channels, filters, side", [(1, 32, 3), (32, 64, 3), (16, 33, 5)])
@pytest.mark.parametrize("images, height", [(1, 28), (5, 27), (19, 13)])
@pytest.mark.parametrize("pooling", [((2, 2), (2, 2), (0, 0, 0, 0)), ((3, 3), (2, 2), (0, 1, 0, 1))])
def test_the_bits_are_the_same_for_images_of_many_bands(channels, filters, side, images, height, pooling):
    x, kernel = cases.numbers(1, images, height, 21, channels), cases.numbers(2, side, side, channels, filters)
    assert_same_bits(x, kernel, cases.numbers(3, filters), (1, 1), (1, 1, 0, 1), pooling)


@pytest.mark.parametrize("side", [3, 5])
def test_the_sparse_gradient_leaves_out_what_has_none(side):
    """Where nothing is given nothing is read: the image is full of NaN there."""
    x = np.full((3, 20, 20, 20), np.nan, np.float32)
    x[1, 4 : 4 + side, 6 : 6 + side] = cases.numbers(1, side, side, 20)
    window = (1, 1), (0, 0, 0, 0), (4, 4), (4, 4), (0, 0, 0, 0)
    y, dy = np.ones((3, 4, 4, 9), np.float32), np.zeros((3, 4, 4, 9), np.float32)
    argmax = np.full_like(y, 2)
    dy[1, 1, 1, 5], y[2], dy[2] = 3, 0, 7  # one is given; those of the last image do not pass relu
    dkernel, dbias = kernels.conv2d_relu_maxpool2d_kernel_gradient(x, y, argmax, dy, *window, side, side)
    np.testing.assert_array_equal(dbias, [0, 0, 0, 0, 0, 3, 0, 0, 0])
    np.testing.assert_array_equal(dkernel[..., 5], 3 * x[1, 4 : 4 + side, 6 : 6 + side])
    assert not np.delete(dkernel, 5, axis=3).any()


def test_the_sparse_gradient_of_an_infinite_or_missing_number():
    x, window = np.ones((1, 6, 6, 16), np.float32), ((1, 1), (0, 0, 0, 0), (2, 2), (2, 2), (0, 0, 0, 0))
    y, dy = np.ones((1, 2, 2, 8), np.float32), np.ones((1, 2, 2, 8), np.float32)
    dy[0, 0, 0, :2] = np.nan, np.inf
    dkernel, dbias = kernels.conv2d_relu_maxpool2d_kernel_gradient(x, y, np.zeros_like(y), dy, *window, 3, 3)
    for found in (dkernel.transpose(3, 0, 1, 2), dbias):
        assert np.isnan(found[0]).all() and np.isinf(found[1]).all() and (found[2:] == 4).all()
    kernel = np.ones((3, 3, 16, 8), np.float32)
    dx = kernels.conv2d_relu_maxpool2d_input_gradient(y, np.zeros_like(y), dy, kernel, *window, 6, 6)
    assert np.isnan(dx[0, :3, :3]).all() and (dx[0, 2:5, 3:5] == np.where(np.arange(3) < 1, 16, 8)[:, None, None]).all()
    assert not dx[0, 5:].any() and not dx[0, :, 5:].any()


def test_the_sparse_input_gradient_reads_no_weights_of_filters_that_give_nothing():
    window = (1, 1), (1, 1, 1, 1), (3, 3), (3, 3), (0, 0, 0, 0)
    y, dy, argmax = (
        np.ones((2, 2, 2, 9), np.float32),
        np.zeros((2, 2, 2, 9), np.float32),
        np.zeros((2, 2, 2, 9), np.float32),
    )
    kernel = np.full((5, 5, 18, 9), np.nan, np.float32)
    kernel[..., 4] = cases.numbers(1, 5, 5, 18)
    dy[1, 1, 0, 4], argmax[1, 1, 0, 4] = 2, 5  # window at row 3, column 0 of the outputs: the output in row 4, column 2
    dx = kernels.conv2d_relu_maxpool2d_input_gradient(y, argmax, dy, kernel, *window, 8, 8)
    np.testing.assert_array_equal(dx[1, 3:8, 1:6], 2 * kernel[..., 4])
    assert np.count_nonzero(dx) == 5 * 5 * 18


@pytest.mark.parametrize("wrong", [-1, 4, 1e9, -np.inf, np.nan])
def test_a_place_that_is_none_leads_nowhere_else(wrong):
    """A function of a learner's own may return any numbers as `argmax`; they are taken for the last place."""
    x, y, dy = cases.numbers(1, 17, 8, 8, 16), np.ones((17, 3, 3, 8), np.float32), cases.numbers(2, 17, 3, 3, 8)
    window, kernel = ((1, 1), (0, 0, 0, 0), (2, 2), (2, 2), (0, 0, 0, 0)), cases.numbers(3, 3, 3, 16, 8)
    found, expected = (
        (
            *kernels.conv2d_relu_maxpool2d_kernel_gradient(x, y, argmax, dy, *window, 3, 3),
            kernels.conv2d_relu_maxpool2d_input_gradient(y, argmax, dy, kernel, *window, 8, 8),
        )
        for argmax in (np.full_like(y, wrong), np.full_like(y, 3))
    )
    for mine, theirs in zip(found, expected, strict=True):
        np.testing.assert_array_equal(mine, theirs)


def test_pooling_that_reaches_past_the_outputs_is_not_sparse():
    assert is_sparse(*pooling_of((10, 10), (2, 2), (2, 2), (0, 0, 0, 0)))
    assert is_sparse(*pooling_of((11, 11), (2, 2), (2, 2), (0, 0, 0, 0)))
    assert not is_sparse(*pooling_of((11, 11), (2, 2), (2, 2), (0, 1, 0, 1)))
    assert not is_sparse(*pooling_of((11, 11), (2, 2), (2, 2), (1, 0, 1, 0)))
    assert not is_sparse(*pooling_of((10, 10), (2, 2), (1, 1), (0, 0, 0, 0)))


def test_nothing_is_computed_that_no_window_reaches():
    assert pooling_of((11, 11), (2, 2), (2, 2), (0, 0, 0, 0))[1] == (10, 10)
    assert pooling_of((11, 12), (3, 2), (3, 5), (0, 0, 0, 0))[1] == (9, 12)
    assert pooling_of((11, 11), (2, 2), (2, 2), (0, 1, 0, 1))[1] == (11, 11)
    assert pooling_of((5, 5), (2, 2), (3, 3), (1, 0, 1, 0))[1] == (4, 4)


def test_not_a_number_passes_and_gets_no_gradient():
    x = np.full((1, 4, 4, 1), np.nan, np.float32)
    kernel, window = np.ones((1, 1, 1, 1), np.float32), ((1, 1), (0, 0, 0, 0), (2, 2), (2, 2), (0, 0, 0, 0))
    y, argmax = kernels.conv2d_relu_maxpool2d_forward(x, kernel, np.zeros(1, np.float32), *window)
    assert np.isnan(y).all() and argmax.max() < 4
    dx = kernels.conv2d_relu_maxpool2d_input_gradient(y, argmax, np.ones_like(y), kernel, *window, 4, 4)
    assert not dx.any()


def test_a_window_of_more_places_than_a_byte_could_count():
    x = np.zeros((1, 30, 30, 1), np.float32)
    x[0, 29, 29] = 1
    kernel, window = np.ones((1, 1, 1, 1), np.float32), ((1, 1), (0, 0, 0, 0), (30, 30), (30, 30), (0, 0, 0, 0))
    y, argmax = kernels.conv2d_relu_maxpool2d_forward(x, kernel, np.zeros(1, np.float32), *window)
    assert argmax.item() == 899
    assert kernels.conv2d_relu_maxpool2d_input_gradient(y, argmax, y, kernel, *window, 30, 30)[0, 29, 29] == 1
