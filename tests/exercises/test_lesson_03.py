"""Answers that learners may give to lesson 03's exercises: other ways that are right, and more that are wrong."""

import math

import numpy as np
import pytest

from course_lib.exercises import catalogue
from course_lib.kernels import reference
from tests.exercises.certainty import certainty

SHAPE, MAX, AVERAGE, PLACES = (catalogue.find(f"03.{place}", "test") for place in (1, 2, 3, 4))


def looped(x, size, stride):
    height, width = (x.shape[0] - size) // stride + 1, (x.shape[1] - size) // stride + 1
    result = np.full((height, width, x.shape[2]), -np.inf)
    for c in range(x.shape[2]):
        for v in range(size):
            for u in range(size):
                for j in range(width):
                    for i in range(height):
                        if x[i * stride + u, j * stride + v, c] > result[i, j, c]:
                            result[i, j, c] = x[i * stride + u, j * stride + v, c]
    return result


def windowed(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(0, 1))
    return windows[::stride, ::stride].max(axis=(3, 4))


def by_axes(x, size, stride):
    tops, lefts = (range(0, side - size + 1, stride) for side in x.shape[:2])
    return np.array([[x[i : i + size, j : j + size].max(axis=(0, 1)) for j in lefts] for i in tops])


def twin(x, size, stride):
    return reference.maxpool2d_forward(x[None], (size, size), (stride, stride), (0, 0, 0, 0))[0]


