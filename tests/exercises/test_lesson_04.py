"""Answers that learners may give to lesson 04's exercises: other ways that are right, and more that are wrong."""

import math
from itertools import pairwise

import numpy as np
import pytest

from course_lib.exercises import catalogue
from course_lib.kernels import reference

PARAMETERS, DENSE, SOFTMAX, MERGE = (catalogue.find(f"04.{place}", "test") for place in (1, 2, 3, 4))


def looped_dense(x, kernel, bias):
    result = np.zeros((len(x), len(bias)))
    for o in range(len(bias)):
        for k in range(len(kernel)):
            for n in range(len(x)):
                result[n, o] += x[n][k] * kernel[k][o]
        result[:, o] += bias[o]
    return result


def row_by_row(scores):
    rows = []
    for row in scores.tolist():
        largest = max(row)
        powers = [math.exp(score - largest) for score in row]
        rows.append([power / sum(powers) for power in powers])
    return np.array(rows)


def shifted_by(choose):
    """Softmax after another score than the largest was subtracted, in 64 bits."""

    def softmax(scores):
        moved = np.float64(scores) - choose(scores)[:, None]
        return np.exp(moved) / np.exp(moved).sum(axis=1, keepdims=True)

    return softmax


def by_columns(kernel1, bias1, kernel2, bias2):
    """Ask the two layers what they make of nothing, and of each input alone."""
    layer = lambda x: (x @ kernel1 + bias1) @ kernel2 + bias2  # noqa: E731
    bias = layer(np.zeros(len(kernel1)))
    return layer(np.eye(len(kernel1))) - bias, bias


def summed(kernel1, bias1, kernel2, bias2):
    between = range(len(bias1))
    kernel = [[sum(row[h] * kernel2[h, o] for h in between) for o in range(len(bias2))] for row in kernel1]
    bias = [bias2[o] + sum(bias1[h] * kernel2[h, o] for h in between) for o in range(len(bias2))]
    return np.array(kernel), np.array(bias)


RIGHT = {
    PARAMETERS: [
        lambda sizes: sum(a * b + b for a, b in pairwise(sizes)),
        lambda sizes: np.int64(sum((sizes[i] + 1) * sizes[i + 1] for i in range(len(sizes) - 1))),
        lambda sizes: float(np.dot(np.array(sizes[:-1]) + 1, sizes[1:])),
    ],
    DENSE: [
        looped_dense,
        lambda x, kernel, bias: x @ kernel + bias,
        lambda x, kernel, bias: np.dot(x, kernel) + bias[None],
        lambda x, kernel, bias: np.einsum("nk,ko->no", x, kernel) + bias,
        lambda x, kernel, bias: (kernel.T @ x.T).T + bias,
        lambda x, kernel, bias: np.array([(row[:, None] * kernel).sum(axis=0) + bias for row in x]),
        lambda x, kernel, bias: (np.float32(x) @ np.float32(kernel) + np.float32(bias)).astype(np.float32),
        reference.dense_forward,
    ],
    SOFTMAX: [
        row_by_row,
        reference.softmax_forward,
        lambda s: np.exp(s - s.max(1)[:, None]) / np.exp(s - s.max(1)[:, None]).sum(1)[:, None],
        lambda s: np.exp(s - s.max(1, keepdims=True) - 3) / np.exp(s - s.max(1, keepdims=True) - 3).sum(1)[:, None],
        lambda s: (np.exp(s.T - s.max(1)) / np.exp(s.T - s.max(1)).sum(0)).T,
        lambda s: 1 / np.exp(np.minimum(s[:, None, :] - s[:, :, None], 700.0)).sum(-1),
        lambda s: np.exp(s - np.logaddexp.reduce(s, axis=1, keepdims=True)),
    ],
    MERGE: [
        by_columns,
        summed,
        lambda k, b, m, c: [k @ m, m.T @ b + c],
        lambda k, b, m, c: (np.dot(k, m).astype(np.float32), np.float32(b @ m) + np.float32(c)),
    ],
}
WRONG = {
    PARAMETERS: [
        lambda sizes: sum(sizes),
        lambda sizes: math.prod(sizes),
        lambda sizes: sizes[0] * sizes[-1] + sizes[-1],
        lambda sizes: str(PARAMETERS.finished(sizes)),
        lambda sizes: (PARAMETERS.finished(sizes),),
        lambda sizes: PARAMETERS.finished(sizes[::-1]),
        lambda sizes: sum((a + 1) * (b + 1) for a, b in pairwise(sizes)),
        lambda sizes: sum(a * b for a, b in pairwise(sizes)) + len(sizes),
        lambda sizes: PARAMETERS.finished(sizes[1:]),
    ],
    DENSE: [
        lambda x, kernel, bias: (x @ kernel + bias).tolist(),
        lambda x, kernel, bias: (x @ kernel + bias).sum(axis=0),
        lambda x, kernel, bias: x @ kernel + bias[::-1],
        lambda x, kernel, bias: x @ kernel + bias.sum(),
        lambda x, kernel, bias: (x @ kernel + bias)[None],
        lambda x, kernel, bias: x[::-1] @ kernel + bias,
        lambda x, kernel, bias: (x - x.mean()) @ kernel + bias,
        lambda x, kernel, bias: x * kernel + bias,
        lambda x, kernel, bias: kernel @ x + bias,
        lambda x, kernel, bias: (x + 1) @ kernel + bias,
        lambda x, kernel, bias: SOFTMAX.finished(x @ kernel + bias),
    ],
    SOFTMAX: [
        lambda s: row_by_row(s).tolist(),
        lambda s: row_by_row(s)[0],
        lambda s: row_by_row(s).round(2),
        lambda s: np.log(row_by_row(s)),
        lambda s: row_by_row(s).argmax(axis=1),
        lambda s: np.exp(np.minimum(s, 80)) / np.exp(np.minimum(s, 80)).sum(axis=1, keepdims=True),
        lambda s: row_by_row(s / 2.0),
        lambda s: np.abs(s) / np.abs(s).sum(axis=1, keepdims=True),
        lambda s: np.nan_to_num(np.exp(s) / np.exp(s).sum(axis=1, keepdims=True)),
        shifted_by(lambda s: s.mean(axis=1)),
        shifted_by(lambda s: s.min(axis=1)),
        shifted_by(lambda s: s[:, 0]),
        shifted_by(lambda s: s[:, -1]),
        lambda s: 2.0 ** (s - s.max(1, keepdims=True)) / (2.0 ** (s - s.max(1, keepdims=True))).sum(1)[:, None],
    ],
    MERGE: [
        lambda k, b, m, c: (k @ m, -b @ m + c),
        lambda k, b, m, c: (np.maximum(k, 0) @ m, b @ m + c),
        lambda k, b, m, c: (k @ m, np.maximum(b, 0) @ m + c),
        lambda k, b, m, c: ((k @ m).T, b @ m + c),
        lambda k, b, m, c: (k @ m, b @ m + c, 0),
        lambda k, b, m, c: (k @ m + b @ m + c, b @ m + c),
        lambda k, b, m, c: np.vstack([k @ m, b @ m + c]),
        lambda k, b, m, c: ((k + b) @ m, c),
    ],
}


