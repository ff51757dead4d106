"""Points on a plane, drawn as the numbers of their classes."""

import numpy as np
import pytest

from course_lib import plots

POINTS = [[0, 0], [1, 2], [2, 1], [4, 4]]


def test_each_point_is_where_it_is_and_drawn_as_its_class():
    picture = plots.show_class_map(POINTS, [3, 0, 3, 9])
    drawn = {each.get_label(): each.get_offsets().tolist() for each in picture.axes[0].collections}
    assert drawn == {"0": [[1, 2]], "3": [[0, 0], [2, 1]], "9": [[4, 4]]}
    shapes = [each.get_paths()[0].vertices for each in picture.axes[0].collections]
    assert len({len(shape) for shape in shapes}) == 3, "a glyph of its own for each class"


def test_the_words_count_the_classes():
    assert plots.show_class_map(POINTS, np.array([1, 0, 1, 1])).alt == (
        "a map of 4 points, each drawn as the number of its class: 1 of class 0, 3 of class 1"
    )


def test_names_stand_beside_the_map():
    picture = plots.show_class_map(POINTS, [0, 1, 1, 0], ["shirt", "boot"])
    assert [text.get_text() for text in picture.axes[0].get_legend().get_texts()] == ["shirt", "boot"]
    assert picture.alt.endswith("2 of class shirt, 2 of class boot")


def test_up_is_up_and_both_axes_have_one_scale():
    axes = plots.show_class_map(POINTS, [0, 1, 2, 3]).axes[0]
    assert axes.get_aspect() == 1
    assert not axes.yaxis_inverted()


@pytest.mark.parametrize(
    "points, labels, names, words",
    [
        ([1, 2], [0, 1], None, r"shape \(N, 2\)"),
        (POINTS, [0, 1], None, "4 class numbers"),
        (POINTS, [0, 1, 2, 10], None, "whole numbers from 0 to 9"),
        (POINTS, [0.5, 1, 2, 3], None, "whole numbers from 0 to 9"),
        (POINTS, [0, 1, 2, 3], ["a", "b"], "must name class 3"),
    ],
)
def test_what_does_not_fit_is_told(points, labels, names, words):
    with pytest.raises(ValueError, match=words):
        plots.show_class_map(points, labels, names)
