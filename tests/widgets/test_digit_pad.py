"""The pad without a browser: what it answers to a drawing."""

import numpy as np
import pytest

from course_lib import Input, Sequential, datasets, layers, utils
from course_lib.datasets.handwriting import from_drawing
from course_lib.kernels import reference
from course_lib.widgets import DigitPad, digit_pad

DIGITS, LABELS = datasets.mnist.load_data()[1]
DRAWING = np.kron(DIGITS[3], np.ones((4, 4), np.uint8))  # a 0


def network(outputs=10, activation="softmax"):
    utils.set_random_seed(5)
    convolution = layers.Conv2D(4, 5, activation="relu", name="edges")
    rest = [layers.MaxPooling2D(name="pooled"), layers.Flatten(), layers.Dense(outputs, activation=activation)]
    return Sequential([Input((28, 28, 1)), convolution, *rest])


@pytest.fixture(scope="module")
def model():
    return network()


@pytest.fixture
def pad(model, monkeypatch):
    return watched(DigitPad(model), monkeypatch)


def watched(pad, monkeypatch):
    pad.sent = []
    monkeypatch.setattr(pad.pad, "send", lambda content, buffers: pad.sent.append((content, buffers)))
    return pad


def draw(pad, drawing):
    """What the page gets for a drawing that it has sent."""
    pad.pad._told(pad.pad, {"kind": "drawing"}, [memoryview(drawing.tobytes())])
    return pad.sent[-1]


def test_an_answer_holds_what_the_model_predicts(pad, model):
    content, (image, _, drawing) = draw(pad, DRAWING)
    np.testing.assert_array_equal(np.frombuffer(image, np.uint8).reshape(28, 28), DIGITS[3])
    expected = model.predict(DIGITS[3:4, ..., None] / np.float32(255), verbose=0)[0]
    np.testing.assert_allclose(content["probabilities"], expected, rtol=1e-5)
    np.testing.assert_array_equal(pad.image, DIGITS[3])
    np.testing.assert_allclose(pad.probabilities, expected, rtol=1e-5)
    best = int(np.argmax(expected))
    assert content["told"].startswith(f"it reads a{'n' if best == 8 else ''} {best}, {expected[best]:.0%}")
    assert content["percents"][best] == f"{expected[best]:.0%}"
    assert not content["drawing"]
    assert drawing == b""
    assert pad.trouble.value == ""


def test_the_maps_are_those_of_the_readable_twin(pad, model):
    content, buffers = draw(pad, DRAWING)
    weights, bias = model.get_weights()[:2]
    x = DIGITS[3][None, ..., None] / np.float32(255)
    expected = reference.conv2d_relu_forward(x, weights, bias, (1, 1), (0, 0, 0, 0))
    expected = (expected[0] if isinstance(expected, tuple) else expected).reshape(24, 24, 4)
    told = content["maps"]
    assert (told["height"], told["width"], told["number"]) == (24, 24, 4)
    assert told["title"].startswith("edges: 4 maps of 24×24; dark 0 … bright ")
    maps = np.frombuffer(buffers[1], np.uint8).reshape(4, 24, 24)
    np.testing.assert_allclose(maps, 255 * expected.transpose(2, 0, 1) / expected.max(), atol=0.51)


def test_another_layer_answers_at_once_to_the_drawing_that_is_there(pad):
    draw(pad, DRAWING)
    assert [name for _, name in pad._layer.options] == ["edges", "pooled"]
    assert pad._layer.value == "edges"
    pad._layer.value = "pooled"
    assert len(pad.sent) == 2
    assert pad.sent[-1][0]["maps"]["title"].startswith("pooled: 4 maps of 12×12; dark 0")
    assert len(pad.sent[-1][1][1]) == 4 * 12 * 12


def test_an_empty_pad_has_no_probabilities(pad):
    draw(pad, DRAWING)
    content, buffers = draw(pad, np.zeros_like(DRAWING))
    assert "probabilities" not in content
    assert content["maps"] is None
    assert not any(buffers[0])
    assert pad.probabilities is None
    assert not pad.image.any()


