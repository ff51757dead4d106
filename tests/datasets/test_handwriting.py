"""Drawings become what MNIST's digits are."""

import numpy as np
import pytest

from course_lib import datasets
from course_lib.datasets.handwriting import from_drawing

X, Y = datasets.mnist.load_data()[1]


def seven(pad, top, left):
    """A 7 of two strokes, 120 pixels tall, with its upper left corner at a place of a square pad."""
    drawing = np.zeros((pad, pad))
    drawing[top : top + 20, left : left + 80] = 255
    for row in range(120):
        start = left + 60 - row // 3
        drawing[top + row, start : start + 20] = 255
    return drawing


def centre(image):
    rows, columns = np.indices(image.shape)
    return (image * rows).sum() / image.sum(), (image * columns).sum() / image.sum()


def test_images_of_mnist_come_back_as_they_are():
    same = [np.array_equal(from_drawing(image), image) for image in X[:1000]]
    assert np.mean(same) > 0.998  # the very few are moved by a pixel, or 19 pixels long


def test_an_image_blown_up_and_moved_comes_back_as_it_is():
    for image in X[:20]:
        drawing = np.zeros((400, 330), np.uint8)
        drawing[90:370, 20:300] = np.kron(image, np.ones((10, 10), np.uint8))
        np.testing.assert_array_equal(from_drawing(drawing), image)


def test_the_same_strokes_anywhere_on_the_pad_give_the_same_image():
    images = [from_drawing(seven(280, *place)) for place in ((0, 0), (7, 131), (160, 200), (160, 3))]
    assert all(np.array_equal(images[0], image) for image in images)
    np.testing.assert_array_equal(from_drawing(seven(900, 500, 600)), images[0])


def test_the_longer_side_has_twenty_pixels_and_proportions_stay():
    rows, columns = np.nonzero(from_drawing(seven(280, 40, 90)))
    assert np.ptp(rows) + 1 == 20
    assert np.ptp(columns) + 1 == round(20 * 80 / 120)
    rows, columns = np.nonzero(from_drawing(seven(280, 40, 90).T))
    assert (np.ptp(rows) + 1, np.ptp(columns) + 1) == (round(20 * 80 / 120), 20)


def test_the_centre_of_mass_lies_where_mnists_does():
    for image in (from_drawing(seven(280, 40, 90)), from_drawing(seven(280, 3, 3)[::-1])):
        assert np.allclose(centre(image), 14, atol=0.5)
    assert np.allclose([centre(image) for image in X[:200]], 14, atol=0.51)


def test_edges_become_grey_and_ink_is_kept():
    drawing = np.zeros((100, 100))
    drawing[0:100, 30:63] = 255  # 33 pixels wide, of which 5 go into one
    image = from_drawing(drawing)
    assert image.max() == 255
    assert image.sum() == pytest.approx(255 * 20 * 7, rel=0.01)  # all of the 7 columns that the width comes to
    ramp = np.tile(np.repeat([100.0, 200.0], 5), (10, 1))
    assert set(np.unique(from_drawing(ramp))) == {0, 100, 200}
    thin = np.zeros((200, 200))
    thin[0, :] = thin[:, 0] = 255  # a tenth of each of the pixels along two sides
    assert np.unique(from_drawing(thin)).tolist() == [0, 26, 48]


def test_a_dot_becomes_a_dot_of_twenty_pixels():
    rows, columns = np.mgrid[:280, :280]
    image = from_drawing(255.0 * ((rows - 10) ** 2 + (columns - 269) ** 2 < 100))
    assert image.any(axis=1).sum() == image.any(axis=0).sum() == 20
    assert image[14, 14] == 255
    assert image[:4].max() == 0
    one = np.zeros((5, 9))
    one[4, 8] = 30
    assert from_drawing(one)[4:24, 4:24].min() == 30


@pytest.mark.parametrize("side", ["top", "bottom", "left", "right"])
def test_a_line_along_the_border_becomes_a_line_through_the_middle(side):
    drawing = np.zeros((280, 280))
    where = {"top": np.s_[:14], "bottom": np.s_[-14:], "left": np.s_[:, :14], "right": np.s_[:, -14:]}
    drawing[where[side]] = 255
    upright = from_drawing(drawing) if side in ("left", "right") else from_drawing(drawing).T
    expected = np.zeros((28, 28))
    expected[4:24, 14] = 255
    np.testing.assert_array_equal(upright, expected)


def test_what_would_reach_past_the_border_stays_inside():
    drawing = np.zeros((200, 200))
    drawing[180:, :] = 255  # all mass at the bottom
    drawing[0, 100] = 255  # and one pixel far above it
    image = from_drawing(drawing)
    assert np.flatnonzero(image.any(axis=1)).tolist() == [0, 18, 19]
    assert image[0].sum() == 3
    assert (image[18:20, 4:24] == 255).all()


def test_an_empty_drawing_is_an_empty_image():
    image = from_drawing(np.zeros((3, 5), bool))
    assert image.shape == (28, 28)
    assert image.dtype == np.uint8
    assert not image.any()


def test_a_drawing_is_left_as_it_is():
    drawing = seven(280, 40, 90)
    before = drawing.copy()
    from_drawing(drawing)
    np.testing.assert_array_equal(drawing, before)


@pytest.mark.parametrize(
    ("drawing", "error", "said"),
    [
        (np.zeros((28, 28, 1)), ValueError, r"`drawing` must have two axes \(height, width\), got shape \(28, 28, 1\)"),
        (np.zeros((0, 4)), ValueError, r"two axes \(height, width\), got shape \(0, 4\)"),
        ([[0, 256]], ValueError, "must lie between 0 for paper and 255 for ink, got 0 to 256"),
        ([[-1, 3]], ValueError, "got -1 to 3"),
        ([[np.nan, 3]], ValueError, "got nan to nan"),
        ([["ink"]], TypeError, "from_drawing: `drawing` must be an array of numbers"),
    ],
)
def test_what_is_no_drawing_is_refused(drawing, error, said):
    with pytest.raises(error, match=said):
        from_drawing(drawing)
