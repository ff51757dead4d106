"""Answers that learners may give to lesson 01's exercises: other ways that are right, and more that are wrong."""

import numpy as np
import pytest

from course_lib.exercises import catalogue
from tests.exercises.certainty import certainty

BRIGHTER, FILTER, DESIGNS, CORNERS = (catalogue.find(f"01.{place}", "test") for place in (1, 2, 3, 4))
PREWITT = np.array([[-1, 0, 1]] * 3)


def in_python(image, amount):
    rows = [[min(max(int(pixel) + amount, 0), 255) for pixel in row] for row in image]
    return np.array(rows)


def with_conditions(image, amount):
    result = np.array(image, dtype=float) + amount
    result[result > 255] = 255
    result[result < 0] = 0
    return result


def inner_loops_first(image, kernel):
    kh, kw = kernel.shape
    height, width = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    result = np.zeros((height, width))
    for v in range(kw):
        for u in range(kh):
            result += kernel[u, v] * image[u : u + height, v : v + width]
    return result


def summed_windows(image, kernel):
    kh, kw = kernel.shape
    result = np.empty((len(image) - kh + 1, len(image[0]) - kw + 1))
    for i in range(result.shape[0]):
        for j in range(result.shape[1]):
            result[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return result


def rows_of_lists(image, kernel):
    return np.array(summed_windows(image, kernel).tolist())


def by_einsum(image, kernel):
    return np.einsum("ijuv,uv->ij", np.lib.stride_tricks.sliding_window_view(image, kernel.shape), kernel)


def corner_loops(image):
    left, upper = summed_windows(image, PREWITT), summed_windows(image, PREWITT.T)
    result = np.zeros(left.shape)
    for i, j in np.ndindex(left.shape):
        if left[i, j] > 0 and upper[i, j] > 0:
            result[i, j] = min(left[i, j], upper[i, j])
    return result


def designs(**changed):
    """The exercise's own kernels, some of them changed."""
    return {**DESIGNS.finished, **{name.replace("_", " "): kernel for name, kernel in changed.items()}}


ROW = np.array([[0, 0, 0], [1, 1, 1], [0, 0, 0]])
RIGHT = {
    BRIGHTER: [
        lambda image, amount: np.clip((image / 255 + amount / 255) * 255, 0, 255),
        in_python,
        with_conditions,
        lambda image, amount: np.clip(image.astype(np.int16) + amount, 0, 255).astype(np.uint8),
        lambda image, amount: np.clip(image * 1.0 + amount, 0, 255),
        lambda image, amount: np.minimum(np.maximum(image.astype("int32") + amount, 0), 255),
        lambda image, amount: np.clip(np.add(image, amount, dtype=int), 0, 255),
    ],
    FILTER: [
        inner_loops_first,
        summed_windows,
        rows_of_lists,
        by_einsum,
        lambda image, kernel: summed_windows(image, kernel).astype(np.float32),
        lambda image, kernel: summed_windows(image.astype(int), kernel),
    ],
    DESIGNS: [
        designs(),
        designs(lower_edges=np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]])),
        designs(lower_edges=np.array([[0, 0, 0], [0, 1, 0], [0, -1, 0]])),
        designs(lower_edges=np.array([[0, 1, 0], [0, -1, 0], [0, 0, 0]], dtype=np.float32) / 7),
        designs(lower_edges=np.array([[0, 1, 0], [0, 0, 0], [0, -1, 0]])),
        designs(move_right=np.array([[0, 0, 0], [1.0, 0, 0], [0, 0, 0]])),
        designs(blur_sideways=ROW / np.float32(3)),
        designs(blur_sideways=np.array([[0, 0, 0], [0.25, 0.5, 0.25], [0, 0, 0]])),
        designs(blur_sideways=np.array([[0, 0, 0], [0.2, 0.2, 0.6], [0, 0, 0]])),
    ],
    CORNERS: [
        corner_loops,
        lambda image: np.minimum(
            np.maximum(by_einsum(image, PREWITT), 0), np.maximum(by_einsum(image, PREWITT.T), 0)
        ).astype(float),
        lambda image: (lambda both: np.where(both > 0, both, 0))(
            np.minimum(summed_windows(image, PREWITT), summed_windows(image, PREWITT.T))
        ),
    ],
}
WRONG = {
    BRIGHTER: [
        lambda image, amount: image,
        lambda image, amount: in_python(image, amount).tolist(),
        lambda image, amount: in_python(image, amount).T,
        lambda image, amount: in_python(image, amount) / 255,
        lambda image, amount: np.clip(image + abs(amount), 0, 255),
        lambda image, amount: in_python(image, abs(amount)),
        lambda image, amount: in_python(image, 10),
        lambda image, amount: np.where(image > 255 - amount, 255, image + amount),
    ],
    FILTER: [
        lambda image, kernel: summed_windows(image, kernel).tolist(),
        lambda image, kernel: summed_windows(image, kernel).T,
        lambda image, kernel: summed_windows(image, kernel[::-1]),
        lambda image, kernel: summed_windows(image, kernel[:, ::-1]),
        lambda image, kernel: np.maximum(summed_windows(image, kernel), 0),
        lambda image, kernel: abs(summed_windows(image, kernel)),
        lambda image, kernel: summed_windows(image, kernel).ravel(),
        lambda image, kernel: summed_windows(image, kernel)[::2, ::2],
        lambda image, kernel: np.pad(summed_windows(image, kernel), 1),
        lambda image, kernel: summed_windows(image, kernel) + 1,
        lambda image, kernel: summed_windows(image, kernel).astype(np.uint8),
        lambda image, kernel: image * kernel,
    ],
    DESIGNS: [
        {},
        ROW,
        [ROW, ROW, ROW],
        {**designs(), "another": ROW},
        designs(move_right=[[0, 0, 0], [1, 0, 0], [0, 0, 0]]),
        designs(move_right=...),
        designs(move_right=None),
        designs(move_right="left"),
        designs(move_right=np.array([[1, 0]])),
        designs(move_right=np.full((3, 3), np.nan)),
        designs(move_right=np.array([["0"] * 3] * 3)),
        designs(move_right=np.array([[0, 0, 0], [1, 0.01, 0], [0, 0, 0]])),
        designs(move_right=np.array([[1, 0, 0], [1, 0, 0], [1, 0, 0]]) / 3),
        designs(lower_edges=np.array([[1, 1, 1], [0, 0, 0], [-1, -1, 0]])),
        designs(lower_edges=PREWITT),
        designs(lower_edges=PREWITT.T),
        designs(lower_edges=np.array([[0, -1, 0], [-1, 4, -1], [0, -1, 0]])),
        designs(blur_sideways=ROW / 3.1),
        designs(blur_sideways=ROW.T / 3),
        designs(blur_sideways=np.ones((3, 3)) / 9),
        designs(blur_sideways=np.array([[0, 0, 0], [0.5, 0.5, 0], [0, 0, 0]])),
        designs(blur_sideways=np.array([[0, 0, 0], [1, -1, 1], [0, 0, 0]])),
        designs(blur_sideways=np.array([[1, 1, 1], [1, 1, 1], [-1, -1, -1]]) / 3),
    ],
    CORNERS: [
        lambda image: corner_loops(image).tolist(),
        lambda image: corner_loops(image).T,
        lambda image: np.sqrt(corner_loops(image)),
        lambda image: corner_loops(image) > 0,
        lambda image: corner_loops(image) / 255,
        lambda image: np.pad(corner_loops(image), 1),
        lambda image: np.where(corner_loops(image) > 0, summed_windows(image, PREWITT), 0),
        lambda image: np.where(corner_loops(image) > 0, np.hypot(*[summed_windows(image, PREWITT)] * 2), 0),
        lambda image: image[1:-1, 1:-1],
        lambda image: np.clip(corner_loops(image), 0, 255),
        lambda image: corner_loops(image).astype(np.uint8),
    ],
}


