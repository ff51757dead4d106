"""Loading one's own files, and what is said when they do not belong together."""

import re

import numpy as np
import pytest

from course_lib.datasets import fashion_mnist, folders, loading, mnist

TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS = range(4)


def assert_loaded(loaded, arrays):
    """Assert that what load_data returned is these arrays."""
    (x_train, y_train), (x_test, y_test) = loaded
    for found, expected in zip((x_train, y_train, x_test, y_test), arrays, strict=True):
        np.testing.assert_array_equal(found, expected)
        assert found.dtype == np.uint8
        assert found.flags.writeable and found.flags.c_contiguous


def assert_refused(folder, text, load_data=mnist.load_data):
    with pytest.raises(ValueError, match=re.escape(text)):
        load_data(folder)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("load_data", [mnist.load_data, fashion_mnist.load_data])
def test_own_files(write_set, arrays, packed, load_data):
    assert_loaded(load_data(write_set(arrays, packed=packed)), arrays)


@pytest.mark.parametrize("name", ["mnist", "fashion_mnist"])
def test_own_files_by_variable(write_set, arrays, monkeypatch, name):
    monkeypatch.setenv(f"COURSE_LIB_{name.upper()}", str(write_set(arrays)))
    assert_loaded({"mnist": mnist, "fashion_mnist": fashion_mnist}[name].load_data(), arrays)


def test_qmnist(write_set, arrays):
    """QMNIST's labels are a table of 8 columns, the class first."""
    names = [
        f"qmnist-{split}-{kind}.gz" for split in ("train", "test") for kind in ("images-idx3-ubyte", "labels-idx2-int")
    ]
    tables = list(arrays)
    for i in (TRAIN_LABELS, TEST_LABELS):
        tables[i] = np.full((len(arrays[i]), 8), 100_000, np.int32)
        tables[i][:, 0] = arrays[i]
    assert_loaded(mnist.load_data(write_set(tables, names, packed=True)), arrays)


def test_labels_of_32_bits_without_a_table(write_set, arrays):
    wide = [*arrays[:3], arrays[TEST_LABELS].astype(np.int32)]
    assert_loaded(mnist.load_data(write_set(wide)), arrays)


def test_each_call_returns_fresh_arrays(write_set, arrays):
    folder = write_set(arrays)
    (x, y), _ = mnist.load_data(folder)
    x[:], y[:] = 1, 1
    assert_loaded(mnist.load_data(folder), arrays)


def test_labels_under_the_name_of_images(write_set, arrays):
    arrays[TEST_IMAGES], arrays[TEST_LABELS] = arrays[TEST_LABELS], arrays[TEST_IMAGES]
    folder = write_set(arrays)
    text = (
        f"{folder / 't10k-images-idx3-ubyte'}: images must have 3 dimensions (count, height, width), "
        "got shape (3,). This looks like labels: were two files renamed or swapped?"
    )
    assert_refused(folder, text)


def test_images_under_the_name_of_labels(write_set, arrays):
    arrays[TRAIN_LABELS] = arrays[TRAIN_IMAGES]
    folder = write_set(arrays)
    text = (
        f"{folder / 'train-labels-idx1-ubyte'}: labels must have 1 dimension, got shape (5, 4, 6). "
        "This looks like images: were two files renamed or swapped?"
    )
    assert_refused(folder, text)


@pytest.mark.parametrize("table", [np.zeros((5, 7), np.int32), np.zeros((5, 8), np.uint8)])
def test_tables_other_than_of_qmnist(write_set, arrays, table):
    arrays[TRAIN_LABELS] = table
    assert_refused(write_set(arrays), f"labels must have 1 dimension, got shape {table.shape}.")


def test_flat_images(write_set, arrays):
    arrays[TRAIN_IMAGES] = arrays[TRAIN_IMAGES].reshape(5, 24)
    assert_refused(write_set(arrays), "images must have 3 dimensions (count, height, width), got shape (5, 24).")


def test_images_must_be_bytes(write_set, arrays):
    arrays[TRAIN_IMAGES] = arrays[TRAIN_IMAGES].astype(np.int32)
    assert_refused(write_set(arrays), "train-images-idx3-ubyte: must hold unsigned bytes (code 0x08), got 32-bit")


@pytest.mark.parametrize(("split", "images", "labels"), [("train", 5, 4), ("t10k", 3, 2)])
def test_counts_differ(write_set, arrays, split, images, labels):
    i = TRAIN_LABELS if split == "train" else TEST_LABELS
    arrays[i] = arrays[i][:-1]
    text = (
        f"{split}-labels-idx1-ubyte: must hold one label for each of the {images} images in "
        f"{split}-images-idx3-ubyte, got {labels} labels."
    )
    assert_refused(write_set(arrays), text)


@pytest.mark.parametrize("part", range(4))
def test_no_rows(write_set, arrays, part):
    arrays[part] = arrays[part][:0]
    assert_refused(write_set(arrays), "the file must not be empty, got shape (0")


def test_sizes_differ(write_set, arrays):
    arrays[TEST_IMAGES] = arrays[TEST_IMAGES].reshape(3, 6, 4)
    folder = write_set(arrays)
    text = "images to train with and to test with must have one size, got 4×6 and 6×4 pixels in "
    assert_refused(folder, f"fashion_mnist.load_data: {text}{folder}.", fashion_mnist.load_data)


@pytest.mark.parametrize("value", [-1, 256])
def test_labels_that_are_no_bytes(write_set, arrays, value):
    arrays[TRAIN_LABELS] = np.array([0, 1, 2, 3, value], np.int32)
    got = "-1 to 3" if value < 0 else "0 to 256"
    assert_refused(write_set(arrays), f"labels must lie between 0 and 255, got {got}. Number the classes from 0.")


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n", b"not found"])
def test_foreign_files_are_named(write_set, arrays, content):
    folder = write_set(arrays)
    (folder / "t10k-labels-idx1-ubyte").write_bytes(content)
    assert_refused(folder, f"{folder / 't10k-labels-idx1-ubyte'}: an IDX file must begin with two zero bytes")


def test_advice_for_the_packages_own_files(tmp_path, write_set, arrays, monkeypatch):
    """A damaged file of the package cannot be fetched: the package has to be installed again."""
    arrays[TRAIN_LABELS] = arrays[TRAIN_LABELS][:-1]
    folder = write_set(arrays, folder=tmp_path / "mnist")
    with pytest.raises(ValueError) as caught:
        mnist.load_data(folder)
    assert not hasattr(caught.value, "__notes__")
    monkeypatch.setattr(folders, "PACKAGE_FILES", tmp_path)
    monkeypatch.setattr(loading, "PACKAGE_FILES", tmp_path)
    with pytest.raises(ValueError) as caught:
        mnist.load_data()
    assert caught.value.__notes__ == ["This file came with course_lib: install the package again."]
