"""Exercise 02.2: a layer's convolution of one image."""

import numpy as np

from course_lib import kernels
from course_lib.arrays import as_float
from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.lessons.lesson_02 import conv2d_mistakes
from course_lib.exercises.numbers import small_numbers


def conv2d(image, kernel, bias, stride):
    """Convolve one image with the filters of a layer, by the compiled function.

    Parameters
    ----------
    image : ndarray, (H, W, C)
        Without padding.
    kernel : ndarray, (kh, kw, C, F)
        Weights of F filters.
    bias : ndarray, (F,)
        Added to each sum.
    stride : int
        Step of the window in pixels, down and right.

    Returns
    -------
    ndarray, (Ho, Wo, F), float32

    Examples
    --------
    >>> import numpy as np
    >>> conv2d(np.ones((3, 4, 1)), np.ones((2, 2, 1, 1)), np.array([1.0]), 1)[..., 0]
    array([[5., 5., 5.],
           [5., 5., 5.]], dtype=float32)
    """
    x, weights, biases = as_float(image[None]), as_float(kernel), as_float(bias)
    return kernels.conv2d_forward(x, weights, biases, (stride, stride), (0, 0, 0, 0))[0]


def _cases():
    """The smallest has one channel and one filter; later ones are neither square nor have stride 1."""
    first = {
        "image": np.array([[1.0, 2.0, 0.0], [0.0, 3.0, 1.0]])[..., None],
        "kernel": np.array([[1.0, 2.0], [0.0, -1.0]])[..., None, None],
        "bias": np.array([10.0]),
        "stride": 1,
    }
    others = [
        ((3, 3, 1), (2, 2), 2, 1),
        ((2, 3, 2), (2, 2), 1, 1),
        ((4, 5, 1), (2, 2), 1, 2),
        ((5, 4, 2), (3, 2), 3, 1),
        ((7, 6, 3), (3, 3), 2, 2),
        ((6, 9, 1), (2, 3), 1, 3),
        ((4, 4, 1), (1, 1), 2, 1),
        ((3, 5, 2), (3, 5), 2, 1),
    ]
    return [first] + [_drawn(place, *each) for place, each in enumerate(others)]


def _drawn(place, image, window, filters, stride):
    words = "exercise 02.2", place
    kernel = small_numbers((*window, image[2], filters), *words, "kernel")
    bias = small_numbers((filters,), *words, "bias") + 0.5
    return {"image": small_numbers(image, *words, "image"), "kernel": kernel, "bias": bias, "stride": stride}


CONV2D = FunctionExercise(
    number="02.2",
    title="a layer's convolution in loops",
    finished=conv2d,
    cases=_cases,
    mistakes=conv2d_mistakes.MISTAKES,
    hints=(
        "Work out the output's height and width first, as in the loops above; with a stride it is the rule of exercise "
        "02.1 for P = 0. Then make an array of zeros of shape (height, width, filters).",
        "Three loops go over the output: row i, column j, filter f. Inside them, three go over the window: u, v and "
        "channel c.",
        "Where does the window of output row i begin? With stride 2: row 0 at pixel 0, row 1 at pixel 2, row 2 at "
        "pixel 4.",
        "The pixel is `image[i * stride + u, j * stride + v, c]`, its weight `kernel[u, v, c, f]`. Add the products "
        "up, and add `bias[f]` once, outside the three inner loops.",
    ),
)
