"""The curves of a training."""

import numpy as np
import pytest

from course_lib import plots
from course_lib.callbacks import History


def history(**curves):
    result = History()
    result.history = curves
    return result


def test_curves_are_those_of_the_history():
    picture = plots.show_history(history(loss=[2, 1], accuracy=[0.1, 0.5], val_loss=[3, 2], val_accuracy=[0.2, 0.4]))
    left, right = picture.axes
    assert [axes.get_title() for axes in picture.axes] == ["loss", "accuracy"]
    assert [list(line.get_ydata()) for line in left.lines] == [[2, 1], [3, 2]]
    assert [list(line.get_xdata()) for line in right.lines] == [[1, 2], [1, 2]]
    assert [line.get_linestyle() for line in left.lines] == ["-", "--"], "told apart by more than colour"
    assert "ending at loss 1.0000, accuracy 0.5000" in repr(picture)


def test_validation_figures_that_are_fewer_stand_at_their_epochs():
    """As with validation_freq=2: after the second and the fourth of five epochs."""
    picture = plots.show_history({"loss": [5, 4, 3, 2, 1], "val_loss": np.float32([4, 2])})
    assert [list(line.get_xdata()) for line in picture.axes[0].lines] == [[1, 2, 3, 4, 5], [2, 4]]
    assert repr(picture) == "[Picture: curves over 5 epochs, ending at loss 1.0000, val_loss 2.0000]"


def test_a_history_of_one_epoch_without_validation():
    assert len(plots.show_history({"loss": [1.0]}).axes) == 1


@pytest.mark.parametrize("nothing", [History(), {}, {"loss": []}])
def test_a_history_without_an_epoch_says_so(nothing):
    """As after the stop button in the first epoch: the lesson goes on."""
    picture = plots.show_history(nothing)
    assert "no epoch was finished" in repr(picture)
    assert picture._repr_png_()


@pytest.mark.parametrize("epochs", [1, 2, 5, 30, 60, 200])
def test_epochs_are_whole_numbers_from_one_on(epochs):
    axes = plots.show_history({"loss": [1.0] * epochs}).axes[0]
    ticks = axes.get_xticks()
    assert all(tick == int(tick) for tick in ticks)
    first, last = axes.get_xlim()
    assert 0 < first < 1 and epochs < last
    assert any(first <= tick <= last for tick in ticks)


@pytest.mark.parametrize("epochs, most", [(5, 5), (20, 20), (200, 20)])
def test_a_long_curve_has_markers_that_can_be_told_apart(epochs, most):
    training, validation = plots.show_history({"loss": [1.0] * epochs, "val_loss": [2.0] * epochs}).axes[0].lines
    places = [set(range(*line.get_markevery()[:1], epochs, line.get_markevery()[1])) for line in (training, validation)]
    assert len(places[0]) == most
    assert training.get_marker() != validation.get_marker()
    assert epochs <= 20 or not places[0] & places[1]


@pytest.mark.parametrize(
    "curves, text",
    [
        ({"loss": [1, None]}, "a list of numbers for each name, got None in 'l"),
        ({"loss": 1}, "a list of numbers for each name, got 1 for 'loss'"),
        (3, r"`history` must be what model\.fit returns, got 3"),
    ],
)
def test_a_mix_up_is_explained(curves, text):
    with pytest.raises(TypeError, match=text):
        plots.show_history(curves)
