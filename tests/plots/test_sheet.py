"""A quick drawing: its SVG, its texts, tables, colours and spots."""

import base64
import io
from html.parser import HTMLParser
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from course_lib.plots.sheet import FAINT, INK, PAPER, Sheet, rounded, shades, shown

SVG = "{http://www.w3.org/2000/svg}"
AWKWARD = 'a "quoted" <b> & 5 > 3, it\'s −×'


def parsed(sheet):
    return ElementTree.fromstring(sheet.svg())


def elements(sheet, kind):
    return parsed(sheet).findall(f"{SVG}{kind}")


def test_the_svg_is_well_formed_and_says_what_it_shows():
    sheet = Sheet(200, 100, AWKWARD)
    root = parsed(sheet)
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox") == "0 0 200 100"
    assert (root.get("role"), root.get("aria-label")) == ("img", AWKWARD)
    (page,) = elements(sheet, "rect")
    assert (page.get("width"), page.get("height"), page.get("fill")) == ("200", "100", PAPER)


def test_texts_may_hold_every_sign():
    sheet = Sheet(200, 100, "words")
    sheet.text(10, 20, AWKWARD, size=12, anchor="middle", bold=True)
    (text,) = elements(sheet, "text")
    assert text.text == AWKWARD == sheet.texts()[0]
    assert (text.get("x"), text.get("y"), text.get("text-anchor"), text.get("font-weight")) == (
        "10",
        "20",
        "middle",
        "600",
    )
    assert text.get("fill") == INK


def test_several_spaces_stay():
    sheet = Sheet(10, 10, "words")
    sheet.text(0, 0, "a    b")
    said = sheet.texts()[0]
    assert len(said) == 6 and "  " not in said


def test_the_html_is_one_image_with_the_sheet_in_it():
    class Tags(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append((tag, dict(attrs)))

    found, sheet = [], Sheet(200.4, 100, AWKWARD)
    sheet.text(0, 0, AWKWARD)
    Tags().feed(sheet.as_html())
    ((tag, attributes),) = found
    assert tag == "img" and attributes["alt"] == AWKWARD
    assert (attributes["width"], attributes["height"]) == ("200", "100")
    start, data = attributes["src"].split(",")
    assert start == "data:image/svg+xml;base64"
    assert base64.b64decode(data).decode() == sheet.svg()


def test_a_notebook_gets_words_html_and_svg():
    sheet = Sheet(20, 10, AWKWARD)
    bundle = sheet._repr_mimebundle_()
    assert bundle == {
        "text/plain": f"[Picture: {AWKWARD}]", "text/html": sheet.as_html(), "image/svg+xml": sheet.svg(),
    }  # fmt: skip


def test_a_table_has_a_cell_for_each_number():
    sheet = Sheet(100, 100, "a table")
    sheet.table(10, 20, 30, np.array([[1, -2.5], [0, 0.125]]), size=11)
    _, *cells = elements(sheet, "rect")
    assert [(c.get("x"), c.get("y"), c.get("width"), c.get("height")) for c in cells] == [
        ("10", "20", "30", "30"), ("40", "20", "30", "30"), ("10", "50", "30", "30"), ("40", "50", "30", "30"),
    ]  # fmt: skip
    assert sheet.texts() == ["1", "−2.5", "0", "0.12"]
    assert {text.get("font-size") for text in elements(sheet, "text")} == {"11"}
    assert {(cell.get("fill"), cell.get("stroke")) for cell in cells} == {("none", FAINT)}


def test_a_table_of_texts_leaves_cells_empty_or_out():
    sheet = Sheet(100, 100, "a table")
    sheet.table(0, 0, 10, [["a", ""], [None, 3]])
    assert len(elements(sheet, "rect")) == 1 + 3
    assert sheet.texts() == ["a", "", "3"]


def test_numbers_in_a_table_fit_into_their_cells():
    def size(numbers):
        sheet = Sheet(100, 100, "a table")
        sheet.table(0, 0, 40, numbers)
        return float(elements(sheet, "text")[0].get("font-size"))

    assert size([[1]]) == 18
    assert size([[-123.45]]) * 0.6 * len("−123.45") < 40


def test_a_tables_ink_can_be_read_on_its_colours():
    sheet = Sheet(100, 100, "a table")
    sheet.table(0, 0, 10, [[0, 1]], shades([[0, 1]]))
    assert [cell.get("fill") for cell in elements(sheet, "rect")[1:]] == ["#000000", "#ffffff"]
    assert [text.get("fill") for text in elements(sheet, "text")] == ["#ffffff", "#111111"]


def test_an_image_holds_its_pixels():
    sheet = Sheet(100, 100, "an image")
    colors = shades(np.arange(6).reshape(2, 3), high=5)
    sheet.image(5, 6, 30, 20, colors)
    (image,) = elements(sheet, "image")
    start, data = image.get("href").split(",")
    assert start == "data:image/png;base64"
    np.testing.assert_array_equal(Image.open(io.BytesIO(base64.b64decode(data))), colors)
    assert "pixelated" in image.get("style")


def test_lines_and_arrows():
    sheet = Sheet(100, 100, "an arrow")
    sheet.line([(0, 0), (10, 0.333)], dashed=True)
    sheet.arrow((0, 0), (10, 0), head=4)
    line, shaft, head = elements(sheet, "polyline")
    assert (line.get("points"), line.get("stroke-dasharray")) == ("0,0 10,0.33", "5 4")
    assert shaft.get("points") == "0,0 10,0"
    assert head.get("points").split() == ["6,-2", "10,0", "6,2"]
    sheet.arrow((5, 5), (5, 5))  # of no length: nothing to divide by
    parsed(sheet)


def test_spots_are_told_as_parts_of_the_sheet():
    sheet = Sheet(200, 100, "spots")
    sheet.spot(50, 25, 100, 20, "middle", "the middle")
    places = {"left": 0.25, "top": 0.25, "width": 0.5, "height": 0.2}
    assert sheet.spots == [{"name": "middle", "label": "the middle", **places}]


@pytest.mark.parametrize(
    "value, text",
    [
        (1, "1"), (-1, "−1"), (0, "0"), (-0.0, "0"), (-0.0001, "0"), (0.1, "0.1"), (2 / 3, "0.67"), (0.0625, "0.062"),
        (-0.5, "−0.5"), (1234.567, "1234.57"), (np.float32(0.1), "0.1"), (np.int64(-3), "−3"), (True, "1"),
        ("a-b", "a-b"), ("", ""),
    ],
)  # fmt: skip
def test_numbers_are_told_short_and_with_a_true_minus(value, text):
    assert shown(value) == text


@pytest.mark.parametrize("value", [0.126, -0.126, 0.0126, -0.0001, 1000, 0.1])
def test_rounded_is_the_number_that_is_told(value):
    assert f"{rounded(value):g}" == shown(value).replace("−", "-")
    assert not np.signbit(rounded(-0.0)) and not np.signbit(rounded(-0.0001))


def test_shades_are_the_colours_of_a_map():
    colors = shades([[0, 0.5, 1]])
    assert colors.dtype == np.uint8 and colors.shape == (1, 3, 3)
    np.testing.assert_array_equal(colors[0, :, 0], [0, 128, 255])
    np.testing.assert_array_equal(shades([-5, 7]), [[0, 0, 0], [255, 255, 255]])  # beyond the ends
    np.testing.assert_array_equal(shades([2, 2], low=2, high=2), [[0, 0, 0]] * 2)  # no range at all
    assert shades([0], "PuOr_r", -1, 1).min() > 240
    np.testing.assert_array_equal(shades(1), [255, 255, 255])
