"""Small data sets on disk, and the two real ones, loaded once."""

import gzip

import numpy as np
import pytest

from course_lib.datasets import fashion_mnist, mnist
from course_lib.datasets.folders import PACKAGE_FILES

CODES = {"uint8": 0x08, "int32": 0x0C, "float32": 0x0D}
NAMES = (
    "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
)  # fmt: skip


@pytest.fixture(autouse=True)
def no_variables(monkeypatch):
    """Let no variable of the developer's decide what is loaded."""
    monkeypatch.delenv("COURSE_LIB_MNIST", raising=False)
    monkeypatch.delenv("COURSE_LIB_FASHION_MNIST", raising=False)


@pytest.fixture(scope="session")
def digits():
    return mnist.load_data(PACKAGE_FILES / "mnist")


@pytest.fixture(scope="session")
def clothes():
    return fashion_mnist.load_data(PACKAGE_FILES / "fashion_mnist")


@pytest.fixture(scope="session")
def idx_bytes():
    """A function that returns the content of an IDX file, after the format's description."""

    def content(array):
        lengths = b"".join(length.to_bytes(4, "big") for length in array.shape)
        header = bytes([0, 0, CODES[array.dtype.name], array.ndim]) + lengths
        return header + array.astype(array.dtype.newbyteorder(">")).tobytes()

    return content


@pytest.fixture
def arrays():
    """Images and labels to train with and to test with: 5 and 3 of 4×6 pixels, all different."""
    train = np.arange(5 * 4 * 6, dtype=np.uint8).reshape(5, 4, 6)
    test = 255 - np.arange(3 * 4 * 6, dtype=np.uint8).reshape(3, 4, 6)
    return [train, np.array([4, 0, 255, 1, 2], np.uint8), test, np.array([7, 8, 9], np.uint8)]


@pytest.fixture
def write_set(tmp_path, idx_bytes):
    """A function that writes four arrays into a folder and returns the folder."""

    def write(arrays, names=NAMES, packed=False, folder=tmp_path / "own"):
        folder.mkdir(exist_ok=True)
        for name, array in zip(names, arrays, strict=True):
            content = idx_bytes(array)
            (folder / name).write_bytes(gzip.compress(content) if packed else content)
        return folder

    return write
