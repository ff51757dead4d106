"""The three jobs of exercise 01.3: what a right image kernel does with small images."""

import numpy as np

from course_lib.exercises.differences import told
from course_lib.exercises.lessons.lesson_01.filter_any import filter_any

BRIGHT_ABOVE = np.array([[9.0] * 3, [9.0] * 3, [0.0] * 3, [0.0] * 3])
MIXED = np.array([[3, 1, 4, 1, 5], [9, 2, 6, 5, 3], [5, 8, 9, 7, 9], [3, 2, 3, 8, 4], [6, 2, 6, 4, 3.0]])
ROOM = 1e-4


def no_kernel(answer):
    """Tell what is wrong with an answer that is no array of 3×3 numbers.

    Parameters
    ----------
    answer : object
        The learner's.

    Returns
    -------
    (str, str) or None
        What is wrong, and an empty cause; None for an array of 3×3 numbers.

    Examples
    --------
    >>> no_kernel(...)
    ('still open.', '')
    """
    if answer is ...:
        return "still open.", ""
    if isinstance(answer, list | tuple):
        return "this is a list. Make it an array: np.array([...]).", ""
    if not isinstance(answer, np.ndarray) or answer.dtype.kind not in "iuf":
        return f"expected an array of numbers, got {told(answer)}.", ""
    if answer.shape != (3, 3):
        return f"expected shape (3, 3), got shape {answer.shape}.", ""
    if not np.isfinite(answer).all():
        return "each weight must be a number, and not infinity.", ""
    return None


def lower_edges(kernel):
    """Tell what an image kernel does wrong that shall find lower edges and no others.

    Parameters
    ----------
    kernel : ndarray, (3, 3)
        The learner's.

    Returns
    -------
    (str, str)
        What is wrong and the likely cause, both empty where it does its job.

    Examples
    --------
    >>> lower_edges(np.array([[1, 1, 1], [0, 0, 0], [-1, -1, -1]]))
    ('', '')
    """
    even = _filtered(np.full((3, 3), 9.0), kernel)[0, 0]
    below, aside = _filtered(BRIGHT_ABOVE, kernel)[:, 0], _filtered(BRIGHT_ABOVE.T, kernel)[0]
    found = f"On four rows of 9, 9, 0, 0, bright above and dark below, it gives {_list(below)}."
    if not kernel.any():
        return f"{found} It must find the edge.", "all weights are 0."
    if abs(even) > ROOM:
        return f"An even area of nines becomes {told(even)}. It must become 0.", "the weights must add up to 0."
    if np.abs(below).max() <= ROOM and np.abs(aside).max() > ROOM:
        return f"{found} It must find the edge.", "rows and columns are exchanged: it finds edges on the left or right."
    if below.max() <= ROOM:
        return f"{found} They must be positive.", "these are upper edges: change the signs of all weights."
    if below.min() < -ROOM:
        return f"{found} None must be negative.", "it finds lines: beside each edge it gives the other sign."
    if np.abs(aside).max() > ROOM:
        trouble = f"On four columns of 9, 9, 0, 0, bright on the left, it gives {_list(aside)}. Both must be 0."
        return trouble, "edges on the sides count too. The weights of each column must add up to 0."
    return "", ""


def move_right(kernel):
    """Tell what an image kernel does wrong that shall move an image to the right by one pixel.

    Parameters
    ----------
    kernel : ndarray, (3, 3)
        The learner's.

    Returns
    -------
    (str, str)
        What is wrong and the likely cause, both empty where it does its job.

    Examples
    --------
    >>> move_right(np.array([[0, 0, 0], [0, 0, 1], [0, 0, 0]]))[1]
    'the image moves to the left: each pixel takes the value of the one on its right.'
    """
    wanted, got = MIXED[1:-1, :-2], _filtered(MIXED, kernel)
    wrong = np.abs(got - wanted).max(axis=1) > ROOM
    if not wrong.any():
        return "", ""
    row = int(wrong.argmax())
    trouble = f"A row of {_list(MIXED[row + 1])} in the middle of an image becomes {_list(got[row])}. "
    return f"{trouble}It must become {_list(wanted[row])}.", _why_not_right(kernel)


def _why_not_right(kernel):
    places = np.argwhere(np.abs(kernel) > ROOM)
    if len(places) != 1:
        return "each pixel must take the value of one other. So one weight alone may differ from 0."
    (row, column), value = places[0], kernel[tuple(places[0])]
    if (row, column) == (1, 0):
        return "the weight stands in the right place, but it must be 1: any other changes the brightness."
    if (row, column) == (1, 1):
        return "the weight stands in the middle, so the image is copied and does not move."
    if abs(value - 1) > ROOM:
        return "the weight must be 1, and it stands in the wrong place."
    across = {0: "to the right", 1: "", 2: "to the left"}[column]
    down = {0: "downwards", 1: "", 2: "upwards"}[row]
    source = {0: "above it", 1: "", 2: "below it"}[row], {0: "on its left", 1: "", 2: "on its right"}[column]
    way, taken = " and ".join(filter(None, (down, across))), " and ".join(filter(None, source))
    return f"the image moves {way}: each pixel takes the value of the one {taken}."


def blur_sideways(kernel):
    """Tell what an image kernel does wrong that shall mix each pixel with its neighbours on the left and right.

    Parameters
    ----------
    kernel : ndarray, (3, 3)
        The learner's.

    Returns
    -------
    (str, str)
        What is wrong and the likely cause, both empty where it does its job.

    Examples
    --------
    >>> blur_sideways(np.array([[0, 0, 0], [0.25, 0.5, 0.25], [0, 0, 0]]))
    ('', '')
    """
    if np.abs(kernel[[0, 2]]).max() > ROOM:
        got = _filtered(np.array([[0.0] * 3, [90.0] * 3, [0.0] * 3]), kernel)[0, 0]
        trouble = f"A bright row of 90, with rows of 0 above and below, becomes {told(got)}. It must stay 90"
        trouble += ", and neither row beside it may count."
        return trouble, "weights stand in the upper or lower row. Sideways means: in the middle row alone."
    even = _filtered(np.full((3, 3), 100.0), kernel)[0, 0]
    if abs(even - 100) > 100 * ROOM:
        total = told(float(kernel.sum()))
        return f"An even area of 100 becomes {told(even)}.", f"the weights must add up to 1. These add up to {total}."
    if kernel[1].min() < -ROOM:
        return "It makes edges sharper in place of softer.", "a weight is negative: that neighbour is subtracted."
    if kernel[1].min() <= ROOM:
        count = int((kernel[1] > ROOM).sum())
        trouble = f"It mixes {count} of the three pixels." if count > 1 else "It takes one pixel and mixes nothing."
        return trouble, "the pixel, its left and its right neighbour must all count: three weights above 0."
    return "", ""


def _filtered(image, kernel):
    return filter_any(image, kernel).astype(float)


def _list(numbers):
    return ", ".join(told(float(number) + 0.0) for number in numbers)
