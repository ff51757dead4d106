"""What the pictures of backward steps share: two rows of tables, read as a sum from left to right."""

import numpy as np

from course_lib.arrays import as_numbers
from course_lib.plots.picture import ORANGE
from course_lib.plots.sheet import FAINT, INK, Sheet, shown
from course_lib.plots.tables import cells, frame, signed, signed_shades, text_size
from course_lib.validation import message

LEFT, WIDTH = (10, 278, 466, 680), (200, 150, 170, 290)  # of the four columns, in pixels
MIDDLE, HEIGHT = (162, 446), 204  # of the two rows: middle and room for a table


class BackwardSheet(Sheet):
    """A sheet with two rows of four tables: what is multiplied, by what, what that adds, and the sum so far.

    Parameters
    ----------
    alt : str
        As for `Sheet`.
    rows : int, default 2
        How many rows it has room for.

    Examples
    --------
    >>> sheet = BackwardSheet("a table")
    >>> sheet.panel(0, 3, "dx so far", [[1, 2]], framed=[(0, 1, 1, 1)])
    (680, 140.0, 44)
    >>> sheet.texts()
    ['dx so far', '1', '2']
    """

    def __init__(self, alt, rows=2):
        super().__init__(980, MIDDLE[rows - 1] + HEIGHT / 2 + 56, alt)

    def panel(self, row, place, title, numbers, colors=None, framed=()):
        """Draw a table with a title.

        Parameters
        ----------
        row, place : int
            Which of the rows, which of the four places in it.
        title : str
            Stands above the table.
        numbers, colors
            As for ``Sheet.table``.
        framed : list of (int, int, int, int), optional
            Parts to frame: row, column, rows, columns.

        Returns
        -------
        (float, float, float)
            Its top left corner, and the width of a cell.
        """
        rows, columns = len(numbers), len(numbers[0])
        cell = min(WIDTH[place] / columns, HEIGHT / rows, 44)
        x, y = LEFT[place], MIDDLE[row] - rows * cell / 2
        self.text(x, y - 10, title, 14)
        cells(self, x, y, cell, numbers, colors)
        for part in framed:
            frame(self, x, y, cell, part)
        return x, y, cell

    def gradients(self, dy, present):
        """Draw the output's gradients: those of steps that are done on colour, those to come pale; all are spots.

        Parameters
        ----------
        dy : ndarray, (rows, columns)
            The numbers.
        present : (int, int)
            Row and column of the one whose turn it is.
        """
        rows, columns = dy.shape
        done = np.arange(dy.size).reshape(dy.shape) <= present[0] * columns + present[1]
        told = [
            [number if seen else None for number, seen in zip(*pair, strict=True)]
            for pair in zip(dy, done, strict=True)
        ]
        x, y, cell = self.panel(0, 0, "dy: gradient of the output", told, signed_shades(dy), [(*present, 1, 1)])
        size = text_size(cell, dy.flat)
        for row, column in np.ndindex(rows, columns):
            left, top = x + column * cell, y + row * cell
            if not done[row, column]:
                self.rect(left, top, cell, cell, stroke=FAINT, thickness=0.5)
                number = shown(dy[row, column])
                self.text(left + cell / 2, top + cell / 2 + 0.36 * size, number, size, "middle", INK, opacity=0.6)
            label = f"output row {row}, column {column}: click to see where its gradient flows"
            self.spot(left, top, cell, cell, f"{row},{column}", label)

    def signs(self, row, factor):
        """Write "factor ×" before the second table of a row, "=" and "+=" before those that follow.

        Parameters
        ----------
        row : int
            Which.
        factor : float
            The present gradient.
        """
        middle = MIDDLE[row]
        self.text(LEFT[1] - 8, middle + 7, f"{shown(factor)} ×", 18, "end", bold=True)
        self.text((LEFT[1] + WIDTH[1] + LEFT[2]) / 2, middle + 7, "=", 20, "middle")
        self.arrow((LEFT[2] + WIDTH[2] + 8, middle), (LEFT[3] - 8, middle), ORANGE, 2)

    def added(self, row, title, numbers):
        """Draw what the present step adds, each number with its sign.

        Parameters
        ----------
        row : int
            Which.
        title : str
            Stands above the table.
        numbers : ndarray, (rows, columns)
            What is added.
        """
        self.panel(row, 2, title, [[signed(number) for number in line] for line in numbers], signed_shades(numbers))

    def headline(self, row, text):
        """Write what a row is about above it.

        Parameters
        ----------
        row : int
            Which.
        text : str
            The headline.
        """
        self.text(10, MIDDLE[row] - HEIGHT / 2 - 36, text, 16, bold=True)


def numbers_of(where, **named):
    """Return arrays of two axes, or say which has another form.

    Parameters
    ----------
    where : str
        Who asks, for messages.
    **named : array_like
        Arrays by their names.

    Returns
    -------
    list of ndarray
    """
    arrays = {name: as_numbers(array, where, f"`{name}`") for name, array in named.items()}
    for name, array in arrays.items():
        if array.ndim != 2 or 0 in array.shape:
            raise ValueError(message(where, f"`{name}` must have shape (rows, columns)", str(array.shape)))
    return list(arrays.values())


def check_shape(where, name, array, shape):
    """Say so if an array has another shape.

    Parameters
    ----------
    where, name : str
        Who asks, and for which array.
    array : ndarray
        What was passed.
    shape : tuple of int
        What it should have.

    Raises
    ------
    ValueError
        If it has another one.
    """
    if array.shape != tuple(shape):
        raise ValueError(message(where, f"`{name}` must have shape {tuple(shape)}", str(array.shape)))


def check_place(where, dy, row, column):
    """Say so if `dy` has no such number.

    Parameters
    ----------
    where : str
        Who asks.
    dy : ndarray, (rows, columns)
        The output's gradients.
    row, column : int
        The place.

    Raises
    ------
    ValueError
        If the place lies outside.
    """
    if not (0 <= row < dy.shape[0] and 0 <= column < dy.shape[1]):
        rule = f"the place must lie in `dy`, whose shape is {dy.shape}"
        raise ValueError(message(where, rule, f"row {row}, column {column}"))


def span(name, first, count):
    """Return "row 1" or "rows 1–3": `count` of them, from the first."""
    return f"{name} {first}" if count == 1 else f"{name}s {first}–{first + count - 1}"


def step_of(dy, row, column):
    """Return "step 3 of 9: the gradient −2 of output row 0, column 2", as an alt text begins."""
    number = row * dy.shape[1] + column + 1
    return f"step {number} of {dy.size}: the gradient {shown(dy[row, column])} of output row {row}, column {column}"


def listed(numbers):
    """Return the rows of a table as text: "1 2 / 3 4"."""
    return " / ".join(" ".join(map(shown, row)) for row in numbers)
