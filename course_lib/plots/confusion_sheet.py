"""A confusion matrix beside the images of one of its cells."""

import textwrap

import numpy as np
from matplotlib.colors import to_hex

from course_lib import metrics
from course_lib.arrays import as_numbers
from course_lib.metrics.confusion import class_numbers
from course_lib.plots import confusion
from course_lib.plots.dark import ink_on
from course_lib.plots.lettering import shortened
from course_lib.plots.picture import ORANGE, grey_images, names_of, percent
from course_lib.plots.sheet import FAINT, INK, Sheet, shades
from course_lib.validation import message, whole_number

LEFT, TOP, SIDE = 106, 110, 400  # of the matrix, in pixels
IMAGES, COLUMNS, PIXELS, ROW = 574, 5, 72, 108  # of the images: left edge, in a row, side of one, from row to row
MOST = 4 * COLUMNS
MOST_CLASSES = 64
NARROWEST, LEAST = 28, 10  # cells that hold a number below the matrix; names of this size are still read


def show_confused(x, y_true, probabilities, true, predicted, class_names=None, diagonal=True, surest_first=True):
    """Draw a confusion matrix, and the images of one of its cells in the order of how sure the network was.

    Each cell is a spot named after its row and column, such as "6,0".

    Parameters
    ----------
    x : array_like, (N, H, W) or (N, H, W, 1)
        The images.
    y_true : array_like, (N,) or (N, K)
        True classes: class numbers from 0, or one-hot rows.
    probabilities : array_like, (N, K)
        What ``model.predict`` returns.
    true, predicted : int
        Row and column of the cell.
    class_names : sequence of str, optional
        Names of the K classes; by default their numbers.
    diagonal : bool, default True
        Whether what is right has colours too; without it the mistakes share all colours and stand out.
    surest_first : bool, default True
        Which of the images come first: those where the network was surest, or those where it was least sure.

    Returns
    -------
    Sheet

    Raises
    ------
    TypeError, ValueError
        If the arrays do not fit each other, there is no such cell, or a class has no name.

    Examples
    --------
    >>> import numpy as np
    >>> show_confused(np.zeros((3, 8, 8)), [0, 1, 1], [[0.9, 0.1], [0.8, 0.2], [0.6, 0.4]], true=1, predicted=0)
    [Picture: 2 of 2 images of “1” (100%) were taken for “0”: no. 1, 2; a confusion matrix of 3 images, 33% right]
    """
    x, y_true, probabilities = checked(x, y_true, probabilities, "show_confused")
    counts = metrics.confusion_matrix(y_true, probabilities, probabilities.shape[1])
    names = [str(name) for name in names_of(len(counts), class_names, "show_confused")]
    for value, name in ((true, "true"), (predicted, "predicted")):
        if whole_number(value, "show_confused", name, least=0) >= len(counts):
            raise ValueError(message("show_confused", f"`{name}` must be below {len(counts)}", str(value)))
    chosen = images_of(y_true, probabilities, true, predicted, surest_first)
    said = confusion.sentence(counts, names, true, predicted)
    listed = f": no. {', '.join(map(str, chosen[:MOST]))}" if len(chosen) else ""
    right = confusion.told(np.trace(counts) / counts.sum())
    matrix = f"a confusion matrix of {counts.sum():,} images, {right} right"
    sheet = Sheet(980, TOP + SIDE + 96, f"{said}{listed}; {matrix}")
    _matrix(sheet, counts, names, (true, predicted), diagonal)
    _words(sheet, said, len(chosen), names[predicted], surest_first)
    for place, number in enumerate(chosen[:MOST]):
        left, top = IMAGES + place % COLUMNS * 82, 114 + place // COLUMNS * ROW
        _image(sheet, left, top, x[number])
        sheet.text(left + PIXELS / 2, top + PIXELS + 14, percent(probabilities[number, predicted]), 14, "middle")
        sheet.text(left + PIXELS / 2, top + PIXELS + 30, f"no. {number}", 14, "middle")
    return sheet


def checked(x, y_true, probabilities, where):
    """Return images (N, H, W), class numbers (N,) and probabilities (N, K) that fit each other.

    Raises
    ------
    TypeError, ValueError
        If they do not.
    """
    x, probabilities = grey_images(x, where), as_numbers(probabilities, where, "`probabilities`")
    if probabilities.ndim != 2 or len(probabilities) != len(x) or probabilities.shape[1] < 2:
        rule = f"`probabilities` must have a row of at least two numbers for each of the {len(x)} images"
        raise ValueError(message(where, rule, f"shape {probabilities.shape}", "Use model.predict(x)."))
    y_true = class_numbers(as_numbers(y_true, where, "`y_true`"), where, "y_true")
    classes = probabilities.shape[1]
    if classes > MOST_CLASSES:
        advice = "For so many, course_lib.metrics.confusion_matrix gives the counts."
        raise ValueError(message(where, f"there must be at most {MOST_CLASSES} classes", str(classes), advice))
    if len(y_true) != len(x) or y_true.max() >= classes:
        rule = f"`y_true` must hold {len(x)} class numbers below {classes}"
        raise ValueError(message(where, rule, f"{len(y_true)} of them, up to {y_true.max()}"))
    return x, y_true, probabilities


