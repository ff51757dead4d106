"""Exercise 01.2: an image kernel of any size."""

import numpy as np

from course_lib import kernels
from course_lib.arrays import as_float
from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.lessons.lesson_01.filter_mistakes import mistakes
from course_lib.exercises.numbers import small_numbers


def filter_any(image, kernel):
    """Filter an image, by the compiled function.

    Parameters
    ----------
    image : ndarray, (H, W)
        Of any kind of numbers.
    kernel : ndarray, (kh, kw)
        The image kernel.

    Returns
    -------
    ndarray, (H − kh + 1, W − kw + 1), float32

    Examples
    --------
    >>> filter_any(np.array([[1, 2, 4]]), np.array([[-1, 1]]))
    array([[1., 2.]], dtype=float32)
    """
    x, weights = as_float(image)[None, :, :, None], as_float(kernel)[:, :, None, None]
    return kernels.conv2d_forward(x, weights, np.zeros(1, np.float32), (1, 1), (0, 0, 0, 0))[0, :, :, 0]


def _cases():
    """The smallest first; then kernels that are no squares, images of 8 bits, and weights that are no whole numbers."""
    first = {"image": np.array([[1.0, 2, 0, 3], [4, 1, 2, 0], [0, 3, 1, 2]]), "kernel": np.array([[1.0, 0], [-1, 2]])}
    sizes = [((3, 4), (3, 3)), ((5, 4), (2, 3)), ((4, 6), (3, 1)), ((3, 7), (1, 5)), ((6, 5), (6, 5)), ((7, 9), (5, 4))]
    others = [
        {"image": small_numbers(size, "01.2", n, "image"), "kernel": small_numbers(window, "01.2", n, "kernel")}
        for n, (size, window) in enumerate(sizes)
    ]
    pixels = small_numbers((5, 6), "01.2", "pixels", low=0, high=255).astype(np.uint8)
    weights = np.array([[0.25, 0.5], [0.25, -0.5], [0.5, 0.125]])
    return [first, *others, {"image": pixels, "kernel": weights}, {"image": pixels, "kernel": np.array([[-1, 0, 1]])}]


FILTER = FunctionExercise(
    number="01.2",
    title="a filter of any size",
    finished=filter_any,
    cases=_cases,
    mistakes=mistakes(),
    hints=(
        "In `filter_image` the number 3 stands in two places, and 2 in two more. Which of them come from the kernel's "
        "height, which from its width?",
        "`kh, kw = kernel.shape`. A window of kh rows has H − kh + 1 places below one another: H − 2 for kh = 3.",
        "So `result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))`. Inside, u goes over `range(kh)` "
        "and v over `range(kw)`.",
    ),
)
