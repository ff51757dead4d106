"""The package's files are the originals, and damage to one of them is noticed."""

import gzip
import re
from pathlib import Path

import pytest

import course_lib.datasets
from course_lib.datasets.checksums import SHA256, damaged_files
from course_lib.datasets.folders import PACKAGE_FILES

NAMES = [f"{name}/{file}" for name, sums in SHA256.items() for file in sums]


@pytest.fixture
def copies(tmp_path):
    """A folder in which the package's files are linked; what a test damages it has to replace."""
    for name in NAMES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).symlink_to(PACKAGE_FILES / name)
    return tmp_path


def replace(file, content):
    file.unlink()
    file.write_bytes(content)


def test_the_packages_files_are_whole():
    assert damaged_files() == []


def test_there_are_eight_files_and_no_others():
    assert sorted(str(file.relative_to(PACKAGE_FILES).as_posix()) for file in PACKAGE_FILES.rglob("*.*")) == sorted(
        NAMES
    )
    assert len(NAMES) == len({value for sums in SHA256.values() for value in sums.values()}) == 8


def test_a_single_flipped_pixel_is_reported(copies):
    assert damaged_files(copies) == []
    file = copies / "mnist" / "t10k-images-idx3-ubyte.gz"
    content = bytearray(gzip.decompress(file.read_bytes()))
    content[16 + 28 * 28 * 1234 + 400] ^= 1
    replace(file, gzip.compress(content, 1))
    assert damaged_files(copies) == ["mnist/t10k-images-idx3-ubyte.gz"]


def test_other_compression_of_the_same_content_is_accepted(copies):
    file = copies / "fashion_mnist" / "t10k-labels-idx1-ubyte.gz"
    content = gzip.decompress(file.read_bytes())
    replace(file, gzip.compress(content, 1))
    assert damaged_files(copies) == []


def test_missing_and_unreadable_files_are_reported(copies):
    labels = gzip.decompress((PACKAGE_FILES / "mnist/t10k-labels-idx1-ubyte.gz").read_bytes())
    packed = gzip.compress(labels)
    replace(copies / "mnist/train-labels-idx1-ubyte.gz", packed[:-20])
    replace(copies / "mnist/t10k-labels-idx1-ubyte.gz", labels)
    replace(copies / "fashion_mnist/train-labels-idx1-ubyte.gz", packed[:10] + b"\xff" * 20)
    (copies / "fashion_mnist/train-images-idx3-ubyte.gz").unlink()
    assert damaged_files(str(copies)) == [
        "mnist/train-labels-idx1-ubyte.gz",
        "mnist/t10k-labels-idx1-ubyte.gz",
        "fashion_mnist/train-images-idx3-ubyte.gz",
        "fashion_mnist/train-labels-idx1-ubyte.gz",
    ]


def test_a_missing_folder_misses_all(tmp_path):
    assert damaged_files(tmp_path / "gone") == NAMES


def test_the_files_carry_neither_name_nor_time():
    """`gzip -9 -n`: the header's flags and time are zero, so that packing again gives the same bytes."""
    for name in NAMES:
        with open(PACKAGE_FILES / name, "rb") as file:
            assert file.read(9) == b"\x1f\x8b\x08" + bytes(5) + b"\x02"


def test_the_document_lists_the_same_sums():
    text = Path(course_lib.datasets.__file__).with_name("DATASETS.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `(\S+)` \| `([0-9a-f]{64})` \|$", text, re.MULTILINE))
    assert {f"{name}.gz": value for name, value in listed.items()} == {
        f"{name}/{file}": value for name, sums in SHA256.items() for file, value in sums.items()
    }
