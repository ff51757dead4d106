"""Exercise 02.4: what a pixel sees through a stack of layers."""

import math

from course_lib.exercises.function_exercise import FunctionExercise


def receptive_field(stack):
    """Return how many pixels of the image, along one axis, one pixel of the last output sees.

    Parameters
    ----------
    stack : list of (int, int)
        Window and stride of each layer, that nearest to the image first.

    Returns
    -------
    int

    Examples
    --------
    >>> receptive_field([(3, 2), (3, 1)])
    7
    """
    size, step = 1, 1
    for window, stride in stack:
        size += (window - 1) * step
        step *= stride
    return size


def _cases():
    """No stride is larger than its window: pixels between the windows would make the question unclear."""
    stacks = [[(3, 1)], [(5, 1)], [(3, 1), (3, 1)], [(3, 2), (3, 1)], [(5, 1), (2, 2), (5, 1)]]
    stacks += [[(3, 1), (2, 2), (3, 1), (2, 2)], [(1, 1), (3, 2), (3, 2)], [(7, 2), (3, 2), (3, 1), (3, 1)]]
    return [{"stack": stack} for stack in stacks]


def _wrong(mistake):
    def wrong(stack):
        size, step = 0 if mistake == "zero" else 1, 1
        for window, stride in stack:
            if mistake == "pair":
                window, stride = stride, window
            if mistake == "step first":
                step *= stride
            added = {"whole": window, "three": 2, "half": window // 2}.get(mistake, window - 1)
            size += added * {"no stride": 1, "own": stride}.get(mistake, step)
            others = {"sum": step + stride - 1, "plus": step + stride, "last": stride, "step first": step}
            step = others.get(mistake, step * stride)
            if mistake == "return":
                break
        return step if mistake == "distance" else size

    return wrong


def _last_layer_alone(stack):
    distance = math.prod(stride for _, stride in stack[:-1])
    return (stack[-1][0] - 1) * distance


def _forwards(stack):
    size = 1
    for window, stride in stack:
        size = (size - 1) * stride + window
    return size


RECEPTIVE_FIELD = FunctionExercise(
    number="02.4",
    title="the receptive field of a stack of layers",
    finished=receptive_field,
    cases=_cases,
    mistakes={
        "the strides of the layers before are left out: behind a stride of 2, neighbours lie 2 pixels apart.": (
            _wrong("no stride")
        ),
        "a layer's own stride widens the layers after it, not itself.": _wrong("step first"),
        "each layer uses its own stride alone. What counts is the product of the strides before it.": _wrong("own"),
        "a window of K adds K − 1 neighbours; the pixel itself is counted already.": _wrong("whole"),
        "it begins at 0. Before any layer a pixel sees one pixel: itself.": _wrong("zero"),
        "only the last stride counts there. The strides of all layers before multiply.": _wrong("last"),
        "strides are added up. Two layers with stride 2 make neighbours 2 · 2 = 4 pixels apart.": _wrong("sum"),
        "strides multiply. With `distance + stride` even a stride of 1 moves neighbours apart.": _wrong("plus"),
        "the last layer is left out, as when the loop ends too early.": lambda stack: receptive_field(stack[:-1]),
        "this is the distance between neighbours. What one pixel sees is the other number.": _wrong("distance"),
        "a window of K adds K // 2 pixels on each side, so K − 1 in all.": _wrong("half"),
        "only the last layer is left: add what each brings with `+=`.": _last_layer_alone,
        "every layer adds two neighbours there. That is right for a window of 3 only.": _wrong("three"),
        "window and stride are swapped: each pair is `(window, stride)`.": _wrong("pair"),
        "it looks at the first layer only: the `return` must stand behind the loop.": _wrong("return"),
        "this formula must begin at the last layer, and go back to the image.": _forwards,
        "the windows of neighbours overlap, so their sizes do not multiply.": lambda stack: math.prod(
            window for window, _ in stack
        ),
        "the windows of neighbours overlap, so their sizes do not add up.": lambda stack: sum(
            window for window, _ in stack
        ),
    },
    hints=(
        "For `[(3, 2), (3, 1)]` write down, for three neighbours of the first layer's output, which pixels of the "
        "image each of them sees. How far apart do they begin?",
        "Go through the layers from the image upwards with two numbers: how many pixels one output pixel sees, at "
        "first 1, and how many image pixels lie between two neighbours, at first 1.",
        "A window of K sees its pixel and K − 1 neighbours, each of which widens the view by the distance between "
        "neighbours. After that, a stride of S makes this distance S times as large for the layers that follow.",
    ),
)
