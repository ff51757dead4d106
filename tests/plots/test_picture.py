"""A figure with words: what a notebook gets of it, and places on it."""

import base64
import io
import re
import struct
from html.parser import HTMLParser

import numpy as np
import pytest
from matplotlib.image import imread

from course_lib import plots
from course_lib.plots import Picture
from course_lib.plots.picture import count, lines, names_of, percent

IMAGES = np.arange(5 * 4 * 3).reshape(5, 4, 3)
AWKWARD = 'a "quoted" <b> & 5 > 3, it\'s ×'


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def pixels(data):
    return struct.unpack(">II", data[16:24])


def test_a_picture_is_a_sharp_png_of_a_plain_size():
    picture = plots.show_images(IMAGES)
    data, size = picture._repr_png_()
    width, height = pixels(data)
    assert (width, height) == (2 * size["width"], 2 * size["height"])
    assert imread(io.BytesIO(data))[..., :3].std() > 0.1, "an empty picture"


@pytest.mark.parametrize("scale, size", [(1, (250, 120)), (2, (500, 240)), (0.5, (125, 60)), (3, (750, 360))])
def test_scale_is_pixels_for_one_of_a_plain_screen(scale, size):
    picture = Picture(2.5, 1.2, "empty")
    assert pixels(picture.png(scale)) == size
    assert picture.dpi == 100 and picture.size_in_pixels() == (250, 120), "the picture itself stays as it was"


@pytest.mark.parametrize("width", [4.14, 4.1399, 1.1 * 7, 2.675, 0.333])
def test_twice_the_pixels_are_twice_the_plain_size(width):
    data, size = Picture(width, 1.15, "empty")._repr_png_()
    assert pixels(data) == (2 * size["width"], 2 * size["height"])


def test_less_compression_is_the_same_image():
    picture = plots.show_images(IMAGES)
    fast, small = (imread(io.BytesIO(picture.png(1, compression))) for compression in (0, 9))
    np.testing.assert_array_equal(fast, small)
    assert len(picture.png(1, 0)) > len(picture.png(1, 9))


def test_a_failing_drawing_leaves_the_resolution_alone():
    picture = Picture(1, 1, "broken")
    picture.text(0.5, 0.5, r"$\nonsense$")
    with pytest.raises(ValueError):
        picture.png()
    assert picture.dpi == 100


def test_the_html_is_one_image_with_its_words_whatever_they_are():
    picture = Picture(2, 1, AWKWARD)
    data = picture.png()
    ((tag, attributes),) = Tags(picture.as_html(data)).found
    assert tag == "img"
    assert attributes["alt"] == AWKWARD
    assert (attributes["width"], attributes["height"]) == ("200", "100")
    assert attributes["src"] == f"data:image/png;base64,{base64.b64encode(data).decode()}"


def test_a_notebook_gets_words_html_and_image():
    picture = Picture(2, 1, AWKWARD)
    bundle, metadata = picture._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "image/png"}
    assert bundle["text/plain"] == repr(picture) == str(picture) == f"[Picture: {AWKWARD}]"
    assert metadata == {"image/png": {"width": 200, "height": 100}}
    assert pixels(bundle["image/png"]) == (400, 200)
    assert base64.b64encode(bundle["image/png"]).decode() in bundle["text/html"]


def test_a_panel_lies_where_it_was_put_counted_from_the_top_left():
    picture = Picture(4, 2, "a panel", layout="none")
    box = picture.panel(1, 0.5, 2, 1).get_position()
    assert (box.x0, box.x1, box.y0, box.y1) == pytest.approx((0.25, 0.75, 0.25, 0.75))
    top = picture.panel(0, 0, 1, 0.5).get_position()
    assert (top.x0, top.y1) == pytest.approx((0, 1))


def test_a_note_begins_where_it_was_put():
    picture = Picture(4, 2, "a note", layout="none")
    picture.note(1, 0.5, "here", color="red", fontsize=9)
    (note,) = picture.texts
    assert note.get_position() == pytest.approx((0.25, 0.75))
    assert (note.get_va(), note.get_color(), note.get_fontsize()) == ("top", "red", 9)
    picture.png(scale=1)
    extent = note.get_window_extent()
    assert extent.x0 == pytest.approx(100, abs=2) and extent.y1 == pytest.approx(150, abs=4)


def test_spots_are_told_as_parts_of_the_page_from_the_top_left():
    picture = Picture(4, 2, "spots", layout="none")
    axes = picture.panel(1, 0.5, 2, 1)
    axes.set(xlim=(0, 10), ylim=(0, 10))
    picture.spots.add(axes, 0, 5, 5, 5, "upper left", "a quarter")
    picture.png(scale=1)
    (spot,) = picture.spots.on_page()
    places = {"left": 0.25, "top": 0.25, "width": 0.25, "height": 0.25}
    assert spot == {"name": "upper left", "label": "a quarter", **places}


def test_spots_of_an_image_are_its_pixels():
    picture = Picture(4, 2, "spots", layout="none")
    axes = picture.panel(0, 0, 4, 2)
    axes.imshow(np.zeros((2, 4)))
    picture.spots.add_grid(axes, 2, 4, "pixel-{}-{}", "row {}, column {}")
    picture.png(scale=2)
    spots = {spot["name"]: spot for spot in picture.spots.on_page()}
    assert len(spots) == 8
    spot = spots["pixel-1-3"]  # the last: at the lower right
    assert spot["label"] == "row 1, column 3"
    assert [spot[key] for key in ("left", "top", "width", "height")] == pytest.approx([0.75, 0.5, 0.25, 0.5], abs=1e-4)


@pytest.mark.parametrize(
    "p, text", [(0, "0%"), (0.004, "<1%"), (0.005, "0%"), (0.5, "50%"), (0.996, ">99%"), (1, "100%")]
)
def test_percents(p, text):
    assert percent(p) == text


def test_counts_and_lines():
    assert (count(1, "image"), count(2, "image"), count(0, "layer")) == ("1 image", "2 images", "0 layers")
    assert (lines(["", "a"]), lines(["a\nb", ""]), lines([""])) == (1, 2, 0)


def test_classes_without_names_have_their_numbers():
    assert names_of(3, None, "here") == ["0", "1", "2"]
    with pytest.raises(ValueError, match=re.escape("here: `class_names` must have 3 entries, got 2.")):
        names_of(3, ["a", "b"], "here")
