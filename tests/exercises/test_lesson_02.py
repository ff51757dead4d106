"""Answers that learners may give to lesson 02's exercises: other ways that are right, and more that are wrong."""

import math

import numpy as np
import pytest

from course_lib.exercises import catalogue
from course_lib.kernels import reference

SIZE, CONV2D, SAME, FIELD = (catalogue.find(f"02.{place}", "test") for place in (1, 2, 3, 4))


def looped(image, kernel, bias, stride):
    kh, kw, channels, filters = kernel.shape
    height, width = (image.shape[0] - kh) // stride + 1, (image.shape[1] - kw) // stride + 1
    result = np.zeros((filters, height, width))
    for f in range(filters):
        for c in range(channels):
            for v in range(kw):
                for u in range(kh):
                    for j in range(width):
                        for i in range(height):
                            result[f, i, j] += image[i * stride + u, j * stride + v, c] * kernel[u, v, c, f]
        result[f] += bias[f]
    return result.transpose(1, 2, 0)


def windowed(image, kernel, bias, stride):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape[:3])[::stride, ::stride, 0]
    return np.einsum("ijuvc,uvcf->ijf", windows, kernel) + bias


def by_matrix(image, kernel, bias, stride):
    kh, kw, _, filters = kernel.shape
    starts = [range(0, size - window + 1, stride) for size, window in zip(image.shape, (kh, kw), strict=False)]
    rows = [image[i : i + kh, j : j + kw].ravel() for i in starts[0] for j in starts[1]]
    return (np.array(rows) @ kernel.reshape(-1, filters) + bias).reshape(len(starts[0]), len(starts[1]), filters)


def as_lists(image, kernel, bias, stride):
    return looped(image, kernel, bias, stride).tolist()


def in_32_bits(image, kernel, bias, stride):
    return windowed(np.float32(image), np.float32(kernel), np.float32(bias), stride).astype(np.float32)


def twin(image, kernel, bias, stride):
    return reference.conv2d_forward(image[None], kernel, bias, (stride, stride), (0, 0, 0, 0))[0]


def one_after_the_other(image, kernel, bias, stride):
    """The whole rows and columns of one weight at a time."""
    kh, kw, _, filters = kernel.shape
    height, width = (image.shape[0] - kh) // stride + 1, (image.shape[1] - kw) // stride + 1
    result = np.zeros((height, width, filters)) + bias
    for u, v in np.ndindex(kh, kw):
        result += image[u:, v:][: height * stride : stride, : width * stride : stride] @ kernel[u, v]
    return result


def while_loop(size, window, stride, padding):
    places = begin = 0
    while begin + window <= size + 2 * padding:
        begin, places = begin + stride, places + 1
    return places


