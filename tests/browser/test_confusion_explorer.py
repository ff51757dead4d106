"""The confusion explorer, used as a hand would."""

import re

import pytest

from tests.browser.lab import drawing, expect


@pytest.fixture(scope="module")
def notebook(host):
    return host("confusion_explorer")


def says(piece, text):
    """The drawing's words begin so."""
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile(f"^{re.escape(text)}"))


def test_it_begins_with_the_most_frequent_mistake(piece):
    says(piece, "360 of 1,000 images of “Shirt” (36%) were taken for “Coat”: no. 1058, 3262")
    expect(drawing(piece).get_by_text("shown 20 of 360, the surest first")).to_be_visible()
    expect(drawing(piece).get_by_text("no. 1058")).to_be_visible()
    expect(piece.get_by_role("button", name="“Shirt” (36%) were taken for “Coat”")).to_have_attribute(
        "aria-pressed", "true"
    )


def test_a_click_on_a_cell_shows_its_images(piece):
    piece.get_by_role("button", name="3 of 1,000 images of “Bag” (<1%) were taken for “Ankle boot”").click()
    says(piece, "3 of 1,000 images of “Bag” (<1%) were taken for “Ankle boot”: no. 3067, 3468, 1300")
    expect(drawing(piece).get_by_text("all 3, the surest first")).to_be_visible()
    piece.get_by_label("images", exact=True).select_option("least sure first")
    says(piece, "3 of 1,000 images of “Bag” (<1%) were taken for “Ankle boot”: no. 1300, 3468, 3067")
    piece.get_by_label("images", exact=True).select_option("surest first")


def test_a_cell_without_images_says_so(piece):
    piece.get_by_role("button", name="none of 1,000 images of “Ankle boot” was taken for “T-shirt/top”").click()
    says(piece, "none of 1,000 images of “Ankle boot” was taken for “T-shirt/top”;")
    expect(drawing(piece).get_by_text("None of 1,000 images of “Ankle boot” was")).to_be_visible()
    expect(piece.get_by_role("alert")).to_have_count(0)


def test_the_keyboard_is_enough(notebook, piece):
    keyboard = notebook.page.keyboard
    following = piece.get_by_role("button", name="next most frequent mistake")
    following.focus()
    keyboard.press("Enter")
    says(piece, "360 of 1,000 images of “Shirt”")
    for _ in range(3):  # past the other two controls, into the matrix
        keyboard.press("Tab")
    expect(piece.get_by_role("button", name="images of “Ankle boot” was taken for “T-shirt/top”")).to_be_focused()
    for key in ("ArrowUp", "ArrowUp", "ArrowUp", "Enter"):
        keyboard.press(key)
    says(piece, "223 of 1,000 images of “Shirt” (22%) were taken for “T-shirt/top”: no. 2856")
    for _ in range(6):
        keyboard.press("ArrowRight")
    keyboard.press("Space")
    says(piece, "183 of 1,000 images of “Shirt” (18%) were recognised")
    keyboard.press("Shift+Tab")
    keyboard.press("Space")
    expect(drawing(piece).get_by_text("mistakes only")).to_be_visible()
    expect(piece.get_by_label("colours for mistakes only")).to_be_checked()


def test_it_looks_good(notebook, piece):
    piece.get_by_role("button", name="next most frequent mistake").click()
    piece.get_by_label("colours for mistakes only").check()
    notebook.screenshots("confusion_explorer")
    piece.get_by_label("colours for mistakes only").uncheck()
    expect(drawing(piece).get_by_text("94% of the row", exact=True)).to_be_visible()
    notebook.screenshot("confusion_explorer-diagonal", piece)
