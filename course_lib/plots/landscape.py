"""A landscape of two numbers from above, with the paths that optimizers took."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from course_lib.plots.picture import BLUE, GREEN, ORANGE, PURPLE, SKY, YELLOW, Picture, count
from course_lib.validation import message

# Colour, dashes in line widths, and (corners, whether they are a star's, degrees turned) of the mark: for each path
# in turn.
STYLES = (
    (BLUE, None, (24, 0, 0)),
    (ORANGE, (5, 2), (4, 0, 45)),
    (GREEN, (1, 1.5), (3, 0, 0)),
    (PURPLE, (5, 1.5, 1, 1.5), (4, 0, 0)),
    (SKY, (3, 1, 1, 1, 1, 1), (5, 1, 0)),
    (YELLOW, (8, 3), (3, 0, 180)),
    ("#6b6b6b", (2, 2), (4, 1, 45)),
)
HEIGHTS = LinearSegmentedColormap.from_list("heights", ["#ffffff", "#eaf0f5", "#d3dee8", "#aabdce"])
LINE, DARK = "#5f7488", "#111111"  # of contours, of what is written on the map, which is light in every theme
HALVINGS = 11


def show_landscape(landscape, paths=None):
    """Draw a landscape as a map, and paths on it.

    From one contour line to the next the height halves.

    Parameters
    ----------
    landscape : Landscape
        From `course_lib.landscapes`.
    paths : dict of str to array_like, (points, 2), optional
        Points (x, y) by name, as `landscapes.race` returns them.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If a path is not rows of two numbers.

    Examples
    --------
    >>> from course_lib import landscapes, optimizers
    >>> paths = landscapes.race(landscapes.ROUND_BOWL, {"SGD": optimizers.SGD(0.1)}, steps=30)
    >>> show_landscape(landscapes.ROUND_BOWL, paths)
    [Picture: the round bowl, lowest at (0, 0), and 1 path from (−3, 2.5): SGD comes to height 0.014 in 30 steps]
    """
    paths = checked_paths(paths or {}, "show_landscape")
    said = "; ".join(f"{name} {ending(landscape, path)}" for name, path in paths.items())
    starts = sorted({shown_point(path[0]) for path in paths.values()})
    said = f", and {count(len(paths), 'path')} from {' or '.join(starts)}: {said}" if said else ""
    lowest = shown_point(landscape.minima[0])
    picture = Picture(7.0, 4.6, f"the {landscape.name}, lowest at {lowest}{said}")
    axes = picture.add_subplot(aspect="equal")
    x, y, heights = grid(landscape)
    levels = levels_of(heights)
    axes.contourf(x, y, heights, [0, *levels], colors=[HEIGHTS(part) for part in np.linspace(0, 1, len(levels))])
    axes.contour(x, y, heights, levels, colors=LINE, linewidths=0.5)
    for place, (name, path) in enumerate(paths.items()):
        color, dashes, mark = STYLES[place % len(STYLES)]
        line = {"color": color, "linestyle": (0, dashes) if dashes else "-", "linewidth": 1.8}
        points = len(path) if landscape.holds(path[-1]) else len(path) - 1  # the last of a diverged path lies far off
        axes.plot(*path.T, marker=mark, markevery=[points - 1], markersize=9, mec="white", label=name, **line)
    begins = [path[0] for path in paths.values()] or [landscape.start]
    axes.plot(*np.transpose(begins), "o", mfc="none", mec=DARK, markersize=9, label="start")
    axes.plot(*np.transpose(landscape.minima), "x", color=DARK, markersize=8, mew=2, label="bottom of a valley")
    axes.set(title=landscape.name, xlabel="x", ylabel="y", xlim=landscape.bounds[:2], ylim=landscape.bounds[2:])
    axes.legend(loc="upper left", bbox_to_anchor=(1.02, 1), frameon=False)
    return picture


def checked_paths(paths, where):
    """Return paths as a dict of float arrays (points, 2)."""
    if not isinstance(paths, dict):
        rule = "`paths` must be a dict of names and points, as landscapes.race returns it"
        raise TypeError(message(where, rule, type(paths).__name__))
    paths = {name: np.asarray(path, float) for name, path in paths.items()}
    for name, path in paths.items():
        if path.ndim != 2 or path.shape[1] != 2 or not len(path):
            raise ValueError(message(where, "a path must have shape (points, 2)", f"{path.shape} for {name!r}"))
    return paths


def grid(landscape, points=121):
    """Return x (points,), y (points,) and the heights there (points, points)."""
    left, right, lower, upper = landscape.bounds
    x, y = np.linspace(left, right, points), np.linspace(lower, upper, points)
    return x, y, landscape.height(*np.meshgrid(x, y))


def levels_of(heights):
    """Return the heights of the contour lines, each twice as high as the one before; the last is the highest point."""
    return (heights.max() or 1) / 2.0 ** np.arange(HALVINGS, -1, -1)


def ending(landscape, path):
    """Say how a path ends."""
    steps = count(len(path) - 1, "step")
    if not landscape.holds(path[-1]):
        return f"diverges within {steps}"
    return f"comes to height {shown_height(landscape.height(*path[-1]))} in {steps}"


def shown_height(height):
    """Return a height with two digits that count; the very low ones are all alike."""
    if height < 1e-6:
        return "below 0.000001"
    return np.format_float_positional(height, precision=2, fractional=False, trim="-")


def shown_point(point):
    """Return "(−3, 2.5)"."""
    return "({}, {})".format(*(f"{float(value):.4g}".replace("-", "−") for value in point))
