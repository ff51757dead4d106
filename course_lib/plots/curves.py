"""Curves laid out for a chart: limits, ticks, and lines in parts of the chart's width and height."""

import math

import numpy as np

MOST_MARKS = 20  # more of them would be a band
LEAST_IN_EPOCH = 8  # figures that make a line of their own
NOTHING = np.empty((0, 2))


def chart(name, running, training, validation, first, last):
    """Lay out one figure of a training; all places from (0, 0), the lower left corner, to (1, 1).

    Parameters
    ----------
    name : str
        What the figure is called.
    running : array_like, (P, 2)
        The mean of the epoch so far after some steps: place, counted in epochs, and figure.
    training, validation : array_like, (E, 2)
        At the ends of epochs.
    first, last : float
        Places at the left and the right edge.

    Returns
    -------
    dict
        ``name``, ``alt`` (what the curves come to), ``x_ticks`` and ``y_ticks`` (place and label of each), ``running``
        (a list of lines), ``training`` and ``validation`` (a line each).

    Examples
    --------
    >>> laid_out = chart("loss", [(0.5, 4), (1, 3)], [(1, 3)], [], first=0, last=1)
    >>> laid_out["alt"], [label for place, label in laid_out["x_ticks"]]
    ('loss 3.0000', ['0', '0.25', '0.5', '0.75', '1'])
    """
    running, training, validation = (_finite_or_not(points) for points in (running, training, validation))
    low, high = limits(running, np.concatenate([training, validation]), first)

    def place(points):
        return (points - (first, low)) / (last - first, high - low)

    return {
        "name": name,
        "alt": ", ".join(_ends({name: running if len(running) else training, f"val_{name}": validation})),
        "x_ticks": _ticks(first, last, 4 if last - first <= 2 else 8, whole=last - first > 2),
        "y_ticks": _ticks(low, high, 5),
        "running": [place(line) for piece in pieces(running) for line in inside(piece, low, high)],
        "training": place(_finite(training)),
        "validation": place(_finite(validation)),
    }


def limits(running, ends, first):
    """Return the least and the largest figure of a chart.

    The first steps of a training are far from all that follows. From the second epoch on they gradually leave the
    chart, until after two epochs the first half of the first epoch counts no more.

    Parameters
    ----------
    running, ends : ndarray, (P, 2)
        Places and figures.
    first : float
        Place at which the training began.

    Returns
    -------
    (float, float)

    Examples
    --------
    >>> limits(np.array([[0.1, 9], [1.0, 4], [2.0, 2]]), NOTHING, first=0)
    (0.0, 4.1)
    """
    running, ends = _finite(running), _finite(ends)
    passed = max((points[-1, 0] for points in (running, ends) if len(points)), default=first) - first
    counts = running[running[:, 0] >= first + 0.5 * min(max(passed - 1, 0), 1)]
    figures = np.concatenate([counts, ends])[:, 1]
    if not len(figures):
        return 0.0, 1.0
    low, high = float(figures.min()), float(figures.max())
    room = 0.05 * (high - low) or 0.1 * abs(high) or 1.0
    ground = 0.0 if 0 <= low <= 0.5 * high else low - room
    return ground, 1.0 if 0.9 < high <= 1 and low >= 0 else high + room


def pieces(points):
    """Return the parts of a curve of running means that are drawn as lines.

    A line ends where a figure is not finite, and with an epoch, since the mean begins anew; epochs with few figures
    share one line.

    Parameters
    ----------
    points : ndarray, (P, 2)
        Places and figures.

    Returns
    -------
    list of ndarray

    Examples
    --------
    >>> [len(piece) for piece in pieces(np.array([[1, 5.0], [2, np.nan], [3, 4.0], [4, 3.0]]))]
    [1, 2]
    """
    if not len(points):
        return []
    epochs = np.ceil(points[:, 0] - 1e-9)
    broken = ~np.isfinite(points[:, 1])
    ends = broken[1:] | broken[:-1]
    if len(points) >= LEAST_IN_EPOCH * len(np.unique(epochs)):
        ends |= np.diff(epochs) > 0
    parts = np.split(points, np.flatnonzero(ends) + 1)
    return [part for part in parts if np.isfinite(part).all()]


def inside(line, low, high):
    """Return the parts of a line that lie between two heights, cut where it leaves and enters.

    Parameters
    ----------
    line : ndarray, (P, 2)
        Places and figures, all finite.
    low, high : float
        The heights.

    Returns
    -------
    list of ndarray

    Examples
    --------
    >>> inside(np.array([[0.0, 4.0], [1.0, 2.0], [2.0, 1.0]]), low=0, high=3)[0].tolist()
    [[0.5, 3.0], [1.0, 2.0], [2.0, 1.0]]
    """
    if line[:, 1].min() >= low and line[:, 1].max() <= high:
        return [line]
    parts, part, before = [], [], None
    for x, y in line.tolist():  # plain numbers: single ones of an array would take ten times as long
        within = low <= y <= high
        if before and within != (low <= before[1] <= high):
            edge = high if max(y, before[1]) > high else low
            part.append((before[0] + (x - before[0]) * (edge - before[1]) / (y - before[1]), edge))
        if within:
            part.append((x, y))
        elif part:
            parts.append(np.array(part))
            part = []
        before = x, y
    return parts + ([np.array(part)] if part else [])


def thin(points, most):
    """Return at most about `most` of the points: every second, third, … and the last one.

    Examples
    --------
    >>> thin(np.array([[1, 5], [2, 4], [3, 3], [4, 2]]), most=2)[:, 0].tolist()
    [1, 3, 4]
    """
    step = math.ceil(len(points) / most)
    if step <= 1:
        return points
    kept = points[::step]
    return kept if (len(points) - 1) % step == 0 else np.concatenate([kept, points[-1:]])


def _finite_or_not(points):
    """Points as (P, 2); a figure too large to be drawn counts as not finite."""
    points = np.asarray(points, float).reshape(-1, 2)
    return np.where(np.abs(points) < 1e30, points, np.nan)


def _finite(points):
    return points[np.isfinite(points).all(axis=1)]


def _ends(curves):
    """The last figure of each curve in words."""
    return [f"{name} {points[-1, 1]:.4f}" for name, points in curves.items() if len(points)]


def _ticks(low, high, most, whole=False):
    """Round numbers within two limits, at most about so many: where they lie between 0 and 1, and what they are."""
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = power * next(nice for nice in (1, 2, 2.5, 5, 10) if nice * power >= 0.999 * rough)
    step = max(round(step), 1) if whole else step
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    numbers = [number * step for number in range(first, last + 1)]
    return [((number - low) / (high - low), f"{round(number, 12) + 0.0:.6g}") for number in numbers]
