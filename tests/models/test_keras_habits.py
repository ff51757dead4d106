"""What people who come from Keras do with a model, and what keeps two things apart that look alike."""

import re

import numpy as np
import pytest

from course_lib import Input, Sequential, layers, losses, metrics, optimizers
from course_lib.optimizers import schedules

X, Y = np.random.default_rng(0).random((12, 4)), np.eye(3)[np.arange(12) % 3]


def network():
    model = Sequential([Input((4,)), layers.Dense(5, "relu"), layers.Dense(3, "softmax")])
    model.compile("adam", "categorical_crossentropy")
    return model


def assert_equal(found, expected, equal=True):
    same = [np.array_equal(a, b) for a, b in zip(found, expected, strict=True)]
    assert all(same) if equal else not any(same)


def test_freezing_a_model_freezes_its_layers():
    model = network()
    before = model.get_weights()
    model.trainable = False
    model.fit(X, Y, verbose=0)
    assert_equal(model.get_weights(), before)
    assert not model.trainable and "0 of them trainable" in repr(model)
    model.trainable = True
    model.fit(X, Y, verbose=0)
    assert_equal(model.get_weights(), before, equal=False)


def test_the_list_of_layers_is_for_looking():
    model = network()
    model.layers.append(layers.Dense(3))
    model.layers.clear()
    assert len(model.layers) == len(model) == 2


def test_two_layers_of_one_name_are_noticed_before_training():
    model = network()
    model[1].name = "dense"
    with pytest.raises(ValueError, match="sequential: layers' names must differ, got 'dense' twice"):
        model.fit(X, Y, verbose=0)


def test_an_optimizer_belongs_to_the_model_it_was_compiled_with():
    shared, first = optimizers.Adam(), network()
    first.compile(shared, "mse")
    first.compile(shared, "mae")
    with pytest.raises(ValueError, match="each model needs an optimizer of its own, got one that belongs to another"):
        network().compile(shared, "mse")
    del first
    network().compile(shared, "mse")


def test_an_optimizer_that_has_trained_stays_with_its_model_even_after_that_is_gone():
    used, first = optimizers.Adam(), network()
    first.compile(used, "mse")
    first.fit(X, Y, verbose=0)
    first.compile(used, "mae")
    del first
    with pytest.raises(ValueError, match="each model needs an optimizer of its own"):
        network().compile(used, "mse")


def test_what_compile_does_not_take():
    class Forgetful(optimizers.SGD):
        def __init__(self):
            self.rate = 1

    text = "Forgetful: __init__ must call that of Optimizer, got none. Write super().__init__(learning_rate)"
    with pytest.raises(TypeError, match=re.escape(text)):
        network().compile(Forgetful(), "mse")
    text = "`metrics` must be a list, got dict. A model here has one output, so the list of its metrics is enough."
    with pytest.raises(TypeError, match=re.escape(text)):
        network().compile("sgd", "mse", {"dense": "accuracy"})


@pytest.mark.parametrize(
    "asked, name",
    [
        (["accuracy", "accuracy"], "accuracy"),
        ([metrics.TopKCategoricalAccuracy(k=1), metrics.TopKCategoricalAccuracy(k=2)], "top_k_categorical_accuracy"),
        ([lambda t, p: t, lambda t, p: p], "<lambda>"),
        ([metrics.CategoricalAccuracy(name="loss")], "loss"),
    ],
)
def test_two_metrics_of_one_name_are_refused(asked, name):
    with pytest.raises(ValueError, match=re.escape(f"each metric must have a name of its own, got {name!r}.")):
        network().compile("sgd", "mse", asked)


def test_without_metrics_evaluate_gives_the_loss_alone():
    model = network()
    loss = model.evaluate(X, Y, verbose=0)
    assert isinstance(loss, float)
    assert loss == pytest.approx(losses.categorical_crossentropy(Y, model.predict(X, verbose=0)).mean(), rel=1e-6)
    assert model.evaluate(X, Y, verbose=0, return_dict=True) == {"loss": loss}


@pytest.mark.parametrize("shape", [(None, 4), (4,), [4]])
def test_build_takes_a_shape_with_and_without_the_batch_axis(shape):
    model = Sequential([layers.Dense(2)])
    model.build(shape)
    assert (model.input_shape, model.output_shape) == ((4,), (2,))


def test_a_model_that_is_built_stays_so():
    model = network()
    with pytest.raises(ValueError, match=re.escape("built for samples of shape (4,) must get such, got (9, 9).")):
        model.build((9, 9))
    with pytest.raises(TypeError, match=re.escape("`shape` must be a tuple such as (28, 28, 1), got 3.")):
        Sequential([layers.Dense(2)]).build(3)
    shared = model[0]
    with pytest.raises(ValueError, match="Use a new layer for another shape"):
        Sequential([Input((7,)), shared])
    with pytest.raises(ValueError, match="dense: its input_shape must be that of the Input"):
        Sequential([Input((7,)), layers.Dense(1, input_shape=(3,))])


def test_a_model_within_a_model_is_answered_with_its_layers():
    augment = Sequential([layers.RandomFlip(), layers.RandomZoom(0.1)], name="augment")
    with pytest.raises(TypeError, match=re.escape("got the model 'augment'. Its layers can be put in: *model.layers.")):
        Sequential([Input((8, 8, 1)), augment])
    model = Sequential([Input((8, 8, 1)), *augment.layers, layers.Flatten()])
    assert model.output_shape == (64,)
    with pytest.raises(TypeError, match=re.escape("got a list. Add them one by one.")):
        model.add([layers.Dense(1)])


@pytest.mark.parametrize(
    "thing",
    [
        layers.Conv2D(3, (2, 3), activation="relu", kernel_regularizer="l2", name="mine"),
        layers.BatchNormalization(),
        layers.LeakyReLU(0.1),
        losses.CategoricalCrossentropy(label_smoothing=0.1),
        optimizers.SGD(schedules.ExponentialDecay(0.1, 10, 0.5), momentum=0.9),
    ],
)
def test_everything_is_made_again_from_its_config(thing):
    again = type(thing).from_config(thing.get_config())
    assert repr(again) == repr(thing)
    assert again.get_config() == thing.get_config()


@pytest.mark.parametrize("weights", [None, 5, "abc", [None] * 4, [np.ones((4, 5)) * 1j] * 4])
def test_weights_that_are_none(weights):
    model = network()
    before = model.get_weights()
    with pytest.raises((TypeError, ValueError), match="set_weights"):
        model.set_weights(weights)
    assert_equal(model.get_weights(), before)
    assert np.isfinite(model.predict(X, verbose=0)).all()


def test_a_subclass_that_forgets_the_first_line():
    class Mine(Sequential):
        def __init__(self):
            self.name = "mine"

    with pytest.raises(
        RuntimeError, match=re.escape("Mine: __init__ must call that of Sequential, got none. Call super")
    ):
        Mine().add(layers.Dense(1))
