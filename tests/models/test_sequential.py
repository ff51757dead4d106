"""A Sequential as a thing to index, extend, copy and print; what `fit` does with each argument."""

import copy
import pickle
import re
import warnings

import numpy as np
import pytest

from course_lib import Input, Sequential, activations, callbacks, layers, losses
from course_lib.models.scale import ScaleWarning

X = np.random.default_rng(0).random((24, 4)).astype(np.float32)
Y = np.eye(3, dtype=np.float32)[np.arange(24) % 3]


def network():
    model = Sequential([Input((4,)), layers.Dense(5, "relu"), layers.Dropout(0.2), layers.Dense(3, "softmax")])
    model.compile("adam", "categorical_crossentropy", ["accuracy"])
    return model


def same(model, other):
    pairs = zip(model.get_weights(), other.get_weights(), strict=True)
    return all((a == b).all() for a, b in pairs)


def test_layers_by_place_name_and_slice():
    model = network()
    assert model[0] is model["dense"] is model.get_layer("dense") is model.get_layer(index=0) is model.layers[0]
    assert model[-1].name == "dense_1"
    assert [layer.name for layer in model] == ["dense", "dropout", "dense_1"]
    assert len(model) == 3
    part = model[:2]
    assert [layer.name for layer in part] == ["dense", "dropout"]
    np.testing.assert_array_equal(part.predict(X, verbose=0), model[0].forward(X))
    assert model[1:].input_shape == (5,)
    with pytest.raises(ValueError, match="Did you mean 'dense'"):
        model["dens"]
    with pytest.raises(TypeError, match="get_layer needs a name or an index"):
        model.get_layer()


def test_a_model_can_be_extended_after_training():
    model = network()
    model.fit(X, Y, verbose=0)
    kept = model[0].get_weights()
    assert model.pop().name == "dense_1"
    model.add(layers.Dense(6, "relu"))
    model.add(layers.Dense(3, "softmax"))
    assert [layer.name for layer in model] == ["dense", "dropout", "dense_1", "dense_2"]
    for a, b in zip(model[0].get_weights(), kept, strict=True):
        np.testing.assert_array_equal(a, b)
    model.fit(X, Y, verbose=0)
    with pytest.raises(ValueError, match="pop needs a layer"):
        Sequential().pop()


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m))])
def test_a_copy_is_a_model_of_its_own_that_trains_alike(duplicate):
    model = network()
    model.fit(X, Y, verbose=0)
    other = duplicate(model)
    assert same(model, other)
    assert all(layer.saved == {} for layer in other)
    model.fit(X, Y, epochs=2, verbose=0)
    assert not same(model, other)
    other.fit(X, Y, epochs=2, verbose=0)
    assert same(model, other)
    assert other.loss.fused_with(other.layers[-1].activation), "softmax and loss are still computed in one"


def test_a_model_prints_as_its_summary():
    assert "dense (Dense)" in repr(network())
    assert repr(Sequential(name="new")) == "<Sequential 'new': empty>"
    assert repr(network()[0]) == "Dense(units=5, activation=ReLU(), name='dense')"


def test_a_failed_build_leaves_the_model_free():
    model = Sequential([layers.Conv2D(2, 3), layers.Flatten(), layers.Dense(2)])
    with pytest.raises(ValueError, match="images must have shape"):
        model.predict(np.ones((28, 28)), verbose=0)
    assert model.predict(np.ones((2, 8, 8, 1)), verbose=0).shape == (2, 2)


def test_weights_of_samples_and_classes():
    """Weight 0 takes a sample out of the loss; weight 2 counts it twice; the mean is still over all."""
    model = Sequential([layers.Dense(3, "softmax", input_shape=(4,))])
    model.compile("sgd", "categorical_crossentropy")
    each = losses.categorical_crossentropy(Y, model.predict(X, verbose=0)).astype(float)
    weights = np.where(np.arange(24) < 6, 0, 2)
    found = copy.copy(model).fit(X, Y, batch_size=24, verbose=0, sample_weight=weights).history["loss"][0]
    assert found == pytest.approx((each * weights).mean(), rel=1e-6)
    found = copy.copy(model).fit(X, Y, batch_size=24, verbose=0, class_weight={0: 3}).history["loss"][0]
    assert found == pytest.approx((each * np.where(Y[:, 0] == 1, 3, 1)).mean(), rel=1e-6)
    # A step with weights 2 on one half and 0 on the other is a step on that half.
    one, two = copy.copy(model), copy.copy(model)
    one.fit(X, Y, batch_size=24, verbose=0, sample_weight=np.arange(24) % 2 * 2, shuffle=False)
    two.fit(X[1::2], Y[1::2], batch_size=12, verbose=0, shuffle=False)
    for a, b in zip(one.get_weights(), two.get_weights(), strict=True):
        np.testing.assert_allclose(a, b, atol=1e-7)


