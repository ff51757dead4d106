"""Exercise 12.2: the windows of an image as the rows of a matrix."""

import numpy as np

from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.numbers import small_numbers


def im2col(image, kh, kw):
    """Return a matrix with one row for each place of the window, from the upper left one on, row by row.

    Parameters
    ----------
    image : ndarray, (H, W, C)
        Without padding.
    kh, kw : int
        Height and width of the window.

    Returns
    -------
    ndarray, (Ho · Wo, kh · kw · C)
        In each row the window's numbers, in the order in which they lie in the image.

    Examples
    --------
    >>> im2col(np.array([[1, 2, 3], [4, 5, 6]])[:, :, None], 2, 2)
    array([[1, 2, 4, 5],
           [2, 3, 5, 6]])
    """
    return _rows(image, kh, kw)


def _rows(image, kh, kw, mistake=""):
    if mistake == "window swapped":
        kh, kw = kw, kh
    height, width = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    if mistake == "one place missing":
        height, width = height - 1, width - 1
    if mistake == "square":
        width = height
    places = [(i, j) for i in range(height) for j in range(width)]
    if mistake == "columns first":
        places = [(i, j) for j in range(width) for i in range(height)]
    if mistake == "tiled":
        places = [(i, j) for i in range(0, height, kh) for j in range(0, width, kw)]
    if mistake == "first":
        places = places[:1]
    windows = [image[i : i + kh, j : j + kw] for i, j in places]
    change = {
        "channel by channel": lambda window: window.transpose(2, 0, 1),
        "column by column": lambda window: window.transpose(1, 0, 2),
        "turned": lambda window: window[::-1, ::-1],
        "first channel": lambda window: window[:, :, :1],
        "all channels added": lambda window: window.sum(axis=2),
    }.get(mistake, lambda window: window)
    return np.array([change(window).reshape(-1) for window in windows])


def _with(mistake):
    return lambda image, kh, kw: _rows(image, kh, kw, mistake)


def _shaped(image, kh, kw):
    return _rows(image, kh, kw).reshape(image.shape[0] - kh + 1, image.shape[1] - kw + 1, -1)


def _filled(image, kh, kw, mistake):
    """An array of zeros first, whose rows are filled then."""
    windows = _rows(image, kh, kw)
    if mistake == "row of each pixel":
        matrix = np.zeros((image.shape[0] * image.shape[1], windows.shape[1]))
        matrix[: len(windows)] = windows
        return matrix
    matrix, width = np.zeros(windows.shape), image.shape[1] - kw + 1
    for k, window in enumerate(windows):
        matrix[k % width] = window  # overwritten by each row of places
    return matrix


def _unflattened(image, kh, kw):
    return _rows(image, kh, kw).reshape(-1, kh, kw, image.shape[2])


def _cases():
    """The smallest is the one of the text; in the others neither image nor window is square."""
    first = {"image": np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])[:, :, None], "kh": 2, "kw": 2}
    wanted = [((2, 3, 2), (1, 2)), ((4, 3, 1), (2, 2)), ((3, 5, 2), (2, 3)), ((5, 4, 3), (3, 2)), ((6, 7, 1), (3, 3))]
    wanted += [((3, 2, 4), (3, 2)), ((4, 6, 2), (1, 1))]
    others = [
        {"image": small_numbers(shape, "exercise 12.2", place), "kh": window[0], "kw": window[1]}
        for place, (shape, window) in enumerate(wanted)
    ]
    return [first, *others]


IM2COL = FunctionExercise(
    number="12.2",
    title="windows as the rows of a matrix",
    finished=im2col,
    cases=_cases,
    mistakes={
        "rows and columns of the matrix are swapped: each window is a row.": lambda image, kh, kw: (
            _rows(image, kh, kw).T
        ),
        "within a row, one channel comes after another. All channels of a pixel lie together.": (
            _with("channel by channel")
        ),
        "within a row, the window is read column by column. Read its first row of pixels first.": (
            _with("column by column")
        ),
        "the window goes down first. It goes to the right first: the loop over columns is the inner one.": (
            _with("columns first")
        ),
        "the + 1 is missing: an axis of H pixels has H − kh + 1 places.": _with("one place missing"),
        "kh and kw are swapped: kh counts rows, and comes first.": _with("window swapped"),
        "height and width have places of their own: this one is right for square images only.": _with("square"),
        "the window moves by its own size. It moves by one pixel.": _with("tiled"),
        "there is only the first window. The `return` belongs behind the loops, not into them.": _with("first"),
        "the window is turned by 180 degrees.": _with("turned"),
        "only channel 0 is there.": _with("first channel"),
        "the channels are added up. They stay side by side; the matrix product adds up later.": (
            _with("all channels added")
        ),
        "there is one axis too many: all places go along one axis, row after row.": _shaped,
        "the windows are not laid flat: `.reshape(-1)` makes a row of each.": _unflattened,
        "all windows lie in one long row. Each is a row of its own.": lambda image, kh, kw: _rows(
            image, kh, kw
        ).reshape(-1),
        "each row of places overwrites the one before: place (i, j) has row i · width + j.": (
            lambda image, kh, kw: _filled(image, kh, kw, "overwritten")
        ),
        "the matrix has a row for each pixel. It has one for each place of the window.": (
            lambda image, kh, kw: _filled(image, kh, kw, "row of each pixel")
        ),
    },
    hints=(
        "Look at the small matrix above: which window is its second row? In which order do its numbers lie in the "
        "image?",
        "Two loops go over the places, rows outside, columns inside. Each cuts its window out of the image, and lays "
        "it flat.",
        "`image[i : i + kh, j : j + kw].reshape(-1)` is one window, flat. Put it into row i · width + j of the matrix, "
        "or append it to a list, and make an array of the list at the end.",
    ),
)