def test_kernels_that_are_all_missing_are_open_and_one_that_is_missing_is_told():
    assert DESIGNS.examine(dict.fromkeys(DESIGNS.finished, ...)).state == "open"
    assert DESIGNS.examine(...).state == "open"
    verdict = DESIGNS.examine(designs(move_right=...))
    assert verdict.lines == ("2 of 3 do their job.", "move right: still open.")


@pytest.mark.parametrize(
    "name, kernel, words",
    [
        ("lower_edges", PREWITT.T, "it gives -27, -27. They must be positive."),
        ("lower_edges", np.ones((3, 3)), "An even area of nines becomes 81. It must become 0."),
        ("move_right", ROW[::-1, ::-1] / 3, "So one weight alone may differ from 0."),
        ("move_right", np.diag([0, 0, 1]), "the image moves upwards and to the left: each pixel takes the value of "
            "the one below it and on its right."),
        ("blur_sideways", ROW, "An even area of 100 becomes 300."),
        ("blur_sideways", ROW.T / 3, "weights stand in the upper or lower row."),
        ("blur_sideways", ROW.tolist(), "this is a list. Make it an array: np.array([...])."),
    ],
)  # fmt: skip
def test_what_a_kernel_does_wrong_is_told(name, kernel, words):
    verdict = DESIGNS.examine(designs(**{name: kernel}))
    assert verdict.state == "wrong" and words in " ".join(verdict.lines), verdict.lines
    assert verdict.lines[0] == "2 of 3 do their job."


