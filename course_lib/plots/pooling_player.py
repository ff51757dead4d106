"""What a shift of the image does to a convolution's output, to a pooled map and to the outputs of a dense layer."""

from typing import NamedTuple

import numpy as np

from course_lib.plots import tables
from course_lib.plots.kernel_window import size
from course_lib.plots.picture import BLUE, ORANGE, SKY
from course_lib.plots.sheet import FAINT, INK, Sheet, shades, shown
from course_lib.plots.shift_changes import SHARE, changed, changed_when_moved_back
from course_lib.shapes import output_size
from course_lib.validation import choice, message

WIDTH, HEIGHT = 980, 710
COLUMNS = 96, 296, 496, 716  # left ends of digit, convolution, pooling, dense
ROWS = 48, 252  # upper ends of "not moved" and "moved"
SIDE, BARS = 180, 180  # of a map, and width of the bars with their labels
COUNTS, WINDOW = 454, 544  # base lines of the counts and of the window's title
CELL, NUMBERS = 36, 144  # largest cell of the window's numbers, and the room for a row of them
KINDS = {"max": "largest", "average": "mean"}


class Answers(NamedTuple):
    """What a digit becomes.

    Attributes
    ----------
    image : ndarray, (H, W)
        The digit itself.
    features : ndarray, (Ho, Wo)
        After convolution and relu.
    pooled : ndarray, (Hp, Wp)
        After pooling.
    scores : ndarray, (K,)
        After a dense layer that sees the digit's pixels.

    Examples
    --------
    >>> import numpy as np
    >>> Answers(np.eye(2), np.eye(2), np.ones((1, 1)), np.zeros(10)).pooled
    array([[1.]])
    """

    image: np.ndarray
    features: np.ndarray
    pooled: np.ndarray
    scores: np.ndarray


def show_pooling_shift(before, after, shift, window, stride, kind="max", place=(0, 0), words=("", "", "")):
    """Draw what a digit becomes, before and after a shift, with marks on what changed, and one window's numbers.

    A number is lit if it is above a tenth of the largest of its two maps; it has changed if it differs by more than
    that tenth. The maps are spots named "features before", "features after", "pooled before" and "pooled after".

    Parameters
    ----------
    before, after : Answers
        To the digit, and to the shifted digit.
    shift : (int, int)
        Pixels to the right and down.
    window, stride : int
        Side and step of the pooling window in pixels.
    kind : {"max", "average"}, default "max"
        What pooling takes of a window.
    place : (int, int), default (0, 0)
        Row and column of the pooled number whose window is shown.
    words : (str, str, str), optional
        What the convolution looks for, what the dense layer is, and how well it does, in one line or two.

    Returns
    -------
    Sheet

    Raises
    ------
    ValueError
        If the arrays' shapes do not fit together, or there is no such place.

    Examples
    --------
    >>> import numpy as np
    >>> image = np.diag([1.0, 1, 1, 0])
    >>> moved = np.roll(image, 1, axis=1)
    >>> both = [Answers(x, x, x.reshape(2, 2, 2, 2).max(axis=(1, 3)), x.sum(axis=1)) for x in (image, moved)]
    >>> counts, numbers = show_pooling_shift(*both, shift=(1, 0), window=2, stride=2).alt.split("; ")
    >>> counts
    'the digit moved 1 right: of the lit numbers changed, convolution 6 of 6, max pooling 1 of 3, dense 0 of 4'
    >>> numbers
    'window at row 0, column 0: largest 1, moved 1'
    """
    _check(before, after, window, stride, kind, place)
    marks = [changed(*pair) for pair in zip(before, after, strict=True)]
    told = [f"{mark.sum()} of {lit.sum()}" for mark, lit in marks]
    way = direction(shift)
    alt = f"the digit {way}: of the lit numbers changed, convolution {told[1]}, {kind} pooling {told[2]}, "
    sheet = Sheet(WIDTH, HEIGHT, f"{alt}dense {told[3]}; {_looked_into(before, after, kind, place)}")
    _titles(sheet, before, window, stride, kind, words)
    limits = [max(np.abs(b).max(), np.abs(a).max()) or 1 for b, a in zip(before, after, strict=True)]
    for top, answers, name in zip(ROWS, (before, after), ("before", "after"), strict=True):
        for left, map_, most in zip(COLUMNS, answers[:3], limits, strict=False):
            sheet.image(left, top, SIDE, SIDE, shades(map_, "gray", 0, most))
            sheet.rect(left, top, SIDE, SIDE, stroke=FAINT, thickness=0.5)
        _frames(sheet, top, answers, window, stride, place, name)
        _bars(sheet, top, answers.scores, None if name == "before" else before.scores, limits[3])
    _changes(sheet, [mark for mark, _ in marks])
    for top, text in zip(ROWS, ("not moved", way.replace("moved ", "moved, ")), strict=True):
        for line, part in enumerate(text.split(", ")):
            sheet.text(COLUMNS[0] - 10, top + 16 + 18 * line, part, 14, "end", bold=True)
    _counts(sheet, told, before, after, shift, stride, words[2])
    _window(sheet, before, after, window, stride, kind, place)
    return sheet


