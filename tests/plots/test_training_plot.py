"""The figure of a training: curves laid out, samples in words."""

import re

import numpy as np
import pytest

from course_lib import plots
from course_lib.plots import curves, guesses, training

STEPS = {"loss": [(0.5, 4.0), (1.0, 3.0), (1.5, 2.0), (2.0, 1.0)], "accuracy": [(0.5, 0.25), (2.0, 0.75)]}
ENDS = {"loss": [(1, 3.0), (2, 1.0)], "val_loss": [(1, 2.5), (2, 2.0)]}
IMAGES = np.arange(2 * 4 * 4).reshape(2, 4, 4)
NOW, FIRST = [[0.1, 0.9], [0.25, 0.75]], [[0.6, 0.4], [0.3, 0.7]]


def of_kind(sheet, kind):
    return [element.attrib for element in sheet.root.iter(kind)]


def test_the_figure_says_what_the_curves_come_to():
    sheet = plots.show_training(STEPS, ENDS)
    assert repr(sheet) == (
        "[Picture: a training over 2 epochs, ending at loss 1.0000, val_loss 2.0000, accuracy 0.7500]"
    )
    assert {"loss", "accuracy", "validation"} <= set(sheet.texts())
    assert len(of_kind(sheet, "circle")) == 1 + 2, "of the legend, and two epochs"
    squares = [rect for rect in of_kind(sheet, "rect") if rect["width"] == rect["height"] == "8"]
    assert len(squares) == 1 + 2


def test_samples_tell_what_is_right_by_words_and_frames():
    sheet = plots.show_training(STEPS, ENDS, IMAGES, [1, 0], NOW, FIRST, class_names=["cat", "dog"])
    assert sheet.alt.endswith("; the model is right about 1 of 2 samples, at first about 0")
    expected = ["✓ dog", "90%", "true: dog", "at first: ✗ cat", "✗ dog", "75%", "true: cat", "at first: ✗ dog"]
    assert sheet.texts()[-8:] == expected
    frames = [rect for rect in of_kind(sheet, "rect") if rect["width"] == str(training.PIXELS)]
    assert ["stroke-dasharray" in frame for frame in frames] == [False, True]
    assert len(of_kind(sheet, "image")) == 2


def test_nothing_was_done_yet():
    assert repr(plots.show_training({})) == "[Picture: no curves yet: no step was done]"
    assert plots.show_training({"loss": []}, {}, IMAGES, [1, 1], NOW).texts()[0].startswith("no curves yet")


def test_a_training_that_stopped_within_an_epoch():
    assert "over 1.25 epochs" in plots.show_training({"loss": [(0.5, 2), (1.25, 1)]}).alt
    assert "over 1 epoch," in plots.show_training({"loss": [(1 / 3, 2), (1, 1)]}).alt
    assert "over 2 epochs," in plots.show_training({"loss": [(3.5, 2), (5, 1)]}).alt, "it began with the fourth"


def test_places_and_figures_become_parts_of_the_chart():
    chart = curves.chart("loss", [(0.5, 4), (1, 2)], [(1, 2)], [(1, 1)], first=0, last=2)
    assert (chart["running"][0][:, 0] == [0.25, 0.5]).all()
    high = 4 + 0.05 * 3
    assert np.allclose(chart["running"][0][:, 1], [4 / high, 2 / high])
    assert np.allclose(chart["validation"], [[0.5, 1 / high]])
    assert dict((label, round(part * high, 9)) for part, label in chart["y_ticks"]) == {
        "0": 0, "1": 1, "2": 2, "3": 3, "4": 4,
    }  # fmt: skip
    assert chart["alt"] == "loss 2.0000, val_loss 1.0000"


@pytest.mark.parametrize("broken", [np.nan, np.inf, -np.inf, 1e300])
def test_what_is_not_finite_leaves_a_gap(broken):
    points = [(1, 5.0), (2, broken), (3, 4.0), (4, 3.0)]
    chart = curves.chart("loss", points, [(1, broken), (4, 3.0)], [(1, broken)], first=0, last=4)
    assert [len(line) for line in chart["running"]] == [1, 2]
    assert len(chart["training"]) == 1 and len(chart["validation"]) == 0
    for line in [*chart["running"], chart["training"]]:
        assert np.isfinite(line).all() and line.min() >= 0 and line.max() <= 1
    assert plots.show_training({"loss": points}).svg().count("nan") == 0


def test_only_figures_that_are_not_finite_still_make_a_chart():
    sheet = plots.show_training({"loss": [(1, np.nan), (2, np.inf)]})
    assert "ending at loss nan" in sheet.alt
    assert sheet.svg()


def test_the_first_steps_leave_the_chart_when_others_follow():
    first = [(0.1, 9.0), (0.4, 7.0), (0.6, 3.0), (1.0, 2.0)]
    assert curves.limits(np.array(first), curves.NOTHING, first=0)[1] > 9
    later = np.array([*first, (1.5, 1.5), (2.0, 1.0)])
    assert curves.limits(later, curves.NOTHING, first=0)[1] == 3.1
    lines = curves.chart("loss", later, [], [], first=0, last=2)["running"]
    assert np.isclose(lines[0][0], [0.595 / 2, 1.0]).all(), "cut where it falls to 3.1, between 7 and 3"
    diverged = np.array([*first, (2.0, 50.0)])
    assert curves.limits(diverged, curves.NOTHING, first=0)[1] > 50, "what comes later always counts"


