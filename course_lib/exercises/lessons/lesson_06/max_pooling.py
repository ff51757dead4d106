"""Exercise 06.3: the backward pass of max pooling."""

import numpy as np

from course_lib import kernels
from course_lib.arrays import as_float
from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.numbers import small_numbers


def maxpool_backward(x, dy, size):
    """Return the gradient of max pooling's input, by the compiled function.

    Parameters
    ----------
    x : ndarray, (H, W)
        One image with one channel.
    dy : ndarray, (H // size, W // size)
        Gradient of the output.
    size : int
        Height and width of the window, and its step.

    Returns
    -------
    ndarray, (H, W), float32

    Examples
    --------
    >>> maxpool_backward([[1, 4], [4, 3]], [[7]], 2).tolist()
    [[0.0, 7.0], [0.0, 0.0]]
    """
    x, dy = as_float(x)[None, ..., None], as_float(dy)[None, ..., None]
    pooling = (size, size), (size, size), (0, 0, 0, 0)
    return kernels.maxpool2d_input_gradient(x, kernels.maxpool2d_forward(x, *pooling), dy, *pooling)[0, ..., 0]


def _cases():
    first = {
        "x": np.array([[1.0, 5.0, 2.0, 7.0], [5.0, 3.0, 7.0, 4.0]]),
        "dy": np.array([[4.0, -6.0]]),
        "size": 2,
    }
    negative = {"x": np.array([[-3.0, -1.0], [-2.0, -4.0]]), "dy": np.array([[5.0]]), "size": 2}
    equal = {"x": np.full((3, 3), 6.0), "dy": np.array([[8.0]]), "size": 3}
    shapes = [((4, 6), 2), ((6, 4), 2), ((5, 7), 2), ((3, 9), 3), ((2, 3), 1), ((8, 4), 4), ((4, 4), 2)]
    cases = [first, negative, equal] + [_drawn(place, *each) for place, each in enumerate(shapes)]
    cases[-1]["x"] = cases[-1]["x"].astype(np.int64)
    return cases


