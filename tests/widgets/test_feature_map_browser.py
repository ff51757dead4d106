"""The feature-map browser without a browser: it shows what the package computes."""

import numpy as np
import pytest

from course_lib import Input, Sequential, inspect, layers, utils
from course_lib.kernels import reference
from course_lib.plots.sheet import shown
from course_lib.widgets import FeatureMapBrowser
from course_lib.widgets.layer_words import filter_of, maker_of, words_of

X = np.random.default_rng(1).random((12, 12, 12, 1), np.float32)


def network():
    utils.set_random_seed(2)
    return Sequential(
        [
            Input((12, 12, 1)),
            layers.Conv2D(4, 3, activation="relu", name="first"),
            layers.MaxPooling2D(2, name="pool"),
            layers.Conv2D(12, 2, name="second"),
            layers.ReLU(name="relu"),
            layers.Flatten(name="flat"),
            layers.Dense(30, activation="tanh", name="hidden"),
            layers.Dense(3, activation="softmax", name="classes"),
        ]
    )


@pytest.fixture(scope="module")
def model():
    return network()


@pytest.fixture
def browser(model):
    return FeatureMapBrowser(model, X, ["cat", "dog", "owl"], most=10)


def words(browser):
    return " ".join(browser.picture().texts())


def test_it_begins_with_the_first_filters_and_the_strongest_map(browser, model):
    maps = reference.conv2d_forward(X[:1], *model.layers[0].get_weights(), (1, 1), (0, 0, 0, 0))[0]
    assert browser._layer.value == "first"
    assert browser.map == maps.max(axis=(0, 1)).argmax()
    one = np.maximum(maps[..., browser.map], 0)
    best = inspect.top_patches(model, X[:10], "first", browser.map)
    row, column = np.unravel_index(one.argmax(), one.shape)
    assert browser.stage.alt == (
        f"first: 4 maps of 10×10; map {browser.map} goes from {shown(one.min())} to "
        f"{shown(one.max())}, its strongest pixel is at row {row}, column {column}; what "
        f"excites it most is in images no. {', '.join(map(str, best.samples[:3]))}"
    )


def test_the_layers_are_listed_with_their_shapes(browser):
    assert [label for label, _ in browser._layer.options] == [
        "first: 4 maps of 10×10",
        "pool: 4 maps of 5×5",
        "second: 12 maps of 4×4",
        "relu: 12 maps of 4×4",
        "flat: 192 numbers",
        "hidden: 30 numbers",
        "classes: 3 numbers",
    ]


def test_a_click_shows_a_map_its_filter_and_its_patches(browser, model):
    browser.clicked("2", 0.5, 0.5)
    assert browser.map == 2 and browser.stage.selected == "2"
    texts = browser.picture().texts()
    weights = model.layers[0].params["kernel"][..., 0, 2]
    bias = shown(model.layers[0].params["bias"][2])
    place = texts.index("its filter, 3×3×1,") + 1
    assert texts[place] == f"bias {bias}"
    expected = [f"{weight:.2f}".replace("-0.00", "0.00").replace("-", "−") for weight in weights.flat]
    assert texts[place + 1 : place + 10] == expected
    best = inspect.top_patches(model, X[:10], "first", 2)
    told = [f"{shown(score)}, no. {sample}" for score, sample in zip(best.scores, best.samples, strict=True)]
    assert [text for text in texts if ", no. " in text] == told
    assert "what excites it most in 10 images" in texts


def test_patches_are_looked_for_once_for_each_map(browser, monkeypatch):
    asked = []
    found = inspect.top_patches
    monkeypatch.setattr(inspect, "top_patches", lambda *a: asked.append((len(a[1]), *a[2:])) or found(*a))
    browser._found.clear()
    for number in ("1", "3", "1", "3"):
        browser.clicked(number, 0, 0)
    browser._image.value = 5
    assert asked == [(10, "first", 1), (10, "first", 3)]


def test_pooling_shows_whose_filter_made_its_maps(browser):
    browser._layer.value = "pool"
    assert "Each pixel is the largest of 2×2 pixels" in words(browser)
    assert "filter of first, 3×3×1" in words(browser)
    assert "the one shown is that of first." in words(browser)


def test_a_deeper_filter_is_shown_in_slices(browser):
    browser._layer.value = "relu"
    assert "filter of second, 2×2×4" in words(browser)
    assert "Below each slice: which map before it looks at." in words(browser)
    assert "Framed: the 6×6 pixels" in words(browser)


def test_layers_without_maps_show_numbers_or_say_why_not(browser, model):
    browser._layer.value = "classes"
    p = model.predict(X[:1], verbose=0)[0]
    assert browser.stage.alt.startswith(f"classes: 3 numbers, no maps; the largest is that of "
        f"{['cat', 'dog', 'owl'][p.argmax()]}, {p.max():.0%}")  # fmt: skip
    assert "Softmax makes probabilities of the sums." in words(browser)
    browser._layer.value = "hidden"
    assert "weighted sum of all 192 numbers before, plus a bias. Then tanh of each sum." in words(browser)
    browser._layer.value = "flat"
    assert "Choose the layer before to see the maps." in words(browser)
    assert browser.stage.spots == [] and browser.trouble.value == ""
    assert browser._common.disabled and browser._hint.layout.visibility == "hidden"
    browser._layer.value = "first"
    assert not browser._common.disabled and browser._hint.layout.visibility == "visible"


