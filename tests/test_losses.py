"""Every loss: values by hand, gradients against measured slopes in exact arithmetic, labels that do not fit."""

import math
import re

import numpy as np
import pytest

from course_lib import activations, arrays, kernels, losses
from course_lib.kernels import reference

TWINS = {name: getattr(reference, name) for name in kernels.__all__}


@pytest.fixture
def exact_arithmetic(monkeypatch):
    """All losses compute in float64, through the kernels' readable twins."""
    monkeypatch.setattr(arrays, "FLOAT", np.float64)
    with kernels.use(**TWINS):
        yield


RNG = np.random.default_rng(0)
SOFT = RNG.dirichlet(np.ones(4), 3)  # rows that add up to 1
UNIT = RNG.uniform(0.1, 0.9, (3, 4))
CASES = {
    "categorical": (losses.CategoricalCrossentropy(), SOFT, UNIT),
    "categorical, smoothed": (losses.CategoricalCrossentropy(label_smoothing=0.2), SOFT, UNIT),
    "categorical, logits": (losses.CategoricalCrossentropy(from_logits=True), SOFT, 3 * UNIT),
    "sparse": (losses.SparseCategoricalCrossentropy(), np.array([2, 0, 3]), UNIT),
    "sparse, logits": (losses.SparseCategoricalCrossentropy(from_logits=True), np.array([[2], [0], [3]]), 3 * UNIT),
    "binary": (losses.BinaryCrossentropy(), SOFT, UNIT),
    "binary, smoothed": (losses.BinaryCrossentropy(label_smoothing=0.2), np.round(SOFT), UNIT),
    "binary, logits": (losses.BinaryCrossentropy(from_logits=True), SOFT, 5 * UNIT - 2.5),
    "squared": (losses.MeanSquaredError(), SOFT, UNIT),
    "absolute": (losses.MeanAbsoluteError(), SOFT, UNIT),
    "squared, images": (losses.MeanSquaredError(), RNG.random((3, 2, 5, 1)), RNG.random((3, 2, 5, 1))),
}
every_loss = pytest.mark.parametrize("loss, y_true, y_pred", CASES.values(), ids=CASES)


def slopes(loss, y_true, y_pred, step=1e-6):
    result = np.zeros(y_pred.shape)
    for place in np.ndindex(*y_pred.shape):
        up, down = y_pred.copy(), y_pred.copy()
        up[place] += step
        down[place] -= step
        result[place] = (loss(y_true, up) - loss(y_true, down)) / (2 * step)
    return result


@every_loss
def test_the_gradient_is_the_slope_of_the_mean_loss(loss, y_true, y_pred, exact_arithmetic):
    gradient = loss.gradient(y_true, y_pred)
    assert gradient.shape == y_pred.shape
    np.testing.assert_allclose(gradient, slopes(loss, y_true, y_pred), rtol=1e-6, atol=1e-8)


@every_loss
def test_one_loss_for_each_sample_in_float32(loss, y_true, y_pred):
    found = loss.call(y_true, y_pred)
    assert found.shape == (3,) and found.dtype == np.float32
    for n in range(3):  # a sample's loss does not depend on the others
        assert loss.call(y_true[n : n + 1], y_pred[n : n + 1])[0] == found[n]
    assert loss(y_true, y_pred) == pytest.approx(found.astype(float).mean(), rel=1e-6)


@every_loss
def test_a_loss_is_made_again_from_its_config(loss, y_true, y_pred):
    again = type(loss).from_config(loss.get_config())
    assert again(y_true, y_pred) == loss(y_true, y_pred)
    assert repr(again) == repr(loss)


FUSED = [
    (losses.CategoricalCrossentropy(label_smoothing=0.1), activations.softmax, SOFT),
    (losses.SparseCategoricalCrossentropy(), activations.Softmax(), np.array([2, 0, 3])),
    (losses.BinaryCrossentropy(label_smoothing=0.1), activations.sigmoid, SOFT),
]


