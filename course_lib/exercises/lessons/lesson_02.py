"""Lesson 02, "Convolution": output size, the layer's convolution in loops, "same" padding, receptive field."""

import numpy as np

from course_lib import kernels, shapes
from course_lib.arrays import as_float
from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.numbers import small_numbers


def output_size(size, window, stride, padding):
    """Return how many places a window has along one axis; `padding` pixels stand on each side."""
    return shapes.output_size(size, window, stride, padding, padding)


def _sizes():
    wanted = [(7, 3, 1, 0), (28, 3, 1, 0), (7, 3, 2, 0), (8, 3, 2, 0), (6, 3, 1, 1), (28, 5, 2, 2), (5, 5, 3, 0)]
    wanted += [(32, 1, 1, 0), (10, 4, 3, 2), (1, 1, 1, 3)]
    return [dict(zip(("size", "window", "stride", "padding"), each, strict=True)) for each in wanted]


OUTPUT_SIZE = FunctionExercise(
    number="02.1",
    title="the size of the output",
    finished=output_size,
    cases=_sizes,
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
    },
    hints=(
        "Begin without padding and with stride 1. The window's first pixel can stand on 0, 1, 2, … up to "
        "`size − window`. How many numbers are these?",
        "Padding makes the axis longer: by `padding` in front and `padding` behind.",
        "With a stride, count the steps that fit into the way from the first place to the last: the way, divided by "
        "the stride, rounded down with `//`. The first place comes on top.",
    ),
)


def conv2d(image, kernel, bias, stride):
    """Convolve one image (H, W, C) with filters (kh, kw, C, F): the layer's compiled kernel."""
    x, weights, biases = as_float(image[None]), as_float(kernel), as_float(bias)
    return kernels.conv2d_forward(x, weights, biases, (stride, stride), (0, 0, 0, 0))[0]


def _images():
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


def slow_conv2d(image, kernel, bias, stride, mistake=""):
    """The convolution in NumPy, with one of the mistakes that learners make."""
    kh, kw, channels, filters = kernel.shape
    step = {"stride ignored": 1}.get(mistake, stride)
    across = {"stride down only": 1}.get(mistake, step)
    height, width = (image.shape[0] - kh) // step + 1, (image.shape[1] - kw) // across + 1
    if mistake == "one place missing":
        height, width = height - 1, width - 1
    if mistake == "square":
        width = height
    if mistake == "swapped":
        height, width = width, height
    if mistake == "flipped":
        kernel = kernel[::-1, ::-1]
    if mistake == "turned":
        kernel = kernel.transpose(1, 0, 2, 3)
    if mistake == "first channel":
        channels = 1
    y = np.zeros((height, width, filters))
    for i, j, f in np.ndindex(y.shape):
        products = image[i * step : i * step + kh, j * across : j * across + kw, :channels] * kernel[:, :, :channels, f]
        total = products.mean() if mistake == "mean" else products.sum()
        times = {"no bias": 0, "bias each time": products.size, "bias each channel": channels}.get(mistake, 1)
        y[i, j, f] = total + times * (bias[0] if mistake == "one bias" else bias[f])
    return y


def _with(mistake):
    return lambda image, kernel, bias, stride: slow_conv2d(image, kernel, bias, stride, mistake)


CONV2D = FunctionExercise(
    number="02.2",
    title="a layer's convolution in loops",
    finished=conv2d,
    cases=_images,
    mistakes={
        "the bias is missing: it is added once to each sum.": _with("no bias"),
        "the kernel is flipped. A convolution layer does not turn it around.": _with("flipped"),
        "rows and columns of the kernel are swapped: weight [u, v] belongs to pixel [i + u, j + v].": _with("turned"),
        "the last row and column of places are missing: the window has H − kh + 1 places, not H − kh.": _with(
            "one place missing"
        ),
        "the stride is ignored: the window of output [i, j] begins at pixel [i · stride, j · stride].": _with(
            "stride ignored"
        ),
        "the stride works downwards only, not to the right.": _with("stride down only"),
        "the products are averaged. They must be added up.": _with("mean"),
        "the bias is added with every product. It belongs to the sum, once.": _with("bias each time"),
        "the bias is added once for each channel. It belongs to the sum over all of them.": _with("bias each channel"),
        "only channel 0 is seen: add up the products of all channels.": _with("first channel"),
        "every filter gets the bias of filter 0: filter f has bias[f].": _with("one bias"),
        "height and width of the output are swapped.": _with("swapped"),
        "it is right for square images only: height and width need a size each.": _with("square"),
    },
    hints=(
        "Work out the output's height and width first, as in the loops above; with a stride it is the rule of exercise "
        "02.1 for P = 0. Then make an array of zeros of shape (height, width, filters).",
        "Three loops go over the output: row i, column j, filter f. Inside them, three go over the window: u, v and "
        "channel c. The pixel is `image[i * stride + u, j * stride + v, c]`.",
        "The weight that belongs to it is `kernel[u, v, c, f]`. Add the products up, and add `bias[f]` once, outside "
        "the three inner loops.",
    ),
)