def test_an_example_is_put_on_the_pad_and_read(pad):
    pad._example.value = "7"
    content, buffers = pad.sent[-1]
    assert content["drawing"]
    put = np.frombuffer(buffers[2], np.uint8).reshape(112, 112)
    np.testing.assert_array_equal(put[::4, ::4], DIGITS[0])  # the first 7 among the test images
    np.testing.assert_array_equal(pad.image, DIGITS[0])
    draw(pad, put)
    assert pad._example.value == "7"
    draw(pad, DRAWING)
    assert pad._example.label == "choose one"
    assert np.array_equal(pad.image, DIGITS[3])
    assert [label for label, _ in pad._example.options] == ["choose one", *"0123456789"]
    for digit in "0123456789":
        pad._example.value = digit
        assert LABELS[[np.array_equal(pad.image, each) for each in DIGITS[:100]].index(True)] == int(digit)


def test_a_page_that_is_opened_anew_gets_the_drawing(pad):
    draw(pad, DRAWING)
    pad.pad._told(pad.pad, {"kind": "start"}, [])
    content, buffers = pad.sent[-1]
    assert content["drawing"]
    assert buffers[2] == DRAWING.tobytes()
    assert len(content["probabilities"]) == 10


def test_more_training_counts_from_the_next_answer_on(pad, monkeypatch):
    model = network()
    pad = watched(DigitPad(model), monkeypatch)
    draw(pad, DRAWING)
    weights = model.get_weights()
    model.set_weights([*weights[:3], np.eye(10)[4] * 50])
    assert draw(pad, DRAWING)[0]["told"].startswith("it reads a 4, ")


def test_a_model_that_diverged_is_told_in_words_and_the_last_reading_stays(monkeypatch):
    model = network()
    pad = watched(DigitPad(model), monkeypatch)
    before = draw(pad, DRAWING)[0]
    weights = model.get_weights()
    model.set_weights([*weights[:3], np.full(10, np.nan)])
    after = draw(pad, DRAWING)[0]
    assert "probabilities must be finite, got NaN" in pad.trouble.value
    assert after["told"] == before["told"]
    model.set_weights(weights)
    draw(pad, DRAWING)
    assert pad.trouble.value == ""


def test_whatever_fails_there_is_an_answer(pad, monkeypatch):
    monkeypatch.setattr(digit_pad, "from_drawing", lambda drawing: 1 / 0)
    draw(pad, DRAWING)
    assert len(pad.sent) == 1
    assert "ZeroDivisionError" in pad.trouble.value


def test_the_scale_is_that_of_the_training(monkeypatch):
    model = network()
    model.compile("sgd", "sparse_categorical_crossentropy")
    pad = watched(DigitPad(model), monkeypatch)
    draw(pad, DRAWING)
    expected = [model.predict(DIGITS[3:4, ..., None] * np.float32(s), verbose=0)[0] for s in (1 / 255, 1)]
    np.testing.assert_allclose(pad.probabilities, expected[0], rtol=1e-5)
    explicit = DigitPad(model, scale=1)
    explicit._put("0")
    np.testing.assert_allclose(explicit.probabilities, expected[1], rtol=1e-5)
    model.input_scale = 255
    draw(pad, DRAWING)
    np.testing.assert_allclose(pad.probabilities, expected[1], rtol=1e-5)


def test_scores_become_probabilities(monkeypatch):
    model = network(activation=None)
    pad = watched(DigitPad(model), monkeypatch)
    draw(pad, DRAWING)
    scores = model.predict(DIGITS[3:4, ..., None] / np.float32(255), verbose=0)
    np.testing.assert_allclose(pad.probabilities, reference.softmax_forward(scores)[0], rtol=1e-4)
    model = network(activation="sigmoid")
    pad = watched(DigitPad(model), monkeypatch)
    draw(pad, DRAWING)
    expected = model.predict(DIGITS[3:4, ..., None] / np.float32(255), verbose=0)[0]
    np.testing.assert_allclose(pad.probabilities, expected, rtol=1e-5)