@pytest.mark.parametrize("loss, activation, y_true", FUSED)
def test_fused_and_separate_are_the_same(loss, activation, y_true, exact_arithmetic):
    """Loss, prediction and the gradient before the activation, in one step and in two."""
    logits = 4 * UNIT - 2
    sample_losses, y_pred, gradient = loss.fused_with(activation)(y_true, logits)
    np.testing.assert_allclose(y_pred, activation(logits), rtol=1e-12)
    np.testing.assert_allclose(sample_losses, loss.call(y_true, y_pred), rtol=1e-9)
    np.testing.assert_allclose(gradient, activation.gradient(y_pred, loss.gradient(y_true, y_pred)), atol=1e-12)


@pytest.mark.parametrize(
    "loss, activation",
    [
        (losses.CategoricalCrossentropy(), activations.sigmoid),
        (losses.CategoricalCrossentropy(from_logits=True), activations.softmax),
        (losses.BinaryCrossentropy(), activations.softmax),
        (losses.BinaryCrossentropy(from_logits=True), activations.sigmoid),
        (losses.MeanSquaredError(), activations.linear),
        (losses.SparseCategoricalCrossentropy(), None),
    ],
)
def test_what_does_not_belong_together_is_not_fused(loss, activation):
    assert loss.fused_with(activation) is None


def test_categorical_cross_entropy_by_hand():
    """True classes got ½ and 1/10: ln 2 and ln 10."""
    y_true, y_pred = [[0, 1, 0], [1, 0, 0]], [[0.25, 0.5, 0.25], [0.1, 0.8, 0.1]]
    np.testing.assert_allclose(losses.categorical_crossentropy(y_true, y_pred), np.log([2, 10]), rtol=1e-6)
    np.testing.assert_allclose(losses.sparse_categorical_crossentropy([1, 0], y_pred), np.log([2, 10]), rtol=1e-6)


def test_label_smoothing_by_hand():
    """0.3 spread over three classes: 0.8, 0.1, 0.1 instead of 1, 0, 0; for yes or no 0.85 instead of 1."""
    p = [0.5, 0.25, 0.25]
    expected = -(0.8 * math.log(0.5) + 0.2 * math.log(0.25))
    assert losses.CategoricalCrossentropy(label_smoothing=0.3)([[1, 0, 0]], [p]) == pytest.approx(expected, rel=1e-6)
    expected = -(0.85 * math.log(0.2) + 0.15 * math.log(0.8))
    assert losses.BinaryCrossentropy(label_smoothing=0.3)([[1]], [[0.2]]) == pytest.approx(expected, rel=1e-6)


def test_binary_cross_entropy_by_hand():
    """Yes at ½ and no at ¼: (ln 2 + ln 4/3) / 2."""
    found = losses.binary_crossentropy([[1, 0]], [[0.5, 0.25]])
    assert found[0] == pytest.approx((math.log(2) + math.log(4 / 3)) / 2, rel=1e-6)


def test_squared_and_absolute_errors_by_hand():
    """Errors 1 and −3: (1 + 9) / 2 and (1 + 3) / 2; gradients 2 · error / 2 and sign / 2."""
    y_true, y_pred = [[1.0, 5.0]], np.float32([[2, 2]])
    assert losses.mean_squared_error(y_true, y_pred).tolist() == [5]
    assert losses.mean_absolute_error(y_true, y_pred).tolist() == [2]
    assert losses.MeanSquaredError().gradient(y_true, y_pred).tolist() == [[1, -3]]
    assert losses.MeanAbsoluteError().gradient(y_true, y_pred).tolist() == [[0.5, -0.5]]


def test_impossible_predictions_cost_much_but_not_infinitely():
    """Probabilities are held at 1e-7, as in Keras; a held one has no slope."""
    for loss in (losses.CategoricalCrossentropy(), losses.BinaryCrossentropy()):
        assert loss([[1, 0]], np.float32([[0, 1]])) == pytest.approx(-math.log(1e-7), rel=0.02)
        assert np.isfinite(loss.gradient([[1, 0]], np.float32([[0, 1]]))).all()


