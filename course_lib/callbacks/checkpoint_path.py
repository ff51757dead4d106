"""The name of a checkpoint's file, with places for the epoch and its figures."""

import os
import string

from course_lib.validation import message

_ENDING = ".safetensors"
_ENDINGS_ELSEWHERE = (".weights.h5", ".keras", ".h5", ".hdf5", ".ckpt", ".npz", ".pt", ".pth")


def checked_path(filepath, where):
    """Return `filepath` as text if it ends in .safetensors and its places can be filled in.

    Raises
    ------
    TypeError
        If it is neither a text nor a Path.
    ValueError
        If it has another ending, or braces that hold something else than a name and a format.

    Examples
    --------
    >>> checked_path("best.keras", "ModelCheckpoint")
    Traceback (most recent call last):
    ValueError: ModelCheckpoint: `filepath` must end in .safetensors, got 'best.keras'. Write 'best.safetensors'.
    """
    if not isinstance(filepath, str | os.PathLike):
        raise TypeError(message(where, "`filepath` must be a text or a Path", repr(filepath)))
    path = os.fspath(filepath)
    if not path.endswith(_ENDING):
        ending = next((known for known in _ENDINGS_ELSEWHERE if path.endswith(known)), "")
        advice = f"Write {path.removesuffix(ending) + _ENDING!r}."
        raise ValueError(message(where, f"`filepath` must end in {_ENDING}", repr(path), advice))
    try:
        path.format(**{name: 1 if name in ("epoch", "batch") else 0.5 for name in names_in(path)})
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        rule = "in `filepath`, braces must hold a name and a format, such as {epoch:02d} or {val_loss:.3f}"
        raise ValueError(message(where, rule, f"{path!r} ({error})")) from error
    return path


def names_in(path):
    """Return the names in the braces of `path`.

    Examples
    --------
    >>> names_in("{epoch:02d}-{val_loss:.3f}.safetensors")
    ['epoch', 'val_loss']
    """
    return [name for _, name, _, _ in string.Formatter().parse(path) if name is not None]
