"""Answers that learners may give to lesson 12's exercises: other ways that are right, and more that are wrong."""

import math

import numpy as np
from numba import njit, prange

from course_lib.exercises import catalogue
from course_lib.exercises.lessons.lesson_12.shared_places import shares_places
from course_lib.kernels import reference

WORK, IM2COL, CHUNKED, FAST = (catalogue.find(f"12.{place}", "test") for place in (1, 2, 3, 4))


def filled(image, kh, kw):
    height, width, channels = image.shape
    out_h, out_w = height - kh + 1, width - kw + 1
    matrix = np.zeros((out_h * out_w, kh * kw * channels))
    for row in range(out_h * out_w):
        i, j = row // out_w, row % out_w
        for column in range(kh * kw * channels):
            u, rest = column // (kw * channels), column % (kw * channels)
            matrix[row, column] = image[i + u, j + rest // channels, rest % channels]
    return matrix


def viewed(image, kh, kw):
    windows = np.lib.stride_tricks.sliding_window_view(image, (kh, kw), axis=(0, 1))
    return windows.transpose(0, 1, 3, 4, 2).reshape(-1, kh * kw * image.shape[2])


def shifted(image, kh, kw):
    height, width = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    parts = [image[u : u + height, v : v + width] for u in range(kh) for v in range(kw)]
    return np.stack(parts, axis=2).reshape(height * width, -1)


def by_vstack(image, kh, kw):
    places = np.ndindex(image.shape[0] - kh + 1, image.shape[1] - kw + 1)
    return np.vstack([image[i : i + kh, j : j + kw].flatten() for i, j in places])


def in_lists(image, kh, kw):
    return filled(image, kh, kw).tolist()


def chunks(numbers, size):
    return [numbers[start : start + size] for start in range(0, len(numbers), size)]


def with_while(numbers, size):
    total, start = 0, 0
    while start < len(numbers):
        part = 0.0
        for k in range(start, min(start + size, len(numbers))):
            part = part + numbers[k]
        total = total + part
        start += size
    return total


def in_an_array(numbers, size):
    count = math.ceil(len(numbers) / size)
    parts = np.zeros(count, np.float32)
    for k in range(len(numbers)):
        parts[k // size] += numbers[k]
    total = np.float32(0)
    for part in parts:
        total += part
    return total


@njit(parallel=True)
def in_threads(numbers, size):
    count = (len(numbers) + size - 1) // size
    parts = np.zeros(count, np.float32)
    for task in prange(count):
        part = np.float32(0)
        for k in range(task * size, min((task + 1) * size, len(numbers))):
            part += numbers[k]
        parts[task] = part
    total = np.float32(0)
    for task in range(count):
        total += parts[task]
    return total


def looped(image, weights, bias):
    kh, kw, channels, filters = weights.shape
    height, width = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    result = np.zeros((height, width, filters), np.float32)
    for i in range(height):
        for j in range(width):
            for f in range(filters):
                total = bias[f]
                for u in range(kh):
                    for v in range(kw):
                        for c in range(channels):
                            total += image[i + u, j + v, c] * weights[u, v, c, f]
                result[i, j, f] = total
    return result


@njit(parallel=True)
def rows_in_threads(image, weights, bias):
    kh, kw, channels, filters = weights.shape
    result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1, filters), np.float32)
    for i in prange(result.shape[0]):
        for j in range(result.shape[1]):
            result[i, j] = bias
            for u in range(kh):
                for v in range(kw):
                    for c in range(channels):
                        for f in range(filters):
                            result[i, j, f] += image[i + u, j + v, c] * weights[u, v, c, f]
    return result


def as_product(image, weights, bias):
    kh, kw, _, filters = weights.shape
    shape = image.shape[0] - kh + 1, image.shape[1] - kw + 1, filters
    return (viewed(image, kh, kw) @ weights.reshape(-1, filters) + bias).reshape(shape)


def twin(image, weights, bias):
    return reference.conv2d_forward(image[None], weights, bias, (1, 1), (0, 0, 0, 0))[0]


def counts(**changed):
    names = dict(zip(("work", "read", "written", "matrix"), WORK.finished, strict=True))
    return {**WORK.finished, **{names[name]: value for name, value in changed.items()}}


