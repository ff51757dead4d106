"""Exercise 02.1: how many places a window has."""

from course_lib import shapes
from course_lib.exercises.function_exercise import FunctionExercise


def output_size(size, window, stride, padding):
    """Return how many places a window has along one axis, O = ⌊(W − K + 2P) / S⌋ + 1.

    Parameters
    ----------
    size, window, stride, padding : int
        W, K, S and P, in pixels; P on each side.

    Returns
    -------
    int

    Examples
    --------
    >>> output_size(28, 3, 1, 0)
    26
    """
    return shapes.output_size(size, window, stride, padding, padding)


def _cases():
    wanted = [(7, 3, 1, 0), (28, 3, 1, 0), (7, 3, 2, 0), (8, 3, 2, 0), (6, 3, 1, 1), (28, 5, 2, 2), (5, 5, 3, 0)]
    wanted += [(32, 1, 1, 0), (10, 4, 3, 2), (1, 1, 1, 3)]
    return [dict(zip(("size", "window", "stride", "padding"), each, strict=True)) for each in wanted]


OUTPUT_SIZE = FunctionExercise(
    number="02.1",
    title="the size of the output",
    finished=output_size,
    cases=_cases,
    mistakes={
        "the + 1 is missing. A window as long as the axis has one place, not none.": lambda w, k, s, p: (
            (w - k + 2 * p) // s
        ),
        "the result must be rounded down to a whole number: `//` divides and rounds down.": lambda w, k, s, p: (
            (w - k + 2 * p) / s + 1
        ),
        "it is rounded up. A step that would leave the image is not taken.": lambda w, k, s, p: (
            -(-(w - k + 2 * p) // s) + 1
        ),
        "the padding stands on both sides, so it counts twice.": lambda w, k, s, p: (w - k + p) // s + 1,
        "brackets: only a part of the sum is divided by the stride.": lambda w, k, s, p: w - k + 2 * p // s + 1,
        "the padding is left out.": lambda w, k, s, p: (w - k) // s + 1,
        "the stride is left out.": lambda w, k, s, p: w - k + 2 * p + 1,
        "the + 1 stands inside the division. It is the first place, which costs no step.": lambda w, k, s, p: (
            (w - k + 2 * p + 1) // s
        ),
        "the + 1 belongs behind the division, not to the stride.": lambda w, k, s, p: (w - k + 2 * p) // (s + 1),
        "the window is left out: it must fit into the axis as a whole.": lambda w, k, s, p: (w + 2 * p) // s,
    },
    hints=(
        "Go back to the rule under “Stride and padding”, and to its four steps. Which of the four numbers says how far "
        "the window's first pixel can move?",
        "Padding makes the axis longer: by `padding` in front and `padding` at the end.",
        "Count the steps that fit into the way from the first place to the last: the way, divided by the stride, "
        "rounded down with `//`. The first place comes on top.",
    ),
)
