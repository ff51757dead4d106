"""The one kind of array that kernels are compiled for."""

import numbers

import numpy as np

from course_lib.validation import message

FLOAT = np.float32

# What becomes of arrays that hold something else than real numbers, by numpy's letter for the kind.
_INSTEAD = {
    "c": "Take their real part, z.real, or their size, abs(z).",
    "M": "Count from a day on: (t - t.min()) / np.timedelta64(1, 'D').",
    "m": "Count in a unit: t / np.timedelta64(1, 'D').",
    "S": "Numbers that are texts become numbers with np.array(..., dtype='float32').",
    "U": "Numbers that are texts become numbers with np.array(..., dtype='float32').",
    "V": "Put its columns side by side: np.stack([x[name] for name in x.dtype.names], axis=-1).",
}


def as_float(x):
    """Return `x` as a float32 array in C order that can be written to, itself if it is one.

    A kernel compiles anew for every other type, order or read-only array, so each is brought to this one before.

    Parameters
    ----------
    x : array_like
        Numbers.

    Returns
    -------
    ndarray, float32

    Examples
    --------
    >>> as_float([[1, 2]])
    array([[1., 2.]], dtype=float32)
    """
    if type(x) is np.ndarray and x.dtype == FLOAT and x.flags.carray:  # what np.require finds out in ten times the time
        return x
    return np.require(x, FLOAT, ["C", "A", "W"])


def as_numbers(x, where, what, advice="", for_texts=""):
    """Return `x` as an array, or say so if it holds no real numbers.

    Anything that numpy can make an array of will do: lists, and objects with ``__array__``.

    Parameters
    ----------
    x : array_like
        What was passed.
    where, what : str
        Who asks, and for what; for messages.
    advice : str, optional
        What to do where it holds something else; by default that depends on what it is.
    for_texts : str, optional
        What to do where it holds texts.

    Raises
    ------
    TypeError
        If it holds something else than real numbers.
    ValueError
        If its rows differ in length, or entries are masked.

    Examples
    --------
    >>> as_numbers((n for n in range(3)), "predict", "`x`")
    Traceback (most recent call last):
    TypeError: predict: `x` must be an array of numbers, got a generator. Collect what it gives: np.array(list(...)).
    """
    rule = f"{what} must be an array of numbers"
    try:
        array = np.asarray(x)
    except Exception as error:  # an object's own __array__ may raise anything, and says itself what to do
        if isinstance(error, MemoryError):
            raise
        if hasattr(x, "__array__"):
            got = f"{_with_article(type(x).__name__)} that does not become one ({error})"
            raise TypeError(message(where, rule, got)) from error
        rule = f"{what} must have entries of one shape"
        raise ValueError(message(where, rule, "different ones", "Bring all to one size.")) from None
    if array.dtype.kind not in "buif":
        advice = advice or (for_texts if _holds_texts(array) else "") or _what_to_do(x, array)
        raise TypeError(message(where, rule, _told(x, array), advice))
    if np.ma.is_masked(x):
        got = f"{np.ma.count_masked(x)} of {x.size}"
        advice = "Write what stands in their places: x.filled(0)."
        raise ValueError(message(where, f"{what} must have no masked entries", got, advice))
    return array


def check_range(array, where, what):
    """Say so if a finite number is too large for float32, which would make it infinite.

    Parameters
    ----------
    array : ndarray
        Numbers of any type.
    where, what : str
        Who asks, and for what; for messages.

    Raises
    ------
    ValueError
        If there is such a number.
    """
    if array.dtype.kind != "f" or array.dtype.itemsize <= FLOAT().itemsize or not array.size:
        return
    most = np.finfo(FLOAT).max
    if max(array.max(), -array.min()) > most:  # without a copy of large data
        too_large = array[np.isfinite(array) & (abs(array) > most)]
        if too_large.size:
            rule = f"{what} must fit into float32, whose largest number is {most:.4g}"
            raise ValueError(message(where, rule, f"{too_large[0]:.4g}", "Divide, or take logarithms."))


def _told(x, array):
    """What was got in place of numbers."""
    if array.ndim or array.dtype.kind != "O":
        return f"dtype {array.dtype}"
    return "None" if x is None else x.__name__ if isinstance(x, type) else _with_article(type(x).__name__)


def _with_article(word):
    return f"{'an' if word[0] in 'aeiouAEIOU' else 'a'} {word}"


def _what_to_do(x, array):
    """What to do with something that is no array of real numbers."""
    kind = array.dtype.kind
    if kind != "O":
        return _INSTEAD.get(kind, "")
    if hasattr(x, "__next__"):
        return "Collect what it gives: np.array(list(...))."
    if isinstance(x, dict):
        return "Take the array out of it, by its key."
    if array.size and array.ndim:
        return _what_to_do_with_entries(array.reshape(-1)[:1000])
    return "" if x is None or callable(x) else "All data lie in memory: collect them in one array."


def _what_to_do_with_entries(entries):
    """What to do with an array of objects."""
    if any(entry is None for entry in entries):
        return "Some entries are None: leave these samples out, or write numbers there."
    if all(isinstance(entry, numbers.Real) for entry in entries):
        return "Its entries are numbers: np.array(..., dtype='float32') makes them such an array."
    if _holds_texts(entries):
        return _INSTEAD["U"]
    if all(isinstance(entry, np.ndarray) for entry in entries):
        return "Its entries are arrays: np.stack(...) makes them one, if their shapes are equal."
    return "All data lie in memory: collect them in one array."


def _holds_texts(array):
    """Whether an array's entries are texts, as a table's column of names has them too."""
    objects = array.dtype.kind == "O" and array.ndim
    return array.dtype.kind in "US" or (objects and all(isinstance(each, str) for each in array.reshape(-1)[:1000]))
