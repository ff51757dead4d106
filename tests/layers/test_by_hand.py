"""Small cases that can be followed with a pencil, and what each layer refuses."""

import re

import numpy as np
import pytest

from course_lib import layers
from course_lib.random import RandomSource


def image(*rows):
    """One image with one channel."""
    return np.array(rows, np.float32)[None, :, :, None]


def conv(kernel, **options):
    kernel = np.array(kernel, np.float32)
    layer = layers.Conv2D(1, kernel.shape, **options)
    layer.build((3, 3, 1), RandomSource(0))
    layer.params["kernel"][:, :, 0, 0] = kernel
    return layer


NINE = image([1, 2, 3], [4, 5, 6], [7, 8, 9])


def test_the_window_is_not_flipped():
    """Top left: 1·1 + 2·0 + 4·0 + 5·(−2) = −9."""
    y = conv([[1, 0], [0, -2]]).forward(NINE)
    assert y[0, :, :, 0].tolist() == [[1 - 10, 2 - 12], [4 - 16, 5 - 18]]


def test_height_and_width_are_not_exchanged():
    """A window of one row and two columns: each number minus its right neighbour."""
    y = conv([[1, -1]]).forward(NINE)
    assert y[0, :, :, 0].tolist() == [[-1, -1], [-1, -1], [-1, -1]]


def test_same_pads_below_and_to_the_right_first():
    """A 2×2 window of ones: the last row and column lack their lower and right neighbours."""
    y = conv([[1, 1], [1, 1]], padding="same").forward(NINE)
    assert y[0, :, :, 0].tolist() == [[12, 16, 9], [24, 28, 15], [15, 17, 9]]


def test_strides():
    y = conv([[1]], strides=2).forward(NINE)
    assert y[0, :, :, 0].tolist() == [[1, 3], [7, 9]]


def test_bias_is_added_to_every_pixel():
    layer = conv([[1]])
    layer.params["bias"][0] = 0.5
    assert layer.forward(NINE)[0, 0, :, 0].tolist() == [1.5, 2.5, 3.5]


def test_the_gradient_of_a_convolution():
    """dy is 1 at the top left: dx is the kernel there, dkernel the pixels under it, dbias 1."""
    layer = conv([[1, 2], [3, 4]])
    layer.forward(NINE)
    dx = layer.backward(image([1, 0], [0, 0]))
    assert dx[0, :, :, 0].tolist() == [[1, 2, 0], [3, 4, 0], [0, 0, 0]]
    assert layer.grads["kernel"][:, :, 0, 0].tolist() == [[1, 2], [4, 5]]
    assert layer.grads["bias"].tolist() == [1]


def test_gradients_are_summed_over_the_batch():
    layer = conv([[1]])
    layer.forward(np.concatenate([NINE, NINE]))
    layer.backward(np.ones((2, 3, 3, 1)))
    assert layer.grads["kernel"].item() == 2 * 45
    assert layer.grads["bias"].item() == 18


def test_the_first_of_equal_numbers_wins_once():
    layer = layers.MaxPooling2D()
    assert layer(image([5, 5], [5, 5])).item() == 5
    dx = layer.backward(image([3.0]))
    assert dx[0, :, :, 0].tolist() == [[3, 0], [0, 0]]


def test_overlapping_windows_add_their_gradients():
    """The 9 in the middle wins all four windows."""
    layer = layers.MaxPooling2D(2, strides=1)
    layer(image([1, 2, 3], [4, 9, 5], [6, 7, 8]))
    dx = layer.backward(np.ones((1, 2, 2, 1)))
    assert dx[0, :, :, 0].tolist() == [[0, 0, 0], [0, 4, 0], [0, 0, 0]]


def test_padding_never_wins():
    layer = layers.MaxPooling2D(2, padding="same")
    y = layer(image([-1, -2, -3], [-4, -5, -6], [-7, -8, -9]))
    assert y[0, :, :, 0].tolist() == [[-1, -3], [-7, -9]]


def test_flatten_goes_row_by_row_channels_last():
    x = np.arange(12).reshape(1, 2, 3, 2)
    layer = layers.Flatten()
    assert layer(x).tolist() == [list(range(12))]
    assert layer.backward([list(range(12))]).tolist() == x.tolist()


def test_dense_by_hand():
    layer = layers.Dense(2)
    layer.build((2,), RandomSource(0))
    layer.set_weights([np.array([[1, 2], [3, 4]]), np.array([10, 20])])
    assert layer.forward([[5, 6]]).tolist() == [[5 + 18 + 10, 10 + 24 + 20]]
    assert layer.backward([[1, -1]]).tolist() == [[1 - 2, 3 - 4]]
    assert layer.grads["kernel"].tolist() == [[5, -5], [6, -6]]
    assert layer.grads["bias"].tolist() == [1, -1]


