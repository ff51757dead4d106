"""The Fashion-MNIST pictures are the published ones."""

import numpy as np

from course_lib import datasets
from course_lib.datasets import fashion_mnist


def test_shapes_and_types(clothes):
    (x_train, y_train), (x_test, y_test) = clothes
    assert x_train.shape == (60000, 28, 28) and y_train.shape == (60000,)
    assert x_test.shape == (10000, 28, 28) and y_test.shape == (10000,)
    for array in (x_train, y_train, x_test, y_test):
        assert array.dtype == np.uint8
        assert array.flags.writeable and array.flags.c_contiguous and array.flags.aligned


def test_pixels_use_the_whole_range(clothes):
    for images, _ in clothes:
        assert images.min() == 0 and images.max() == 255


def test_classes_are_of_equal_size(clothes):
    (_, y_train), (_, y_test) = clothes
    assert np.bincount(y_train).tolist() == [6000] * 10
    assert np.bincount(y_test).tolist() == [1000] * 10


def test_first_labels_have_the_names_that_the_pictures_show(clothes):
    (_, y_train), (_, y_test) = clothes
    names = [fashion_mnist.CLASS_NAMES[label] for label in (*y_train[:2], *y_test[:4])]
    assert names == ["Ankle boot", "T-shirt/top", "Ankle boot", "Pullover", "Trouser", "Trouser"]


def test_class_names():
    assert fashion_mnist.CLASS_NAMES == (
        "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
        "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
    )  # fmt: skip


def test_load_data_without_argument(clothes):
    (x_train, y_train), (x_test, y_test) = datasets.fashion_mnist.load_data()
    for found, expected in zip((x_train, y_train, x_test, y_test), (*clothes[0], *clothes[1]), strict=True):
        np.testing.assert_array_equal(found, expected)
        assert not np.shares_memory(found, expected)


def test_it_is_not_mnist(clothes, digits):
    assert not np.array_equal(clothes[1][0], digits[1][0])
