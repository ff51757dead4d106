"""The feature-map browser, used as a hand would."""

import re

import pytest

from tests.browser.lab import drawing, expect


@pytest.fixture(scope="module")
def notebook(host):
    return host("feature_map_browser")


def says(piece, text):
    """The drawing's words begin so."""
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile(f"^{re.escape(text)}"))


def layer(piece):
    return piece.get_by_label("layer", exact=True)


def test_a_click_shows_a_map_with_its_filter_and_patches(piece):
    says(piece, "conv2d: 16 maps of 26×26; map 6 goes from 0 to 1.27, its strongest pixel is at row 24, column 11")
    piece.get_by_role("button", name="map 5, from 0 to 0.67: click to see it closely").click()
    says(piece, "conv2d: 16 maps of 26×26; map 5 goes from 0 to 0.67, its strongest pixel is at row 6, column 6")
    for text in ("its filter, 3×3×1,", "−0.08", "0.83, no. 792", "what excites it most in 1,000 images"):
        expect(drawing(piece).get_by_text(text, exact=True)).to_be_visible()
    expect(piece.get_by_role("button", name="map 5,")).to_have_attribute("aria-pressed", "true")


def test_another_layer_has_other_maps(piece):
    layer(piece).select_option("conv2d_1: 32 maps of 11×11")
    says(piece, "conv2d_1: 32 maps of 11×11; map 22 goes from 0 to 2.92")
    expect(drawing(piece).get_by_text("its filter, 3×3×16,")).to_be_visible()
    expect(piece.get_by_role("button", name=re.compile("^map "))).to_have_count(32)
    layer(piece).select_option("max_pooling2d: 16 maps of 13×13")
    expect(drawing(piece).get_by_text("filter of conv2d,")).to_be_visible()
    layer(piece).select_option("flatten: 800 numbers")
    expect(drawing(piece).get_by_text("Choose the layer before to see the maps.")).to_be_visible()
    expect(piece.get_by_role("button", name=re.compile("^map "))).to_have_count(0)
    layer(piece).select_option("dense: 10 numbers")
    says(piece, "dense: 10 numbers, no maps; the largest is that of 7, >99%")


def test_the_keyboard_is_enough(notebook, piece):
    keyboard = notebook.page.keyboard
    layer(piece).focus()
    keyboard.press("Home")
    says(piece, "conv2d: 16 maps of 26×26; map 6 ")
    keyboard.press("Tab")
    keyboard.press("Space")
    expect(drawing(piece).get_by_text("each map", exact=True)).to_be_visible()
    keyboard.press("Space")
    expect(drawing(piece).get_by_text("all maps", exact=True)).to_be_visible()
    keyboard.press("Tab")
    for key in ("ArrowDown", "ArrowLeft"):
        keyboard.press(key)
    expect(piece.get_by_role("button", name="map 9,")).to_be_focused()
    keyboard.press("Enter")
    says(piece, "conv2d: 16 maps of 26×26; map 9 ")
    slider = piece.get_by_role("slider", name="image")
    slider.focus()
    keyboard.press("ArrowRight")
    expect(drawing(piece).get_by_text("The network says 2, ")).to_be_visible()
    expect(piece.get_by_role("button", name="map 9,")).to_have_attribute("aria-pressed", "true")


def test_an_image_that_does_not_exist_becomes_the_last_one(notebook, piece):
    number = piece.locator(".widget-readout").first
    number.click()
    notebook.page.keyboard.press("Control+A")
    notebook.page.keyboard.type("123456")
    notebook.page.keyboard.press("Enter")
    expect(number).to_have_text("9999")
    expect(drawing(piece).get_by_text("The network says 6, ")).to_be_visible()
    number.click()
    notebook.page.keyboard.press("Control+A")
    notebook.page.keyboard.type("0")
    notebook.page.keyboard.press("Enter")
    expect(drawing(piece).get_by_text("The network says 7, ")).to_be_visible()


def test_it_looks_good(notebook, piece):
    layer(piece).select_option("conv2d_1: 32 maps of 11×11")
    says(piece, "conv2d_1")
    notebook.screenshots("feature_map_browser")
    layer(piece).select_option("conv2d: 16 maps of 26×26")
    says(piece, "conv2d:")
    notebook.screenshot("feature_map_browser-first", piece)
    layer(piece).select_option("dense: 10 numbers")
    says(piece, "dense:")
    notebook.screenshot("feature_map_browser-dense", piece)
