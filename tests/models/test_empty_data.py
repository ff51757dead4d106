"""Data of zero length, or less than was asked for: explained where there is nothing to do, else done."""

import re

import numpy as np
import pytest

from course_lib import Input, Sequential, layers, losses, metrics, utils

X = np.random.default_rng(0).random((6, 8, 8, 1)).astype(np.float32)
Y = np.eye(3)[np.arange(6) % 3]


def network(*more):
    utils.set_random_seed(0)
    model = Sequential([Input((8, 8, 1)), layers.Conv2D(2, 3, activation="relu"), *more, layers.Flatten()])
    model.add(layers.Dense(3, "softmax"))
    model.compile("sgd", "categorical_crossentropy")
    return model


@pytest.mark.parametrize(
    "act, text",
    [
        (lambda m: m.fit(X[:0], Y[:0]), "fit: `x` must hold at least one sample, got shape (0, 8, 8, 1)."),
        (lambda m: m.fit([], []), "fit: `x` must hold at least one sample, got shape (0,)."),
        (lambda m: m.fit(X, Y[:0]), "fit: `y` must hold at least one sample, got shape (0, 3)."),
        (lambda m: m.evaluate(X[:0], Y[:0]), "evaluate: `x` must hold at least one sample, got shape (0, 8, 8, 1)."),
        (lambda m: m.predict(X[:0]), "predict: `x` must hold at least one sample, got shape (0, 8, 8, 1)."),
        (lambda m: m.predict(5), "predict: `x` must hold at least one sample, got shape ()."),
        (lambda m: m(X[:0]), "sequential: `x` must hold at least one sample, got shape (0, 8, 8, 1)."),
        (lambda m: m.fit(X, Y, validation_data=(X[:0], Y[:0])), "fit (validation_data): `x` must hold at least one"),
        (lambda m: m.fit(X, Y, validation_data=()), "fit (validation_data): it must be a pair (x, y), got 0 entries."),
        (lambda m: m.fit(X, Y, validation_split=0.99), "must leave samples on both sides, got 0.99 of 6 samples."),
        (
            lambda m: m.fit(X[:1], Y[:1], validation_split=0.5),
            "must leave samples on both sides, got 0.5 of 1 samples.",
        ),
        (lambda m: m.fit(X[:, :0], Y), "fit: each entry of `x` must hold at least one number, got shape (6, 0, 8, 1)."),
        (
            lambda m: m.predict(X[..., :0]),
            "predict: each entry of `x` must hold at least one number, got shape (6, 8, 8, ",
        ),
        (lambda m: m.fit(X, Y[:, :0]), "fit: each entry of `y` must hold at least one number, got shape (6, 0)."),
        (lambda m: m.fit(X, Y, batch_size=0), "fit: `batch_size` must be at least 1, got 0."),
        (lambda m: m.fit(X, Y, epochs=0), "fit: `epochs` must be at least 1, got 0."),
        (lambda m: m.fit(X, Y, steps_per_epoch=0), "fit: `steps_per_epoch` must be at least 1, got 0."),
        (
            lambda m: m.fit(X, Y, validation_split=0.5, validation_batch_size=0),
            "fit (validation): `batch_size` must be at least 1, got 0.",
        ),
    ],
)
def test_nothing_to_work_on_is_explained(act, text):
    model = network()
    before = model.get_weights()
    with pytest.raises((TypeError, ValueError), match=re.escape(text)):
        act(model)
    assert all(np.array_equal(a, b) for a, b in zip(model.get_weights(), before, strict=True))


def test_a_model_that_is_not_built_is_not_built_for_nothing():
    model = Sequential([layers.Flatten(), layers.Dense(3, "softmax")])
    model.compile("sgd", "categorical_crossentropy")
    with pytest.raises(ValueError, match="must hold at least one number"):
        model.fit(X[:, :0], Y, verbose=0)
    assert not model.built
    model.fit(X, Y, verbose=0)


def trained(**options):
    model = network()
    model.fit(X, Y, verbose=0, **options)
    return model.get_weights()


