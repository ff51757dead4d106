"""Several curves over one axis."""

import numpy as np
import pytest

from course_lib import plots
from course_lib.plots.landscape import STYLES

FALLING = ([0, 1, 2], [4, 2, 1.5])


def test_lines_are_where_they_are_and_have_names():
    picture = plots.show_lines({"a": FALLING, "b": (np.arange(2), [1.0, np.nan])}, "step", "loss")
    axes = picture.axes[0]
    np.testing.assert_array_equal(axes.lines[0].get_data(), FALLING)
    np.testing.assert_array_equal(axes.lines[1].get_data(), [[0, 1], [1, np.nan]])
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["a", "b"]
    assert (axes.get_xlabel(), axes.get_ylabel(), axes.get_xscale()) == ("step", "loss", "linear")


def test_one_line_needs_no_legend_and_the_words_say_where_it_goes():
    picture = plots.show_lines({"a": ([1, 10], [-2, 0.5])}, "rate", "loss", scale="log")
    assert picture.axes[0].get_legend() is None
    assert picture.axes[0].get_xscale() == "log"
    assert picture.alt == "loss over rate, 1 line: a from −2 to 0.5"


def test_points_have_marks_and_other_lines_have_one_at_the_end():
    lines = plots.show_lines({"a": FALLING, "b": FALLING}, "x", "y", points=["a"]).axes[0].lines
    assert [line.get_markevery() for line in lines] == [None, [2]]


def test_lines_differ_by_colour_dashes_and_mark():
    lines = plots.show_lines({str(k): FALLING for k in range(len(STYLES))}, "x", "y").axes[0].lines
    for of_line in (lambda line: line.get_color(), lambda line: str(line.get_marker())):
        assert len(set(map(of_line, lines))) == len(STYLES)


@pytest.mark.parametrize(
    "lines, words",
    [
        ({}, "from 1 to 7 lines, got 0"),
        ({str(k): FALLING for k in range(8)}, "from 1 to 7 lines, got 8"),
        ({"a": ([1, 2], [1])}, r"shapes \(2,\) and \(1,\) for 'a'"),
        ({"a": ([], [])}, r"shapes \(0,\) and \(0,\) for 'a'"),
        ({"a": [1, 2, 3]}, "got list for 'a'"),
    ],
)
def test_what_is_no_line_is_told(lines, words):
    with pytest.raises(ValueError, match=words):
        plots.show_lines(lines, "x", "y")
