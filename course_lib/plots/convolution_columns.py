"""The four columns of a convolution's step: wide enough to read their numbers easily, wider where there is room."""

from typing import NamedTuple

import numpy as np

from course_lib.plots.lettering import width_of
from course_lib.plots.picture import count
from course_lib.plots.tables import readable_cell, text_size

LEFT, RIGHT = 10, 970  # of all columns together, in pixels
GAPS = (28, 28, 38)  # at least, for "×", "=" and an arrow
LEAST = (180, 112, 70, 276)  # widths for what stands above and below the tables
IMAGE_CELL = 18  # at least, whatever stands in it


class Column(NamedTuple):
    """Where one of the columns stands.

    Attributes
    ----------
    x, width : float
        Its left side and its width.
    cell : float
        Width of a table's cell.
    size : float
        Of the text in a cell, the same at every step.
    """

    x: float
    width: float
    cell: float
    size: float

    @property
    def middle(self):
        """Half way across."""
        return self.x + self.width / 2

    @property
    def right(self):
        """Its right side."""
        return self.x + self.width


def columns_of(image, kernel, result, most_high):
    """Return the columns for image, filter, products and output.

    Parameters
    ----------
    image : ndarray, (H, W, C)
        With its padding.
    kernel : ndarray, (kh, kw, C)
        Weights of the filter.
    result : ndarray, (Ho, Wo)
        The output.
    most_high : float
        The most that a cell of the image may be high.

    Returns
    -------
    tuple of Column
    """
    tables = image.ravel(), kernel.ravel(), _products(image, kernel), result.ravel()
    side = max(kernel.shape[:2])
    counts = image.shape[1], side, side, result.shape[1]
    most = min(46, max(IMAGE_CELL, most_high)), 44, 46, 46
    need = [readable_cell(numbers) for numbers in tables]
    need[0] = max(need[0], IMAGE_CELL)
    cells, widths = _fitting(np.minimum(need, most), np.array(most), counts)
    spare = max(0, RIGHT - LEFT - sum(GAPS) - sum(widths)) / len(GAPS)
    lefts = LEFT + np.cumsum([0, *(np.add(widths[:-1], GAPS) + spare)])
    sizes = map(text_size, cells, tables)
    return tuple(map(Column, lefts.tolist(), widths.tolist(), cells.tolist(), sizes))


def image_names(shape, padded, width):
    """Return what stands above the image: one line where the column is wide enough for it, else two.

    Parameters
    ----------
    shape, padded : (int, int, int)
        Rows, columns and channels, without the padding and with it.
    width : float
        Of the column, in pixels.

    Returns
    -------
    list of str

    Examples
    --------
    >>> image_names((6, 6, 1), (8, 8, 1), 300), image_names((6, 6, 1), (8, 8, 1), 180)
    (['image 6×6, with padding 8×8'], ['image 6×6', 'with padding 8×8'])
    """
    rows, columns, channels = shape
    names = [f"image {rows}×{columns}" + (f" × {count(channels, 'channel')}" if channels > 1 else "")]
    names += [f"with padding {padded[0]}×{padded[1]}"] if padded != shape else []
    line = ", ".join(names)
    return [line] if width_of(line, 14 * 72) <= width else names


def _products(image, kernel):
    """Every product that can occur at one of the steps."""
    channels = range(image.shape[2])
    pairs = [np.multiply.outer(np.unique(image[..., c]), np.unique(kernel[..., c])) for c in channels]
    return np.concatenate([np.ravel(pair) for pair in pairs])


def _fitting(need, most, counts):
    """Cells and widths of the columns: the largest that stand side by side; all grow by the same share."""
    room = RIGHT - LEFT - sum(GAPS)
    for share in np.linspace(1, 0, 21):
        cells = need + share * (most - need)
        widths = np.maximum(LEAST, cells * counts)
        if widths.sum() <= room:
            return cells, widths
    smaller = min(1, room / widths.sum())
    return smaller * cells, smaller * widths
