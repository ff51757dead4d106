"""The boxes of an architecture diagram: what flows between the layers, to scale."""

import math
from typing import NamedTuple

from matplotlib.patches import Polygon, Rectangle

TALLEST, DEEPEST, THIN = 1.25, 0.55, 0.06  # inches: the longest side, the depth of most channels, the least side
BAR = 0.17  # width of a dense output
ALONG, UP = 0.75, 0.55  # where an inch of depth ends on paper, to the right and above
FRONT, TOP, SIDE = "#a6cfea", "#d3e8f6", "#6fb0dc"  # shades of one blue
DENSE = "#f2b48c"


class Scale(NamedTuple):
    """Inches for a pixel, for the square root of a number of channels, and for that of a number of units."""

    pixel: float
    channel: float
    unit: float


class Block(NamedTuple):
    """A box in inches: front side and depth; `style` is "image", "row" or "other"."""

    shape: tuple
    width: float
    height: float
    depth: float
    style: str

    @property
    def across(self):
        """Its width on paper with the depth."""
        return self.width + ALONG * self.depth

    @property
    def rise(self):
        """How far the depth rises above the front."""
        return UP * self.depth

    def words(self):
        """The shape: "26×26×32"."""
        return "×".join(map(str, self.shape))


def scale_of(shapes):
    """Return the scale that suits all shapes of a diagram.

    Parameters
    ----------
    shapes : list of tuple of int
        Without the batch axis.

    Returns
    -------
    Scale

    Examples
    --------
    >>> scale = scale_of([(28, 28, 1), (26, 26, 32), (10,)])
    >>> block(scale, (14, 14, 1)).height == block(scale, (28, 28, 1)).height / 2
    True
    """
    sides = max((max(shape[:2]) for shape in shapes if len(shape) in (2, 3)), default=1)
    channels = max((shape[2] for shape in shapes if len(shape) == 3), default=1)
    units = max((shape[0] for shape in shapes if len(shape) == 1), default=1)
    unit = min(0.12, TALLEST / math.sqrt(units))
    return Scale(min(0.12, TALLEST / sides), min(0.08, DEEPEST / math.sqrt(channels)), unit)


def block(scale, shape):
    """Return the box for an output.

    Parameters
    ----------
    scale : Scale
        From `scale_of`.
    shape : tuple of int
        (height, width, channels) becomes a box, (units,) a bar, (rows, columns) a sheet; other shapes a square.

    Returns
    -------
    Block
    """
    if len(shape) == 3:
        height, width = (max(THIN, scale.pixel * side) for side in shape[:2])
        return Block(shape, width, height, scale.channel * math.sqrt(shape[2]), "image")
    if len(shape) == 2:
        height, width = (max(THIN, scale.pixel * side) for side in shape)
        return Block(shape, width, height, 0, "image")
    if len(shape) == 1:
        return Block(shape, BAR, max(THIN, scale.unit * math.sqrt(shape[0])), 0, "row")
    return Block(shape, 0.5, 0.5, 0, "other")


def draw_block(axes, box, x, middle):
    """Draw a box whose front begins at `x` and has its middle at the height `middle`.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        In inches, from the top left corner.
    box : Block
        What.
    x, middle : float
        Where.
    """
    left, right, top, bottom = x, x + box.width, middle - box.height / 2, middle + box.height / 2
    line = {"edgecolor": "black", "linewidth": 0.8, "joinstyle": "round"}
    if box.depth:
        along, up = ALONG * box.depth, box.rise
        roof = [(left, top), (left + along, top - up), (right + along, top - up), (right, top)]
        side = [(right, top), (right + along, top - up), (right + along, bottom - up), (right, bottom)]
        axes.add_patch(Polygon(roof, facecolor=TOP, **line))
        axes.add_patch(Polygon(side, facecolor=SIDE, **line))
    color = {"image": FRONT, "row": DENSE, "other": "none"}[box.style]
    axes.add_patch(Rectangle((left, top), box.width, box.height, facecolor=color, **line))