def test_each_epoch_has_a_line_of_its_own_if_it_has_enough_steps():
    many = np.array([(place / 10, 1.0) for place in range(1, 31)])
    assert [len(piece) for piece in curves.pieces(many)] == [10, 10, 10]
    few = np.array([(float(place), 1.0) for place in range(1, 31)])
    assert [len(piece) for piece in curves.pieces(few)] == [30]
    assert curves.pieces(curves.NOTHING) == []


@pytest.mark.parametrize("figures", [[0.0], [5.0], [-3.0, -3.0], [1e-9, 2e-9], [1e6, 3e6], [0.98, 0.99], [-1, 1]])
def test_every_range_has_ticks_within_the_chart(figures):
    chart = curves.chart("own", [(n + 1, figure) for n, figure in enumerate(figures)], [], [], 0, len(figures))
    parts = [part for part, _ in chart["y_ticks"]]
    assert 2 <= len(parts) <= 8 and -1e-9 <= min(parts) and max(parts) <= 1 + 1e-9
    assert len({label for _, label in chart["y_ticks"]}) == len(parts)
    for line in chart["running"]:
        assert line[:, 1].min() >= 0 and line[:, 1].max() <= 1


def test_the_epochs_axis_counts_whole_epochs_where_there_are_several():
    def labels(last):
        return [label for _, label in curves.chart("loss", [(1, 1)], [], [], 0, last)["x_ticks"]]

    assert labels(5) == ["0", "1", "2", "3", "4", "5"]
    assert labels(100) == ["0", "20", "40", "60", "80", "100"]
    assert labels(1)[-1] == "1"


def test_a_figure_that_only_epochs_have_gets_a_chart_too():
    charts = training.lay_out(
        {"loss": [(1, 2)]}, {"learning_rate": [(1, 0.1)], "val_loss": [(1, 2)], "val_own": [(1, 3)]}
    )
    assert [chart["name"] for chart in charts] == ["loss", "learning_rate", "val_own"]


def test_very_long_curves_are_thinned():
    points = np.stack([np.arange(1.0, 1001), np.ones(1000)], 1)
    assert len(curves.thin(points, 200)) == 201
    assert curves.thin(points, 200)[-1, 0] == 1000
    sheet = plots.show_training({"loss": points}, {"loss": points[::5]})
    assert len(of_kind(sheet, "circle")) == 1, "marks would be a band"


def test_one_output_is_the_probability_of_class_1():
    yes, no = guesses.guesses([[0.9], [0.2]], [1, 1], ["no", "yes"])
    assert (yes["guess"], yes["right"], yes["percent"]) == ("yes", True, "90%")
    assert (no["guess"], no["right"], no["percent"]) == ("no", False, "80%")


def test_no_number_is_no_guess():
    (card,) = guesses.guesses([[np.nan, 0.5]], [1], before=[[np.nan, 1]])
    assert (card["guess"], card["right"], card["part"], card["before"]) == ("?", False, 0.0, "")


def test_thumbnails_are_grey_or_coloured_or_none():
    assert [image.shape for image in guesses.thumbnails(IMAGES)] == [(4, 4, 3)] * 2
    assert guesses.thumbnails(IMAGES[..., None])[0].dtype == np.uint8
    assert guesses.thumbnails(np.zeros((1, 4, 4, 3)))[0].shape == (4, 4, 3)
    assert guesses.thumbnails(np.zeros((3, 7))) == [None] * 3
    assert guesses.thumbnails(IMAGES)[0].min() == 0 and guesses.thumbnails(IMAGES)[0].max() == 255


@pytest.mark.parametrize(
    "arguments, text",
    [
        ((IMAGES,), "`y_true` must be given beside `x`"),
        ((IMAGES, [0, 1]), "`probabilities` must be given beside `x`"),
        ((IMAGES, [0, 2], NOW), "from 0 to 1, got up to 2"),
        ((IMAGES, [0], NOW), r"`y_true` must hold 2 class numbers.* got shape \(1,\)"),
        ((IMAGES[:1], [0, 1], NOW), "a row for each of the 1 sample"),
        ((IMAGES, [0, 1], [1, 2]), "a row of probabilities for each sample"),
        ((IMAGES, [0, 1], NOW, FIRST[:1]), "`before` as much as `probabilities`"),
        ((IMAGES, [0, 1], NOW, None, ["one"]), "`class_names` must have 2 entries"),
    ],
)
def test_what_does_not_fit_is_explained(arguments, text):
    with pytest.raises((TypeError, ValueError), match=f"show_training: .*{text}"):
        plots.show_training(STEPS, ENDS, *arguments)


def test_no_line_leaves_the_sheet():
    sheet = plots.show_training(STEPS, ENDS, IMAGES, [1, 0], NOW, FIRST)
    for line in of_kind(sheet, "polyline"):
        for x, y in re.findall(r"([-\d.]+),([-\d.]+)", line["points"]):
            assert 0 <= float(x) <= sheet.width and 0 <= float(y) <= sheet.height
