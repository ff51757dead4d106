"""The kernel explorer, used as a hand would."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.browser.lab import drawing, expect


@pytest.fixture(scope="module")
def notebook(host):
    return host("kernel_explorer")


def test_the_arrow_keys_move_the_window(piece):
    slider = piece.get_by_role("slider", name="column")
    slider.focus()
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    expect(drawing(piece)).to_have_attribute("aria-label", "the window at row 6, column 8: the products of its "
        "3×3 pixels and the image kernel add up to −99")  # fmt: skip
    expect(piece.get_by_text("sum of products: −99")).to_be_visible()


def test_a_click_puts_the_window_there(piece):
    output = piece.get_by_role("button", name="filtered image, 26×26")
    box = output.bounding_box()
    output.click(position={"x": box["width"] * 0.99, "y": box["height"] * 0.52})
    expect(piece.get_by_role("slider", name="column")).to_have_attribute("aria-valuenow", "25.0")
    expect(piece.get_by_role("slider", name="row")).to_have_attribute("aria-valuenow", "13.0")
    expect(drawing(piece)).to_have_attribute("aria-label", "the window at row 13, column 25: the products of its 3×3 "
        "pixels and the image kernel add up to 0")  # fmt: skip


def test_numbers_are_typed_into_the_cells(piece):
    cell = piece.locator("input[type=number]").nth(4)
    cell.fill("5.5")
    cell.press("Enter")
    expect(piece.get_by_label("image kernel", exact=True)).to_have_value("your own numbers")
    expect(drawing(piece).get_by_text("5.5", exact=True)).to_be_visible()
    cell.fill("123456")
    cell.press("Enter")
    expect(cell).to_have_value("1000")
    expect(piece.get_by_role("alert")).to_contain_text("from −1000 to 1000, got 123456. It is 1000 now.")
    cell.fill("2")
    cell.press("Enter")
    expect(piece.get_by_role("alert")).to_have_count(0)


def test_presets_and_sizes(piece):
    piece.get_by_label("image kernel", exact=True).select_option("blur softly")
    expect(piece.locator("input[type=number]")).to_have_count(25)
    expect(piece.get_by_role("button", name="filtered image, 24×24")).to_be_visible()
    piece.get_by_role("button", name="3×3").click()
    expect(piece.locator("input[type=number]")).to_have_count(9)
    piece.get_by_label("image", exact=True).select_option("a drawing")
    expect(piece.get_by_role("button", name="image, 64×64: click")).to_be_visible()


def test_the_picture_stays_where_it_is_with_more_cells(piece):
    def places():
        grid, sheet = piece.locator(".widget-gridbox").bounding_box(), drawing(piece).bounding_box()
        return grid["y"], grid["height"], sheet["y"]

    piece.get_by_label("image kernel", exact=True).select_option("emboss")
    expect(piece.locator("input[type=number]")).to_have_count(9)
    before = places()
    piece.get_by_label("image kernel", exact=True).select_option("blur softly")
    expect(piece.locator("input[type=number]")).to_have_count(25)
    assert places() == before
    column = piece.get_by_role("slider", name="column").bounding_box()
    cells = [cell.bounding_box() for cell in piece.locator("input[type=number]").all()]
    assert cells[0]["x"] > column["x"] and cells[-1]["y"] + cells[-1]["height"] <= before[2]
    cut_off = "cells => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.value)"
    assert piece.locator("input[type=number]").evaluate_all(cut_off) == []


def test_the_upload_says_what_it_takes(piece):
    button = piece.get_by_role("button", name="your own image")
    expect(button).to_have_attribute("title", "an image file; a large one is shrunk to 96 pixels along its longer side")


def upload(piece, file):
    with piece.page.expect_file_chooser() as chooser:
        piece.get_by_role("button", name="your own image").click()
    chooser.value.set_files(file)


def test_a_file_of_ones_own_and_one_that_is_none(piece):
    data = io.BytesIO()
    Image.fromarray(np.tile(np.uint8([[0, 255], [255, 0]]), (20, 30))).save(data, "png")
    upload(piece, {"name": "checks.png", "mimeType": "image/png", "buffer": data.getvalue()})
    expect(piece.get_by_role("button", name="image, 40×60: click")).to_be_visible()
    upload(piece, {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"no image"})
    expect(piece.get_by_role("alert")).to_contain_text("notes.txt: the file must hold an image")
    expect(piece.get_by_role("button", name="image, 40×60: click")).to_be_visible()


def test_it_looks_good(notebook, piece):
    piece.get_by_label("image", exact=True).select_option("a drawing")
    piece.get_by_label("image kernel", exact=True).select_option("emboss")
    expect(piece.get_by_role("alert")).to_have_count(0)
    notebook.screenshots("kernel_explorer")
    piece.get_by_label("image kernel", exact=True).select_option("blur softly")
    expect(piece.locator("input[type=number]")).to_have_count(25)
    notebook.screenshots("kernel_explorer-soft")
