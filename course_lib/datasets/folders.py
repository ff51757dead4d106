"""Finding a data set: which folder is meant, and which of its files holds what."""

import os
from pathlib import Path

from course_lib.validation import message

PACKAGE_FILES = Path(__file__).parent / "files"
PARTS = ("train-images", "train-labels", "test-images", "test-labels")

_ENDINGS = {
    "images": ("images-idx3-ubyte", "images.idx3-ubyte"),
    "labels": ("labels-idx1-ubyte", "labels.idx1-ubyte", "labels-idx2-int"),
}
_SPLITS = {"train": ("train",), "test": ("t10k", "test")}


def find_folder(name, path=None):
    """Return the folder of the data set `name`, as an absolute path.

    The first of these that is given: `path`, the environment variable ``COURSE_LIB_<NAME>`` (unless empty),
    the package's own files.

    Parameters
    ----------
    name : {"mnist", "fashion_mnist"}
    path : str or path-like, optional
        A folder; ``~`` stands for the home folder.

    Raises
    ------
    TypeError
        If `path` is no path.
    ValueError
        If `path` names an .npz file, as it does in Keras.
    FileNotFoundError, NotADirectoryError
        If there is no such folder.

    Examples
    --------
    >>> find_folder("mnist").name
    'mnist'
    """
    where, variable = f"{name}.load_data", f"COURSE_LIB_{name.upper()}"
    if path is not None:
        _check_path(path, where)
        given, rule = path, "`path` must be an existing folder"
        advice = "Without `path` the package's own files are loaded."
    elif os.environ.get(variable):
        given, rule = (
            os.environ[variable],
            f"the environment variable {variable} must name an existing folder",
        )
        advice = "Unset it to load the package's own files."
    else:
        given, rule = PACKAGE_FILES / name, "the package must hold the folder of its own files"
        advice = "Install course_lib again."
    folder = Path(os.path.abspath(os.path.expanduser(given)))
    if not folder.exists():
        raise FileNotFoundError(message(where, rule, repr(str(folder)), advice))
    if not folder.is_dir():
        raise NotADirectoryError(message(where, rule, f"the file {str(folder)!r}", advice))
    return folder


def _check_path(path, where):
    if not isinstance(path, str | os.PathLike):
        raise TypeError(message(where, "`path` must be the path of a folder", repr(path)))
    if str(path).lower().endswith(".npz"):
        advice = "load_data() without an argument loads the package's own files; there is nothing to download."
        raise ValueError(message(where, "`path` must be a folder of IDX files", repr(str(path)), advice))


def find_files(name, folder):
    """Return the path of each of the four files of a data set.

    Names are MNIST's (``train-images-idx3-ubyte``, ``t10k-labels-idx1-ubyte``, …), with or without ``.gz``.
    Also known are ``test`` for ``t10k``, a dot for the second dash, and QMNIST's ``labels-idx2-int``; where a
    folder holds several spellings, the first in this order is read, and an unpacked file before a packed one.
    All four names may begin with one prefix, as in ``emnist-letters-train-images-idx3-ubyte.gz``; names
    without a prefix come first.

    Parameters
    ----------
    name : str
        The data set, for messages.
    folder : Path

    Returns
    -------
    dict of str to Path
        Keys are `PARTS`.

    Raises
    ------
    FileNotFoundError
        If a file is missing.
    ValueError
        If the files have several prefixes and it is unclear which ones are meant.

    Examples
    --------
    >>> find_files("mnist", find_folder("mnist"))["test-labels"].name
    't10k-labels-idx1-ubyte.gz'
    """
    found = _files_by_prefix(folder)
    if len(found) > 1 and "" not in found:
        rule = f"{folder} must hold the files of one data set"
        got = "files that begin with " + ", ".join(map(repr, sorted(found)))
        advice = "Move the four files that you want to a folder of their own."
        raise ValueError(message(f"{name}.load_data", rule, got, advice))
    prefix = "" if "" in found or not found else next(iter(found))
    files = found.get(prefix, {})
    if missing := [part for part in PARTS if part not in files]:
        looked = "; ".join(f"{part} (looked for {', '.join(_names(part, prefix))})" for part in missing)
        advice = f"Each name may end in .gz{'' if prefix else ', and all may begin with one prefix'}."
        rule = f"{folder} must hold four IDX files"
        raise FileNotFoundError(message(f"{name}.load_data", rule, f"none for {looked}", advice))
    return files


def _names(part, prefix=""):
    """Return the names that a part's file may have, without ``.gz``, the most usual first."""
    split, kind = part.split("-")
    return [f"{prefix}{word}-{ending}" for word in _SPLITS[split] for ending in _ENDINGS[kind]]


def _files_by_prefix(folder):
    """Return {prefix: {part: path}} of all files in a folder whose names end as a data set's do."""
    # Names that begin with a dot are leavings of an operating system, such as macOS's "._train-images-…".
    present = sorted(file.name for file in folder.iterdir() if file.is_file() and not file.name.startswith("."))
    found = {}
    for part in PARTS:
        for ending in [name + packed for name in _names(part) for packed in ("", ".gz")]:
            for file in present:
                if file.endswith(ending):
                    found.setdefault(file.removesuffix(ending), {}).setdefault(part, folder / file)
    return found
