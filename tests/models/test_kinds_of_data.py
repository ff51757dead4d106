"""Data of every kind that numpy knows, and of some that it does not: taken as the numbers they are, or explained."""

import itertools
import re
import warnings

import numpy as np
import pytest

from course_lib import Input, Sequential, activations, layers, losses, metrics, utils

X = (np.random.default_rng(0).random((8, 6, 5, 1)) * 8).astype(np.float16).astype(np.float32)
Y = np.eye(3, dtype=np.float32)[np.arange(8) % 3]


def network():
    utils.set_random_seed(0)
    model = Sequential([Input((6, 5, 1)), layers.Conv2D(4, (3, 2), activation="relu"), layers.Flatten()])
    model.add(layers.Dense(3, "softmax"))
    model.compile("adam", "categorical_crossentropy", ["accuracy"])
    return model


def results(x, y=Y):
    """All that a model, a layer, a loss and a metric make of data."""
    model = network()
    history = model.fit(x, y, batch_size=4, epochs=2, verbose=0, validation_data=(x, y)).history
    found = [model.predict(x, verbose=0), model(x), layers.AveragePooling2D(2)(x), activations.relu(x)]
    found += [model.evaluate(x, y, verbose=0), losses.MeanSquaredError()(x, X), losses.MeanAbsoluteError()(X, x)]
    return [*found, metrics.accuracy(y, found[0]), *history.values(), *model.get_weights()]


def assert_same(found, expected):
    for a, b in zip(found, expected, strict=True):
        np.testing.assert_array_equal(a, b)


class Array:
    """As a table of pandas or a tensor is, for numpy: an object with one method."""

    def __init__(self, numbers, error=None):
        self._numbers, self._error = numbers, error

    def __array__(self, dtype=None, copy=None):
        if self._error:
            raise self._error
        return np.asarray(self._numbers, dtype)


class Dataset:
    """As the data sets of other libraries are: neither an array nor something to walk through."""


class Subclass(np.ndarray):
    pass


TAKEN = {
    "float64": X.astype(np.float64),
    "float16": X.astype(np.float16),
    "longdouble": X.astype(np.longdouble),
    "big-endian float32": X.astype(">f4"),
    "big-endian float64": X.astype(">f8"),
    "a list": X.tolist(),
    "a tuple": tuple(X.tolist()),
    "a list of arrays": list(X),
    "an object with __array__": Array(X),
    "an object with __array__ of float64": Array(X.astype(np.float64)),
    "a subclass": X.view(Subclass),
    "a record array": X.view(np.recarray),
    "a masked array without masked entries": np.ma.masked_array(X, np.zeros_like(X, bool)),
}


@pytest.mark.parametrize("kind", TAKEN)
@pytest.mark.filterwarnings("error")
def test_numbers_of_every_kind_give_the_same_bits(kind):
    assert_same(results(TAKEN[kind]), results(X))


@pytest.mark.parametrize("kind", [np.uint8, np.int8, np.int16, np.uint16, np.int64, np.uint64, ">i4"])
@pytest.mark.filterwarnings("error")
def test_whole_numbers_of_every_kind_give_the_same_bits(kind):
    assert_same(results(X.astype(kind)), results(np.floor(X)))


@pytest.mark.filterwarnings("error")
def test_truth_values_are_0_and_1():
    assert_same(results(X > 4), results((X > 4).astype(np.float32)))


def test_labels_are_taken_from_every_kind_too():
    for y in (Array(Y), Y.tolist(), Y.astype(">f8"), np.ma.masked_array(Y), Y.view(Subclass), Y.astype(bool)):
        assert_same(results(X, y), results(X))