def images_of(y_true, probabilities, true, predicted, surest_first=True):
    """Return the places of the images of a cell, in the order of the probability of the predicted class."""
    places = np.flatnonzero((y_true == true) & (probabilities.argmax(axis=1) == predicted))
    certainty = probabilities[places, predicted]
    return places[np.argsort(-certainty if surest_first else certainty, kind="stable")]


def _matrix(sheet, counts, names, chosen, diagonal):
    parts = confusion.shares(counts, diagonal)
    most = np.nanmax(parts, initial=0) or 1
    colors = shades(np.nan_to_num(parts), confusion.SHADES, 0, most)
    cell = SIDE / len(counts)
    sheet.text(LEFT - 8, TOP - 12, "true ↓", 14, "end")
    sheet.text(LEFT - 8, TOP - 30, "taken for →", 14, "end")
    for (row, column), number in np.ndenumerate(counts):
        left, top = LEFT + column * cell, TOP + row * cell
        color = None if np.isnan(parts[row, column]) else to_hex(colors[row, column] / 255)
        sheet.rect(left, top, cell, cell, fill=color or "none", stroke=FAINT, thickness=0.5)
        if len(counts) <= confusion.MOST_NUMBERS:
            size = min(14, 0.37 * cell, 1.35 * cell / len(f"{number}"))
            sheet.text(
                left + cell / 2, top + cell / 2 + 5, f"{number}", size, "middle", ink_on(color) if color else INK
            )
        label = confusion.sentence(counts, names, row, column)
        sheet.spot(left, top, cell, cell, f"{row},{column}", f"{label}: click to see them" if number else label)
    row, column = chosen
    sheet.rect(LEFT + column * cell, TOP + row * cell, cell, cell, stroke=ORANGE, thickness=3)
    _names(sheet, counts, names, chosen, cell)
    _legend(sheet, most, diagonal, cell >= NARROWEST)


def _names(sheet, counts, names, chosen, cell):
    """Names at the left and, slanted, above; recall at the right, precision below."""
    recall, precision = confusion.rates(counts)
    end, size = LEFT + SIDE + 8, min(14, 0.9 * cell)
    sheet.text(end, TOP - 8, "recall %")  # no higher: a slanted name leans over it
    if cell >= NARROWEST:
        sheet.text(LEFT - 8, TOP + SIDE + 20, "precision %", 14, "end")
    for place, name in enumerate(names):
        middle, here = (place + 0.5) * cell, [place == each for each in chosen]
        written = 14 if size < LEAST else size  # of very many names only those of the cell are written
        y = TOP + middle + 0.36 * written
        if size >= LEAST or here[0]:
            short = shortened(name, (LEFT - 14) / 72, written, here[0])
            sheet.text(LEFT - 8, y, short, written, "end", bold=here[0])
            sheet.text(end, y, _percent(recall[place]), written, bold=here[0])
        if size >= LEAST or here[1]:
            _above(sheet, LEFT + middle, name, written, here[1])
        if cell >= NARROWEST:
            sheet.text(LEFT + middle, TOP + SIDE + 20, _percent(precision[place]), size, "middle", bold=here[1])


def _above(sheet, x, name, size, bold):
    """A name above its column: slanted, unless it is a digit or two."""
    if len(name) <= 2 and size >= 12:
        sheet.text(x, TOP - 8, name, size, "middle", bold=bold)
        return
    style = {"font_weight": "600" if bold else None, "fill": INK, "font_size": size}
    short = shortened(name, 92 / 72, size, bold)
    sheet.add("text", short, x=x, y=TOP - 8, transform=f"rotate(-45 {x:g} {TOP - 8})", **style)


def _percent(rate):
    return confusion.told(rate).rstrip("%")


def _legend(sheet, most, diagonal, precision):
    y = TOP + SIDE + 36
    sheet.image(LEFT, y, 120, 12, shades(np.linspace(0, 1, 60)[None], confusion.SHADES))
    sheet.text(LEFT - 8, y + 11, "0%", 14, "end")
    sheet.text(LEFT + 126, y + 11, f"{percent(most)} of the row{'' if diagonal else ', mistakes only'}")
    sheet.text(10, y + 34, "recall: the part of a class that was found")
    if precision:
        sheet.text(10, y + 52, "precision: the part of what was called so that is right")


def _words(sheet, said, number, name, surest_first):
    lines = textwrap.wrap(f"{said[0].upper()}{said[1:]}.", 44)[:3]
    for line, text in enumerate(lines):
        sheet.text(IMAGES, 24 + 20 * line, text, 16, bold=True)
    if number:
        order = f", the {'surest' if surest_first else 'least sure'} first" if number > 1 else ""
        y = 28 + 20 * len(lines)
        shown = f"shown {MOST} of {number:,}" if number > MOST else f"all {number}" if number > 1 else "the only one"
        sheet.text(IMAGES, y, f"{shown}{order}")
        sheet.text(IMAGES, y + 18, shortened(f"percent: how sure the network was of {name}", 400 / 72, 14))


def _image(sheet, left, top, image):
    height, width = image.shape
    scale = PIXELS / max(height, width)
    size = width * scale, height * scale
    place = left + (PIXELS - size[0]) / 2, top + (PIXELS - size[1]) / 2
    sheet.image(*place, *size, shades(image, "gray", image.min(), max(image.max(), image.min() + 1e-9)))
