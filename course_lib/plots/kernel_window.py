"""An image kernel at one place: the pixels under it, the products, the sum."""

import re

from course_lib.plots.filtering import greys_of
from course_lib.plots.kernel import COLORS, reach
from course_lib.plots.picture import ORANGE, grey_image
from course_lib.plots.sheet import Sheet, rounded, shades, shown
from course_lib.plots.tables import in_sum
from course_lib.validation import message

SIDE, TOP = 276, 34  # of both images, in pixels
TABLE = 188  # width of both tables
LEAST = 14  # size of text that is read easily on a laptop, where the sheet stands smaller
FRAME = 2  # thickness of a frame


def show_kernel_window(image, kernel, result, row, column):
    """Draw an image with a window on it, the sum of products there, and the filtered image with that pixel marked.

    Input and output are spots named "input" and "output".

    Parameters
    ----------
    image : array_like, (H, W)
        Before.
    kernel : array_like, (kh, kw)
        The image kernel.
    result : array_like, (H − kh + 1, W − kw + 1)
        After.
    row, column : int
        The pixel of `result`; the window's upper left corner in `image`.

    Returns
    -------
    Sheet

    Raises
    ------
    ValueError
        If one of the three has not two axes, or `result` has no such pixel.

    Examples
    --------
    >>> import numpy as np
    >>> show_kernel_window(np.eye(3), [[-1, 1]], [[-1, 0], [1, -1], [0, 1]], row=1, column=0)
    [Picture: the window at row 1, column 0: the products of its 1×2 pixels and the image kernel add up to 1]
    """
    named = {"image": image, "kernel": kernel, "result": result}
    image, kernel, result = (grey_image(array, "show_kernel_window", name) for name, array in named.items())
    if not (0 <= row < result.shape[0] and 0 <= column < result.shape[1]):
        rule = f"the pixel must lie in `result`, whose shape is {result.shape}"
        raise ValueError(message("show_kernel_window", rule, f"row {row}, column {column}"))
    height, width = kernel.shape
    window = image[row : row + height, column : column + width]
    said = f"the window at row {row}, column {column}: the products of its {height}×{width} pixels and "
    total = shown(result[row, column])
    sheet = Sheet(980, 346 + 17 * (height + 1), f"{said}the image kernel add up to {total}")
    low, high = image.min(), max(image.max(), 1)
    frame = column, row, width, height
    _image(sheet, 10, f"image, {size(image)}", shades(image, "gray", low, high), frame, "input")
    limits = greys_of(result).values()
    pixels = shades(result, "gray", *limits)
    bottom = _image(sheet, 694, f"filtered image, {size(result)}", pixels, (column, row, 1, 1), "output")
    _greys(sheet, 694, bottom + 20, *limits)
    _table(sheet, 296, "pixels under the window", window, shades(window, "gray", low, high))
    limit = reach(kernel)
    _table(sheet, 496, "image kernel", kernel, shades(kernel, COLORS, -limit, limit))
    sheet.text(490, 280, f"sum of products: {total}", 16, "middle", bold=True)
    sheet.arrow((430, 300), (550, 300), ORANGE, 2)
    for place, line in enumerate(arithmetic(window, kernel, result[row, column])):
        sheet.text(10, 356 + 17 * place, line, LEAST, mono=True)
    return sheet


def arithmetic(window, kernel, total):
    """Return the sum of products as lines of text, one for each row and one for the result, which is `total`.

    "≈" stands before a result that the numbers, as short as they are told, do not quite give.
    """
    rows = [" + ".join(map(product, *pair)) for pair in zip(window, kernel, strict=True)]
    told = sum(rounded(pixel) * rounded(weight) for pixel, weight in zip(window.flat, kernel.flat, strict=True))
    sign = "=" if abs(told - rounded(total)) < 1e-6 else "≈"
    return [f"  {rows[0]}", *(f"+ {row}" for row in rows[1:]), f"{sign} {shown(total)}"]


def size(image):
    """Return "28×28"."""
    return "×".join(map(str, image.shape))


def product(pixel, weight):
    """Return "84·(−1)"."""
    return f"{shown(pixel)}·{in_sum(weight)}"


def greys(low, high):
    """Return what black and white stand for: "black 0 · white 255", "black −9 · grey 0 · white 9"."""
    middle = " · grey 0" if low == -high else ""
    return f"black {shown(low)}{middle} · white {shown(high)}"


def _image(sheet, x, title, colors, frame, name):
    """An image in its own proportions, with a frame around a part; all of it one spot. Return its lower end."""
    rows, columns = colors.shape[:2]
    scale = SIDE / max(rows, columns)
    sheet.text(x, 22, title)
    sheet.image(x, TOP, columns * scale, rows * scale, colors)
    left, top, width, height = (part * scale for part in frame)
    # Around the part, not on it: in a large image a pixel is smaller than the line.
    around = x + left - FRAME / 2, TOP + top - FRAME / 2, width + FRAME, height + FRAME
    sheet.rect(*around, stroke=ORANGE, thickness=FRAME)
    sheet.spot(x, TOP, columns * scale, rows * scale, name, f"{title}: click to put the window here")
    return TOP + rows * scale


def _greys(sheet, x, y, low, high):
    text = greys(low, high)
    sheet.text(x, y, text, min(LEAST, SIDE / letters(text)))


def _table(sheet, x, title, numbers, colors):
    """Numbers on colours; without their leading zeros where they would be too small to read."""
    cell = TABLE / max(numbers.shape)
    texts = [[shown(number) for number in row] for row in numbers]
    if text_size(texts, cell) < LEAST:
        texts = [[re.sub("^(−?)0\\.", r"\1.", text) for text in row] for row in texts]
    sheet.text(x + TABLE / 2, 50, title, LEAST, "middle")
    sheet.table(x, 60, cell, texts, colors, text_size(texts, cell))


def text_size(texts, cell):
    """Return the size in which all texts of a table fit into cells of this width."""
    return min(0.38 * cell, 0.92 * cell / max(letters(text) for row in texts for text in row))


def letters(text):
    """Return about how wide a text is, in sizes of its letters, in a wide font."""
    widths = {".": 0.32, " ": 0.32, "·": 0.32, "−": 0.84}
    return sum(widths.get(letter, 0.56 if letter.isalpha() else 0.64) for letter in text)