def _drawn(place, shape, size):
    words, places = ("exercise 06.3", place), tuple(axis // size for axis in shape)
    return {"x": small_numbers(shape, *words, "x"), "dy": small_numbers(places, *words, "dy") / 4 + 0.125, "size": size}


def _wrong(x, dy, size, mistake=""):
    """Each window's share, with one of the mistakes that learners make."""
    dx = np.zeros(x.shape, x.dtype if mistake == "whole" else float)
    step = 1 if mistake == "no step" else size
    rows, columns = dy.shape[:: -1 if mistake == "swapped" else 1]
    for i, j in np.ndindex(rows, rows if mistake == "square" else columns):
        under = slice(i * step, i * step + size), slice(j * step, j * step + size)
        dx[under] += _share(x[under], dy[i, j], mistake)
        if mistake == "return":
            break
    return dx


def _share(window, gradient, mistake):
    equal = (window == window.max()).ravel()
    if mistake == "from zero":
        equal = (window == max(window.max(), 0)).ravel()
    place = {"last": len(equal) - 1 - equal[::-1].argmax(), "corner": 0}.get(mistake, equal.argmax())
    if mistake == "zero first" and window.max() <= 0:
        place = 0
    only = np.arange(len(equal)) == place
    if mistake == "smallest":
        only = np.arange(len(equal)) == window.argmin()
    shares = {
        "twice": equal * gradient,
        "even": equal * gradient / equal.sum(),
        "average": np.full(len(equal), gradient / len(equal)),
        "everywhere": np.full(len(equal), gradient),
        "value": only * window.max(),
        "times": only * window.max() * gradient,
        "ones": only * 1.0,
        "from zero": only * gradient * equal.any(),
    }
    share = shares.get(mistake, only * gradient).reshape(window.shape)
    return np.trunc(share).astype(window.dtype) if mistake == "whole" else share


def _without_offset(x, dy, size):
    dx = np.zeros(x.shape)
    for i, j in np.ndindex(dy.shape):
        window = x[i * size : i * size + size, j * size : j * size + size]
        dx[np.unravel_index(window.argmax(), window.shape)] = dy[i, j]
    return dx


def _from_zero(x, dy, size):
    """The best begins with 0 at the image's corner, and stays there if no number is larger."""
    dx = np.zeros(x.shape)
    for i, j in np.ndindex(dy.shape):
        window = x[i * size : i * size + size, j * size : j * size + size]
        u, v = np.unravel_index(window.argmax(), window.shape)
        dx[(i * size + u, j * size + v) if window.max() > 0 else (0, 0)] = dy[i, j]
    return dx


def _in_loops(x, dy, size, mistake):
    """Two loops over the window look for the winner, with a mistake in what they keep."""
    dx, best, place = np.zeros(x.shape), -np.inf, (0, 0)
    for i, j in np.ndindex(dy.shape):
        if mistake != "best stays":
            best = 0 if mistake == "place stays" else -np.inf
        if mistake == "best is the first":
            best, place = x[i * size, j * size], (i * size, j * size)
        for u, v in np.ndindex(size, size):
            here = i * size + u, j * size + v
            if x[here] > best:
                place, best = here, best if mistake == "best is the first" else x[here]
                if mistake == "at once":
                    dx[here] = dy[i, j]
        dx[place] = dy[i, j]
    return dx


def _turned_about(x, dy, size):
    """The winner's row and column within the window are swapped."""
    dx = np.zeros(x.shape)
    for i, j in np.ndindex(dy.shape):
        row, column = divmod(x[i * size : i * size + size, j * size : j * size + size].argmax(), size)
        dx[i * size + column, j * size + row] = dy[i, j]
    return dx


def _left_over(x, dy, size):
    """Windows are looked for in x, also where it ends."""
    dx = np.zeros(x.shape)
    for row, column in np.ndindex(-(-x.shape[0] // size), -(-x.shape[1] // size)):
        window = x[row * size : row * size + size, column * size : column * size + size]
        u, v = np.unravel_index(window.argmax(), window.shape)
        dx[row * size + u, column * size + v] = dy[row, column]
    return dx


def _with(mistake, function=_wrong):
    return lambda x, dy, size: function(x, dy, size, mistake)


MAXPOOL_BACKWARD = FunctionExercise(
    number="06.3",
    title="max pooling's backward pass",
    finished=maxpool_backward,
    cases=_cases,
    mistakes={
        "a tie is counted twice: of several largest numbers only the first gets the gradient.": _with("twice"),
        "a tie is shared out. The first of the largest numbers gets all of the gradient.": _with("even"),
        "of several largest numbers the last one wins. It is the first: compare with `>`, not with `>=`.": _with(
            "last"
        ),
        "the gradient goes to the window's corner. It belongs where the largest number stands.": _with("corner"),
        "the gradient is spread over the window. That is average pooling.": _with("average"),
        "every pixel of the window gets the gradient. Only the largest one decided the output.": _with("everywhere"),
        "the gradient goes to the smallest number of the window.": _with("smallest"),
        "the largest number is put there. It is its gradient, dy[i, j], that belongs there.": _with("value"),
        "the gradient is multiplied by the pixel. The slope of the winner is 1.": _with("times"),
        "the winner gets its slope, 1, but not the gradient: multiply it by dy[i, j].": _with("ones"),
        "windows of negative numbers have no winner: begin with the window's first pixel, not with 0.": (
            _with("from zero")
        ),
        "in windows without a positive number the corner wins: begin with the window's first number, not with 0.": (
            _with("zero first")
        ),
        "where no number is above 0 the image's corner wins: begin with the window's first number, not with 0.": (
            _from_zero
        ),
        "where no number is above 0 the winner of the window before stays: begin with the window's first number.": (
            _with("place stays", _in_loops)
        ),
        "the largest number of the window before stays: begin anew in each window.": _with("best stays", _in_loops),
        "each number is compared with the window's first. Where one is larger, compare the next with that.": (
            _with("best is the first", _in_loops)
        ),
        "each number that is the largest so far gets the gradient. Wait until the window has been looked through.": (
            _with("at once", _in_loops)
        ),
        "the winner's row and column within its window are swapped.": _turned_about,
        "dx lacks the rows and columns that are left over. It has the shape of x.": (
            lambda x, dy, size: _wrong(x, dy, size)[: dy.shape[0] * size, : dy.shape[1] * size]
        ),
        "rows and columns that are left over belong to no window: go through dy, not through x.": _left_over,
        "the winner's place is counted from the window's corner. In the image it is [i · size + u, j · size + v].": (
            _without_offset
        ),
        "the window of output [i, j] begins at pixel [i · size, j · size].": _with("no step"),
        "height and width of dy are swapped.": _with("swapped"),
        "it is right for square images only: dy has a height and a width.": _with("square"),
        "only the first window counts, as if a `return` or a `break` came too early.": _with("return"),
        "dx has the shape of dy. It needs that of x: zeros, and the gradient where each winner stands.": (
            lambda x, dy, size: np.array(dy)
        ),
        "dx is cut to whole numbers: `np.zeros_like(x)` takes over x's type. Use `np.zeros(x.shape)`.": _with("whole"),
    },
    hints=(
        "Each output looks at a window of its own. If one pixel of it grows a little, does the output grow? Which "
        "pixel is it?",
        "Make dx of zeros, with the shape of x. Two loops go over the outputs, i and j. Take the window, and find the "
        "place of its largest number.",
        "`window = x[i * size : (i + 1) * size, j * size : (j + 1) * size]`. Two more loops over u and v find the "
        "first largest number, where `window[u, v] > best`. Then `dx[i * size + u, j * size + v] = dy[i, j]`.",
    ),
)
