"""Answers that learners may give to lesson 13's exercises: other ways that are right, and more that are wrong."""

import numba
import numpy as np
import pytest

from course_lib import Input, Sequential, kernels, layers
from course_lib.exercises import catalogue
from course_lib.kernels import reference

ENSEMBLE, PLUGGED, BUDGET = (catalogue.find(f"13.{place}", "test") for place in (1, 2, 3))


def with_loops(probabilities):
    networks, images, classes = probabilities.shape
    result = np.zeros(images, dtype=int)
    for n in range(images):
        best = -1.0
        for k in range(classes):
            total = 0.0
            for m in range(networks):
                total += probabilities[m, n, k]
            if total > best:
                best, result[n] = total, k
    return result


def ties_to_the_last(probabilities):
    means = probabilities.mean(axis=0)
    return np.array([max(range(len(row)), key=lambda k: (row[k], k)) for row in means])


def looped(x, kernel, bias, strides, padding):
    top, bottom, left, right = padding
    padded = np.pad(x, ((0, 0), (top, bottom), (left, right), (0, 0)))
    kh, kw, channels, filters = kernel.shape
    height = (padded.shape[1] - kh) // strides[0] + 1
    width = (padded.shape[2] - kw) // strides[1] + 1
    result = np.zeros((len(x), height, width, filters))
    for n, i, j, f in np.ndindex(*result.shape):
        total = bias[f]
        for u in range(kh):
            for v in range(kw):
                for c in range(channels):
                    total += padded[n, i * strides[0] + u, j * strides[1] + v, c] * kernel[u, v, c, f]
        result[n, i, j, f] = total
    return result


def windowed(x, kernel, bias, strides, padding):
    top, bottom, left, right = padding
    padded = np.pad(x, [(0, 0), (top, bottom), (left, right), (0, 0)])
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape[:2], axis=(1, 2))
    return np.einsum("nijcuv,uvcf->nijf", windows[:, :: strides[0], :: strides[1]], kernel) + bias


def by_matrix(x, kernel, bias, strides, padding):
    (sh, sw), (top, bottom, left, right) = strides, padding
    padded = np.pad(x, [(0, 0), (top, bottom), (left, right), (0, 0)])
    kh, kw, _, filters = kernel.shape
    rows, columns = (padded.shape[1] - kh) // sh + 1, (padded.shape[2] - kw) // sw + 1
    result = np.empty((len(x), rows, columns, filters), np.float32)
    for i in range(rows):
        for j in range(columns):
            window = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
            result[:, i, j] = window.reshape(len(x), -1) @ kernel.reshape(-1, filters) + bias
    return result


def without_a_padded_copy(x, kernel, bias, strides, padding):
    return reference.conv2d_forward(x, kernel, bias, strides, padding)


@numba.njit
def with_numba(x, kernel, bias, strides, padding):
    sh, sw = strides
    top, bottom, left, right = padding
    count, height, width, channels = x.shape
    kh, kw, _, filters = kernel.shape
    rows, columns = (height + top + bottom - kh) // sh + 1, (width + left + right - kw) // sw + 1
    y = np.zeros((count, rows, columns, filters))
    for n in range(count):
        for i in range(rows):
            for j in range(columns):
                for u in range(kh):
                    for v in range(kw):
                        row, column = i * sh + u - top, j * sw + v - left
                        if 0 <= row < height and 0 <= column < width:
                            for c in range(channels):
                                for f in range(filters):
                                    y[n, i, j, f] += x[n, row, column, c] * kernel[u, v, c, f]
    return y + bias


def network(*middle, units=10, last="softmax", shape=(28, 28, 1)):
    return Sequential([Input(shape), *middle, layers.Flatten(), layers.Dense(units, activation=last)])


def stage(filters):
    return layers.Conv2D(filters, 3, activation="relu"), layers.MaxPooling2D(), layers.BatchNormalization()


def without_input():
    return Sequential([layers.Conv2D(4, 3, activation="relu"), layers.Flatten(), layers.Dense(10, "softmax")])


