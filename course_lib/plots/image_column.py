"""The image that a network was given, with words below it: the first column of what shows its insides."""

import textwrap

import numpy as np

from course_lib.plots.picture import ORANGE
from course_lib.plots.sheet import shades

IMAGE, TOP, SIDE, LETTERS = 10, 34, 200, 28  # left edge, upper edge, size; letters in a line


def draw_image(sheet, image, note="", frame=None):
    """Draw the first column: the image, with a framed part, and words below it; return where they end."""
    sheet.text(IMAGE, 22, "image", 14, bold=True)
    height = framed(sheet, (IMAGE, TOP, SIDE), pixels(image), frame, 3)
    return lines(sheet, IMAGE, TOP + height + 22, note, LETTERS)


def height_of(note):
    """Return where the words below a square image end, before anything is drawn."""
    paragraphs = [textwrap.wrap(paragraph, LETTERS) for paragraph in note.split("\n")]
    return TOP + SIDE + 22 + sum(18 * len(paragraph) + 6 for paragraph in paragraphs)


def framed(sheet, place, colors, frame, thickness):
    """An image in a square (left, top, side), with a part framed; return its height there."""
    x, y, side = place
    rows, columns = colors.shape[:2]
    scale = side / max(rows, columns)
    sheet.image(x, y, columns * scale, rows * scale, colors)
    if frame:
        left, top, width, height = frame
        (x1, x2), (y1, y2) = np.clip((left, left + width), 0, columns), np.clip((top, top + height), 0, rows)
        size = (x2 - x1) * scale, (y2 - y1) * scale
        sheet.rect(x + x1 * scale, y + y1 * scale, *size, "none", ORANGE, thickness)
    return rows * scale


def pixels(image, limits=None):
    """Return an image's colours, (H, W, 3) of uint8: three channels as they are, others as shades of grey.

    Black and white are `limits`, by default its own smallest and largest number.
    """
    image = np.asarray(image, float)
    image = image if image.ndim == 3 else image[..., None]
    low, high = limits or (image.min(), image.max())
    if image.shape[2] == 3:
        return np.uint8(np.clip(255 * (image - low) / ((high - low) or 1), 0, 255))
    return shades(image.mean(axis=2), "gray", low, high)


def lines(sheet, x, y, text, width):
    """Write a text in lines of so many letters; a line break in it begins a paragraph. Return where the next stands."""
    for paragraph in text.split("\n"):
        for line in textwrap.wrap(paragraph, width):
            sheet.text(x, y, line)
            y += 18
        y += 6
    return y
