"""Tables of numbers with titles and frames, as the pieces that go step by step draw them."""

import numpy as np

from course_lib.plots.kernel import COLORS
from course_lib.plots.picture import ORANGE
from course_lib.plots.sheet import shades, shown

LEAST = 12  # size of text, in pixels, that is still read easily


def cells(sheet, x, y, cell, numbers, colors=None):
    """Draw numbers in square cells, no smaller than can be read where they are short.

    Parameters
    ----------
    sheet : Sheet
        To draw on.
    x, y, cell, numbers, colors
        As for ``Sheet.table``.
    """
    longest = max((len(shown(number)) for row in numbers for number in row if number is not None), default=1)
    sheet.table(x, y, cell, numbers, colors, size=text_size(cell, longest))


def text_size(cell, longest):
    """Return the size of text for a cell of `cell` pixels whose longest text has `longest` characters.

    Parameters
    ----------
    cell : float
        Width of the cell.
    longest : int
        Number of characters.

    Returns
    -------
    float

    Examples
    --------
    >>> text_size(40, 1), text_size(20, 2), round(text_size(20, 6), 1)
    (18.0, 12, 5.3)
    """
    return min(max(LEAST, 0.45 * cell), 1.6 * cell / max(longest, 1))


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