def direction(shift):
    """Return "moved 2 right, 1 up"."""
    across, down = shift
    parts = [(abs(across), "right" if across > 0 else "left"), (abs(down), "down" if down > 0 else "up")]
    said = ", ".join(f"{pixels} {way}" for pixels, way in parts if pixels)
    return f"moved {said}" if said else "moved by 0"


def _looked_into(before, after, kind, place):
    numbers = f"{KINDS[kind]} {shown(before.pooled[place])}, moved {shown(after.pooled[place])}"
    return f"window at row {place[0]}, column {place[1]}: {numbers}"


def _check(before, after, window, stride, kind, place):
    where = "show_pooling_shift"
    choice(kind, KINDS, where, "kind")
    shapes = [[np.shape(array) for array in answers] for answers in (before, after)]
    if shapes[0] != shapes[1] or [len(shape) for shape in shapes[0]] != [2, 2, 2, 1]:
        rule = "both answers must hold three maps and a row of scores, of the same shapes"
        raise ValueError(message(where, rule, f"{shapes[0]} and {shapes[1]}"))
    rows, columns = before.pooled.shape
    places = tuple(output_size(pixels, window, stride) for pixels in before.features.shape)
    if places != (rows, columns):
        rule = f"a {window}×{window} window with stride {stride} gives a {places[0]}×{places[1]} map"
        raise ValueError(message(where, rule, f"one of {size(before.pooled)}"))
    if not (0 <= place[0] < rows and 0 <= place[1] < columns):
        rule = f"the place must lie in the pooled map, which is {size(before.pooled)}"
        raise ValueError(message(where, rule, f"row {place[0]}, column {place[1]}"))


def _titles(sheet, before, window, stride, kind, words):
    under = [
        size(before.image),
        f"{words[0]}, relu: {size(before.features)}" if words[0] else size(before.features),
        f"{window}×{window}, stride {stride}: {size(before.pooled)}",
        words[1] or f"{len(before.scores)} scores",
    ]
    titles = "digit", "convolution", f"{kind} pooling", f"dense: {len(before.scores)} scores"
    for left, title, text in zip(COLUMNS, titles, under, strict=True):
        sheet.text(left, 20, title, 15, bold=True)
        sheet.text(left, 38, text)


def _frames(sheet, top, answers, window, stride, place, name):
    """The window on the convolution's map, its number on the pooled one; both maps are spots."""
    parts = {
        "features": (COLUMNS[1], answers.features, place[0] * stride, place[1] * stride, window),
        "pooled": (COLUMNS[2], answers.pooled, *place, 1),
    }
    for what, (left, map_, row, column, cells) in parts.items():
        down, across = SIDE / map_.shape[0], SIDE / map_.shape[1]
        frame = left + column * across, top + row * down, cells * across, cells * down
        sheet.rect(*frame, stroke=SKY, thickness=2.5)
        whose = f"{'pooled map' if what == 'pooled' else 'map of the convolution'}, {'not ' * (name == 'before')}moved"
        sheet.spot(left, top, SIDE, SIDE, f"{what} {name}", f"{whose}: click to look into a window")


def _bars(sheet, top, scores, old, most):
    """A bar for each score, "highest" right of all bars, and a dashed frame where the old one was."""
    left, height = COLUMNS[3], SIDE / len(scores)
    middle, unit = left + 20 + (BARS - 20) / 2, (BARS - 20) / 2 / most
    for row, score in enumerate(scores):
        y, best = top + row * height, row == scores.argmax()
        sheet.text(left + 10, y + height / 2 + 4.5, str(row), 14, "middle", bold=best)
        sheet.rect(min(middle, middle + score * unit), y + 3, abs(score) * unit, height - 6, fill=BLUE)
        if old is not None:
            start, length = min(middle, middle + old[row] * unit), abs(old[row]) * unit
            sheet.rect(start, y + 1.5, length, height - 3, stroke=INK, dashed=True)
        if best:
            sheet.text(left + BARS + 20, y + height / 2 + 4.5, "highest")
    if old is not None:
        sheet.text(left + 20, top - 6, "dashed: not moved")
    sheet.line([(middle, top), (middle, top + SIDE)], INK, 1)


