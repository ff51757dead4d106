"""Images in a grid."""

import math

import numpy as np
from matplotlib.patches import Rectangle

from course_lib.plots.frame import frame
from course_lib.plots.lettering import shortened, width_of
from course_lib.plots.picture import ORANGE, Picture, count, draw, grey_images, lines
from course_lib.validation import message, positive_int, whole_number

SIDE, PAGE = 1.1, 11.0  # of an image with the gap beside it, and the widest picture, in inches
FONT = 11
GAP = 0.12  # between two titles


def show_images(x, titles=None, columns=10, marked=()):
    """Draw images in a grid.

    Parameters
    ----------
    x : array_like, (N, H, W) or (N, H, W, 1)
        The images; each is drawn from its own darkest to its own brightest pixel.
    titles : list of str, optional
        A line above each; numbers will do.
    columns : int, default 10
        Images in a row; fewer where the titles need more room.
    marked : collection of int, optional
        Places of images that get a frame.

    Returns
    -------
    Picture

    Raises
    ------
    TypeError, ValueError
        If `x` is no stack of grey images, the titles are too few or too many, or an argument is of a wrong kind.

    Examples
    --------
    >>> import numpy as np
    >>> show_images(np.eye(3)[None], titles=["a line"])
    [Picture: 1 image: a line]
    """
    x = grey_images(x, "show_images")
    titles = [""] * len(x) if titles is None else [str(title) for title in _entries(titles, "titles")]
    if len(titles) != len(x):
        raise ValueError(message("show_images", f"`titles` must have {len(x)} entries", str(len(titles))))
    marked = {whole_number(place, "show_images", "marked", least=0) for place in _entries(marked, "marked")}
    shown = f": {', '.join(titles).replace(chr(10), ' ')}" if any(titles) else ""
    titles = ["\n".join(shortened(line, PAGE - GAP, FONT) for line in title.split("\n")) for title in titles]
    columns = min(positive_int(columns, "show_images", "columns"), len(x))
    across, columns = _grid(titles, columns)
    rows = math.ceil(len(x) / columns)
    picture = Picture(across * columns, (SIDE + 0.25 * lines(titles)) * rows, f"{count(len(x), 'image')}{shown}")
    for place, axes in enumerate(np.ravel(picture.subplots(rows, columns, squeeze=False))):
        if place >= len(x):
            axes.set_axis_off()
            continue
        draw(axes, x[place], titles[place])
        frame(axes)
        if place in marked:
            height, width = x[place].shape
            style = {"fill": False, "edgecolor": ORANGE, "linewidth": 4, "zorder": 3}
            axes.add_patch(Rectangle((-0.5, -0.5), width, height, **style))
    return picture


def _grid(titles, columns):
    """(width of a column in inches, number of columns): as asked for where the titles fit, else fewer of even rows."""
    across = max(SIDE, *(width_of(title, FONT) + GAP for title in titles))
    if columns * across > PAGE and across > SIDE:
        rows = math.ceil(len(titles) / max(int(PAGE / across), 1))
        columns = math.ceil(len(titles) / rows)
    return across, columns


def _entries(value, name):
    """The entries of a list or another collection that is no text."""
    if isinstance(value, str) or not np.iterable(value):
        advice = f"Write [{value!r}]."
        raise TypeError(message("show_images", f"`{name}` must be a list", repr(value), advice))
    return list(value)
