"""Reading and writing safetensors files: named arrays and a text, nothing that could run."""

import json
import os
import tempfile
from pathlib import Path

from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from course_lib.validation import message

SUFFIX = ".safetensors"
_KEY = "course_lib"


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
    write_bytes(path, save(tensors, metadata={_KEY: json.dumps(notes)}), where)


def write_bytes(path, data, where):
    """Write bytes to a file, all of them or nothing.

    Parameters
    ----------
    path : Path
        Where; a file that is there is replaced.
    data : bytes
        What.
    where : str
        Who asks, for messages.

    Raises
    ------
    OSError
        If the file cannot be written; one that was there stays as it is.
    """
    temporary = None
    try:
        # Written beside the file and renamed when complete: whoever is killed in between leaves the old file.
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.stem}-", delete=False) as file:
            temporary = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        left = "The file that was there is unchanged." if path.exists() else "Nothing was written."
        got = f"{path.name!r}: {error.strerror or error}"
        raise type(error)(message(where, "the file must be in a folder that can be written to", got, left)) from None


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
        If it is no such file, or damaged.
    """
    if not path.is_file():
        raise FileNotFoundError(message(where, "the file must exist", repr(path.name)))
    try:
        with safe_open(path, framework="numpy") as file:
            notes = json.loads((file.metadata() or {})[_KEY])
            return {name: file.get_tensor(name) for name in file.keys()}, notes
    except (SafetensorError, json.JSONDecodeError, KeyError, OSError) as error:
        got = f"{path.name!r} ({type(error).__name__})"
        raise ValueError(message(where, "the file must be one that save wrote, and whole", got)) from None
