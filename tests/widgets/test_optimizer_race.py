"""The optimizer race: its controls, and who runs."""

import re

import numpy as np
import pytest

from course_lib import landscapes
from course_lib.landscapes import Landscape
from course_lib.optimizers import SGD, Adadelta, Adam, RMSprop
from course_lib.widgets import OptimizerRace
from course_lib.widgets.optimizer_race import RACERS, RATES


@pytest.fixture
def game():
    return OptimizerRace()


def ranking(game):
    return re.findall(r"\d\. ([^,]*)", game.stage.alt)


def test_it_begins_with_a_race_that_tells(game):
    assert game.stage.alt.startswith("the curved valley after step 120 of 120: 1. SGD with momentum, height 0.0000079")
    assert ranking(game)[-1] == "Adadelta 0.001"
    assert sorted(ranking(game)) == sorted(RACERS)
    heights = [float(height) for height in re.findall(r"height ([\d.]+)(?:;|$)", game.stage.alt)]
    assert heights == sorted(heights) and heights[0] < 1e-4 < 0.01 < heights[1]


def test_the_paths_are_those_of_the_packages_optimizers(game):
    game._rate.value, game._momentum.value, game._steps.value = 0.02, 0.5, 40
    racers = {"SGD with momentum": SGD(0.02, 0.5), "RMSprop": RMSprop(0.02), "Adadelta 1.0": Adadelta(1.0)}
    for name, path in landscapes.race(landscapes.CURVED_VALLEY, racers, steps=40).items():
        np.testing.assert_array_equal(game._paths[name], path)


def test_each_at_its_own_default_rate(game):
    game._own.value = True
    assert game._rate.disabled
    racers = {"SGD": SGD(), "Adam": Adam(), "Adadelta 0.001": Adadelta(), "Adadelta 1.0": Adadelta(1.0)}
    for name, path in landscapes.race(landscapes.CURVED_VALLEY, racers, steps=120).items():
        np.testing.assert_array_equal(game._paths[name], path)
    game._own.value = False
    assert not game._rate.disabled


def test_the_rates_are_round_numbers_of_equal_distance():
    assert RATES[0] == 0.0001 and RATES[-1] == 10 and len(RATES) == 31
    ratios = np.array(RATES[1:]) / RATES[:-1]
    assert ratios.min() > 1.3 and ratios.max() < 1.7


def test_the_step_slider_shows_the_race_at_that_step_and_nothing_runs_anew(game):
    paths = game._paths
    game._step.value = 30
    assert "after step 30 of 120" in game.stage.alt
    assert game._paths is paths


def test_who_is_ticked_runs(game):
    game._racers["Adam"].value = False
    assert "Adam" not in game._paths and "Adam" not in ranking(game)
    game._racers["Adam"].value = True
    assert "Adam" in ranking(game)


def test_nobody_runs(game):
    before = game.stage.svg
    for box in game._racers.values():
        box.value = False
    assert "OptimizerRace: an optimizer must run, got none. Tick one." in game.trouble.value
    assert game.stage.svg != before and ranking(game) == ["Adadelta 0.001"], "the last good picture stays"
    game._racers["SGD"].value = True
    assert game.trouble.value == "" and ranking(game) == ["SGD"]


def test_a_large_rate_makes_them_diverge_in_words(game):
    game._rate.value = 10.0
    assert "SGD, left the map at step 1" in game.stage.alt
    assert "⚠ left the map at step 1" in game.picture().texts()
    assert game.trouble.value == ""


def test_the_race_is_over_where_all_have_left_the_map(game):
    for name, box in game._racers.items():
        box.value = name == "SGD"
    game._rate.value = 10.0
    assert game.trouble.value == ""
    assert game.stage.alt == "the curved valley after step 1 of 1: 1. SGD, left the map at step 1"


def test_another_landscape_has_its_own_start(game):
    game._landscape.value = landscapes.NARROW_VALLEY
    assert (game._x.value, game._y.value) == (-3.5, 1.5)
    assert game.stage.alt.startswith("the narrow valley after step 120 of 120")
    assert game._paths["SGD"][0].tolist() == [-3.5, 1.5]


def test_a_click_moves_the_start_there(game):
    game.clicked("map", 0.25, 0.1)
    assert (game._x.value, game._y.value) == (-1.0, 2.6)
    np.testing.assert_allclose(game._paths["SGD"][0], [-1.0, 2.6], atol=1e-6)
    assert "start at (−1, 2.6)" in game.stage.spots[0]["label"]


def test_a_start_off_the_map_is_explained(game):
    before = game.stage.svg
    game._x.value = 5
    rule = "the start must lie on the map, x from -2 to 2, y from -1 to 3, got (5, 2)."
    assert rule in game.trouble.value and game.stage.svg == before
    game._x.value = float("nan")
    assert "got (nan, 2)." in game.trouble.value
    game._x.value = 0.5
    assert game.trouble.value == ""


def test_more_steps(game):
    game._steps.value = 500
    assert (game._step.max, game._play.max, game._step.value) == (500, 500, 500), "at the end it stays at the end"
    assert game._play.step == 4 and "after step 500 of 500" in game.stage.alt
    game._step.value = 300
    game._steps.value = 20
    assert (game._step.max, game._step.value) == (20, 20)
    assert game._play.step == 1 and game.trouble.value == ""


def test_settings_out_of_range_are_kept_within_it(game):
    game._momentum.value = 2
    game._steps.value = 100_000
    assert (game._momentum.value, game._steps.value) == (0.99, 500)
    assert game.trouble.value == ""


def test_a_landscape_of_ones_own():
    slope = Landscape(
        "my slope", lambda x, y: x**2 + y**4, lambda x, y: (2 * x, 4 * y**3), (-1, 3, -1, 1), (2, 1), ((0, 0),)
    )
    game = OptimizerRace(slope, learning_rate=0.1)
    assert game.stage.alt.startswith("the my slope after step 120") and game._rate.value == 0.1
    assert OptimizerRace("two valleys", 0.04).stage.alt.startswith("the two valleys")


@pytest.mark.parametrize(
    "arguments, error, text",
    [
        (
            {"landscape": "hill"},
            ValueError,
            "OptimizerRace: `landscape` must be a Landscape or one of 'curved valley', ",
        ),
        ({"learning_rate": 0}, ValueError, "OptimizerRace: `learning_rate` must be above 0, got 0."),
        ({"lr": 0.1}, TypeError, "got `lr`. Use `learning_rate`."),
    ],
)
def test_what_is_refused(arguments, error, text):
    with pytest.raises(error, match=text):
        OptimizerRace(**arguments)


def test_the_still_figure_has_its_words(game):
    assert "the curved valley after step 120" in game.still()["text/html"]
