"""Putting layers together, and what a model refuses."""

import re

import numpy as np
import pytest

from course_lib import Input, Sequential, layers
from course_lib.models.summary import Summary


def test_four_ways_to_say_the_input_shape():
    def chain(**options):
        return [layers.Conv2D(4, 3, **options), layers.Flatten(), layers.Dense(2)]

    added = Sequential()
    for layer in chain(input_shape=(8, 7, 1)):
        added.add(layer)
    by_data = Sequential(chain())
    by_data.predict(np.zeros((1, 8, 7, 1)), verbose=0)
    models = [Sequential([Input((8, 7, 1)), *chain()]), Sequential(chain(input_shape=(8, 7, 1))), added, by_data]
    assert {model.output_shape for model in models} == {(2,)}
    for model in models:
        for a, b in zip(model.get_weights(), models[0].get_weights(), strict=True):
            np.testing.assert_array_equal(a, b)


def test_a_layer_that_does_not_fit_is_not_added():
    model = Sequential([Input((8, 8, 1)), layers.Conv2D(2, 7)])
    with pytest.raises(ValueError, match="a window of 3×3 must fit into the image, got 2×2 pixels"):
        model.add(layers.MaxPooling2D(3))
    model.add(layers.MaxPooling2D(2))
    assert model.output_shape == (1, 1, 2)


def test_a_model_can_be_called_with_a_list():
    assert Sequential([layers.Dense(2)])([[1.0, 2.0, 3.0]]).shape == (1, 2)


def test_names_count_up():
    model = Sequential([layers.Conv2D(4, 3), layers.Conv2D(4, 3), layers.Dense(2, name="out"), layers.Conv2D(2, 1)])
    assert [layer.name for layer in model.layers] == ["conv2d", "conv2d_1", "out", "conv2d_2"]


def test_the_first_layer_that_learns_needs_no_input_gradient():
    model = Sequential(
        [Input((8, 8, 1)), layers.MaxPooling2D(), layers.Conv2D(4, 3), layers.Flatten(), layers.Dense(2)]
    )
    assert [layer.needs_input_gradient for layer in model.layers] == [False, False, True, True]
    y = model(np.ones((2, 8, 8, 1)))
    assert model.backward(np.ones_like(y)) is None
    assert model.layers[1].grads["kernel"].any()


def test_weights_of_a_wrong_shape_change_nothing():
    model = Sequential([Input((4,)), layers.Dense(3), layers.Dense(2)])
    before = model.get_weights()
    wrong = [np.ones((4, 3)), np.ones(3), np.ones((2, 3)), np.ones(2)]
    with pytest.raises(ValueError, match=re.escape("dense_1: `kernel` must have shape (3, 2), got (2, 3).")):
        model.set_weights(wrong)
    with pytest.raises(ValueError, match="set_weights needs 4 arrays, got 1"):
        model.set_weights(wrong[:1])
    for a, b in zip(model.get_weights(), before, strict=True):
        np.testing.assert_array_equal(a, b)


def test_summary_in_a_notebook_is_a_table():
    table = Summary(Sequential([Input((4,)), layers.Dense(3, name="<b>")], name="a & b"))._repr_html_()
    assert table.count("<tr>") == 3
    assert "&lt;b&gt; (Dense)" in table and "a &amp; b" in table
    assert '<td style="text-align: right">15</td>' in table


def compiled():
    model = Sequential([Input((4,)), layers.Dense(3, activation="softmax")])
    model.compile("adam", "categorical_crossentropy")
    return model


X, Y = np.zeros((6, 4)), np.eye(3)[[0, 1, 2, 0, 1, 2]]


