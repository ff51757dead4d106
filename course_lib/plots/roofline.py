"""How fast a program runs, below what its machine allows."""

import math

import numpy as np
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from course_lib.plots.label_places import Box, free_places
from course_lib.plots.lettering import shortened, width_of
from course_lib.plots.picture import BLUE, GREY, ORANGE, Picture
from course_lib.validation import message, number

WIDTH, HEIGHT = 7.6, 4.4  # inches
LEFT, BOTTOM, RIGHT, TOP = 0.75, 0.6, 0.2, 0.35
MOST = 12  # points whose names find room
FONT, LONGEST = 10, 2.2  # points; inches of a name
DIM = "#808080"  # can be read on white and on dark paper


def show_roofline(points, peak, bandwidth):
    """Draw what a machine can do at most, and how near to it some programs come.

    A program that does few operations with each byte waits for the memory: it can do no more operations in a second
    than `bandwidth` brings bytes for. One that does many is held back by `peak`. Both limits together look like a
    roof, on axes where each step is ten times the one before.

    Parameters
    ----------
    points : dict of str to (float, float)
        For each program, (operations per byte, GFLOP/s): operations in floating point for each byte from memory or to
        it, and billions of them done in a second. At most 12.
    peak : float
        GFLOP/s that the machine can do.
    bandwidth : float
        GB/s that its memory can bring.

    Returns
    -------
    Picture

    Raises
    ------
    TypeError, ValueError
        If `points` is no such dict or a number is not above 0.

    References
    ----------
    S. Williams, A. Waterman, D. Patterson, "Roofline: an insightful visual performance model", CACM 52(4), 2009.

    Examples
    --------
    >>> show_roofline({"copy": (0.125, 2), "dense": (60, 90)}, peak=100, bandwidth=20)
    [Picture: a roofline: 20 GB/s, 100 GFLOP/s, ridge at 5 FLOP per byte; copy 2 of 2.5 GFLOP/s (80%), dense 90 of ...]
    """
    points = _checked(points)
    peak = number(peak, "show_roofline", "peak", above=0)
    bandwidth = number(bandwidth, "show_roofline", "bandwidth", above=0)
    ridge = peak / bandwidth
    roofs = {name: min(peak, bandwidth * intensity) for name, (intensity, _) in points.items()}
    told = [
        f"{name} {_told(y)} of {_told(roofs[name])} GFLOP/s ({y / roofs[name]:.0%})" for name, (_, y) in points.items()
    ]
    said = f"a roofline: {_told(bandwidth)} GB/s, {_told(peak)} GFLOP/s, ridge at {_told(ridge)} FLOP per byte"
    picture = Picture(WIDTH, HEIGHT, "; ".join([said, ", ".join(told)] if told else [said]), layout="none")
    axes = picture.panel(LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM)
    _axes(axes, [ridge, *(x for x, _ in points.values())], [peak, *(y for _, y in points.values())], bandwidth)
    low, high = axes.get_xlim()
    axes.plot([low, ridge, high], [bandwidth * low, peak, peak], color="black", linewidth=2)
    axes.plot([ridge, ridge], [axes.get_ylim()[0], peak], color=GREY, linestyle=":", linewidth=1.5)
    axes.plot(ridge, peak, color=ORANGE, marker="D", linestyle="none", zorder=3)
    if points:
        axes.plot(*np.transpose(list(points.values())), color=BLUE, marker="o", linestyle="none", zorder=3)
    _name(axes, points, peak, bandwidth)
    return picture


def _checked(points):
    rule = "`points` must be a dict {name: (operations per byte, GFLOP/s)}"
    if not isinstance(points, dict):
        raise TypeError(message("show_roofline", rule, repr(points)))
    if len(points) > MOST:
        raise ValueError(message("show_roofline", f"`points` must have at most {MOST} entries", str(len(points))))
    found = {}
    for name, pair in points.items():
        if not isinstance(name, str) or not isinstance(pair, tuple | list | np.ndarray) or len(pair) != 2:
            raise TypeError(message("show_roofline", rule, f"{pair!r} for {name!r}"))
        found[name] = tuple(number(each, "show_roofline", name, above=0) for each in pair)
    return found


def _told(value):
    """A number in three digits: "0.125", "1,600"."""
    return f"{float(f'{value:.3g}'):,g}"


