"""A race of optimizers: where each is on the map, its height over the steps, and who is ahead."""

import functools

import numpy as np
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from course_lib.plots.landscape import (
    DARK,
    HEIGHTS,
    LINE,
    STYLES,
    checked_paths,
    grid,
    levels_of,
    shown_height,
    shown_point,
)
from course_lib.plots.sheet import FAINT, INK, PAPER, Sheet
from course_lib.validation import message

WIDTH, HEIGHT = 980, 540
LEFT, TOP, SIDE = 46, 44, 450  # of the map, in pixels
CHART = 580, 60, 380, 190  # left, top, width, height
TABLE, ROW = 334, 26  # first row of the ranking, and the distance of rows
LOWEST = 1e-6  # of the chart


def show_race(landscape, paths, step, names=None):
    """Draw a race as it stands after a step: paths on the map, heights over steps, a ranking.

    The map is a spot named "map".

    Parameters
    ----------
    landscape : Landscape
        From `course_lib.landscapes`.
    paths : dict of str to array_like, (points, 2)
        As `landscapes.race` returns them; from 1 to 7.
    step : int
        From 0 to the number of steps.
    names : list of str, optional
        All names that there may be, so that each keeps its colour and mark when others are left out.

    Returns
    -------
    Sheet

    Raises
    ------
    ValueError
        If there is no path, or more than seven, or no such step; or if a path's name is not among `names`.

    Examples
    --------
    >>> from course_lib import landscapes, optimizers
    >>> runners = {"slow": optimizers.SGD(0.1), "too fast": optimizers.SGD(2.1)}
    >>> show_race(landscapes.ROUND_BOWL, landscapes.race(landscapes.ROUND_BOWL, runners, (2, 0), steps=50), step=25)
    [Picture: the round bowl after step 25 of 50: 1. slow, height 0.01; 2. too fast, left the map at step 25]
    """
    paths = checked_paths(paths, "show_race")
    if not 1 <= len(paths) <= len(STYLES):
        rule = f"there must be from 1 to {len(STYLES)} paths"
        raise ValueError(message("show_race", rule, str(len(paths)), "Choose an optimizer." if not paths else ""))
    steps = max(map(len, paths.values())) - 1
    if not 0 <= step <= steps:
        raise ValueError(message("show_race", f"`step` must be from 0 to {steps}", repr(step)))
    names = list(paths if names is None else names)
    if not set(paths) <= set(names[: len(STYLES)]):
        rule = f"`names` must hold the names of all paths, at most {len(STYLES)}"
        raise ValueError(message("show_race", rule, repr(names)))
    runners = [_Runner(landscape, name, path, step, STYLES[names.index(name)]) for name, path in paths.items()]
    ranking = sorted(runners, key=lambda runner: (runner.diverged, runner.height))
    told = "; ".join(f"{place}. {runner.name}, {runner.told}" for place, runner in enumerate(ranking, 1))
    sheet = Sheet(WIDTH, HEIGHT, f"the {landscape.name} after step {step} of {steps}: {told}")
    _map(sheet, landscape, ranking[::-1])
    sheet.text(LEFT, 24, f"{landscape.name}, after step {step} of {steps}", 16, bold=True)
    _chart(sheet, ranking[::-1], step, steps)
    _table(sheet, ranking)
    return sheet


