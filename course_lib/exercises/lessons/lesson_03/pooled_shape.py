"""Exercise 03.1: the shape after pooling."""

from course_lib import shapes
from course_lib.exercises.function_exercise import FunctionExercise


def pooled_shape(height, width, channels, size, stride):
    """Return the shape of maps after pooling without padding.

    Parameters
    ----------
    height, width, channels : int
        Of the maps.
    size, stride : int
        Side and step of the window in pixels.

    Returns
    -------
    (int, int, int)

    Examples
    --------
    >>> pooled_shape(28, 26, 16, size=2, stride=2)
    (14, 13, 16)
    """
    return shapes.output_size(height, size, stride), shapes.output_size(width, size, stride), channels


def _shapes():
    wanted = [(4, 6, 1, 2, 2), (28, 28, 16, 2, 2), (7, 9, 3, 2, 2), (7, 10, 4, 3, 2), (6, 5, 2, 2, 1), (8, 8, 5, 3, 3)]
    wanted += [(11, 8, 2, 2, 3), (5, 5, 7, 5, 5), (3, 12, 1, 3, 4)]
    return [dict(zip(("height", "width", "channels", "size", "stride"), each, strict=True)) for each in wanted]


POOLED_SHAPE = FunctionExercise(
    number="03.1",
    title="the shape after pooling",
    finished=pooled_shape,
    cases=_shapes,
    mistakes={
        "the + 1 is missing: a window as long as the axis has one place, not none.": lambda h, w, c, k, s: (
            (h - k) // s,
            (w - k) // s,
            c,
        ),
        "height and width are swapped.": lambda h, w, c, k, s: ((w - k) // s + 1, (h - k) // s + 1, c),
        "the channels are pooled into one. Each channel is pooled alone, and all of them stay.": lambda h, w, c, k, s: (
            (h - k) // s + 1,
            (w - k) // s + 1,
            1,
        ),
        "the window runs over the channels too. It has rows and columns only; the channels stay.": (
            lambda h, w, c, k, s: ((h - k) // s + 1, (w - k) // s + 1, (c - k) // s + 1)
        ),
        "the number of channels is missing.": lambda h, w, c, k, s: ((h - k) // s + 1, (w - k) // s + 1),
        "size / stride is right only where the window is as long as the step; the way is size − window.": (
            lambda h, w, c, k, s: (h // s, w // s, c)
        ),
        "the window takes the stride's place. The two may differ.": lambda h, w, c, k, s: (h // k, w // k, c),
        "it is rounded up. A step that would leave the map is not taken.": lambda h, w, c, k, s: (
            -(-(h - k) // s) + 1,
            -(-(w - k) // s) + 1,
            c,
        ),
        "the results must be whole numbers, rounded down: `//` divides and rounds down.": lambda h, w, c, k, s: (
            (h - k) / s + 1,
            (w - k) / s + 1,
            c,
        ),
        "it is rounded to the nearest number. A step that does not fit is not taken.": lambda h, w, c, k, s: (
            round((h - k) / s) + 1,
            round((w - k) / s) + 1,
            c,
        ),
        "`//` comes before `−`: the difference needs brackets.": lambda h, w, c, k, s: (
            h - k // s + 1,
            w - k // s + 1,
            c,
        ),
        "the channels come last: height, width, channels.": lambda h, w, c, k, s: (
            c,
            (h - k) // s + 1,
            (w - k) // s + 1,
        ),
        "the three are multiplied. Return them one by one, with commas between.": lambda h, w, c, k, s: (
            ((h - k) // s + 1) * ((w - k) // s + 1) * c
        ),
        "the stride is left out.": lambda h, w, c, k, s: (h - k + 1, w - k + 1, c),
        "the width is worked out with the height: it is right for square maps only.": lambda h, w, c, k, s: (
            (h - k) // s + 1,
            (h - k) // s + 1,
            c,
        ),
    },
    hints=(
        "How many places has the window along the height alone? And does pooling change the number of channels?",
        "It is lesson 02's rule with P = 0, once for the height and once for the width. The channels stay as they are.",
        "One of the two is `(height - size) // stride + 1`. Return three numbers with commas between them.",
    ),
)