def _axes(axes, intensities, rates, bandwidth):
    """Limits that hold all points and some of both parts of the roof, and their words."""
    low, high = min(intensities) / 6, max(intensities) * 8
    lowest, highest = min(*rates, bandwidth * low * 2), max(rates) * 4
    bottom = lowest / max(2, (highest / lowest) ** 0.12)  # room for the words at the foot
    axes.set_axis_on()
    axes.set(xscale="log", yscale="log", xlim=(low, high), ylim=(bottom, highest))
    axes.set(xlabel="floating-point operations per byte of memory traffic", ylabel="GFLOP/s")
    for axis, (first, last) in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
        axis.set_major_locator(LogLocator(10, subs=(1, 2, 5) if last < 300 * first else (1,)))
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}"))
        axis.set_minor_formatter(NullFormatter())
    axes.grid(alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)


def _name(axes, points, peak, bandwidth):
    """Write the names of the roof's parts, of its ridge and of the points, none on another."""
    inches = axes.figure.dpi_scale_trans.inverted()

    def place(x, y):
        return tuple(map(float, inches.transform(axes.transData.transform((x, y)))))

    low, high = axes.get_xlim()
    start, top, end = place(low, bandwidth * low), place(peak / bandwidth, peak), place(high, peak)
    page = Box(LEFT + 0.05, BOTTOM + 0.25, WIDTH - RIGHT, HEIGHT - TOP)
    slope = math.degrees(math.atan2(top[1] - start[1], top[0] - start[0]))
    aside = 0.14 * math.sin(math.radians(slope)), 0.14 * math.cos(math.radians(slope))
    enter = max(start[0], start[0] + (BOTTOM - start[1]) / math.tan(math.radians(slope)))  # where the line comes in
    middle = (enter + top[0]) / 2
    height = top[1] - (top[0] - middle) * math.tan(math.radians(slope))
    turned = {"rotation": slope, "rotation_mode": "anchor", "ha": "center", "va": "center"}
    _write(axes, middle - aside[0], height + aside[1], f"memory: {_told(bandwidth)} GB/s", **turned)
    _write(axes, end[0] - 0.05, end[1] + 0.07, f"arithmetic: {_told(peak)} GFLOP/s", ha="right")
    ridge = f"ridge: {_told(peak / bandwidth)} FLOP per byte"
    half = width_of(ridge, FONT) / 2
    center = max(top[0], LEFT + half)
    _write(axes, center, top[1] + 0.3, ridge, ha="center")
    if top[0] - LEFT > width_of("limited by memory", FONT) + 0.1:
        _write(axes, top[0] - 0.08, BOTTOM + 0.06, "limited by memory", ha="right", color=DIM)
        _write(axes, top[0] + 0.08, BOTTOM + 0.06, "limited by arithmetic", ha="left", color=DIM)
    dots = Box(top[0] - 0.04, BOTTOM, top[0] + 0.04, top[1])
    taken = [*_roof(start, top, end), Box(center - half, top[1], center + half, top[1] + 0.5), dots]
    places = [place(*pair) for pair in points.values()]
    names = [shortened(name, LONGEST, FONT) for name in points]
    sizes = [(width_of(name, FONT) + 0.04, 0.17) for name in names]
    for name, (x, y), box in zip(names, places, free_places(places, sizes, page, taken), strict=True):
        across, up = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        if max(box.left - x, x - box.right, box.bottom - y, y - box.top) > 0.2:
            axes.plot(
                *zip((x, y), box.nearest(x, y), strict=True),
                color=GREY,
                linewidth=0.8,
                transform=axes.figure.dpi_scale_trans,
            )
        _write(axes, across, up, name, ha="center", va="center_baseline")


def _roof(start, top, end):
    """The roof's line and the words above it, as small rectangles where no name may stand."""
    points = [*np.linspace(start, top, 40), *np.linspace(top, end, 20)]
    return [Box(x - 0.05, y - 0.05, x + 0.05, y + 0.28) for x, y in points]


def _write(axes, x, y, text, **style):
    """Write at a place in inches from the picture's lower left corner."""
    axes.text(x, y, text, **{"fontsize": FONT, "transform": axes.figure.dpi_scale_trans, **style})