def _changes(sheet, marks):
    """A small square on each number that changed, those of a map in one path."""
    for left, mark in zip(COLUMNS, marks[:3], strict=False):
        down, across = SIDE / mark.shape[0], SIDE / mark.shape[1]
        side = min(0.45 * min(down, across), 9)
        squares = [
            f"M{left + (column + 0.5) * across - side / 2:.1f} {ROWS[1] + (row + 0.5) * down - side / 2:.1f}"
            f"h{side:.1f}v{side:.1f}h{-side:.1f}z"
            for row, column in np.argwhere(mark)
        ]
        sheet.add("path", d="".join(squares), fill=ORANGE)
    for row in np.flatnonzero(marks[3]):
        sheet.rect(COLUMNS[3] + BARS + 6, ROWS[1] + SIDE * (row + 0.5) / len(marks[3]) - 4, 8, 8, ORANGE)


def _counts(sheet, told, before, after, shift, stride, note):
    across, down = shift
    moved = changed_when_moved_back(before.features, after.features, across, down)
    cells = "the shift is no whole stride"
    if across % stride == 0 and down % stride == 0:
        left = changed_when_moved_back(before.pooled, after.pooled, across // stride, down // stride)
        cells = f"moved back: {left} changed"
    below = "", f"moved back: {moved} changed", cells, note
    for left, number, text in zip(COLUMNS, told, below, strict=True):
        sheet.text(left, COUNTS, f"{number} changed", 14, bold=True)
        for line, part in enumerate(text.split("\n")):
            sheet.text(left, COUNTS + 18 + 18 * line, part)
    rule = f"Counted are lit numbers, above {SHARE:.0%} of the largest of their two maps, and all scores."
    sheet.text(COLUMNS[0], COUNTS + 40, rule)
    sheet.text(COLUMNS[0], COUNTS + 58, f"An orange square: changed by more than these {SHARE:.0%}.")


def _window(sheet, before, after, window, stride, kind, place):
    """The numbers of one window, and what pooling takes of them."""
    features, pooled = before.features.shape[0], before.pooled.shape
    left = features - window - (pooled[0] - 1) * stride
    lines = [
        f"places: ⌊({features} − {window}) / {stride}⌋ + 1 = {output_size(features, window, stride)}",
        f"last {'row and column' if left == 1 else f'{left} rows and columns'}: in no window" if left else "",
        f"{stride - window} of {stride} rows and columns: in no window" if stride > window else "",
    ]
    sheet.text(10, WINDOW, f"window at row {place[0]}, column {place[1]}", 14, bold=True)
    for line, text in enumerate(filter(None, lines)):
        sheet.text(10, WINDOW + 26 + 18 * line, text)
    most = max(before.features.max(), after.features.max())
    for left, answers, title in ((COLUMNS[1], before, "not moved"), (COLUMNS[2], after, "moved")):
        sheet.text(left, WINDOW, f"{title}: {KINDS[kind]} {shown(answers.pooled[place])}")
        _numbers(sheet, left, answers, window, stride, kind, place, most)
    sheet.text(COLUMNS[3], WINDOW + 34, f"{shown(before.pooled[place])} → {shown(after.pooled[place])}", 16, bold=True)
    least = shown(SHARE * max(before.pooled.max(), after.pooled.max()))
    much = changed(before.pooled, after.pooled)[0][place]
    said = f"changed: differs by more than {least}" if much else f"stayed: differs by {least} at most"
    sheet.text(COLUMNS[3], WINDOW + 54, said)


def _numbers(sheet, left, answers, window, stride, kind, place, most):
    """The numbers under a window, the largest in a frame where pooling takes that."""
    top, cell = WINDOW + 12, min(CELL, NUMBERS / window)
    row, column = place[0] * stride, place[1] * stride
    numbers = answers.features[row : row + window, column : column + window]
    tables.cells(sheet, left, top, cell, np.round(numbers, 2), shades(numbers, "gray", 0, most))
    if kind == "max":
        v, u = divmod(int(numbers.argmax()), window)
        sheet.rect(left + u * cell, top + v * cell, cell, cell, stroke=SKY, thickness=3)
