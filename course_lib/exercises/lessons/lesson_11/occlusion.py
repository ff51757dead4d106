"""Exercise 11.2: cover a part of the image, and see how far the score falls."""

import numpy as np

from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.lessons.lesson_11 import occlusion_mistakes
from course_lib.exercises.numbers import small_numbers


class Score:
    """A score that a learner can follow: a sum of pixels, each times a weight.

    Parameters
    ----------
    weights : ndarray, (H, W)
        Of the pixels.
    squared : bool, default False
        Whether the sum is multiplied by itself.

    Examples
    --------
    >>> score = Score(np.array([[1.0, 0.0], [0.0, 2.0]]))
    >>> score
    image[0, 0] + 2 * image[1, 1]
    >>> score(np.array([[3.0, 9.0], [9.0, 4.0]]))
    11.0
    """

    def __init__(self, weights, squared=False):
        self._weights, self._squared = weights, squared

    def __call__(self, image):
        """Return the score of an image."""
        total = float((self._weights * image).sum())
        return total**2 if self._squared else total

    def __repr__(self):
        places = np.argwhere(self._weights).tolist()
        if len(places) > 3 or self._squared:
            return "a sum of pixels, each times a weight" + (", squared" if self._squared else "")
        factors = [f"{weight:g} * " if weight != 1 else "" for weight in self._weights[self._weights != 0]]
        return " + ".join(f"{factor}image{place}" for factor, place in zip(factors, places, strict=True))


def occlusion(score, image, size, stride, value):
    """Return how far the score falls where a square of the image is covered.

    Parameters
    ----------
    score : callable
        Takes an image (H, W), returns a number.
    image : ndarray, (H, W)
        Stays as it is.
    size, stride : int
        Side of the square, and how far it moves from place to place, in pixels.
    value : float
        What it is covered with.

    Returns
    -------
    ndarray, (Ho, Wo)
        For each place of the square the score of the image minus that of the covered image.

    Examples
    --------
    >>> image = np.array([[1.0, 2.0, 3.0]])
    >>> occlusion(lambda image: image[0, 1], image, 1, 1, 0)
    array([[0., 2., 0.]])
    """
    whole = score(image.copy())
    height, width = ((pixels - size) // stride + 1 for pixels in image.shape)
    drops = np.zeros((height, width))
    for i in range(height):
        for j in range(width):
            covered = image.copy()
            covered[i * stride : i * stride + size, j * stride : j * stride + size] = value
            drops[i, j] = whole - score(covered)
    return drops


def _cases():
    """The smallest has 2 × 3 pixels, of which two count."""
    first = {
        "score": Score(np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 2.0]])),
        "image": np.array([[4.0, 1.0, 0.0], [2.0, 5.0, 3.0]]),
        "size": 1,
        "stride": 1,
        "value": 0.0,
    }
    others = [((3, 4), 2, 1, 0.0), ((2, 3), 1, 1, 0.5), ((4, 6), 2, 2, 0.0), ((5, 4), 3, 1, 1.0), ((7, 6), 2, 3, 0.5)]
    others += [((6, 9), 3, 2, 0.0), ((4, 4), 4, 1, 2.0), ((3, 5), 1, 2, 0.25)]
    return [first] + [_drawn(place, *each) for place, each in enumerate(others)]


def _drawn(place, shape, size, stride, value):
    words = "exercise 11.2", place
    score = Score(small_numbers(shape, *words, "weights", low=-2, high=3), squared=place % 3 == 2)
    image = small_numbers(shape, *words, "image", low=1, high=9)
    return {"score": score, "image": image, "size": size, "stride": stride, "value": value}


OCCLUSION = FunctionExercise(
    number="11.2",
    title="a map of drops",
    finished=occlusion,
    cases=_cases,
    mistakes=occlusion_mistakes.MISTAKES,
    hints=(
        "How many places has the square? It is the rule for a window, without padding: ⌊(H − size) / stride⌋ + 1 rows "
        "of them, and columns likewise.",
        "Each place needs an image of its own: make a fresh `image.copy()` within both loops, and cover only that.",
        "The square of place (i, j) begins at pixel (i · stride, j · stride). A slice covers it: "
        "`covered[top : top + size, left : left + size] = value`.",
        "The drop is `score(image) - score(covered)`: positive where covering has made the score smaller.",
    ),
)
