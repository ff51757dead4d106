"""read_idx: what it reads, and what it says about files that it cannot read."""

import gzip
import re
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.datasets.idx import read_idx

PIXELS = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "file"


def error_of(file, content, **arguments):
    """Return the text of the ValueError that reading `content` raises; it always names the file."""
    file.write_bytes(content)
    with pytest.raises(ValueError) as caught:
        read_idx(file, **arguments)
    text = str(caught.value)
    assert text.startswith(f"{file}: ")
    assert "\n" not in text
    return text.removeprefix(f"{file}: ")


@pytest.mark.parametrize("name", ["images", "images.gz", "images.png"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_reads_plain_and_gzip_whatever_the_name(tmp_path, idx_bytes, name, pack):
    (tmp_path / name).write_bytes(pack(idx_bytes(PIXELS)))
    found = read_idx(str(tmp_path / name))
    np.testing.assert_array_equal(found, PIXELS)
    assert found.dtype == np.uint8
    assert found.flags.writeable and found.flags.c_contiguous


def test_reads_a_gzip_file_of_two_members(file, idx_bytes):
    content = idx_bytes(PIXELS)
    file.write_bytes(gzip.compress(content[:20]) + gzip.compress(content[20:]))
    np.testing.assert_array_equal(read_idx(file), PIXELS)


def test_a_big_file_is_read_in_several_steps(file, idx_bytes):
    numbers = np.arange(1_000_003, dtype=np.int64).astype(np.uint8)
    file.write_bytes(gzip.compress(idx_bytes(numbers), 1))
    np.testing.assert_array_equal(read_idx(file), numbers)


def test_reads_int32_in_native_order_when_asked(file, idx_bytes):
    numbers = np.array([[1, -2], [70_000, 2**31 - 1]], np.int32)
    file.write_bytes(idx_bytes(numbers))
    found = read_idx(file, int32=True)
    np.testing.assert_array_equal(found, numbers)
    assert found.dtype == np.dtype(np.int32) and found.dtype.isnative
    assert found.flags.writeable


def test_int32_is_refused_unless_asked(file, idx_bytes):
    text = error_of(file, idx_bytes(np.zeros(3, np.int32)))
    assert text.startswith("must hold unsigned bytes (code 0x08), got 32-bit integers (code 0x0C).")


@pytest.mark.parametrize("int32", [False, True])
def test_other_types_are_named(file, idx_bytes, int32):
    text = error_of(file, idx_bytes(np.zeros(3, np.float32)), int32=int32)
    assert "got 32-bit floats (code 0x0D)" in text
    assert ("or 32-bit integers" in text) == int32
    assert "got an unknown type (code 0x77)" in error_of(file, b"\0\0\x77\1\0\0\0\1\5")


@pytest.mark.parametrize(
    ("content", "got"),
    [
        (b"\x89PNG\r\n\x1a\n....", r"b'\x89PNG'"),
        (b"<html><body>Not found</body></html>", "b'<htm'"),
        (b"PK\3\4 a zip archive", r"b'PK\x03\x04'"),
        (b"\x80\x04\x95 a pickle", r"b'\x80\x04\x95 '"),
        (b"\0\0\x08", r"b'\x00\x00\x08'"),
        (b"", "an empty file"),
    ],
)
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_foreign_files(file, content, got, pack):
    text = error_of(file, pack(content))
    assert text.startswith(f"an IDX file must begin with two zero bytes and two more, got {got}. This is no IDX")


@pytest.mark.parametrize("dimensions", [0, 9, 255])
def test_number_of_dimensions(file, dimensions):
    text = error_of(file, bytes([0, 0, 8, dimensions]) + bytes(4 * dimensions))
    assert text.startswith(f"the header must name 1 to 8 dimensions, got {dimensions}.")


def test_header_cut_short(file):
    text = error_of(file, b"\0\0\x08\3" + bytes(7))
    assert "the header must have 12 bytes for 3 dimensions, got 7 (the file is cut short)." in text


def test_empty_data(file, idx_bytes):
    assert "must not be empty, got shape (0, 28, 28)" in error_of(file, idx_bytes(np.zeros((0, 28, 28), np.uint8)))


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_cut_short(file, idx_bytes, pack):
    text = error_of(file, pack(idx_bytes(PIXELS)[:-1]))
    assert text.startswith("shape (2, 3, 4) needs 24 bytes after the header, got 23 (the file is cut short).")


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_too_long(file, idx_bytes, pack):
    text = error_of(file, pack(idx_bytes(PIXELS) + b"\0"))
    assert text.startswith("shape (2, 3, 4) needs 24 bytes after the header, got more (the file is too long).")


def test_corrupt_gzip(file, idx_bytes):
    packed = gzip.compress(idx_bytes(np.arange(200, dtype=np.uint8).repeat(3)))
    whole = "the gzip file must be whole, got damaged data ("
    for cut in (3, 15, len(packed) // 2, len(packed) - 9, len(packed) - 1):
        assert whole + "Compressed file ended" in error_of(file, packed[:cut])
    assert whole + "CRC check failed" in error_of(file, packed[:-8] + b"abcd" + packed[-4:])
    assert whole + "Incorrect length" in error_of(file, packed[:-1] + b"x")
    assert whole + "Not a gzipped file" in error_of(file, packed + b"junk")
    assert whole + "Error -3" in error_of(file, packed[:10] + b"\xff" * 20)


def test_a_lying_header_reserves_no_memory(file):
    """2^32 − 1 images of 28×28 pixels would be three terabytes."""
    content = b"\0\0\x08\3\xff\xff\xff\xff\0\0\0\x1c\0\0\0\x1c" + bytes(1000)
    for stored in (content, gzip.compress(content)):
        tracemalloc.start()
        try:
            assert "got 1000 (the file is cut short)" in error_of(file, stored)
            assert tracemalloc.get_traced_memory()[1] < 10_000_000
        finally:
            tracemalloc.stop()


def test_a_gzip_file_that_unpacks_to_much_more_is_left_at_once(file):
    content = b"\0\0\x08\1\0\0\0\5" + bytes(50_000_000)
    packed = gzip.compress(content, 1)
    tracemalloc.start()
    try:
        assert "the file is too long" in error_of(file, packed)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_missing_file(tmp_path):
    with pytest.raises(FileNotFoundError, match=re.escape("no-such-file")):
        read_idx(tmp_path / "no-such-file")


@given(
    code=st.sampled_from([8, 12]),
    lengths=st.lists(st.integers(0, 4), max_size=4),
    payload=st.binary(max_size=80),
    cut=st.integers(0, 100),
)
def test_any_content_is_read_exactly_or_refused(tmp_path_factory, code, lengths, payload, cut):
    header = bytes([0, 0, code, len(lengths)]) + b"".join(n.to_bytes(4, "big") for n in lengths)
    content = (header + payload)[:cut]
    file = tmp_path_factory.getbasetemp() / "any-content"
    file.write_bytes(content)
    size = int(np.prod(lengths)) * (1 if code == 8 else 4)
    if lengths and size and len(content) == len(header) + size:
        found = read_idx(file, int32=True)
        assert found.shape == tuple(lengths)
        assert found.astype(found.dtype.newbyteorder(">")).tobytes() == content[len(header) :]
    else:
        with pytest.raises(ValueError, match="any-content: "):
            read_idx(file, int32=True)


@given(st.binary(max_size=60))
def test_any_gzip_stream_is_refused_with_a_message(tmp_path_factory, junk):
    file = tmp_path_factory.getbasetemp() / "any-stream"
    file.write_bytes(b"\x1f\x8b" + junk)
    with pytest.raises(ValueError, match=r"any-stream: "):
        read_idx(file)
