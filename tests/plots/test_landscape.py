"""The map of a landscape with paths."""

import numpy as np
import pytest
from matplotlib.colors import to_hex

from course_lib import plots
from course_lib.landscapes import ALL, ROUND_BOWL, TWO_VALLEYS, race
from course_lib.optimizers import SGD
from course_lib.plots.landscape import HALVINGS, STYLES, levels_of, shown_height

PATHS = {"a": np.array([[-3, 2.5], [-1, 0], [1, 0.0]]), "b": np.array([[-3, 2.5], [0, 0.5]])}


def line_of(picture, label):
    return next(line for line in picture.axes[0].lines if line.get_label() == label)


def test_paths_start_and_bottoms_are_where_they_are():
    picture = plots.show_landscape(TWO_VALLEYS, PATHS)
    for name, path in PATHS.items():
        np.testing.assert_array_equal(np.transpose(line_of(picture, name).get_data()), path)
    np.testing.assert_array_equal(np.transpose(line_of(picture, "bottom of a valley").get_data()), TWO_VALLEYS.minima)
    assert set(zip(*line_of(picture, "start").get_data(), strict=True)) == {(-3, 2.5)}
    axes = picture.axes[0]
    assert (*axes.get_xlim(), *axes.get_ylim()) == TWO_VALLEYS.bounds
    assert axes.get_aspect() == 1, "slopes are at right angles to contours only then"
    legend = [text.get_text() for text in axes.get_legend().get_texts()]
    assert legend == ["a", "b", "start", "bottom of a valley"]


def test_paths_differ_by_colour_dashes_and_mark():
    picture = plots.show_landscape(ROUND_BOWL, {str(k): PATHS["a"] for k in range(len(STYLES))})
    lines = [line_of(picture, str(k)) for k in range(len(STYLES))]
    assert [to_hex(line.get_color()) for line in lines] == [style[0].lower() for style in STYLES]
    for part in zip(*STYLES, strict=True):
        assert len(set(part)) == len(STYLES)
    assert all(line.get_markevery() == [2] for line in lines), "the mark stands at the end"


def test_the_words_say_how_each_path_ends():
    paths = race(ROUND_BOWL, {"slow": SGD(0.1), "wild": SGD(3.0)}, start=(2, 0), steps=10)
    said = "2 paths from (2, 0): slow comes to height 0.24 in 10 steps; wild diverges within 4 steps"
    assert said in plots.show_landscape(ROUND_BOWL, paths).alt
    assert plots.show_landscape(ROUND_BOWL).alt == "the round bowl, lowest at (0, 0)"


@pytest.mark.parametrize("landscape", ALL, ids=lambda landscape: landscape.name)
def test_from_line_to_line_the_height_halves(landscape):
    picture = plots.show_landscape(landscape)
    levels = picture.axes[0].collections[-1].levels
    assert len(levels) == HALVINGS + 1
    np.testing.assert_allclose(levels[1:] / levels[:-1], 2)


def test_a_plain_has_levels_too():
    assert np.all(np.diff(levels_of(np.zeros((2, 2)))) > 0)


def test_heights_are_told_with_two_digits():
    assert [shown_height(h) for h in (2.5e-7, 0.0000123, 0.5, 34.06, 1234)] == [
        "below 0.000001", "0.000012", "0.5", "34", "1200",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "paths, error, text",
    [
        ({"a": [1, 2]}, ValueError, r"show_landscape: a path must have shape \(points, 2\), got \(2,\) for 'a'"),
        ({"a": np.zeros((0, 2))}, ValueError, r"got \(0, 2\) for 'a'"),
        ([[1, 2]], TypeError, "`paths` must be a dict of names and points, as landscapes.race returns it, got list"),
    ],
)
def test_what_is_refused(paths, error, text):
    with pytest.raises(error, match=text):
        plots.show_landscape(ROUND_BOWL, paths)
