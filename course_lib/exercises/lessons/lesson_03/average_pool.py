"""Exercise 03.3: average pooling of one map, with padding that does not count."""

import numpy as np

from course_lib import kernels
from course_lib.arrays import as_float
from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.lessons.lesson_03 import average_pool_mistakes
from course_lib.exercises.numbers import small_numbers


def average_pool(x, size, padding):
    """Take the mean of each window of one map, by the compiled function; the padding does not count.

    Parameters
    ----------
    x : ndarray, (H, W)
        The map.
    size : int
        Side and step of the window in pixels.
    padding : int
        Rows and columns on each side, fewer than `size`.

    Returns
    -------
    ndarray, (Ho, Wo), float32

    Examples
    --------
    >>> average_pool(np.array([[4.0, 1.0, 3.0]]), size=2, padding=1).tolist()
    [[4.0, 2.0]]
    """
    frame = (padding,) * 4
    return kernels.avgpool2d_forward(as_float(x[None, ..., None]), (size, size), (size, size), frame)[0, ..., 0]


def _maps():
    first = {"x": np.array([[4.0, 1.0, 3.0], [2.0, 5.0, 7.0]]), "size": 2, "padding": 1}
    wanted = [((4, 6), 2, 0), ((5, 3), 2, 1), ((5, 7), 3, 1), ((4, 8), 3, 2), ((6, 5), 3, 0), ((3, 10), 4, 1)]
    drawn = [
        {"x": small_numbers(shape, "exercise 03.3", place, low=1, high=9), "size": size, "padding": padding}
        for place, (shape, size, padding) in enumerate([*wanted, ((4, 3), 1, 0)])
    ]
    signs = np.array([[4.0, -4.0, 3.0, 0.0, 6.0], [2.0, 0.0, -1.0, 5.0, 0.0], [-7.0, 1.0, 0.0, 0.0, 8.0]])
    return [first, *drawn, {"x": signs, "size": 2, "padding": 1}]


def _average_with(mistake):
    return lambda x, size, padding: average_pool_mistakes.average(x, size, padding, mistake)


AVERAGE_POOL = FunctionExercise(
    number="03.3",
    title="means at the rim",
    finished=average_pool,
    cases=_maps,
    mistakes={
        "the padding counts as zeros. Divide by the number of pixels that lie in the map.": _average_with(
            "zeros count"
        ),
        "a pixel of the map that is 0 is left out. It counts; only the padding does not.": _average_with(
            "zeros left out"
        ),
        "the padding is left out.": _average_with("padding left out"),
        "the padding stands on both sides, so it counts twice in the number of places.": _average_with("padding once"),
        "the padding stands at the end only. At the beginning it moves the first window to −padding.": _average_with(
            "padding behind"
        ),
        "the padding is added there: the first window begins above the map, at row −padding.": _average_with(
            "padding added"
        ),
        "the windows begin one pixel apart. Window i begins at i · size − padding.": _average_with("one apart"),
        "the windows move by one pixel. Here the stride is `size`.": _average_with("step of one"),
        "it is rounded up. A window that reaches beyond the padding is not taken.": _average_with("rounded up"),
        "an index lies beyond the map's end. Ask at both ends: 0 <= row < H, and the same for the column.": (
            _average_with("index beyond")
        ),
        "a slice that begins below 0 counts from the end in Python. Begin at max(…, 0).": _average_with("negative"),
        "the windows at the rim are moved into the map. They are cut off there: only their beginning changes.": (
            _average_with("shifted")
        ),
        "the `return` stands too far to the right: it ends the loops after the first window.": _average_with(
            "return after one"
        ),
        "the `return` stands too far to the right: it ends the loops after the first row.": _average_with(
            "return after one row"
        ),
        "the array for the result holds whole numbers, so the means are cut off. `np.zeros` without a type does not.": (
            _average_with("whole numbers")
        ),
        "it adds up and does not divide.": _average_with("sum"),
        "rows outside are not counted, but columns outside are.": _average_with("rows"),
        "it takes the largest number. Here the mean is wanted.": _average_with("max"),
        "the last row and column of places are missing.": _average_with("one place missing"),
    },
    hints=(
        "Where does the first window begin, if `padding` rows lie above the map? Which of its rows are in the map?",
        "Window i begins at row `i * size - padding`, which may be negative, and ends before that + `size`. Cut both "
        "ends off where the map ends. There are (H + 2 · padding − size) // size + 1 windows.",
        "A slice may end beyond the map: Python cuts it off there. At its beginning write `max(top, 0)`. `np.mean` of "
        "the slice divides by as many pixels as it has.",
    ),
)
