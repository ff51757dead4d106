"""Looks into models: by hand, against numeric slopes and brute force; and that the model stays as it was."""

import re
import threading

import numpy as np
import pytest

from course_lib import Input, Sequential, layers
from course_lib.inspect import (
    activations,
    class_score_gradient,
    grad_cam,
    receptive_field,
    resize,
    top_patches,
)
from course_lib.kernels import callers
from course_lib.models.scale import ScaleWarning

RANDOM = np.random.RandomState(5)
IMAGES = np.float32(RANDOM.normal(size=(5, 9, 7, 2)))  # height and width differ, so that they cannot be exchanged


def mixed_model():
    """Most kinds of layers, with weights and averages away from their initial values."""
    model = Sequential(
        [
            Input((9, 7, 2)),
            layers.RandomTranslation(0.3, 0.3),
            layers.Conv2D(4, (3, 2), activation="tanh", padding="same"),
            layers.BatchNormalization(),
            layers.MaxPooling2D(),
            layers.Dropout(0.5),
            layers.ZeroPadding2D(((1, 0), (0, 2))),
            layers.Conv2D(3, 2, strides=(2, 1)),
            layers.LeakyReLU(),
            layers.AveragePooling2D((1, 2), padding="same"),
            layers.Flatten(),
            layers.Dense(6, activation="elu"),
            layers.Dense(4, activation="softmax"),
        ]
    )
    random = np.random.RandomState(6)
    for layer in model.layers:
        for array in (*layer.params.values(), *layer.state.values()):
            if array.ndim > 1:
                array[...] = random.normal(size=array.shape) / np.sqrt(array[..., 0].size)
            else:
                array += random.uniform(-0.3, 0.5, array.shape)
    return model


def linear_model(*last, shape=(2, 3, 2)):
    """Flatten and Dense, whose weights are the gradient."""
    return Sequential([Input(shape), layers.Flatten(), *(last or [layers.Dense(4, activation="softmax")])])


def columns(model):
    """A linear model's weights as one image for each class."""
    return model["dense"].params["kernel"].T.reshape(-1, *model.input_shape)


# activations


def test_activations_are_those_of_the_layers_one_after_the_other():
    model = mixed_model()
    found = activations(model, IMAGES)
    assert list(found) == [layer.name for layer in model.layers]
    x = IMAGES
    for layer in model.layers:
        x = layer.forward(x)
        np.testing.assert_array_equal(found[layer.name], x)
    np.testing.assert_array_equal(found["dense_1"], model.predict(IMAGES, verbose=0))


def test_activations_by_hand():
    model = Sequential([Input((1, 3, 1)), layers.Conv2D(1, (1, 2), activation="relu"), layers.MaxPooling2D((1, 2))])
    model.set_weights([np.array([1, -1]).reshape(1, 2, 1, 1), [0.5]])
    found = activations(model, [[[[4], [1], [3]]]])
    assert found["conv2d"].reshape(-1).tolist() == [3.5, 0]
    assert found["max_pooling2d"].reshape(-1).tolist() == [3.5]


def test_layers_are_selected_and_come_in_the_order_of_the_model():
    model = mixed_model()
    assert list(activations(model, IMAGES, "flatten")) == ["flatten"]
    assert list(activations(model, IMAGES, ["flatten", "conv2d", "flatten"])) == ["conv2d", "flatten"]


def test_activations_are_no_windows_into_the_data():
    x = np.ones((2, 3), np.float32)
    found = activations(Sequential([Input((3,)), layers.Dropout(0.5)]), x)["dropout"]
    found[:] = 0
    assert x.all()


# The gradient of a class score


def test_a_linear_models_gradient_is_its_weights():
    model = linear_model()
    x = RANDOM.normal(size=(3, 2, 3, 2))
    assert (class_score_gradient(model, x, 1) == columns(model)[1]).all()
    np.testing.assert_array_equal(class_score_gradient(model, x, [3, 0, 2]), columns(model)[[3, 0, 2]])
    predicted = model.predict(x, verbose=0).argmax(axis=1)
    np.testing.assert_array_equal(class_score_gradient(model, x), columns(model)[predicted])
    assert class_score_gradient(model, x).dtype == np.float32


