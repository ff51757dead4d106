"""Exercise 02.3: how many zeros "same" adds."""

from course_lib import shapes
from course_lib.exercises.function_exercise import FunctionExercise


def same_padding(size, window, stride):
    """Return the zeros that "same" puts before an axis and at its end.

    Parameters
    ----------
    size, window, stride : int
        In pixels.

    Returns
    -------
    (int, int)

    Examples
    --------
    >>> same_padding(28, 2, 1)
    (0, 1)
    """
    return shapes.same_padding(size, window, stride)


def _cases():
    wanted = [(5, 3, 1), (5, 2, 1), (6, 3, 2), (7, 3, 2), (28, 5, 1), (28, 5, 2), (28, 4, 1), (8, 1, 3), (10, 3, 3)]
    return [dict(zip(("size", "window", "stride"), each, strict=True)) for each in [*wanted, (3, 5, 1), (11, 2, 3)]]


def _wrong(mistake):
    def wrong(size, window, stride):
        places = {"down": size // stride, "one more": size // stride + 1}.get(mistake, -(-size // stride))
        way = places * stride if mistake == "places" else (places - 1) * stride
        total = {"stride": window - 1, "keeps": (size - 1) * stride + window - size, "short": window - stride}.get(
            mistake, way + window - size
        )
        total = {"negative": total, "abs": abs(total)}.get(mistake, max(total, 0))
        half = total // 2
        pairs = {
            "half": (half, half),
            "up": (total - half, total - half),
            "total": (total, total),
            "front": (total - half, half),
            "all in front": (total, 0),
            "all at the end": (0, total),
            "parts": (total / 2, total / 2),
            "sum": total,
        }
        return pairs.get(mistake, (half, total - half))

    return wrong


SAME_PADDING = FunctionExercise(
    number="02.3",
    title='how many zeros "same" adds',
    finished=same_padding,
    cases=_cases,
    mistakes={
        "where the zeros are an odd number, the one left over stands at the end, not in front.": _wrong("front"),
        "the zero that is left over is lost: before and after add up to the total.": _wrong("half"),
        "both sides get the same number. Where the total is odd, they differ by one.": _wrong("up"),
        "the total is put on each side. It is shared between the two.": _wrong("total"),
        "all zeros stand in front. Half of them belong to the end.": _wrong("all in front"),
        "all zeros stand at the end. Half of them belong in front.": _wrong("all at the end"),
        "half a zero cannot be added: share the total with `//`, and give what is left to the end.": _wrong("parts"),
        "two numbers are wanted, before and after. This is their sum.": _wrong("sum"),
        "the stride is left out: the way to the last place is (places − 1) · stride.": _wrong("stride"),
        "the way to the last place is (places − 1) · stride: the first place costs no step.": _wrong("places"),
        "`same` gives size / stride places. Only with stride 1 is that the size itself.": _wrong("keeps"),
        "the number of places is size / stride rounded up, not down.": _wrong("down"),
        "`size // stride + 1` rounds up only where the stride does not divide the size.": _wrong("one more"),
        "this comes to window − stride, right only where the stride divides the size. Elsewhere size / stride must be "
        "rounded up first.": _wrong("short"),
        "the total may come out negative, where the stride is larger than the window: then no zero is needed.": (
            _wrong("negative")
        ),
        "a negative total means that nothing is missing: no zero, not as many as its size.": _wrong("abs"),
    },
    hints=(
        "First of all: how many places does `same` promise for 28 pixels and stride 2? And for 7 pixels? Rounded up in "
        "whole numbers, size / stride is `-(-size // stride)`.",
        "The last window begins at (places − 1) · stride and is `window` long. How far does it reach beyond `size`? "
        "That many zeros are needed, but never fewer than none.",
        "Share the total: `total // 2` before, and what is left after.",
    ),
)
