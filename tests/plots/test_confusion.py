"""The confusion matrix: what is counted, what is drawn, which images are shown."""

import re

import numpy as np
import pytest
from matplotlib.colors import to_hex

from course_lib import metrics, plots
from course_lib.plots import confusion
from course_lib.plots.sheet import shades

TRUE = np.array([0, 0, 0, 1, 1, 2])
P = np.array([[0.9, 0.1, 0], [0.3, 0.6, 0.1], [0.2, 0.8, 0], [0, 1, 0], [0.7, 0.2, 0.1], [0.1, 0.2, 0.7]])
COUNTS = [[1, 2, 0], [1, 1, 0], [0, 0, 1]]
NAMES = ["cat", "dog", "extraordinary owl"]
X = np.arange(6 * 4 * 4).reshape(6, 4, 4)


@pytest.mark.parametrize("y_true", [TRUE, TRUE.tolist(), TRUE.astype("float32"), np.eye(3)[TRUE]])
@pytest.mark.parametrize("y_pred", [P, P.argmax(axis=1)])
def test_what_is_counted(y_true, y_pred):
    assert metrics.confusion_matrix(y_true, y_pred).tolist() == COUNTS


def test_it_counts_as_a_loop_would():
    true, pred = np.random.default_rng(3).integers(0, 7, (2, 500))
    expected = np.zeros((7, 7), int)
    for row, column in zip(true, pred, strict=True):
        expected[row, column] += 1
    np.testing.assert_array_equal(metrics.confusion_matrix(true, pred, 7), expected)


def test_classes_that_do_not_occur_have_rows_too():
    assert metrics.confusion_matrix([0], [1], num_classes=4).shape == (4, 4)
    assert metrics.confusion_matrix([], []).tolist() == [[0]]


@pytest.mark.parametrize(
    "arguments, error, text",
    [
        (([0, 1], [0]), ValueError, "must have one entry for each sample, got 2 and 1 entries"),
        (([0, 3], [0, 1], 3), ValueError, "below the number of classes, 3, .* got class 3"),
        (([0, -1], [0, 1]), ValueError, "`y_true` must hold class numbers from 0, got -1"),
        (([0.5], [0]), TypeError, "`y_true` must hold whole class numbers"),
        (([np.nan], [0]), TypeError, "`y_true` must hold whole class numbers"),
        ((["cat"], [0]), TypeError, "`y_true` must be an array of numbers"),
        (([0], [[0.3]]), ValueError, re.escape("got shape (1, 1). Of probabilities of a single class")),
        (([0], [0], 2.5), TypeError, "`num_classes` must be a whole number"),
        (([10**6], [0]), ValueError, "Number the classes 0, 1, 2"),
    ],
)
def test_what_cannot_be_counted(arguments, error, text):
    with pytest.raises(error, match=text):
        metrics.confusion_matrix(*arguments)


def test_rates_and_mistakes():
    recall, precision = confusion.rates(np.array([[1, 2, 0], [1, 1, 0], [0, 0, 0]]))
    np.testing.assert_allclose(recall, [1 / 3, 1 / 2, np.nan])
    np.testing.assert_allclose(precision, [1 / 2, 1 / 3, np.nan])
    assert confusion.mistakes(np.array(COUNTS)) == [(0, 1), (1, 0)]
    assert confusion.mistakes(np.eye(3, dtype=int)) == []


def test_cells_in_words():
    counts = np.array([[1, 2, 0], [1200, 0, 0], [0, 0, 0]])
    told = [confusion.sentence(counts, NAMES, row, column) for row, column in ((0, 0), (0, 1), (0, 2), (1, 0), (2, 0))]
    assert told == [
        "1 of 3 images of “cat” (33%) was recognised",
        "2 of 3 images of “cat” (67%) were taken for “dog”",
        "none of 3 images of “cat” was taken for “extraordinary owl”",
        "1,200 of 1,200 images of “dog” (100%) were taken for “cat”",
        "there is no image of “extraordinary owl”",
    ]


def test_the_picture_shows_counts_shares_and_rates():
    picture = plots.show_confusion(TRUE, P, NAMES)
    axes = picture.axes[0]
    np.testing.assert_allclose(axes.images[0].get_array(), [[1 / 3, 2 / 3, 0], [1 / 2, 1 / 2, 0], [0, 0, 1]])
    texts = [text.get_text() for text in axes.texts]
    assert texts[:9] == ["1", "2", "0", "1", "1", "0", "0", "0", "1"]
    assert texts[9:] == ["recall", "precision", "33%", "50%", "50%", "33%", "100%", "100%"]
    assert [label.get_text() for label in axes.get_yticklabels()] == NAMES
    assert "6 images, 50% of them right; 2 of 3 images of “cat” (67%) were taken for “dog”" in repr(picture)
    assert picture._repr_png_()


def test_without_the_diagonal_the_mistakes_share_the_colours():
    image = plots.show_confusion(TRUE, P, diagonal=False).axes[0].images[0]
    assert image.get_clim() == (0, 2 / 3)
    assert np.isnan(np.ma.filled(image.get_array(), np.nan)).tolist() == np.eye(3, dtype=bool).tolist()
    assert plots.show_confusion([0, 1], [0, 1], diagonal=False)._repr_png_(), "no mistake at all"


