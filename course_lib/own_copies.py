"""The learner's own copies of the lessons, in a folder that git passes over.

The notebooks in ``notebooks/`` belong to the course and change with its versions. Those that a learner opens lie in
``my_course/``, or where COURSE_LIB_MY_COURSE says. A copy in which the learner has changed a cell is never written
over: a newer version of that lesson is put beside it.
"""

import hashlib
import json
import os
import platform
import re
import shutil
import time
from pathlib import Path

from course_lib.validation import message

FOLDER = "my_course"
_VARIABLE = "COURSE_LIB_MY_COURSE"
_GIVEN = ".given.json"  # by file name, which version of a lesson the learner was given


def folder(root):
    """Return the learner's folder; it need not exist.

    Parameters
    ----------
    root : Path
        The course's folder.

    Returns
    -------
    Path
    """
    return Path(os.environ.get(_VARIABLE) or root / FOLDER)


def bring_up_to_date(root):
    """Copy the lessons that are missing or newer into the learner's folder.

    Parameters
    ----------
    root : Path
        The course's folder.

    Returns
    -------
    list of str
        What the learner should know, as sentences.
    """
    mine, given = folder(root), _read(root)
    told = []
    for original in _originals(root):
        name = original.relative_to(root / "notebooks").as_posix()
        copy, version = mine / name, _version(original)
        if not copy.exists() or _version(copy) in (given.get(name), version):
            if not copy.exists() or _version(copy) != version:
                _copy(original, copy)
        elif given.get(name) != version:
            beside = _beside(copy, given.get(name))
            _copy(original, beside)
            told.append(f"{name} has changed. Yours stays as it is; the new version lies beside it: {beside.name}")
        given[name] = version
    _write(root, given)
    return told


def reset(root, lesson):
    """Give the learner a lesson as it was; the present copy is moved to the folder ``old``.

    Parameters
    ----------
    root : Path
        The course's folder.
    lesson : str
        Its number, such as "02" or "2".

    Returns
    -------
    list of str
        What was done, as sentences.

    Raises
    ------
    ValueError
        If there is no lesson of that number.
    """
    number = str(lesson).zfill(2) if lesson else "?"
    originals = [path for path in _originals(root) if path.parent.name == "notebooks"]
    found = [path for path in originals if path.name.startswith(f"{number}_")]
    if not found:
        rule = f"the lesson must be one of {', '.join(path.name[:2] for path in originals)}"
        raise ValueError(message("reset", rule, repr(lesson)))
    (original,) = found
    mine, told = folder(root), []
    copy = mine / original.name
    if copy.exists() and _version(copy) != _version(original):
        old = _free(mine / "old" / f"{copy.stem} {time.strftime('%Y-%m-%d %H.%M')}.ipynb")
        old.parent.mkdir(exist_ok=True)
        shutil.move(copy, old)
        told.append(f"What you had is kept: {_named(old, mine)}")
    _copy(original, copy)
    given = _read(root)
    given[original.name] = _version(original)
    _write(root, given)
    return [
        *told,
        f"{_named(copy, mine)} is as it was. If it is open, close its tab without saving and open it anew.",
    ]


def _beside(copy, given):
    """Where a new version goes: over an earlier new version only if the learner has not worked in that."""
    beside = copy.with_name(f"{copy.stem} (new version).ipynb")
    return beside if not beside.exists() or _version(beside) == given else _free(beside)


def _originals(root):
    return sorted((root / "notebooks").glob("[0-9]*.ipynb")) + sorted((root / "notebooks/solutions").glob("*.ipynb"))


def _version(path):
    """A hash of what a notebook's cells say; outputs do not count. None where the file is no notebook."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        words = [[cell["cell_type"], "".join(cell["source"])] for cell in cells]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    # A learner's copy may have ended up with an empty cell at its end: JupyterLab adds one.
    while words and not words[-1][1].strip():
        words.pop()
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


def _copy(original, copy):
    """Copy a notebook. JupyterLab would fill in the language as it is here, and take the copy for changed at once."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(original, copy)
    try:
        notebook = json.loads(original.read_text(encoding="utf-8"))
        notebook["metadata"]["language_info"] = _LANGUAGE
    except (ValueError, KeyError, TypeError):
        return
    copy.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


_LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": platform.python_version(),
}


def _named(path, mine):
    return f"{mine.name}/{path.relative_to(mine).as_posix()}"


def _free(path):
    """The path, or the first with a number behind it that is not taken."""
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free


def _read(root):
    try:
        given = json.loads((folder(root) / _GIVEN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: version for name, version in given.items() if re.search(r"\.ipynb$", name)} if given else {}


def _write(root, given):
    folder(root).mkdir(parents=True, exist_ok=True)
    (folder(root) / _GIVEN).write_text(json.dumps(given, indent=1), encoding="utf-8")
