"""Answers that learners may give to lesson 05's exercises: other ways that are right, and more that are wrong."""

import math

import numpy as np
import pytest

from course_lib import losses
from course_lib.exercises import catalogue
from course_lib.exercises.lessons.lesson_05.focal_loss import FocalLoss

ONE_HOT, ENTROPY, GRADIENT, FOCAL = (catalogue.find(f"05.{place}", "test") for place in (1, 2, 3, 4))


def compared(labels, classes):
    return (np.arange(classes) == labels[:, None]).astype(np.float32)


def indexed(labels, classes):
    result = np.zeros((len(labels), classes), dtype=int)
    result[np.arange(len(labels)), labels] = 1
    return result


def looped_entropy(labels, probabilities):
    total = 0
    for row, guess in zip(labels, probabilities, strict=True):
        for y, p in zip(row, guess, strict=True):
            if y == 1:
                total += -math.log(max(p, 1e-7))
    return total / len(labels)


def picked_entropy(labels, probabilities):
    p = probabilities[np.arange(len(labels)), labels.argmax(axis=1)]
    return -np.log(np.clip(p, 1e-7, 1 - 1e-7)).mean()


def in_32_bits(labels, probabilities):
    return losses.CategoricalCrossentropy()(np.float32(labels), np.float32(probabilities))


def log_is_held(labels, probabilities):
    return -(labels * np.maximum(np.log(probabilities), 1e-7)).sum() / len(labels)


def zeros_left_out(labels, probabilities):
    return -np.log(probabilities[(labels == 1) & (probabilities > 0)]).mean()


def with_epsilon(labels, probabilities):
    return np.mean(-np.sum(labels * np.log(probabilities + 1e-7), axis=1))


def looped_gradient(labels, scores):
    result = np.zeros(scores.shape)
    for n in range(len(scores)):
        powers = [math.exp(score - max(scores[n])) for score in scores[n]]
        for k in range(scores.shape[1]):
            result[n, k] = (powers[k] / sum(powers) - labels[n, k]) / len(scores)
    return result


def by_logarithms(labels, scores):
    moved = scores - scores.max(axis=1)[:, None]
    return (np.exp(moved - np.log(np.exp(moved).sum(axis=1))[:, None]) - labels) / scores.shape[0]


def focal(call, gradient=FocalLoss.gradient):
    return type("Own", (losses.Loss,), {"call": call, "gradient": gradient})


def picked(y_true, y_pred):
    return np.maximum((y_true * y_pred).sum(axis=1), 1e-7)


def picked_call(self, y_true, y_pred):
    p = picked(y_true, y_pred)
    return (1 - p) ** 2 * -np.log(p)


def picked_gradient(self, y_true, y_pred):
    p = picked(y_true, y_pred)
    return y_true * ((1 - p) * (2 * np.log(p) - 1 / p + 1) / len(p))[:, None]


def looped_call(self, y_true, y_pred):
    result = np.zeros(len(y_pred))
    for n, k in np.ndindex(*y_pred.shape):
        p = max(y_pred[n, k], 1e-7)
        result[n] -= y_true[n, k] * (1 - p) ** 2 * math.log(p)
    return result


def stub(self, y_true, y_pred):
    raise NotImplementedError


def changing(self, y_true, y_pred):
    y_pred += 0.01
    return FocalLoss().call(y_true, y_pred)


