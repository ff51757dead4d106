"""The optimizer race, used as a hand would."""

import re

import pytest

from tests.browser.lab import drawing, expect, run


@pytest.fixture(scope="module")
def notebook(host):
    return host("optimizer_race")


def test_it_looks_good(notebook, piece):
    expect(drawing(piece)).to_have_attribute(
        "aria-label", re.compile("the curved valley after step 120 of 120: 1. SGD w")
    )
    notebook.screenshots("optimizer_race")


def test_it_plays_from_the_start_and_can_be_paused(piece):
    play = piece.get_by_role("button", name="play or pause")
    play.click()
    step = piece.get_by_role("slider", name="after step")
    expect(step).to_have_attribute("aria-valuenow", re.compile(r"^[1-5]?\d\.0$"))  # from the end back to the start
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile("after step ([1-9]|[1-9][0-9]) of 120"))
    play.click()
    paused = step.get_attribute("aria-valuenow")
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile(f"after step {float(paused):.0f} of 120"))


def test_a_long_race_plays_to_its_last_step_in_two_views_too(notebook, piece):
    """From step 360 of 380 on, by strides of 3: the last one is shorter."""
    run(notebook, "game")
    other = notebook.piece(1)
    steps, step = (piece.get_by_role("slider", name=name, exact=True) for name in ("steps", "after step"))
    set_by_readout(steps, "380")
    set_by_readout(step, "360")
    expect(drawing(other)).to_have_attribute("aria-label", re.compile("after step 360 of 380"))
    other.get_by_role("button", name="play or pause").click()
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile("after step 380 of 380"))
    expect(other.locator(".fa-play")).to_have_count(1)
    other.get_by_role("button", name="stop").click()
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile("after step 0 of 380"))
    set_by_readout(steps, "120")
    notebook.command("notebook:delete-cell")
    expect(notebook.page.locator(".cl-piece")).to_have_count(1)


def set_by_readout(slider, number):
    """Type a slider's number."""
    readout = slider.locator("xpath=ancestor::*[contains(@class, 'widget-inline-hbox')]").locator(".widget-readout")
    readout.fill(number)
    readout.press("Enter")


def test_a_click_on_the_map_moves_the_start(piece):
    land = piece.get_by_role("button", name="map of the curved valley")
    box = land.bounding_box()
    land.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.1})
    expect(piece.get_by_label("start x", exact=True)).to_have_value(re.compile(r"^-1(\.0\d?)?$"))
    expect(piece.get_by_role("button", name="start at (−1")).to_be_visible()


def test_the_keyboard_alone_sets_rate_and_racers(piece):
    keyboard = piece.page.keyboard
    piece.get_by_label("Adagrad", exact=True).focus()
    keyboard.press("Space")
    keyboard.press("Tab")
    keyboard.press("Space")
    expect(piece.get_by_label("Adam", exact=True)).not_to_be_checked()
    expect(drawing(piece)).not_to_have_attribute("aria-label", re.compile("Ada(m|grad)"))
    piece.get_by_role("slider", name="after step").focus()
    keyboard.press("End")
    rate = piece.get_by_role("slider", name="learning rate")
    rate.focus()
    keyboard.press("End")
    expect(rate).to_have_attribute("aria-valuetext", "10")  # not the number of its place among the rates
    expect(piece.locator(".cl-choices-only .widget-readout")).to_have_attribute("contenteditable", "false")
    expect(drawing(piece).get_by_text("⚠ left the map at step 1").first).to_be_visible()
    for _ in range(12):
        keyboard.press("ArrowLeft")
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile("120: 1. RMSprop, height 0.0"))


def test_a_start_off_the_map_is_explained(piece):
    x = piece.get_by_label("start x", exact=True)
    x.fill("7")
    x.press("Enter")
    expect(piece.get_by_role("alert")).to_contain_text("the start must lie on the map, x from -2 to 2")
    expect(drawing(piece)).to_be_visible()
    x.fill("0")
    x.press("Enter")
    expect(piece.get_by_role("alert")).to_have_count(0)


def test_another_landscape(piece):
    piece.get_by_label("landscape", exact=True).select_option("two valleys")
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile("the two valleys after step"))
    expect(piece.get_by_label("start x", exact=True)).to_have_value("-2.2")
