"""RandomErasing: what it covers, how often, how much, and with what."""

import numpy as np
import pytest

from course_lib import layers
from course_lib.random import RandomSource

EVERY = (1, 1)


def built(*arguments, shape=(28, 20, 1), **options):
    layer = layers.RandomErasing(*arguments, **options)
    layer.build(shape, RandomSource(3, ("test",)))
    return layer


def covered(layer, images=500):
    """Which pixels of so many images change, (N, H, W)."""
    x = np.full((images, *layer.input_shape), 0.25, np.float32)
    return (layer.forward(x, training=True) != x).any(axis=-1)


def test_what_is_covered_is_one_rectangle_and_all_else_stays():
    x = np.random.default_rng(0).random((200, 28, 20, 2)).astype(np.float32)
    layer = built(EVERY, fill_value=7.0, shape=(28, 20, 2))
    y = layer.forward(x, training=True)
    for before, after in zip(x, y, strict=True):
        rows, columns = np.nonzero((after == 7).all(axis=-1))
        inside = np.zeros((28, 20), bool)
        inside[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1] = True
        assert (after[inside] == 7).all()
        np.testing.assert_array_equal(after[~inside], before[~inside])


@pytest.mark.parametrize(("factor", "share"), [(1.0, 0.5), (0.5, 0.25), ((0.4, 0.8), 0.6), ((1, 1), 1), (0, 0)])
def test_how_many_images_are_covered(factor, share):
    """A factor f stands for (0, f), whose mean is f / 2. Of 4000 coins two thirds of a hundred are chance."""
    found = covered(built(factor, fill_value=0.0), 4000).any(axis=(1, 2)).mean()
    assert abs(found - share) < 0.025 * (0 < share < 1) + 1e-9


def test_the_sides_are_roots_of_the_parts():
    """Parts of 0.25 are half of the height and half of the width; a side of 5.6 pixels covers 5 or 6."""
    of_each = covered(built(EVERY, (0.25, 0.25), 0.0))
    assert set(of_each.any(axis=2).sum(axis=1)) == {14}
    assert set(of_each.any(axis=1).sum(axis=1)) == {10}
    sides = covered(built(EVERY, (0.04, 0.36), 0.0)).any(axis=2).sum(axis=1)
    assert (sides.min(), sides.max()) == (5, 17)  # of 0.2 · 28 = 5.6 to 0.6 · 28 = 16.8 pixels
    assert covered(built(EVERY, (1, 1), 0.0)).all()


def test_every_place_is_as_likely():
    """A side of half the height, 14 rows, begins anywhere up to row 14: it covers row i if it begins above it."""
    of_each = covered(built(EVERY, (0.25, 0.25), 0.0), 2000).any(axis=2).mean(axis=0)
    np.testing.assert_allclose(of_each[:14], (np.arange(14) + 0.5) / 14, atol=0.05)
    np.testing.assert_allclose(of_each, of_each[::-1], atol=0.05)


def test_height_and_width_top_and_left_are_drawn_apart():
    of_each = covered(built(EVERY, fill_value=0.0, shape=(28, 28, 1)), 1000)
    rows, columns = of_each.any(axis=2), of_each.any(axis=1)
    for numbers in (rows.sum(axis=1), columns.sum(axis=1)), (rows.argmax(axis=1), columns.argmax(axis=1)):
        assert abs(np.corrcoef(*numbers)[0, 1]) < 0.1  # three times chance


def test_noise_lies_within_the_range_and_differs_from_pixel_to_pixel():
    x = np.full((300, 28, 20, 2), 0.25, np.float32)
    y = built(EVERY, value_range=(0, 1), shape=(28, 20, 2)).forward(x, training=True)
    noise = y[y != 0.25]
    assert (noise.min(), noise.max()) == (0, 1)
    below, above = (noise == 0).mean(), (noise == 1).mean()
    assert abs(below - 0.5) < 0.02 and abs(above - 0.1587) < 0.02  # of normal numbers below 0, above 1
    assert len(np.unique(noise)) > 0.3 * noise.size
    wide = built(EVERY, value_range=(-1, 2)).forward(x[..., :1], training=True)
    assert (wide.min(), wide.max()) == (-1, 2)
    noise = wide[wide != 0.25]
    below, above = (noise == -1).mean(), (noise == 2).mean()
    assert abs(below - 0.3085) < 0.02 and abs(above - 0.1587) < 0.02  # of normal numbers below −1 / 2, above 2 / 2


def test_it_is_for_training_alone_and_changes_with_image_and_step():
    source, layer = RandomSource(0), layers.RandomErasing(EVERY, value_range=(0, 1))
    layer.build((28, 20, 1), source.child(0))
    x = np.full((20, 28, 20, 1), 0.5, np.float32)
    np.testing.assert_array_equal(layer.forward(x), x)
    np.testing.assert_array_equal(layer.backward(x), x)
    first = layer.forward(x, training=True)
    np.testing.assert_array_equal(layer.forward(x, training=True), first)
    assert len({image.tobytes() for image in first}) == 20
    source.step = 1
    assert (layer.forward(x, training=True) != first).any(axis=(1, 2, 3)).all()


def test_the_gradient_goes_back_where_the_image_is_seen():
    layer = built(EVERY, fill_value=0.0)
    x = np.ones((50, 28, 20, 1), np.float32)
    seen = layer.forward(x, training=True)
    dy = np.random.default_rng(0).standard_normal(x.shape).astype(np.float32)
    np.testing.assert_array_equal(layer.backward(dy), dy * seen)


def test_none_covered_and_no_images():
    layer = built(0.0)
    x = np.ones((3, 28, 20, 1), np.float32)
    np.testing.assert_array_equal(layer.forward(x, training=True), x)
    np.testing.assert_array_equal(layer.backward(x), x)
    assert built(EVERY).forward(x[:0], training=True).shape == (0, 28, 20, 1)


@pytest.mark.parametrize(
    ("arguments", "error", "text"),
    [
        ({"factor": 1.5}, ValueError, "RandomErasing: `factor` must lie between 0 and 1, got 1.5."),
        ({"factor": (-0.1, 0.5)}, ValueError, "`factor` must lie between 0 and 1, got (-0.1, 0.5)."),
        ({"factor": "often"}, TypeError, "`factor` must be a number or a pair (low, high), got 'often'."),
        ({"factor": True}, TypeError, "`factor` must be a number or a pair (low, high), got True."),
        ({"scale": (0.4, 0.2)}, ValueError, "`scale` must be (low, high) with low ≤ high, got (0.4, 0.2)."),
        ({"scale": 2}, ValueError, "`scale` must lie between 0 and 1, got 2."),
        ({"value_range": 255}, TypeError, "`value_range` must be a pair (low, high), got 255."),
        ({"value_range": (1, 0)}, ValueError, "`value_range` must be (low, high) with low ≤ high, got (1, 0)."),
        ({"fill_value": "noise"}, TypeError, "RandomErasing: `fill_value` must be a number, got 'noise'."),
    ],
)
def test_what_it_refuses(arguments, error, text):
    with pytest.raises(error) as caught:
        layers.RandomErasing(**arguments)
    assert text in str(caught.value)