def test_the_penalty_is_part_of_the_loss():
    model = Sequential([layers.Dense(3, "softmax", kernel_regularizer="l2", input_shape=(4,))])
    model.compile("sgd", "categorical_crossentropy")
    plain = losses.categorical_crossentropy(Y, model.predict(X, verbose=0)).mean()
    penalty = 0.01 * (model[0].params["kernel"].astype(float) ** 2).sum()
    assert model.evaluate(X, Y, verbose=0) == pytest.approx(plain + penalty, rel=1e-6)


def test_shorter_epochs_and_rarer_validation():
    model = network()
    history = model.fit(
        X, Y, batch_size=4, epochs=4, verbose=0, steps_per_epoch=2, validation_data=(X, Y), validation_freq=2,
        validation_steps=1, validation_batch_size=3,
    )  # fmt: skip
    assert model.optimizer.iterations == 8
    assert len(history.history["loss"]) == 4
    assert len(history.history["val_loss"]) == 2
    assert history.history["val_loss"][-1] == model.evaluate(X[:3], Y[:3], verbose=0)[0]


def test_pixels_of_another_scale_get_one_warning_without_a_path():
    model = network()
    model.fit(X, Y, verbose=0)
    text = "predict: the model was trained on numbers up to 1, got numbers up to 255. Divide by 255"
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for _ in range(2):
            model.predict(255 * X / X.max(), verbose=0)
            model.evaluate(255 * X, Y, verbose=0)
    assert [warning.category for warning in caught] == [ScaleWarning]
    assert re.sub(r"0\.9\d*", "1", str(caught[0].message)).startswith(text)
    shown = warnings.formatwarning(caught[0].message, ScaleWarning, caught[0].filename, caught[0].lineno)
    assert "/" not in shown
    raw = network()
    raw.fit((255 * X).astype(np.uint8), Y, verbose=0)
    with pytest.warns(ScaleWarning, match=r"trained on numbers up to 25\d, got numbers up to .* Leave the division"):
        raw.predict(X, verbose=0)


def test_images_of_the_same_scale_get_none():
    model = network()
    model.fit(X, Y, verbose=0)
    model.predict(2 * X, verbose=0)
    model.predict(np.zeros((2, 4)), verbose=0)


class Scalar(losses.Loss):
    def call(self, y_true, y_pred):
        return ((y_true - y_pred) ** 2).mean()

    def gradient(self, y_true, y_pred):
        return 2 * (y_pred - y_true) / y_pred.size


class Squares(Scalar):
    def call(self, y_true, y_pred):
        return ((y_true - y_pred) ** 2).mean(axis=1)


def test_a_loss_of_ones_own_trains_as_the_packages():
    own, ours = network(), network()
    own.compile("sgd", Squares())
    ours.compile("sgd", "mse")
    for model in (own, ours):
        model.fit(X, Y, verbose=0)
    for a, b in zip(own.get_weights(), ours.get_weights(), strict=True):
        np.testing.assert_allclose(a, b, atol=1e-7)


def with_nan():
    x = X.copy()
    x[3, 1] = np.nan
    x[5] = np.inf
    return x


@pytest.mark.parametrize(
    "act, error, text",
    [
        (lambda m: m.fit(with_nan(), Y), ValueError, "fit: `x` must be finite, got NaN or infinity in 2 of 24."),
        (lambda m: m.predict(with_nan()), ValueError, "predict: `x` must be finite"),
        (lambda m: m.fit(X), TypeError, "fit: labels `y` must be given beside the samples, got None."),
        (lambda m: m.fit(), TypeError, "fit: labels `y` must be given"),
        (lambda m: m.fit(iter(X), Y), TypeError, "got an iterator. Collect what it gives: np.array(list(...))."),
        (lambda m: m.fit([[1, 2], [3]], Y), ValueError, "`x` must have entries of one shape, got different ones."),
        (lambda m: m.fit(X, Y, nb_epoch=3), TypeError, "got `nb_epoch`. Use `epochs`."),
        (lambda m: m.fit(X, Y, epoch=3), TypeError, "got `epoch`. Did you mean `epochs`?"),
        (lambda m: m.fit(X, Y, workers=3), TypeError, "got `workers`. All data lie in memory as arrays; leave it out."),
        (lambda m: m.fit(X, Y, verbose=3), ValueError, "fit: `verbose` must be 0, 1, 2 or 'auto', got 3."),
        (lambda m: m.fit(X, Y, verbose="2"), ValueError, "fit: `verbose` must be 0, 1, 2 or 'auto', got '2'."),
        (lambda m: m.fit(X, Y, initial_epoch=-1), ValueError, "fit: `initial_epoch` must be at least 0, got -1."),
        (lambda m: m.fit(X, Y, steps_per_epoch=0), ValueError, "fit: `steps_per_epoch` must be at least 1, got 0."),
        (lambda m: m.fit(X, Y, sample_weight=[1]), ValueError, "`sample_weight` must hold 24 numbers"),
        (lambda m: m.fit(X, Y, sample_weight=-X[:, 0]), ValueError, "must be finite and at least 0"),
        (lambda m: m.fit(X, Y, class_weight=[1, 2]), TypeError, "`class_weight` must be a dict such as"),
        (
            lambda m: m.fit(X, Y, class_weight={"cat": 2}),
            TypeError,
            "`class_weight's class` must be a whole number, got 'cat'",
        ),
        (lambda m: m.fit(X, Y, class_weight={0: "2"}), TypeError, "fit: `class_weight[0]` must be a number, got '2'."),
        (lambda m: m.fit(X, Y, class_weight={0: -1}), ValueError, "fit: `class_weight[0]` must be at least 0, got -1."),
        (lambda m: m.evaluate(X, Y, steps=3), TypeError, "evaluate: the arguments are x, y, batch_size"),
        (lambda m: m.compile("adam", loss_weights=[1]), TypeError, "A model here has one output, so one loss"),
        (lambda m: m.compile("adam", "mse", [Squares]), TypeError, "each metric must be a name"),
        (lambda m: m.fit(X[:, :3], Y), ValueError, "dense: the input must have shape (N, 4), got (24, 3)."),
        (
            lambda m: m.predict(X[0]),
            ValueError,
            "got (4,). The batch axis is missing: use x[None] for a single sample.",
        ),
        (
            lambda m: Sequential(layers.Dense(2), layers.Dense(3), layers.Dense(4)),
            TypeError,
            "Put the entries into one list.",
        ),
        (lambda m: Sequential(layers.Dense(2)), TypeError, "Sequential: `layers` must be a list"),
        (lambda m: m.add(layers.Dense(2), 3), TypeError, "add: the arguments are layer, at most 1"),
        (lambda m: activations.ReLU(slope=1), TypeError, "ReLU: there are no arguments, got `slope`."),
        (lambda m: layers.MaxPooling2d, AttributeError, "has no layer 'MaxPooling2d'. Did you mean MaxPooling2D?"),
        (lambda m: layers.Conv2d, AttributeError, "has no layer 'Conv2d'. Did you mean Conv2D?"),
    ],
)
def test_what_a_model_refuses(act, error, text):
    with pytest.raises(error, match=re.escape(text)):
        act(network())


