"""How an image becomes a row of numbers."""

import re

import numpy as np
import pytest

from course_lib import plots
from tests.plots.looking import laid_out


def test_a_flattening_shows_both_orders_and_whose_number_each_is():
    image = np.array([[[1, 11], [2, 12], [3, 13]], [[4, 14], [5, 15], [6, 16]]])  # (2, 3, 2)
    picture = plots.show_flattening(image)
    above, last, first = picture.axes
    numbers = [[int(text.get_text()) for text in axes.texts] for axes in picture.axes]
    assert numbers == [
        [1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16],
        [1, 11, 2, 12, 3, 13, 4, 14, 5, 15, 6, 16],
        [1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16],
    ]
    colors = [[patch.get_facecolor() for patch in axes.patches] for axes in (above, last, first)]
    blue, orange = colors[0][0], colors[0][-1]
    assert colors == [[blue] * 6 + [orange] * 6, [blue, orange] * 6, [blue] * 6 + [orange] * 6]
    # No two squares of the upper part lie on one another.
    assert len({patch.get_xy() for patch in above.patches}) == 12
    assert "channels last its row is 1 11 2 12 3 13 4 14" in repr(picture)
    assert "in PyTorch" in first.get_title(loc="left")


def test_long_numbers_stay_in_their_squares():
    picture = plots.show_flattening(np.arange(24).reshape(2, 4, 3) * -1111)
    for axes in laid_out(picture).axes:
        square = axes.patches[0].get_window_extent().width
        assert max(text.get_window_extent().width for text in axes.texts) < square


@pytest.mark.parametrize(
    "image, text",
    [
        (np.zeros((4, 3)), "`image` must have shape (H, W, C), with at most 24 numbers"),
        (np.zeros((5, 5, 1)), "at most 24 numbers and 3 channels, got (5, 5, 1)."),
        (np.zeros((1, 1, 4)), "at most 24 numbers and 3 channels, got (1, 1, 4)."),
    ],
)
def test_what_it_refuses(image, text):
    with pytest.raises(ValueError, match=re.escape(text)):
        plots.show_flattening(image)
