"""What differs between two results, in words."""

import numpy as np

TOLERANCE = 1e-5  # of the largest expected number: room for other orders of summing, and for float32


def difference(expected, got, name="the result"):
    """Return what differs, as a sentence; "" where nothing does.

    Parameters
    ----------
    expected, got : object
        A number, an array, a text, a truth value, or a tuple or list of these.
    name : str
        What it is called in the sentence.

    Returns
    -------
    str

    Examples
    --------
    >>> difference([[1.0, 2.0]], [[1.0, 2.5]])
    'First difference at [0, 1]: expected 2, got 2.5. 1 of 2 numbers differ.'
    >>> difference(3, None)
    'Expected 3, got None: a `return` is missing.'
    """
    if got is None:
        return f"Expected {told(expected)}, got None: a `return` is missing."
    if isinstance(expected, tuple):
        return _of_parts(expected, got, name)
    if isinstance(expected, str | bool | np.bool_):
        same = isinstance(got, type(expected) | np.bool_) and got == expected
        return "" if same else f"Expected {told(expected)}, got {told(got)}."
    try:
        wanted, numbers = (np.asarray(value, dtype=np.float64) for value in (expected, got))
    except (TypeError, ValueError):
        return f"Expected {told(expected)}, got {told(got)}, which is no array of numbers."
    return _of_numbers(wanted, numbers)


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
    return not difference(one, other)


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
        return f"an array of shape {value.shape}" if value.size > 12 else np.array2string(value, separator=", ")
    if isinstance(value, np.ndarray | np.generic):
        value = value.item()
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, tuple):
        return f"({', '.join(map(told, value))}{',' if len(value) == 1 else ''})"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _of_parts(expected, got, name):
    if not isinstance(got, tuple | list) or len(got) != len(expected):
        return f"Expected {len(expected)} results, {told(expected)}, got {told(got)}."
    for place, (one, other) in enumerate(zip(expected, got, strict=True)):
        words = difference(one, other, f"{name}, part {place}")
        if words:
            return f"Result {place}: {words}"
    return ""


def _of_numbers(expected, got):
    if expected.shape != got.shape:
        return f"Expected {_shaped(expected)}, got {_shaped(got)}."
    room = TOLERANCE * np.abs(expected[np.isfinite(expected)]).max(initial=1e-30)
    with np.errstate(invalid="ignore"):
        wrong = ~((np.abs(expected - got) <= room) | (expected == got) | (np.isnan(expected) & np.isnan(got)))
    if not wrong.any():
        return ""
    if not expected.ndim:
        return f"Expected {told(expected)}, got {told(got)}."
    place = tuple(int(axis[0]) for axis in np.nonzero(wrong))
    where = f"First difference at {list(place)}: expected {told(expected[place])}, got {told(got[place])}."
    return f"{where} {wrong.sum()} of {wrong.size} numbers differ."


def _shaped(numbers):
    return f"shape {numbers.shape}" if numbers.ndim else f"the number {told(numbers)}"