RIGHT = {
    ENSEMBLE: [
        with_loops,
        lambda p: p.sum(axis=0).argmax(axis=1),
        lambda p: np.argmax(sum(p), axis=-1),
        lambda p: np.array([p[:, n].mean(axis=0).argmax() for n in range(p.shape[1])]),
        lambda p: np.mean(np.float32(p), axis=0).argmax(axis=1).astype(np.uint8),
        lambda p: np.average(p, axis=0).argmax(axis=1).astype(float),
    ],
    PLUGGED: [looped, windowed, by_matrix, without_a_padded_copy],
    BUDGET: [
        lambda: network(*stage(24), *stage(40), layers.Dropout(0.1)),
        lambda: network(layers.Conv2D(16, 5, use_bias=False), *stage(16)[1:], layers.ReLU(), *stage(32)),
    ],
}
WRONG = {
    ENSEMBLE: [
        ties_to_the_last,
        lambda p: p.sum(axis=0).argmax(axis=1).tolist(),
        lambda p: p.mean(axis=0).argmax(axis=1)[:, None],
        lambda p: p.mean(axis=0).argmax(axis=1)[::-1],
        lambda p: p.mean(axis=2).argmax(axis=1),
        lambda p: (p.mean(axis=0) > 0.5).argmax(axis=1),
        lambda p: "4",
    ],
    PLUGGED: [
        lambda x, kernel, bias, strides, padding: looped(x, kernel, bias, strides, padding).tolist(),
        lambda x, kernel, bias, strides, padding: looped(x, kernel, bias, strides, padding[::-1]),
        lambda x, kernel, bias, strides, padding: looped(x[::-1], kernel, bias, strides, padding),
        lambda x, kernel, bias, strides, padding: looped(x, kernel, -bias, strides, padding),
        lambda x, kernel, bias, strides, padding: looped(x, kernel, bias, strides, padding)[..., 0],
        lambda x, kernel, bias, strides, padding: looped(x[..., ::-1], kernel, bias, strides, padding),
        lambda x, kernel, bias, strides, padding: kernels.conv2d_forward(
            *(np.ascontiguousarray(each, np.float32) for each in (x, kernel, bias)), strides, padding
        ),
    ],
    BUDGET: [
        lambda: network,
        lambda: None,
        without_input,
        lambda: network(layers.Conv2D(16, 3), shape=(28, 28, 3)),
        lambda: Sequential([Input((28, 28, 1)), layers.Conv2D(10, 3, activation="softmax")]),
        lambda: network(layers.MaxPooling2D(), layers.Dense(100)),
        lambda: network(*stage(8), last="sigmoid"),
        lambda: network(layers.Conv2D(8, 31)),
    ],
}


@pytest.mark.slow
def test_a_compiled_function_may_be_plugged_in():
    assert PLUGGED.examine(with_numba).state == "right"


def test_a_convolution_that_would_call_itself_is_told_so():
    """Its numbers are right, but not once it stands in the kernel's place."""
    verdict = PLUGGED.examine(WRONG[PLUGGED][-1])
    assert "would call itself without end" in verdict.lines[0]
    assert not kernels.REPLACED


def test_a_compiled_function_that_reaches_outside_an_array_is_not_run():
    """It would write into other memory, and end the process."""

    @numba.njit
    def too_far(x, kernel, bias, strides, padding):
        result = np.zeros((len(x), 1, 1, kernel.shape[3]))
        for i in range(x.shape[1]):
            result[0, i, 0, 0] = x[0, i, 0, 0]
        return result

    verdict = PLUGGED.examine(too_far)
    assert verdict.state == "wrong"
    assert "IndexError" in verdict.lines[0]
    assert not too_far.signatures


def test_an_error_of_another_kind_is_not_put_down_to_a_slice_from_behind():
    def rounded_up(x, kernel, bias, strides, padding):
        top, bottom, left, right = padding
        padded = np.pad(x, ((0, 0), (top, bottom), (left, right), (0, 0)))
        kh, kw, _, filters = kernel.shape
        rows, columns = -((kh - padded.shape[1]) // strides[0]) + 1, -((kw - padded.shape[2]) // strides[1]) + 1
        result = np.zeros((len(x), rows, columns, filters))
        for n, i, j, f in np.ndindex(*result.shape):
            window = padded[n, i * strides[0] :, j * strides[1] :][:kh, :kw]
            result[n, i, j, f] = (window * kernel[..., f]).sum() + bias[f]
        return result

    assert "rounded up" in PLUGGED.examine(rounded_up).lines[-1]


def test_a_network_that_stays_below_without_a_usual_cause_is_told_so(monkeypatch):
    monkeypatch.setattr(type(BUDGET), "trained", lambda exercise, model: 0.9681)
    late = layers.Conv2D(24, 3, activation="relu"), layers.BatchNormalization(momentum=0.9), layers.MaxPooling2D()
    verdict = BUDGET.examine(lambda: network(*late, layers.Conv2D(48, 3, activation="relu"), layers.MaxPooling2D()))
    assert verdict.state == "wrong"
    assert "no usual cause" in verdict.lines[-1]


def test_the_courses_own_convolution_can_be_plugged_in():
    image = np.ones((2, 6, 5, 1), np.float32)
    layer = layers.Conv2D(3, 3, strides=2, padding="same")
    usual = layer(image)
    with kernels.use(conv2d_forward=PLUGGED.finished):
        assert np.array_equal(layer(image), usual)


def test_a_network_that_is_no_answer_is_told_why():
    assert BUDGET.examine(network()).state == "wrong"
    assert "without brackets" in BUDGET.examine(network()).lines[0]
    assert "is a `return` missing?" in BUDGET.examine(lambda: None).lines[0]
    assert "in the layer 'dense'" in BUDGET.examine(lambda: network(layers.Conv2D(16, 3))).lines[0]

    def stub():
        raise NotImplementedError

    assert BUDGET.examine(stub).state == BUDGET.examine(BUDGET.finished).state == "open"
