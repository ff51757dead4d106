"""Images with what a model says about them."""

import re

import numpy as np
import pytest

from course_lib import plots
from course_lib.datasets import fashion_mnist
from tests.plots.looking import laid_out, outside, overlaps

IMAGES = np.arange(5 * 4 * 3).reshape(5, 4, 3)


def test_predictions_mark_what_is_wrong_in_three_ways():
    p = np.array([[0.3, 0.7], [0.999, 0.001], [1.0, 0.0]])
    picture = plots.show_predictions(IMAGES[:3], [1, 1, 0], p, class_names=["cat", "dog"])
    titles = [axes.get_title() for axes in picture.axes]
    assert titles == ["dog\n70%", "✗ cat >99%\ntrue: dog", "cat\n100%"]
    assert [len(axes.patches) for axes in picture.axes] == [0, 1, 0]


def test_the_names_of_garments_do_not_lie_on_one_another():
    names = fashion_mnist.CLASS_NAMES
    wrong = np.eye(10)[(np.arange(20) + 1) % 10]
    picture = plots.show_predictions(np.zeros((20, 4, 4)), np.arange(20) % 10, wrong, names)
    boxes = [axes.title.get_window_extent() for axes in laid_out(picture).axes if axes.get_title()]
    assert len(boxes) == 20
    assert not overlaps(boxes) and not outside(picture, boxes)


@pytest.mark.parametrize(
    "draw, text",
    [
        (
            lambda: plots.show_predictions(IMAGES[:2], np.eye(2), np.eye(2)),
            "`y_true` must hold 2 class numbers, got shape (2, 2). One-hot rows become class numbers with",
        ),
        (lambda: plots.show_predictions(IMAGES[:2], [1], np.eye(2)), "must hold 2 class numbers, got shape (1,)."),
    ],
)
def test_what_it_refuses(draw, text):
    with pytest.raises(ValueError, match=re.escape(text)):
        draw()


@pytest.mark.parametrize(
    "draw, error, text",
    [
        (lambda: plots.show_predictions(IMAGES[:2], [0, 1], [[1, 0]]), ValueError, "a row for each of the 2 images"),
        (lambda: plots.show_predictions(IMAGES[:1], [2], [[1, 0]]), ValueError, "whole numbers from 0 to 1"),
        (lambda: plots.show_predictions(IMAGES[:1], [0.0], [[1, 0]]), ValueError, "whole numbers from 0 to 1"),
        (lambda: plots.show_predictions(IMAGES[:1], ["a"], [[1, 0]]), TypeError, "It holds class numbers; their names"),
    ],
)
def test_a_mix_up_is_explained(draw, error, text):
    with pytest.raises(error, match=text):
        draw()
