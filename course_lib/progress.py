"""What a learner has done, kept between sessions: one small JSON file for each quiz or lesson.

The files lie in the user's own data folder, outside the course, so that a new version of the course leaves them alone;
``COURSE_LIB_PROGRESS`` may name another folder.
"""

import json
import os
import re
from pathlib import Path

import platformdirs

from course_lib.models.files import write_bytes
from course_lib.validation import message

_VARIABLE = "COURSE_LIB_PROGRESS"


def folder():
    """Return the folder that progress is kept in; it need not exist.

    Returns
    -------
    Path
    """
    return Path(os.environ.get(_VARIABLE) or platformdirs.user_data_path("course_lib") / "progress")


def load(name):
    """Return what was kept under a name; nothing where there is none, or where the file is damaged.

    Parameters
    ----------
    name : str
        Letters, digits, ``_`` and ``-``.

    Returns
    -------
    dict

    Raises
    ------
    ValueError
        If the name has other characters.

    Examples
    --------
    >>> load("a-quiz-that-nobody-has-seen")
    {}
    """
    path = _path(name)
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def save(name, notes):
    """Keep notes under a name, in place of the ones before.

    Parameters
    ----------
    name : str
        Letters, digits, ``_`` and ``-``.
    notes : dict
        Texts, numbers, lists and dicts of these.

    Raises
    ------
    ValueError
        If the name has other characters.
    OSError
        If the file cannot be written.
    """
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(path, json.dumps(notes, indent=1).encode(), "progress")


def forget(name):
    """Delete what was kept under a name, if anything was.

    Parameters
    ----------
    name : str
        Letters, digits, ``_`` and ``-``.

    Raises
    ------
    ValueError
        If the name has other characters.
    OSError
        If the file cannot be deleted.
    """
    _path(name).unlink(missing_ok=True)


def _path(name):
    if not isinstance(name, str) or not re.fullmatch(r"[\w-]+", name, re.ASCII):
        rule = "a name must be made of letters, digits, _ and -"
        raise ValueError(message("progress", rule, repr(name)))
    return folder() / f"{name}.json"
