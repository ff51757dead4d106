"""One image and its probabilities."""

import numpy as np
import pytest

from course_lib import plots
from course_lib.datasets import fashion_mnist
from tests.plots.looking import laid_out, outside, overlaps

IMAGES = np.arange(5 * 4 * 3).reshape(5, 4, 3)


def test_a_guess_has_a_bar_for_each_class():
    picture = plots.show_guess(IMAGES[0], [0.004, 0.25, 0.746], class_names=["a", "b", "c"])
    right = picture.axes[1]
    assert [bar.get_width() for bar in right.patches] == [0.004, 0.25, 0.746]
    assert [text.get_text() for text in right.texts] == ["<1%", "25%", "75%"]
    assert "the most probable class is c, 75%" in repr(picture)


def test_the_best_class_stands_out_without_colour():
    right = plots.show_guess(IMAGES[0], [0.1, 0.7, 0.2]).axes[1]
    assert [text.get_fontweight() for text in right.texts] == ["normal", "bold", "normal"]
    assert [label.get_fontweight() for label in right.get_yticklabels()] == ["normal", "bold", "normal"]


def test_the_first_class_is_at_the_top_and_probabilities_end_at_one():
    right = plots.show_guess(IMAGES[0], [0.1, 0.7, 0.2]).axes[1]
    assert right.yaxis_inverted()
    assert max(right.get_xticks()) == 1


@pytest.mark.parametrize("names", [fashion_mnist.CLASS_NAMES, ["a name of a class that is longer than any"] * 10])
def test_long_names_leave_room_for_the_image(names):
    picture = plots.show_guess(IMAGES[0], np.eye(10)[3], names)
    labels = [label.get_window_extent() for label in laid_out(picture).axes[1].get_yticklabels()]
    image = picture.axes[0].get_window_extent()
    assert image.height > 0.6 * picture.bbox.height
    assert all(image.x1 < label.x0 for label in labels)
    assert not overlaps(labels) and not outside(picture, labels)
    assert names[3] in repr(picture)


@pytest.mark.parametrize("classes", [1, 2, 10, 40])
def test_many_classes_get_a_line_each(classes):
    picture = plots.show_guess(IMAGES[0], np.full(classes, 1 / classes))
    labels = [label.get_window_extent() for label in laid_out(picture).axes[1].get_yticklabels()]
    assert len(labels) == classes
    assert not overlaps(labels) and not outside(picture, labels)


@pytest.mark.parametrize(
    "draw, error, text",
    [
        (lambda: plots.show_guess(IMAGES[:1], [0.5, 0.5]), ValueError, r"`image` must have shape .* x\[0\]"),
        (lambda: plots.show_guess(IMAGES[0], [[0.5, 0.5]]), ValueError, r"must be one row.*probabilities\[0\]"),
        (lambda: plots.show_guess([0.5, 0.5], IMAGES[0]), ValueError, r"show_guess: `image` must have shape"),
        (lambda: plots.show_guess(IMAGES[0], [0.5, 0.5], ["cat"]), ValueError, "`class_names` must have 2 entries"),
        (lambda: plots.show_guess(IMAGES[0], ["a", "b"]), TypeError, "`probabilities` must be an array of numbers"),
    ],
)
def test_a_mix_up_is_explained(draw, error, text):
    with pytest.raises(error, match=text):
        draw()
