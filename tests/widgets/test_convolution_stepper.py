"""The convolution stepper: what it shows is what the package's kernel computes, at every step of every setting."""

import itertools
import re

import numpy as np
import pytest

from course_lib.kernels import reference
from course_lib.shapes import output_size, same_padding
from course_lib.widgets import ConvolutionStepper
from course_lib.widgets.stepping import Stepping, whole_numbers
from tests.widgets.readable import assert_readable


def shown_total(stepper):
    return int(re.search(r"= (−?\d+);", stepper.stage.alt)[1].replace("−", "-"))


def expected(stepper, padding, stride):
    image, kernel, bias = stepper.numbers()
    return reference.conv2d_forward(image[None], kernel[..., None], [bias], (stride, stride), padding)[0, ..., 0]


def too_large(window, size):
    what = f"⚠ A window of {window}×{window} does not fit into an image of {size}×{size} pixels."
    return f"{what} Choose a smaller window, a larger image or padding."


@pytest.mark.parametrize("padding", ["valid", "same", 0, 1, 2])
@pytest.mark.parametrize("stride, window, channels", [(1, 3, 1), (2, 3, 2), (3, 2, 3), (1, 4, 1)])
def test_every_step_shows_the_readable_twins_number(padding, stride, window, channels):
    stepper = ConvolutionStepper(6, channels, window, stride, padding)
    frame = {"valid": (0,) * 4, "same": same_padding(6, window, stride) * 2}.get(padding, (padding,) * 4)
    for kind in ("first", "new"):
        result = expected(stepper, frame, stride)
        assert stepper._steps.count == result.size
        for position in (*range(0, result.size, 4), result.size - 1):
            stepper.position = position
            assert stepper.stage.alt.startswith(f"step {position + 1} of {result.size}: "), kind
            assert shown_total(stepper) == result.flat[position]
            assert stepper.stage.selected == "{},{}".format(*divmod(position, len(result)))
        stepper._draws._to(1)


@pytest.mark.parametrize("size, window, stride", list(itertools.product((4, 7, 8), (1, 3, 5), (1, 2, 3))))
def test_the_rule_is_true_for_every_setting_that_fits_and_what_does_not_is_explained(size, window, stride):
    stepper = ConvolutionStepper()
    stepper._size.value, stepper._window.value, stepper._stride.value = size, window, stride
    if window > size:
        assert too_large(window, size) in stepper.trouble.value
        return
    assert stepper.trouble.value == ""
    places = output_size(size, window, stride)
    assert stepper.stage.alt.endswith(f"⌊({size} − {window} + 2·0) / {stride}⌋ + 1 = {places}")


def test_the_last_good_picture_stays_and_the_explanation_too():
    stepper = ConvolutionStepper(kernel_size=5, image_size=5)
    before = stepper.stage.svg
    stepper._size.value = 4
    assert 'role="alert"' in stepper.trouble.value
    assert stepper.stage.svg == before
    stepper._draws._to(1)
    stepper._steps._go(1)
    stepper.stage._handle_custom_msg({"event": "click", "name": "0,0", "x": 0.5, "y": 0.5}, [])
    assert 'role="alert"' in stepper.trouble.value and stepper.stage.svg == before
    stepper._padding.value = "same"
    assert stepper.trouble.value == "" and stepper.stage.svg != before


def test_a_click_puts_the_window_there():
    stepper = ConvolutionStepper()
    stepper.stage._handle_custom_msg({"event": "click", "name": "2,3", "x": 0.5, "y": 0.5}, [])
    assert stepper.position == 11 and stepper.stage.selected == "2,3"
    assert "output row 2, column 3" in stepper.stage.alt


def test_fewer_places_take_the_window_to_the_last_one():
    stepper = ConvolutionStepper()
    stepper.position = 15
    stepper._stride.value = 2
    assert stepper.position == 3
    assert stepper.stage.alt.startswith("step 4 of 4: ")


def test_the_number_of_zeros_is_seen_only_where_it_counts_and_comes_back_as_it_was():
    stepper = ConvolutionStepper(padding=2)
    assert stepper._zeros.layout.visibility == "visible" and "2·2" in stepper.stage.alt
    for other, told in (("same", "2·1"), ("valid", "2·0")):
        stepper._padding.value = other
        assert stepper._zeros.layout.visibility == "hidden" and told in stepper.stage.alt
    stepper._padding.value = "own"
    assert stepper._zeros.layout.visibility == "visible" and "2·2" in stepper.stage.alt
    assert ConvolutionStepper()._zeros.layout.visibility == "hidden"


