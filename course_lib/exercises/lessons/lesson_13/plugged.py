"""Exercise 13.2: the convolution of a batch, to be plugged into the layers."""

from dataclasses import dataclass

import numpy as np

from course_lib import kernels
from course_lib.arrays import as_float
from course_lib.exercises.exercise import RIGHT, WRONG, Verdict
from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.lessons.lesson_12.outside import outside
from course_lib.exercises.lessons.lesson_13.plugged_mistakes import MISTAKES
from course_lib.exercises.numbers import small_numbers
from course_lib.kernels import conv2d_forward as compiled  # itself, also where `kernels.use` has put another there

CALLS_ITSELF = (
    "It calls kernels.conv2d_forward. Once it is plugged in, that name leads to your own function, which would call "
    "itself without end. Write the sums yourself."
)


def conv2d_forward(x, kernel, bias, strides, padding):
    """Convolve a batch of images with the filters of a layer, by the compiled function.

    Parameters
    ----------
    x : ndarray, (N, H, W, C)
        The images.
    kernel : ndarray, (kh, kw, C, F)
        Weights of F filters.
    bias : ndarray, (F,)
        Added to each sum.
    strides : (int, int)
        Steps of the window in pixels, down and right.
    padding : (int, int, int, int)
        Zeros above, below, left and right.

    Returns
    -------
    ndarray, (N, Ho, Wo, F), float32

    Examples
    --------
    >>> x, kernel = np.ones((1, 1, 2, 1)), np.ones((1, 2, 1, 1))
    >>> conv2d_forward(x, kernel, np.array([1.0]), (1, 1), (0, 0, 1, 0)).ravel().tolist()
    [2.0, 3.0]
    """
    return compiled(as_float(x), as_float(kernel), as_float(bias), tuple(strides), tuple(padding))


def _cases():
    """The smallest has no padding; in later ones no two sides are alike, nor the two strides."""
    first = {
        "x": np.array([[1.0, 2.0, 0.0], [0.0, 3.0, 1.0]])[None, :, :, None],
        "kernel": np.array([[1.0, 2.0], [0.0, -1.0]])[..., None, None],
        "bias": np.array([10.0]),
        "strides": (1, 1),
        "padding": (0, 0, 0, 0),
    }
    others = [
        ((1, 2, 2, 1), (2, 2), 1, (1, 1), (1, 0, 0, 0)),
        ((1, 3, 3, 1), (3, 3), 1, (1, 1), (1, 1, 1, 1)),
        ((1, 4, 5, 1), (2, 3), 1, (2, 1), (0, 0, 0, 0)),
        ((3, 2, 3, 1), (2, 2), 1, (1, 1), (0, 0, 0, 0)),
        ((1, 3, 4, 2), (2, 3), 3, (1, 1), (0, 0, 0, 0)),
        ((2, 5, 4, 3), (3, 2), 2, (2, 1), (0, 1, 1, 0)),
        ((2, 4, 7, 2), (2, 3), 3, (1, 3), (2, 1, 0, 3)),
        ((2, 6, 5, 1), (3, 3), 2, (2, 2), (0, 1, 1, 1)),
        ((1, 3, 5, 2), (1, 1), 2, (1, 1), (0, 0, 0, 0)),
    ]
    return [first] + [_drawn(place, *each) for place, each in enumerate(others)]


def _drawn(place, images, window, filters, strides, padding):
    words = "exercise 13.2", place
    kernel = small_numbers((*window, images[3], filters), *words, "kernel")
    bias = small_numbers((filters,), *words, "bias") + 0.5
    x = small_numbers(images, *words, "images")
    return {"x": x, "kernel": kernel, "bias": bias, "strides": strides, "padding": padding}


@dataclass(frozen=True, kw_only=True, eq=False)
class PluggedExercise(FunctionExercise):
    """A function that takes the place of `conv2d_forward`; where its numbers are right, it is put there once."""

    def examine(self, answer):
        verdict = outside(answer, self.cases()) or super().examine(answer)
        if verdict.state != RIGHT:
            return verdict
        case = self.cases()[-2]
        arrays = [as_float(case[name]) for name in ("x", "kernel", "bias")]
        try:
            with kernels.use(conv2d_forward=answer):
                kernels.conv2d_forward(*arrays, case["strides"], case["padding"])
        except RecursionError:
            return Verdict(WRONG, (CALLS_ITSELF,))
        except Exception as error:
            return Verdict(WRONG, ("Its numbers are right, but it cannot take the layers' place:", str(error)))
        return verdict


PLUGGED = PluggedExercise(
    number="13.2",
    title="a convolution to plug in",
    finished=conv2d_forward,
    cases=_cases,
    mistakes=MISTAKES,
    hints=(
        "Which two things are new, compared with your convolution of lesson 02? What has to be done before its first "
        "line, so that the rest can stay almost as it was?",
        "Padding first: an array of zeros of shape (N, H + top + bottom, W + left + right, C), and the images laid "
        "into it. From there on there is no padding left to think of.",
        "With loops: one more loop, over the images n, outside all others; `x[n, …]` and `result[n, …]`. Downwards the "
        "window moves by `strides[0]`, to the right by `strides[1]`.",
        "Without the loops over places: for weight [u, v] all windows' pixels are `padded[:, u : u + sh * (height - 1) "
        "+ 1 : sh, v : v + sw * (width - 1) + 1 : sw, c]`. Multiply them by `kernel[u, v, c, f]`, and add them to "
        "`result[..., f]`.",
    ),
)
