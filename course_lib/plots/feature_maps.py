"""Feature maps: what the filters of a layer make of an image."""

import math

import numpy as np

from course_lib.arrays import as_numbers
from course_lib.plots.picture import Picture, count
from course_lib.plots.sheet import shown
from course_lib.validation import message, positive_int

SHADES = "magma"  # from dark to light, in steps that look equally large
TILE, GAP, TITLE = 1.05, 0.08, 0.24  # inches


def show_feature_maps(maps, titles=None, columns=8, common_scale=True):
    """Draw the feature maps of one image in a grid.

    Parameters
    ----------
    maps : array_like, (H, W, C)
        A layer's output for one image, such as ``inspect.activations(model, x[:1])["conv2d"][0]``.
    titles : sequence of str, optional
        A line above each map; by default their numbers.
    columns : int, default 8
        Maps in a row.
    common_scale : bool, default True
        Whether equal numbers have equal colours in all maps, told by a colour bar; else each map is drawn from its own
        smallest to its own largest number.

    Returns
    -------
    Picture

    Raises
    ------
    TypeError, ValueError
        If `maps` is no array of that shape, or the titles are too few or too many.

    Examples
    --------
    >>> import numpy as np
    >>> show_feature_maps(np.arange(8).reshape(2, 2, 2))
    [Picture: 2 feature maps of 2×2 numbers, from 0 to 7 on a common scale]
    """
    where = "show_feature_maps"
    maps = checked_maps(maps, where)
    height, width, channels = maps.shape
    titles = [str(title) for title in (range(channels) if titles is None else titles)]
    if len(titles) != channels:
        raise ValueError(message(where, f"`titles` must have {channels} entries", str(len(titles))))
    columns = min(positive_int(columns, where, "columns"), channels)
    rows = math.ceil(channels / columns)
    low, high = limits_of(maps)
    scale = f"from {shown(low)} to {shown(high)} on a common scale" if common_scale else "each on its own scale"
    said = f"{count(channels, 'feature map')} of {height}×{width} numbers, {scale}"
    tall = TILE * height / max(height, width)
    across, down = TILE + GAP, tall + TITLE
    page = columns * across + (0.95 if common_scale else 0) + GAP, max(rows * down, 1.2) + GAP
    picture = Picture(*page, said, layout="none")
    axes = _ground(picture)
    for place, title in enumerate(titles):
        left, top = place % columns * across + GAP, place // columns * down + TITLE
        image = maps[..., place]
        _draw(axes, (left, top, TILE, tall), image, (low, high) if common_scale else (image.min(), image.max()))
        axes.text(left + TILE / 2, top - 0.05, title, ha="center", fontsize=10)
    if common_scale:
        left, tall = columns * across + GAP + 0.06, max(0.8, 0.5 * page[1] - TITLE)
        _draw(axes, (left, TITLE, 0.14, tall), np.linspace(high, low, 128)[:, None], (low, high))
        axes.text(left + 0.2, TITLE, shown(high), va="top", fontsize=10)
        axes.text(left + 0.2, TITLE + tall, shown(low), va="bottom", fontsize=10)
    return picture


def _ground(picture):
    """Axes over the whole page, in inches from its top left corner: a hundred images in one are drawn at once."""
    width, height = picture.get_size_inches()
    axes = picture.panel(0, 0, width, height)
    axes.set(xlim=(0, width), ylim=(height, 0), autoscale_on=False)
    return axes


def _draw(axes, box, image, limits):
    left, top, width, height = box
    low, high = limits
    place = {"extent": (left, left + width, top + height, top), "aspect": "auto", "interpolation": "nearest"}
    axes.imshow(image, cmap=SHADES, vmin=low, vmax=high, **place)


def checked_maps(maps, where):
    """Return `maps` as an array (H, W, C).

    Raises
    ------
    TypeError, ValueError
        If it is none.
    """
    maps = as_numbers(maps, where, "`maps`")
    if maps.ndim != 3 or 0 in maps.shape:
        advice = "Take one image of a stack: maps[0]." if maps.ndim == 4 else ""
        raise ValueError(message(where, "`maps` must have shape (height, width, channels)", str(maps.shape), advice))
    return maps


def limits_of(maps):
    """Return the numbers that get the first and the last colour: the smallest, but at most 0, and the largest."""
    return min(float(maps.min()), 0.0), max(float(maps.max()), 0.0)