def test_a_loss_that_returns_a_wrong_shape_is_told():
    model = network()
    model.compile("sgd", Scalar())
    text = "scalar: `call` must return one loss for each sample, of shape (24,), got shape ()."
    with pytest.raises(ValueError, match=re.escape(text)):
        model.fit(X, Y, verbose=0)


@pytest.mark.parametrize("place", [3, -4, np.int64(7)])
def test_a_place_that_is_not_there_is_explained(place):
    model = Sequential([Input((2,)), layers.Dense(3), layers.Activation("relu"), layers.Dense(1)])
    text = f"sequential: the layers are counted from 0 to 2, got {place}."
    for find in (lambda: model[place], lambda: model.get_layer(index=place)):
        with pytest.raises(IndexError, match=re.escape(text)):
            find()
    with pytest.raises(IndexError, match="there are no layers, got 0"):
        Sequential()[0]
    with pytest.raises(TypeError, match=re.escape("by its place, a whole number, or by its name, got 1.0.")):
        model[1.0]


def test_a_summary_tells_frozen_parameters_apart():
    model = Sequential([Input((2,)), layers.Dense(3), layers.Dense(1)])
    model[0].trainable = False
    assert "13 parameters (0.1 kB), 4 of them trainable" in repr(model)


@pytest.mark.parametrize("classes", [2, 3])
@pytest.mark.parametrize("form", ["one-hot", "numbers", "a column of numbers"])
def test_class_weights_find_the_classes_of_every_form(classes, form):
    y = np.arange(24) % classes
    model = Sequential([layers.Dense(classes, "softmax", input_shape=(4,))])
    model.compile("sgd", "categorical_crossentropy" if form == "one-hot" else "sparse_categorical_crossentropy")
    each = losses.sparse_categorical_crossentropy(y, model.predict(X, verbose=0)).astype(float)
    labels = {"one-hot": np.eye(classes)[y], "numbers": y, "a column of numbers": y[:, None]}[form]
    found = model.fit(X, labels, batch_size=24, verbose=0, class_weight={1: 3, 0: 0.5}).history["loss"][0]
    assert found == pytest.approx((each * np.select([y == 0, y == 1], [0.5, 3], 1)).mean(), rel=1e-6)


def test_a_validation_every_third_epoch():
    model = Sequential([layers.Dense(3, "softmax", input_shape=(4,))])
    model.compile("sgd", "categorical_crossentropy")
    seen = []
    watch = callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: seen.append("val_loss" in logs))
    model.fit(X, Y, epochs=7, verbose=0, validation_data=(X, Y), validation_freq=3, callbacks=[watch])
    assert seen == [False, False, True, False, False, True, False]
    assert len(model.history.history["val_loss"]) == 2


def test_a_model_without_layers_is_true_and_one_that_is_built_late_knows_its_shape():
    model = Sequential()
    assert bool(model) and model.input_shape is None
    model.add(layers.Dense(3))
    assert not model.built and model.input_shape is None
    model.build((4,))
    assert model.built and (model.input_shape, model.output_shape) == ((4,), (3,))
    other = Sequential([layers.Dense(3)])
    other(X)
    assert other.input_shape == (4,)
