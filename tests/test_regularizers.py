"""Regularizers: penalties and gradients by hand, in a layer, by name."""

import re

import numpy as np
import pytest

from course_lib import Input, Sequential, layers, regularizers

W = np.float32([[3, -1], [0, 2]])


@pytest.mark.parametrize(
    "regularizer, penalty, gradient",
    [
        (regularizers.L1(0.5), 0.5 * 6, [[0.5, -0.5], [0, 0.5]]),
        (regularizers.L2(0.25), 0.25 * 14, [[1.5, -0.5], [0, 1]]),
        (regularizers.L1L2(0.5, 0.25), 0.5 * 6 + 0.25 * 14, [[2, -1], [0, 1.5]]),
        (regularizers.L1L2(), 0, [[0, 0], [0, 0]]),
        (regularizers.get("l1"), 0.01 * 6, [[0.01, -0.01], [0, 0.01]]),
        (regularizers.get("l2"), 0.01 * 14, [[0.06, -0.02], [0, 0.04]]),
        (regularizers.get("l1_l2"), 0.01 * 6 + 0.01 * 14, [[0.07, -0.03], [0, 0.05]]),
    ],
)
def test_penalties_by_hand(regularizer, penalty, gradient):
    assert regularizer(W) == regularizer.penalty(W) == pytest.approx(penalty)
    np.testing.assert_allclose(regularizer.gradient(W), gradient, rtol=1e-6)
    assert regularizer.gradient(W).dtype == np.float32


@pytest.mark.parametrize("regularizer", ["l2", regularizers.L1(0.1)])
def test_the_penalty_counts_in_loss_and_gradient(regularizer):
    x, y = np.float32([[1, 2], [3, 5], [0, 1]]), np.float32([[1], [0], [2]])
    found = {}
    for name, kernel_regularizer in {"without": None, "with": regularizer}.items():
        model = Sequential([Input((2,)), layers.Dense(1, kernel_regularizer=kernel_regularizer)])
        model.set_weights([[[0.5], [-2]], [0.25]])
        model.compile("sgd", "mse")
        loss = model.evaluate(x, y, verbose=0)
        model.backward(model.loss.gradient(y, model.forward(x)))
        found[name] = loss, model[0].grads["kernel"].copy(), model[0].grads["bias"].copy()
    kind = regularizers.get(regularizer)
    kernel = np.float32([[0.5], [-2]])
    assert found["with"][0] == pytest.approx(found["without"][0] + kind(kernel))
    np.testing.assert_allclose(found["with"][1], found["without"][1] + kind.gradient(kernel), rtol=1e-6)
    np.testing.assert_array_equal(found["with"][2], found["without"][2])


@pytest.mark.parametrize(
    "make, error, text",
    [
        (lambda: regularizers.L2(-1), ValueError, "L2: `l2` must be at least 0, got -1."),
        (lambda: regularizers.L1("much"), TypeError, "L1: `l1` must be a number, got 'much'."),
        (lambda: regularizers.L1L2(l1=-0.5), ValueError, "L1L2: `l1` must be at least 0, got -0.5."),
        (lambda: regularizers.get("l3"), ValueError, "got 'l3'. Did you mean 'l"),
        (lambda: layers.Dense(1, kernel_regularizer=0.01), TypeError, "Dense: `kernel_regularizer` must be a regul"),
        (lambda: layers.Dense(1, kernel_regularizer=regularizers.L2), TypeError, "Write L2() with parentheses."),
    ],
)  # fmt: skip
def test_what_cannot_be_a_regularizer(make, error, text):
    with pytest.raises(error, match=re.escape(text)):
        make()


def test_none_is_none():
    assert regularizers.get(None) is None


def test_the_other_names_of_keras():
    names = regularizers.l1, regularizers.l2, regularizers.l1_l2
    assert names == (regularizers.L1, regularizers.L2, regularizers.L1L2)
    assert type(regularizers.get("L2")) is regularizers.L2
    # Keras makes one of "L1L2" that penalizes nothing; here the way to one that does is shown.
    with pytest.raises(ValueError, match=re.escape("got 'L1L2'. Did you mean 'l1_l2'?")):
        regularizers.get("L1L2")