class _Runner:
    """One optimizer: its points and heights up to the step."""

    def __init__(self, landscape, name, path, step, style):
        self.name, (self.color, self.dashes, self.mark) = name, style
        self.points = path[: step + 1]
        self.diverged = not landscape.holds(self.points[-1])
        if self.diverged:  # the last point lies far outside: a line leads there, no height counts
            self.points = np.clip(np.nan_to_num(self.points, nan=1e4), -1e4, 1e4)
        with np.errstate(over="ignore"):
            self.heights = landscape.height(*self.points.T)
        self.height = float(self.heights[-1])
        self.told = f"left the map at step {len(path) - 1}" if self.diverged else f"height {shown_height(self.height)}"

    def line(self, sheet, pixels, halo=False):
        """Its line through (points, 2) pixels."""
        moved = np.any(np.diff(np.rint(pixels), axis=0), axis=1)
        pixels = pixels[np.append(moved, True)]  # a point of each pixel, and the last
        places = " ".join("%.1f,%.1f" % (x, y) for x, y in pixels.tolist())  # noqa: UP031 - three times as fast
        dashes = self.dashes and " ".join(str(2 * part) for part in self.dashes)
        style = {"points": places, "fill": "none", "stroke_linejoin": "round"}
        if halo:
            sheet.add("polyline", stroke="#ffffff", stroke_width=4, opacity=0.7, **style)
        sheet.add("polyline", stroke=self.color, stroke_width=2, stroke_dasharray=dashes, **style)

    def head(self, sheet, x, y, size=7):
        """Its mark."""
        style = {"fill": self.color, "stroke": "#ffffff", "stroke_width": 1.5}
        sheet.add("polygon", points=_mark(*self.mark, size), transform=f"translate({x:.1f} {y:.1f})", **style)


@functools.lru_cache(maxsize=32)
def _mark(corners, star, turned, size):
    """The corners of a polygon or star around (0, 0), as SVG's text."""
    size *= 0.85 if corners > 5 else 1  # a circle is the largest of shapes
    radii = [size, size / 2] * corners if star else [size] * corners
    angles = np.radians(np.arange(len(radii)) * 360 / len(radii) - 90 - turned)
    return " ".join(f"{u:.1f},{v:.1f}" for u, v in zip(radii * np.cos(angles), radii * np.sin(angles), strict=True))


def _map(sheet, landscape, runners):
    scale, width, height = _frame(landscape)
    bands, x_ticks, y_ticks = _ground(landscape)
    left, _, _, upper = landscape.bounds

    def pixels(points):
        return np.stack([LEFT + (points[:, 0] - left) * scale, TOP + (upper - points[:, 1]) * scale], axis=1)

    for shape, color in bands:
        sheet.add("path", d=shape, fill=color, stroke=LINE, stroke_width=0.5, fill_rule="evenodd")
    for x, y in pixels(np.array(landscape.minima)):
        for side in (-1, 1):
            sheet.line([(x - 6, y - 6 * side), (x + 6, y + 6 * side)], DARK, 2.5)
    lines = [(runner, pixels(runner.points)) for runner in runners]
    for runner, line in lines:
        runner.line(sheet, line, halo=True)
    x, y = lines[0][1][0]
    sheet.add("circle", cx=x, cy=y, r=9, fill="none", stroke=DARK, stroke_width=1.5)
    for runner, line in lines:
        if not runner.diverged:
            runner.head(sheet, *np.clip(line[-1], (LEFT, TOP), (LEFT + width, TOP + height)))
    for beside in ((0, 0, WIDTH, TOP), (0, TOP, LEFT, HEIGHT), (LEFT, TOP + height, WIDTH, HEIGHT)):
        sheet.rect(*beside, fill=PAPER)  # over lines that leave the map
    sheet.rect(LEFT + width, 0, WIDTH, HEIGHT, fill=PAPER)
    sheet.rect(LEFT, TOP, width, height, stroke=INK)
    for tick in x_ticks:
        sheet.text(LEFT + (tick - left) * scale, TOP + height + 18, shown_tick(tick), 14, "middle")
    for tick in y_ticks:
        sheet.text(LEFT - 6, TOP + (upper - tick) * scale + 4, shown_tick(tick), 14, "end")
    sheet.text(LEFT + width + 12, TOP + height + 18, "x")
    sheet.text(LEFT - 24, TOP - 10, "y", 14, "end")
    legend = "○ start   × bottom of a valley   from line to line the height halves"
    sheet.text(LEFT, TOP + height + 38, legend)
    start = shown_point(runners[0].points[0])
    sheet.spot(LEFT, TOP, width, height, "map", f"map of the {landscape.name}, start at {start}: click to start there")


