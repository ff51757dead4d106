"""Images on a screen's scale."""

import numpy as np
import pytest

from course_lib import plots

GREY = np.array([[0, 51], [255, 300], [-20, 102]])
COLOUR = np.zeros((10, 20, 3), np.uint8) + np.uint8([255, 0, 51])


def test_all_images_have_one_scale_which_ends_at_black_and_white():
    picture = plots.show_pixels([GREY, np.full((9, 9), 51)], ["small", "large"])
    small, large = picture.axes
    np.testing.assert_allclose(small.images[0].get_array(), [[0, 0.2], [1, 1], [0, 0.4]])
    assert small.images[0].get_clim() == large.images[0].get_clim() == (0, 1)
    np.testing.assert_allclose(large.images[0].get_array(), 0.2)
    assert (small.get_title(), large.get_title()) == ("small", "large")
    assert picture.alt == "2 images, 0 black and 255 white: small, large"


def test_numbers_are_written_on_small_grey_images_as_they_are():
    small, large = plots.show_pixels([GREY, np.ones((9, 3))]).axes
    assert [text.get_text() for text in small.texts] == ["0", "51", "255", "300", "−20", "102"]
    assert not large.texts
    assert small.texts[0].get_color() != small.texts[2].get_color(), "dark on light, light on dark"


def test_a_colour_image_keeps_its_colours():
    (axes,) = plots.show_pixels([COLOUR]).axes
    np.testing.assert_allclose(axes.images[0].get_array()[4, 4], [1, 0, 0.2])
    assert not axes.texts


@pytest.mark.parametrize(
    "images, titles, words",
    [
        (GREY, None, r"must be a list of images, got an array of shape \(3, 2\)\. Write \[image\]"),
        ([], None, "`images` must be one to 6, got 0"),
        ([GREY] * 7, None, "one to 6, got 7"),
        ([np.ones((2, 2, 2))], None, r"image 0 must have shape .* or \(height, width, 3\), got \(2, 2, 2\)"),
        ([GREY, np.ones(3)], None, r"image 1 must have shape .* got \(3,\)"),
        ([GREY], ["a", "b"], "`titles` must have 1 entries, got 2"),
    ],
)
def test_what_does_not_fit_is_refused(images, titles, words):
    with pytest.raises(ValueError, match=words):
        plots.show_pixels(images, titles)
