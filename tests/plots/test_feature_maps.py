"""Feature maps in a grid, and numbers of layers without maps: the data that is drawn."""

import re

import numpy as np
import pytest

from course_lib import plots
from course_lib.plots.picture import BLUE, ORANGE

MAPS = np.arange(4 * 6 * 3).reshape(4, 6, 3) - 10.0


def test_maps_are_drawn_in_order_on_one_scale_with_a_bar():
    picture = plots.show_feature_maps(MAPS, columns=2)
    *maps, bar = picture.axes[0].images
    np.testing.assert_array_equal([image.get_array() for image in maps], np.moveaxis(MAPS, -1, 0))
    assert {image.get_clim() for image in (*maps, bar)} == {(-10, 61)}
    assert [text.get_text() for text in picture.axes[0].texts] == ["0", "1", "2", "61", "−10"]
    assert repr(picture) == "[Picture: 3 feature maps of 4×6 numbers, from −10 to 61 on a common scale]"


def test_maps_keep_their_proportions_and_do_not_overlap():
    *maps, _ = plots.show_feature_maps(MAPS, columns=2).axes[0].images
    boxes = [image.get_extent() for image in maps]  # left, right, bottom, top
    for left, right, bottom, top in boxes:
        assert (right - left) / (bottom - top) == pytest.approx(6 / 4)
    assert boxes[0][1] < boxes[1][0] and boxes[0][2] < boxes[2][3]


def test_each_map_may_have_its_own_scale():
    picture = plots.show_feature_maps(MAPS, titles="abc", common_scale=False)
    assert [image.get_clim() for image in picture.axes[0].images] == [(-10, 59), (-9, 60), (-8, 61)]
    assert [text.get_text() for text in picture.axes[0].texts] == ["a", "b", "c"]
    assert "each on its own scale" in repr(picture)


def test_zero_belongs_to_the_common_scale_and_dead_maps_are_no_trouble():
    assert plots.show_feature_maps(MAPS + 20).axes[0].images[0].get_clim() == (0, 81)
    assert plots.show_feature_maps(np.zeros((2, 2, 1)))._repr_png_()


@pytest.mark.parametrize(
    "draw, error, text",
    [
        (lambda: plots.show_feature_maps(MAPS[None]), ValueError, "Take one image of a stack: maps[0]."),
        (lambda: plots.show_feature_maps(MAPS[0]), ValueError, "must have shape (height, width, channels), got (6, 3)"),
        (lambda: plots.show_feature_maps(MAPS, ["a"]), ValueError, "`titles` must have 3 entries, got 1"),
        (lambda: plots.show_feature_maps(MAPS, columns=0), ValueError, "`columns` must be at least 1"),
        (lambda: plots.show_layer_numbers(MAPS, MAPS), ValueError, "`numbers` must have shape (K,)"),
        (lambda: plots.show_layer_numbers(MAPS, [[1, 2]]), ValueError, "Take the row of one image: numbers[0]."),
        (lambda: plots.show_layer_numbers(MAPS, [1, 2], ["a"]), ValueError, "`class_names` must have 2 entries"),
    ],
)
def test_what_is_refused(draw, error, text):
    with pytest.raises(error, match=re.escape(text)):
        draw()


def bars(sheet):
    return [element for element in sheet.root.iter("rect") if element.get("fill") in (BLUE, ORANGE)]


def test_few_numbers_are_named_bars():
    sheet = plots.show_layer_numbers(np.eye(3), [-1, 3, 0.5], ["a", "b", "c"], title="dense", notes={"numbers": "sums"})
    widths = [float(bar.get("width")) for bar in bars(sheet)]
    np.testing.assert_allclose(np.array(widths) / widths[0], [1, 3, 0.5], rtol=1e-3)
    assert [bar.get("fill") for bar in bars(sheet)] == [BLUE, ORANGE, BLUE]
    # A negative number's bar ends where a positive one's begins.
    ends = float(bars(sheet)[0].get("x")) + widths[0]
    assert ends == pytest.approx(float(bars(sheet)[1].get("x")), abs=0.02)
    assert sheet.texts() == ["image", "dense", "sums", "a", "−1", "b", "3", "c", "0.5"]
    assert sheet.alt == "dense; the largest is that of b, 3"


def test_probabilities_are_told_in_percent():
    sheet = plots.show_layer_numbers(np.eye(3), [0.25, 0.75], probabilities=True)
    assert "25%" in sheet.texts() and "75%" in sheet.texts()


def test_many_numbers_are_bars_side_by_side():
    numbers = np.linspace(-1, 2, 64)
    sheet = plots.show_layer_numbers(np.eye(3), numbers)
    heights = np.array([float(bar.get("height")) for bar in bars(sheet)])
    np.testing.assert_allclose(heights, np.abs(numbers) * 100, atol=0.01)
    assert "the largest: 2, number 63" in sheet.texts()
    assert sheet.alt == "64 numbers; the largest is that of number 63, 2"
    dead = plots.show_layer_numbers(np.eye(3), np.zeros(64))
    assert "all are 0" in dead.texts() and dead.alt == "64 numbers; all are 0"


def test_very_many_numbers_are_words_only():
    assert bars(plots.show_layer_numbers(np.eye(3), np.ones(601))) == []
    assert bars(plots.show_layer_numbers(np.eye(3), np.zeros(10)))[0].get("width") == "0"
