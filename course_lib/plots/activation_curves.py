"""Activations and their slopes."""

import math

import numpy as np

from course_lib.plots.picture import BLUE, GREY, ORANGE, Picture, count
from course_lib.plots.sheet import shown
from course_lib.validation import message

WHERE = "show_activations"
COLUMNS, MOST = 3, 9
VALUE = {"color": BLUE, "linewidth": 2, "label": "output"}
SLOPE = {"color": ORANGE, "linewidth": 1.8, "linestyle": "--", "label": "slope"}


def show_activations(x, curves):
    """Draw activations side by side, each with its slope as a dashed line.

    Parameters
    ----------
    x : array_like, (P,)
        The numbers that go in, from small to large.
    curves : dict of str to pair of array_like, (P,)
        By name, what comes out and the slope there; from 1 to 9.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there is none, more than nine, or one does not belong to `x`.

    Examples
    --------
    >>> show_activations([-1, 0, 1], {"relu": ([0, 0, 1], [0, 0, 1])})
    [Picture: 1 function from −1 to 1 and its slope: relu from 0 to 1, slope from 0 to 1]
    """
    x, curves = _checked(x, curves)
    ranges = [f"{name} {_range(y)}, slope {_range(slope)}" for name, (y, slope) in curves.items()]
    names, whose = count(len(curves), "function"), "its slope" if len(curves) == 1 else "their slopes"
    alt = f"{names} from {shown(x[0])} to {shown(x[-1])} and {whose}: {'; '.join(ranges)}"
    columns = min(COLUMNS, len(curves))
    rows = math.ceil(len(curves) / columns)
    picture = Picture(3.1 * columns, 2.5 * rows, alt)
    lowest, highest = (limit(np.array(list(curves.values()))) for limit in (np.min, np.max))
    room = 0.05 * (highest - lowest or 1)
    for place, axes in enumerate(np.ravel(picture.subplots(rows, columns, squeeze=False))):
        if place >= len(curves):
            axes.set_axis_off()
            continue
        name = list(curves)[place]
        axes.axhline(0, color=GREY, linewidth=0.8)
        axes.axvline(0, color=GREY, linewidth=0.8)
        for numbers, style in zip(curves[name], (VALUE, SLOPE), strict=True):
            axes.plot(x, numbers, **style)
        axes.set(title=name, ylim=(lowest - room, highest + room))
        axes.spines[["top", "right"]].set_visible(False)
        if place == 0:
            axes.legend(loc="upper left", frameon=False)
    return picture


def _range(numbers):
    """The smallest and the largest number, in words."""
    low, high = (shown(round(float(limit), 2)) for limit in (numbers.min(), numbers.max()))
    return low if low == high else f"from {low} to {high}"


def _checked(x, curves):
    x = np.asarray(x, float)
    if x.ndim != 1 or len(x) < 2 or (np.diff(x) <= 0).any():
        rule = "`x` must be a row of two or more numbers, from small to large"
        raise ValueError(message(WHERE, rule, f"shape {x.shape}" if x.ndim != 1 or len(x) < 2 else "others"))
    if not 1 <= len(curves) <= MOST:
        raise ValueError(message(WHERE, f"`curves` must have from 1 to {MOST} entries", str(len(curves))))
    for name, pair in curves.items():
        shapes = [np.shape(part) for part in pair]
        if shapes != [x.shape, x.shape]:
            rule = f"each entry of `curves` must be a pair (output, slope), each of {len(x)} numbers"
            raise ValueError(message(WHERE, rule, f"shapes {shapes} for {name!r}"))
    return x, {name: tuple(np.asarray(part, float) for part in pair) for name, pair in curves.items()}
