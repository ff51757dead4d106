"""A network as a row of boxes: their sizes, the words beside them, rows."""

import itertools
import math

import pytest
from matplotlib.patches import Rectangle

from course_lib import Input, Sequential, layers, plots
from course_lib.plots.architecture import PAGE
from course_lib.plots.architecture_block import block, scale_of
from course_lib.plots.layer_words import keeps_shape, layer_words
from tests.plots.looking import laid_out, outside, overlaps

IMAGE = Input((28, 28, 1))


def conv(filters, size=3, activation="relu", **more):
    return layers.Conv2D(filters, size, activation=activation, **more)


def dense(units, activation="relu"):
    return layers.Dense(units, activation=activation)


def end():
    return layers.Dense(10, activation="softmax")


def pool():
    return layers.MaxPooling2D(2)


class Turned(layers.Layer):
    """A layer of one's own that changes the shape."""

    def _build(self, input_shape, rng):
        return input_shape[::-1]


class Doubled(layers.Layer):
    """One that does not."""


def several(filters):
    return [conv(filters, activation=None, padding="same"), layers.BatchNormalization(), layers.Activation("relu")]


NETWORKS = {
    "lesson 08, T5": lambda: [
        IMAGE, conv(32), pool(), conv(64), pool(), layers.Dropout(0.25), layers.Flatten(), dense(128),
        layers.Dropout(0.5), end(),
    ],
    "T1": lambda: [IMAGE, conv(32, 5), pool(), conv(64, 5), pool(), layers.Flatten(), dense(1000), end()],
    "T2": lambda: [IMAGE, conv(64), conv(32), layers.Flatten(), end()],
    "T3": lambda: [
        IMAGE, conv(32, activation=None), layers.LeakyReLU(0.1), conv(64, activation=None), layers.LeakyReLU(0.1),
        conv(128, activation=None), layers.LeakyReLU(0.1), layers.Dropout(0.3), pool(), layers.Flatten(), dense(128),
        end(),
    ],
    "T4": lambda: [IMAGE, conv(32), layers.Flatten(), dense(128), end()],
    "dense": lambda: [Input((784,)), dense(128), end()],
    "one layer": lambda: [Input((4,)), layers.Dense(1, use_bias=False)],
    "of all kinds": lambda: [
        IMAGE, layers.RandomTranslation(0.1, 0.1), layers.ZeroPadding2D(((1, 2), (3, 4))), *several(16), pool(),
        *several(32), layers.AveragePooling2D(3, strides=2, padding="same"), Turned(), Doubled(),
        layers.GlobalAveragePooling2D(), layers.Reshape((1, 8)), layers.Reshape((8, 1, 1, 1)), layers.Flatten(), end(),
    ],
    "long": lambda: [
        Input((32, 32, 3)), *(layer for size in (8, 16, 32, 64) for layer in (*several(size), *several(size), pool())),
        layers.Flatten(), dense(512), layers.Dropout(0.5), end(),
    ],
}  # fmt: skip


@pytest.fixture(scope="module", params=NETWORKS)
def network(request):
    model = Sequential(NETWORKS[request.param]())
    return model, laid_out(plots.show_architecture(model))


def texts(picture):
    return [text.get_text() for text in picture.axes[0].texts]


def fronts(picture):
    """The front sides, in order, as (width, height) in inches."""
    return [(r.get_width(), r.get_height()) for r in picture.axes[0].patches if isinstance(r, Rectangle)]


def test_all_shapes_and_parameters_are_told(network):
    model, picture = network
    shapes = ["×".join(map(str, layer.output_shape)) for layer in model.layers if not keeps_shape(layer)]
    told = texts(picture)
    pairs = list(itertools.pairwise([*told, ""]))
    numbers = [text for text, below in pairs if below in ("parameter", "parameters")]
    assert [text for text, below in pairs if text in shapes and below not in ("parameter", "parameters")] == shapes
    assert told.count("input") == 1
    drawn = sum(int(text.replace(",", "")) for text in numbers)
    assert drawn == model.count_params()
    assert f"{model.count_params():,} parameters in all" in told
    said = repr(picture)
    assert all(shape in said for shape in shapes)
    assert all(type(layer).__name__ in said for layer in model.layers)


def test_every_layer_is_named(network):
    model, picture = network
    names = [line for layer in model.layers for line in layer_words(layer)[0]]
    told = texts(picture)
    assert [text for text in told if text in names] == _by_arrow(model, names, told)


def _by_arrow(model, names, told):
    """The names in the order of the drawing, which writes an arrow's lines from below."""
    groups = []
    for layer in model.layers:
        lines = layer_words(layer)[0]
        if groups and keeps_shape(layer):
            groups[-1] += lines
        else:
            groups.append(list(lines))
    return [line for group in groups for line in reversed(group)]


def test_no_text_lies_on_another_or_leaves_the_page(network):
    _, picture = network
    boxes = [text.get_window_extent() for text in picture.axes[0].texts if text.get_text()]
    assert not outside(picture, boxes)
    assert not overlaps([box.padded(-1) for box in boxes])


