"""The backward stepper, used as a hand would."""

import re

import pytest

from tests.browser.lab import expect


@pytest.fixture(scope="module")
def notebook(host):
    return host("backward_stepper")


def expect_step(piece, text):
    expect(piece.locator("svg[role=img]")).to_have_attribute("aria-label", re.compile(text))


def press(piece, slider, key, times=1):
    found = piece.get_by_role("slider", name=slider, exact=True)
    found.focus()
    for _ in range(times):
        found.press(key)


def test_it_looks_good(piece, notebook):
    expect_step(piece, "^step 5 of 9: the gradient −3 of output row 1, column 1 flows through the weights")
    notebook.screenshots("backward_stepper")


def test_its_controls_stand_in_three_rows_with_a_line_on_clicks(piece):
    names = "image", "window", "stride", "step"
    tops = [piece.get_by_role("slider", name=name, exact=True).bounding_box()["y"] for name in names]
    assert max(tops[:3]) - min(tops[:3]) < 5
    click = piece.get_by_text("Click a number of the output to go there.").bounding_box()
    assert abs(click["y"] - tops[3]) < 20, "beside the slider for the step"


def test_a_click_on_a_gradient_shows_where_it_flows(piece):
    piece.get_by_role("button", name="output row 0, column 2:").click()
    expect_step(piece, "^step 3 of 9: the gradient −3 of output row 0, column 2 flows through the weights to rows 0–2, "
        "columns 2–4 of the input")  # fmt: skip
    piece.get_by_title("go one step on").click()
    expect_step(piece, "^step 4 of 9")
    piece.get_by_role("button", name="play or pause").click()
    expect_step(piece, "^step 5 of 9")
    piece.get_by_role("button", name="play or pause").click()


def test_the_keyboard_is_enough_for_max_pooling(piece, notebook):
    keyboard = notebook.page.keyboard
    layer = piece.get_by_label("layer", exact=True)
    layer.focus()
    keyboard.press("ArrowDown")
    expect_step(piece, "^step 1 of 4: the gradient 2 of output row 0, column 0 flows to the largest number of the "
        "window, 6 at row 0, column 1, the first of 2 equal ones; so far dx is 0 2 0 0 ")  # fmt: skip
    expect(piece.get_by_text("row by row, takes the gradient.")).to_be_visible()
    piece.get_by_role("button", name="output row 0, column 0:").focus()
    keyboard.press("ArrowRight")
    keyboard.press("Enter")
    expect_step(piece, "^step 2 of 4: the gradient −1 of output row 0, column 1")
    press(piece, "stride", "ArrowLeft")
    expect_step(piece, "^step 2 of 9")
    press(piece, "step", "End")
    expect_step(piece, "^step 9 of 9")
    piece.get_by_role("button", name="new numbers").focus()
    keyboard.press("Enter")
    expect_step(piece, "^step 9 of 9: the gradient ")
    press(piece, "step", "Home")
    expect_step(piece, "^step 1 of 9: .*the first of 2 equal ones")


def test_a_window_that_does_not_fit_is_explained_and_the_picture_stays(piece):
    press(piece, "window", "End")
    expect(piece.get_by_role("alert")).to_have_text(
        re.compile(
            "^⚠ A window of 5×5 does not fit into an image of 4×4 pixels. Choose a smaller window or a larger image.$"
        )
    )
    expect_step(piece, "of 1: |of 4: |of 9: ")
    press(piece, "image", "ArrowRight")
    expect(piece.get_by_role("alert")).to_be_hidden()
    expect_step(piece, "^step 1 of 1: ")


def test_a_dense_layer_has_no_window(piece):
    piece.get_by_label("layer", exact=True).select_option("dense")
    expect_step(piece, "^step 1 of 3: the gradient .* of output 0 flows through its weights .* to every input")
    expect(piece.get_by_text("to the weights: each weight gets gradient × the input it met")).to_be_visible()
    press(piece, "stride", "ArrowRight")
    press(piece, "step", "ArrowRight")
    expect_step(piece, "^step 2 of 3: ")
    expect(piece.get_by_role("slider", name="stride")).to_have_attribute("aria-valuenow", "1.0")