def test_many_classes_have_no_numbers():
    picture = plots.show_confusion(np.arange(30), np.arange(30))
    assert len(picture.axes[0].texts) == 2 + 2 * 30


def test_a_name_too_few():
    with pytest.raises(ValueError, match="show_confusion: `class_names` must have 3 entries, got 2"):
        plots.show_confusion(TRUE, TRUE, NAMES[:2])


def test_the_last_classes_may_not_occur():
    assert len(plots.show_confusion([0, 1], [0, 0], NAMES).axes[0].get_yticklabels()) == 3


def sheet(true=0, predicted=1, **settings):
    return plots.show_confused(X, TRUE, P, true, predicted, NAMES, **settings)


def drawn_images(sheet):
    """Right of the matrix."""
    return [element for element in sheet.root.iter("image") if float(element.get("x")) > 500]


def test_the_sheet_shows_the_images_of_a_cell_the_surest_first():
    texts = sheet().texts()
    assert [text for text in texts if text.startswith("no. ")] == ["no. 2", "no. 1"]
    assert texts[texts.index("no. 2") - 1] == "80%"
    assert len(drawn_images(sheet())) == 2
    assert "all 2, the surest first" in texts
    assert "percent: how sure the network was of dog" in texts
    later = sheet(surest_first=False).texts()
    assert [text for text in later if text.startswith("no. ")] == ["no. 1", "no. 2"]
    assert "2 of 3 images of “cat” (67%) were taken for “dog”: no. 2, 1" in sheet().alt


def test_a_cell_without_images_says_so():
    empty = sheet(2, 0)
    assert "None of 1 image of “extraordinary owl” was" in empty.texts()
    assert "all 2, the surest first" in sheet().texts() and "the only one" in sheet(2, 2).texts()
    assert drawn_images(empty) == []


def test_twenty_images_at_most():
    many = plots.show_confused(np.zeros((133, 2, 2)), np.zeros(133, int), [[0.2, 0.8]] * 133, 0, 1)
    assert len(drawn_images(many)) == 20
    assert "shown 20 of 133, the surest first" in many.texts()


def test_every_cell_is_a_spot_with_its_sentence():
    spots = {spot["name"]: spot["label"] for spot in sheet().spots}
    assert len(spots) == 9
    assert spots["0,1"] == "2 of 3 images of “cat” (67%) were taken for “dog”: click to see them"
    assert spots["2,0"] == "none of 1 image of “extraordinary owl” was taken for “cat”"


def test_colours_of_the_sheet_are_the_shares():
    fills = [element.get("fill") for element in sheet().root.iter("rect")][1:10]
    expected = shades([1 / 3, 2 / 3, 0, 1 / 2, 1 / 2, 0, 0, 0, 1], confusion.SHADES)
    assert fills == [to_hex(color / 255) for color in expected]
    only = [element.get("fill") for element in sheet(diagonal=False).root.iter("rect")][1:10]
    assert [only[place] for place in (0, 4, 8)] == ["none"] * 3
    assert only[1] == to_hex(shades([1.0], confusion.SHADES)[0] / 255)


def test_long_names_are_cut_and_told_in_full_elsewhere():
    short = [text for text in sheet().texts() if text.startswith("extra") and text.endswith("…")]
    assert len(short) == 2
    assert any("extraordinary owl" in spot["label"] for spot in sheet().spots)


def of_classes(number, names=None):
    y = np.arange(number)
    return plots.show_confused(np.zeros((number, 2, 2)), y, np.eye(number) + 0.01, 3, 5, names)


def test_digits_stand_upright_above_their_columns_and_longer_names_slanted():
    slanted = [element.text for element in sheet().root.iter("text") if element.get("transform")]
    assert len(slanted) == 3 and not any(element.get("transform") for element in of_classes(10).root.iter("text"))


def test_of_very_many_classes_only_the_chosen_ones_are_named():
    names = [f"class {number}" for number in range(50)]
    texts = of_classes(50, names).texts()
    assert [text for text in texts if text.startswith("class")] == ["class 3", "class 5"]
    assert not any(text.startswith("precision") for text in texts)
    assert sum(text.startswith("class") for text in of_classes(20, names[:20]).texts()) == 40


@pytest.mark.parametrize(
    "arguments, error, text",
    [
        ((np.zeros((65, 2, 2)), np.arange(65), np.eye(65), 0, 0), ValueError, "at most 64 classes, got 65"),
        ((X, TRUE, P, 3, 0), ValueError, "`true` must be below 3, got 3"),
        ((X, TRUE, P, 0, -1), ValueError, "`predicted` must be at least 0"),
        ((X, TRUE[:5], P, 0, 0), ValueError, "`y_true` must hold 6 class numbers below 3"),
        ((X, TRUE + 1, P, 0, 0), ValueError, "up to 3"),
        ((X, TRUE, P[:5], 0, 0), ValueError, "a row of at least two numbers for each of the 6 images"),
        ((X[0], TRUE, P, 0, 0), ValueError, "A single image needs"),
        ((X, TRUE, P, 0, 0, ["cat"]), ValueError, "`class_names` must have 3 entries"),
    ],
)
def test_what_the_sheet_refuses(arguments, error, text):
    with pytest.raises(error, match=text):
        plots.show_confused(*arguments)
