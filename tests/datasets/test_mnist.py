"""The MNIST digits are the ones that everybody knows."""

import doctest
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from course_lib import datasets
from course_lib.datasets import checksums, fashion_mnist, folders, idx, loading, mnist


def test_shapes_and_types(digits):
    (x_train, y_train), (x_test, y_test) = digits
    assert x_train.shape == (60000, 28, 28) and y_train.shape == (60000,)
    assert x_test.shape == (10000, 28, 28) and y_test.shape == (10000,)
    for array in (x_train, y_train, x_test, y_test):
        assert array.dtype == np.uint8
        assert array.flags.writeable and array.flags.c_contiguous and array.flags.aligned


def test_pixels_use_the_whole_range(digits):
    for images, _ in digits:
        assert images.min() == 0 and images.max() == 255
        assert not images[:, 0, 0].any()  # a corner is background in every image


def test_counts_of_the_classes(digits):
    (_, y_train), (_, y_test) = digits
    expected = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
    assert np.bincount(y_train).tolist() == expected
    assert np.bincount(y_test).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


def test_first_labels(digits):
    (_, y_train), (_, y_test) = digits
    assert y_train[:4].tolist() == [5, 0, 4, 1]
    assert y_test[:4].tolist() == [7, 2, 1, 0]


def test_load_data_without_argument(digits):
    (x_train, y_train), (x_test, y_test) = datasets.mnist.load_data()
    for found, expected in zip((x_train, y_train, x_test, y_test), (*digits[0], *digits[1]), strict=True):
        np.testing.assert_array_equal(found, expected)
        assert not np.shares_memory(found, expected)


def test_class_names():
    assert mnist.CLASS_NAMES == tuple("0123456789")


@pytest.mark.parametrize("module", [checksums, fashion_mnist, folders, idx, loading, mnist])
def test_examples_in_docstrings(module):
    results = doctest.testmod(module)
    assert results.attempted > 0 and results.failed == 0


def test_importing_loads_neither_numba_nor_matplotlib():
    code = "import sys, course_lib.datasets; print(sorted({'numba', 'matplotlib'} & set(sys.modules)))"
    root = Path(datasets.__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert run.stdout.strip() == "[]"
