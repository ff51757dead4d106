"""An image kernel at work."""

import numpy as np
import pytest

from course_lib import plots
from course_lib.plots.dark import INK, ON_LIGHT
from tests.plots.looking import laid_out

IMAGES = np.arange(5 * 4 * 3).reshape(5, 4, 3)


def test_a_filtering_shows_the_kernels_numbers_and_zero_as_grey():
    picture = plots.show_filtering(IMAGES[0], [[1, -0.5]], [[-4, 2]])
    before, middle, after = picture.axes
    assert [text.get_text() for text in middle.texts] == ["1", "−0.5"]
    assert after.images[0].get_clim() == (-4, 4)
    assert plots.show_filtering(IMAGES[0], [[1]], [[1, 2]]).axes[2].images[0].get_clim() == (0, 2)
    np.testing.assert_array_equal(before.images[0].get_array(), IMAGES[0])


def test_the_numbers_stay_dark_on_their_light_colours():
    picture = plots.show_filtering(IMAGES[0], [[1, -0.5]], [[-4, 2]]).darken()
    _, middle, _ = picture.axes
    assert [text.get_color() for text in middle.texts] == [ON_LIGHT] * 2
    assert middle.title.get_color() == INK


def test_numbers_with_many_digits_stay_in_their_cells():
    kernel = np.outer([1, 4, 6, 4, 1], [1, 4, 6, 4, 1]) / 256
    picture = plots.show_filtering(IMAGES[0], kernel, IMAGES[0])
    middle = laid_out(picture).axes[1]
    cell = middle.get_window_extent().width / 5
    assert max(text.get_window_extent().width for text in middle.texts) < cell
    assert middle.texts[0].get_text() == "0.004"


def test_all_three_have_a_frame():
    picture = plots.show_filtering(np.ones((3, 3)), [[0.0]], np.ones((3, 3)))
    assert all(axes.axison and axes.spines["left"].get_visible() for axes in picture.axes)


def test_a_mix_up_is_explained():
    with pytest.raises(ValueError, match="`kernel` must have shape"):
        plots.show_filtering(IMAGES[0], [1, 2], IMAGES[0])
