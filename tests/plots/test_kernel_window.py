"""An image kernel at one place, drawn."""

import numpy as np
import pytest

from course_lib import plots
from course_lib.plots.kernel_window import SIDE, TOP, arithmetic, greys, letters
from course_lib.plots.picture import ORANGE

IMAGE = np.arange(64.0).reshape(8, 8)
SOFT = np.outer([1, 4, 6, 4, 1], [1, 4, 6, 4, 1]) / 256


def drawn(image=IMAGE, kernel=SOFT, result=IMAGE[:4, :4], row=1, column=2):
    return plots.show_kernel_window(image, kernel, result, row, column)


def frames(sheet):
    found = [rect for rect in sheet.root.iter("rect") if rect.get("stroke") == ORANGE]
    return [[float(rect.get(key)) for key in ("x", "y", "width", "height", "stroke-width")] for rect in found]


def text_of(sheet, words):
    return next(text for text in sheet.root.iter("text") if words in text.text)


@pytest.mark.parametrize("total", [94.82, 0.5, -3])
def test_the_arithmetic_ends_with_the_result_it_is_given(total):
    told = f"{total:g}".replace("-", "−")
    assert arithmetic(IMAGE[:5, :5], SOFT, total)[-1] == f"≈ {told}"


def test_the_sign_says_whether_the_numbers_give_the_result():
    assert arithmetic(np.array([[2, 3]]), np.array([[5, -1]]), 7) == ["  2·5 + 3·(−1)", "= 7"]
    assert arithmetic(np.array([[1, 1]]), np.array([[1 / 9, 1 / 9]]), 2 / 9) == ["  1·0.11 + 1·0.11", "= 0.22"]
    assert arithmetic(np.array([[9, 9]]), np.array([[1 / 9, 1 / 9]]), 2.0) == ["  9·0.11 + 9·0.11", "≈ 2"]


@pytest.mark.parametrize("side", [8, 28, 64, 96])
def test_the_frame_of_a_pixel_lies_around_it(side):
    sheet = drawn(np.zeros((side, side)), [[1]], np.zeros((side, side)), row=side - 1, column=3)
    x, y, width, height, thickness = frames(sheet)[1]
    pixel = SIDE / side
    assert width - thickness == pytest.approx(pixel, abs=0.02) == height - thickness, "inside of the line is the pixel"
    assert x + thickness / 2 == pytest.approx(694 + 3 * pixel, abs=0.02)
    assert y + thickness / 2 == pytest.approx(TOP + (side - 1) * pixel, abs=0.02)


@pytest.mark.parametrize("kernel", [SOFT, np.full((5, 5), 1 / 25), np.full((5, 5), -0.04), np.ones((3, 3)) / 9])
def test_numbers_are_large_enough_on_a_laptop_and_fit_into_their_cells(kernel):
    rows = len(kernel)
    sheet = drawn(255 - IMAGE, kernel, np.zeros((9 - rows, 9 - rows)))
    assert min(float(text.get("font-size")) for text in sheet.root.iter("text")) >= 14
    cells = [text for text in sheet.root.iter("text") if text.get("text-anchor") == "middle"]
    in_tables = [text for text in cells if text.get("font-weight") is None and not text.text[0].isalpha()]
    assert len(in_tables) == 2 * rows**2
    assert all(letters(text.text) * float(text.get("font-size")) < 188 / rows for text in in_tables)


def test_leading_zeros_go_only_where_there_is_no_room():
    assert {".004", ".016", ".023", ".062", ".094", ".14"} <= set(drawn().texts())
    assert "0.11" in drawn(kernel=np.ones((3, 3)) / 9).texts()
    assert "−.04" in drawn(kernel=np.full((5, 5), -0.04)).texts()
    assert "10.25" in drawn(kernel=np.full((5, 5), 10.25)).texts(), "a zero within a number stays"


@pytest.mark.parametrize(
    "result, text",
    [([[0, 94.817]], "black 0 · white 94.82"), ([[-3, 2]], "black −3 · grey 0 · white 3"), ([[0]], "black 0 · white 1"),
     ([[5, 9]], "black 0 · white 9"), ([[-2]], "black −2 · grey 0 · white 2")],
)  # fmt: skip
def test_the_greys_of_the_filtered_image_are_explained(result, text):
    sheet = drawn(result=result, row=0, column=0)
    below = text_of(sheet, "black")
    assert below.text == text
    assert float(below.get("y")) == pytest.approx(TOP + SIDE / len(result[0]) + 20), "below what is drawn"


def test_the_explanation_of_the_greys_stays_on_the_page():
    sheet = drawn(result=np.array([[-6375000.0, 0]]), row=0, column=0)
    below = text_of(sheet, "black")
    assert letters(below.text) * float(below.get("font-size")) <= SIDE
    assert greys(-1, 1) == "black −1 · grey 0 · white 1"