@pytest.mark.parametrize(
    "act, error, text",
    [
        (
            lambda: Sequential([layers.Flatten]),
            TypeError,
            "each entry must be a layer, got <class 'course_lib.layers.flatten.Flatten'>. "
            "Write the layer with parentheses, such as Flatten().",
        ),
        (lambda: Sequential([layers.Flatten(), Input((3,))]), ValueError, "Input must stand first"),
        (lambda: Sequential([layers.Dense(2, name="a"), layers.Dense(2, name="a")]), ValueError, "'a' twice"),
        (lambda: Sequential([d := layers.Dense(2), d]), ValueError, "a layer can stand in one place only"),
        (lambda: Sequential().build((3,)), ValueError, "a model needs at least one layer, got none. Use add(layer)."),
        (
            lambda: Sequential([Input((4,)), layers.Dense(2)]).fit(X, Y),
            RuntimeError,
            "fit needs a compiled model, got one that is not. Call compile(optimizer, loss, metrics) first.",
        ),
        (lambda: compiled().compile("adam"), ValueError, "compile needs a loss, got none."),
        (lambda: compiled().compile("adm", "categorical_crossentropy"), ValueError, "Did you mean 'adam'?"),
        (
            lambda: compiled().compile("adam", "categorical_crossentropie"),
            ValueError,
            "Did you mean 'categorical_crossentropy'?",
        ),
        (
            lambda: compiled().compile("adam", "categorical_crossentropy", ["acuracy"]),
            ValueError,
            "Did you mean 'accuracy'?",
        ),
        (
            lambda: compiled().compile("adam", "categorical_crossentropy", "accuracy"),
            TypeError,
            "compile: `metrics` must be a list, got 'accuracy'. Write ['accuracy'].",
        ),
        (
            lambda: compiled().fit(X, Y, validation_data=X),
            TypeError,
            "fit (validation_data): it must be a pair (x, y), got a single ndarray.",
        ),
        (
            lambda: compiled().fit(X, Y, validation_data=(X, Y, Y)),
            TypeError,
            "fit (validation_data): it must be a pair (x, y), got 3 entries.",
        ),
        (
            lambda: compiled().fit(X, Y, validation_data=(X[:, :3], Y)),
            ValueError,
            "fit (validation_data): dense: the input must have shape (N, 4), got (1, 3).",
        ),
        (lambda: compiled().fit(X, Y[:5], verbose=0), ValueError, "must have the same length, got 6 and 5."),
        (
            lambda: compiled().fit(X[:0], Y[:0], verbose=0),
            ValueError,
            "must hold at least one sample, got shape (0, 4)",
        ),
        (
            lambda: compiled().fit([["a"]], Y[:1], verbose=0),
            TypeError,
            "`x` must be an array of numbers, got dtype <U1.",
        ),
        (lambda: compiled().fit(X, Y, batch_size=0), ValueError, "fit: `batch_size` must be at least 1, got 0."),
        (lambda: compiled().fit(X, Y, epochs=1.5), TypeError, "fit: `epochs` must be a whole number, got 1.5."),
        (
            lambda: compiled().fit(X, Y, validation_split=1),
            ValueError,
            "`validation_split` must be at least 0 and below 1",
        ),
        (lambda: compiled().fit(X[:1], Y[:1], validation_split=0.5), ValueError, "must leave samples on both sides"),
        (lambda: compiled().fit(X, Y, callbacks=[print]), TypeError, "each entry of `callbacks` must be a Callback"),
        (
            lambda: compiled().fit(X, [0, 1, 2, 0, 1, 2], verbose=0),
            ValueError,
            "categorical_crossentropy: labels must have the predictions' shape (6, 3), got (6,). "
            "Class numbers become rows of 0 and 1 with utils.to_categorical(y, 3). "
            "The loss 'sparse_categorical_crossentropy' takes them as they are.",
        ),
        (
            lambda: compiled().predict(np.zeros(4), verbose=0),
            ValueError,
            "dense: the input must have shape (N, 4), got (4,). The batch axis is missing: use x[None]",
        ),
        (
            lambda: Sequential([Input((8, 8, 1)), layers.Conv2D(2, 3)]).predict(np.zeros((8, 8)), verbose=0),
            ValueError,
            "The batch axis and the channel axis are missing: use x[None, ..., None] for a single image.",
        ),
        (
            lambda: Sequential([Input((8, 8, 1)), layers.Conv2D(2, 3)]).predict(np.zeros((2, 8, 8)), verbose=0),
            ValueError,
            "conv2d: the input must have shape (N, 8, 8, 1), got (2, 8, 8). "
            "The channel axis is missing: use x[..., None].",
        ),
    ],
)
def test_what_a_model_refuses(act, error, text):
    with pytest.raises(error, match=re.escape(text)):
        act()
