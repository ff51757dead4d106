"""One harness for all layers: shapes, gradients, repeatability."""

import re

import numpy as np
import pytest

from course_lib import Sequential, arrays, kernels, layers, optimizers, utils
from course_lib.kernels import reference
from course_lib.random import RandomSource

IMAGE, ROW = (5, 7, 3), (11,)
MAKERS = {
    "Conv2D": (lambda: layers.Conv2D(4, (2, 3), strides=(2, 1)), IMAGE),
    "Conv2D same": (lambda: layers.Conv2D(2, 3, padding="same", activation="relu"), IMAGE),
    "Conv2D same, strides": (lambda: layers.Conv2D(2, (3, 2), strides=(2, 3), padding="same"), IMAGE),
    "Conv2D without bias": (lambda: layers.Conv2D(5, 2, use_bias=False), IMAGE),
    "MaxPooling2D": (lambda: layers.MaxPooling2D(), IMAGE),
    "MaxPooling2D overlapping": (lambda: layers.MaxPooling2D((3, 2), strides=(1, 2), padding="same"), IMAGE),
    "AveragePooling2D": (lambda: layers.AveragePooling2D(), IMAGE),
    "AveragePooling2D overlapping": (lambda: layers.AveragePooling2D((3, 2), strides=(1, 2), padding="same"), IMAGE),
    "GlobalAveragePooling2D": (lambda: layers.GlobalAveragePooling2D(), IMAGE),
    "GlobalMaxPooling2D": (lambda: layers.GlobalMaxPooling2D(), IMAGE),
    "GlobalMaxPooling2D keepdims": (lambda: layers.GlobalMaxPooling2D(keepdims=True), IMAGE),
    "ZeroPadding2D": (lambda: layers.ZeroPadding2D(((1, 0), (2, 3))), IMAGE),
    "Reshape": (lambda: layers.Reshape((7, -1)), IMAGE),
    "BatchNormalization": (lambda: layers.BatchNormalization(), IMAGE),
    "BatchNormalization of rows": (lambda: layers.BatchNormalization(momentum=0.9, epsilon=0.1), ROW),
    "BatchNormalization plain": (lambda: layers.BatchNormalization(center=False, scale=False), IMAGE),
    "ReLU": (lambda: layers.ReLU(), IMAGE),
    "LeakyReLU": (lambda: layers.LeakyReLU(0.2), IMAGE),
    "Softmax": (lambda: layers.Softmax(), ROW),
    "RandomTranslation": (lambda: layers.RandomTranslation(0.3, 0.2), IMAGE),
    "RandomRotation": (lambda: layers.RandomRotation(0.2, fill_mode="nearest"), IMAGE),
    "RandomZoom": (lambda: layers.RandomZoom(0.3, (-0.4, 0.1), fill_mode="wrap"), IMAGE),
    "RandomZoom nearest": (lambda: layers.RandomZoom(0.3, fill_mode="constant", interpolation="nearest"), IMAGE),
    "RandomFlip": (lambda: layers.RandomFlip(), IMAGE),
    "RandomErasing": (lambda: layers.RandomErasing((1, 1), 0.5, value_range=(0, 1)), IMAGE),
    "Conv2D regularized": (lambda: layers.Conv2D(2, 2, kernel_regularizer="l1_l2"), IMAGE),
    "Dense of images": (lambda: layers.Dense(4, activation="tanh"), IMAGE),
    "Dense regularized": (lambda: layers.Dense(4, kernel_regularizer="l2"), ROW),
    "Flatten": (lambda: layers.Flatten(), IMAGE),
    "Dense": (lambda: layers.Dense(6), ROW),
    "Dense relu": (lambda: layers.Dense(6, activation="relu"), ROW),
    "Dense softmax": (lambda: layers.Dense(6, activation="softmax"), ROW),
    "Dense without bias": (lambda: layers.Dense(13, use_bias=False), ROW),
    "Dropout": (lambda: layers.Dropout(0.5), IMAGE),
    "Activation relu": (lambda: layers.Activation("relu"), IMAGE),
    "Activation softmax": (lambda: layers.Activation("softmax"), ROW),
    **{
        f"Activation {name}": (lambda name=name: layers.Activation(name), IMAGE)
        for name in ("leaky_relu", "elu", "sigmoid", "tanh")
    },
    "Activation linear": (lambda: layers.Activation("linear"), ROW),
}
every_layer = pytest.mark.parametrize("make, shape", MAKERS.values(), ids=MAKERS)


