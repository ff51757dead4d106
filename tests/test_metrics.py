"""Metrics: values by hand, names they are logged under, and what cannot be one."""

import re

import numpy as np
import pytest

from course_lib import Input, Sequential, layers, losses, metrics

P = np.float32([[0.1, 0.2, 0.7], [0.5, 0.3, 0.2], [0.3, 0.4, 0.3]])  # the largest: 2, 0, 1
ONE_HOT = np.eye(3)[[2, 1, 1]]


@pytest.mark.parametrize("y_true", [[2, 1, 1], [[2], [1], [1]], ONE_HOT])
def test_accuracy_takes_class_numbers_and_one_hot_rows(y_true):
    assert metrics.accuracy(y_true, P).tolist() == [1, 0, 1]
    assert metrics.accuracy(y_true, P).dtype == np.float32


@pytest.mark.parametrize("y_pred", [[0.4, 0.6, 0.5], [[0.4], [0.6], [0.5]]])
def test_accuracy_of_a_single_output_asks_on_which_side_of_a_half_it_lies(y_pred):
    for y_true in ([0, 1, 0], [[0], [1], [0]]):
        assert metrics.accuracy(y_true, np.float32(y_pred)).tolist() == [1, 1, 1]
    assert metrics.accuracy([1, 0, 1], np.float32(y_pred)).tolist() == [0, 0, 0]


def test_of_equal_probabilities_the_first_counts():
    assert metrics.sparse_categorical_accuracy([0, 1], [[0.5, 0.5], [0.5, 0.5]]).tolist() == [1, 0]


def test_categorical_accuracy_by_hand():
    assert metrics.categorical_accuracy(ONE_HOT, P).tolist() == [1, 0, 1]
    assert metrics.CategoricalAccuracy()(ONE_HOT, P).tolist() == [1, 0, 1]
    assert metrics.SparseCategoricalAccuracy()([2, 1, 1], P).tolist() == [1, 0, 1]


def test_binary_accuracy_is_the_part_of_the_outputs_that_are_right():
    assert metrics.binary_accuracy([[0, 1]], [[0.5, 0.5]]).tolist() == [0.5]  # ½ itself counts as 0
    y_true, y_pred = [[1, 0, 1, 0]], [[0.9, 0.9, 0.4, 0.1]]
    assert metrics.binary_accuracy(y_true, y_pred).tolist() == [0.5]
    assert metrics.binary_accuracy(y_true, y_pred, threshold=0.3).tolist() == [0.75]
    assert metrics.BinaryAccuracy(threshold=0.3)(y_true, y_pred).tolist() == [0.75]
    assert metrics.BinaryAccuracy()([1, 0], [[0.9], [0.9]]).tolist() == [1, 0]
    images = np.zeros((2, 3, 2, 1))
    images[0, 0] = 1
    assert metrics.binary_accuracy(np.zeros((2, 3, 2, 1)), images).tolist() == pytest.approx([2 / 3, 1])


def test_top_k_accuracy_by_hand():
    for y_true in ([0, 2, 1], np.eye(3)[[0, 2, 1]]):
        assert metrics.top_k_categorical_accuracy(y_true, P, k=1).tolist() == [0, 0, 1]
        assert metrics.top_k_categorical_accuracy(y_true, P, k=2).tolist() == [0, 0, 1]
        assert metrics.top_k_categorical_accuracy(y_true, P, k=3).tolist() == [1, 1, 1]
    assert metrics.top_k_categorical_accuracy([1, 1, 0], P, k=2).tolist() == [1, 1, 1]
    assert metrics.TopKCategoricalAccuracy(k=2)([1, 2, 0], P).tolist() == [1, 0, 1]
    seven = np.arange(7)[None]
    assert [metrics.top_k_categorical_accuracy([k], seven)[0] for k in range(7)] == [0, 0, 1, 1, 1, 1, 1]


def mean_confidence(y_true, y_pred):
    return y_pred.max(axis=1)