def test_dropout_drops_its_part_and_keeps_the_mean():
    layer = layers.Dropout(0.25)
    y = layer(np.ones((100, 1000)), training=True)
    assert abs((y == 0).mean() - 0.25) < 0.005
    assert set(np.unique(y).tolist()) == {0, np.float32(1 / 0.75)}
    assert abs((y == 0).mean(axis=0) - 0.25).max() < 0.2, "a column is dropped too often or too rarely"
    assert abs((y == 0).mean(axis=1) - 0.25).max() < 0.07, "a row is dropped too often or too rarely"
    np.testing.assert_array_equal(layer.backward(np.ones((100, 1000))), y)


def test_dropout_does_nothing_outside_training():
    x = np.ones((3, 4), np.float32)
    np.testing.assert_array_equal(layers.Dropout(0.5)(x), x)


def test_dropout_changes_with_step_and_place_and_repeats_with_the_seed():
    def mask(seed=0, place=0, step=0):
        source = RandomSource(seed)
        source.step = step
        layer = layers.Dropout(0.5)
        layer.build((1000,), source.child(place))
        return layer.forward(np.ones((1, 1000)), training=True)

    np.testing.assert_array_equal(mask(), mask())
    for other in (mask(seed=1), mask(place=1), mask(step=1)):
        assert 0.4 < (other != mask()).mean() < 0.6


def test_the_mean_of_windows():
    """(1 + 2 + 4 + 5) / 4 = 3; its gradient 8 is shared, 2 for each pixel."""
    layer = layers.AveragePooling2D(2, strides=1)
    assert layer(NINE)[0, :, :, 0].tolist() == [[3, 4], [6, 7]]
    dx = layer.backward(image([8, 0], [0, 0]))
    assert dx[0, :, :, 0].tolist() == [[2, 2, 0], [2, 2, 0], [0, 0, 0]]


def test_without_a_size_windows_are_2_by_2():
    for kind in (layers.MaxPooling2D, layers.AveragePooling2D):
        assert kind()(np.zeros((1, 7, 5, 1))).shape == (1, 3, 2, 1)


def test_padding_does_not_count_in_a_mean():
    """2×2 windows at stride 2 with "same": the last column has 3 and 6, the corner the 9 alone."""
    layer = layers.AveragePooling2D(2, padding="same")
    assert layer(NINE)[0, :, :, 0].tolist() == [[3, 4.5], [7.5, 9]]
    dx = layer.backward(image([4, 2], [2, 1]))
    assert dx[0, :, :, 0].tolist() == [[1, 1, 1], [1, 1, 1], [1, 1, 1]]


def test_global_pooling():
    assert layers.GlobalAveragePooling2D()(NINE).tolist() == [[5]]
    assert layers.GlobalMaxPooling2D(keepdims=True)(NINE).tolist() == [[[[9]]]]


def test_zero_padding_top_bottom_left_right():
    layer = layers.ZeroPadding2D(((1, 0), (0, 2)))
    assert layer(image([1, 2]))[0, :, :, 0].tolist() == [[0, 0, 0, 0], [1, 2, 0, 0]]
    assert layer.backward(image([5, 6, 7, 8], [1, 2, 3, 4]))[0, :, :, 0].tolist() == [[1, 2]]


def test_reshape_works_out_one_size():
    layer = layers.Reshape((3, -1))
    assert layer([[1, 2, 3, 4, 5, 6]]).tolist() == [[[1, 2], [3, 4], [5, 6]]]
    with pytest.raises(ValueError, match="`target_shape` must hold the 5 numbers of a sample of shape"):
        layers.Reshape((3, -1))([[1, 2, 3, 4, 5]])


def test_batch_normalization_by_hand():
    """Channel 1, 3: mean 2, variance 1. With epsilon 3 the spread is √4: z = ∓½; gamma 4 and beta 10 make 8 and 12."""
    layer = layers.BatchNormalization(momentum=0.75, epsilon=3)
    layer.build((1,), RandomSource(0))
    layer.set_weights([[4], [10], [6], [5]])
    assert layer.forward([[1], [3]], training=True).tolist() == [[8], [12]]
    # The averages keep three quarters: 0.75 · 6 + 0.25 · 2 and 0.75 · 5 + 0.25 · 1.
    assert [array.item() for array in layer.get_weights()] == [4, 10, 5, 4]
    layer.backward([[1], [0]])
    assert {label: grad.item() for label, grad in layer.grads.items()} == {"gamma": -0.5, "beta": 1}
    # Outside training the averages serve: 4 · (7 − 5) / √(4 + 3) + 10, and they stay.
    assert layer.forward([[7]]).item() == pytest.approx(10 + 8 / 7**0.5, rel=1e-6)
    assert [array.item() for array in layer.state.values()] == [5, 4]


def test_a_frozen_batch_normalization_uses_its_averages():
    layer = layers.BatchNormalization()
    layer.trainable = False
    x = np.array([[1.0], [3.0]])
    np.testing.assert_array_equal(layer(x, training=True), layer(x))
    assert [array.item() for array in layer.state.values()] == [0, 1]


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
    assert np.round(turn(image([1, 2, 3], [4, 5, 6]), training=True)[0, :, :, 0], 4).tolist() == [[6, 5, 4], [3, 2, 1]]


