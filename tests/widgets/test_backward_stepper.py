"""The backward stepper: what it shows is what the package's kernels compute, and adds up to the whole gradient."""

import re

import numpy as np
import pytest

from course_lib.kernels import reference
from course_lib.widgets import BackwardStepper
from course_lib.widgets.backward_stepper import CONVOLUTION, DENSE, POOLING
from tests.widgets.readable import assert_readable

NONE = (0, 0, 0, 0)


@pytest.mark.parametrize("kind", [CONVOLUTION, POOLING, DENSE])
@pytest.mark.parametrize("size, window, stride", [(6, 5, 1), (6, 3, 1), (6, 1, 1), (5, 5, 1), (4, 2, 2)])
def test_all_numbers_can_be_read_and_keep_apart(kind, size, window, stride):
    for draw in (0, 1, 2):
        stepper = stepper_with(kind, size, window, stride, draw)
        for stepper.position in (0, 3, 35):
            assert_readable(stepper.picture())


def test_a_window_of_one_is_one_row():
    assert "to row 0, column 0 of the input" in stepper_with(CONVOLUTION, 5, 1, 1, 0).stage.alt


def table(text, shape):
    numbers = [int(number.replace("−", "-")) for number in re.findall(r"−?\d+", text)]
    return np.reshape(numbers, shape)


def so_far(stepper):
    return stepper.stage.alt.partition("so far dx is ")[2]


@pytest.mark.parametrize("size, window, stride", [(5, 3, 1), (6, 2, 2), (6, 3, 3), (4, 1, 2), (5, 5, 1)])
@pytest.mark.parametrize("draw", [0, 1, 2])
def test_a_convolutions_gradients_add_up_step_by_step(size, window, stride, draw):
    stepper = stepper_with(CONVOLUTION, size, window, stride, draw)
    x, weights, dy = stepper.numbers()
    for position in range(dy.size):
        stepper.position = position
        visited = np.where(np.arange(dy.size).reshape(dy.shape) <= position, dy, 0)[None, ..., None]
        dx = reference.conv2d_input_gradient(visited, weights[..., None, None], (stride, stride), NONE, size, size)
        dkernel, dbias = reference.conv2d_kernel_gradient(
            x[None, ..., None], visited, (stride, stride), NONE, window, window
        )
        told_dx, rest = so_far(stepper).split(", dkernel ")
        told_dkernel, told_dbias = rest.split(", dbias ")
        np.testing.assert_array_equal(table(told_dx, x.shape), dx[0, ..., 0])
        np.testing.assert_array_equal(table(told_dkernel, weights.shape), dkernel[..., 0, 0])
        assert table(told_dbias, ()) == dbias[0]


@pytest.mark.parametrize("size, window, stride", [(4, 2, 2), (6, 3, 1), (6, 2, 3), (5, 1, 1)])
@pytest.mark.parametrize("draw", [0, 1, 2])
def test_max_poolings_gradient_goes_to_the_first_largest_number(size, window, stride, draw):
    stepper = stepper_with(POOLING, size, window, stride, draw)
    x, weights, dy = stepper.numbers()
    assert weights is None
    pooling = (window, window), (stride, stride), NONE
    batch = x[None, ..., None]
    y = reference.maxpool2d_forward(batch, *pooling)
    for position in range(dy.size):
        stepper.position = position
        visited = np.where(np.arange(dy.size).reshape(dy.shape) <= position, dy, 0)[None, ..., None]
        dx = reference.maxpool2d_input_gradient(batch, y, visited, *pooling)
        np.testing.assert_array_equal(table(so_far(stepper), x.shape), dx[0, ..., 0])


@pytest.mark.parametrize("draw", range(8))
def test_the_first_window_has_a_tie(draw):
    stepper = stepper_with(POOLING, 4, 2, 2, draw)
    assert "the first of 2 equal ones" in stepper.stage.alt


@pytest.mark.parametrize("draw", [0, 1, 2])
def test_a_dense_layers_gradients_add_up(draw):
    stepper = stepper_with(DENSE, 5, 3, 1, draw)
    x, weights, dy = stepper.numbers()
    for output in range(dy.size):
        stepper.position = output
        visited = np.where(np.arange(dy.size) <= output, dy, 0)[None]
        told_dx, rest = so_far(stepper).split(", dkernel ")
        told_dkernel, told_dbias = rest.split(", dbias ")
        dkernel, dbias = reference.dense_kernel_gradient(x[None], visited)
        np.testing.assert_array_equal(table(told_dx, (1, 4)), reference.dense_input_gradient(visited, weights))
        np.testing.assert_array_equal(table(told_dkernel, weights.shape), dkernel)
        np.testing.assert_array_equal(table(told_dbias, dy.shape), dbias)


def stepper_with(kind, size, window, stride, draw):
    stepper = BackwardStepper(kind)
    stepper._size.value, stepper._window.value, stepper._stride.value = size, window, stride
    stepper._draws._to(draw)
    return stepper


@pytest.mark.parametrize("kind", [CONVOLUTION, POOLING, DENSE])
@pytest.mark.parametrize("draw", range(5))
def test_numbers_are_small_and_no_gradient_is_0(kind, draw):
    x, weights, dy = stepper_with(kind, 6, 2, 1, draw).numbers()
    assert 0 <= x.min() and x.max() <= 6
    assert weights is None or abs(weights).max() <= 2
    assert set(dy.flat) <= {-3, -2, -1, 1, 2, 3}


def test_a_click_gives_that_output_its_turn():
    stepper = BackwardStepper()
    stepper.stage._handle_custom_msg({"event": "click", "name": "1,2", "x": 0.5, "y": 0.5}, [])
    assert stepper.position == 5 and stepper.stage.selected == "1,2"
    assert "output row 1, column 2" in stepper.stage.alt


def test_each_kind_begins_at_its_first_step_with_settings_that_fit():
    stepper = BackwardStepper()
    stepper.position = 7
    stepper._kind.value = DENSE
    assert stepper.stage.alt.startswith("step 1 of 3: the gradient ")
    assert stepper._stride.disabled and stepper._window.disabled and stepper._size.disabled
    stepper._kind.value = POOLING
    assert stepper.stage.alt.startswith("step 1 of 4: ") and not stepper._stride.disabled
    assert (stepper._size.value, stepper._window.value, stepper._stride.value) == (4, 2, 2)
    assert stepper.trouble.value == ""


def test_a_window_that_does_not_fit_is_explained_and_the_picture_stays():
    stepper = BackwardStepper()
    stepper._size.value = 4
    before = stepper.stage.svg
    stepper._window.value = 5
    assert (
        "A window of 5×5 does not fit into an image of 4×4 pixels. Choose a smaller window or a larger image."
        in stepper.trouble.value
    )
    assert stepper.stage.svg == before
    stepper._kind.value = POOLING
    assert stepper.trouble.value == "" and stepper.stage.svg != before


def test_there_are_three_kinds():
    assert BackwardStepper("dense").stage.alt.startswith("step 1 of 3")
    with pytest.raises(ValueError, match="Did you mean 'convolution'"):
        BackwardStepper("convolutoin")
