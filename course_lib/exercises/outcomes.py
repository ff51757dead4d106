"""What a learner's function does with some arguments."""

import contextlib
import io
import linecache
import traceback
import warnings
from typing import NamedTuple

import numpy as np

from course_lib.exercises.differences import equal


class Outcome(NamedTuple):
    """What came of one call.

    Parameters
    ----------
    value : object
        What was returned.
    error : BaseException or None
        What was raised instead.
    changed : str
        Name of the argument that the function changed, "" for none.
    printed : str
        What it printed.
    """

    value: object = None
    error: BaseException | None = None
    changed: str = ""
    printed: str = ""

    def like(self, other):
        """Tell whether another call came to the same.

        Parameters
        ----------
        other : Outcome
            Of another function, with equal arguments.

        Returns
        -------
        bool
        """
        if self.error is not None or other.error is not None:
            return type(self.error) is type(other.error)
        return self.changed == other.changed and equal(self.value, other.value)


def outcome(function, case):
    """Call a function with copies of some arguments.

    Parameters
    ----------
    function : callable
        The learner's.
    case : dict of str to object
        The arguments in their order, by name.

    Returns
    -------
    Outcome
        Whatever the function did. Its own warnings stay out of the notebook; ■ ends the call.
    """
    copies = {name: _copied(value) for name, value in case.items()}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            value = function(*copies.values())
        except (Exception, SystemExit) as error:
            return Outcome(error=error, printed=printed.getvalue())
    changed = [name for name, value in case.items() if _differs(value, copies[name])]
    return Outcome(_copied(value), None, "".join(changed[:1]), printed.getvalue())


def where_it_failed(error):
    """Return the error in words, with the learner's line that raised it.

    Parameters
    ----------
    error : BaseException
        From an `Outcome`.

    Returns
    -------
    str
    """
    words = f"{type(error).__name__}: {str(error).strip().splitlines()[0] if str(error).strip() else ''}".rstrip(": ")
    words = words if len(words) <= 160 else f"{words[:157]}…"
    if isinstance(error, TypeError) and "positional argument" in words and error.__traceback__.tb_next is None:
        return f"{words}. Keep the first line of the cell as it was"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__)[1:] if _is_learners(frame.filename)]
    line = linecache.getline(frames[-1].filename, frames[-1].lineno).strip() if frames else ""
    return f"{words.rstrip('.')}, in the line `{line}`" if line else words


def _is_learners(name):
    return "ipykernel" in name or not ("course_lib" in name or "site-packages" in name)


def _copied(value):
    if isinstance(value, tuple):
        return tuple(map(_copied, value))
    return value.copy() if isinstance(value, np.ndarray | list | dict) else value


def _differs(value, copy):
    if isinstance(value, np.ndarray):
        return not np.array_equal(value, copy, equal_nan=value.dtype.kind == "f")
    return isinstance(value, list | dict) and value != copy
