"""Answers that learners may give to lesson 06's exercises: other ways that are right, and more that are wrong."""

import numpy as np
import pytest

from course_lib.exercises import catalogue
from course_lib.kernels import reference

CHAIN, DENSE, POOL, CONV = (catalogue.find(f"06.{place}", "test") for place in (1, 2, 3, 4))
SLOPES = {"dd": 3, "dc": 3, "db": 9, "da": 13}


def by_matrix(x, kernel, dy):
    return dy @ kernel.T, x.T @ dy, dy.sum(axis=0)


def looped(x, kernel, dy):
    dx, dkernel, dbias = np.zeros(x.shape), np.zeros(kernel.shape), np.zeros(kernel.shape[1])
    for o in range(kernel.shape[1]):
        for k in range(kernel.shape[0]):
            for n in range(len(x)):
                dx[n][k] += kernel[k][o] * dy[n][o]
                dkernel[k][o] += x[n][k] * dy[n][o]
    for row in dy:
        dbias += row
    return dx, dkernel, dbias


def by_samples(x, kernel, dy):
    parts = [np.outer(one, gradient) for one, gradient in zip(x, dy, strict=True)]
    return np.array([kernel @ gradient for gradient in dy]), sum(parts), sum(dy)


def in_32_bits(x, kernel, dy):
    return tuple(part.astype(np.float32) for part in by_matrix(*map(np.float32, (x, kernel, dy))))


def twins(x, kernel, dy):
    return [reference.dense_input_gradient(dy, kernel), *reference.dense_kernel_gradient(x, dy)]


def by_argmax(x, dy, size):
    dx = np.zeros(x.shape)
    for i, j in np.ndindex(dy.shape):
        window = x[i * size : (i + 1) * size, j * size : (j + 1) * size]
        u, v = np.unravel_index(window.argmax(), window.shape)
        dx[i * size + u, j * size + v] += dy[i, j]
    return dx


def by_break(x, dy, size):
    dx = np.zeros_like(x, dtype=np.float64)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            best = x[i * size : i * size + size, j * size : j * size + size].max()
            places = [(u, v) for u in range(size) for v in range(size) if x[i * size + u, j * size + v] == best]
            dx[i * size + places[0][0], j * size + places[0][1]] = dy[i, j]
    return dx


def in_one_go(x, dy, size):
    (rows, columns), dx = dy.shape, np.zeros(x.shape, np.float32)
    inside = x[: rows * size, : columns * size].reshape(rows, size, columns, size).swapaxes(1, 2)
    won = np.eye(size * size)[inside.reshape(rows, columns, -1).argmax(axis=2)] * dy[..., None]
    back = won.reshape(rows, columns, size, size).swapaxes(1, 2).reshape(rows * size, columns * size)
    dx[: rows * size, : columns * size] = back
    return dx


def by_windows(image, kernel, dy, stride):
    dimage, dkernel = np.zeros(image.shape), np.zeros(kernel.shape)
    kh, kw = kernel.shape[:2]
    for i, j in np.ndindex(dy.shape[:2]):
        place = slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw)
        dimage[place] += kernel @ dy[i, j]
        dkernel += image[place][..., None] * dy[i, j]
    return dimage, dkernel, dy.sum(axis=(0, 1))


def by_turned_kernel(image, kernel, dy, stride):
    """The way back as two convolutions: zeros between and around dy, the kernel turned."""
    kh, kw = kernel.shape[:2]
    spread = np.zeros((image.shape[0] + kh - 1, image.shape[1] + kw - 1, dy.shape[2]))
    ends = kh - 1 + stride * dy.shape[0], kw - 1 + stride * dy.shape[1]
    spread[kh - 1 : ends[0] : stride, kw - 1 : ends[1] : stride] = dy
    windows = np.lib.stride_tricks.sliding_window_view(spread, (kh, kw), axis=(0, 1))
    dimage = np.einsum("ijfuv,uvcf->ijc", windows, kernel[::-1, ::-1])
    seen = np.lib.stride_tricks.sliding_window_view(image, (kh, kw), axis=(0, 1))[::stride, ::stride]
    return dimage, np.einsum("ijcuv,ijf->uvcf", seen, dy), np.einsum("ijf->f", dy)


