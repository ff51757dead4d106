"""A learner's own function in a kernel's place."""

import re
import subprocess
import sys

import numpy as np
import pytest
from numba import njit

from course_lib import kernels, layers


def halves(x):
    return np.maximum(x, 0) / 2


def test_a_plain_and_a_compiled_function_take_a_kernels_place():
    layer = layers.Activation("relu")
    for function in (halves, njit(lambda x: np.maximum(x, 0) / 2)):
        with kernels.use(relu_forward=function):
            y = layer(np.array([[-1.0, 3.0]]))
        assert y.tolist() == [[0, 1.5]]
        assert y.dtype == np.float32
    assert layer(np.array([[-1.0, 3.0]])).tolist() == [[0, 3]]


def test_the_original_comes_back_after_an_error():
    original = kernels.relu_forward
    with pytest.raises(ZeroDivisionError), kernels.use(relu_forward=halves):
        assert kernels.relu_forward is not original
        raise ZeroDivisionError
    assert kernels.relu_forward is original


def test_a_convolution_of_ones_own_in_a_network():
    """Loops without padding or strides, results in float64: a layer cannot tell the difference."""

    def mine(x, kernel, bias, strides, padding):
        x = np.pad(x, ((0, 0), padding[:2], padding[2:], (0, 0)))
        kh, kw = kernel.shape[:2]
        rows = range(0, x.shape[1] - kh + 1, strides[0])
        columns = range(0, x.shape[2] - kw + 1, strides[1])
        return np.array(
            [[[np.tensordot(image[i : i + kh, j : j + kw], kernel, 3) + bias for j in columns] for i in rows]
             for image in x.astype(float)]
        )  # fmt: skip

    layer, x = layers.Conv2D(3, (2, 3), strides=(1, 2), padding="same"), np.random.default_rng(0).random((2, 5, 7, 2))
    expected = layer(x)
    with kernels.use(conv2d_forward=mine):
        found = layer.forward(x)
    np.testing.assert_allclose(found, expected, rtol=1e-5)
    assert found.dtype == np.float32


def dense_without_bias(x, kernel):
    return x @ kernel


@pytest.mark.parametrize(
    "functions, error, text",
    [
        ({"conv2_forward": halves}, ValueError, "use: `kernel` must be one of"),
        ({"conv2_forward": halves}, ValueError, "Did you mean 'conv2d_forward'?"),
        ({"relu_forward": lambda x: None}, TypeError, "the function must return one result, got None."),
        ({"relu_forward": lambda x: "ab"}, TypeError, "the result must be an array of numbers, got dtype <U2."),
        ({"relu_forward": 3}, TypeError, "use(relu_forward=…): it must be a function, got 3."),
        (
            {"dense_forward": dense_without_bias},
            TypeError,
            "use(dense_forward=…): the function must take (x, kernel, bias), got dense_without_bias(x, kernel).",
        ),
        (
            {"relu_forward": lambda x: x[:1]},
            ValueError,
            "use(relu_forward=…): for x of shape (2,) the result must have shape (2,), got (1,).",
        ),
        (
            {"dense_kernel_gradient": lambda x, dy: x.T @ dy},
            TypeError,
            "use(dense_kernel_gradient=…): the function must return 2 results, got 1 results.",
        ),
        (
            {"sgd_update": lambda param, grad, learning_rate: param - learning_rate * grad},
            TypeError,
            "use(sgd_update=…): the function must return nothing: it changes its first array, got 1 results.",
        ),
        (
            {"conv2d_forward": lambda x, kernel, bias, strides, padding: np.zeros((1, 1, 1, 2))},
            ValueError,
            "the result must have shape (1, 2, 2, 2), got (1, 1, 1, 2).",
        ),
    ],
)
def test_what_use_refuses(functions, error, text):
    with pytest.raises(error, match=re.escape(text)), kernels.use(**functions):
        raise AssertionError("the block must not begin")


def test_a_function_without_a_kernels_name():
    text = "use: each function needs a kernel's name, got 1 without a name. Write kernels.use(relu_forward=f)."
    with pytest.raises(TypeError, match=re.escape(text)), kernels.use(halves):
        raise AssertionError("the block must not begin")


@pytest.mark.parametrize(
    "result, error, text",
    [
        (lambda x: None, TypeError, "use(relu_forward=…): the function must return one result, got None."),
        (lambda x: (x, x), TypeError, "use(relu_forward=…): the function must return one result, got 2 results."),
        (lambda x: ["a"] * len(x), TypeError, "the result must be an array of numbers, got dtype <U1."),
        (lambda x: [[1], [1, 2]], ValueError, "use(relu_forward=…): the result must have entries of one shape"),
        (lambda x: x[:2], ValueError, "the result must have shape (3,), as the first array, got shape (2,)."),
    ],
)
def test_what_goes_wrong_on_real_data_only_names_the_kernel_too(result, error, text):
    """The small arrays that a function is tried with have two numbers."""
    with kernels.use(relu_forward=lambda x: x if len(x) == 2 else result(x)):
        with pytest.raises(error, match=re.escape(text)):
            layers.Activation("relu")(np.ones((1, 3)))


def test_a_result_with_other_axes_on_real_data_names_the_kernel_too():
    def mine(x, kernel, bias):
        return x @ kernel + bias if len(x) == 2 else x[0] @ kernel + bias

    with kernels.use(dense_forward=mine):
        with pytest.raises(ValueError, match=r"dense_forward=…\): the result must have 2 axes, got shape \(4,\)"):
            layers.Dense(4)(np.ones((3, 5)))


def test_a_function_that_forgets_padding_and_strides_is_told_that_there_are_some():
    def valid_only(x, kernel, bias, strides, padding):
        n, h, w, _ = x.shape
        kh, kw, _, filters = kernel.shape
        return np.zeros((n, h - kh + 1, w - kw + 1, filters), np.float32)

    text = "strides=(1, 2), padding=(1, 0, 0, 1) the result must have shape (1, 2, 2, 2), got (1, 1, 2, 2)."
    with pytest.raises(ValueError, match=re.escape(text)):
        with kernels.use(conv2d_forward=valid_only):
            pass


def test_the_twins_are_found_without_an_import_of_their_own():
    code = "from course_lib import kernels; print(kernels.reference.relu_forward.__module__)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert found.strip() == "course_lib.kernels.reference.activations"