def test_each_image_gets_its_own_predicted_class():
    model = linear_model(layers.Dense(2), shape=(1, 2, 1))
    model.set_weights([[[1, 0], [0, 2]], [0, 0]])
    gradient = class_score_gradient(model, [[[[3], [1]]], [[[1], [3]]]])
    assert gradient.reshape(2, 2).tolist() == [[1, 0], [0, 2]]


@pytest.mark.parametrize("last", [layers.Softmax, lambda: layers.Activation("softmax")])
def test_the_score_is_what_enters_a_softmax_of_its_own(last):
    model = linear_model(layers.Dense(4), last())
    assert (class_score_gradient(model, np.ones((1, 2, 3, 2)), 2) == columns(model)[2]).all()


def test_without_a_softmax_the_score_is_the_output():
    """The slope of the sigmoid is s · (1 − s)."""
    model = linear_model(layers.Dense(1, activation="sigmoid"))
    x = RANDOM.normal(size=(3, 2, 3, 2))
    s = model.predict(x, verbose=0).reshape(3, 1, 1, 1)
    np.testing.assert_allclose(class_score_gradient(model, x), s * (1 - s) * columns(model), rtol=1e-4)


def test_the_score_moves_where_the_probability_does_not():
    model = linear_model(layers.Dense(2, activation="softmax"), shape=(1,))
    model.set_weights([[[1, 0]], [500, 0]])
    assert class_score_gradient(model, [[1.0]]).tolist() == [[1]]


@pytest.mark.parametrize("classes", [0, 2, None])
def test_the_gradient_is_the_slope(classes):
    """Each pixel is moved a little up and down; the score before the softmax is read off."""
    model, step = mixed_model(), 1e-2
    gradient = class_score_gradient(model, IMAGES[:1], classes)[0]
    wanted = model.predict(IMAGES[:1], verbose=0).argmax() if classes is None else classes
    moves = np.eye(IMAGES[0].size, dtype=np.float32).reshape(-1, *IMAGES[0].shape) * step
    up, down = (model.forward(IMAGES[:1] + sign * moves, to_preactivation=True)[:, wanted] for sign in (1, -1))
    slopes = (np.float64(up) - down).reshape(gradient.shape) / (2 * step)
    assert np.abs(slopes).max() > 0.05
    np.testing.assert_allclose(gradient, slopes, atol=0.01 * np.abs(slopes).max())


def test_an_images_gradient_does_not_depend_on_its_neighbours():
    model = mixed_model()
    together = class_score_gradient(model, IMAGES)
    for n in range(len(IMAGES)):
        np.testing.assert_array_equal(class_score_gradient(model, IMAGES[n : n + 1])[0], together[n])


# Grad-CAM


def cam_model(*behind):
    """Two maps: x and −x + 3, then what is given."""
    model = Sequential([Input((2, 3, 1)), layers.Conv2D(2, 1), *behind])
    model["conv2d"].set_weights([np.array([1, -1]).reshape(1, 1, 1, 2), [0, 3]])
    return model


PICTURE = np.array([[0, 1, 2], [3, 4, 5]], np.float32).reshape(1, 2, 3, 1)


@pytest.mark.parametrize("pooling", [layers.GlobalAveragePooling2D(), layers.AveragePooling2D((2, 3))])
def test_grad_cam_by_hand(pooling):
    """Behind the mean alpha is a sixth of the dense weights: maps 2x + 3 − x = x + 3, and x − 2·(3 − x) = 3x − 6."""
    model = cam_model(pooling, layers.Flatten(), layers.Dense(3, activation="softmax"))
    model["dense"].set_weights([[[2, 1, -1], [1, -2, -1]], [0, 0, 0]])
    np.testing.assert_allclose(grad_cam(model, PICTURE, 0, "conv2d")[0], (PICTURE[0, :, :, 0] + 3) / 8, rtol=1e-6)
    np.testing.assert_allclose(grad_cam(model, PICTURE, 1, "conv2d")[0], [[0, 0, 0], [1 / 3, 2 / 3, 1]], rtol=1e-6)
    assert (grad_cam(model, PICTURE, 2, "conv2d") == 0).all()  # −3 everywhere
    both = grad_cam(model, np.concatenate([PICTURE, PICTURE]), [1, 0], "conv2d")
    np.testing.assert_array_equal(both[0], grad_cam(model, PICTURE, 1, "conv2d")[0])
    np.testing.assert_array_equal(both[1], grad_cam(model, PICTURE, layer="conv2d")[0])  # class 0 is predicted