def numbers(*shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape).astype(np.float32)


def built(make, shape):
    layer = make()
    layer.build(shape, RandomSource(0, ("test",)))
    for label, array in layer.params.items():  # biases start at 0, where many mistakes do not show
        array[...] = numbers(*array.shape, seed=len(label))
    return layer


def test_every_layer_of_the_package_is_here():
    made = {type(make()).__name__ for make, _ in MAKERS.values()}
    bases = {"Layer", "ActivatedLayer", "KernelLayer", "Pooling2D", "GlobalPooling2D", "AugmentationLayer"}
    bases |= {"Input", "InputLayer"}
    assert made == set(layers.__all__) - bases


@every_layer
def test_shapes_and_types(make, shape):
    layer = built(make, shape)
    assert make().build(shape, RandomSource(0)) == layer.output_shape
    assert (layer.penalty() != 0) == (getattr(layer, "kernel_regularizer", None) is not None)
    x = numbers(4, *shape)
    for training in (False, True):
        y = layer.forward(x, training)
        assert y.shape == (4, *layer.output_shape)
        assert y.dtype == np.float32
        dx = layer.backward(numbers(*y.shape, seed=1))
        assert dx.shape == x.shape
        assert dx.dtype == np.float32
        assert {label: grad.shape for label, grad in layer.grads.items()} == {
            label: array.shape for label, array in layer.params.items()
        }


@every_layer
def test_name_and_input_shape_are_taken(make, shape):
    arguments = {**make().arguments(), "name": "mine", "input_shape": shape}
    layer = type(make())(**arguments)
    assert (layer.name, layer.named_by_user) == ("mine", True)
    model = Sequential([layer])
    assert model.built and model.input_shape == shape
    assert {k: repr(v) for k, v in layer.arguments().items()} == {k: repr(v) for k, v in arguments.items()}


@every_layer
def test_inputs_stay_as_they_are(make, shape):
    layer = built(make, shape)
    x = numbers(4, *shape)
    before = x.copy()
    dy = numbers(*layer.forward(x, training=True).shape, seed=1)
    dy_before = dy.copy()
    layer.backward(dy)
    np.testing.assert_array_equal(x, before)
    np.testing.assert_array_equal(dy, dy_before)


@every_layer
def test_the_same_input_gives_the_same_bits(make, shape):
    layer = built(make, shape)
    x = numbers(4, *shape)
    first = layer.forward(x).copy()
    layer.forward(numbers(2, *shape, seed=5))
    np.testing.assert_array_equal(layer.forward(x), first)


@every_layer
def test_other_kinds_of_array_are_brought_to_float32(make, shape):
    """float64, other order of axes in memory, read-only: all give the result of the plain array."""
    layer = built(make, shape)
    x = np.round(numbers(4, *shape), 2).astype(np.float32)
    expected = layer.forward(x).copy()
    frozen = x.copy()
    frozen.flags.writeable = False
    strided = np.zeros((8, *shape), np.float32)
    strided[::2] = x
    for other in (x.astype(np.float64), np.asfortranarray(x), strided[::2], frozen):
        np.testing.assert_array_equal(layer.forward(other), expected)


TWINS = {name: getattr(reference, name) for name in kernels.__all__}


@pytest.fixture
def exact_arithmetic(monkeypatch):
    """All layers compute in float64, through the kernels' readable twins."""
    monkeypatch.setattr(arrays, "FLOAT", np.float64)
    with kernels.use(**TWINS):
        yield


@every_layer
@pytest.mark.parametrize("training", [True, False])
def test_gradients_are_the_slopes(make, shape, training, exact_arithmetic):
    """Each element of dx and of every parameter's gradient against the slope of Σ y · dy + penalty."""
    layer = built(make, shape)
    for dictionary in (layer.params, layer.state):
        dictionary.update({label: array.astype(np.float64) for label, array in dictionary.items()})
    x = numbers(2, *shape).astype(np.float64)
    dy = numbers(*layer.forward(x, training).shape, seed=1).astype(np.float64)

    def total():
        return float(np.sum(layer.forward(x, training) * dy)) + layer.penalty()

    layer.forward(x, training)
    dx = layer.backward(dy)
    gradients = {"input": (x, dx)}
    gradients |= {label: (array, layer.grads[label]) for label, array in layer.params.items()}
    for label, (array, gradient) in gradients.items():
        assert gradient.dtype == np.float64, label
        np.testing.assert_allclose(gradient, slopes(total, array), rtol=1e-6, atol=1e-7, err_msg=label)