def _chart(sheet, runners, step, steps):
    """Heights over steps, both axes as long as the whole race."""
    left, top, width, height = CHART
    known = np.concatenate([runner.heights[: len(runner.heights) - runner.diverged] for runner in runners])
    high = int(np.ceil(np.log10(max(known.max(), 10 * LOWEST)) + 1e-9))
    low = int(np.log10(LOWEST))
    sheet.text(left, top - 14, "height after each step", 14)
    for power in range(low, high + 1):
        y = top + height * (high - power) / (high - low)
        sheet.line([(left, y), (left + width, y)], FAINT, 0.5)
        if power % 2 == 0 or high - low < 5:
            sheet.text(left - 6, y + 4, f"{10.0**power:.6f}".rstrip("0").rstrip("."), 14, "end")
    for part in range(5):
        at = round(steps * part / 4)
        sheet.text(left + width * at / steps, top + height + 17, str(at), 14, "middle")
    sheet.text(left + width, top + height + 33, "step", 14, "end")
    now = left + width * step / steps
    sheet.line([(now, top), (now, top + height)], INK, 1, dashed=True)
    for runner in runners:
        tall = np.log10(np.clip(runner.heights, LOWEST, 10.0**high))
        x = left + width * np.arange(len(tall)) / steps
        runner.line(sheet, np.stack([x, top + height * (high - tall) / (high - low)], axis=1))
        runner.head(sheet, x[-1], top + height * (high - tall[-1]) / (high - low), 5)
    sheet.rect(left, top, width, height, stroke=INK)


def _table(sheet, ranking):
    left = CHART[0] - 30
    sheet.text(WIDTH - 20, TABLE - ROW + 5, "height now", 14, "end")
    for place, runner in enumerate(ranking, 1):
        y = TABLE + ROW * (place - 1)
        sheet.text(left, y + 5, f"{place}.", 14, bold=place == 1)
        runner.line(sheet, np.array([[left + 24, y], [left + 74, y]]))
        runner.head(sheet, left + 49, y)
        sheet.text(left + 86, y + 5, runner.name, 14, bold=place == 1)
        told = f"⚠ {runner.told}" if runner.diverged else runner.told.removeprefix("height ")
        sheet.text(WIDTH - 20, y + 5, told, 14, "end", bold=place == 1)


def shown_tick(value):
    """Return a tick's number with a true minus sign."""
    return f"{value:.4g}".replace("-", "−")


def _frame(landscape):
    """(pixels for 1 along x and y, width, height) of the map."""
    left, right, lower, upper = landscape.bounds
    scale = SIDE / max(right - left, upper - lower)
    return scale, (right - left) * scale, (upper - lower) * scale


@functools.lru_cache(maxsize=16)
def _ground(landscape):
    """What stays from step to step: ((shape, colour), …) from the highest band down, ticks of x, ticks of y."""
    scale, _, _ = _frame(landscape)
    left, right, lower, upper = landscape.bounds
    x, y, heights = grid(landscape, 241)  # coarser, a narrow valley would fall apart into hollows
    levels = levels_of(heights)
    axes, bands = Figure().add_subplot(), []
    for place in range(len(levels))[::-1]:
        (region,) = axes.contourf(x, y, heights, [-1.0, levels[place] * (1 + 1e-9)]).get_paths()
        shape = []
        for part in region.to_polygons():
            at = _thinned((part - (left, upper)) * (scale, -scale) + (LEFT, TOP))
            shape.append("M" + "L".join(f"{u:.1f} {v:.1f}" for u, v in at) + "Z")
        bands.append(("".join(shape), to_hex(HEIGHTS(place / (len(levels) - 1)))))
    ticks = MaxNLocator(8, steps=[1, 2, 5, 10])
    inside = [[t for t in ticks.tick_values(a, b) if a <= t <= b] for a, b in ((left, right), (lower, upper))]
    return tuple(bands), *inside


def _thinned(line, apart=3.0):
    """The points of a line that are about so many pixels apart, and its last one."""
    length = np.cumsum(np.hypot(*np.diff(line, axis=0, prepend=line[:1]).T)) // apart
    return line[np.append(np.diff(length) > 0, True)]