def test_alpha_is_the_mean_of_the_gradient_over_the_pixels():
    """The dense weights of map 0 add up to 6 and those of map 1 to −6; where they lie does not matter."""
    model = cam_model(layers.Flatten(), layers.Dense(1))
    kernel = np.zeros((2, 3, 2))
    kernel[0, 2, 0], kernel[1, 0, 1] = 6, -6
    model["dense"].set_weights([kernel.reshape(12, 1), [0]])
    expected = np.maximum(2 * PICTURE[0, :, :, 0] - 3, 0) / 7  # x − (3 − x)
    np.testing.assert_allclose(grad_cam(model, PICTURE, layer="conv2d")[0], expected, rtol=1e-6)


def test_grad_cam_takes_the_last_layer_that_gives_images():
    model = mixed_model()
    maps = grad_cam(model, IMAGES)
    assert maps.shape == (5, *model["average_pooling2d"].output_shape[:2])
    np.testing.assert_array_equal(maps, grad_cam(model, IMAGES, layer="average_pooling2d"))
    assert grad_cam(model, IMAGES, layer="conv2d").shape == (5, 9, 7)
    assert maps.dtype == np.float32


def test_grad_cam_maps_go_from_0_to_1():
    maps = grad_cam(mixed_model(), IMAGES, layer="conv2d")
    assert maps.min() >= 0
    assert set(maps.max(axis=(1, 2)).tolist()) <= {0, 1}
    assert maps.any()


def test_resize_by_hand():
    assert resize([[[0, 4], [8, 12]]], 4, 2)[0].tolist() == [[0, 4], [2, 6], [6, 10], [8, 12]]
    assert resize([[[0, 4], [8, 12]]], 1, 1)[0].tolist() == [[6]]
    np.testing.assert_array_equal(resize(PICTURE[..., 0], 2, 3), PICTURE[..., 0])
    assert resize(np.zeros((4, 2, 3)), 5, 6).shape == (4, 5, 6)


# Receptive fields


def first_tutorial():
    return [layers.Conv2D(2, 5), layers.MaxPooling2D(), layers.Conv2D(2, 5), layers.MaxPooling2D()]


def second_tutorial():
    return [layers.Conv2D(2, 3), layers.Conv2D(2, 3)]


def third_tutorial():
    convolutions = []
    for _ in range(3):
        convolutions += [layers.Conv2D(2, 3, padding="same"), layers.LeakyReLU()]
    return [*convolutions, layers.Dropout(0.25), layers.MaxPooling2D(padding="same")]


def fifth_tutorial():
    return [layers.Conv2D(2, 3), layers.MaxPooling2D(), layers.Conv2D(2, 3), layers.MaxPooling2D(), layers.Dropout(0.2)]


def crooked():
    """Sizes, strides and padding that differ down and right."""
    return [
        layers.RandomFlip(),
        layers.RandomErasing(),
        layers.ZeroPadding2D(((3, 1), (2, 0))),
        layers.Conv2D(2, (3, 4), strides=(2, 1), padding="same", activation="relu"),
        layers.BatchNormalization(),
        layers.AveragePooling2D((2, 3), strides=(1, 2), padding="same"),
        layers.Dense(2),
        layers.MaxPooling2D((3, 2), strides=(2, 1)),
        layers.Activation("relu"),
    ]