def padded_with_nan(x, size, padding):
    room = np.pad(x.astype(float), padding, constant_values=np.nan)
    height, width = (side // size for side in room.shape)
    blocks = room[: height * size, : width * size].reshape(height, size, width, size)
    return np.nanmean(blocks, axis=(1, 3))


def counted(x, size, padding):
    height, width = ((side + 2 * padding - size) // size + 1 for side in x.shape)
    total, count = np.zeros((height, width)), np.zeros((height, width))
    for row in range(x.shape[0]):
        for column in range(x.shape[1]):
            i, j = (row + padding) // size, (column + padding) // size
            if i < height and j < width:
                total[i, j] += x[row, column]
                count[i, j] += 1
    return total / count


def zeros_left_out(x, size, padding):
    """A wrong one: it divides by how many numbers are not 0, as if all zeros were padding."""
    room = np.pad(x, padding)
    height, width = (side // size for side in room.shape)
    blocks = room[: height * size, : width * size].reshape(height, size, width, size)
    return blocks.sum(axis=(1, 3)) / np.maximum(np.count_nonzero(blocks, axis=(1, 3)), 1)


def by_argmax(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size))[::stride, ::stride]
    first = windows.reshape(*windows.shape[:2], -1).argmax(axis=2)
    rows, columns = (np.arange(count) * stride for count in windows.shape[:2])
    return np.stack([first // size + rows[:, None], first % size + columns], axis=2)


def backwards(x, size, stride):
    """From the last number to the first: then an equal one does take the place."""
    height, width = (x.shape[0] - size) // stride + 1, (x.shape[1] - size) // stride + 1
    result = np.zeros((height, width, 2), int)
    for i, j in np.ndindex(height, width):
        best = -np.inf
        for u in reversed(range(size)):
            for v in reversed(range(size)):
                if x[i * stride + u, j * stride + v] >= best:
                    best, result[i, j] = x[i * stride + u, j * stride + v], (i * stride + u, j * stride + v)
    return result


RIGHT = {
    SHAPE: [
        lambda h, w, c, k, s: ((h - k + s) // s, (w - k + s) // s, c),
        lambda h, w, c, k, s: [math.floor((h - k) / s + 1), math.floor((w - k) / s + 1), c],
        lambda h, w, c, k, s: np.array([len(range(0, h - k + 1, s)), len(range(0, w - k + 1, s)), c]),
        lambda h, w, c, k, s: np.zeros((h, w, c))[: h - k + 1 : s, : w - k + 1 : s].shape,
    ],
    MAX: [looped, windowed, by_axes, twin, lambda x, k, s: looped(x, k, s).astype(int)],
    AVERAGE: [padded_with_nan, counted, lambda x, k, p: counted(x, k, p).astype(np.float32)],
    PLACES: [by_argmax, backwards, lambda x, k, s: by_argmax(x, k, s).astype(np.float32)],
}
WRONG = {
    SHAPE: [
        lambda h, w, c, k, s: (c, (h - k) // s + 1, (w - k) // s + 1),
        lambda h, w, c, k, s: ((h - k) // s + 1) * ((w - k) // s + 1) * c,
        lambda h, w, c, k, s: (1, (h - k) // s + 1, (w - k) // s + 1, c),
        lambda h, w, c, k, s: (h // 2, w // 2, c),
        lambda h, w, c, k, s: (-(-h // s), -(-w // s), c),
    ],
    MAX: [
        lambda x, k, s: looped(x, k, s).tolist(),
        lambda x, k, s: looped(x, k, s)[None],
        lambda x, k, s: looped(x, k, s).transpose(2, 0, 1),
        lambda x, k, s: looped(x, k, s)[..., ::-1],
        lambda x, k, s: np.maximum(looped(x, k, s), 0),
        lambda x, k, s: looped(x.transpose(1, 0, 2), k, s),
        lambda x, k, s: -looped(-x, k, s),
        lambda x, k, s: looped(x[::-1, ::-1], k, s)[::-1, ::-1],
        lambda x, k, s: x[::s, ::s],
        lambda x, k, s: windowed(x, k, 1),
        lambda x, k, s: x.max(axis=(0, 1)),
    ],
    AVERAGE: [
        lambda x, k, p: counted(x, k, p).tolist(),
        lambda x, k, p: counted(x, k, 0),
        lambda x, k, p: counted(x, k, p).round(),
        lambda x, k, p: counted(x, k, p).T,
        lambda x, k, p: counted(np.pad(x, p), k, 0),
        lambda x, k, p: np.full_like(counted(x, k, p), x.mean()),
        lambda x, k, p: zeros_left_out(x, k, p),
    ],
    PLACES: [
        lambda x, k, s: by_argmax(x, k, s).tolist(),
        lambda x, k, s: by_argmax(x, k, s)[..., ::-1],
        lambda x, k, s: by_argmax(x[::-1], k, s),
        lambda x, k, s: by_argmax(x, k, s) + 1,
        lambda x, k, s: windowed(x[..., None], k, s),
        lambda x, k, s: [tuple(place) for place in by_argmax(x, k, s).reshape(-1, 2)],
        lambda x, k, s: by_argmax(x, k, s).reshape(-1, 2),
    ],
}


def as_learners_write(mistake):
    """`my_max_pool` with a line as learners write it."""
    lines = {
        "start": "best = 0" if mistake == "zero" else "best = x[i * stride, j * stride, c]",
        "compare": {"last": "if True", "smaller": "if number < best"}.get(mistake, "if number > best"),
        "return": " " * 12 if mistake == "early" else " " * 4,
    }
    code = f"""
def my_max_pool(x, size, stride):
    height, width = (x.shape[0] - size) // stride + 1, (x.shape[1] - size) // stride + 1
    y = np.zeros((height, width, x.shape[2]))
    for i in range(height):
        for j in range(width):
            for c in range(x.shape[2]):
                {lines["start"]}
                for u in range(size):
                    for v in range(size):
                        number = x[i * stride + u, j * stride + v, c]
                        {lines["compare"]}:
                            best = number
                y[i, j, c] = best
{lines["return"]}return y
"""
    names = {"np": np}
    exec(code, names)
    return names["my_max_pool"]


@pytest.mark.parametrize(
    "mistake, words",
    {
        "zero": "Likely cause: the maximum begins at 0",
        "last": "Likely cause: each number of the window takes the last one's place",
        "smaller": "Likely cause: it takes the smallest number",
        "early": "Likely cause: the `return` stands too far to the right: it ends the loops after the first place",
    }.items(),
)
def test_what_learners_write_is_told_its_cause(mistake, words):
    assert MAX.examine(as_learners_write("")).state == "right"
    assert any(line.startswith(words) for line in MAX.examine(as_learners_write(mistake)).lines)


def written(line, inner="", shape="(height, width, x.shape[2])"):
    """A pooling function as learners write it, with `line` in its two loops over the places."""
    code = f"""
def my_pool(x, size, stride):
    height, width = (x.shape[0] - size) // stride + 1, (x.shape[1] - size) // stride + 1
    y = np.zeros({shape})
    for i in range(height):
        for j in range(width):
            {inner or "window = x[i * stride : i * stride + size, j * stride : j * stride + size]"}
            {line}
    return y
"""
    names = {"np": np}
    exec(code, names)
    return names["my_pool"]


SCAN = """best = x[i * stride, j * stride]
            for r in range(i * stride, i * stride + size):
                for c in range(j * stride, j * stride + size):
                    if x[r, c] > best: """


@pytest.mark.parametrize(
    "exercise, answer, words",
    [
        (SHAPE, lambda h, w, c, k, s: (h - k // s + 1, w - k // s + 1, c), "`//` comes before"),
        (SHAPE, lambda h, w, c, k, s: (round((h - k) / s) + 1, round((w - k) / s) + 1, c), "to the nearest"),
        (MAX, written("y[i, j] = window.max(axis=0)"), "leaves a number for each column"),
        (MAX, written("y[i, j, 0] = max(window[:, :, 0])"), "Python's `max`"),
        (
            MAX,
            written("y[i, j] = x[i * stride : size, j * stride : size].max(axis=(0, 1))"),
            "a slice ends where its second number says",
        ),
        (MAX, lambda x, k, s: looped(x, k, s).transpose(2, 0, 1), "the axis for the channels comes first"),
        (AVERAGE, zeros_left_out, "a pixel of the map that is 0"),
        (PLACES, written("y[i, j] = window.max()", shape="(height, width)"), "where they stand"),
        (PLACES, written("y[i, j] = window.argmax()", shape="(height, width)"), "one number for a window"),
        (PLACES, written("y[i, j] = np.where(window == window.max())", shape="(height, width, 2)"), "take the first"),
        (PLACES, written(f"{SCAN}y[i, j] = r, c", shape="(height, width, 2)"), "not renewed"),
        (
            PLACES,
            written(f"{SCAN}best, y[i, j] = x[r, c], (r, c)", shape="(height, width, 2)"),
            "where the window's first number wins",
        ),
    ],
)
def test_a_line_that_learners_write_is_told_its_cause(exercise, answer, words):
    verdict = exercise.examine(answer)
    start = f"{certainty(exercise, answer)} cause: "
    assert any(line.startswith(start) and words in line for line in verdict.lines), verdict.lines
