"""Tables of numbers with titles and frames, as the pieces that go step by step draw them."""

import numpy as np

from course_lib.plots.kernel import COLORS
from course_lib.plots.picture import ORANGE
from course_lib.plots.sheet import shades, shown

LEAST = 14  # size of text, in pixels, that is still read easily where a laptop shows the sheet smaller
FILLED = 0.88  # how much of a cell's width a number may take, so that neighbours keep apart
_WIDTHS = {"−": 0.84, "+": 0.84, ".": 0.32}  # of characters that are no digits, as multiples of the size of text


def cells(sheet, x, y, cell, numbers, colors=None):
    """Draw numbers in square cells, no smaller than can be read where they are short.

    Parameters
    ----------
    sheet : Sheet
        To draw on.
    x, y, cell, numbers, colors
        As for ``Sheet.table``.
    """
    present = [number for row in numbers for number in row if number is not None]
    sheet.table(x, y, cell, numbers, colors, size=text_size(cell, present))


def text_size(cell, numbers):
    """Return the size of text for cells of `cell` pixels, such that none of the numbers touches its neighbour.

    Parameters
    ----------
    cell : float
        Width of a cell.
    numbers : iterable of float or str
        What stands in the cells.

    Returns
    -------
    float

    Examples
    --------
    >>> text_size(40, [1]), text_size(20, [8, 5]), round(text_size(20, [-12, 7]), 1)
    (18.0, 14, 8.3)
    """
    return min(max(LEAST, 0.45 * cell), FILLED * cell / _widest(numbers))


def readable_cell(numbers):
    """Return the width of a cell in which each of the numbers can be read easily.

    Parameters
    ----------
    numbers : iterable of float or str
        What stands in the cells.

    Returns
    -------
    float

    Examples
    --------
    >>> round(readable_cell([0, 7]), 1), round(readable_cell([-12, 7]), 1)
    (10.2, 33.7)
    """
    return LEAST * _widest(numbers) / FILLED


def _widest(numbers):
    """The width of the widest number, as a multiple of the size of text; in DejaVu Sans, a wide font."""
    texts = {shown(number) for number in numbers} or {"0"}
    return max(sum(_WIDTHS.get(letter, 0.64) for letter in text) for text in texts) or 0.64


def frame(sheet, x, y, cell, part, stroke=ORANGE, thickness=3):
    """Frame a part of a table whose corner is at (x, y).

    Parameters
    ----------
    sheet : Sheet
        To draw on.
    x, y, cell : float
        As for `cells`.
    part : (int, int, int, int)
        Row and column of its first cell, its rows and columns.
    stroke, thickness
        As for ``Sheet.rect``.
    """
    row, column, rows, columns = part
    sheet.rect(x + column * cell, y + row * cell, columns * cell, rows * cell, stroke=stroke, thickness=thickness)


def signed_shades(numbers, reach=None):
    """Return light colours: one for numbers below 0, another for those above, white for 0.

    Parameters
    ----------
    numbers : ndarray
        Numbers.
    reach : float, optional
        The largest distance from 0; by default that of these numbers.

    Returns
    -------
    ndarray, (…, 3), uint8
    """
    reach = 2 * (reach or np.abs(numbers).max(initial=0) or 1)
    return shades(numbers, COLORS, -reach, reach)


def signed(number):
    """Return a number with its sign: "+3", "−2", and "0" without one.

    Parameters
    ----------
    number : float
        Any.

    Returns
    -------
    str

    Examples
    --------
    >>> signed(3), signed(-2), signed(0)
    ('+3', '−2', '0')
    """
    return f"+{shown(number)}" if number > 0 else shown(number)


def in_sum(number):
    """Return a number as it stands within a sum: "3", "(−2)".

    Parameters
    ----------
    number : float
        Any.

    Returns
    -------
    str
    """
    return f"({shown(number)})" if number < 0 else shown(number)