@pytest.mark.parametrize(
    ("stack", "layer", "size", "step", "start"),
    [
        (first_tutorial, "conv2d", 5, 1, 0),
        (first_tutorial, "max_pooling2d", 6, 2, 0),
        (first_tutorial, "conv2d_1", 14, 2, 0),
        (first_tutorial, "max_pooling2d_1", 16, 4, 0),
        (second_tutorial, "conv2d_1", 5, 1, 0),
        (third_tutorial, "conv2d", 3, 1, -1),
        (third_tutorial, "leaky_re_lu_2", 7, 1, -3),
        (third_tutorial, "max_pooling2d", 8, 2, -3),
        (fifth_tutorial, "max_pooling2d", 4, 2, 0),
        (fifth_tutorial, "conv2d_1", 8, 2, 0),
        (fifth_tutorial, "dropout", 10, 4, 0),
    ],
)
def test_receptive_fields_of_the_tutorials(stack, layer, size, step, start):
    field = receptive_field(Sequential([Input((28, 28, 1)), *stack()]), layer)
    assert field == ((size, size), (step, step), (start, start))


def seen_by_brute_force(model, place):
    """For each pixel of a layer's output the input pixels that change it, (h, w, H, W)."""
    for layer in model.layers:
        for label, array in layer.params.items():
            array[...] = 0 if label in ("bias", "beta") else 1
    height, width, _ = model.input_shape
    pixels = np.eye(height * width, dtype=np.float32).reshape(-1, height, width, 1)
    part = model[: place + 1]
    changed = part.predict(pixels, verbose=0) != part.predict(pixels[:1] * 0, verbose=0)
    return changed.any(axis=-1).reshape(height, width, *part.output_shape[:2]).transpose(2, 3, 0, 1)


@pytest.mark.parametrize(
    ("stack", "image"),
    [
        (first_tutorial, (21, 17, 1)),
        (third_tutorial, (9, 7, 1)),
        (fifth_tutorial, (13, 11, 1)),
        (crooked, (13, 11, 1)),
        (crooked, (14, 12, 1)),
    ],
)
def test_a_pixel_sees_its_window_and_nothing_else(stack, image):
    model = Sequential([Input(image), *stack()])
    for place, layer in enumerate(model.layers):
        field = receptive_field(model, layer.name)
        seen = seen_by_brute_force(model, place)
        assert seen.any()
        for i, j in np.ndindex(seen.shape[:2]):
            top, left = field.start[0] + i * field.step[0], field.start[1] + j * field.step[1]
            expected = np.zeros(image[:2], bool)
            expected[max(top, 0) : max(top + field.size[0], 0), max(left, 0) : max(left + field.size[1], 0)] = True
            np.testing.assert_array_equal(seen[i, j], expected, err_msg=f"{layer.name} ({i}, {j})")


# Patches


def patch_model(**options):
    model = Sequential([Input((9, 7, 2)), layers.Conv2D(3, (3, 2), **options)])
    model["conv2d"].params["bias"][:] = [1, 2, 3]
    return model


@pytest.mark.parametrize("strides", [(1, 1), (2, 3)])
@pytest.mark.parametrize("padding", ["valid", "same"])
def test_a_patch_under_the_filter_gives_its_score(strides, padding):
    """So patches are cut at the right place, with zeros where a window reaches past the image."""
    model = patch_model(strides=strides, padding=padding)
    kernel = model["conv2d"].params["kernel"]
    maps = model.predict(IMAGES, verbose=0)
    for feature_map in range(3):
        best = top_patches(model, IMAGES, "conv2d", feature_map)
        assert best.patches.shape == (5, 3, 2, 2)
        sums = (best.patches * kernel[..., feature_map]).sum(axis=(1, 2, 3)) + feature_map + 1
        np.testing.assert_allclose(sums, best.scores, rtol=1e-5)
        row, column = best.positions.T
        np.testing.assert_array_equal(maps[best.samples, row, column, feature_map], best.scores)
        np.testing.assert_array_equal(best.scores, np.sort(maps[..., feature_map].max(axis=(1, 2)))[::-1])


