"""The confusion explorer without a browser: what it shows after each change."""

import numpy as np
import pytest

from course_lib.widgets import ConfusionExplorer

TRUE = np.array([0, 0, 0, 1, 1, 2, 2])
P = np.array(
    [[0.9, 0.1, 0], [0.3, 0.6, 0.1], [0.2, 0.8, 0], [0, 1, 0], [0.7, 0.2, 0.1], [0.1, 0.2, 0.7], [0.2, 0.7, 0.1]]
)
X = np.zeros((7, 4, 4, 1))


@pytest.fixture
def explorer():
    return ConfusionExplorer(X, TRUE, P, ["cat", "dog", "owl"])


def test_it_begins_with_the_most_frequent_mistake(explorer):
    assert explorer.cell == (0, 1)
    assert explorer.stage.alt.startswith("2 of 3 images of “cat” (67%) were taken for “dog”: no. 2, 1;")
    assert explorer.stage.selected == "0,1"


def test_a_click_shows_another_cell(explorer):
    explorer.clicked("1,1", 0.5, 0.5)
    assert explorer.cell == (1, 1)
    assert explorer.stage.alt.startswith("1 of 2 images of “dog” (50%) was recognised: no. 3;")
    assert explorer.stage.selected == "1,1"


def test_an_empty_cell_is_told_in_words(explorer):
    explorer.clicked("0,2", 0.5, 0.5)
    assert explorer.stage.alt.startswith("none of 3 images of “cat” was taken for “owl”;")
    assert explorer.trouble.value == ""


def test_from_one_mistake_to_the_next(explorer):
    cells = [explorer.cell]
    for _ in range(3):
        explorer._next.click()
        cells.append(explorer.cell)
    assert cells == [(0, 1), (1, 0), (2, 1), (0, 1)]
    explorer.clicked("0,0", 0.5, 0.5)
    explorer._next.click()
    assert explorer.cell == (0, 1)


def test_order_and_colours_follow_their_controls(explorer):
    explorer._order.value = False
    assert "no. 1, 2;" in explorer.stage.alt
    assert "93% of the row" not in explorer.stage.svg
    explorer._only.value = True
    assert "mistakes only" in explorer.stage.svg


def test_a_network_without_mistakes():
    explorer = ConfusionExplorer(X[:2], [0, 1], [[1, 0], [0, 1]])
    assert explorer.cell == (0, 0)
    assert explorer._next.disabled
    explorer._only.value = True
    assert explorer.trouble.value == ""


def test_one_hot_labels_will_do():
    assert ConfusionExplorer(X, np.eye(3)[TRUE], P).cell == (0, 1)


def test_its_still_figure_is_a_drawing(explorer):
    assert explorer.still()["image/svg+xml"].startswith("<svg")


@pytest.mark.parametrize(
    "arguments, error, text",
    [
        ((X, TRUE, P[:, :1]), ValueError, "ConfusionExplorer: `probabilities` must have a row of at least two"),
        ((X, TRUE, P, ["cat"]), ValueError, "ConfusionExplorer: `class_names` must have 3 entries, got 1"),
        ((X, TRUE + 1, P), ValueError, "ConfusionExplorer: `y_true` must hold 7 class numbers below 3"),
        ((X, list("abcdefg"), P), TypeError, "ConfusionExplorer: `y_true` must be an array of numbers"),
    ],
)
def test_what_does_not_fit_is_explained(arguments, error, text):
    with pytest.raises(error, match=text):
        ConfusionExplorer(*arguments)