def test_the_image_follows_its_slider_within_its_limits(browser, model):
    browser._image.value = 99
    assert browser._image.value == 11
    p = model.predict(X[11:], verbose=0)[0]
    assert f"The network says {['cat', 'dog', 'owl'][p.argmax()]}, {p.max():.0%}." in words(browser)


def test_one_scale_or_one_for_each(browser):
    assert "all maps" in browser.picture().texts()
    before = browser.stage.svg
    browser._common.value = False
    assert "each map" in browser.picture().texts() and browser.stage.svg != before


def test_a_late_click_on_a_map_of_another_layer_does_nothing(browser):
    browser.clicked("11", 0, 0)
    assert browser.map < 4 and browser.trouble.value == ""


def test_a_map_that_nothing_excites():
    model = network()
    kernel, bias = model.layers[0].get_weights()
    model.layers[0].set_weights([kernel, bias - 100])
    browser = FeatureMapBrowser(model, X, most=1)
    assert "map 0 is 0 everywhere" in browser.stage.alt
    assert "Nothing excites it: it is nowhere above 0 in 1 image." in words(browser)
    assert "Framed" not in words(browser)


def test_images_that_come_out_of_numbers_have_neither_filter_nor_patches():
    model = Sequential(
        [Input((12, 12, 1)), layers.Flatten(), layers.Dense(18), layers.Reshape((3, 3, 2), name="again")]
    )
    browser = FeatureMapBrowser(model, X)
    browser._layer.value = "again"
    assert "No filter made this map." in words(browser)
    assert "Its pixels see no windows of the image" in words(browser)
    assert "The network says" not in words(browser)
    assert browser.trouble.value == ""


def test_what_cannot_be_drawn_is_told_and_the_last_picture_stays():
    model = Sequential([Input((12, 12, 1)), layers.Conv2D(2, 3, name="conv"), layers.Reshape((100, 2), name="flat")])
    browser = FeatureMapBrowser(model, X)
    before = browser.stage.svg
    browser._layer.value = "flat"
    assert "output must be an image or a row of numbers to be drawn here, got shape (100, 2)." in browser.trouble.value
    assert browser.stage.svg == before
    browser._layer.value = "conv"
    assert browser.trouble.value == ""


@pytest.mark.parametrize("layer", [
    layers.Conv2D(2, 3), layers.MaxPooling2D(2), layers.AveragePooling2D(2), layers.GlobalMaxPooling2D(),
    layers.GlobalAveragePooling2D(), layers.Flatten(), layers.Reshape((144, 1)), layers.Dropout(0.5),
    layers.RandomFlip(), layers.RandomErasing(), layers.BatchNormalization(), layers.ZeroPadding2D(1), layers.ReLU(),
    layers.LeakyReLU(), layers.Softmax(), layers.Activation("tanh"), layers.Dense(3, activation="relu"),
], ids=lambda layer: layer.name)  # fmt: skip
def test_every_layer_has_words(layer):
    model = Sequential([Input((12, 12, 1)), layer])
    text = words_of(model.layers[0])
    assert text.endswith(".") and "{" not in text
    browser = FeatureMapBrowser(model, X)
    assert browser.trouble.value == "" or isinstance(layer, layers.Reshape)


def test_a_layer_of_ones_own_has_none():
    class Own(layers.Layer):
        def _build(self, input_shape, rng):
            return input_shape

        def forward(self, x, training=False):
            return x

        def backward(self, dy):
            return dy

    model = Sequential([Input((12, 12, 1)), layers.Conv2D(2, 3), Own()])
    assert words_of(model.layers[1]) == "" and maker_of(model, model.layers[1].name) is None


def test_a_filter_is_that_of_its_map(model):
    second = model.layers[2]
    np.testing.assert_array_equal(filter_of(second, 5), second.params["kernel"][:, :, :, 5])
    pixelwise = Sequential([Input((12, 12, 1)), layers.Conv2D(4, 3), layers.Dense(2)]).layers[1]
    np.testing.assert_array_equal(filter_of(pixelwise, 1)[0, 0], pixelwise.params["kernel"][:, 1])


def test_its_still_figure_is_a_drawing(browser):
    assert browser.still()["image/svg+xml"].startswith("<svg")


@pytest.mark.parametrize(
    "make, error, text",
    [
        (lambda model: FeatureMapBrowser(model, X[..., 0]), ValueError, r"FeatureMapBrowser: .* use x\[\.\.\., None\]"),
        (lambda model: FeatureMapBrowser(model, X, ["cat"]), ValueError, "`class_names` must have 3 entries"),
        (lambda model: FeatureMapBrowser(model, X, most=0), ValueError, "`most` must be at least 1"),
        (lambda model: FeatureMapBrowser(3, X), TypeError, "`model` must be a Sequential"),
        (
            lambda model: FeatureMapBrowser(Sequential([Input((4,)), layers.Dense(2)]), X[0, :, :4, 0]),
            ValueError,
            "the model must take images",
        ),
    ],
)
def test_what_does_not_fit_is_explained(model, make, error, text):
    with pytest.raises(error, match=text):
        make(model)


def test_model_and_images_in_the_wrong_order(model):
    with pytest.raises(TypeError, match="FeatureMapBrowser: `model` must be a Sequential, got ndarray"):
        FeatureMapBrowser(X, model)