def test_patches_at_the_borders():
    """A 3×3 sum with padding: of one bright pixel in a corner nine windows see it, the first in reading order wins."""
    model = Sequential([Input((4, 5, 1)), layers.ZeroPadding2D(), layers.Conv2D(1, 3)])
    model.set_weights([np.ones((3, 3, 1, 1)), [0]])
    x = np.zeros((2, 4, 5, 1))
    x[0, 0, 0], x[1, 3, 4] = 1, 2
    best = top_patches(model, x, "conv2d", 0)
    assert best.samples.tolist() == [1, 0]
    assert best.positions.tolist() == [[2, 3], [0, 0]]
    assert best.patches[0, :, :, 0].tolist() == [[0, 0, 0], [0, 0, 0], [0, 0, 2]]  # rows 1 … 3, columns 2 … 4
    assert best.patches[1, :, :, 0].tolist() == [[0, 0, 0], [0, 1, 0], [0, 0, 0]]  # begins at (−1, −1)


def test_a_patch_beside_the_image_is_empty():
    model = Sequential([Input((5, 5, 1)), layers.ZeroPadding2D(4), layers.Conv2D(1, 2)])
    model.set_weights([-np.ones((2, 2, 1, 1)), [0]])
    best = top_patches(model, np.ones((1, 5, 5, 1)), "conv2d", 0)
    assert best.positions.tolist() == [[0, 0]]
    assert best.patches.tolist() == [[[[0], [0]], [[0], [0]]]]


def test_behind_pooling_the_patch_is_larger():
    model = Sequential([Input((8, 6, 1)), layers.Conv2D(1, (3, 1)), layers.MaxPooling2D((2, 3))])
    model.set_weights([np.ones((3, 1, 1, 1)), [0]])
    x = np.zeros((1, 8, 6, 1))
    x[0, 6, 4] = 1  # sum rows 4 … 6 and 5 … 7; the pool's rows 4 and 5, columns 3 … 5
    best = top_patches(model, x, "max_pooling2d", 0)
    assert best.positions.tolist() == [[2, 1]]
    np.testing.assert_array_equal(best.patches, x[:, 4:8, 3:6])


def test_equal_scores_come_in_the_order_of_the_images():
    model = Sequential([Input((1, 3, 1)), layers.ReLU()])
    x = np.array([[0, 0, 0], [0, 5, 5], [0, 0, 7], [5, 0, 0]]).reshape(4, 1, 3, 1)
    best = top_patches(model, x, "re_lu", 0, batch_size=2)
    assert best.samples.tolist() == [2, 1, 3, 0]
    assert best.positions.tolist() == [[0, 2], [0, 1], [0, 0], [0, 0]]
    assert best.scores.tolist() == [7, 5, 5, 0]
    assert best.patches.reshape(-1).tolist() == [7, 5, 5, 0]
    assert top_patches(model, x, "re_lu", 0, count=2).samples.tolist() == [2, 1]


# All of them


LOOKS = {
    "activations": lambda model, x, **options: list(activations(model, x, **options).values()),
    "class_score_gradient": lambda model, x, **options: [class_score_gradient(model, x, **options)],
    "grad_cam": lambda model, x, **options: [grad_cam(model, x, **options)],
    "top_patches": lambda model, x, **options: list(top_patches(model, x, "conv2d", 0, **options)),
}
each_look = pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)


@each_look
def test_the_same_bits_each_time_and_for_any_batch_size(look):
    model = mixed_model()
    first = look(model, IMAGES)
    for options in ({}, {"batch_size": 2}, {"batch_size": 1}):
        for a, b in zip(first, look(model, IMAGES, **options), strict=True):
            assert a.dtype == b.dtype and a.tobytes() == b.tobytes()


def trained_model():
    model = mixed_model()
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(IMAGES, np.arange(5) % 4, epochs=2, verbose=0)
    return model


def notes(model):
    """All that a look must leave as it is: the objects themselves, and copies of their numbers."""
    kept = [(layer, layer.params, layer.state, layer.saved, layer.grads) for layer in model.layers]
    inner = [array for _, *dicts in kept for numbers in dicts for array in numbers.values()]
    inner += [array for slots in _slots(model.optimizer) for array in slots]
    copies = [np.copy(array) if isinstance(array, np.ndarray) else array for array in inner]
    switches = [(layer.needs_input_gradient, layer.trainable, layer.input_shape) for layer in model.layers]
    return kept, inner, copies, (switches, model.optimizer.iterations, vars(model).copy())


