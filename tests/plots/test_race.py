"""A race as it stands after a step."""

import re
from time import process_time

import numpy as np
import pytest

from course_lib import plots
from course_lib.landscapes import ALL, NARROW_VALLEY, ROUND_BOWL, Landscape, race
from course_lib.optimizers import SGD, Adam
from course_lib.plots.landscape import STYLES
from course_lib.plots.race import LEFT, SIDE, TOP

PATHS = {"slow": np.array([[2, 0], [1, 0], [0.5, 0]]), "far": np.array([[2, 0], [-60, 0.0]])}


def lines(sheet, color):
    """The places that the lines of a colour lead through: on the map, on the chart, in the ranking."""
    found = [line for line in sheet.root.iter("polyline") if line.get("stroke") == color]
    return [np.array([pair.split(",") for pair in line.get("points").split()], float) for line in found]


def on_map(point, landscape=ROUND_BOWL):
    left, right, _, upper = landscape.bounds
    return LEFT + (point[0] - left) * SIDE / (right - left), TOP + (upper - point[1]) * SIDE / (right - left)


def test_paths_lead_to_where_each_is_after_the_step():
    for step in (0, 1, 2):
        slow, far = (lines(plots.show_race(ROUND_BOWL, PATHS, step), style[0])[0] for style in STYLES[:2])
        np.testing.assert_allclose(slow, [on_map(point) for point in PATHS["slow"][: step + 1]], atol=0.06)
        assert len(far) == min(step, 1) + 1


def test_the_ranking_is_by_height_with_the_diverged_last():
    sheet = plots.show_race(ROUND_BOWL, {"far": PATHS["far"], "slow": PATHS["slow"]}, 2)
    assert sheet.alt.endswith("after step 2 of 2: 1. slow, height 0.12; 2. far, left the map at step 1")
    texts = sheet.texts()
    at = texts.index("1.")
    assert texts[at : at + 6] == ["1.", "slow", "0.12", "2.", "far", "⚠ left the map at step 1"]
    before = plots.show_race(ROUND_BOWL, PATHS, 0)
    assert before.alt.endswith("1. slow, height 2; 2. far, height 2")


def test_a_diverged_path_is_last_though_its_height_be_low():
    gutter = Landscape(
        "gutter", lambda x, y: x**2 + 0 * y, lambda x, y: (2 * x, 0 * y), (-1, 1, -1, 1), (1, 0), ((0, 0),)
    )
    paths = {"lost": np.array([[1, 0], [0, 99.0]]), "slow": np.array([[1, 0], [0.9, 0]])}
    assert plots.show_race(gutter, paths, 1).alt.endswith("1. slow, height 0.81; 2. lost, left the map at step 1")


def test_the_chart_is_as_long_as_the_race_and_lower_is_lower():
    chart = lines(plots.show_race(ROUND_BOWL, PATHS, 2), STYLES[0][0])[1]
    whole = lines(plots.show_race(ROUND_BOWL, PATHS, 1), STYLES[0][0])[1]
    np.testing.assert_array_equal(chart[:2], whole)
    assert np.allclose(np.diff(chart[:, 0]), 190) and np.all(np.diff(chart[:, 1]) > 0)
    # Each step makes the height a quarter: equal steps on an axis of powers.
    assert np.allclose(np.diff(chart[:, 1]), np.diff(chart[:, 1])[0], atol=0.11)


def test_each_keeps_its_colour_when_others_are_left_out():
    sheet = plots.show_race(ROUND_BOWL, {"slow": PATHS["slow"]}, 2, names=["first", "slow", "far"])
    assert lines(sheet, STYLES[1][0]) and not lines(sheet, STYLES[0][0])


def test_marks_differ_and_stand_on_map_chart_and_ranking():
    sheet = plots.show_race(ROUND_BOWL, {str(k): PATHS["slow"] for k in range(7)}, 2)
    shapes = {}
    for mark in sheet.root.iter("polygon"):
        shapes.setdefault(mark.get("fill"), []).append(mark.get("points"))
    assert [len(of_color) for of_color in shapes.values()] == [3] * 7
    assert len({of_color[0] for of_color in shapes.values()}) == 7


def test_the_map_is_a_spot_and_has_ticks():
    sheet = plots.show_race(ROUND_BOWL, PATHS, 2)
    (spot,) = sheet.spots
    assert spot["name"] == "map" and "start at (2, 0): click to start there" in spot["label"]
    assert spot["left"] * sheet.width == pytest.approx(LEFT, abs=0.01)
    assert [text for text in sheet.texts() if re.fullmatch("−?[0-4]", text)].count("−4") == 2


@pytest.mark.parametrize("landscape", ALL, ids=lambda landscape: landscape.name)
def test_bands_grow_darker_from_the_bottom_of_the_valley(landscape):
    sheet = plots.show_race(landscape, race(landscape, {"SGD": SGD(0.01)}, steps=3), 3)
    colors = [int(path.get("fill")[1:3], 16) for path in sheet.root.iter("path")]
    assert len(colors) == 12 and colors == sorted(colors), "drawn from the highest down"


@pytest.mark.parametrize("last", [np.nan, np.inf, -np.inf, 3e38])
def test_points_that_are_no_numbers_can_be_drawn(last):
    sheet = plots.show_race(ROUND_BOWL, {"lost": np.array([[1, 1], [0, last]])}, 1)
    assert sheet.alt.endswith("1. lost, left the map at step 1")
    assert "nan" not in sheet.svg() and "inf" not in sheet.svg()


def test_a_race_is_drawn_fast_enough_to_play():
    paths = race(NARROW_VALLEY, {str(k): Adam(0.01 * (k + 1)) for k in range(7)}, steps=120)
    plots.show_race(NARROW_VALLEY, paths, 1).svg()
    begin = process_time()
    for step in range(100, 120):
        plots.show_race(NARROW_VALLEY, paths, step).svg()
    assert (process_time() - begin) / 20 < 0.05  # some 10 ms; a busy machine may take longer


@pytest.mark.parametrize(
    "arguments, text",
    [
        ({"paths": {}}, "show_race: there must be from 1 to 7 paths, got 0. Choose an optimizer."),
        ({"paths": {str(k): PATHS["slow"] for k in range(8)}}, "from 1 to 7 paths, got 8."),
        ({"step": 3}, "`step` must be from 0 to 2, got 3."),
        ({"step": -1}, "`step` must be from 0 to 2, got -1."),
        ({"names": ["slow"]}, "`names` must hold the names of all paths, at most 7, got ['slow']."),
        ({"paths": {"a": [1, 2]}}, "show_race: a path must have shape (points, 2), got (2,) for 'a'."),
    ],
)
def test_what_is_refused(arguments, text):
    with pytest.raises(ValueError, match=re.escape(text)):
        plots.show_race(**{"landscape": ROUND_BOWL, "paths": PATHS, "step": 0, **arguments})