A_TENSOR_THAT_LEARNS = RuntimeError("Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy()")
REFUSED = {
    "complex": (lambda: X.astype(complex), "got dtype complex128. Take their real part, z.real, or their size"),
    "texts": (lambda: X.astype(str), "got dtype <U32. Numbers that are texts become numbers with np.array(..., dtype="),
    "bytes": (lambda: X.astype("S"), "got dtype |S32. Numbers that are texts become numbers with np.array(..., dtype="),
    "the name of a file": (lambda: "x.npy", "got dtype <U5."),
    "dates": (lambda: X.astype("M8[s]"), "got dtype datetime64[s]. Count from a day on: (t - t.min())"),
    "spans of time": (lambda: X.astype("m8[s]"), "got dtype timedelta64[s]. Count in a unit: t / np.timedelta64"),
    "columns with names": (lambda: np.zeros(8, [("a", "f4")]), "got dtype [('a', '<f4')]. Put its columns side by"),
    "objects that are numbers": (
        lambda: X.astype(object),
        "got dtype object. Its entries are numbers: np.array(..., dtype='float32') makes them such an array.",
    ),
    "objects that are texts": (lambda: X.astype(str).astype(object), "got dtype object. Numbers that are texts become"),
    "objects that are arrays": (lambda: objects(X), "got dtype object. Its entries are arrays: np.stack(...) makes"),
    "an entry that is None": (lambda: [1.0, None], "got dtype object. Some entries are None: leave these samples"),
    "a generator": (lambda: (row for row in X), "got a generator. Collect what it gives: np.array(list(...))."),
    "an iterator": (lambda: iter(X), "got an iterator. Collect what it gives: np.array(list(...))."),
    "a map": (lambda: map(abs, X), "got a map. Collect what it gives: np.array(list(...))."),
    "batches without an end": (lambda: itertools.cycle([X]), "got a cycle. Collect what it gives"),
    "a data set": (lambda: Dataset(), "got a Dataset. All data lie in memory: collect them in one array."),
    "a set": (lambda: {1.0, 2.0}, "got a set. All data lie in memory: collect them in one array."),
    "a dict": (lambda: {"x": X}, "got a dict. Take the array out of it, by its key."),
    "a function": (lambda: np.ones, "got a function."),
    "a class": (lambda: Dataset, "got Dataset."),
    "a tensor that learns": (lambda: Array(X, A_TENSOR_THAT_LEARNS), "got an Array that does not become one (Can't"),
    "rows of two lengths": (lambda: [[1, 2], [3]], "must have entries of one shape, got different ones. Bring all to"),
    "masked entries": (
        lambda: np.ma.masked_array(X, X > 4),
        f"must have no masked entries, got {(X > 4).sum()} of 240. Write what stands in their places: x.filled(0).",
    ),
    "float64 beyond float32": (
        lambda: np.where(X == X.max(), -1e300, X.astype(float)),
        "must fit into float32, whose largest number is 3.403e+38, got -1e+300. Divide, or take logarithms.",
    ),
    "longdouble beyond float64": (lambda: X.astype(np.longdouble) * np.longdouble("1e400"), "must fit into float32"),
}  # fmt: skip
PLACES = {
    "fit": lambda x: network().fit(x, Y, verbose=0),
    "labels": lambda x: network().fit(X, x, verbose=0),
    "validation": lambda x: network().fit(X, Y, validation_data=(x, Y), verbose=0),
    "evaluate": lambda x: network().evaluate(x, Y, verbose=0),
    "predict": lambda x: network().predict(x, verbose=0),
    "model": lambda x: network()(x),
    "layer": lambda x: layers.Conv2D(2, 2)(x),
    "loss, truth": lambda x: losses.MeanSquaredError()(x, X),
    "loss, prediction": lambda x: losses.MeanSquaredError()(X, x),
}


def objects(rows):
    column = np.empty(len(rows), object)
    column[:] = list(rows)
    return column


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_array_of_real_numbers_is_explained(kind, place):
    make, text = REFUSED[kind]
    if kind == "longdouble beyond float64" and np.finfo(np.longdouble).max == np.finfo(float).max:
        pytest.skip("longdouble is float64 on this system")
    if place == "labels" and kind in ("texts", "bytes", "the name of a file", "objects that are texts"):
        text = text.split(". ")[0].rstrip(".") + ". Number the classes: np.unique(y, return_inverse=True)[1]."
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises((TypeError, ValueError), match=re.escape(text)) as caught:
            PLACES[place](make())
    assert "\n" not in str(caught.value)


def test_nothing_at_all_is_explained():
    for place in ("fit", "evaluate", "predict", "model", "validation"):
        with pytest.raises(TypeError, match=r"`x` must be an array with one entry for each sample, got None\."):
            PLACES[place](None)
    for place in ("layer", "loss, truth"):
        with pytest.raises(TypeError, match=r"must be an array of numbers, got None\."):
            PLACES[place](None)


@pytest.mark.parametrize(
    "act, text",
    [
        (lambda m: m.fit((X, Y)), "fit: `x` must be one array, got a pair of them. Write fit(x, y)."),
        (lambda m: m.fit([X, Y], Y), "fit: `x` must be one array, got a pair of them. Write fit(x, y)."),
        (lambda m: m.evaluate((X, Y)), "evaluate: `x` must be one array, got a pair of them. Write evaluate(x, y)."),
        (lambda m: m.predict((X, Y)), "predict: `x` must be one array, got a pair of them. Leave the labels out."),
        (lambda m: m((X, Y)), "sequential: `x` must be one array, got a pair of them. Leave the labels out."),
        (
            lambda m: m.fit(X, Y, validation_data=0.2),
            "got a single float. For a part of the samples write validation_s",
        ),
        (
            lambda m: m.fit(X, Y, validation_data=X),
            "fit (validation_data): it must be a pair (x, y), got a single ndarray",
        ),
        (lambda m: m.fit(X, Y, validation_data=(X, Y, Y)), "it must be a pair (x, y), got 3 entries."),
        (
            lambda m: m.fit(X, Y, sample_weight=iter([1])),
            "fit: `sample_weight` must be an array of numbers, got a list_",
        ),
        (
            lambda m: m.fit(X, Y, sample_weight=["a"] * 8),
            "fit: `sample_weight` must be an array of numbers, got dtype <U1",
        ),
    ],
)
def test_pairs_and_weights_that_are_none(act, text):
    with pytest.raises(TypeError, match=re.escape(text)):
        act(network())


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "weights, text",
    [
        ([1e300] * 8, "weights of samples must be finite and at least 0, got inf."),
        (np.ones((8, 1)), "one for each sample, got shape (8, 1). Make a row of them: weights.reshape(-1)."),
        ([[1], [1, 2]], "fit: `sample_weight` must have entries of one shape, got different ones."),
    ],
)
def test_weights_out_of_range(weights, text):
    with pytest.raises(ValueError, match=re.escape(text)):
        network().fit(X, Y, sample_weight=weights)


def test_weights_of_layers_out_of_range():
    layer = layers.Dense(2, input_shape=(3,))
    Sequential([layer])
    with pytest.raises(ValueError, match="dense: `kernel` must fit into float32"):
        layer.set_weights([np.full((3, 2), 1e300), np.zeros(2)])
    assert np.isfinite(layer.params["kernel"]).all()
