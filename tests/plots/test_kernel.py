"""Image kernels with their numbers."""

import numpy as np
import pytest

from course_lib import plots
from course_lib.plots.dark import ON_LIGHT
from course_lib.plots.kernel import reach
from tests.plots.looking import laid_out, outside

SOBEL = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])


def numbers(axes):
    return [text.get_text() for text in axes.texts]


def colors(axes):
    """The colour of each cell, row by row."""
    image = axes.images[0]
    return [tuple(image.to_rgba(value)[:3]) for value in image.get_array().data.ravel()]


def test_one_image_kernel_shows_its_numbers_in_their_places():
    (axes,) = plots.show_kernel(SOBEL).axes
    assert numbers(axes) == ["−1", "0", "1", "−2", "0", "2", "−1", "0", "1"]
    assert [text.get_position() for text in axes.texts][:4] == [(0, 0), (1, 0), (2, 0), (0, 1)]
    np.testing.assert_array_equal(axes.images[0].get_array(), SOBEL)


def test_zero_is_white_below_is_purple_and_above_orange():
    negative, zero, positive = colors(plots.show_kernel([[-2, 0, 2]]).axes[0])
    assert min(zero) > 0.95
    assert negative[2] > negative[0] and negative[2] > negative[1], "purple"
    assert positive[0] > positive[1] > positive[2], "orange"


def test_all_image_kernels_share_one_scale():
    picture = plots.show_kernel(np.stack([np.ones((2, 2)), np.full((2, 2), 4.0)], axis=-1))
    assert {axes.images[0].get_clim() for axes in picture.axes} == {(-8, 8)}
    assert reach(np.zeros((2, 2))) == 2


def test_channels_stand_side_by_side():
    kernel = np.arange(18).reshape(3, 3, 2)
    picture = plots.show_kernel(kernel)
    assert [axes.get_title() for axes in picture.axes] == ["channel 0", "channel 1"]
    for c, axes in enumerate(picture.axes):
        np.testing.assert_array_equal(axes.images[0].get_array(), kernel[:, :, c])


def test_filters_are_columns_and_channels_rows():
    kernel = np.arange(3 * 3 * 2 * 4).reshape(3, 3, 2, 4)
    picture = plots.show_kernel(kernel)
    for axes in picture.axes:
        c, f = (int(word.split()[1]) for word in axes.get_title().split(", "))
        np.testing.assert_array_equal(axes.images[0].get_array(), kernel[:, :, c, f])
    lefts = [round(axes.get_position().x0, 5) for axes in picture.axes]
    tops = [round(axes.get_position().y1, 5) for axes in picture.axes]
    assert lefts[:4] == lefts[4:] and len(set(lefts)) == 4
    assert len(set(tops[:4])) == 1 and tops[0] > tops[4]


def test_filters_of_one_channel_go_on_in_the_next_row():
    picture = plots.show_kernel(np.zeros((3, 3, 1, 32)))
    assert [axes.get_title() for axes in picture.axes] == [f"filter {f}" for f in range(32)]
    assert len({round(axes.get_position().y0, 5) for axes in picture.axes}) == 4


@pytest.mark.parametrize("shape", [(3, 3), (1, 7), (7, 1), (5, 5, 20), (3, 3, 6, 8), (3, 3, 1, 48), (27, 28)])
def test_numbers_can_be_read_and_stay_in_their_cells(shape):
    kernel = np.random.default_rng(0).normal(size=shape)
    picture = plots.show_kernel(kernel, "a title")
    assert max(picture.get_size_inches()) < 12
    assert len(picture.axes) == np.prod(shape[2:], dtype=int)
    assert not outside(picture, [axes.get_window_extent() for axes in laid_out(picture).axes])
    for axes in picture.axes[:3]:
        cell = axes.get_window_extent().width / shape[1]
        assert max(text.get_window_extent().width for text in axes.texts) < cell
        assert min(text.get_fontsize() for text in axes.texts) >= 6.5


def test_many_small_weights_are_told_in_hundredths():
    weights = np.full((3, 3, 1, 16), -0.123456)
    weights[0, 0] = -0.0456
    weights[0, 1] = 0.3
    assert numbers(plots.show_kernel(weights).axes[0])[:3] == ["−0.05", "0.3", "−0.12"]
    assert numbers(plots.show_kernel(weights[..., :1]).axes[0])[:3] == ["−0.046", "0.3", "−0.12"]


def test_numbers_stay_dark_in_the_dark_theme():
    picture = plots.show_kernel(SOBEL, "edges").darken()
    assert {text.get_color() for text in picture.axes[0].texts} == {ON_LIGHT}


def test_it_says_what_it_shows():
    assert repr(plots.show_kernel([[0.5, -1]], "difference")) == (
        "[Picture: difference: a 1×2 image kernel, row by row 0.5 −1]"
    )
    assert "3×3 image kernels, 3 filters of 2 channels, with their numbers, from −1 to −1" in repr(
        plots.show_kernel(np.full((3, 3, 2, 3), -1))
    )
    assert plots.show_kernel(SOBEL, "edges").texts[0].get_text() == "edges"


@pytest.mark.parametrize(
    "kernel, error, text",
    [
        ([1, 2], ValueError, r"`kernel` must have shape \(height, width\), .*got \(2,\)"),
        (np.zeros((3, 0)), ValueError, r"got \(3, 0\)"),
        ([["a"]], TypeError, "`kernel` must be an array of numbers"),
        ([[np.nan]], ValueError, "`kernel` must hold finite numbers"),
        (np.zeros((28, 28)), ValueError, r"at most 27 rows and 28 columns, .*got 28×28\. Draw it with show_images"),
        (np.zeros((3, 3, 32, 64)), ValueError, r"at most 6 channels of 8 filters of 3×3 .*kernel\[:, :, :6, :8\]\."),
        (np.zeros((3, 3, 1, 49)), ValueError, r"and 48 where there is one channel .*kernel\[:, :, :, :48\]\."),
        (
            np.zeros((5, 5, 21)),
            ValueError,
            r"and 20 where .*got shape \(5, 5, 21\)\. Draw a part: kernel\[:, :, :20\]\.",
        ),
    ],
)
def test_what_it_refuses(kernel, error, text):
    with pytest.raises(error, match=text):
        plots.show_kernel(kernel)