def test_what_a_moving_kernel_gives_is_never_told_to_be_what_it_must_give():
    for kernel in (np.array([[1, 0, 0]] * 3) / 3, np.array([[0, 1, 0], [1, -1, 1], [0, 0, 0]])):
        lines = " ".join(DESIGNS.examine(designs(move_right=kernel)).lines)
        given, wanted = lines.split(" becomes ")[1].split(". It must become ")
        assert given != wanted.split(". ")[0]


def written(body):
    """`my_filter` as a learner would write it, with `body` in its two loops over the places."""
    lines = ["def my_filter(image, kernel):", "    kh, kw = kernel.shape"]
    lines += ["    result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))"]
    lines += ["    for i in range(result.shape[0]):", "        for j in range(result.shape[1]):"]
    names = {"np": np}
    exec("\n".join([*lines, f"            {body}", "    return result"]), names)
    return names["my_filter"]


@pytest.mark.parametrize(
    "exercise, answer, words",
    [
        (BRIGHTER, lambda image, amount: np.clip(image.astype(np.uint16) + amount, 0, 255), "has no place for −10"),
        (BRIGHTER, lambda image, amount: max(0, min(255, image.astype(int) + amount)), "work on single numbers"),
        (BRIGHTER, lambda image, amount: np.clip(image / 255 + amount / 255, 0, 1), "the result goes from 0 to 1"),
        (FILTER, written("result[i, j] = image[i : i + kh, j : j + kw] * kernel"), "takes one number: np.sum"),
        (FILTER, written("result[i, j] = image[i, j] * np.sum(kernel)"), "each weight meets the same pixel"),
        (FILTER, written("result[i, j] = np.sum(image[:kh, :kw] * kernel)"), "the window never moves"),
        (FILTER, written("result[i, j] = np.sum(image[i : i + 2, j : j + 2] * kernel)"), "right in the first case"),
        (FILTER, written("result[i, j] = max(np.sum(image[i : i + kh, j : j + kw] * kernel), 0)"), "negative sums"),
        (CORNERS, lambda image: np.clip(corner_loops(image), 0, 255), "it is cut off at 255"),
        (CORNERS, lambda image: corner_loops(image).astype(np.uint8), "8 bits have no room"),
        (
            CORNERS,
            lambda image: (lambda left: np.maximum(np.minimum(left, left.T), 0))(summed_windows(image, PREWITT)),
            "the kernel has to be transposed",
        ),
    ],
)
def test_what_learners_write_is_told_its_cause(exercise, answer, words):
    verdict = exercise.examine(answer)
    start = f"{certainty(exercise, answer)} cause: "
    assert any(line.startswith(start) and words in line for line in verdict.lines), verdict.lines


def test_every_place_of_a_single_weight_is_told_where_the_image_moves():
    causes = []
    for row, column in np.ndindex(3, 3):
        kernel = np.zeros((3, 3))
        kernel[row, column] = 1
        causes.append(" ".join(DESIGNS.examine(designs(move_right=kernel)).lines[2:]))
    assert causes.count("") == 1 and causes[3] == "" and len(set(causes)) == 9
