"""Room for the names of points, so that none lies on another or on a point."""

import math
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle; y counts upward."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other):
        """Whether they share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top and other.bottom < self.top

    def within(self, other):
        """Whether all of it lies in the other."""
        across = other.left <= self.left and self.right <= other.right
        return across and other.bottom <= self.bottom and self.top <= other.top

    def holds(self, x, y):
        """Whether a point lies in it."""
        return self.left < x < self.right and self.bottom < y < self.top

    def nearest(self, x, y):
        """Its place nearest to a point."""
        return min(max(x, self.left), self.right), min(max(y, self.bottom), self.top)


# Directions from a point, the most welcome first: right, left, above, below, and between.
_WAYS = [0, 180, 90, 270, 30, -30, 150, -150, 60, -60, 120, -120]


def free_places(points, sizes, page, taken=(), near=0.1, radius=0.06):
    """Return a rectangle for each name, near its point.

    The first free place is taken, nearer ones before farther ones, to which a line can lead from the point without
    crossing another name; where there is none, one whose line crosses; where that fails too, a place at the point.

    Parameters
    ----------
    points : list of (float, float)
        What is named.
    sizes : list of (float, float)
        Width and height of each name.
    page : Box
        Where names may stand.
    taken : iterable of Box, default ()
        Where none may.
    near : float, default 0.1
        The least distance between a point and its name.
    radius : float, default 0.06
        Of a point's mark.

    Returns
    -------
    list of Box

    Examples
    --------
    >>> free_places([(1, 1), (1.2, 1)], [(0.5, 0.2)] * 2, Box(0, 0, 2, 2))[0].right < 1
    True
    """
    marks = [Box(x - radius, y - radius, x + radius, y + radius) for x, y in points]
    taken, found = [*taken, *marks], []
    for point, own, size in zip(points, marks, sizes, strict=True):
        choices = [_beside(*point, *size, way, near * 1.4**step) for step in range(12) for way in _WAYS]
        others = [box for box in taken if box != own]
        free = [box for box in choices if box.within(page) and not any(map(box.overlaps, taken))]
        best = (box for box in free if not _crosses(point, box, own, others))
        found.append(next(best, (free or choices)[0]))
        taken.append(found[-1])
    return found


def _crosses(point, box, own, others):
    """Whether the line from a point to its name crosses one of the others."""
    (x, y), (to_x, to_y) = point, box.nearest(*point)
    line = [(x + part / 20 * (to_x - x), y + part / 20 * (to_y - y)) for part in range(21)]
    return any(other.holds(*place) for other in others for place in line if not own.holds(*place))


def _beside(x, y, width, height, way, distance):
    """The rectangle of that size whose edge lies in that direction at that distance from (x, y)."""
    across, up = math.cos(math.radians(way)), math.sin(math.radians(way))
    middle_x, middle_y = x + across * (distance + width / 2), y + up * (distance + height / 2)
    return Box(middle_x - width / 2, middle_y - height / 2, middle_x + width / 2, middle_y + height / 2)
