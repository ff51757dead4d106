"""Labels that do not fit the loss: found before the first step, wherever they are given."""

import re
import warnings

import numpy as np
import pytest

from course_lib import Input, Sequential, layers, losses, utils
from course_lib.losses.labels import LabelWarning

X = np.random.default_rng(0).random((8, 4)).astype(np.float32)
C = np.arange(8) % 3
Y = np.eye(3, dtype=np.float32)[C]

SPARSE, CATEGORICAL, BINARY = "sparse_categorical_crossentropy", "categorical_crossentropy", "binary_crossentropy"


def network(loss):
    utils.set_random_seed(0)
    outputs, last = (1, "sigmoid") if loss == BINARY else (3, "softmax")
    model = Sequential([Input((4,)), layers.Dense(outputs, last)])
    model.compile("sgd", loss)
    return model


def trained(loss, y):
    model = network(loss)
    model.fit(X, y, batch_size=4, verbose=0)
    return model.get_weights()


def at(place, value, labels=C):
    changed = np.array(labels, np.asarray(value).dtype if isinstance(value, float) else labels.dtype)
    changed[place] = value
    return changed


RANGE = "sparse_categorical_crossentropy: class numbers must lie between 0 and 2, since the last layer has 3 outputs, "
ROWS = "categorical_crossentropy: labels must have the predictions' shape (8, 3), got "
BETWEEN = "labels must lie between 0 and 1, got "
BAD = {
    "negative": (SPARSE, at(5, -1), RANGE + "got -1 for sample 5. Count the classes from 0."),
    "one too large": (SPARSE, at(6, 3), RANGE + "got 3 for sample 6. Give the last layer 4 outputs."),
    "counted from 1": (SPARSE, C + 1, RANGE + "got 3 for sample 2. Count the classes from 0, or give the last layer 4"),
    "far too large": (SPARSE, at(1, 10**18), "for sample 1. Number the classes without gaps: np.unique(y, return_inv"),
    "a column": (SPARSE, at(5, 7)[:, None], "got 7 for sample 5."),
    "half a class": (SPARSE, at(3, 1.5), f"{SPARSE}: labels must be whole numbers, got 1.5 for sample 3."),
    "names": (SPARSE, C.astype(str), "got dtype <U21. Number the classes: np.unique(y, return_inverse=True)[1]."),
    "a column of names": (SPARSE, C.astype(str).astype(object), "got dtype object. Number the classes: np.unique(y"),
    "one is missing": (SPARSE, [0, 1, None, 2] * 2, "Some entries are None: leave these samples out, or write numbers"),
    "one is NaN": (SPARSE, at(2, np.nan), "fit: `y` must be finite, got NaN or infinity in 1 of 8. Find them with np."),
    "rows for numbers": (SPARSE, Y, "got (8, 3). For one-hot rows use the loss 'categorical_crossentropy', or y.argm"),
    "numbers for rows": (CATEGORICAL, C, ROWS + "(8,). Class numbers become rows of 0 and 1 with utils.to_categorical"),
    "a column for rows": (CATEGORICAL, C[:, None], ROWS + "(8, 1). Class numbers become rows of 0 and 1 with"),
    "too many classes": (
        CATEGORICAL,
        np.eye(4)[C],
        "The last layer must have as many outputs as a label has numbers: 4",
    ),
    "rows of 0 and 255": (CATEGORICAL, 255 * Y, f"{BETWEEN}255 for sample 0. Divide them by 255."),
    "rows of 0 and -1": (CATEGORICAL, -Y, f"{BETWEEN}-1 for sample 0."),
    "one number of a row": (CATEGORICAL, at((4, 2), 2, Y), f"{BETWEEN}2 for sample 4. Divide them by 2."),
    "three answers": (BINARY, C, f"{BETWEEN}2 for sample 2. For class numbers use 'sparse_categorical_crossentropy', "),
    "answers -1 and 1": (BINARY, 2 * (C > 0) - 1, f"{BETWEEN}-1 for sample 0. Bring −1 and 1 to 0 and 1: (y + 1) / 2."),
    "answers 0 and 255": (BINARY, 255 * (C > 0), f"{BETWEEN}255 for sample 1. Divide them by 255."),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_labels_are_found_before_the_first_step(name):
    loss, y, text = BAD[name]
    model = network(loss)
    before = model.get_weights()
    good = {SPARSE: C, CATEGORICAL: Y, BINARY: C > 0}[loss]
    for act in (
        lambda: model.fit(X, y, verbose=0),
        lambda: model.evaluate(X, y, verbose=0),
        lambda: model.fit(X, good, validation_data=(X, y), verbose=0),
    ):
        with pytest.raises((TypeError, ValueError)) as caught:
            act()
        assert text.replace("fit: ", "") in str(caught.value)
    assert str(caught.value).startswith("fit (validation_data): "), "the last act was about those"
    assert model.optimizer.iterations == 0
    for a, b in zip(model.get_weights(), before, strict=True):
        np.testing.assert_array_equal(a, b)


NUMBERS = [name for name, (_, y, _) in BAD.items() if np.asarray(y).dtype.kind in "if" and name != "one is NaN"]


@pytest.mark.parametrize("name", NUMBERS)
def test_a_loss_that_is_called_directly_explains_them_too(name):
    loss, y, text = BAD[name]
    with pytest.raises((TypeError, ValueError), match=re.escape(text)):
        losses.get(loss)(y, network(loss).predict(X, verbose=0))


@pytest.mark.parametrize(
    "y",
    [C.astype(np.uint8), C.astype(np.int8), C.astype(float), C[:, None], C.astype(">i4"), C.tolist(), tuple(C)],
    ids=["uint8", "int8", "whole floats", "a column", "big-endian", "a list", "a tuple"],
)
def test_class_numbers_of_any_type_train_alike(y):
    for a, b in zip(trained(SPARSE, y), trained(SPARSE, C), strict=True):
        np.testing.assert_array_equal(a, b)


def test_class_numbers_may_be_answers_of_yes_and_no():
    for a, b in zip(trained(SPARSE, C > 0), trained(SPARSE, (C > 0).astype(int)), strict=True):
        np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize("kind", [bool, np.uint8, np.int64, np.float16, np.float64])
def test_rows_of_any_type_train_alike(kind):
    for a, b in zip(trained(CATEGORICAL, Y.astype(kind)), trained(CATEGORICAL, Y), strict=True):
        np.testing.assert_array_equal(a, b)


def test_numbers_and_rows_train_alike():
    for a, b in zip(trained(SPARSE, C), trained(CATEGORICAL, Y), strict=True):
        np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize(
    "y, told", [(0 * Y, "0 for sample 0"), (0 * Y + 1, "3 for sample 0"), (at(5, 0, Y), "0 for sample 5")]
)
def test_rows_with_another_sum_are_taken_as_in_keras_with_a_warning(y, told):
    model = network(CATEGORICAL)
    with pytest.warns(LabelWarning) as caught:
        model.fit(X, y, verbose=0, batch_size=2, epochs=3)
    assert len(caught) == 1, "before the training, and not in each step"
    count = int((y.sum(axis=1) != 1).sum())
    text = (
        f"a row of labels should have the sum 1, got {told}, and others than 1 for {count} of 8. Such a sample counts"
    )
    assert text in str(caught[0].message)
    expected = -(y * np.log(model.predict(X, verbose=0))).sum(axis=1).mean()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", LabelWarning)
        assert model.evaluate(X, y, verbose=0) == pytest.approx(expected, rel=1e-5)


@pytest.mark.filterwarnings("error")
def test_probabilities_are_labels_without_a_warning():
    """Also with the rounding of float16, and smoothed by hand."""
    for y in (0.9 * Y + 0.1 / 3, np.full((8, 3), 1 / 3, np.float16), Y * np.float32(1 + 1e-7)):
        network(CATEGORICAL).fit(X, y, verbose=0)
    network(BINARY).fit(X, C / 2, verbose=0)


def test_other_losses_take_labels_of_any_size():
    model = Sequential([Input((4,)), layers.Dense(1)])
    model.compile("sgd", "mae")
    model.fit(X, 1000 * C - 500, verbose=0)
    assert model.history.history["loss"][0] > 100
