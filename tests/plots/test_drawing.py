"""What a network reads in an image, drawn on a sheet."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from course_lib import plots
from course_lib.plots.drawing import in_words
from course_lib.plots.feature_maps import SHADES
from course_lib.plots.picture import BLUE, GREY
from course_lib.plots.sheet import shades

IMAGE = np.arange(28 * 28).reshape(28, 28) % 256
P = np.array([0.02, 0.58, 0.002, 0.398])


def pictures(sheet):
    """The pixels of each image on the sheet, with its element."""
    found = list(sheet.root.iter("image"))
    sources = [base64.b64decode(each.get("href").split(",")[1]) for each in found]
    return found, [np.asarray(Image.open(io.BytesIO(source))) for source in sources]


def test_the_image_is_drawn_as_it_is_black_for_zero():
    elements, images = pictures(plots.show_reading(IMAGE, P))
    assert len(images) == 1
    np.testing.assert_allclose(images[0], np.repeat(IMAGE[..., None], 3, axis=2), atol=1)
    assert elements[0].get("width") == elements[0].get("height") == "224"
    _, images = pictures(plots.show_reading(np.full((28, 28, 1), 51), P))
    assert (abs(images[0] - 51.0) <= 1).all()


def test_bars_are_as_long_as_their_probabilities_and_the_winner_is_marked_twice():
    sheet = plots.show_reading(IMAGE, P, class_names=["cat", "dog", "owl", "fox"])
    bars = [rect for rect in sheet.root.iter("rect") if rect.get("fill") in (BLUE, GREY)]
    assert [float(bar.get("width")) for bar in bars] == pytest.approx(220 * P, abs=0.01)
    assert [bar.get("fill") for bar in bars] == [GREY, BLUE, GREY, GREY]
    texts = sheet.texts()
    assert texts[3:] == ["cat", "2%", "dog", "58% ◀", "owl", "<1%", "fox", "40%"]
    bold = [element.text for element in sheet.root.iter("text") if element.get("font-weight")]
    assert bold == ["it reads a dog, 58%, or a fox, 40%", "dog", "58% ◀"]


def test_what_is_no_probability_keeps_to_its_bar():
    sheet = plots.show_reading(IMAGE, [-0.5, 1.5])
    bars = [rect for rect in sheet.root.iter("rect") if rect.get("fill") in (BLUE, GREY)]
    assert [bar.get("width") for bar in bars] == ["0", "220"]


def test_maps_share_one_scale_and_the_first_sixteen_are_shown():
    maps = np.zeros((4, 6, 20))
    maps[0, 0, 1], maps[1, 2, 3] = 2, -1
    sheet = plots.show_reading(IMAGE, P, maps)
    elements, images = pictures(sheet)
    assert len(images) == 17
    assert [image.shape for image in images[1:]] == [(4, 6, 3)] * 16
    dark, bright = shades([-1, 2], SHADES, -1, 2)
    np.testing.assert_array_equal(images[2][0, 0], bright)
    np.testing.assert_array_equal(images[4][1, 2], dark)
    zero = images[1][0, 0]
    assert all((image[3] == zero).all() for image in images[1:])
    assert [text for text in sheet.texts() if "map" in text or "dark" in text] == [
        "the first 16 of 20 feature maps",
        "dark −1 … bright 2",
    ]
    right = max(float(each.get("x")) + float(each.get("width")) for each in elements)
    below = max(float(each.get("y")) + float(each.get("height")) for each in elements)
    assert right <= sheet.width
    assert below <= sheet.height


def test_few_maps_are_all_shown():
    sheet = plots.show_reading(IMAGE, P, np.ones((4, 4, 3)))
    assert "3 of 3 feature maps" in sheet.texts()


def test_many_classes_make_the_sheet_longer():
    sheet = plots.show_reading(IMAGE, np.full(26, 1 / 26))
    last = max(float(element.get("y")) for element in sheet.root.iter("text"))
    assert last < sheet.height


@pytest.mark.parametrize(
    ("probabilities", "said"),
    [
        ([0.0, 1.0], "it reads an 8, 100%"),
        ([0.05, 0.95], "it reads an 8, 95%"),
        ([0.8, 0.2], "it reads a 7, 80%, or an 8, 20%"),
        ([0.5, 0.5], "it reads a 7, 50%, or an 8, 50%"),
        ([0.7], "it reads a 7, 70%"),
    ],
)
def test_what_is_read_in_words(probabilities, said):
    assert in_words(np.array(probabilities), ["7", "8"][: len(probabilities)]) == said


def test_the_words_are_the_pictures_alt_text():
    assert plots.show_reading(IMAGE, P).alt == "an image of 28×28 pixels; it reads a 1, 58%, or a 3, 40%"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((IMAGE[0], P), r"`image` must have shape \(height, width\), got \(28,\)"),
        ((IMAGE, P[None]), r"`probabilities` must be one row, a number for each class, got shape \(1, 4\)"),
        ((IMAGE, [np.nan, 1]), "probabilities must be finite, got NaN or infinity"),
        ((IMAGE, P, np.zeros((4, 4))), r"`maps` must have shape \(height, width, channels\), got \(4, 4\)"),
        ((IMAGE, P, None, ["cat"]), "`class_names` must have 4 entries, got 1"),
    ],
)
def test_what_cannot_be_drawn_is_refused(arguments, said):
    with pytest.raises(ValueError, match=f"show_reading: {said}"):
        plots.show_reading(*arguments)