def test_a_zoom_out_takes_pixels_farther_from_the_middle_and_a_zoom_in_nearer():
    out = layers.RandomZoom((1, 1), fill_mode="constant")
    assert out(image([1, 2, 3]), training=True).ravel().tolist() == [0, 2, 0]
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


@pytest.mark.parametrize(
    "make, error, text",
    [
        (lambda: layers.Conv2D(0, 3), ValueError, "Conv2D: `filters` must be at least 1, got 0."),
        (lambda: layers.Conv2D(2.5, 3), TypeError, "Conv2D: `filters` must be a whole number, got 2.5."),
        (lambda: layers.Conv2D(8, (3, 3, 3)), ValueError, "`kernel_size` must have two numbers (height, width)"),
        (lambda: layers.Conv2D(8, 3, padding="Same"), ValueError, "got 'Same'. Did you mean 'same'?"),
        (lambda: layers.Conv2D(8, 3, activation="rleu"), ValueError, "got 'rleu'. Did you mean 'relu'?"),
        (lambda: layers.MaxPooling2D(2.0), TypeError, "`pool_size` must be a whole number or a pair of them, got 2.0."),
        (lambda: layers.Dropout(1.0), ValueError, "Dropout: `rate` must be at least 0 and below 1, got 1.0."),
        (lambda: layers.Dropout("half"), TypeError, "Dropout: `rate` must be a number, got 'half'."),
        (lambda: layers.Dense(True), TypeError, "Dense: `units` must be a whole number, got True."),
        (
            lambda: layers.RandomZoom("big"),
            TypeError,
            "`height_factor` must be a number or a pair (low, high), got 'big'.",
        ),
        (lambda: layers.RandomZoom((1, 2, 3)), TypeError, "`height_factor` must be a number or a pair (low, high)"),
        (lambda: layers.RandomZoom((-1, 0)), ValueError, "RandomZoom: `height_factor` must be above -1, got -1."),
        (lambda: layers.RandomRotation(-0.1), ValueError, "RandomRotation: `factor` must be at least 0, got -0.1."),
        (lambda: layers.RandomRotation((0.2, 0.1)), ValueError, "must be (low, high) with low ≤ high, got (0.2, 0.1)."),
        (lambda: layers.RandomFlip("both"), ValueError, "RandomFlip: `mode` must be one of"),
        (
            lambda: layers.RandomFlip()(np.zeros((2, 6))),
            ValueError,
            "random_flip: images must have shape (height, width",
        ),
        (
            lambda: layers.BatchNormalization(momentum=1.5),
            ValueError,
            "`momentum` must be at least 0 and below 1, got 1.5",
        ),
        (lambda: layers.BatchNormalization(epsilon=0), ValueError, "`epsilon` must be above 0, got 0."),
        (lambda: layers.Input((None, 28)), TypeError, "got (None, 28). Leave the batch axis out."),
        (lambda: layers.Input("28"), TypeError, "got '28'. Leave the batch axis out."),
        (lambda: layers.Input(28), TypeError, "Write (28,)."),
        (lambda: layers.Input(()), TypeError, "`shape` must be a tuple such as (28, 28, 1), got ()."),
        (lambda: layers.Dense(2, name=3), TypeError, "Dense: `name` must be a text, got 3."),
        (lambda: layers.Dense(2, name=""), TypeError, "Dense: `name` must be a text, got ''."),
        (
            lambda: layers.AugmentationLayer()(np.zeros((1, 2, 2, 1)), training=True),
            NotImplementedError,
            "AugmentationLayer: a layer of this kind needs a method `transforms`",
        ),
        (lambda: layers.Layer()(np.zeros((1, 2))), NotImplementedError, "Layer: a layer needs a forward method"),
        (
            lambda: layers.Layer().backward(np.zeros((1, 2))),
            NotImplementedError,
            "Layer: a layer needs a backward method",
        ),
        (lambda: layers.Input(28), TypeError, "Input: `shape` must be a tuple such as (28, 28, 1), got 28."),
        (
            lambda: layers.Conv2D(8, 3)(np.zeros((2, 28, 28))),
            ValueError,
            "conv2d: images must have shape (height, width, channels), got (28, 28). Add a channel axis: x[..., None].",
        ),
        (
            lambda: layers.Conv2D(8, 5)(np.zeros((2, 4, 9, 1))),
            ValueError,
            "conv2d: a window of 5×5 must fit into the image, got 4×9 pixels. "
            "Use a smaller kernel_size, fewer layers before it, or padding='same'.",
        ),
        (
            lambda: layers.MaxPooling2D(3)(np.zeros((2, 2, 5, 1))),
            ValueError,
            "max_pooling2d: a window of 3×3 must fit into the image, got 2×5 pixels.",
        ),
        (
            lambda: layers.MaxPooling2D()(np.zeros((2, 6))),
            ValueError,
            "max_pooling2d: images must have shape (height, width, channels), got (6,). It belongs before Flatten.",
        ),
    ],
)
def test_what_layers_refuse(make, error, text):
    with pytest.raises(error, match=re.escape(text)):
        make()
