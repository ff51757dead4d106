"""Activations with their slopes."""

import numpy as np
import pytest

from course_lib import plots
from tests.plots.looking import laid_out, outside

X = np.linspace(-2, 2, 9)
RELU = np.maximum(X, 0), np.where(X > 0, 1.0, 0.0)
LINE = X, np.ones(9)


def test_each_has_its_output_and_its_slope_on_one_scale():
    picture = laid_out(plots.show_activations(X, {"relu": RELU, "line": LINE}))
    assert [axes.get_title() for axes in picture.axes] == ["relu", "line"]
    for axes, curves in zip(picture.axes, (RELU, LINE), strict=True):
        drawn = {line.get_label(): line.get_data() for line in axes.lines}
        np.testing.assert_array_equal(drawn["output"], (X, curves[0]))
        np.testing.assert_array_equal(drawn["slope"], (X, curves[1]))
        assert axes.get_ylim() == picture.axes[0].get_ylim()
    assert picture.alt == (
        "2 functions from −2 to 2 and their slopes: relu from 0 to 2, slope from 0 to 1; line from −2 to 2, slope 1"
    )
    assert not outside(picture, [text.get_window_extent() for axes in picture.axes for text in axes.texts])


def test_what_is_over_in_the_grid_stays_empty():
    picture = plots.show_activations(X, {str(place): LINE for place in range(4)})
    assert [axes.axison for axes in picture.axes] == [True] * 4 + [False] * 2


@pytest.mark.parametrize(
    "x, curves, words",
    [
        (X, {}, "`curves` must have from 1 to 9 entries, got 0"),
        (X, {str(place): LINE for place in range(10)}, "from 1 to 9 entries, got 10"),
        (X, {"relu": RELU[0]}, "must be a pair"),
        (X, {"relu": (X[:3], X)}, r"each of 9 numbers, got shapes \[\(3,\), \(9,\)\] for 'relu'"),
        (X[::-1], {"line": LINE}, "`x` must be a row of two or more numbers, from small to large, got others"),
        (X[None], {"line": LINE}, r"from small to large, got shape \(1, 9\)"),
    ],
)
def test_what_does_not_fit_is_refused(x, curves, words):
    with pytest.raises(ValueError, match=words):
        plots.show_activations(x, curves)
