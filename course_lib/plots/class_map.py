"""Points on a plane, each drawn as the number of its class."""

import numpy as np

from course_lib.arrays import as_numbers
from course_lib.plots.picture import BLUE, GREEN, ORANGE, PURPLE, SKY, YELLOW, Picture, count, names_of
from course_lib.validation import message

WHERE = "show_class_map"
COLORS = (BLUE, ORANGE, GREEN, PURPLE, SKY, YELLOW, "#6b6b6b", "#7b3294", "#a6611a", "#01665e")
MOST = len(COLORS)


def show_class_map(points, labels, class_names=None):
    """Draw points on a plane, each as the number of its class, so that the class can be read without its colour.

    Parameters
    ----------
    points : array_like, (N, 2)
        Places: to the right, and upwards.
    labels : array_like of int, (N,)
        Their classes, from 0 to 9.
    class_names : sequence of str, optional
        What the numbers stand for, told beside the map.

    Returns
    -------
    Picture

    Raises
    ------
    TypeError, ValueError
        If `points` are no such array, or `labels` do not fit them.

    Examples
    --------
    >>> show_class_map([[0, 0], [1, 2], [2, 1]], [0, 1, 1])
    [Picture: a map of 3 points, each drawn as the number of its class: 1 of class 0, 2 of class 1]
    """
    points, labels = _checked(points, labels)
    found = np.unique(labels).tolist()
    names = None if class_names is None else names_of(len(class_names), class_names, WHERE)
    if names and found[-1] >= len(names):
        raise ValueError(message(WHERE, f"`class_names` must name class {found[-1]}", f"{len(names)} names"))
    told = ", ".join(f"{(labels == k).sum():,} of class {names[k] if names else k}" for k in found)
    words = f"a map of {count(len(points), 'point')}, each drawn as the number of its class: {told}"
    picture = Picture(8.6 if names else 7.0, 5.6, words)
    axes = picture.add_subplot()
    for k in found:
        x, y = points[labels == k].T
        axes.scatter(x, y, s=34, marker=f"${k}$", color=COLORS[k], linewidths=0.3, label=names[k] if names else str(k))
    axes.set_aspect("equal", adjustable="datalim")
    axes.set(xticks=[], yticks=[])
    if names:
        axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False)
    return picture


def _checked(points, labels):
    points = as_numbers(points, WHERE, "`points`")
    labels = as_numbers(labels, WHERE, "`labels`", "They are class numbers; their names belong into `class_names`.")
    if points.ndim != 2 or points.shape[1] != 2 or not len(points):
        raise ValueError(message(WHERE, "`points` must have shape (N, 2), with N at least 1", str(points.shape)))
    if labels.shape != (len(points),):
        rule = f"`labels` must hold {len(points)} class numbers, one for each point"
        raise ValueError(message(WHERE, rule, f"shape {labels.shape}"))
    if labels.dtype.kind not in "iu" or labels.min() < 0 or labels.max() >= MOST:
        rule = f"`labels` must be whole numbers from 0 to {MOST - 1}"
        raise ValueError(message(WHERE, rule, f"dtype {labels.dtype}, from {labels.min()} to {labels.max()}"))
    return points, labels
