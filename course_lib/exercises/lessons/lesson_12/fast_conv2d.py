"""Exercise 12.4: a compiled convolution of one image."""

import re

import numpy as np

from course_lib import kernels
from course_lib.arrays import as_float
from course_lib.exercises.exercise import RIGHT, WRONG, Verdict
from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.lessons.lesson_12.outside import outside
from course_lib.exercises.lessons.lesson_12.shared_places import shares_places
from course_lib.exercises.numbers import small_numbers
from course_lib.exercises.outcomes import outcome

ADVICE = (
    "numba could not compile it. Take `@njit` away, run both cells again, and see whether plain Python does it right. "
    "Then put it back."
)
NO_SCIPY = "numba leaves `@` to SciPy, which the course does without. Write the product in loops."
RACE = (
    "This is a race: two rounds of a `prange` loop write to the same place, and an addition may get lost. The numbers "
    "may still come out right many times. Let `prange` go over the rows of the output."
)


def fast_conv2d(image, weights, bias):
    """Convolve one image with the filters of a layer, by the course's compiled function.

    Parameters
    ----------
    image : ndarray, (H, W, C)
        Without padding.
    weights : ndarray, (kh, kw, C, F)
        Of F filters.
    bias : ndarray, (F,)
        Added to each sum.

    Returns
    -------
    ndarray, (H − kh + 1, W − kw + 1, F), float32

    Examples
    --------
    >>> fast_conv2d(np.ones((2, 3, 1)), np.ones((2, 2, 1, 1)), np.array([1.0]))[..., 0]
    array([[5., 5.]], dtype=float32)
    """
    return kernels.conv2d_forward(as_float(image[None]), as_float(weights), as_float(bias), (1, 1), (0, 0, 0, 0))[0]


def _reason(error):
    """What numba says below the first line of its message, in one line."""
    said = re.sub(r"\x1b\[[\d;]*m", "", str(error)).splitlines()[1:]
    said = [line.strip() for line in said if line.strip() and "overload" not in line]
    return (f"numba says: {said[0][:160]}",) if said else ()


class _CompiledExercise(FunctionExercise):
    """A function that numba should compile."""

    def examine(self, answer):
        verdict = outside(answer, self.cases()) or super().examine(answer)
        if verdict.state == RIGHT and shares_places(answer, self.cases()[-1]):
            return Verdict(WRONG, (RACE,))
        lines = verdict.lines
        if any(name in line for line in lines for name in ("TypingError", "LoweringError", "Unsupported")):
            lines += (*_reason(outcome(answer, self.cases()[0]).error), ADVICE)
        if any("ImportError: scipy" in line for line in lines):
            lines += (NO_SCIPY,)
        if verdict.state == RIGHT and not hasattr(answer, "signatures"):
            lines += ("It is right, as plain Python. With `@njit` above its `def` it becomes fast.",)
        return verdict._replace(lines=lines)


def _cases():
    """All are float32, so a function is compiled once; the smallest has one channel and one filter."""
    first = {
        "image": np.array([[1, 2, 0], [0, 3, 1]])[..., None],
        "weights": np.array([[1, 2], [0, -1]])[..., None, None],
        "bias": np.array([10.5]),
    }
    wanted = [((2, 3, 2), (2, 2), 1), ((5, 4, 2), (3, 2), 3), ((3, 6, 3), (2, 4), 2), ((4, 4, 1), (1, 1), 2)]
    wanted += [((3, 5, 2), (3, 5), 2), ((6, 5, 8), (3, 3), 5)]
    cases = [first, *(_drawn(place, *each) for place, each in enumerate(wanted))]
    return [{name: np.ascontiguousarray(value, np.float32) for name, value in case.items()} for case in cases]


def _drawn(place, image, window, filters):
    words = "exercise 12.4", place
    bias = small_numbers((filters,), *words, "bias") + 0.5
    return {
        "image": small_numbers(image, *words, "image"),
        "weights": small_numbers((*window, image[2], filters), *words, "weights"),
        "bias": bias,
    }


def _wrong(image, weights, bias, mistake=""):
    kh, kw, channels, filters = weights.shape
    height, width = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    height, width = {"one place missing": (height - 1, width - 1), "swapped": (width, height)}.get(
        mistake, (height, width)
    )
    if mistake == "square":
        width = height
    if mistake == "flipped":
        weights = weights[::-1, ::-1]
    seen = 1 if mistake == "first channel" else channels
    result = np.zeros((height, width, filters))
    for i, j, f in np.ndindex(result.shape):
        products = image[i : i + kh, j : j + kw, :seen] * weights[:, :, :seen, f]
        total = products[-1, -1, -1] if mistake == "last" else products.sum()
        result[i, j, f] = total + bias[f] * {"no bias": 0, "bias each time": products.size}.get(mistake, 1)
    return result


def _with(mistake):
    return lambda image, weights, bias: _wrong(image, weights, bias, mistake)


def _running(image, weights, bias):
    """The sum is never set back."""
    right = _wrong(image, weights, bias, "no bias")
    return np.cumsum(right, axis=None).reshape(right.shape) + bias


FAST_CONV2D = _CompiledExercise(
    number="12.4",
    title="a compiled convolution",
    finished=fast_conv2d,
    cases=_cases,
    mistakes={
        "the bias is missing.": _with("no bias"),
        "the bias is added with every product. It belongs to the sum, once.": _with("bias each time"),
        "the sum is overwritten: write `+=` where the products are added up.": _with("last"),
        "the sum goes on from place to place: set it back before the window's loops.": _running,
        "only channel 0 is seen: add up the products of all channels.": _with("first channel"),
        "the window is turned by 180 degrees.": _with("flipped"),
        "the + 1 is missing: an axis of H pixels has H − kh + 1 places.": _with("one place missing"),
        "height and width of the output are swapped.": _with("swapped"),
        "it is right for square images only: height and width need a size each.": _with("square"),
        "the array holds whole numbers only: make it with `np.zeros(…, np.float32)`.": lambda image, weights, bias: (
            _wrong(image, weights, bias).astype(int)
        ),
        "the filters come first there. Their axis must be the last.": lambda image, weights, bias: _wrong(
            image, weights, bias
        ).transpose(2, 0, 1),
        "there is a batch axis in front. One image goes in, one output comes out.": lambda image, weights, bias: _wrong(
            image, weights, bias
        )[None],
    },
    hints=(
        "Which of the functions above computes the same? What would have to change in it, so that it needs no array "
        "for the result from outside?",
        "Make the array with `np.zeros((height, width, filters), np.float32)`. Within the loops over places, write the "
        "biases into `result[i, j]` first. Then three loops go over the window.",
        "Innermost is the loop over the filters: `result[i, j, f] += pixel * weights[u, v, c, f]`, where `pixel` is "
        "`image[i + u, j + v, c]`, read once before this loop.",
    ),
)
