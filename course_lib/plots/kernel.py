"""Image kernels with their numbers."""

import math

import numpy as np

from course_lib.arrays import as_numbers
from course_lib.plots.dark import ink_on
from course_lib.plots.frame import frame
from course_lib.plots.lettering import fitting
from course_lib.plots.picture import Picture, count
from course_lib.plots.sheet import shown
from course_lib.validation import message

COLORS = "PuOr_r"  # purple below zero, white for zero, orange above
LARGEST, SMALLEST = 0.7, 0.38  # sides of a cell in inches; in a smaller one no number can be read
READABLE = 8  # points; in smaller letters two digits behind the point are enough
PAGE = 11  # width and height of the largest picture in inches
GAP, HEAD = 0.15, 0.27  # between two image kernels, and the line above one


def show_kernel(kernel, title=None):
    """Draw an image kernel with its numbers on colours, or the image kernels of a filter or of several.

    Purple is below zero, orange above, white is zero; the further from zero the deeper. All image kernels of a picture
    share one scale.

    Parameters
    ----------
    kernel : array_like, (kh, kw), (kh, kw, C) or (kh, kw, C, F)
        An image kernel; a filter's, one for each channel of its input; or the weights of a `Conv2D`, a filter in each
        column. As many as fit on a page with numbers that can be read: of 3×3 up to 6 channels of 8 filters, and up
        to 48 where there is one channel or one filter; fewer of larger ones.
    title : str, optional
        A line above.

    Returns
    -------
    Picture

    Raises
    ------
    TypeError, ValueError
        If `kernel` is no such array or there are too many numbers for a page.

    References
    ----------
    The colours: C. Brewer, colorbrewer2.org, "PuOr", safe for colour-blind readers.

    Examples
    --------
    >>> show_kernel([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], "vertical edges")
    [Picture: vertical edges: a 3×3 image kernel, row by row −1 0 1, −2 0 2, −1 0 1]
    """
    kernel = _checked(kernel)
    tiles, names = _tiles(kernel)
    rows, columns = tiles.shape[:2]
    height, width = kernel.shape[:2]
    cell = (PAGE - GAP * (columns + 1)) / (columns * width), (PAGE - (GAP + HEAD) * rows) / (rows * height)
    cell = min(LARGEST, *cell)
    across, down = cell * width + GAP, cell * height + GAP + (HEAD if any(names) else 0)
    above = 0.4 if title else 0.1
    picture = Picture(max(columns * across + GAP, 2.0), rows * down + above, _said(kernel, title), layout="none")
    left = (picture.get_size_inches()[0] - columns * across + GAP) / 2
    limit, size = reach(kernel), size_of(kernel, cell)
    if size < READABLE and limit > 0.5:  # weights of hundredths are told without their thousandths
        tiles = tiles.round(2)
        size = size_of(tiles, cell)
    for place, name in enumerate(names):
        row, column = divmod(place, columns)
        x, y = left + column * across, above + (row + 1) * down - GAP / 2 - cell * height
        axes = picture.panel(x, y, cell * width, cell * height)
        draw_kernel(axes, tiles[row, column], size, limit)
        axes.set_title(name, fontsize=fitting([name], across - 0.05, 11), pad=4)
    if title:
        middle = picture.get_size_inches()[0] / 2
        picture.note(middle, 0.1, title, ha="center", fontsize=fitting([title], 2 * middle - 0.1, 12))
    return picture


def reach(kernel):
    """Return the number whose colour is the deepest, and minus which the deepest on the other side of zero.

    It is twice the largest of the kernel's, so that all numbers stand on colours on which they can be read.

    Parameters
    ----------
    kernel : ndarray
        The numbers.

    Returns
    -------
    float
    """
    return 2 * (float(np.abs(kernel).max()) or 1)


def size_of(kernel, cell):
    """Return the font size in which all numbers fit into their cells.

    Parameters
    ----------
    kernel : ndarray
        The numbers.
    cell : float
        Side of a cell in inches.

    Returns
    -------
    float
    """
    return fitting(map(shown, kernel.flat), 0.86 * cell, 14)