def _slots(optimizer):
    found = [value for value in vars(optimizer).values() if isinstance(value, dict)]
    return [[a for slot in d.values() for a in (slot.values() if isinstance(slot, dict) else slot)] for d in found]


def assert_undisturbed(model, before):
    kept, inner, copies, settings = notes(model)
    for now, then in zip(kept, before[0], strict=True):
        assert all(a is b for a, b in zip(now, then, strict=True))
    assert all(a is b for a, b in zip(inner, before[1], strict=True))
    for now, then in zip(copies, before[2], strict=True):
        np.testing.assert_equal(now, then)
    assert settings == before[3]


@each_look
def test_the_model_is_as_it_was(look):
    model = trained_model()
    before = notes(model)
    assert any(isinstance(array, np.ndarray) for array in before[1])
    look(model, IMAGES[:3])
    assert_undisturbed(model, before)


class Broken(layers.Layer):
    """Fails where it is told to, after having written into what it has."""

    def __init__(self, fails_in="nothing", name=None):
        super().__init__(name)
        self.fails_in = fails_in

    def _build(self, input_shape, rng):
        self.params, self.grads = {"w": np.ones(1, np.float32)}, {"w": np.ones(1, np.float32)}
        return input_shape

    def forward(self, x, training=False):
        self.saved["x"] = x
        if self.fails_in == "forward":
            raise ZeroDivisionError
        return self.check_input(x)

    def backward(self, dy):
        self.grads["w"][...] = 7
        if self.fails_in == "backward":
            raise ZeroDivisionError
        return None if self.fails_in == "passing on" else dy


@pytest.mark.parametrize("fails_in", ["forward", "backward"])
def test_the_model_is_as_it_was_after_an_error(fails_in):
    model = Sequential([Input((2, 3, 1)), layers.Conv2D(1, 1), Broken(fails_in), layers.Flatten(), layers.Dense(2)])
    model.compile("sgd", "mse")
    before = notes(model)
    with pytest.raises(ZeroDivisionError):
        grad_cam(model, PICTURE, layer="conv2d")
    assert_undisturbed(model, before)
    assert lock_is_free()


def lock_is_free():
    """Whether another thread could train or predict now."""
    found = []

    def try_it():
        found.append(callers.LOCK.acquire(blocking=False))
        if found[0]:
            callers.LOCK.release()

    thread = threading.Thread(target=try_it)
    thread.start()
    thread.join()
    return found[0]


