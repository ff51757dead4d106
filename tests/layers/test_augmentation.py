"""Augmentation by hand: what a shift, a turn, a zoom and a flip make of a few pixels."""

import numpy as np
import pytest

from course_lib import layers
from course_lib.random import RandomSource


def image(*rows):
    """One image with one channel."""
    return np.array(rows, np.float32)[None, :, :, None]


@pytest.mark.parametrize(
    "fill_mode, row",
    [("constant", [7, 7, 1]), ("nearest", [1, 1, 1]), ("wrap", [2, 3, 1]), ("reflect", [2, 1, 1])],
)
def test_what_a_shift_shows_outside(fill_mode, row):
    """The row 1 2 3, two pixels to the right."""
    layer = layers.RandomTranslation(0, (2 / 3, 2 / 3), fill_mode=fill_mode, fill_value=7)
    assert np.round(layer(image([1, 2, 3]), training=True)[0, 0, :, 0], 4).tolist() == row


def test_a_shift_by_half_a_pixel_is_a_mean():
    layer = layers.RandomTranslation((0.25, 0.25), 0, fill_mode="nearest")
    assert layer(image([2], [4]), training=True)[0, :, 0, 0].tolist() == [2, 3]


def test_a_shift_moves_rows_down_and_columns_to_the_right():
    x = image([1, 2, 3], [4, 5, 6])
    down = layers.RandomTranslation((0.5, 0.5), 0, fill_mode="constant")
    assert down(x, training=True)[0, :, :, 0].tolist() == [[0, 0, 0], [1, 2, 3]]
    right = layers.RandomTranslation(0, (1 / 3, 1 / 3), fill_mode="constant", interpolation="nearest")
    assert right(x, training=True)[0, :, :, 0].tolist() == [[0, 1, 2], [0, 4, 5]]
    both = layers.RandomTranslation((-0.5, -0.5), (1 / 3, 1 / 3), fill_mode="constant", interpolation="nearest")
    assert both(x, training=True)[0, :, :, 0].tolist() == [[0, 4, 5], [0, 0, 0]]


def test_flips():
    """About half of the images are turned; up and down, left and right are thrown apart."""
    x = np.tile(image([1, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11, 12]), (400, 1, 1, 1))
    rows = x[0, :, :, 0]
    for mode, expected in {
        "horizontal": [rows, rows[:, ::-1]],
        "vertical": [rows, rows[::-1]],
        "horizontal_and_vertical": [rows, rows[:, ::-1], rows[::-1], rows[::-1, ::-1]],
    }.items():
        y = layers.RandomFlip(mode)(x, training=True)[..., 0]
        share = [int((y == one).all(axis=(1, 2)).sum()) for one in expected]
        assert sum(share) == 400
        assert all(0.8 < count * len(expected) / 400 < 1.2 for count in share), share


def test_a_quarter_of_a_turn_goes_against_the_clock_around_the_middle():
    turn = layers.RandomRotation((0.25, 0.25), fill_mode="constant", fill_value=9)
    y = turn(image([1, 2, 3], [4, 5, 6], [7, 8, 0]), training=True)[0, :, :, 0]
    assert np.round(y, 4).tolist() == [[3, 6, 0], [2, 5, 8], [1, 4, 7]]
    turn = layers.RandomRotation((0.25, 0.25), fill_mode="constant", fill_value=9)
    assert np.round(turn(image([1, 2, 3]), training=True)[0, :, :, 0], 4).tolist() == [[9, 2, 9]]
    turn = layers.RandomRotation((0.25, 0.25), fill_mode="constant")
    assert np.round(turn(image([1], [2], [3]), training=True)[0, :, :, 0], 4).tolist() == [[0], [2], [0]]
    turn = layers.RandomRotation((0.5, 0.5))
    y = turn(image([1, 2, 3, 4], [5, 6, 7, 8]), training=True)[0, :, :, 0]
    assert np.round(y, 4).tolist() == [[8, 7, 6, 5], [4, 3, 2, 1]]


def test_a_zoom_out_takes_pixels_farther_from_the_middle_and_a_zoom_in_nearer():
    out = layers.RandomZoom((1, 1), fill_mode="constant")
    assert out(image([1, 2, 3, 4, 5]), training=True).ravel().tolist() == [0, 1, 3, 5, 0]
    out = layers.RandomZoom((1, 1), fill_mode="constant")
    assert out(image([1], [2], [3], [4], [5]), training=True).ravel().tolist() == [0, 1, 3, 5, 0]
    near = layers.RandomZoom((-0.5, -0.5))
    assert near(image([1, 2, 3]), training=True).ravel().tolist() == [1.5, 2, 2.5]
    near = layers.RandomZoom((-0.5, -0.5))
    assert near(image([1], [2], [3]), training=True).ravel().tolist() == [1.5, 2, 2.5]
    down_only = layers.RandomZoom((-0.5, -0.5), (0, 0))
    y = down_only(image([1, 2], [3, 4], [5, 6]), training=True)[0, :, :, 0]
    assert y.tolist() == [[2, 3], [3, 4], [4, 5]]
    right_only = layers.RandomZoom((0, 0), (1, 1), fill_mode="constant")
    y = right_only(image([1, 2, 3], [4, 5, 6]), training=True)[0, :, :, 0]
    assert y.tolist() == [[0, 2, 0], [0, 5, 0]]


def test_one_factor_stands_for_both_ways():
    """A factor f lies between −f and f: shifts by 1/4 of 8 pixels are at most 2, in both directions."""
    layer = layers.RandomTranslation(0, 0.25, fill_mode="constant", interpolation="nearest")
    y = layer(np.tile(image([0, 0, 0, 1, 0, 0, 0, 0]), (200, 1, 1, 1)), training=True)
    assert set(y.reshape(200, 8).argmax(axis=1)) == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("make", [lambda: layers.RandomRotation(0.1), lambda: layers.RandomZoom(0.3)])
def test_augmentation_is_for_training_alone_and_changes_with_image_and_step(make):
    x = np.random.default_rng(0).random((4, 6, 5, 1)).astype(np.float32)
    source, layer = RandomSource(0), make()
    layer.build((6, 5, 1), source.child(0))
    np.testing.assert_array_equal(layer.forward(x), x)
    first = layer.forward(x, training=True)
    np.testing.assert_array_equal(layer.forward(x, training=True), first)
    same = np.repeat(x[:1], 4, axis=0)
    assert len({one.tobytes() for one in layer.forward(same, training=True)}) == 4
    source.step = 1
    assert (layer.forward(x, training=True) != first).any()