@pytest.mark.parametrize("shape", [(28, 28), (784,)])
def test_models_without_maps_work_too(shape, monkeypatch):
    flat = [Input(shape), layers.Flatten(), layers.Dense(10, "softmax")]
    pad = watched(DigitPad(Sequential(flat)), monkeypatch)
    content, buffers = draw(pad, DRAWING)
    assert len(content["probabilities"]) == 10
    assert content["maps"] is None
    assert buffers[1] == b""
    assert pad._layer not in pad.children[1].children


def test_other_classes_have_their_names(monkeypatch):
    names = datasets.fashion_mnist.CLASS_NAMES
    pad = watched(DigitPad(network(), class_names=names), monkeypatch)
    content, _ = draw(pad, DRAWING)
    assert any(name in content["told"] for name in names)
    assert pad.pad.names == list(names)
    assert pad.pad.invitation == "Draw here"
    assert all(pad._example not in getattr(child, "children", ()) for child in pad.children)
    three = watched(DigitPad(network(3), class_names=["cat", "dog", "owl"]), monkeypatch)
    assert len(draw(three, DRAWING)[0]["probabilities"]) == 3


def test_many_maps_are_shown_in_part(monkeypatch):
    wide = [Input((28, 28, 1)), layers.Conv2D(70, 20), layers.Flatten(), layers.Dense(10, "softmax")]
    pad = watched(DigitPad(Sequential(wide)), monkeypatch)
    content, buffers = draw(pad, DRAWING)
    assert content["maps"]["title"].startswith("conv2d: 70 maps of 9×9, the first 64; dark −")
    assert len(buffers[1]) == 64 * 9 * 9
    maps = np.frombuffer(buffers[1], np.uint8)
    assert maps.min() >= 0


def test_the_still_figure_reads_an_example_until_something_is_drawn(pad, model):
    assert pad.still()["text/plain"] == repr(pad.picture())
    assert len(list(pad.picture().root.iter("image"))) == 5
    assert pad.probabilities is None
    x = DIGITS[[0, 3], ..., None] / np.float32(255)
    best = model.predict(x, verbose=0).argmax(axis=1)
    assert f"it reads a {best[0]}," in pad.picture().alt.replace("an 8", "a 8")
    draw(pad, DRAWING)
    assert f"it reads a {best[1]}," in pad.picture().alt.replace("an 8", "a 8")


def test_the_first_layer_can_be_chosen(model):
    assert DigitPad(model, layer="pooled")._layer.value == "pooled"


def test_a_drawing_from_the_page_gives_what_from_drawing_gives(pad):
    drawing = np.zeros((112, 112), np.uint8)
    drawing[5:60, 7:12] = 255
    _, buffers = draw(pad, drawing)
    assert buffers[0] == from_drawing(drawing).tobytes()


@pytest.mark.parametrize(
    ("make", "error", "said"),
    [
        (lambda: DigitPad("model"), TypeError, "DigitPad: `model` must be a Sequential"),
        (lambda: DigitPad(Sequential([layers.Dense(10)])), RuntimeError, "DigitPad: the model must be built"),
        (
            lambda: DigitPad(Sequential([Input((32, 32, 3)), layers.Flatten(), layers.Dense(10)])),
            ValueError,
            r"DigitPad: the model must take 28×28 numbers, .* got samples of shape \(32, 32, 3\)",
        ),
        (
            lambda: DigitPad(Sequential([Input((28, 28, 1)), layers.Conv2D(4, 3)])),
            ValueError,
            r"DigitPad: the model must end in one number for each class, got an output of shape \(26, 26, 4\)",
        ),
        (lambda: DigitPad(network(), class_names=["cat"]), ValueError, "`class_names` must have 10 entries, got 1"),
        (lambda: DigitPad(network(), layer="edge"), ValueError, "Did you mean 'edges'?"),
        (lambda: DigitPad(network(), layer="dense"), ValueError, "the output of 'dense' must be an image"),
        (lambda: DigitPad(network(), scale=0), ValueError, "DigitPad: `scale` must be above 0, got 0"),
        (lambda: DigitPad(network(), names=["cat"]), TypeError, "Did you mean `class_names`?"),
    ],
)
def test_what_cannot_be_drawn_for_is_refused(make, error, said):
    with pytest.raises(error, match=said):
        make()