def test_padding_of_ones_own_that_is_too_small_is_explained():
    stepper = ConvolutionStepper(image_size=4, kernel_size=5, padding=0)
    assert (
        "A window of 5×5 does not fit into an image of 4×4 pixels, 4×4 with its padding. "
        "Choose a smaller window, a larger image or more padding." in stepper.trouble.value
    )
    stepper._zeros.value = 1
    assert stepper.trouble.value == ""


@pytest.mark.parametrize("padding", ["valid", "same", 2])
@pytest.mark.parametrize("size, channels, window", list(itertools.product((4, 6, 8), (1, 2, 3), (1, 3, 5))))
def test_all_numbers_can_be_read_and_keep_apart(size, channels, window, padding):
    if padding == "valid" and window > size:
        return
    for draw in (0, 1, 2):
        stepper = ConvolutionStepper(size, channels, window, padding=padding)
        stepper._draws._to(draw)
        stepper.position = 999
        assert_readable(stepper.picture())


def test_three_channels_are_no_taller_than_a_laptops_page():
    assert ConvolutionStepper(8, 3, 5, padding="same").picture().height <= 800


def test_numbers_are_of_one_size_at_every_step():
    stepper = ConvolutionStepper(8, 2, 5)
    stepper._draws._to(1)
    sizes = set()
    for stepper.position in range(16):
        root = stepper.picture().root
        sizes.add(tuple(sorted({text.get("font-size") for text in root.iter("text")})))
    assert len(sizes) == 1


def test_a_click_on_the_output_is_told_of():
    assert "Click a number of the output to go there." in Stepping(print).children[-1].value


def test_new_numbers_are_others_and_the_first_ones_come_back():
    stepper = ConvolutionStepper(channels=2)
    first = stepper.numbers()
    stepper._draws._to(1)
    image, kernel, bias = stepper.numbers()
    assert image.shape == (6, 6, 2) and kernel.shape == (3, 3, 2)
    assert 0 <= image.min() and image.max() <= 9 and abs(kernel).max() <= 2 and abs(bias) <= 2
    assert not np.array_equal(image, first[0])
    stepper._draws._to(2)
    assert not np.array_equal(stepper.numbers()[0], image)
    stepper._draws._to(0)
    np.testing.assert_array_equal(stepper.numbers()[0], first[0])


def test_play_and_slider_tell_the_same_step():
    heard = []
    steps = Stepping(lambda: heard.append(steps.position))
    steps.count = 3
    steps._play.value = 2
    assert steps.position == 1 and heard == [1]
    for _ in range(3):
        steps._go(1)
    assert steps.position == 2 and steps._play.value == 3
    for _ in range(5):
        steps._go(-1)
    assert steps.position == 0 and heard == [1, 2, 1, 0]
    steps.position = 99
    steps.count = 1
    assert steps.position == 0 and steps._play.max == steps._slider.max == 1


def test_whole_numbers_reach_both_ends_and_depend_on_their_words_only():
    numbers = whole_numbers((1000,), -2, 2, "a")
    assert set(numbers.tolist()) == {-2, -1, 0, 1, 2}
    np.testing.assert_array_equal(numbers, whole_numbers((1000,), -2, 2, "a"))
    assert not np.array_equal(numbers, whole_numbers((1000,), -2, 2, "b"))


@pytest.mark.parametrize(
    "arguments, error, text",
    [
        ({"image_size": 3}, ValueError, "`image_size` must be at least 4"),
        ({"image_size": 9}, ValueError, "`image_size` must be at least 4 and at most 8, got 9."),
        ({"channels": 0}, ValueError, "`channels` must be at least 1"),
        ({"kernel_size": 2.5}, TypeError, "`kernel_size` must be a whole number, got 2.5."),
        ({"strides": 4}, ValueError, "`strides` must be at least 1 and at most 3, got 4."),
        ({"padding": "sam"}, ValueError, "Did you mean 'same'?"),
        ({"padding": 3}, ValueError, "`padding` must be at least 0 and at most 2, got 3."),
        ({"stride": 1}, TypeError, "Did you mean `strides`?"),
    ],
)
def test_settings_out_of_range_are_explained(arguments, error, text):
    with pytest.raises(error, match=re.escape(text)):
        ConvolutionStepper(**arguments)


def test_a_setting_that_does_not_fit_from_the_beginning_does_not_keep_the_piece_from_living():
    stepper = ConvolutionStepper(image_size=4, kernel_size=5)
    assert too_large(5, 4) in stepper.trouble.value
    stepper._window.value = 3
    assert stepper.trouble.value == "" and stepper.stage.alt.startswith("step 1 of 4")


def test_what_a_redrawing_within_a_callback_complains_about_stays():
    stepper = ConvolutionStepper(image_size=4, kernel_size=5)
    stepper.guarded(stepper.refresh)()
    assert too_large(5, 4) in stepper.trouble.value