@every_loss
def test_a_prediction_that_is_no_number_gives_a_loss_that_is_none(loss, y_true, y_pred):
    """Else a training that has gone astray would show an ordinary loss."""
    y_pred = np.array(y_pred, np.float32)
    y_pred[0] = np.nan
    losses = loss.call(y_true, y_pred)
    assert np.isnan(losses[0]) and np.isfinite(losses[1:]).all()


@pytest.mark.parametrize("name", ["categorical_crossentropy", "sparse_categorical_crossentropy", "binary_crossentropy",
                                  "mean_squared_error", "mean_absolute_error"])  # fmt: skip
def test_by_name_as_a_function_and_as_an_object(name):
    by_name, by_function = losses.get(name), losses.get(getattr(losses, name))
    assert type(by_name) is type(by_function)
    assert by_name.title() == name
    assert losses.get(by_name) is by_name
    assert type(losses.get(type(by_name).__name__)) is type(by_name)


def test_the_short_names_of_keras():
    assert losses.mse is losses.mean_squared_error and losses.mae is losses.mean_absolute_error
    assert type(losses.get(losses.mae)) is losses.MeanAbsoluteError


@pytest.mark.parametrize("kind", [losses.MeanSquaredError, losses.MeanAbsoluteError, losses.BinaryCrossentropy])
@pytest.mark.parametrize("shape", [(3,), (3, 2, 5)])
def test_a_last_axis_of_length_1_may_be_missing(kind, shape):
    """As in Keras: a column of labels from a table against the one output of a model, and the reverse."""
    y_true, y_pred = RNG.random((*shape, 1)), RNG.uniform(0.1, 0.9, (*shape, 1))
    loss, losses_of_all = kind(), kind().call(y_true, y_pred)
    for labels, predictions in ((y_true[..., 0], y_pred), (y_true, y_pred[..., 0])):
        gradient = loss.gradient(labels, predictions)
        np.testing.assert_array_equal(gradient, loss.gradient(y_true, y_pred).reshape(predictions.shape))
        np.testing.assert_array_equal(loss.call(labels.tolist(), predictions.tolist()), losses_of_all)


