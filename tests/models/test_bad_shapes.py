"""Data of a wrong shape: the message says how to bring them to the right one, and that works."""

import re

import numpy as np
import pytest

from course_lib import Input, Sequential, layers

IMAGES = np.random.default_rng(0).random((6, 12, 12, 1)).astype(np.float32)
COLOURS = np.repeat(IMAGES, 3, axis=-1)
Y = np.eye(3)[np.arange(6) % 3]

CONV = [layers.Conv2D(2, 3), layers.Flatten(), layers.Dense(3, "softmax")]
DENSE = [layers.Flatten(), layers.Dense(3, "softmax")][1:]


def network(shape, kinds):
    model = Sequential([Input(shape)] if shape else [])
    for layer in kinds:
        model.add(type(layer).from_config(layer.get_config()))
    model.compile("sgd", "categorical_crossentropy")
    return model


def grey():
    return network((12, 12, 1), CONV)


def coloured():
    return network((12, 12, 3), CONV)


def rows():
    return network((144,), DENSE)


def not_built():
    return network(None, CONV)


# What is given, what for, and the line in the message that helps.
WRONG = [
    (grey, IMAGES.transpose(0, 3, 1, 2), "The channels must come last: use x.transpose(0, 2, 3, 1)."),
    (coloured, COLOURS.transpose(0, 3, 1, 2), "The channels must come last: use x.transpose(0, 2, 3, 1)."),
    (not_built, IMAGES.transpose(0, 3, 1, 2), "The channels must come last: use x.transpose(0, 2, 3, 1)."),
    (grey, IMAGES[..., 0], "The channel axis is missing: use x[..., None]."),
    (not_built, IMAGES[..., 0], "Add a channel axis: x[..., None]."),
    (grey, IMAGES.reshape(6, -1), "Bring each sample to this shape: use x.reshape(-1, 12, 12, 1)."),
    (grey, IMAGES[..., None], "Bring each sample to this shape: use x.reshape(-1, 12, 12, 1)."),
    (coloured, COLOURS.reshape(6, -1), "Bring each sample to this shape: use x.reshape(-1, 12, 12, 3)."),
    (rows, IMAGES, "Make a row of each sample: use x.reshape(len(x), -1), or put a Flatten layer first."),
    (rows, IMAGES[..., 0], "Make a row of each sample: use x.reshape(len(x), -1), or put a Flatten layer first."),
    (grey, IMAGES[0], "The batch axis is missing: use x[None] for a single sample."),
    (not_built, IMAGES[0], "Add the batch axis: x[None]."),
    (rows, IMAGES[0].reshape(-1), "The batch axis is missing: use x[None] for a single sample."),
    (grey, IMAGES[0, ..., 0], "use x[None, ..., None] for a single image."),
    (grey, IMAGES[..., 0].transpose(1, 2, 0), "The samples must come first: use np.moveaxis(x, -1, 0)[..., None]."),
    (coloured, COLOURS.transpose(1, 2, 3, 0), "The samples must come first: use np.moveaxis(x, -1, 0)."),
    (grey, COLOURS, "Make them grey: use x.mean(axis=-1, keepdims=True)."),
    (coloured, IMAGES, "Give each the same grey in all channels: use x.repeat(3, axis=-1)."),
]


@pytest.mark.parametrize("make, x, text", WRONG, ids=[f"{make.__name__} {x.shape}" for make, x, _ in WRONG])
def test_the_advice_on_a_shape_works(make, x, text):
    model = make()
    with pytest.raises(ValueError, match=re.escape(text)) as caught:
        model.predict(x, verbose=0)
    assert str(x.shape) in str(caught.value) or make is not_built
    with pytest.raises(ValueError, match=re.escape(text)):
        model.fit(x, np.zeros((len(x), 3)), verbose=0)
    if model.built:
        with pytest.raises(ValueError, match=re.escape(text)):
            model.layers[0](x)
    advised = re.search(r"(?:use |axis: )(.+?)(?: for a|, or put|\.$)", text)[1]
    assert np.isfinite(model.predict(eval(advised, {"x": x, "np": np}), verbose=0)).all()


