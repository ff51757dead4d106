"""Loading a data set from a folder: what MNIST and Fashion-MNIST share."""

import numpy as np

from course_lib.datasets.folders import PACKAGE_FILES, find_files, find_folder
from course_lib.datasets.idx import read_idx
from course_lib.validation import message

_QMNIST_COLUMNS = 8


def load_folder(name, path=None):
    """Return ``((x_train, y_train), (x_test, y_test))`` of the data set `name`.

    Images may have any size, and any number of them will do, so that files of other data sets can take a data
    set's place. Labels may be 32-bit integers (QMNIST's are); a table of them with 8 columns has the class in
    the first.

    Parameters
    ----------
    name : {"mnist", "fashion_mnist"}
    path : str or path-like, optional
        A folder of IDX files, see `course_lib.datasets.folders`.

    Returns
    -------
    two pairs of arrays
        Images (N, height, width) and labels (N,), uint8; fresh arrays at each call.

    Raises
    ------
    TypeError, FileNotFoundError, NotADirectoryError
        If the folder or a file is not there, see `find_folder` and `find_files`.
    ValueError
        If a file is damaged or of another kind than its name says, or files do not belong together.

    Examples
    --------
    >>> (x_train, y_train), (x_test, y_test) = load_folder("mnist")
    >>> x_test.shape, y_test.shape
    ((10000, 28, 28), (10000,))
    """
    folder = find_folder(name, path)
    files = find_files(name, folder)
    try:
        train = _read_pair(files["train-images"], files["train-labels"])
        test = _read_pair(files["test-images"], files["test-labels"])
    except ValueError as error:
        if PACKAGE_FILES in folder.parents:
            error.add_note("This file came with course_lib: install the package again.")
        raise
    if train[0].shape[1:] != test[0].shape[1:]:
        rule = "images to train with and to test with must have one size"
        got = f"{_size(train[0])} and {_size(test[0])} pixels in {folder}"
        raise ValueError(message(f"{name}.load_data", rule, got, "Use files of one data set."))
    return train, test


def _read_pair(images_path, labels_path):
    """Return images and their labels."""
    images = read_images(images_path)
    labels = read_labels(labels_path)
    if len(images) != len(labels):
        rule = f"must hold one label for each of the {len(images)} images in {images_path.name}"
        raise ValueError(message(labels_path, rule, f"{len(labels)} labels", "Use files of one data set."))
    return images, labels


def read_images(path):
    """Return the images (N, height, width), uint8, of an IDX file.

    Raises
    ------
    ValueError
        If the file holds something else, as labels do under the name of images.
    """
    images = read_idx(path)
    if images.ndim != 3:
        rule = "images must have 3 dimensions (count, height, width)"
        advice = "This looks like labels: were two files renamed or swapped?" if images.ndim == 1 else ""
        raise ValueError(message(path, rule, f"shape {images.shape}", advice))
    return images


def read_labels(path):
    """Return the labels (N,), uint8, of an IDX file.

    Raises
    ------
    ValueError
        If the file holds something else, as images do under the name of labels, or a label outside 0 to 255.
    """
    labels = read_idx(path, int32=True)
    if labels.dtype == np.int32 and labels.ndim == 2 and labels.shape[1] == _QMNIST_COLUMNS:
        labels = labels[:, 0]  # the others tell who wrote the digit
    if labels.ndim != 1:
        rule = "labels must have 1 dimension"
        advice = "This looks like images: were two files renamed or swapped?" if labels.ndim == 3 else ""
        raise ValueError(message(path, rule, f"shape {labels.shape}", advice))
    if labels.min() < 0 or labels.max() > 255:
        rule, got = "labels must lie between 0 and 255", f"{labels.min()} to {labels.max()}"
        raise ValueError(message(path, rule, got, "Number the classes from 0."))
    return labels.astype(np.uint8, copy=False)


def _size(images):
    return "×".join(map(str, images.shape[1:]))
