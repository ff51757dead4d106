"""Reading and writing safetensors files: named arrays and a text, nothing that could run."""

import contextlib
import glob
import hashlib
import json
import os
import secrets
import stat
import time
from pathlib import Path

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from course_lib.validation import message

SUFFIX = ".safetensors"
_NOTES, _DIGEST = "course_lib", "digest"
_PART = ".part"  # the ending of a file that is being written
_ABANDONED = 3600  # seconds after which such a file is nobody's any more


def checked_path(filepath, where):
    """Return `filepath` as a Path with the suffix that files here have.

    Parameters
    ----------
    filepath : str or Path
        What was passed.
    where : str
        Who asks, for messages.

    Raises
    ------
    TypeError
        If it is no path.
    ValueError
        If it ends otherwise.
    """
    if not isinstance(filepath, str | os.PathLike):
        raise TypeError(message(where, "`filepath` must be the name of a file", repr(filepath)))
    path = Path(filepath)
    if path.suffix != SUFFIX:
        advice = f"Use {path.with_suffix(SUFFIX).name!r}." if path.name else ""
        raise ValueError(message(where, f"the file's name must end in {SUFFIX}", repr(path.name), advice))
    return path


def write(path, tensors, notes, overwrite, where):
    """Write arrays and notes to a file, all of it or nothing.

    Parameters
    ----------
    path : Path
        Where.
    tensors : dict of str to ndarray
        The arrays.
    notes : dict
        Words and numbers, kept as JSON.
    overwrite : bool
        Whether a file that is there may be replaced.
    where : str
        Who asks, for messages.

    Raises
    ------
    FileExistsError
        If there is a file and `overwrite` is False.
    OSError
        If the file cannot be written; one that was there stays as it is.
    """
    if path.exists() and not overwrite:
        rule = "with overwrite=False the file must be a new one"
        raise FileExistsError(message(where, rule, f"{path.name!r}, which exists"))
    text = json.dumps(notes)
    write_bytes(path, save(tensors, metadata={_NOTES: text, _DIGEST: _digest(text, tensors)}), where)


def write_bytes(path, data, where):
    """Write bytes to a file, all of them or none.

    They are written to a file beside it, which takes its name when it is complete and on the disk. Whoever is killed in
    between leaves the old file, and a hidden one that ends in ``.part``; a later write clears that away.

    Parameters
    ----------
    path : Path
        Where; the file that a link leads to is replaced, not the link.
    data : bytes
        What.
    where : str
        Who asks, for messages.

    Raises
    ------
    OSError
        If the file cannot be written; one that was there stays as it is.
    """
    target = Path(os.path.realpath(path))
    part = target.with_name(f".{target.name}-{secrets.token_hex(4)}{_PART}")
    try:
        with open(part, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            part.chmod(stat.S_IMODE(target.stat().st_mode))
        os.replace(part, target)
        _sync_folder(target.parent)
    except OSError as error:
        left = "The file that was there is unchanged." if path.exists() else "Nothing was written."
        got = f"{path.name!r}: {error.strerror or error}"
        explained = type(error)(message(where, "the file must be in a folder that can be written to", got, left))
        explained.errno = error.errno
        raise explained from None
    finally:  # after the stop button too
        with contextlib.suppress(OSError):  # where all went well there is none; a read-only disk refuses even this
            part.unlink()
    _clear_abandoned(target)


def read(path, where):
    """Return (arrays, notes) of a file that `write` wrote.

    Parameters
    ----------
    path : Path
        Where.
    where : str
        Who asks, for messages.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If it is no such file, or damaged: a single changed bit is found.
    """
    if not path.is_file():
        raise FileNotFoundError(message(where, "the file must exist", repr(path.name)))
    rule = "the file must be one that save wrote, and whole"
    try:
        with safe_open(path, framework="numpy") as file:
            text, digest = (file.metadata()[key] for key in (_NOTES, _DIGEST))
            tensors = {name: file.get_tensor(name) for name in file.keys()}
        damaged = digest != _digest(text, tensors)
        notes = json.loads(text)
    except (SafetensorError, ValueError, KeyError, TypeError, RecursionError, OSError) as error:
        got = f"{path.name!r} ({getattr(error, 'strerror', None) or type(error).__name__})"
        raise ValueError(message(where, rule, got)) from None
    if damaged:
        raise ValueError(message(where, rule, f"{path.name!r}, whose content has changed since it was written"))
    return tensors, notes


def _digest(text, tensors):
    """A checksum of everything in a file."""
    found = hashlib.blake2b(text.encode(), digest_size=16)
    for name in sorted(tensors):
        array = np.ascontiguousarray(tensors[name])
        found.update(repr((name, str(array.dtype), array.shape)).encode())
        found.update(array.data)
    return found.hexdigest()


def _sync_folder(folder):
    """Bring the new name to the disk; Windows opens no folders, and does so by itself."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _clear_abandoned(target):
    """Delete what processes that were killed have left of files of this name."""
    for part in target.parent.glob(f".{glob.escape(target.name)}-*{_PART}"):
        try:
            if time.time() - part.stat().st_mtime > _ABANDONED:
                part.unlink()
        except OSError:
            continue  # another process was faster, or it is somebody else's
