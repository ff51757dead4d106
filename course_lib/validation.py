"""Checks with one style of message: what must hold, what came instead, what to do.

Every message reads ``<where>: <rule>, got <value>. <advice>`` on one line, so that a learner finds the layer or
function first, then the rule that was broken, then the way out.
"""

import difflib
import numbers


def message(where, rule, got, advice=""):
    """Return the one-line text of an error: ``where: rule, got got. advice``."""
    return f"{where}: {rule}, got {got}." + (f" {advice}" if advice else "")


def positive_int(value, where, name):
    """Return `value` as int if it is a whole number of at least 1.

    Raises
    ------
    TypeError
        If `value` is not a whole number (a bool is none).
    ValueError
        If `value` is smaller than 1.
    """
    if isinstance(value, bool) or not isinstance(value, numbers.Integral):
        raise TypeError(message(where, f"`{name}` must be a whole number", repr(value)))
    if value < 1:
        raise ValueError(message(where, f"`{name}` must be at least 1", repr(value)))
    return int(value)


def positive_pair(value, where, name):
    """Return `value`, a positive int or a pair of them, as a (height, width) pair.

    Raises
    ------
    TypeError
        If `value` is neither a whole number nor a pair of whole numbers.
    ValueError
        If a number is smaller than 1 or there are not two of them.
    """
    if isinstance(value, numbers.Integral):
        value = (value, value)
    if not isinstance(value, tuple | list):
        raise TypeError(message(where, f"`{name}` must be a whole number or a pair of them", repr(value)))
    if len(value) != 2:
        raise ValueError(message(where, f"`{name}` must have two numbers (height, width)", repr(value)))
    return positive_int(value[0], where, name), positive_int(value[1], where, name)


def fraction(value, where, name):
    """Return `value` as float if 0 <= value < 1.

    Raises
    ------
    TypeError
        If `value` is not a number.
    ValueError
        If `value` lies outside [0, 1).
    """
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise TypeError(message(where, f"`{name}` must be a number", repr(value)))
    if not 0 <= value < 1:
        raise ValueError(message(where, f"`{name}` must be at least 0 and below 1", repr(value)))
    return float(value)


def choice(value, options, where, name):
    """Return `value` if it is one of `options`; the error names the nearest of them.

    Raises
    ------
    ValueError
        If `value` is none of `options`.
    """
    if isinstance(value, str) and value in options:
        return value
    near = difflib.get_close_matches(str(value).lower(), options, n=1, cutoff=0.5)
    advice = f"Did you mean {near[0]!r}?" if near else ""
    rule = f"`{name}` must be one of {', '.join(map(repr, options))}"
    raise ValueError(message(where, rule, repr(value), advice))
