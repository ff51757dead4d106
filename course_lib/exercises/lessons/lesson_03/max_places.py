"""Exercise 03.4: where the maxima stand."""

import numpy as np

from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.lessons.lesson_03 import places_mistakes
from course_lib.exercises.numbers import small_numbers


def max_places(x, size, stride):
    """Return row and column of the largest number of each window; of equal ones the first in reading order.

    Parameters
    ----------
    x : ndarray, (H, W)
        The map.
    size, stride : int
        Side and step of the window in pixels.

    Returns
    -------
    ndarray, (Ho, Wo, 2), float64

    Examples
    --------
    >>> max_places(np.array([[1.0, 4.0], [4.0, 3.0]]), size=2, stride=2).tolist()
    [[[0.0, 1.0]]]
    """
    return places_mistakes.places(x, size, stride)


def _tied_maps():
    first = {"x": np.array([[1.0, 5.0, 2.0, 0.0], [5.0, 3.0, 0.0, 2.0]]), "size": 2, "stride": 2}
    wanted = [((4, 6), 2, 2), ((5, 4), 3, 1), ((7, 5), 3, 2), ((5, 9), 2, 3), ((3, 3), 3, 3), ((3, 4), 1, 1)]
    drawn = [
        {"x": small_numbers(shape, "exercise 03.4", place, low=-4, high=-1), "size": size, "stride": stride}
        for place, (shape, size, stride) in enumerate(wanted)
    ]
    return [first, *drawn]


def _places_with(mistake):
    return lambda x, size, stride: places_mistakes.places(x, size, stride, mistake)


MAX_PLACES = FunctionExercise(
    number="03.4",
    title="where the maxima stand",
    finished=max_places,
    cases=_tied_maps,
    mistakes={
        "of equal numbers the last one wins. Compare with `>`: an equal one does not take the place.": (
            _places_with("last")
        ),
        "of equal numbers the leftmost wins. In reading order the upper row comes first: the rows' loop is outside.": (
            _places_with("columns first")
        ),
        "the places are counted within the window. Add the row and column where the window begins.": _places_with(
            "in window"
        ),
        "the window's beginning is i · stride, j · stride, not i, j.": _places_with("stride forgotten"),
        "row and column are swapped: the row comes first.": _places_with("swapped"),
        "the maximum begins at 0, so negative numbers never win. Begin with the window's first number.": (
            _places_with("from zero")
        ),
        "the window moves by its own size. `stride` says how far it moves.": _places_with("stride is size"),
        "it finds the smallest number of each window.": _places_with("smallest"),
        "`np.argmax` counts a window's numbers row by row and gives one number. `divmod(…, size)` makes two of it.": (
            _places_with("argmax")
        ),
        "`np.argmax` counts a window's numbers row by row. A row has `size` of them, not 2: `divmod(…, size)`.": (
            _places_with("split by two")
        ),
        "`np.argmax` gives one number for a window. `divmod(…, size)` makes row and column of it.": _places_with(
            "argmax alone"
        ),
        "these are the largest numbers. The exercise asks where they stand.": _places_with("values"),
        "the largest so far is not renewed: each number is compared with the window's first.": _places_with(
            "never renewed"
        ),
        "the largest so far is not renewed, and where the first number wins its place is not stored.": _places_with(
            "never renewed nor begun"
        ),
        "where the window's first number wins, its place is not stored. Begin with it.": _places_with("never begun"),
        "an array stands where one number belongs. `np.where` gives all places of the maximum: take the first, `[0]`. "
        "`max` and `>` compare single numbers.": _places_with("all places"),
        "row and column are one too large: counting begins at 0.": _places_with("from one"),
        "the largest number is looked up in the whole map, where it may stand earlier. Look in the window.": (
            _places_with("whole map")
        ),
        "the places are one long list. The result has an axis for the windows' rows and one for their columns.": (
            _places_with("one long list")
        ),
        "the axis for row and column comes first there. It belongs last: the shape is (Ho, Wo, 2).": _places_with(
            "axes first"
        ),
        "the `return` stands too far to the right: it ends the loops after the first window.": _places_with(
            "return after one"
        ),
        "the `return` stands too far to the right: it ends the loops after the first row.": _places_with(
            "return after one row"
        ),
        "each place is one number there. Two are wanted, row and column, along a last axis of length 2.": (
            _places_with("flat")
        ),
    },
    hints=(
        "What do you have to remember besides the largest number so far, while you go through a window?",
        "Begin with the window's first number and its place. Go through the rows, and in each through the columns. "
        "Where a number is larger, keep its row and column. An equal one came later, and does not count.",
        "Loop with the rows of the map: `for row in range(i * stride, i * stride + size)`. Then `row` and `column` "
        "are already counted in `x`. The result is an array of zeros of shape (height, width, 2).",
    ),
)