@pytest.mark.parametrize(
    "act, error, text",
    [
        (
            lambda: losses.SparseCategoricalCrossentropy().call(np.eye(3), UNIT[:, :3]),
            ValueError,
            "sparse_categorical_crossentropy: labels must be class numbers of shape (3,), got (3, 3). For one-hot rows "
            "use the loss 'categorical_crossentropy', or y.argmax(axis=1) here.",
        ),
        (
            lambda: losses.SparseCategoricalCrossentropy().call([0, 1, 4], UNIT),
            ValueError,
            "class numbers must lie between 0 and 3, since the last layer has 4 outputs, got 4 for sample 2. "
            "Give the last layer 5 outputs.",
        ),
        (
            lambda: losses.SparseCategoricalCrossentropy().call([0, 1, -1], UNIT),
            ValueError,
            "got -1 for sample 2. Count the classes from 0.",
        ),
        (
            lambda: losses.SparseCategoricalCrossentropy().call([4, 1, 2], UNIT),
            ValueError,
            "got 4 for sample 0. Count the classes from 0, or give the last layer 5 outputs.",
        ),
        (
            lambda: losses.SparseCategoricalCrossentropy().call([0, 1, 0.5], UNIT),
            TypeError,
            "labels must be whole numbers, got 0.5 for sample 2.",
        ),
        (
            lambda: losses.CategoricalCrossentropy().call(np.eye(5)[:3], UNIT),
            ValueError,
            "labels must have the predictions' shape (3, 4), got (3, 5). "
            "The last layer must have as many outputs as a label has numbers: 5.",
        ),
        (
            lambda: losses.CategoricalCrossentropy().call(np.eye(3), np.ones((3, 5, 5, 3))),
            ValueError,
            "Put a Flatten layer before the first Dense layer.",
        ),
        (
            lambda: losses.CategoricalCrossentropy()([0, 1], [0.5, 0.5]),
            ValueError,
            "categorical_crossentropy: predictions must have shape (N, classes), got (2,). The batch axis is missing: "
            "use y_pred[None] for a single sample.",
        ),
        (lambda: losses.CategoricalCrossentropy(label_smoothing=1.5), ValueError, "must be at least 0 and at most 1"),
        (lambda: losses.BinaryCrossentropy(label_smoothing=1.5), ValueError, "must be at least 0 and at most 1"),
        (
            lambda: losses.CategoricalCrossentropy().call([2, 0, 1], UNIT),
            ValueError,
            "labels must have the predictions' shape (3, 4), got (3,). Class numbers become rows of 0 and 1 with "
            "utils.to_categorical(y, 4). The loss 'sparse_categorical_crossentropy' takes them as they are.",
        ),
        (lambda: losses.CategoricalCrossentropy().call([[2], [0], [1]], UNIT), ValueError, "Class numbers become rows"),
        (lambda: losses.MeanSquaredError().call([2, 0, 1], UNIT), ValueError, "to_categorical(y, 4)."),
        (
            lambda: losses.CategoricalCrossentropy().call([[0, 1]], [[0.5, 0.25, 0.25]]),
            ValueError,
            "as a label has numbers: 2",
        ),
        (lambda: losses.MeanSquaredError().call(1.0, [1.0]), ValueError, "predictions' shape (1,), got ()."),
        (
            lambda: losses.MeanSquaredError().call(np.ones((3, 2, 2, 2)), np.ones((3, 2))),
            ValueError,
            "got (3, 2, 2, 2).",
        ),
        (lambda: losses.MeanSquaredError().call(1.0, 1.0), ValueError, "must have a batch axis, got a single number."),
        (
            lambda: losses.SparseCategoricalCrossentropy().call([0, 1], np.ones((2, 5, 5, 3))),
            ValueError,
            "predictions must have shape (N, classes), got (2, 5, 5, 3). Put a Flatten layer before the first Dense",
        ),
        (
            lambda: losses.SparseCategoricalCrossentropy().call([0, 1], np.ones(2)),
            ValueError,
            "predictions must have shape (N, classes), got (2,). The batch axis is missing: "
            "use y_pred[None] for a single sample.",
        ),
        (
            lambda: losses.SparseCategoricalCrossentropy().call([0, 1], UNIT),
            ValueError,
            "labels must be class numbers of shape (3,), got (2,).",
        ),
        (
            lambda: losses.SparseCategoricalCrossentropy().call(["a"], UNIT[:1]),
            TypeError,
            "labels must be an array of numbers, got dtype <U1",
        ),
        (lambda: losses.Loss().call(1, 2), NotImplementedError, "Loss: a loss needs a method `call`"),
        (lambda: losses.Loss().gradient(1, 2), NotImplementedError, "Loss: a loss needs a method `gradient`"),
        (lambda: losses.MeanSquaredError(reduction="sum"), TypeError, "A batch's loss is the mean of its samples'"),
        (lambda: losses.get(lambda a, b: 0), TypeError, "Subclass losses.Loss, with call and gradient."),
        (lambda: losses.get(losses.MeanSquaredError), TypeError, "Write MeanSquaredError() with parentheses."),
        (lambda: losses.get("mean_square_error"), ValueError, "Did you mean 'mean_squared_error'?"),
        (lambda: losses.get(3), TypeError, "compile: `loss` must be a loss or the name of one"),
    ],
)
def test_what_losses_refuse(act, error, text):
    with pytest.raises(error, match=re.escape(text)) as caught:
        act()
    if text.endswith("."):  # and nothing is said behind it
        assert str(caught.value).endswith(text)


def test_class_numbers_may_be_whole_floats():
    """As a table that was read in has them."""
    assert losses.SparseCategoricalCrossentropy().call([2.0, 0.0, 3.0], UNIT).tolist() == (
        losses.SparseCategoricalCrossentropy().call([2, 0, 3], UNIT).tolist()
    )
