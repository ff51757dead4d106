"""What all pieces share: explanations of controls, the focus, keys, and pages that are narrow."""

import re

import pytest

from tests.browser.lab import drawing, expect


@pytest.fixture(scope="module")
def notebook(host):
    return host("backward_stepper")


def test_a_control_with_a_description_says_what_it_is_for(piece):
    stride = piece.get_by_role("slider", name="stride")
    expect(stride.locator("xpath=ancestor::*[@title]").first).to_have_attribute("title", "step of the window in pixels")
    titles = piece.locator(".jupyter-widgets[title]").evaluate_all("all => all.map((one) => one.title)")
    assert "height and width of the image" in titles and "which layer's backward pass" in titles
    assert piece.locator("[title=null]").count() == 0


def test_end_goes_to_the_largest_value_of_now(piece):
    keyboard = piece.page.keyboard
    image, step = piece.get_by_role("slider", name="image"), piece.get_by_role("slider", name="step")
    image.focus()
    keyboard.press("End")
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile("step 5 of 16"))
    step.focus()
    keyboard.press("End")
    expect(step).to_have_attribute("aria-valuetext", "16")
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile("step 16 of 16"))
    keyboard.press("Home")
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile("step 1 of 16"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_focus_is_plain_to_see(notebook, piece, theme):
    notebook.theme(theme)
    for control in (piece.get_by_role("combobox"), piece.get_by_role("button", name="new numbers")):
        control.focus()
        notebook.page.keyboard.press("Tab")
        notebook.page.keyboard.press("Shift+Tab")
        expect(control).to_be_focused()
        expect(control).to_have_css("outline", "rgb(230, 159, 0) solid 3px")
    notebook.theme("light")


def test_on_a_narrow_page_the_drawing_scrolls_and_stays_readable(notebook, piece):
    notebook.page.set_viewport_size({"width": 700, "height": 800})
    stage, sheet = piece.locator(".cl-stage"), piece.locator(".cl-sheet")
    assert sheet.bounding_box()["width"] >= 700 > stage.bounding_box()["width"]
    stage.evaluate("stage => { stage.scrollLeft = 1000; }")
    assert stage.evaluate("stage => stage.scrollLeft") > 100
    notebook.page.set_viewport_size({"width": 1280, "height": 800})
    assert sheet.bounding_box()["width"] <= stage.bounding_box()["width"]
