"""The numbers that a layer without maps gives."""

from course_lib.arrays import as_numbers
from course_lib.plots.image_column import TOP, draw_image, lines
from course_lib.plots.map_browser import MAPS, WIDTH
from course_lib.plots.picture import BLUE, ORANGE, count, names_of, percent
from course_lib.plots.sheet import FAINT, Sheet, shown
from course_lib.validation import message

MOST_ROWS, MOST_BARS = 20, 600
RIGHT = WIDTH - 10


def show_layer_numbers(image, numbers, names=None, probabilities=False, title="", notes=None):
    """Draw an image and the numbers that a layer gives for it as bars; of more than 600 numbers only words are left.

    Parameters
    ----------
    image : array_like, (H, W) or (H, W, C)
        What the network was given.
    numbers : array_like, (K,)
        The layer's output for it.
    names : sequence of str, optional
        What the numbers stand for, such as classes; by default their places.
    probabilities : bool, default False
        Whether to write them in percent.
    title : str, optional
        A line above the bars; by default how many there are.
    notes : dict of str to str, optional
        What else to say: "image" below the image, "numbers" below the title.

    Returns
    -------
    Sheet

    Raises
    ------
    TypeError, ValueError
        If `numbers` has other axes, or the names are too few or too many.

    Examples
    --------
    >>> import numpy as np
    >>> show_layer_numbers(np.eye(4), [0.25, 0.75], names=["cat", "dog"], probabilities=True)
    [Picture: 2 numbers; the largest is that of dog, 75%]
    """
    where, notes = "show_layer_numbers", notes or {}
    numbers = as_numbers(numbers, where, "`numbers`")
    if numbers.ndim != 1 or not numbers.size:
        advice = "Take the row of one image: numbers[0]." if numbers.ndim == 2 else ""
        raise ValueError(message(where, "`numbers` must have shape (K,)", str(numbers.shape), advice))
    texts = names_of(len(numbers), names, where)
    write = percent if probabilities else shown
    best = int(numbers.argmax())
    title = title or count(len(numbers), "number")
    whose = texts[best] if names is not None else f"number {best}"
    said = f"{title}; the largest is that of {whose}, {write(numbers[best])}"
    if numbers.min() == numbers.max():
        said = f"{title}; {'it is' if len(numbers) == 1 else 'all are'} {write(numbers[best])}"
    sheet = Sheet(WIDTH, 540 if len(numbers) <= MOST_BARS else 290, said)
    draw_image(sheet, image, notes.get("image", ""))
    sheet.text(MAPS, 22, title, 14, bold=True)
    lines(sheet, MAPS, TOP + 14, notes.get("numbers", ""), 105)
    if len(numbers) <= MOST_ROWS:
        _rows(sheet, numbers, texts, write, best)
    elif len(numbers) <= MOST_BARS:
        _bars(sheet, numbers)
    return sheet


def _rows(sheet, numbers, names, write, best):
    """A named bar for each number."""
    top, pitch, left = 120, min(34, 420 / len(numbers)), MAPS + 120
    low, high = min(numbers.min(), 0), max(numbers.max(), 0)
    scale = (RIGHT - 80 - left) / ((high - low) or 1)
    zero = left - low * scale
    for place, (number, name) in enumerate(zip(numbers, names, strict=True)):
        y, length = top + place * pitch, number * scale
        color = ORANGE if place == best else BLUE
        sheet.text(MAPS + 110, y + 0.5 * pitch + 5, name, 14, "end", bold=place == best)
        sheet.rect(zero + min(length, 0), y + 4, abs(length), pitch - 8, fill=color)
        sheet.text(zero + max(length, 0) + 8, y + 0.5 * pitch + 5, write(number), 14, bold=place == best)
    sheet.line([(zero, top), (zero, top + pitch * len(numbers))], FAINT, 1)


def _bars(sheet, numbers):
    """A bar for each number side by side; the largest one is named."""
    top, height, width = 150, 300, RIGHT - MAPS
    low, high = min(numbers.min(), 0), max(numbers.max(), 0)
    scale, pitch = height / ((high - low) or 1), width / len(numbers)
    zero, best = top + high * scale, int(numbers.argmax())
    for place, number in enumerate(numbers):
        length = number * scale
        y, color = zero - max(length, 0), ORANGE if place == best else BLUE
        sheet.rect(MAPS + place * pitch, y, max(0.75 * pitch, 1), abs(length), fill=color)
    sheet.line([(MAPS, zero), (RIGHT, zero)], FAINT, 1)
    x = MAPS + (best + 0.4) * pitch
    anchor = "end" if x > RIGHT - 120 else "start" if x < MAPS + 120 else "middle"
    told = f"the largest: {shown(numbers[best])}, number {best}"
    if low == high:
        x, anchor, told = MAPS, "start", f"all are {shown(high)}"
    sheet.text(x, top - 10, told, 14, anchor)
    sheet.text(MAPS, top + height + 24, "number 0")
    sheet.text(RIGHT, top + height + 24, f"number {len(numbers) - 1}", 14, "end")
