"""Images in a grid: which are drawn where, and their titles."""

import re

import numpy as np
import pytest

from course_lib import plots
from course_lib.plots.picture import GREY, ORANGE
from tests.plots.looking import laid_out, outside, overlaps

IMAGES = np.arange(5 * 4 * 3).reshape(5, 4, 3)


def drawn(picture):
    """The images in a picture, without empty places."""
    return [axes.images[0].get_array().data for axes in picture.axes if axes.images]


def in_the_way(picture):
    """Titles that leave the page, and pairs of which one lies on the other."""
    boxes = [axes.title.get_window_extent() for axes in laid_out(picture).axes if axes.get_title()]
    return outside(picture, boxes), overlaps(boxes)


@pytest.mark.parametrize("x", [IMAGES, IMAGES[..., None]])
def test_images_are_drawn_in_order(x):
    picture = plots.show_images(x, titles=list("abcde"), columns=2)
    np.testing.assert_array_equal(drawn(picture), IMAGES)
    assert [axes.get_title() for axes in picture.axes] == [*"abcde", ""]
    assert repr(picture) == "[Picture: 5 images: a, b, c, d, e]"


def test_one_image_is_a_picture_too():
    assert repr(plots.show_images(IMAGES[:1])) == "[Picture: 1 image]"


def test_titles_may_be_numbers():
    picture = plots.show_images(IMAGES[:2], titles=np.array([7, 3]), marked=np.array([1]))
    assert [axes.get_title() for axes in picture.axes] == ["7", "3"]
    assert [len(axes.patches) for axes in picture.axes] == [0, 1]


def test_a_marked_image_has_a_thick_frame_and_the_others_a_thin_one():
    picture = plots.show_images(np.ones((2, 3, 3)), marked=[1])
    frame = picture.axes[1].patches[0]
    assert frame.get_edgecolor()[:3] == pytest.approx([int(ORANGE[k : k + 2], 16) / 255 for k in (1, 3, 5)])
    assert frame.get_linewidth() == 4
    # A white image does not get lost on white paper.
    assert all(
        spine.get_visible() and spine.get_edgecolor() != (1, 1, 1, 1) for spine in picture.axes[0].spines.values()
    )
    assert picture.axes[0].spines["top"].get_edgecolor()[0] == pytest.approx(int(GREY[1:3], 16) / 255)


def test_short_titles_leave_the_columns_as_they_were_asked_for():
    picture = plots.show_images(np.zeros((20, 2, 2)), titles=["Ankle boot"] * 20)
    assert picture.axes[0].get_gridspec().ncols == 10
    assert in_the_way(picture) == ([], [])


def test_long_titles_get_wider_columns_and_fewer_of_them():
    titles = ["a title of some thirty letters", "b"] * 5
    picture = plots.show_images(np.zeros((10, 2, 2)), titles=titles)
    assert picture.axes[0].get_gridspec().ncols == 4  # 3 rows of 4, 4 and 2
    assert picture.get_size_inches()[0] <= 11
    assert in_the_way(picture) == ([], [])


def test_one_image_with_a_long_title_is_wide_enough_for_it():
    assert in_the_way(plots.show_images(IMAGES[:1], titles=["an ankle boot, seen from the left"])) == ([], [])


def test_a_title_wider_than_a_page_is_shortened_and_said_in_full():
    title = "very " * 60 + "long"
    picture = plots.show_images(IMAGES[:1], titles=[title])
    assert picture.axes[0].get_title().endswith("…")
    assert title in repr(picture)
    assert in_the_way(picture) == ([], [])


@pytest.mark.parametrize(
    "draw, text",
    [
        (lambda: plots.show_images(IMAGES[0]), "got (4, 3). A single image needs x[None]."),
        (lambda: plots.show_images(IMAGES[:0]), "with N at least 1, got (0, 4, 3)"),
        (lambda: plots.show_images(IMAGES, titles=["a"]), "`titles` must have 5 entries, got 1."),
    ],
)
def test_what_it_refuses(draw, text):
    with pytest.raises(ValueError, match=re.escape(text)):
        draw()


@pytest.mark.parametrize(
    "draw, error, text",
    [
        (lambda: plots.show_images(IMAGES[0]), ValueError, r"show_images: images .* A single image needs x\[None\]"),
        (lambda: plots.show_images(IMAGES[0][..., None]), ValueError, r"got \(4, 3, 1\)\. A single image needs x"),
        (lambda: plots.show_images([[[1]], [[1, 2]]]), ValueError, "images must have entries of one shape"),
        (lambda: plots.show_images(IMAGES, columns=0), ValueError, "`columns` must be at least 1, got 0"),
        (lambda: plots.show_images(IMAGES, columns=2.5), TypeError, "`columns` must be a whole number"),
        (lambda: plots.show_images(IMAGES, titles="abcde"), TypeError, "`titles` must be a list, got 'abcde'"),
        (lambda: plots.show_images(IMAGES, marked=3), TypeError, r"`marked` must be a list, got 3\. Write \[3\]"),
    ],
)
def test_a_mix_up_is_explained(draw, error, text):
    with pytest.raises(error, match=text):
        draw()