@pytest.mark.parametrize(
    "make, x, text",
    [
        (grey, IMAGES[:, :10], "conv2d: the input must have shape (N, 12, 12, 1), got (6, 10, 12, 1). Bring the images "
         "to 12×12 pixels, or build a model for theirs."),
        (rows, IMAGES.reshape(6, -1)[:, :100], "dense: the input must have shape (N, 144), got (6, 100)."),
        (not_built, IMAGES.reshape(6, -1), "It belongs before Flatten. Rows of numbers become images with x.reshape("
         "-1, height, width, channels)."),
        (lambda: network((1,), DENSE), np.arange(6.0), "got (6,). Make a column of them: use x[:, None]."),
        (lambda: network(None, DENSE), np.arange(6.0), "sequential: samples must be rows of numbers, (N, numbers), got "
         "single numbers. Use x[:, None] where each number is a sample, x[None] where all are one."),
    ],
)  # fmt: skip
def test_shapes_that_nothing_simple_mends(make, x, text):
    with pytest.raises(ValueError) as caught:
        make().fit(x, Y, verbose=0)
    assert str(caught.value).endswith(text)


@pytest.mark.parametrize("layer", [layers.Dense(2), layers.BatchNormalization()], ids=["Dense", "BatchNormalization"])
def test_a_layer_tells_that_numbers_are_no_rows(layer):
    with pytest.raises(
        ValueError, match=re.escape("samples must be rows of numbers, (N, numbers), got single numbers")
    ):
        layer(np.ones(3))


@pytest.mark.parametrize("layer", [layers.Dense(2), layers.ReLU(), layers.Flatten(), layers.Conv2D(1, 1)], ids=repr)
def test_a_layer_tells_that_a_number_is_no_batch(layer):
    with pytest.raises(ValueError, match=re.escape("the input must be a batch (N, …) of samples, got shape ().")):
        layer(3.0)


def test_samples_and_labels_of_two_lengths():
    for act in (grey().fit, grey().evaluate):
        with pytest.raises(ValueError) as caught:
            act(IMAGES, Y[:5], verbose=0)
        text = "`x` and `y` must have the same length, got 6 and 5. Their shapes are (6, 12, 12, 1) and (5, 3): each "
        assert text in str(caught.value)


@pytest.mark.parametrize("make", [grey, not_built, rows, lambda: network(None, DENSE)])
def test_samples_and_labels_in_the_other_order(make):
    x = IMAGES if make in (grey, not_built) else IMAGES.reshape(6, 144)
    model = make()
    if model.built or make is not_built:
        text = (
            f"sequential: samples come first, labels second, got `x` of shape (6, 3) and `y` of shape {x.shape}. Exch"
        )
        with pytest.raises(ValueError, match=re.escape(text)):
            model.fit(Y, x, verbose=0)
    else:  # a network for rows of 3 numbers with 144 classes is one that could be meant
        with pytest.raises(
            ValueError, match=re.escape("labels must have the predictions' shape (6, 3), got (6, 144).")
        ):
            model.fit(Y, x, verbose=0)
    model.fit(x, Y, verbose=0)
    assert model.output_shape == (3,), "the mistake has left no trace"


def test_a_model_that_could_not_be_built_takes_data_of_another_shape_afterwards():
    """Also where only a later layer did not fit: nothing of the first attempt stays."""
    model = Sequential([layers.Conv2D(2, 3), layers.MaxPooling2D(4), layers.Flatten(), layers.Dense(3, "softmax")])
    model.compile("sgd", "categorical_crossentropy")
    with pytest.raises(ValueError, match="max_pooling2d: a window of 4×4 must fit into the image, got 3×3 pixels"):
        model.fit(IMAGES[:, :5, :5], Y, verbose=0)
    assert not model.built and model.count_params() == 0 and model.input_shape is None
    model.fit(COLOURS, Y, verbose=0)
    assert model.input_shape == (12, 12, 3)