def draw_kernel(axes, kernel, size, limit):
    """Draw one image kernel with its numbers.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Where.
    kernel : ndarray, (kh, kw)
        The numbers.
    size : float
        Of the numbers, from `size_of`.
    limit : float
        From `reach`.
    """
    image = axes.imshow(kernel, cmap=COLORS, vmin=-limit, vmax=limit, interpolation="nearest")
    colors = image.to_rgba(kernel)
    for (row, column), number in np.ndenumerate(kernel):
        style = {"ha": "center", "va": "center_baseline", "fontsize": size, "color": ink_on(colors[row, column])}
        axes.text(column, row, shown(number), **style)
    frame(axes)


def _checked(kernel):
    kernel = as_numbers(kernel, "show_kernel", "`kernel`")
    if kernel.ndim not in (2, 3, 4) or 0 in kernel.shape:
        rule = (
            "`kernel` must have shape (height, width), (height, width, channels) or (height, width, channels, filters)"
        )
        raise ValueError(message("show_kernel", rule, str(kernel.shape)))
    if not np.isfinite(kernel).all():
        raise ValueError(message("show_kernel", "`kernel` must hold finite numbers", "nan or infinity"))
    return kernel


def _tiles(kernel):
    """The image kernels on a grid, (rows, columns, kh, kw) with empty places behind the last, and a name for each.

    Raises
    ------
    ValueError
        If they need more room than there is.
    """
    height, width, channels, filters = *kernel.shape, *(1,) * (4 - kernel.ndim)
    most_rows = int((PAGE - GAP) / (SMALLEST * height + GAP + HEAD))
    most_columns = int((PAGE - GAP) / (SMALLEST * width + GAP))
    if not most_rows or not most_columns:
        most = int((PAGE - 2 * GAP - HEAD) / SMALLEST), int((PAGE - 2 * GAP) / SMALLEST)
        rule = f"an image kernel must have at most {most[0]} rows and {most[1]} columns, or its numbers cannot be read"
        raise ValueError(message("show_kernel", rule, f"{height}×{width}", "Draw it with show_images(kernel[None])."))
    in_row = channels == 1 or filters == 1
    rows, columns = (channels, filters) if not in_row else (math.ceil(channels * filters / most_columns), most_columns)
    if rows > most_rows or columns > most_columns:
        rule = f"at most {most_rows} channels of {most_columns} filters of {height}×{width} can be drawn"
        rule += f", and {most_rows * most_columns} where there is one channel or one filter"
        most = most_rows * most_columns
        part = f":, :{most}" if channels == 1 else f":{most}"
        part = part if in_row else f":{min(channels, most_rows)}, :{min(filters, most_columns)}"
        raise ValueError(message("show_kernel", rule, f"shape {kernel.shape}", f"Draw a part: kernel[:, :, {part}]."))
    columns = min(columns, channels * filters)
    tiles = np.zeros((rows * columns, height, width))
    tiles[: channels * filters] = np.moveaxis(kernel.reshape(height, width, -1), -1, 0)
    return tiles.reshape(rows, columns, height, width), _names(kernel, channels, filters)


def _names(kernel, channels, filters):
    if kernel.ndim == 2:
        return [""]
    if kernel.ndim == 3:
        return [f"channel {c}" for c in range(channels)]
    if channels == 1:
        return [f"filter {f}" for f in range(filters)]
    return [f"channel {c}, filter {f}" for c in range(channels) for f in range(filters)]


def _said(kernel, title):
    size = f"{kernel.shape[0]}×{kernel.shape[1]}"
    if kernel.ndim == 2 and kernel.size <= 25:
        said = f"a {size} image kernel, row by row {', '.join(' '.join(map(shown, row)) for row in kernel)}"
    else:
        words = {3: "channel", 4: "filter"}
        parts = " of ".join(count(kernel.shape[axis - 1], words[axis]) for axis in (4, 3) if kernel.ndim >= axis)
        said = f"{size} image kernels, {parts}" if parts else f"a {size} image kernel"
        said += f", with their numbers, from {shown(kernel.min())} to {shown(kernel.max())}"
    return f"{title}: {said}" if title else said
