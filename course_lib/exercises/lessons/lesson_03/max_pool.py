"""Exercise 03.2: max pooling of one image."""

import numpy as np

from course_lib import kernels
from course_lib.arrays import as_float
from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.lessons.lesson_03 import max_pool_mistakes
from course_lib.exercises.numbers import small_numbers


def max_pool(x, size, stride):
    """Keep the largest number of each window of one image, by the compiled function.

    Parameters
    ----------
    x : ndarray, (H, W, C)
        The image.
    size, stride : int
        Side and step of the window in pixels.

    Returns
    -------
    ndarray, (Ho, Wo, C), float32

    Examples
    --------
    >>> max_pool(np.array([[1.0, 4.0], [2.0, 3.0]])[..., None], size=2, stride=2).tolist()
    [[[4.0]]]
    """
    return kernels.maxpool2d_forward(as_float(x[None]), (size, size), (stride, stride), (0, 0, 0, 0))[0]


def _images():
    first = np.array([[1.0, 2.0, -4.0, -1.0, -3.0], [4.0, 3.0, -2.0, -5.0, -1.0]])[..., None]
    cases = [{"x": first, "size": 2, "stride": 2}]
    others = [((4, 4, 2), 2, 2), ((3, 4, 1), 2, 1), ((7, 5, 2), 3, 2), ((5, 8, 3), 2, 3), ((6, 9, 2), 3, 3)]
    for place, (shape, size, stride) in enumerate([*others, ((4, 4, 1), 1, 2), ((5, 7, 2), 5, 1)]):
        numbers = small_numbers(shape, "exercise 03.2", place, low=-9, high=3)
        cases.append({"x": numbers, "size": size, "stride": stride})
    return cases


def _with(mistake):
    return lambda x, size, stride: max_pool_mistakes.pool(x, size, stride, mistake)


MAX_POOL = FunctionExercise(
    number="03.2",
    title="max pooling for all channels",
    finished=max_pool,
    cases=_images,
    mistakes={
        "the maximum begins at 0, which wins over negative numbers. Begin with the window's first number, or −∞.": (
            _with("from zero")
        ),
        "it takes the mean of each window, not the largest number.": _with("mean"),
        "it takes the smallest number of each window.": _with("smallest"),
        "the signs are dropped: −5 is smaller than 1.": _with("size of numbers"),
        "it adds up each window. Pooling keeps one number.": _with("sum"),
        "it takes the maximum over all channels. Each channel is pooled alone.": _with("all channels"),
        "every channel gets what belongs to channel 0.": _with("first channel"),
        "the channel axis is gone: the result has three axes, also for one channel.": _with("channel axis lost"),
        "the window moves by its own size. `stride` says how far it moves.": _with("stride is size"),
        "the window is as large as the stride. Its side is `size`.": _with("stride is window"),
        "the stride is ignored: window [i, j] begins at [i · stride, j · stride].": _with("stride ignored"),
        "the windows of neighbours begin one pixel apart: multiply i and j by the stride.": _with("window not moved"),
        "the stride works downwards only, not to the right.": _with("stride down only"),
        "the last row and column of places are missing: (H − size) // stride + 1.": _with("one place missing"),
        "the windows are one row and one column too small: a slice ends before its second number.": _with(
            "window too small"
        ),
        "the windows are one row and one column too large: a slice ends before its second number.": _with(
            "window too large"
        ),
        "only the first row of each window is looked at.": _with("first row"),
        "it gives the first number of each window: the other numbers are not compared with it.": (_with("corner")),
        "the `return` stands too far to the right: it ends the loops after the first number.": _with(
            "return after one"
        ),
        "the `return` stands too far to the right: it ends the loops after the first place.": _with(
            "return after one place"
        ),
        "the `return` stands too far to the right: it ends the loops after the first row.": _with(
            "return after one row"
        ),
        "the maximum is not begun anew for each window: it still holds that of the windows before.": _with(
            "not begun anew"
        ),
        "each number of the window takes the last one's place. Keep it only if it is larger.": _with("last"),
        "a slice ends where its second number says: write [i * stride : i * stride + size], not [i * stride : size].": (
            _with("slice to size")
        ),
        "Python's `max` and NumPy's `max(axis=0)` do not make one number of a window. `np.max` of one channel's window "
        "does.": _with("no single number"),
        "`max(axis=0)` leaves a number for each column of a window. `max(axis=(0, 1))` takes rows and columns.": _with(
            "one axis"
        ),
        "window [i, j] begins at i · size. It begins at i · stride.": _with("window moved by size"),
        "the result is counted in pixels there. Let i and j count places; the window then begins at i · stride.": _with(
            "counted in pixels"
        ),
        "the axis for the channels comes first there. It belongs last: the shape is (Ho, Wo, C).": _with(
            "channels first"
        ),
        "height and width of the output are swapped.": _with("swapped"),
        "it is right for square images only: height and width need a size each.": _with("square"),
    },
    hints=(
        "Which loops does `pool_map` have, and which one is missing for the channels?",
        "Begin with the shape of exercise 03.1 and an array of zeros of that shape. Three loops go over it: row i, "
        "column j, channel c.",
        "The window is `x[i * stride : i * stride + size, j * stride : j * stride + size, c]`, and `np.max` gives its "
        "largest number.",
    ),
)