def swapped_loops(x, kernel, bias):
    """kernel[o, k] in place of kernel[k, o]."""
    result = np.zeros((len(x), len(bias)))
    for n in range(len(x)):
        for o in range(len(bias)):
            for k in range(len(kernel)):
                result[n, o] += x[n, k] * kernel[o, k]
    return result + bias


def returns_too_early(x, kernel, bias):
    result = np.zeros((len(x), len(bias)))
    for n in range(len(x)):
        for o in range(len(bias)):
            result[n, o] = x[n] @ kernel[:, o] + bias[o]
        return result


def total_goes_on(x, kernel, bias):
    result = np.zeros((len(x), len(bias)))
    for n in range(len(x)):
        total = 0
        for o in range(len(bias)):
            for k in range(len(kernel)):
                total += x[n, k] * kernel[k, o]
            result[n, o] = total + bias[o]
    return result


def turned_samples(x, kernel, bias):
    result = np.zeros((len(x), len(bias)))
    for n in range(len(x)):
        for o in range(len(bias)):
            result[n, o] = bias[o]
            for k in range(len(kernel)):
                result[n, o] += x[k, n] * kernel[k, o]
    return result


def dense_one(sample, weights, biases):
    """The lesson's, handed in as it is."""
    inputs, units = weights.shape
    result = np.zeros(units)
    for o in range(units):
        result[o] = biases[o]
        for k in range(inputs):
            result[o] += sample[k] * weights[k, o]
    return result


def from_place_0(sizes):
    return sum((sizes[place - 1] + 1) * sizes[place] for place in range(len(sizes)))


def subtracts_in_place(scores):
    for row in scores:
        row -= row.max()
    return np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)


@pytest.mark.parametrize(
    "exercise, answer, words",
    [
        (PARAMETERS, from_place_0, "the loop begins at place 0"),
        (PARAMETERS, lambda sizes: PARAMETERS.finished(sizes[1:]), "a layer is missing"),
        (DENSE, total_goes_on, "the total goes on from one output to the next"),
        (DENSE, turned_samples, "x's axes are swapped"),
        (DENSE, dense_one, "`dense_one` takes one sample"),
        (SOFTMAX, lambda s: np.exp(s) / np.exp(s).sum(), "the softmax is taken over the whole batch"),
        (DENSE, swapped_loops, "kernel[k, o] leads from input k to output o"),
        (DENSE, returns_too_early, "only the first sample is worked out"),
        (SOFTMAX, subtracts_in_place, "It changed its argument `scores`"),
        (SOFTMAX, lambda s: np.exp(s) / np.exp(s).sum(axis=1, keepdims=True), "exp overflows"),
        (MERGE, lambda k, b, m, c: (k @ m, c + b), "bias1 goes through kernel2 as well"),
    ],
)
def test_what_learners_write_is_told_its_cause(exercise, answer, words):
    assert any(words in line for line in exercise.examine(answer).lines), exercise.examine(answer).lines