def test_a_look_between_training_steps_changes_nothing():
    x, y = IMAGES, np.arange(5) % 4
    plain, watched = trained_model(), trained_model()
    for model, looks in ((plain, ()), (watched, LOOKS.values())):
        for look in looks:
            look(model, IMAGES)
        model.fit(x, y, epochs=1, verbose=0)
    for a, b in zip(plain.get_weights(), watched.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_a_backward_still_belongs_to_the_forward_before_the_look():
    model = mixed_model()
    model.forward(IMAGES)
    model.backward(np.ones((5, 4)) * [1, 2, 3, 4])
    expected = [array.copy() for layer in model.layers for array in layer.grads.values()]
    model.forward(IMAGES)
    class_score_gradient(model, IMAGES[:2])
    model.backward(np.ones((5, 4)) * [1, 2, 3, 4])
    for a, b in zip(expected, [g for layer in model.layers for g in layer.grads.values()], strict=True):
        np.testing.assert_array_equal(a, b)


class Watched(layers.ReLU):
    """Notes whether another thread could train or predict meanwhile, and whether it is called as in training."""

    got = None

    def forward(self, x, training=False):
        Watched.got = lock_is_free(), training
        return super().forward(x, training)


@each_look
def test_nothing_else_runs_meanwhile(look):
    model = Sequential([Input((2, 3, 1)), Watched(), layers.Conv2D(1, 1), layers.Flatten(), layers.Dense(2)])
    Watched.got = None
    look(model, PICTURE)
    assert Watched.got == (False, False)


@pytest.mark.parametrize("look", [class_score_gradient, lambda *args, **more: grad_cam(*args, "conv2d", **more)])
def test_each_batch_gets_its_own_classes(look):
    model, classes = mixed_model(), np.array([3, 0, 2, 1, 0])
    together = look(model, IMAGES, classes, batch_size=2)
    for n in range(5):
        np.testing.assert_array_equal(look(model, IMAGES[n : n + 1], int(classes[n]))[0], together[n])


# What is refused


def refuses(kind, text, function, *args, **options):
    with pytest.raises(kind, match=re.escape(text)):
        function(*args, **options)


@pytest.mark.parametrize("name", LOOKS)
def test_data_and_models_that_do_not_fit(name):
    look, model = LOOKS[name], mixed_model()
    refuses(TypeError, f"{name}: `model` must be a Sequential, got 3.", look, 3, IMAGES)
    unbuilt = Sequential([layers.Conv2D(1, 3)])
    text = f"{name}: the model must be built, got one that is not. Begin it with Input(shape), or call it on data."
    refuses(RuntimeError, text, look, unbuilt, IMAGES)
    refuses(ValueError, f"{name}: `x` must hold at least one sample, got shape (0, 9, 7, 2).", look, model, IMAGES[:0])
    rule = f"{name}: random_translation: the input must have shape (N, 9, 7, 2), got"
    refuses(ValueError, f"{rule} (9, 7, 2). The batch axis is missing", look, model, IMAGES[0])
    refuses(ValueError, f"{rule} (5, 7, 9, 2).", look, model, IMAGES.transpose(0, 2, 1, 3))
    refuses(ValueError, f"{name}: `x` must be finite", look, model, IMAGES * np.nan)
    refuses(ValueError, f"{name}: `batch_size` must be at least 1, got 0.", look, model, IMAGES, batch_size=0)
    refuses(TypeError, f"{name}: the arguments are model, x,", look, model, IMAGES, batchsize=3)


@each_look
def test_pixels_of_another_scale_are_noticed(look):
    model = mixed_model()
    model.input_scale = 1.0
    with pytest.warns(ScaleWarning, match="numbers up to 255"):
        look(model, IMAGES * 0 + 255)


def test_a_wrong_layers_name_gets_the_nearest():
    model = mixed_model()
    calls = {
        "activations: `layers`": lambda name: activations(model, IMAGES, ["flatten", name]),
        "grad_cam: `layer`": lambda name: grad_cam(model, IMAGES, layer=name),
        "top_patches: `layer`": lambda name: top_patches(model, IMAGES, name, 0),
        "receptive_field: `layer`": lambda name: receptive_field(model, name),
    }
    for start, call in calls.items():
        with pytest.raises(ValueError, match=f"{start} must be one of .*'conv2d'.* Did you mean 'conv2d'?"):
            call("conv2")
        with pytest.raises(TypeError, match=f"{start} must be one of"):
            call(4)
    text = "activations: `layers` must be the name of a layer or a list of names, got []."
    refuses(TypeError, text, activations, model, IMAGES, [])


@pytest.mark.parametrize("function", [class_score_gradient, grad_cam])
def test_wrong_classes(function):
    name, model = function.__name__, mixed_model()
    refuses(ValueError, f"{name}: `classes` must be from 0 to 3, got 4.", function, model, IMAGES, 4)
    refuses(ValueError, f"{name}: `classes` must be from 0 to 3, got -1.", function, model, IMAGES, [0, 1, -1, 2, 3])
    rule = f"{name}: `classes` must be one number, or one for each of the 5 samples, got shape"
    refuses(ValueError, f"{rule} (4,).", function, model, IMAGES, [0, 1, 2, 3])
    refuses(ValueError, f"{rule} (5, 4). Use y.argmax(axis=1).", function, model, IMAGES, np.eye(5, 4))
    refuses(TypeError, f"{name}: `classes` must be whole numbers, got dtype float64.", function, model, IMAGES, 1.0)
    refuses(TypeError, f"{name}: `classes` must be whole numbers, got dtype bool.", function, model, IMAGES, True)
    images_out = model[:2]
    text = f"{name}: the model must end in one number for each class, got an output of shape (9, 7, 4). Put Flatten and"
    refuses(ValueError, text, function, images_out, IMAGES)


def test_grad_cam_needs_images():
    model = Sequential([Input((6,)), layers.Dense(2)])
    text = "grad_cam: a layer's output must be an image (height, width, channels), got none in this model. Use a model"
    refuses(ValueError, text, grad_cam, model, np.ones((1, 6)))
    text = (
        "grad_cam: the output of 'flatten' must be an image (height, width, channels), got shape (12,). "
        "The last layer that gives one is 'average_pooling2d'."
    )
    refuses(ValueError, text, grad_cam, mixed_model(), IMAGES, layer="flatten")


def test_layers_without_windows():
    def field(layer, shape=(4, 3, 1)):
        return lambda: receptive_field(Sequential([Input(shape), layer, layers.ReLU()]), "re_lu")

    start = "receptive_field: each pixel of 're_lu' must see a window of the image, got a"
    whole = "From there on every number depends on the whole image: ask for a layer before it."
    refuses(ValueError, f"{start} Flatten ('flatten'). {whole}", field(layers.Flatten()))
    pooling = layers.GlobalMaxPooling2D(keepdims=True)
    refuses(ValueError, f"{start} GlobalMaxPooling2D ('global_max_pooling2d'). {whole}", field(pooling))
    text = f"{start} Reshape ('reshape'). It gives the pixels other places: ask for a layer before it."
    refuses(ValueError, text, field(layers.Reshape((3, 4, 1))))
    text = f"{start} Broken ('broken'). Its windows are not known here: ask for a layer before it."
    refuses(ValueError, text, field(Broken()))
    text = "receptive_field: the model must take images (height, width, channels), got samples of shape (6,)."
    refuses(ValueError, text, field(layers.Dense(2), (6,)))
    text = "top_patches: each pixel of 'flatten' must see a window of the image, got a Flatten ('flatten')."
    refuses(ValueError, text, top_patches, mixed_model(), IMAGES, "flatten", 0)
    unbuilt = Sequential([layers.ReLU()])
    refuses(RuntimeError, "receptive_field: the model must be built", receptive_field, unbuilt, "re_lu")


def test_wrong_feature_maps_and_counts():
    model = patch_model()
    text = "top_patches: `feature_map` must be from 0 to 2, got"
    refuses(ValueError, f"{text} 3.", top_patches, model, IMAGES, "conv2d", 3)
    refuses(ValueError, f"{text} -1.", top_patches, model, IMAGES, "conv2d", -1)
    text = "top_patches: `feature_map` must be a whole number, got 1.0."
    refuses(TypeError, text, top_patches, model, IMAGES, "conv2d", 1.0)
    refuses(ValueError, "top_patches: `count` must be at least 1, got 0.", top_patches, model, IMAGES, "conv2d", 0, 0)


def test_wrong_maps_to_resize():
    text = "resize: `maps` must have shape (N, h, w), got (2, 3). Use maps[None] for a single one."
    refuses(ValueError, text, resize, PICTURE[0, ..., 0], 4, 4)
    refuses(TypeError, "resize: `maps` must be an array of numbers, got dtype <U1.", resize, [[["a"]]], 4, 4)
    refuses(ValueError, "resize: `maps` must have entries of one shape", resize, [[[1], [1, 2]]], 4, 4)
    refuses(ValueError, "resize: `height` must be at least 1, got 0.", resize, PICTURE[..., 0], 0, 4)


def test_a_layer_that_passes_nothing_on_is_named():
    model = Sequential([Input((2, 3, 1)), Broken("passing on"), layers.Flatten(), layers.Dense(2)])
    text = "broken: backward must return the input's gradient here, got None."
    refuses(ValueError, text, class_score_gradient, model, PICTURE)
