"""The pooling player, used as a hand would."""

import re

import pytest

from tests.browser.lab import drawing, expect

# The words that a bar or a dashed frame crosses.
STRUCK = """sheet => {
  const box = (element) => element.getBoundingClientRect();
  const bars = [...sheet.querySelectorAll("rect[stroke-dasharray], rect[fill='#0072B2']")].map(box);
  const crossed = (a) => bars.some((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom);
  const words = [...sheet.querySelectorAll("text")].filter((text) => /highest|dashed/.test(text.textContent));
  return words.filter((text) => crossed(box(text))).map((text) => text.textContent);
}"""


@pytest.fixture(scope="module")
def notebook(host):
    return host("pooling_player")


def test_it_looks_good(notebook, piece):
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile("the digit moved 1 right"))
    notebook.screenshots("pooling_player")


def test_the_arrow_keys_move_the_digit(piece):
    piece.get_by_role("slider", name="move right").focus()
    piece.page.keyboard.press("ArrowRight")
    piece.page.keyboard.press("Tab")  # the slider's number
    piece.page.keyboard.press("Tab")
    expect(piece.get_by_role("slider", name="move down")).to_be_focused()
    piece.page.keyboard.press("ArrowLeft")
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile("the digit moved 2 right, 1 up: "))
    expect(drawing(piece).get_by_text("moved back: 0 changed")).to_be_visible()


def test_a_click_looks_into_the_window_there(piece):
    pooled = piece.get_by_role("button", name="pooled map, moved")
    box = pooled.bounding_box()
    pooled.click(position={"x": box["width"] * 0.55, "y": box["height"] * 0.3})
    expect(drawing(piece).get_by_text("window at row 2, column 4")).to_be_visible()
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile("; window at row 2, column 4: largest "))
    expect(piece.get_by_role("slider", name="window's column")).to_have_attribute("aria-valuenow", "4.0")


def test_it_is_said_that_maps_can_be_clicked(piece):
    expect(piece.get_by_text("Click a map to move the window.")).to_be_visible()


@pytest.mark.parametrize("way", ["Home", "End"])
def test_no_frame_strikes_through_a_word(piece, way):
    for name in ("move right", "move down"):
        piece.get_by_role("slider", name=name).focus()
        piece.page.keyboard.press(way)
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile("4 (left|right), 4 (up|down): "))
    assert drawing(piece).evaluate(STRUCK) == []


def test_another_window_follows_the_size_rule(piece):
    piece.get_by_role("slider", name="stride").focus()
    piece.page.keyboard.press("Home")
    expect(drawing(piece).get_by_text("places: ⌊(26 − 3) / 1⌋ + 1 = 24")).to_be_visible()
    piece.get_by_label("pooling", exact=True).select_option("average (mean)")
    expect(drawing(piece).get_by_text("3×3, stride 1: 24×24")).to_be_visible()


def test_headings_keep_apart(piece):
    for name, key in (("window", "End"), ("stride", "Home")):
        piece.get_by_role("slider", name=name, exact=True).focus()
        piece.page.keyboard.press(key)
    heading = drawing(piece).get_by_text("4×4, stride 1: 23×23")
    expect(heading).to_be_visible()
    box, next_ = (text.bounding_box() for text in (heading, drawing(piece).get_by_text("trained on 500")))
    assert box["x"] + box["width"] + 8 < next_["x"]


def test_a_digit_that_does_not_exist_is_explained(piece):
    number = piece.get_by_label("test image, 0 to 9999")
    number.fill("10000")
    number.press("Enter")
    expect(piece.get_by_role("alert")).to_contain_text("the image's number must be one of 0 to 9999, got 10000")
    expect(drawing(piece)).to_be_visible()
    number.fill("3")
    number.press("Enter")
    expect(piece.get_by_role("alert")).to_have_count(0)
