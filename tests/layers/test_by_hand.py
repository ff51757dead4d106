"""Small cases that can be followed with a pencil, and what each layer refuses."""

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


def test_zero_padding_of_every_form():
    x = image([1, 2, 3], [4, 5, 6])
    for padding, expected in {
        1: [[1, 1], [1, 1]],
        (1, 2): [[1, 1], [2, 2]],
        ((3, 1), (2, 4)): [[3, 1], [2, 4]],
        ((3, 1), 2): [[3, 1], [2, 2]],
    }.items():
        y = layers.ZeroPadding2D(padding)(x)
        np.testing.assert_array_equal(y[0, :, :, 0], np.pad(x[0, :, :, 0], expected))
    np.testing.assert_array_equal(layers.ZeroPadding2D()(x), layers.ZeroPadding2D(1)(x))


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