def six_loops(image, kernel, dy, stride, assign=""):
    """As the hints have it; `assign` names what is overwritten in place of added to."""
    dimage, dkernel, dbias = np.zeros(image.shape), np.zeros(kernel.shape), np.zeros(kernel.shape[3])
    for f in range(kernel.shape[3]):
        for c in range(kernel.shape[2]):
            for u, v in np.ndindex(kernel.shape[:2]):
                for i, j in np.ndindex(dy.shape[:2]):
                    row, column = i * stride + u, j * stride + v
                    before = 0 if "dimage" in assign else dimage[row, column, c]
                    dimage[row, column, c] = before + dy[i, j, f] * kernel[u, v, c, f]
                    before = 0 if "dkernel" in assign else dkernel[u, v, c, f]
                    dkernel[u, v, c, f] = before + dy[i, j, f] * image[row, column, c]
        dbias[f] = dy[:, :, f].sum()
    return dimage, dkernel, dbias


def conv_twins(image, kernel, dy, stride):
    settings = (stride, stride), (0, 0, 0, 0)
    dx = reference.conv2d_input_gradient(dy[None], kernel, *settings, *image.shape[:2])[0]
    return dx, *reference.conv2d_kernel_gradient(image[None], dy[None], *settings, *kernel.shape[:2])


RIGHT = {
    CHAIN: [{name: kind(slope) for name, slope in SLOPES.items()} for kind in (int, float, np.int64, np.float32)],
    DENSE: [by_matrix, looped, by_samples, in_32_bits, twins],
    POOL: [by_argmax, by_break, in_one_go],
    CONV: [by_windows, by_turned_kernel, six_loops, conv_twins],
}
WRONG = {
    CHAIN: [
        {**SLOPES, "da": "13"},
        {**SLOPES, "da": ...},
        {**SLOPES, "dd": 1},
        [3, 3, 9, 13],
        dict.fromkeys(SLOPES, 0),
        13,
    ],
    DENSE: [
        lambda x, kernel, dy: by_matrix(x, kernel, dy)[:2],
        lambda x, kernel, dy: by_matrix(x, kernel, dy)[1],
        lambda x, kernel, dy: tuple(part.tolist() for part in by_matrix(x, kernel, dy)),
        lambda x, kernel, dy: (dy @ kernel.T, x.T @ dy, np.ones(dy.shape[1])),
        lambda x, kernel, dy: (dy @ kernel.T, x.T @ dy, np.zeros(dy.shape[1])),
        lambda x, kernel, dy: (dy @ kernel.T, x.T @ dy / x.shape[1], dy.sum(axis=0)),
        lambda x, kernel, dy: (dy @ kernel.T / len(x), x.T @ dy / len(x), dy.sum(axis=0) / len(x)),
        lambda x, kernel, dy: (-dy @ kernel.T, -x.T @ dy, -dy.sum(axis=0)),
        lambda x, kernel, dy: (x @ kernel, x.T @ dy, dy.sum(axis=0)),
        lambda x, kernel, dy: (dy * kernel, x * dy, dy.sum(axis=0)),
        lambda x, kernel, dy: (kernel.sum(axis=1) + 0 * x, x.T @ dy, dy.sum(axis=0)),
        lambda x, kernel, dy: (dy @ kernel.T * (x > 0), x.T @ dy, dy.sum(axis=0)),
        lambda x, kernel, dy: (dy @ kernel.T, x.T @ dy + kernel, dy.sum(axis=0)),
        lambda x, kernel, dy: (dy @ kernel.T, x.T @ dy, dy.sum(axis=0).astype(int)),
    ],
    POOL: [
        lambda x, dy, size: by_argmax(x, dy, 2),
        lambda x, dy, size: by_argmax(x[: len(dy) * size], dy, size),
        lambda x, dy, size: by_argmax(x, dy, size).tolist(),
        lambda x, dy, size: by_argmax(x, np.abs(dy), size),
        lambda x, dy, size: by_argmax(-x, dy, size),
        lambda x, dy, size: by_argmax(x.T, dy.T, size),
        lambda x, dy, size: by_argmax(x, dy, size)[None],
        lambda x, dy, size: np.where(x == x.max(), dy.sum(), 0),
        lambda x, dy, size: np.kron(dy, np.ones((size, size))) / size**2,
        lambda x, dy, size: by_argmax(x.T, dy.T, size).T,  # of equal ones the first column by column
        lambda x, dy, size: np.maximum(by_argmax(x, dy, size), 0),
    ],
    CONV: [
        lambda image, kernel, dy, stride: six_loops(image, kernel, dy, stride)[:2],
        lambda image, kernel, dy, stride: six_loops(image, kernel, dy, 1),
        lambda image, kernel, dy, stride: six_loops(image, kernel, dy, stride, "dimage"),
        lambda image, kernel, dy, stride: six_loops(image, kernel, dy, stride, "dkernel"),
        lambda image, kernel, dy, stride: six_loops(image, kernel, dy, stride, "dimage dkernel"),
        lambda image, kernel, dy, stride: six_loops(image, kernel[..., ::-1], dy, stride),
        lambda image, kernel, dy, stride: six_loops(image, kernel[:, :, ::-1], dy, stride),
        lambda image, kernel, dy, stride: six_loops(image[::-1], kernel, dy[::-1], stride),
        lambda image, kernel, dy, stride: six_loops(image, kernel, dy.swapaxes(0, 1), stride),
        lambda image, kernel, dy, stride: six_loops(image, kernel, dy / dy[..., 0].size, stride),
        lambda image, kernel, dy, stride: by_turned_kernel(image, kernel[::-1, ::-1], dy, stride),
        lambda image, kernel, dy, stride: six_loops(image[..., :1], kernel[:, :, :1], dy, stride),
        lambda image, kernel, dy, stride: tuple(part.tolist() for part in six_loops(image, kernel, dy, stride)),
    ],
}


