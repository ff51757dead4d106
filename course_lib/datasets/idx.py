"""Reading IDX files, the format that MNIST came in: a short header, then plain numbers.

::

    2 bytes     zero
    1 byte      what the numbers are: 0x08 unsigned bytes, 0x0C 32-bit integers, …
    1 byte      number of dimensions, D
    4·D bytes   the dimensions, each a big-endian unsigned integer
    the rest    the numbers, the last dimension fastest
"""

import gzip
import math
import zlib

import numpy as np

from course_lib.validation import message

_GZIP_MAGIC = b"\x1f\x8b"
_CODES = {
    0x08: "unsigned bytes",
    0x09: "signed bytes",
    0x0B: "16-bit integers",
    0x0C: "32-bit integers",
    0x0D: "32-bit floats",
    0x0E: "64-bit floats",
}
_UBYTE, _INT32 = 0x08, 0x0C
_MOST_DIMENSIONS = 8
_CHUNK = 1 << 18
_FETCH = "Fetch or write the file again."


def read_idx(path, int32=False):
    """Return the array that an IDX file holds.

    The file may be compressed with gzip; its first bytes tell, its name does not matter. Numbers are only
    copied, nothing in the file is evaluated. Memory grows with what the file holds, not with what its header
    promises.

    Parameters
    ----------
    path : str or path-like
        The file.
    int32 : bool
        Whether a file of 32-bit integers is accepted too, as QMNIST's labels are.

    Returns
    -------
    array of uint8 (or int32)
        Of the shape in the header; a fresh array that may be written to.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If the file is not IDX, holds another type of number, is longer or shorter than its header says, or is
        damaged.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder, "labels-idx1-ubyte")
    ...     _ = file.write_bytes(bytes([0, 0, 8, 1, 0, 0, 0, 3]) + bytes([7, 2, 1]))
    ...     read_idx(file)
    array([7, 2, 1], dtype=uint8)
    """
    with open(path, "rb") as file:
        packed = file.read(2) == _GZIP_MAGIC
        file.seek(0)
        if not packed:
            return _read_stream(file, path, int32)
        try:
            with gzip.open(file) as stream:
                return _read_stream(stream, path, int32)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            rule = "the gzip file must be whole"
            raise ValueError(message(path, rule, f"damaged data ({error})", _FETCH)) from error


def _read_stream(stream, path, int32):
    """Return the array in an open, uncompressed stream."""
    code, shape = _read_header(stream, path)
    if code != _UBYTE and not (int32 and code == _INT32):
        rule = f"must hold unsigned bytes (code 0x08){' or 32-bit integers (code 0x0C)' if int32 else ''}"
        got = f"{_CODES.get(code, 'an unknown type')} (code 0x{code:02X})"
        raise ValueError(message(path, rule, got, "Convert the numbers and write the file again."))

    dtype = np.dtype(np.uint8 if code == _UBYTE else ">i4")
    size = math.prod(shape) * dtype.itemsize
    numbers = _read_at_most(stream, size + 1)  # one byte more shows whether something follows
    if len(numbers) != size:
        rule = f"shape {shape} needs {size} bytes after the header"
        short = len(numbers) < size
        got = f"{len(numbers)} (the file is cut short)" if short else "more (the file is too long)"
        raise ValueError(message(path, rule, got, _FETCH))
    return np.frombuffer(numbers, dtype).reshape(shape).astype(dtype.newbyteorder("="), copy=False)


def _read_header(stream, path):
    """Return the code of the number type and the shape."""
    magic = _read_at_most(stream, 4)
    if len(magic) < 4 or magic[:2] != b"\0\0":
        rule = "an IDX file must begin with two zero bytes and two more"
        got = repr(bytes(magic)) if magic else "an empty file"
        advice = "This is no IDX file: see what was saved under this name; unpack zip or xz archives first."
        raise ValueError(message(path, rule, got, advice))

    code, dimensions = magic[2:]
    if not 1 <= dimensions <= _MOST_DIMENSIONS:
        rule = f"the header must name 1 to {_MOST_DIMENSIONS} dimensions"
        raise ValueError(message(path, rule, dimensions, _FETCH))
    lengths = _read_at_most(stream, 4 * dimensions)
    if len(lengths) < 4 * dimensions:
        rule = f"the header must have {4 * dimensions} bytes for {dimensions} dimensions"
        raise ValueError(message(path, rule, f"{len(lengths)} (the file is cut short)", _FETCH))
    shape = tuple(np.frombuffer(lengths, ">u4").tolist())
    if 0 in shape:
        raise ValueError(message(path, "the file must not be empty", f"shape {shape}", _FETCH))
    return code, shape


def _read_at_most(stream, size):
    """Return `size` bytes, or fewer where the stream ends."""
    data = bytearray()  # grown in steps: a wrong header must not reserve gigabytes
    while chunk := stream.read(min(_CHUNK, size - len(data))):
        data += chunk
    return data