RIGHT = {
    ONE_HOT: [compared, indexed, lambda labels, classes: np.eye(classes)[labels]],
    ENTROPY: [looped_entropy, picked_entropy, in_32_bits, with_epsilon],
    GRADIENT: [looped_gradient, by_logarithms, lambda y, s: looped_gradient(y, s).astype(np.float32)],
    FOCAL: [focal(picked_call, picked_gradient), focal(looped_call), type("Inherits", (FocalLoss,), {})],
}
WRONG = {
    ONE_HOT: [
        lambda labels, classes: compared(labels, classes).tolist(),
        lambda labels, classes: compared(labels, classes + 1),
        lambda labels, classes: compared(labels, classes)[0],
        lambda labels, classes: compared(labels, classes)[::-1],
        lambda labels, classes: compared(labels, classes)[:, ::-1],
        lambda labels, classes: compared(labels[:, None], classes),
        lambda labels, classes: labels,
        lambda labels, classes: np.cumsum(compared(labels, classes), axis=0).clip(0, 1),
    ],
    ENTROPY: [
        lambda y, p: looped_entropy(y, p**2),
        lambda y, p: round(looped_entropy(y, p), 2),
        lambda y, p: -np.log(np.maximum(p, 1e-15)[y == 1]).mean(),
        lambda y, p: [looped_entropy(y, p)],
        lambda y, p: np.abs(y - p).mean(),
        log_is_held,
        zeros_left_out,
        lambda y, p: -np.log(np.maximum(p, 1e-3)[y == 1]).mean(),
    ],
    GRADIENT: [
        lambda y, s: looped_gradient(y, s).tolist(),
        lambda y, s: looped_gradient(y, s).sum(axis=0),
        lambda y, s: looped_gradient(y, s).T,
        lambda y, s: looped_gradient(1 - y, s),
        lambda y, s: looped_gradient(y, -s),
        lambda y, s: looped_gradient(y, np.clip(s, -500, 500)),
        lambda y, s: np.abs(looped_gradient(y, s)),
    ],
    FOCAL: [
        FocalLoss(),
        picked_call,
        3,
        int,
        focal(changing),
        focal(lambda self, y_true: 0),
        focal(lambda self, y_true, y_pred: None),
        focal(picked_call, lambda self, y_true, y_pred: None),
        focal(picked_call, lambda self, y_true, y_pred: y_true * 0),
        focal(picked_call, lambda self, y_true, y_pred: picked_gradient(self, y_true, y_pred).tolist()),
        focal(lambda self, y_true, y_pred: picked_call(self, y_true, y_pred).tolist()),
        focal(lambda self, y_true, y_pred: [][7]),
        losses.MeanSquaredError,
        losses.CategoricalCrossentropy,
    ],
}


@pytest.mark.parametrize(
    "answer, words",
    [
        (FocalLoss, "the course's own class"),
        (focal(stub, stub), ""),
        (focal(picked_call, stub), "Now write `gradient`"),
    ],
)
def test_a_loss_that_is_not_written_yet_is_open(answer, words):
    verdict = FOCAL.examine(answer)
    assert verdict.state == "open"
    assert words in " ".join(verdict.lines)


def places_swapped(labels, classes):
    result = np.zeros((len(labels), classes))
    for n, label in enumerate(labels):
        result[label, n] = 1
    return result


def call(y_true, y_pred):  # without `self`
    return picked_call(None, y_true, y_pred)


def softmax_of_rows(scores):
    return looped_gradient(np.zeros(scores.shape), scores) * len(scores)


@pytest.mark.parametrize(
    "exercise, answer, words",
    [
        (ONE_HOT, places_swapped, "the two places are swapped"),
        (ONE_HOT, lambda labels, classes: np.zeros((len(labels), classes)), "`==` only compares"),
        (ENTROPY, log_is_held, "the logarithm was held"),
        (ENTROPY, lambda y, p: ((p - y) ** 2).mean(), "that is the mean squared error"),
        (GRADIENT, lambda y, s: softmax_of_rows(s) - y / len(y), "Put brackets around the difference"),
        (FOCAL, focal(call), "def call(self, y_true, y_pred)"),
        (FOCAL, int, "the class int, which is none"),
    ],
)
def test_what_learners_write_is_told_its_cause(exercise, answer, words):
    assert any(words in line for line in exercise.examine(answer).lines), exercise.examine(answer).lines


def test_a_loss_is_told_what_was_tried_and_what_is_wrong():
    lines = " ".join(FOCAL.examine(focal(lambda self, y_true, y_pred: [][7])).lines)
    assert "Tried Own().call(y_true, y_pred) with" in lines and "IndexError" in lines and "[][7]" in lines
    assert "without brackets" in FOCAL.examine(FocalLoss()).lines[0]
    assert "It changed its argument `y_pred`" in " ".join(FOCAL.examine(focal(changing)).lines)
    assert "a subclass of losses.Loss" in FOCAL.examine(picked_call).lines[0]


def test_the_finished_gradient_is_the_slope_that_is_measured():
    for case in FOCAL._cases("gradient"):
        np.testing.assert_allclose(FocalLoss().gradient(**case), FOCAL.slopes(**case), atol=1e-8, rtol=1e-6)


def test_the_finished_loss_trains_with_32_bits_and_with_probabilities_of_0():
    y_true, y_pred = np.float32([[1, 0], [0, 1]]), np.float32([[0, 1], [0, 1]])
    assert np.isfinite(FocalLoss().call(y_true, y_pred)).all()
    assert np.isfinite(FocalLoss().gradient(y_true, y_pred)).all()