RIGHT = {
    WORK: [counts(), counts(work=60_000.0), counts(matrix=np.int64(30_000))],
    IM2COL: [
        filled,
        viewed,
        shifted,
        by_vstack,
        lambda image, kh, kw: filled(image, kh, kw).astype(np.float32),
        njit(filled),
    ],
    CHUNKED: [
        with_while,
        in_an_array,
        in_threads,
        lambda numbers, size: sum(sum(chunk) for chunk in chunks(numbers, size)),
        lambda numbers, size: np.cumsum([np.cumsum(chunk)[-1] for chunk in chunks(numbers, size)], dtype="f4")[-1],
        lambda numbers, size: float(in_an_array(numbers, size)),
    ],
    FAST: [looped, njit(looped), njit(looped, fastmath=True), rows_in_threads, as_product, twin],
}
WRONG = {
    WORK: [
        counts(work=0),
        counts(read="2352"),
        counts(written=None),
        counts(matrix=...),
        {"multiply-adds": 60_000},
        60_000,
        list(WORK.finished.values()),
    ],
    IM2COL: [
        in_lists,
        lambda image, kh, kw: filled(image, kh, kw)[::-1],
        lambda image, kh, kw: filled(image, kh, kw)[:, ::-1],
        lambda image, kh, kw: filled(image, kh, kw)[None],
        lambda image, kh, kw: filled(image, kh, kw).ravel(),
        lambda image, kh, kw: filled(image[..., ::-1], kh, kw),
        lambda image, kh, kw: filled(image, kh, kw).astype(np.uint8),
        lambda image, kh, kw: filled(np.abs(image), kh, kw),
        lambda image, kh, kw: filled(image, 2, 2),
        lambda image, kh, kw: filled(np.pad(image, ((1, 1), (1, 1), (0, 0))), kh, kw),
    ],
    CHUNKED: [
        lambda numbers, size: np.sum(numbers),
        lambda numbers, size: math.fsum(numbers),
        lambda numbers, size: sum(numbers),
        lambda numbers, size: sum(map(float, numbers)),
        lambda numbers, size: in_an_array(numbers, size + 1),
        lambda numbers, size: in_an_array(numbers, 2),
        lambda numbers, size: in_an_array(np.sort(numbers), size),
        lambda numbers, size: in_an_array(numbers[::-1], size),
        lambda numbers, size: [in_an_array(numbers, size)],
        lambda numbers, size: np.array([np.cumsum(chunk)[-1] for chunk in chunks(numbers, size)]),
        lambda numbers, size: in_an_array(numbers, size) / len(numbers),
    ],
    FAST: [
        lambda image, weights, bias: looped(image, weights[..., ::-1], bias[::-1]),
        lambda image, weights, bias: looped(image, weights, -bias),
        lambda image, weights, bias: np.maximum(looped(image, weights, bias), 0),
        lambda image, weights, bias: looped(image, weights, bias)[..., :1],
        lambda image, weights, bias: looped(image, weights, np.zeros_like(bias) + bias[0]),
        lambda image, weights, bias: looped(np.pad(image, ((1, 1), (1, 1), (0, 0))), weights, bias),
        lambda image, weights, bias: looped(image, weights, bias).tolist(),
    ],
}


def test_plain_python_passes_and_is_told_what_makes_it_fast():
    assert any("becomes fast" in line for line in FAST.examine(looped).lines)
    assert not any("becomes fast" in line for line in FAST.examine(njit(looped)).lines)


def too_far(image, weights, bias):
    """Goes over all rows of the image, and so writes below the result's last."""
    result = np.zeros((image.shape[0] - weights.shape[0] + 1, image.shape[1], weights.shape[3]), np.float32)
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            result[i, j] = image[i, j, 0] * weights[0, 0, 0] + bias
    return result


def test_a_compiled_function_that_reaches_outside_an_array_is_not_run():
    """It would write into other memory, and end the process."""
    answer = njit(too_far)
    verdict = FAST.examine(answer)
    assert verdict.state == "wrong"
    assert "IndexError" in verdict.lines[0] and "result[i, j]" in verdict.lines[0]
    assert "machine code" in verdict.lines[1]
    assert not answer.signatures


def test_rounds_of_a_parallel_loop_that_write_to_the_same_place_are_found():
    """Threads seldom meet in so small a case; whether they could is seen without them."""

    def race(image, weights, bias):
        kh, kw, channels, filters = weights.shape
        result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1, filters), np.float32) + bias
        for u in prange(kh):
            for i, j, v, c in np.ndindex(*result.shape[:2], kw, channels):
                for f in range(filters):
                    result[i, j, f] += image[i + u, j + v, c] * weights[u, v, c, f]
        return result

    def reduction(image, weights, bias):
        kh, kw, _, filters = weights.shape
        height, width = image.shape[0] - kh + 1, image.shape[1] - kw + 1
        result = np.zeros((height, width, filters), np.float32) + bias
        for u in prange(kh):
            for v in range(kw):
                result += image[u : u + height, v : v + width] @ weights[u, v]
        return result

    case = FAST.cases()[-1]
    assert shares_places(njit(parallel=True)(race), case)
    assert not shares_places(njit(parallel=True)(reduction), case)
    assert not shares_places(rows_in_threads, case)
    assert not shares_places(njit(race), case), "one thread"


def test_a_matrix_product_in_compiled_code_is_told_what_it_lacks():
    def product(image, weights, bias):
        raise ImportError("scipy 0.16+ is required for linear algebra.")

    assert "in loops" in FAST.examine(product).lines[-1]


def test_sums_of_32_and_64_bits_are_told_apart():
    total = CHUNKED.examine(lambda numbers, size: sum(float(sum(chunk)) for chunk in chunks(numbers, size)))
    assert "their total has 64 bits" in total.lines[-1]
    both = CHUNKED.examine(lambda numbers, size: sum(map(float, numbers)))
    assert "it adds up with 64 bits" in both.lines[-1]


def test_bytes_that_are_counted_twice_are_not_taken_for_those_of_a_float64():
    assert "written and read" in WORK.examine(counts(matrix=60_000)).lines[-1]
    assert "biases" in WORK.examine(counts(work=60_800)).lines[-1]


def test_a_function_that_numba_cannot_compile_is_told_what_to_try():
    @njit
    def untyped(image, weights, bias):
        return image.no_such_thing()

    verdict = FAST.examine(untyped)
    assert verdict.state == "wrong"
    assert "Take `@njit` away" in verdict.lines[-1]