def test_what_is_asked_for_is_what_the_course_computes():
    """The finished functions agree with the equations, in 64 bits."""
    for exercise in (DENSE, CONV):
        for case in exercise.cases():
            found, wanted = exercise.finished(*case.values()), (by_matrix, six_loops)[exercise is CONV](*case.values())
            for one, other in zip(found, wanted, strict=True):
                np.testing.assert_allclose(one, other, rtol=1e-5, atol=1e-5)


def in_whole_numbers(x, kernel, dy):
    dx = np.zeros_like(x)
    for n in range(len(x)):
        for k in range(len(kernel)):
            for o in range(dy.shape[1]):
                dx[n, k] += dy[n, o] * kernel[k, o]
    return dx, *by_matrix(x, kernel, dy)[1:]


def within_the_loops(x, dy, size, mistake):
    """Each window by two loops, as a learner writes them."""
    dx, best = np.zeros(x.shape), -np.inf
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            best = best if mistake == "stays" else -np.inf
            for u in range(i * size, (i + 1) * size):
                for v in range(j * size, (j + 1) * size):
                    if x[u, v] > best:
                        best, place = x[u, v], (u, v)
                        dx[place] += dy[i, j] if mistake == "at once" else 0
            dx[place] = dy[i, j]
    return dx


def counted_from_the_image(image, kernel, dy, stride):
    rows, columns = image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1
    for i in range(rows):
        for j in range(columns):
            _ = dy[i, j]
    return six_loops(image, kernel, dy, stride)


def without_stride_in_dkernel(image, kernel, dy, stride):
    dimage, _, dbias = six_loops(image, kernel, dy, stride)
    return dimage, six_loops(image, kernel, dy, 1)[1], dbias


CAUSES = [
    (CHAIN, {**SLOPES, "dc": 1}, "the step alone"),
    (CHAIN, {"dd": 7, "dc": 7, "db": 21, "da": 21}, "put that right first"),
    (DENSE, in_whole_numbers, "`np.zeros_like(x)`"),
    (DENSE, lambda x, kernel, dy: tuple(part / len(x) for part in by_matrix(x, kernel, dy)), "all three are divided"),
    (POOL, lambda *a: within_the_loops(*a, "stays"), "begin anew in each window"),
    (POOL, lambda *a: within_the_loops(*a, "at once"), "looked through"),
    (POOL, lambda x, dy, size: by_argmax(x, dy, size)[: len(dy) * size, : dy.shape[1] * size], "dx lacks the rows"),
    (CONV, without_stride_in_dkernel, "in dkernel the stride is left out"),
    (CONV, lambda *a: (*six_loops(*a)[:2], a[2].sum(axis=0)), "summed over the rows only"),
]


@pytest.mark.parametrize("exercise, answer, words", CAUSES)
def test_a_mistake_is_told_its_own_cause(exercise, answer, words):
    lines = exercise.examine(answer).lines
    assert any(line.startswith("Likely cause") and words in line for line in lines), lines


def test_places_counted_as_for_stride_1_are_told_so():
    lines = CONV.examine(counted_from_the_image).lines
    assert any(line.startswith("Likely cause: the places are counted") for line in lines), lines


def test_an_overwritten_sum_is_named():
    lines = CONV.examine(lambda *arguments: six_loops(*arguments, "dkernel")).lines
    assert any("`+=`" in line for line in lines), lines


def test_both_the_direct_way_and_the_way_through_c_are_told_apart():
    for value, words in ((7, "only the direct way"), (6, "only the way through c"), (42, "multiplied")):
        lines = CHAIN.examine({**SLOPES, "da": value}).lines
        assert any(words in line for line in lines), lines
        assert lines[0] == "3 of 4 are right."