@pytest.mark.parametrize(
    "options, same",
    [
        ({"batch_size": 10**9}, {"batch_size": 6}),
        ({"steps_per_epoch": 100, "batch_size": 2}, {"batch_size": 2}),
        ({"validation_data": (X[:1], Y[:1])}, {}),
        ({"validation_split": 0.5, "validation_steps": 100}, {"validation_split": 0.5}),
        ({"validation_split": 0.5, "validation_batch_size": 10**9}, {"validation_split": 0.5}),
    ],
)
def test_more_than_there_is_means_all(options, same):
    for a, b in zip(trained(**options), trained(**same), strict=True):
        np.testing.assert_array_equal(a, b)


def test_more_than_there_is_means_all_for_predictions_too():
    model = network()
    np.testing.assert_array_equal(model.predict(X, batch_size=10**9, verbose=0), model.predict(X, verbose=0))
    assert model.evaluate(X, Y, batch_size=10**9, verbose=0) == pytest.approx(model.evaluate(X, Y, verbose=0), rel=1e-6)


@pytest.mark.parametrize("more", [(), (layers.BatchNormalization(),), (layers.MaxPooling2D(2), layers.Dropout(0.5))])
def test_one_sample_is_enough(more):
    model = network(*(type(layer).from_config(layer.get_config()) for layer in more))
    before = model.get_weights()
    history = model.fit(X[:1], Y[:1], epochs=3, verbose=0, validation_data=(X[1:2], Y[1:2])).history
    assert np.isfinite([*history["loss"], *history["val_loss"]]).all()
    assert all(np.isfinite(array).all() for array in model.get_weights())
    assert any(not np.array_equal(a, b) for a, b in zip(model.get_weights(), before, strict=True))
    assert model.predict(X[:1], verbose=0).shape == (1, 3)


def test_a_batch_of_one_row_is_all_mean():
    """Its variance is 0: what BatchNormalization gives is beta, as in Keras."""
    layer = layers.BatchNormalization(beta_initializer="ones")
    assert layer(X[:1].reshape(1, -1), training=True).tolist() == np.ones((1, 64)).tolist()
    assert np.isfinite(layer.backward(np.ones((1, 64)))).all()
    assert np.isfinite(layer.state["moving_variance"]).all()


@pytest.mark.parametrize(
    "layer",
    [layers.Conv2D(2, 3), layers.MaxPooling2D(2), layers.AveragePooling2D(2), layers.GlobalAveragePooling2D(),
     layers.Flatten(), layers.Dense(4), layers.Dropout(0.5), layers.ZeroPadding2D(1), layers.RandomFlip(),
     layers.RandomErasing(), layers.BatchNormalization(), layers.Softmax(), layers.ReLU()],
    ids=lambda layer: type(layer).__name__,
)  # fmt: skip
def test_a_layer_makes_nothing_of_nothing(layer):
    assert layer(X[:0]).shape == (0, *layer.output_shape)
    assert layer(X).shape == (6, *layer.output_shape)
    with pytest.raises(
        ValueError, match=re.escape("the input must be a batch (N, …) of samples, got shape (6, 8, 0, 1)")
    ):
        layer(X[:, :, :0])


def test_no_sample_has_no_mean_to_learn_from():
    layer = layers.BatchNormalization()
    with pytest.raises(ValueError, match="batch_normalization: a batch to learn from must hold samples, got none"):
        layer(X[:0], training=True)
    assert layer.state["moving_mean"].tolist() == [0.0]


@pytest.mark.parametrize("name", ["mse", "mae", "binary_crossentropy", "categorical_crossentropy"])
def test_no_sample_has_no_loss(name):
    loss, nothing = losses.get(name), np.zeros((0, 3))
    for call in (loss, loss.call, loss.gradient):
        with pytest.raises(ValueError, match=f"{loss.title()}: a loss needs at least one sample, got none"):
            call(nothing, nothing)


def test_no_sample_has_no_sparse_loss_and_no_accuracy():
    nothing = np.zeros((0, 3))
    with pytest.raises(ValueError, match="sparse_categorical_crossentropy: a loss needs at least one sample, got none"):
        losses.SparseCategoricalCrossentropy()(nothing[:, 0], nothing)
    assert metrics.accuracy(nothing, nothing).shape == (0,)