def same_padding(size, window, stride):
    """Return the zeros that "same" puts before and behind an axis."""
    return shapes.same_padding(size, window, stride)


def _same_cases():
    wanted = [(5, 3, 1), (5, 2, 1), (6, 3, 2), (7, 3, 2), (28, 5, 1), (28, 5, 2), (28, 4, 1), (8, 1, 3), (10, 3, 3)]
    return [dict(zip(("size", "window", "stride"), each, strict=True)) for each in [*wanted, (3, 5, 1), (11, 2, 3)]]


def _wrong_same(mistake):
    def wrong(size, window, stride):
        places = size // stride if mistake == "down" else -(-size // stride)
        total = (places - 1) * stride + window - size
        if mistake == "stride":
            total = window - 1
        if mistake != "negative":
            total = max(total, 0)
        half = total // 2
        if mistake == "half":
            return half, half
        if mistake == "total":
            return total, total
        return (total - half, half) if mistake == "front" else (half, total - half)

    return wrong


SAME_PADDING = FunctionExercise(
    number="02.3",
    title='how many zeros "same" adds',
    finished=same_padding,
    cases=_same_cases,
    mistakes={
        "where the zeros are an odd number, the one left over stands behind, not in front.": _wrong_same("front"),
        "the zero that is left over is lost: before and after add up to the total.": _wrong_same("half"),
        "the total is put on each side. It is shared between the two.": _wrong_same("total"),
        "the stride is left out: the way to the last place is (places − 1) · stride.": _wrong_same("stride"),
        "the number of places is size / stride rounded up, not down.": _wrong_same("down"),
        "the total may come out negative, where the stride is larger than the window: then no zero is needed.": (
            _wrong_same("negative")
        ),
    },
    hints=(
        "The output must have size / stride places, rounded up. In whole numbers that is `-(-size // stride)`.",
        "The last window begins at (places − 1) · stride and is `window` long. How far does it reach beyond `size`? "
        "That many zeros are needed, but never fewer than none.",
        "Share the total: `total // 2` before, and what is left after.",
    ),
)


def receptive_field(layers):
    """Return how many pixels of the image, along one axis, one pixel of the last output sees."""
    size, step = 1, 1
    for window, stride in layers:
        size += (window - 1) * step
        step *= stride
    return size


def _stacks():
    stacks = [[(3, 1)], [(3, 1), (3, 1)], [(3, 2), (3, 1)], [(5, 1), (2, 2), (5, 1)], [(3, 1), (2, 2), (3, 1), (2, 2)]]
    return [{"layers": stack} for stack in [*stacks, [], [(1, 2), (3, 2), (3, 2)], [(7, 2), (3, 2), (3, 1), (3, 1)]]]


def _wrong_field(mistake):
    def wrong(layers):
        size, step = 0 if mistake == "zero" else 1, 1
        for window, stride in layers:
            if mistake == "step first":
                step *= stride
            size += (window if mistake == "whole" else window - 1) * (1 if mistake == "no stride" else step)
            if mistake == "sum":
                step += stride - 1
            elif mistake == "last":
                step = stride
            elif mistake != "step first":
                step *= stride
        return size

    return wrong


RECEPTIVE_FIELD = FunctionExercise(
    number="02.4",
    title="the receptive field of a stack of layers",
    finished=receptive_field,
    cases=_stacks,
    mistakes={
        "the strides of the layers before are left out: behind a stride of 2, neighbours lie 2 pixels apart.": (
            _wrong_field("no stride")
        ),
        "a layer's own stride widens the layers after it, not itself.": _wrong_field("step first"),
        "a window of K adds K − 1 neighbours; the pixel itself is counted already.": _wrong_field("whole"),
        "it begins at 0. Before any layer a pixel sees one pixel: itself.": _wrong_field("zero"),
        "only the last stride counts there. The strides of all layers before multiply.": _wrong_field("last"),
        "strides are added up. Two layers with stride 2 make neighbours 2 · 2 = 4 pixels apart.": _wrong_field("sum"),
    },
    hints=(
        "Go through the layers from the image upwards with two numbers: how many pixels one output pixel sees, at "
        "first 1, and how many image pixels lie between two neighbours, at first 1.",
        "A window of K sees its pixel and K − 1 neighbours. Each neighbour widens the view by the distance between "
        "neighbours.",
        "After that, a stride of S makes the distance S times as large, for the layers that follow.",
    ),
)

EXERCISES = (OUTPUT_SIZE, CONV2D, SAME_PADDING, RECEPTIVE_FIELD)