@pytest.mark.parametrize(
    "asked, name",
    [
        ("acc", "acc"),
        ("accuracy", "accuracy"),
        ("mse", "mse"),
        ("top_k_categorical_accuracy", "top_k_categorical_accuracy"),
        (mean_confidence, "mean_confidence"),
        (metrics.CategoricalAccuracy(), "categorical_accuracy"),
        (metrics.CategoricalAccuracy(name="right"), "right"),
        (metrics.BinaryAccuracy(), "binary_accuracy"),
        (metrics.TopKCategoricalAccuracy(), "top_k_categorical_accuracy"),
        (losses.MeanAbsoluteError(), "mean_absolute_error"),
        (losses.MeanAbsoluteError(name="off"), "off"),
        (losses.categorical_crossentropy, "categorical_crossentropy"),
    ],
)
def test_a_metric_is_logged_under_its_name(asked, name):
    model = Sequential([Input((2,)), layers.Dense(3, activation="softmax")])
    model.compile("sgd", "categorical_crossentropy", metrics=[asked])
    history = model.fit(np.ones((3, 2)), ONE_HOT, verbose=0, validation_split=0.4)
    assert list(history.history) == ["loss", name, "val_loss", f"val_{name}"]


def test_a_reported_metric_is_the_mean_over_all_samples():
    """Also where the last batch is smaller."""
    model = Sequential([Input((3,)), layers.Activation("linear")])
    model.compile("sgd", "mse", metrics=[mean_confidence, "accuracy", "mae"])
    loss, confidence, accuracy, mae = model.evaluate(P, ONE_HOT, batch_size=2, verbose=0)
    assert confidence == pytest.approx((0.7 + 0.5 + 0.4) / 3)
    assert accuracy == pytest.approx(2 / 3)
    assert mae == pytest.approx(np.abs(P - ONE_HOT).mean())
    assert loss == pytest.approx(((P - ONE_HOT) ** 2).mean())


@pytest.mark.parametrize(
    "ask, error, text",
    [
        (lambda: metrics.get("acuracy"), ValueError, "got 'acuracy'. Did you mean 'accuracy'?"),
        (lambda: metrics.get(3), TypeError, "compile: each metric must be a name, a Metric or a function of"),
        (lambda: metrics.get(metrics.CategoricalAccuracy), TypeError, "Write CategoricalAccuracy() with parentheses."),
        (lambda: metrics.TopKCategoricalAccuracy(k=0), ValueError, "TopKCategoricalAccuracy: `k` must be at least 1"),
        (lambda: metrics.BinaryAccuracy(threshold="half"), TypeError, "`threshold` must be a number, got 'half'."),
        (lambda: metrics.Metric("mine")([1], [1]), NotImplementedError, "Metric: a metric needs a method `__call__`"),
    ],
)
def test_what_cannot_be_a_metric(ask, error, text):
    with pytest.raises(error, match=re.escape(text)):
        ask()


@pytest.mark.parametrize(
    "ask, text",
    [
        (
            lambda: metrics.categorical_accuracy([2, 1, 1], P),
            "categorical_accuracy: labels must be one-hot rows of shape (3, 3), got (3,). Use the metric "
            "'sparse_categorical_accuracy', or 'accuracy', which takes both.",
        ),
        (
            lambda: metrics.sparse_categorical_accuracy(ONE_HOT, P),
            "sparse_categorical_accuracy: labels must be class numbers of shape (3,), got (3, 3). Use the metric "
            "'categorical_accuracy', or 'accuracy', which takes both.",
        ),
        (lambda: metrics.sparse_categorical_accuracy([2, 1], P), "class numbers of shape (3,), got (2,)."),
        (
            lambda: metrics.accuracy([2, 1], P),
            "accuracy: labels must be one-hot rows of shape (3, 3) or class numbers of shape (3,), got (2,).",
        ),
        (lambda: metrics.accuracy(ONE_HOT, P[:, :1]), "accuracy: labels must have the predictions' shape (3, 1), got"),
        (lambda: metrics.top_k_categorical_accuracy(ONE_HOT[:, :2], P), "top_k_categorical_accuracy: labels must be"),
        (lambda: metrics.top_k_categorical_accuracy([0, 1, 3], P), "must lie between 0 and 2, got 0 to 3."),
        (lambda: metrics.accuracy([1], np.ones((1, 2, 2))), "must have shape (N, classes), got (1, 2, 2)."),
        (
            lambda: metrics.binary_accuracy([1, 0, 1], P),
            "binary_accuracy: labels must have the predictions' shape (3, 3), got (3,). 'accuracy' takes class",
        ),
        (lambda: metrics.binary_accuracy(1, 1), "binary_accuracy: predictions must have a batch axis"),
    ],
)
def test_labels_that_do_not_fit_a_metric(ask, text):
    with pytest.raises(ValueError, match=re.escape(text)):
        ask()


def test_binary_labels_may_lack_the_last_axis():
    assert metrics.binary_accuracy([1, 0], [[0.9], [0.9]]).tolist() == [1, 0]