def slopes(total, array, step=1e-6):
    """Return the slope of total() in each element of `array`."""
    result = np.zeros(array.shape)
    for place in np.ndindex(*array.shape):
        middle = array[place]
        array[place] = middle + step
        above = total()
        array[place] = middle - step
        result[place] = (above - total()) / (2 * step)
        array[place] = middle
    return result


@every_layer
def test_backward_needs_forward(make, shape):
    layer = built(make, shape)
    with pytest.raises(RuntimeError, match="backward needs a forward before it"):
        layer.backward(numbers(2, *layer.output_shape))


@every_layer
def test_a_wrong_shape_is_explained(make, shape):
    layer = built(make, shape)
    with pytest.raises(ValueError, match=r"the input must have shape \(N, .*\), got \(2, 1\)\."):
        layer.forward(numbers(2, 1))
    with pytest.raises(ValueError, match="The batch axis is missing: use x\\[None\\]"):
        layer.forward(numbers(*shape))


@every_layer
def test_a_gradient_of_another_shape_is_explained(make, shape):
    layer = built(make, shape)
    layer.forward(numbers(3, *shape))
    text = f"the output gradient must have the last output's shape {(3, *layer.output_shape)}, got"
    for wrong in ((2, *layer.output_shape), (3, *layer.output_shape, 1)):
        with pytest.raises(ValueError, match=re.escape(text)):
            layer.backward(np.ones(wrong))


@every_layer
def test_weights_that_do_not_fit_are_explained_and_change_nothing(make, shape):
    layer = built(make, shape)
    before = layer.get_weights()
    with pytest.raises(ValueError, match=re.escape(f"{layer.name}: set_weights needs {len(before)} arrays")):
        layer.set_weights([*before, np.ones(1)])
    if before:
        with pytest.raises(ValueError, match=f"must have shape .*, got {re.escape(str((99, 1)))}"):
            layer.set_weights([*(np.zeros_like(array) for array in before[:-1]), np.ones((99, 1))])
        for now, then in zip(layer.get_weights(), before, strict=True):
            np.testing.assert_array_equal(now, then)


@every_layer
def test_forward_needs_build(make, shape):
    with pytest.raises(RuntimeError, match="forward needs a layer that is built"):
        make().forward(numbers(2, *shape))


@every_layer
def test_weights_go_out_and_in(make, shape):
    layer, other = built(make, shape), make()
    other.build(shape, RandomSource(1, ("other",)))
    other.set_weights(layer.get_weights())
    x = numbers(3, *shape)
    np.testing.assert_array_equal(other.forward(x), layer.forward(x))


def trained(make, shape, seed):
    """A network with the layer in the middle, trained on 24 samples of 3 classes, and its History."""
    utils.set_random_seed(seed)
    first = layers.Conv2D(3, 1, name="before") if len(shape) == 3 else layers.Dense(shape[0], name="before")
    model = Sequential(
        [layers.Input(shape), first, make(), layers.Flatten(), layers.Dense(3, activation="softmax", name="after")]
    )
    model.compile(optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    x, y = numbers(24, *shape, seed=3), np.arange(24) % 3
    x += y.reshape(-1, *[1] * len(shape))  # so that there is something to learn for every layer
    history = model.fit(x, y, batch_size=8, epochs=8, verbose=0)
    utils.set_random_seed(0)
    return model, history.history["loss"]


@every_layer
def test_a_network_with_it_learns_and_the_seed_repeats_it(make, shape):
    model, losses = trained(make, shape, seed=1)
    assert losses[-1] < 0.9 * losses[0]
    again, same = trained(make, shape, seed=1)
    assert losses == same
    for a, b in zip(model.get_weights(), again.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)
    _, other = trained(make, shape, seed=2)
    assert losses != other
