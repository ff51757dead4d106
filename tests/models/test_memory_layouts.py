"""Arrays that lie in memory in other ways than C order: the same bits, and nobody writes into them."""

import numpy as np
import pytest

from course_lib import Input, Sequential, activations, inspect, layers, losses, metrics, utils
from course_lib.arrays import as_float

X = np.random.default_rng(0).random((8, 6, 5, 2)).astype(np.float32)
Y = np.eye(3, dtype=np.float32)[np.arange(8) % 3]


class Greedy(layers.Layer):
    """A learner's layer that writes into what it is given."""

    def forward(self, x, training=False):
        x = self.check_input(x)
        x += 1
        return x

    def backward(self, dy):
        return dy


def network():
    utils.set_random_seed(0)
    model = Sequential([Input((6, 5, 2)), layers.Conv2D(4, (3, 2), activation="relu"), layers.MaxPooling2D(2)])
    for layer in (layers.BatchNormalization(), layers.Dropout(0.2), layers.Flatten(), layers.Dense(3, "softmax")):
        model.add(layer)
    model.compile("adam", "categorical_crossentropy", ["accuracy"])
    return model


def results(x, y):
    model = network()
    weights = np.linspace(0.5, 1.5, 8)
    history = model.fit(x, y, batch_size=4, epochs=2, verbose=0, validation_data=(x, y), sample_weight=weights).history
    model.fit(x, y, batch_size=3, shuffle=False, verbose=0)
    found = [model.predict(x, verbose=0), model.predict(x, batch_size=3, verbose=0), model(x)]
    found += [
        model.evaluate(x, y, verbose=0),
        losses.CategoricalCrossentropy()(y, found[0]),
        losses.MeanSquaredError()(x, X),
    ]
    found += [
        activations.relu(x),
        activations.softmax(x),
        metrics.accuracy(y, found[0]),
        inspect.class_score_gradient(model, x),
    ]
    for layer in (layers.Conv2D(3, 2, name="a"), layers.MaxPooling2D(2), layers.AveragePooling2D(2), layers.Flatten(),
                  layers.Dense(2, name="b"), layers.BatchNormalization(), layers.GlobalMaxPooling2D()):  # fmt: skip
        found.append(layer(x, training=True))
        found.append(layer.backward(np.asfortranarray(found[-1])))
    return [*found, *history.values(), *model.get_weights()]


def memory_map(tmp_path, values):
    path = tmp_path / f"{values.nbytes}.bin"
    values.tofile(path)
    return np.memmap(path, values.dtype, "r", shape=values.shape)


def read_only(values):
    values = values.copy()
    values.flags.writeable = False
    return values


def unaligned(values):
    """As columns of packed records are: numbers that begin at odd places in memory."""
    bytes_of = np.zeros(values.nbytes + 1, np.uint8)
    found = bytes_of[1:].view(values.dtype).reshape(values.shape)
    found[...] = values
    assert not found.flags.aligned
    return found


def backwards(values):
    axes = (slice(None, None, -1),) * values.ndim
    return values[axes].copy()[axes]


def transposed(values):
    return values.T.copy().T


LAYOUTS = {
    "every second": lambda values: np.repeat(values, 2, axis=0)[::2],
    "a part of a larger array": lambda values: np.pad(values, 1)[(slice(1, -1),) * values.ndim],
    "backwards": backwards,
    "transposed": transposed,
    "Fortran order": np.asfortranarray,
    "read-only": read_only,
    "read-only and backwards": lambda values: read_only(values[::-1])[::-1],
    "unaligned": unaligned,
    "big-endian and transposed": lambda values: transposed(values.astype(">f4")),
    "read-only float64": lambda values: read_only(values.astype(np.float64)),
}


@pytest.mark.parametrize("layout", [*LAYOUTS, "memory map"])
@pytest.mark.filterwarnings("error")
def test_another_layout_gives_the_same_bits_and_stays_as_it_is(layout, tmp_path):
    make = LAYOUTS.get(layout, lambda values: memory_map(tmp_path, values))
    x, y = make(X), make(Y)
    before = x.copy(), y.copy()
    for a, b in zip(results(x, y), results(X.copy(), Y.copy()), strict=True):
        np.testing.assert_array_equal(a, b)
    for after, copy in zip((x, y), before, strict=True):
        np.testing.assert_array_equal(after, copy)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_kernels_get_one_kind_of_array(layout):
    """For each other kind, such as a read-only one, numba would compile anew."""
    found = as_float(LAYOUTS[layout](X))
    assert found.flags.carray and found.dtype == np.float32 and found.dtype.isnative
    np.testing.assert_array_equal(found, X)


def test_a_row_that_stands_for_all_gives_the_same_bits():
    """As `np.broadcast_to` makes it: one image in memory, eight to look at."""
    x, y = np.broadcast_to(X[0], X.shape), np.broadcast_to(Y[0], Y.shape)
    for a, b in zip(results(x, y), results(x.copy(), y.copy()), strict=True):
        np.testing.assert_array_equal(a, b)
    np.testing.assert_array_equal(x[0], X[0])


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_a_layer_that_writes_into_its_input_does_not_reach_the_data(kind):
    """Nor fails on data that cannot be written to."""
    x = read_only(X.astype(kind))
    model = Sequential([Input((6, 5, 2)), Greedy(), layers.Flatten(), layers.Dense(3, "softmax")])
    model.compile("sgd", "categorical_crossentropy")
    for own in (x, X.astype(kind)):
        model.fit(own, Y, shuffle=False, verbose=0, validation_data=(own, Y))
        model.evaluate(own, Y, verbose=0)
        model.predict(own, verbose=0)
        model(own)
        np.testing.assert_array_equal(own, X)


def test_class_numbers_in_another_layout():
    c = np.arange(8) % 3
    p = network().predict(X, verbose=0)
    expected = losses.SparseCategoricalCrossentropy()(c, p)
    for labels in (np.repeat(c, 2)[::2], read_only(c), np.array(c[::-1])[::-1], c.astype(">i8"), c.astype(np.uint8)):
        assert losses.SparseCategoricalCrossentropy()(labels, p) == expected
        assert metrics.sparse_categorical_accuracy(labels, p).tolist() == metrics.accuracy(c, p).tolist()


def test_weights_are_taken_from_every_layout():
    for make in LAYOUTS.values():
        model, given = network(), [make(array) for array in network().get_weights()]
        model.set_weights(given)
        for a, b in zip(model.get_weights(), given, strict=True):
            np.testing.assert_array_equal(a, b)
        assert not any(np.shares_memory(a, b) for a, b in zip(model.get_weights(), given, strict=True))
        assert all(array.flags.carray for layer in model.layers for array in layer.params.values())
