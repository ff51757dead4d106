"""Checks with one style of message: what must hold, what came instead, what to do.

Every message reads ``<where>: <rule>, got <value>. <advice>`` on one line, so that a learner finds the layer or
function first, then the rule that was broken, then the way out.
"""

import difflib
import math
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
    return whole_number(value, where, name, least=1)


def whole_number(value, where, name, least):
    """Return `value` as int if it is a whole number of at least `least`.

    Raises
    ------
    TypeError
        If `value` is not a whole number (a bool is none).
    ValueError
        If `value` is smaller than `least`.
    """
    if isinstance(value, bool) or not isinstance(value, numbers.Integral):
        raise TypeError(message(where, f"`{name}` must be a whole number", repr(value)))
    if value < least:
        raise ValueError(message(where, f"`{name}` must be at least {least}", repr(value)))
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


def number(value, where, name, least=None, above=None, most=None, below=None):
    """Return `value` as float if it is a number within the limits that are given.

    Parameters
    ----------
    value : object
        What was passed.
    where, name : str
        Who asks, and for which argument.
    least, above : float, optional
        Lower limit that belongs to the range, or does not.
    most, below : float, optional
        Upper limit that belongs to the range, or does not.

    Raises
    ------
    TypeError
        If `value` is not a number (a bool is none).
    ValueError
        If `value` lies outside the range, is infinite or not a number.

    Examples
    --------
    >>> number(2, "SGD", "momentum", least=0, below=1)
    Traceback (most recent call last):
    ValueError: SGD: `momentum` must be at least 0 and below 1, got 2.
    """
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise TypeError(message(where, f"`{name}` must be a number", repr(value)))
    limits = {"at least": least, "above": above, "at most": most, "below": below}
    fits = math.isfinite(value)
    fits = fits and (least is None or value >= least) and (above is None or value > above)
    fits = fits and (most is None or value <= most) and (below is None or value < below)
    if not fits:
        rule = " and ".join(f"{word} {limit}" for word, limit in limits.items() if limit is not None) or "finite"
        raise ValueError(message(where, f"`{name}` must be {rule}", repr(value)))
    return float(value)


def fraction(value, where, name):
    """Return `value` as float if 0 <= value < 1.

    Raises
    ------
    TypeError
        If `value` is not a number.
    ValueError
        If `value` lies outside [0, 1).
    """
    return number(value, where, name, least=0, below=1)


def choice(value, options, where, name):
    """Return `value` if it is one of `options`; the error names the nearest of them.

    Raises
    ------
    TypeError
        If `value` is no text.
    ValueError
        If `value` is none of `options`.
    """
    if isinstance(value, str) and value in options:
        return value
    rule = f"`{name}` must be one of {', '.join(map(repr, options))}"
    if not isinstance(value, str):
        raise TypeError(message(where, rule, repr(value)))
    near = difflib.get_close_matches(value.lower(), options, n=1, cutoff=0.5)
    near = near or [option for option in options if value and value.lower() in option]
    raise ValueError(message(where, rule, repr(value), f"Did you mean {near[0]!r}?" if near else ""))


def member(value, kind, base, by_name, where, name):
    """Return `value` if it is a `base` object, or a new one for a name or a class's name.

    Parameters
    ----------
    value : object
        What was passed.
    kind : str
        What such a thing is called, with its article: "an optimizer".
    base : type
        What it has to be.
    by_name : dict of str to callable
        What makes a new one, for each name.
    where, name : str
        Who asks, and for which argument.

    Raises
    ------
    TypeError
        If `value` is neither a name nor such an object.
    ValueError
        If there is none of that name; the message names the nearest one.
    """
    if isinstance(value, base):
        return value
    if isinstance(value, str):
        for make in by_name.values():
            if isinstance(make, type) and make.__name__ == value:
                return make()
        return by_name[choice(value, by_name, where, name)]()
    advice = f"Write {value.__name__}() with parentheses." if isinstance(value, type) else ""
    rule = f"`{name}` must be {kind} or the name of one, such as {next(iter(by_name))!r}"
    raise TypeError(message(where, rule, value.__name__ if isinstance(value, type) else repr(value), advice))
