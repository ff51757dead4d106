"""The roofline: where roof and points lie, and where their names stand."""

import math
import re

import numpy as np
import pytest

from course_lib import plots
from course_lib.plots.label_places import Box, free_places
from tests.plots.looking import laid_out, outside, overlaps

POINTS = {"relu": (0.125, 2.3), "max pooling": (0.3, 4.9), "Conv2D": (30, 140), "Dense": (40, 118), "small": (0.5, 9)}
LADDER = {"slow": (28, 0.003), "fast": (28, 12), "faster": (28, 25), "matrix product": (6.2, 25)}


def texts(picture):
    return {text.get_text(): text for text in picture.axes[0].texts}


def test_the_roof_is_the_lower_of_two_limits():
    roof = plots.show_roofline(POINTS, peak=160, bandwidth=20).axes[0].lines[0]
    x, y = (np.array(values) for values in roof.get_data())
    np.testing.assert_allclose(y, np.minimum(160, 20 * x))
    assert x[1] == 8, "the ridge"


def test_points_lie_where_they_were_measured():
    picture = plots.show_roofline(POINTS, peak=160, bandwidth=20)
    axes = picture.axes[0]
    assert (axes.get_xscale(), axes.get_yscale()) == ("log", "log")
    points = next(line for line in axes.lines if line.get_marker() == "o")
    np.testing.assert_array_equal(np.transpose(points.get_data()), list(POINTS.values()))
    (low, high), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    assert all(low < x < high and bottom < y < top for x, y in POINTS.values())


def test_both_limits_and_the_ridge_are_named():
    told = texts(plots.show_roofline(POINTS, peak=1600, bandwidth=20))
    assert {"memory: 20 GB/s", "arithmetic: 1,600 GFLOP/s", "ridge: 80 FLOP per byte"} <= set(told)
    assert {"limited by memory", "limited by arithmetic"} <= set(told)


def test_it_says_how_near_each_comes_to_the_roof():
    said = repr(plots.show_roofline({"copy": (0.125, 2), "dense": (60, 90)}, peak=100, bandwidth=20))
    assert "20 GB/s, 100 GFLOP/s, ridge at 5 FLOP per byte" in said
    assert "copy 2 of 2.5 GFLOP/s (80%), dense 90 of 100 GFLOP/s (90%)" in said


@pytest.mark.parametrize(
    "points",
    [
        POINTS,
        {f"program {i}": (5 * 1.05**i, 50 + i) for i in range(12)},
        {f"program {i}": (8, 160) for i in range(6)},
        LADDER,
        {"x": (1e-3, 1e-3), "a long name of a program that goes on and on": (2000, 1500)},
    ],
)
def test_names_of_points_lie_on_nothing(points):
    picture = laid_out(plots.show_roofline(points, peak=160, bandwidth=20))
    told = texts(picture)
    names = [text for name, text in told.items() if name in points or name.endswith("…")]
    assert len(names) == len(points)
    boxes = [text.get_window_extent() for text in names]
    assert not outside(picture, boxes)
    level = [text.get_window_extent() for text in told.values() if not text.get_rotation()]
    assert not overlaps(level)
    axes = picture.axes[0]
    for x, y in axes.transData.transform(list(points.values())):
        assert not [box for box in level if box.contains(x, y)]


def test_no_name_stands_on_the_dotted_line_where_there_is_room():
    picture = laid_out(plots.show_roofline(LADDER, peak=160, bandwidth=20))
    ridge = picture.axes[0].transData.transform((160 / 20, 1))[0]
    names = [text.get_window_extent() for name, text in texts(picture).items() if name in LADDER]
    assert len(names) == len(LADDER)
    assert not [box for box in names if box.x0 < ridge < box.x1]


def test_the_roofs_words_follow_its_slope():
    picture = laid_out(plots.show_roofline(POINTS, peak=160, bandwidth=20))
    (x1, y1), (x2, y2) = picture.axes[0].transData.transform([(1, 20), (2, 40)])
    angle = math.degrees(math.atan2(y2 - y1, x2 - x1))
    assert texts(picture)["memory: 20 GB/s"].get_rotation() == pytest.approx(angle, abs=0.1)


def test_a_roof_without_points():
    picture = laid_out(plots.show_roofline({}, peak=1, bandwidth=3000))
    assert not outside(picture, [text.get_window_extent() for text in picture.axes[0].texts])
    assert repr(picture) == "[Picture: a roofline: 3,000 GB/s, 1 GFLOP/s, ridge at 0.000333 FLOP per byte]"


@pytest.mark.parametrize(
    "arguments, error, text",
    [
        (([1], 1, 1), TypeError, "`points` must be a dict {name: (operations per byte, GFLOP/s)}, got [1]"),
        (({"a": 3}, 1, 1), TypeError, "`points` must be a dict {name: (operations per byte, GFLOP/s)}, got 3 for 'a'"),
        (({1: (1, 1)}, 1, 1), TypeError, "got (1, 1) for 1"),
        (({"a": (1, 2, 3)}, 1, 1), TypeError, "got (1, 2, 3) for 'a'"),
        (({"a": (0, 1)}, 1, 1), ValueError, "`a` must be above 0, got 0"),
        (({"a": (1, float("nan"))}, 1, 1), ValueError, "`a` must be above 0, got nan"),
        (({"a": (1, "x")}, 1, 1), TypeError, "`a` must be a number, got 'x'"),
        (({}, 0, 1), ValueError, "`peak` must be above 0, got 0"),
        (({}, 1, -2), ValueError, "`bandwidth` must be above 0, got -2"),
        (({str(k): (1, 1) for k in range(13)}, 1, 1), ValueError, "`points` must have at most 12 entries, got 13"),
    ],
)
def test_a_mix_up_is_explained(arguments, error, text):
    with pytest.raises(error, match=f"show_roofline: .*{re.escape(text)}"):
        plots.show_roofline(*arguments)


def test_places_avoid_each_other_and_what_is_taken():
    points, wall = [(2, 2), (2.1, 2), (2.2, 2)], Box(2.3, 0, 4, 4)
    found = free_places(points, [(0.6, 0.2)] * 3, Box(0, 0, 4, 4), [wall])
    assert not [1 for place, box in enumerate(found) for other in [wall, *found[:place]] if box.overlaps(other)]
    assert not [1 for box in found for point in points if box.holds(*point)]


def test_a_name_without_room_stands_at_its_point():
    (found,) = free_places([(1, 1)], [(5, 5)], Box(0, 0, 2, 2))
    assert found.left == pytest.approx(1.1)
