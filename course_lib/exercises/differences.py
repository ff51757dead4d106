"""What differs between two results, in words."""

import numpy as np

from course_lib.exercises.tables import short

# Of the largest expected number: room for other orders of summing, and for float32; where whole numbers are expected,
# for what a division and a multiplication leave behind.
TOLERANCE, OF_WHOLE = 1e-5, 1e-9
ONLY_THE_KIND = "The numbers are right"


def difference(expected, got):
    """Return what differs, as a sentence; "" where nothing does.

    Parameters
    ----------
    expected, got : object
        A number, an array, a text, a truth value, or a tuple of these. Where a tuple is expected, a list or an array
        of its parts will do; where an array is expected, a list will not.

    Returns
    -------
    str

    Examples
    --------
    >>> difference(np.array([[1.0, 2.0]]), np.array([[1.0, 2.5]]))
    'First difference at [0, 1]: expected 2, got 2.5. 1 of 2 numbers differ.'
    >>> difference(3, None)
    'Expected 3, got None: a `return` is missing.'
    """
    if got is None:
        return f"Expected {told(expected)}, got None: a `return` is missing."
    if isinstance(expected, tuple):
        return _of_parts(expected, got)
    if isinstance(expected, str | bool | np.bool_):
        same = isinstance(got, type(expected) | np.bool_) and got == expected
        return "" if same else f"Expected {told(expected)}, got {told(got)}."
    wanted, numbers = _numbers(expected), _numbers(got)
    if wanted is None or numbers is None:
        kind = "number" if np.isscalar(expected) else "array of numbers"
        return f"Expected {told(expected)}, got {told(got)}, which is no {kind}."
    words = _of_numbers(wanted, numbers, OF_WHOLE if np.asarray(expected).dtype.kind in "iu" else TOLERANCE)
    if not words and isinstance(expected, np.ndarray) and expected.ndim and not isinstance(got, np.ndarray):
        return f"{ONLY_THE_KIND}, but they are in a {type(got).__name__}. Return an array: `np.array(…)`."
    return words


def equal(one, other):
    """Tell whether two results are the same, "not a number" included.

    Parameters
    ----------
    one, other : object
        As for `difference`; None too.

    Returns
    -------
    bool
    """
    if one is None or other is None:
        return one is other
    return not difference(one, other) or not difference(other, one)


def told(value):
    """Return a value as a sentence shows it: short numbers, an array by its shape where it is large.

    Parameters
    ----------
    value : object
        Any.

    Returns
    -------
    str
    """
    if isinstance(value, np.ndarray) and value.ndim:
        if value.size > 12:
            return f"an array of shape {value.shape}"
        return " ".join(np.array2string(value, separator=", ").split())
    if isinstance(value, np.ndarray | np.generic):
        value = value.item()
    if isinstance(value, float):
        return short(value)
    if isinstance(value, tuple):
        return f"({', '.join(map(told, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, str):
        return f"the text {value[:40]!r}"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _numbers(value):
    """The value as an array of numbers; None where it is none."""
    try:
        array = np.asarray(value)
        return array.astype(np.float64) if array.dtype.kind in "biuf" else None
    except (TypeError, ValueError):
        return None


def _of_parts(expected, got):
    listed = isinstance(got, tuple | list) or (isinstance(got, np.ndarray) and got.ndim)
    if not listed or len(got) != len(expected):
        return f"Expected {len(expected)} results, {told(expected)}, got {told(got)}."
    for place, (one, other) in enumerate(zip(expected, got, strict=True)):
        words = difference(one, other)
        if words:
            return f"Result {place}: {words}"
    return ""


def _of_numbers(expected, got, tolerance):
    if expected.shape != got.shape:
        return f"Expected {_shaped(expected)}, got {_shaped(got)}."
    room = tolerance * np.abs(expected[np.isfinite(expected)]).max(initial=1e-7)
    with np.errstate(invalid="ignore"):
        wrong = ~((np.abs(expected - got) <= room) | (expected == got) | (np.isnan(expected) & np.isnan(got)))
    if not wrong.any():
        return ""
    if not expected.ndim:
        return f"Expected {short(float(expected))}, got {short(float(got))}."
    place = tuple(int(axis[0]) for axis in np.nonzero(wrong))
    where = f"First difference at {list(place)}: expected {told(expected[place])}, got {told(got[place])}."
    return where if wrong.size == 1 else f"{where} {wrong.sum()} of {wrong.size} numbers differ."


def _shaped(numbers):
    if not numbers.ndim:
        return f"the number {told(numbers)}"
    whole = numbers.size and np.array_equal(numbers, np.rint(numbers))
    few = f", {told(numbers.astype(int) if whole else numbers)}" if numbers.size <= 3 else ""
    return f"shape {numbers.shape}{few}"
