"""The convolution stepper, used as a hand would."""

import re

import pytest

from tests.browser.lab import expect


@pytest.fixture(scope="module")
def notebook(host):
    return host("convolution_stepper")


def expect_step(piece, text):
    expect(piece.locator("svg[role=img]")).to_have_attribute("aria-label", re.compile(text))


def press(piece, slider, key, times=1):
    found = piece.get_by_role("slider", name=slider, exact=True)
    found.focus()
    for _ in range(times):
        found.press(key)


def test_a_click_on_the_output_puts_the_window_there(piece):
    expect_step(piece, r"^step 8 of 36: the window at output row 1, column 1: sum of products 9 \+ bias 1 = 10;")
    expect(piece.get_by_text("O = ⌊(W − K + 2P) / S⌋ + 1 = ⌊(6 − 3 + 2·1) / 1⌋ + 1 = 6")).to_be_visible()
    piece.get_by_role("button", name="output row 2, column 3:").click()
    expect_step(piece, "^step 16 of 36: the window at output row 2, column 3: sum of products 10 ")
    expect(piece.get_by_role("slider", name="step", exact=True)).to_have_attribute("aria-valuenow", "16.0")


def test_the_buttons_step_and_play_plays(piece):
    piece.get_by_title("go one step back").click()
    expect_step(piece, "^step 15 of 36")
    piece.get_by_title("go one step on").click()
    expect_step(piece, "^step 16 of 36")
    play = piece.get_by_role("button", name="play or pause")
    play.click()
    expect_step(piece, "^step 18 of 36")
    play.click()
    piece.get_by_role("button", name="stop: back to the first step").click()
    expect_step(piece, "^step 1 of 36")


def test_the_keyboard_is_enough(piece, notebook):
    keyboard = notebook.page.keyboard
    press(piece, "stride S", "ArrowRight")
    expect_step(piece, r"^step 1 of 9: .*⌊\(6 − 3 \+ 1\) / 2⌋ \+ 1 = 3$")
    expect(piece.get_by_text("2P is odd here: one more row and column of zeros")).to_be_visible()
    press(piece, "channels", "ArrowRight")
    expect_step(piece, "sums ")
    piece.get_by_role("button", name="output row 0, column 0:").focus()
    keyboard.press("ArrowDown")
    keyboard.press("ArrowRight")
    keyboard.press("Enter")
    expect_step(piece, r"^step 5 of 9: the window at output row 1, column 1: sums 3 \+ 0 \+ bias 1 = 4;")
    piece.get_by_role("button", name="new numbers").focus()
    keyboard.press("Enter")
    expect_step(piece, r"^step 5 of 9: .*sums (?!3 \+ 0 \+ bias 1 = 4)")
    press(piece, "step", "End")
    expect_step(piece, "^step 9 of 9")
    piece.get_by_role("button", name="first numbers").press("Enter")
    press(piece, "stride S", "Home")
    press(piece, "channels", "Home")


def test_p_is_seen_only_where_it_is_the_learners(piece):
    expect(piece.get_by_role("slider", name="P", exact=True)).to_have_count(0)
    expect(piece.get_by_text("Click a number of the output to go there.")).to_be_visible()


def test_a_window_that_does_not_fit_is_explained_and_the_picture_stays(piece):
    piece.get_by_label("padding", exact=True).select_option("valid: none")
    press(piece, "filter K", "ArrowRight", 2)
    press(piece, "image W", "ArrowLeft")
    expect_step(piece, r"^step 1 of 1: .*⌊\(5 − 5 \+ 2·0\) / 1⌋ \+ 1 = 1$")
    press(piece, "image W", "ArrowLeft")
    trouble = piece.get_by_role("alert")
    expect(trouble).to_have_text(
        "⚠ A window of 5×5 does not fit into an image of 4×4 pixels. Choose a smaller window, a larger image or "
        "padding."
    )
    expect_step(piece, "^step 1 of 1")
    piece.get_by_label("padding", exact=True).select_option("P on each side")
    expect(trouble).to_be_hidden()
    expect_step(piece, r"⌊\(4 − 5 \+ 2·1\) / 1⌋ \+ 1 = 2$")
    press(piece, "P", "ArrowRight")
    expect_step(piece, r"⌊\(4 − 5 \+ 2·2\) / 1⌋ \+ 1 = 4$")


def test_it_looks_good(piece, notebook):
    press(piece, "image W", "ArrowRight", 2)
    press(piece, "filter K", "ArrowLeft", 2)
    press(piece, "P", "ArrowLeft")
    piece.get_by_role("button", name="output row 2, column 3:").click()
    expect_step(piece, "^step 16 of 36: the window at output row 2, column 3: sum of products 10 ")
    notebook.screenshots("convolution_stepper")