def test_no_text_lies_on_a_box(network):
    _, picture = network
    boxes = [patch.get_window_extent().padded(-1) for patch in picture.axes[0].patches]
    assert not outside(picture, boxes)
    for text in picture.axes[0].texts:
        if text.get_text():
            extent = text.get_window_extent().padded(-2)
            assert not [box for box in boxes if box.overlaps(extent)], text.get_text()


def test_it_is_no_wider_than_a_page(network):
    _, picture = network
    assert picture.get_size_inches()[0] <= PAGE + 0.01


def test_height_and_width_are_to_scale_and_depth_grows_with_the_square_root():
    scale = scale_of([(28, 28, 1), (14, 7, 16), (64,)])
    large, small = block(scale, (28, 28, 1)), block(scale, (14, 7, 16))
    assert (small.height / large.height, small.width / large.width) == pytest.approx((1 / 2, 1 / 4))
    assert small.depth / large.depth == pytest.approx(4)
    assert block(scale, (16,)).height / block(scale, (64,)).height == pytest.approx(1 / 2)
    assert block(scale, (16,)).width == block(scale, (64,)).width
    assert block(scale, (2, 2, 2, 2)).style == "other"


def test_boxes_are_drawn_in_these_sizes():
    model = Sequential([Input((28, 28, 1)), conv(32, 15), layers.Flatten(), layers.Dense(7)])
    image, conved, row, last = fronts(plots.show_architecture(model))
    assert conved[0] / image[0] == pytest.approx(14 / 28)
    assert last[1] / row[1] == pytest.approx(math.sqrt(7 / (14 * 14 * 32)), abs=0.04)  # has a least height
    assert row[0] == last[0]


def test_layers_that_keep_the_shape_stand_on_the_arrow_before():
    model = Sequential(NETWORKS["lesson 08, T5"]())
    picture = plots.show_architecture(model)
    assert len(fronts(picture)) == 8
    assert "MaxPooling2D, 2×2 and Dropout 0.25 gives 5×5×64" in repr(picture)


def test_a_convolution_that_keeps_the_shape_has_a_box():
    model = Sequential([Input((8, 8, 4)), conv(4, padding="same"), conv(4, padding="same")])
    assert len(fronts(plots.show_architecture(model))) == 3


def test_a_long_network_goes_on_in_a_second_row():
    picture = plots.show_architecture(Sequential(NETWORKS["long"]()))
    assert texts(picture).count("…") >= 1
    middles = {round(r.get_y() + r.get_height() / 2, 3) for r in picture.axes[0].patches if isinstance(r, Rectangle)}
    assert len(middles) == texts(picture).count("…") + 1
    assert "…" not in texts(plots.show_architecture(Sequential(NETWORKS["T4"]())))


def test_the_caption_says_what_is_not_to_scale():
    def caption(name):
        return " ".join(texts(plots.show_architecture(Sequential(NETWORKS[name]()))))

    assert "Height and width are to scale with the pixels" in caption("T4")
    assert "depth grows with the square root of the channels" in caption("T4")
    assert "pixels" not in caption("dense")
    assert "The height of bars grows with the square root of the units" in caption("dense")


@pytest.mark.parametrize(
    "layer, words",
    [
        (lambda: layers.Conv2D(8, (5, 3), strides=2), (["Conv2D 8"], ["5×3, stride 2"])),
        (lambda: conv(8, padding="same", strides=(2, 1)), (["Conv2D 8"], ["3×3, stride 2×1", "same, relu"])),
        (lambda: layers.Dense(5), (["Dense 5"], [])),
        (lambda: layers.MaxPooling2D(3, strides=1), (["MaxPooling2D"], ["3×3, stride 1"])),
        (lambda: layers.GlobalAveragePooling2D(), (["GlobalAverage", "Pooling2D"], [])),
        (lambda: layers.BatchNormalization(), (["Batch", "Normalization"], [])),
        (lambda: layers.Dropout(0.25), (["Dropout 0.25"], [])),
        (lambda: layers.LeakyReLU(0.1), (["LeakyReLU 0.1"], [])),
        (lambda: layers.Activation("tanh"), (["Activation tanh"], [])),
        (lambda: layers.ZeroPadding2D(2), (["ZeroPadding2D 2"], [])),
        (lambda: layers.ZeroPadding2D(((1, 2), (3, 4))), (["ZeroPadding2D"], ["1 2 3 4"])),
        (lambda: layers.Softmax(), (["Softmax"], [])),
        (lambda: layers.RandomFlip(), (["RandomFlip"], [])),
        (lambda: Turned(), (["Turned"], [])),
    ],
)
def test_what_layers_are_called(layer, words):
    assert layer_words(layer()) == words


def test_a_model_that_is_not_built_says_what_to_do():
    with pytest.raises(RuntimeError, match=r"show_architecture: the model must be built.*Begin it with Input\(shape\)"):
        plots.show_architecture(Sequential([layers.Dense(3)]))
    with pytest.raises(TypeError, match="show_architecture: `model` must be a Sequential, got 3"):
        plots.show_architecture(3)
