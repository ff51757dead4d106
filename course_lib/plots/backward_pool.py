"""Max-pooling's backward pass at one of its steps."""

import numpy as np

from course_lib.plots.backward_panels import (
    HEIGHT,
    LEFT,
    MIDDLE,
    WIDTH,
    BackwardSheet,
    check_place,
    check_shape,
    listed,
    numbers_of,
    step_of,
)
from course_lib.plots.sheet import shades, shown
from course_lib.plots.tables import frame, signed_shades
from course_lib.shapes import output_size


def show_maxpool_backward(image, result, dy, so_far, added, row, column, pool_size=2, stride=2):
    """Draw where the gradient of one output of max-pooling flows: to the first of its window's largest numbers.

    Parameters
    ----------
    image : array_like, (H, W)
        The input of the forward pass.
    result : array_like, (Ho, Wo)
        Its output.
    dy : array_like, (Ho, Wo)
        The loss's gradient with respect to the output. Each number is a spot, named "row,column".
    so_far : array_like, (H, W)
        Gradient of the image, with this step's part.
    added : array_like, (H, W)
        This step's part alone.
    row, column : int
        The output whose turn it is.
    pool_size, stride : int, default 2
        Size and step of the window in pixels.

    Returns
    -------
    Sheet

    Raises
    ------
    ValueError
        If the arrays' shapes do not fit together, or `dy` has no such number.

    Examples
    --------
    >>> part = [[0, 7], [0, 0]]
    >>> show_maxpool_backward([[1, 5], [5, 0]], [[5]], [[7]], part, part, row=0, column=0)
    [Picture: step 1 of 1: the gradient 7 of output row 0, column 0 flows to the largest number of the window, 5 at \
row 0, column 1, the first of 2 equal ones; so far dx is 0 7 / 0 0]
    """
    where = "show_maxpool_backward"
    named = {"image": image, "result": result, "dy": dy, "so_far": so_far, "added": added}
    image, result, dy, dx, more = numbers_of(where, **named)
    places = [output_size(size, pool_size, stride) for size in image.shape]
    for name, array, shape in (("dy", dy, places), ("result", result, places)):
        check_shape(where, name, array, shape)
    check_shape(where, "so_far", dx, image.shape)
    check_shape(where, "added", more, image.shape)
    check_place(where, dy, row, column)
    top, left = row * stride, column * stride
    under = slice(top, top + pool_size), slice(left, left + pool_size)
    place, window = (top, left, pool_size, pool_size), image[under]
    first = np.unravel_index(window.argmax(), window.shape)
    winner = shown(window.max()), f"row {top + first[0]}, column {left + first[1]}"
    equal = int((window == window.max()).sum())
    tie = f", the first of {equal} equal ones" if equal > 1 else ""
    told = f"{step_of(dy, row, column)} flows to the largest number of the window, {' at '.join(winner)}{tie}"
    sheet = BackwardSheet(f"{told}; so far dx is {listed(dx)}")
    sheet.headline(0, "to the input: the largest number of the window gets the whole gradient")
    sheet.gradients(dy, (row, column))
    greys = shades(image, "gray", image.min(), max(image.max(), 1))
    sheet.arrow((LEFT[1] - 52, MIDDLE[0]), (LEFT[1] - 10, MIDDLE[0]))
    sheet.arrow((LEFT[2] - 34, MIDDLE[0]), (LEFT[2] - 8, MIDDLE[0]))
    chosen = (int(first[0]), int(first[1]), 1, 1)
    sheet.panel(0, 1, "under the window", window, greys[under], [chosen])
    sheet.added(0, "added to dx", more[under])
    sheet.arrow((LEFT[2] + WIDTH[2] + 8, MIDDLE[0]), (LEFT[3] - 8, MIDDLE[0]))
    sheet.panel(0, 3, "dx so far: input's gradient", dx, signed_shades(dx), [place])
    sheet.headline(1, "what the forward pass had seen")
    x, y, cell = sheet.panel(1, 0, "x: the input", image, greys, [place])
    frame(sheet, x, y, cell, (top + first[0], left + first[1], 1, 1), thickness=4)
    sheet.panel(1, 3, "y: the output", result, None, [(row, column, 1, 1)])
    for line, text in enumerate(_explained(winner, equal, dy[row, column], window.size)):
        sheet.text(LEFT[1], MIDDLE[1] - HEIGHT / 2 + 30 + 22 * line, text, 14)
    return sheet


def _explained(winner, equal, gradient, count):
    """What happens at this step, line by line."""
    lines = [f"The largest number of this window is {winner[0]}", f"at {winner[1]}."]
    if equal > 1:
        lines += [f"{equal} of its numbers are as large: the first of them,", "row by row, takes the gradient."]
    lines += [f"Its place gets the whole gradient, {shown(gradient)}."]
    if count > equal:
        lines += ["Smaller numbers get 0: a small change of theirs", "does not change the output."]
    return lines
