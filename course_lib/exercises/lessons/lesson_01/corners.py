"""Exercise 01.4: corners, found where two kinds of edges meet."""

import numpy as np

from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.lessons.lesson_01.filter_any import filter_any
from course_lib.exercises.numbers import small_numbers

LEFT = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
SOBEL = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])


def corners(image):
    """Find the upper left corners of what is bright: places with a left and an upper edge.

    Parameters
    ----------
    image : ndarray, (H, W)
        Of any kind of numbers.

    Returns
    -------
    ndarray, (H − 2, W − 2)
        The smaller of the two edges, where both are positive, else 0.

    Examples
    --------
    >>> corners(np.array([[0, 0, 0], [0, 5, 5], [0, 5, 5]]))
    array([[10.]], dtype=float32)
    """
    return np.maximum(np.minimum(filter_any(image, LEFT), filter_any(image, LEFT.T)), 0)


def _cases():
    first = np.zeros((5, 6))
    first[1:4, 1:5] = 9
    images = [first, first[::-1, ::-1].T, np.full((4, 5), 7.0)]
    images += [small_numbers(shape, "exercise 01.4", n) for n, shape in enumerate([(6, 5), (5, 8), (7, 7)])]
    images.append(small_numbers((6, 7), "exercise 01.4", "pixels", low=0, high=255).astype(np.uint8))
    images.append((first * 20).astype(np.uint8))  # a corner of 360, more than a pixel can have
    return [{"image": image} for image in images]


def _of_both(combine):
    """Combine left and upper edges in another way than the exercise asks for."""
    return lambda image: combine(filter_any(image, LEFT), filter_any(image, LEFT.T))


CORNERS = FunctionExercise(
    number="01.4",
    title="corners out of edges",
    finished=corners,
    cases=_cases,
    mistakes={
        "the kernel has to be transposed, `left.T`, not the image nor the result.": lambda image: np.maximum(
            np.minimum(filter_any(image, LEFT), filter_any(image, LEFT).T), 0
        ),
        "negative numbers are left in. Where one of the two is negative, there is no such corner: 0.": _of_both(
            np.minimum
        ),
        "only the left edges are cut off at 0, so the smaller number can still be negative.": _of_both(
            lambda left, upper: np.minimum(np.maximum(left, 0), upper)
        ),
        "only the upper edges are cut off at 0, so the smaller number can still be negative.": _of_both(
            lambda left, upper: np.minimum(left, np.maximum(upper, 0))
        ),
        "only the left edges are asked for their sign. Both must be positive.": _of_both(
            lambda left, upper: np.where(left > 0, np.minimum(left, upper), 0)
        ),
        "one positive number is enough there. Both must be positive.": _of_both(
            lambda left, upper: np.where((left > 0) | (upper > 0), np.minimum(left, upper), 0)
        ),
        "min, max, `if` and `and` work on single numbers. For whole arrays there are np.minimum and np.maximum.": (
            _of_both(lambda left, upper: max(min(left, upper), 0))
        ),
        "the second kernel filters what the first has made. Both must filter the image.": lambda image: np.maximum(
            filter_any(filter_any(image, LEFT), LEFT.T), 0
        ),
        "these are the Sobel kernels, whose middle counts twice. The exercise asks for Prewitt's.": lambda image: (
            np.maximum(np.minimum(filter_any(image, SOBEL), filter_any(image, SOBEL.T)), 0)
        ),
        "the larger of the two is taken, so one kind of edge is enough. A corner needs both: take the smaller.": (
            _of_both(lambda left, upper: np.maximum(np.maximum(left, upper), 0))
        ),
        "where both are positive, the larger one is taken. Take the smaller.": _of_both(
            lambda left, upper: np.where((left > 0) & (upper > 0), np.maximum(left, upper), 0)
        ),
        "where both are positive, they are added. Take the smaller one.": _of_both(
            lambda left, upper: np.where((left > 0) & (upper > 0), left + upper, 0)
        ),
        "where both are positive, this is their strength by Pythagoras. Take the smaller one.": _of_both(
            lambda left, upper: np.where((left > 0) & (upper > 0), np.hypot(left, upper), 0)
        ),
        "where both are positive, this is their mean. Take the smaller one.": _of_both(
            lambda left, upper: np.where((left > 0) & (upper > 0), (left + upper) / 2, 0)
        ),
        "the two are multiplied. Two negative ones give a positive number, so lower right corners are found too.": (
            _of_both(lambda left, upper: left * upper)
        ),
        "the two are multiplied. Take the smaller one.": _of_both(
            lambda left, upper: np.maximum(left, 0) * np.maximum(upper, 0)
        ),
        "the two are added, so one strong edge is enough. A corner needs both: take the smaller.": _of_both(
            lambda left, upper: np.maximum(left + upper, 0)
        ),
        "the sign is lost before the two are compared, so all four kinds of corners are found.": _of_both(
            lambda left, upper: np.minimum(abs(left), abs(upper))
        ),
        "the sign is lost after the two are compared: negative numbers must become 0, not positive.": _of_both(
            lambda left, upper: abs(np.minimum(left, upper))
        ),
        "this is the strength of an edge in any direction. A corner needs both edges: take the smaller number.": (
            _of_both(np.hypot)
        ),
        "these are upper right corners: the kernel for left edges has its sign changed.": _of_both(
            lambda left, upper: np.maximum(np.minimum(-left, upper), 0)
        ),
        "these are lower left corners: the kernel for upper edges has its sign changed.": _of_both(
            lambda left, upper: np.maximum(np.minimum(left, -upper), 0)
        ),
        "these are lower right corners: both kernels have their sign changed.": _of_both(
            lambda left, upper: np.maximum(np.minimum(-left, -upper), 0)
        ),
        "it is cut off at 255. That is for pixels; a corner may be stronger.": _of_both(
            lambda left, upper: np.clip(np.minimum(left, upper), 0, 255)
        ),
        "8 bits have no room for strong corners: after 255 the count begins again at 0.": _of_both(
            lambda left, upper: np.maximum(np.minimum(left, upper), 0).astype(np.uint8)
        ),
        "it says where a corner is, True or False. Return how strong it is.": _of_both(
            lambda left, upper: (left > 0) & (upper > 0)
        ),
        "only the left edges are in it.": _of_both(lambda left, upper: np.maximum(left, 0)),
        "only the upper edges are in it.": _of_both(lambda left, upper: np.maximum(upper, 0)),
        "one number is returned. Each place needs its own: np.minimum(a, b) compares pixel with pixel.": _of_both(
            lambda left, upper: np.maximum(min(left.min(), upper.min()), 0)
        ),
    },
    hints=(
        "Filter the image twice. What sign do the two numbers have at an upper left corner of something bright? And at "
        "the other three?",
        "At a corner both are large. `np.minimum(a, b)` takes the smaller of two numbers, pixel by pixel: it is large "
        "only where both are.",
        "Where the smaller one is negative, the result shall be 0: `np.maximum(..., 0)`.",
    ),
)