RIGHT = {
    SIZE: [
        while_loop,
        lambda w, k, s, p: math.floor((w - k + 2 * p) / s + 1),
        lambda w, k, s, p: len(range(0, w + 2 * p - k + 1, s)),
        lambda w, k, s, p: np.int64((w + p + p - k + s) // s),
        lambda w, k, s, p: float((w - k + 2 * p) // s + 1),
    ],
    CONV2D: [looped, windowed, by_matrix, in_32_bits, twin, one_after_the_other],
    SAME: [
        lambda w, k, s: (lambda t: (t // 2, (t + 1) // 2))(max((math.ceil(w / s) - 1) * s + k - w, 0)),
        lambda w, k, s: [max((-(-w // s) - 1) * s + k - w, 0) // 2, -(-max((-(-w // s) - 1) * s + k - w, 0) // 2)],
        lambda w, k, s: np.array((lambda t: (t // 2, t - t // 2))(max(k - (w % s or s), 0))),
    ],
    FIELD: [
        lambda layers: 1 + sum((k - 1) * math.prod(s for _, s in layers[:n]) for n, (k, _) in enumerate(layers)),
        lambda layers: _backwards(layers),
        lambda layers: len(_seen(layers)),
    ],
}
WRONG = {
    SIZE: [lambda w, k, s, p: w - k + 1, lambda w, k, s, p: w // s, lambda w, k, s, p: str((w - k + 2 * p) // s + 1)],
    CONV2D: [
        lambda image, kernel, bias, stride: looped(image, kernel, bias, stride)[..., 0],
        lambda image, kernel, bias, stride: looped(image, kernel, bias, stride).transpose(2, 0, 1),
        lambda image, kernel, bias, stride: looped(image, kernel, bias, stride)[None],
        lambda image, kernel, bias, stride: looped(image, kernel[:, :, ::-1], bias, stride),
        lambda image, kernel, bias, stride: looped(image, kernel[..., ::-1], bias[::-1], stride),
        lambda image, kernel, bias, stride: np.maximum(looped(image, kernel, bias, stride), 0),
        lambda image, kernel, bias, stride: looped(image, kernel, bias, stride).astype(int),
        lambda image, kernel, bias, stride: looped(image[:: stride or 1, ::stride], kernel, bias, 1),
        lambda image, kernel, bias, stride: looped(image, kernel, -bias, stride),
        as_lists,
    ],
    SAME: [
        lambda w, k, s: (round(_total(w, k, s) / 2), _total(w, k, s) - round(_total(w, k, s) / 2)),
        lambda w, k, s: f"{_total(w, k, s) // 2}, {-(-_total(w, k, s) // 2)}",
        lambda w, k, s: (k // 2, k // 2),
        lambda w, k, s: ((k - 1) // 2, k // 2),
        lambda w, k, s: (0, k - 1),
        lambda w, k, s: ("0", "1"),
    ],
    FIELD: [lambda layers: 2 * len(layers) + 1, lambda layers: layers[0][0], lambda layers: (3,), lambda layers: "5"],
}


def _backwards(layers):
    size = 1
    for window, stride in reversed(layers):
        size = (size - 1) * stride + window
    return size


def _seen(layers):
    """The pixels that one output pixel sees, counted one by one."""
    pixels = {0}
    for k, s in reversed(layers):
        pixels = {pixel * s + u for pixel in pixels for u in range(k)}
    return pixels


def _total(w, k, s):
    return max((-(-w // s) - 1) * s + k - w, 0)


def _total_goes_on(image, kernel, bias, stride):
    kh, kw, _, filters = kernel.shape
    y = np.zeros(looped(image, kernel, bias, stride).shape)
    for i, j in np.ndindex(y.shape[:2]):
        total = 0
        for f in range(filters):
            total += np.sum(image[i * stride :, j * stride :][:kh, :kw] * kernel[..., f])
            y[i, j, f] = total + bias[f]
    return y


def _channels_overwritten(image, kernel, bias, stride):
    kh, kw, channels = kernel.shape[:3]
    y = np.zeros(looped(image, kernel, bias, stride).shape)
    for i, j, f in np.ndindex(y.shape):
        for c in range(channels):
            y[i, j, f] = np.sum(image[i * stride :, j * stride :, c][:kh, :kw] * kernel[:, :, c, f]) + bias[f]
    return y


def _returns_early(image, kernel, bias, stride):
    y = np.zeros(looped(image, kernel, bias, stride).shape)
    for i in range(len(y)):
        y[i] = looped(image, kernel, bias, stride)[i]
        return y


def _skips(image, kernel, bias, stride):
    kh, kw, _, filters = kernel.shape
    y = np.zeros(looped(image, kernel, bias, stride).shape)
    for i in range(0, y.shape[0], stride):
        for j in range(0, y.shape[1], stride):
            for f in range(filters):
                y[i, j, f] = np.sum(image[i : i + kh, j : j + kw] * kernel[..., f]) + bias[f]
    return y


def _last_alone(layers):
    size = distance = 1
    for window, stride in layers:
        size = (window - 1) * distance
        distance *= stride
    return size


def _distance(layers):
    size = distance = 1
    for window, stride in layers:
        size += (window - 1) * distance
        distance *= stride
    return distance


def _plus(layers):
    size = distance = 1
    for window, stride in layers:
        size += (window - 1) * distance
        distance += stride
    return size


TOLD = [
    (CONV2D, _total_goes_on, "from filter to filter"),
    (CONV2D, _channels_overwritten, "only the last channel is left"),
    (CONV2D, _returns_early, "only the first row is filled"),
    (CONV2D, _skips, "the loops skip places"),
    (CONV2D, lambda *given: looped(*given).transpose(1, 0, 2), "height and width of the output are swapped"),
    (SAME, lambda w, k, s: (0, _total(w, k, s)), "all zeros stand at the end"),
    (SAME, lambda w, k, s: (_total(w, k, s), 0), "all zeros stand in front"),
    (SAME, lambda w, k, s: _shared(max(w // s * s + k - w, 0)), "`size // stride + 1` rounds up only"),
    (SAME, lambda w, k, s: _shared(max((w / s - 1) * s + k - w, 0)), "size / stride must be rounded up first"),
    (FIELD, _last_alone, "add what each brings with `+=`"),
    (FIELD, _distance, "this is the distance between neighbours"),
    (FIELD, _plus, "`distance + stride`"),
    (FIELD, lambda layers: _backwards(layers[:-1]), "the last layer is left out"),
]


def _shared(total):
    return total // 2, total - total // 2


@pytest.mark.parametrize("exercise, answer, cause", TOLD)
def test_the_cause_is_told(exercise, answer, cause):
    verdict = exercise.examine(answer)
    assert verdict.state == "wrong"
    assert any(line.startswith("Likely cause:") and cause in line for line in verdict.lines), verdict.lines
