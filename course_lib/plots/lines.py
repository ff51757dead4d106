"""Several curves over one axis."""

import io

import numpy as np
from PIL import Image

from course_lib.plots.landscape import STYLES
from course_lib.plots.picture import Picture, count
from course_lib.plots.race import shown_tick
from course_lib.validation import choice, message


def show_lines(lines, xlabel, ylabel, scale="linear", points=()):
    """Draw curves over one axis, each with dashes and a mark of its own.

    Parameters
    ----------
    lines : dict of str to pair of array_like, (P,)
        By name, the places x and the heights y; from 1 to 7. What is not finite leaves a gap.
    xlabel, ylabel : str
        What stands at the axes.
    scale : {"linear", "log"}, default "linear"
        Of the x axis; with "log" each tick is ten times the one before.
    points : sequence of str, optional
        Names of lines that get a mark at each of their points, instead of one at the end.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there is no line, or more than seven, or a line's x and y do not belong together.

    Examples
    --------
    >>> show_lines({"falling": ([0, 1, 2], [4, 2, 1.5])}, "step", "loss")
    [Picture: loss over step, 1 line: falling from 4 to 1.5]
    """
    choice(scale, ["linear", "log"], "show_lines", "scale")
    if not 1 <= len(lines) <= len(STYLES):
        raise ValueError(message("show_lines", f"there must be from 1 to {len(STYLES)} lines", str(len(lines))))
    lines = {name: _checked(name, line) for name, line in lines.items()}
    ends = "; ".join(f"{name} from {shown_tick(y[0])} to {shown_tick(y[-1])}" for name, (_, y) in lines.items())
    picture = _FewColors(6.4, 3.4, f"{ylabel} over {xlabel}, {count(len(lines), 'line')}: {ends}")
    axes = picture.add_subplot()
    for place, (name, (x, y)) in enumerate(lines.items()):
        color, dashes, mark = STYLES[place]
        line = {"color": color, "linestyle": (0, dashes) if dashes else "-", "linewidth": 1.8}
        every = None if name in points else [len(x) - 1]
        axes.plot(x, y, marker=mark, markevery=every, markersize=7, markeredgecolor="white", label=name, **line)
    axes.set(xlabel=xlabel, ylabel=ylabel, xscale=scale)
    if scale == "log":
        axes.xaxis.set_major_formatter("{x:g}")
    axes.grid(alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)
    if len(lines) > 1:
        axes.legend(loc="upper left", bbox_to_anchor=(1.02, 1), frameon=False)
    return picture


class _FewColors(Picture):
    """A picture of lines alone: 128 colours are enough for it, and take a third of the bytes."""

    def png(self, scale=2, compression=6):
        image, data = Image.open(io.BytesIO(super().png(scale, 1))), io.BytesIO()
        image.quantize(128, dither=Image.Dither.NONE).save(data, "png", compress_level=compression)
        return data.getvalue()


def _checked(name, line):
    """A line as two arrays of numbers, as long as each other."""
    rule = "a line must be a pair (x, y) of as many numbers each"
    if not isinstance(line, tuple | list) or len(line) != 2:
        raise ValueError(message("show_lines", rule, f"{type(line).__name__} for {name!r}"))
    x, y = (np.asarray(part, float) for part in line)
    if x.ndim != 1 or x.shape != y.shape or not len(x):
        raise ValueError(message("show_lines", rule, f"shapes {x.shape} and {y.shape} for {name!r}"))
    return x, y
