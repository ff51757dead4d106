"""Landscapes of two numbers for optimizers to walk on, and races on them.

A network's loss is a landscape over a million numbers that nobody can look at. These have two, and show what matters
there as well: slopes of different steepness, bends, a second valley.
"""

import copy
from dataclasses import dataclass
from types import SimpleNamespace
from typing import ClassVar

import numba
import numpy as np

from course_lib.kernels import callers
from course_lib.optimizers import Optimizer
from course_lib.validation import message, number, positive_int

__all__ = ["ALL", "CURVED_VALLEY", "NARROW_VALLEY", "ROUND_BOWL", "TWO_VALLEYS", "Landscape", "race"]


@dataclass(frozen=True)
class Landscape:
    """A function of two numbers, with its gradient; its lowest height is 0.

    Parameters
    ----------
    name : str
        What it is called in pictures, behind "the".
    height : callable
        Of x and y, numbers or arrays of one shape; returns heights of that shape, at least 0.
    gradient : callable
        Of x and y; returns the pair of slopes along x and along y.
    bounds : (float, float, float, float)
        What a map shows: left, right, lower and upper end.
    start : (float, float)
        Where a race begins if nobody says otherwise.
    minima : tuple of (float, float)
        The lowest points of its valleys, that of height 0 first.

    Examples
    --------
    >>> def height(x, y):
    ...     return x**2 + 0 * y
    >>> def gradient(x, y):
    ...     return 2 * x, 0 * y
    >>> gutter = Landscape("gutter", height, gradient, bounds=(-1, 1, -1, 1), start=(1, 0), minima=((0, 0),))
    >>> gutter.height(3, 5), gutter.gradient(3, 5)
    (9, (6, 0))
    """

    name: str
    height: callable
    gradient: callable
    bounds: tuple
    start: tuple
    minima: tuple

    FAR: ClassVar = 2.0  # widths and heights of the map

    def holds(self, points):
        """Tell for each point whether it lies on the map or not far from it.

        Parameters
        ----------
        points : array_like, (…, 2)
            Pairs of x and y.

        Returns
        -------
        ndarray of bool, (…)
            False for what is not finite, or more than two widths or heights of the map beyond its edge.

        Examples
        --------
        >>> ROUND_BOWL.holds([[0, 0], [20, 0], [20.5, 0], [np.nan, 0]]).tolist()
        [True, True, False, False]
        """
        left, right, lower, upper = self.bounds
        low, high = np.array([left, lower]), np.array([right, upper])
        reach = self.FAR * (high - low)
        points = np.asarray(points, float)
        return np.all((points >= low - reach) & (points <= high + reach), axis=-1)


def race(landscape, optimizers, start=None, steps=100):
    """Let optimizers walk down a landscape, each from the same point.

    Parameters
    ----------
    landscape : Landscape
        Where.
    optimizers : dict of str to Optimizer
        Who, by name. A copy of each walks; those given stay as they are.
    start : (float, float), optional
        x and y of the first point; by default the landscape's own.
    steps : int, default 100
        How many each may do.

    Returns
    -------
    dict of str to ndarray, (steps + 1, 2), float32
        The points that each came by. A path that diverges is shorter: it ends with the first point that is not finite
        or lies far outside, which `Landscape.holds` tells.

    Raises
    ------
    TypeError
        If one of the optimizers is none.
    ValueError
        If `start` is not two finite numbers, or `steps` is below 1.

    References
    ----------
    S. Ruder, "An overview of gradient descent optimization algorithms", arXiv:1609.04747, 2016.

    Examples
    --------
    >>> from course_lib.optimizers import SGD
    >>> paths = race(ROUND_BOWL, {"slow": SGD(0.5), "too fast": SGD(3.0)}, start=(2, 0), steps=10)
    >>> paths["slow"][:3, 0].tolist(), paths["too fast"][:, 0].tolist()
    ([2.0, 1.0, 0.5], [2.0, -4.0, 8.0, -16.0, 32.0])
    """
    steps = positive_int(steps, "race", "steps")
    start = landscape.start if start is None else start
    if np.shape(start) != (2,):
        raise ValueError(message("race", "`start` must be a pair of numbers", repr(start)))
    start = [number(float(value), "race", "start") for value in start]
    for name, optimizer in optimizers.items():
        if not isinstance(optimizer, Optimizer):
            rule = "`optimizers` must be a dict of names and optimizers"
            raise TypeError(message("race", rule, f"{optimizer!r} for {name!r}"))
    with callers.LOCK:
        threads = numba.get_num_threads()
        numba.set_num_threads(1)  # two numbers are done before a second thread is awake
        try:
            return {name: _walk(landscape, copy.deepcopy(each), start, steps) for name, each in optimizers.items()}
        finally:
            numba.set_num_threads(threads)


def _walk(landscape, optimizer, start, steps):
    """The points of one optimizer. The place on the map is a parameter of what it takes for a layer."""
    place = np.array(start, np.float32)
    layer = SimpleNamespace(name="landscape", trainable=True, params={"place": place}, grads={})
    path = np.empty((steps + 1, 2), np.float32)
    path[0] = place
    with np.errstate(over="ignore", invalid="ignore"):
        for step in range(1, steps + 1):
            layer.grads["place"] = np.float32(landscape.gradient(*place.astype(float)))
            optimizer.apply([layer])
            path[step] = place
            if not landscape.holds(place):
                return path[: step + 1]
    return path


ROUND_BOWL = Landscape(
    "round bowl",
    height=lambda x, y: (x**2 + y**2) / 2,
    gradient=lambda x, y: (x, y),
    bounds=(-4.0, 4.0, -4.0, 4.0),
    start=(-3.0, 2.5),
    minima=((0.0, 0.0),),
)

# 25 times as steep across as along: a rate that is good for one is bad for the other.
NARROW_VALLEY = Landscape(
    "narrow valley",
    height=lambda x, y: (x**2 + 25 * y**2) / 2,
    gradient=lambda x, y: (x, 25 * y),
    bounds=(-4.0, 4.0, -4.0, 4.0),
    start=(-3.5, 1.5),
    minima=((0.0, 0.0),),
)

# H. H. Rosenbrock's function of 1960, a tenth as high, and a fifth as narrow.
CURVED_VALLEY = Landscape(
    "curved valley",
    height=lambda x, y: ((1 - x) ** 2 + 20 * (y - x**2) ** 2) / 10,
    gradient=lambda x, y: (((x - 1) - 40 * x * (y - x**2)) / 5, 4 * (y - x**2)),
    bounds=(-2.0, 2.0, -1.0, 3.0),
    start=(-1.5, 2.0),
    minima=((1.0, 1.0),),
)

# Its slope along x is x·(x + 1)·(x − 1.5): a saddle at 0 between a valley and a deeper one.
TWO_VALLEYS = Landscape(
    "two valleys",
    height=lambda x, y: x**4 / 4 - x**3 / 6 - 3 * x**2 / 4 + 63 / 64 + y**2 / 2,
    gradient=lambda x, y: (x * (x + 1) * (x - 1.5), y),
    bounds=(-2.5, 2.5, -2.5, 2.5),
    start=(-2.2, 1.5),
    minima=((1.5, 0.0), (-1.0, 0.0)),
)

ALL = (CURVED_VALLEY, NARROW_VALLEY, TWO_VALLEYS, ROUND_BOWL)
