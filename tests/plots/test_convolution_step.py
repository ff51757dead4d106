"""One step of a convolution, drawn."""

import numpy as np
import pytest

from course_lib import plots
from course_lib.kernels import reference
from course_lib.plots.picture import ORANGE
from course_lib.plots.size_rule import rule_lines, rule_with_numbers
from course_lib.shapes import output_size, same_padding

IMAGE = np.arange(16).reshape(4, 4)
FILTER = np.array([[1, -2], [0, 3]])


def drawn(image=IMAGE, kernel=FILTER, bias=1, row=1, column=0, stride=1, padding=(0, 0, 0, 0)):
    image, kernel = np.asarray(image), np.asarray(kernel)
    x, weights = (array[..., None] if array.ndim == 2 else array for array in (image, kernel))
    y = reference.conv2d_forward(x[None], weights[..., None], [bias], (stride, stride), padding)[0, ..., 0]
    return plots.show_convolution_step(image, kernel, bias, y, row, column, stride, padding)


def frames(sheet):
    found = [rect for rect in sheet.root.iter("rect") if rect.get("stroke") == ORANGE]
    return [tuple(float(rect.get(side)) for side in ("x", "y", "width", "height")) for rect in found]


def dashed(sheet):
    return [rect for rect in sheet.root.iter("rect") if rect.get("stroke-dasharray")]


def test_it_shows_the_sum_the_rule_and_the_place():
    # Rows 1 and 2, columns 0 and 1: 4 − 2·5 + 0·8 + 3·9 = 21.
    sheet = drawn()
    assert sheet.alt == (
        "step 4 of 9: the window at output row 1, column 0: sum of products 21 + bias 1 = 22; "
        "output size: ⌊(4 − 2 + 2·0) / 1⌋ + 1 = 3"
    )
    texts = sheet.texts()
    assert "O = ⌊(W − K + 2P) / S⌋ + 1 = ⌊(4 − 2 + 2·0) / 1⌋ + 1 = 3" in texts
    for text in ("sum 21", "sum of products 21", "+ bias 1 = 22", "image 4×4", "output 3×3"):
        assert text in texts
    assert {"−10", "27"} <= set(texts), "the products"


def test_the_output_fills_up_to_the_present_cell():
    for row, column in np.ndindex(3, 3):
        # 16 pixels, 4 weights, 4 products, then the outputs that are there.
        numbers = [text for text in drawn(row=row, column=column).texts() if text.lstrip("−").isdecimal()]
        assert len(numbers) == 24 + 3 * row + column + 1


def test_window_and_output_are_framed_where_they_are():
    window, output = frames(drawn(row=1, column=2))
    side = window[2] / 2
    assert window == pytest.approx((10 + 2 * side, window[1], 2 * side, 2 * side))
    first_window, first_output = frames(drawn(row=0, column=0))
    assert window[1] - first_window[1] == pytest.approx(side)
    assert (output[0] - first_output[0], output[1] - first_output[1]) == pytest.approx((2 * output[2], output[3]))


def test_the_stride_moves_the_window():
    first, later = (frames(drawn(row=0, column=column, stride=2))[0] for column in (0, 1))
    assert later[0] - first[0] == pytest.approx(first[2]), "2 pixels, as wide as the window"


def test_padding_is_dashed_pale_and_told():
    sheet = drawn(padding=(0, 1, 0, 1), row=0, column=3)
    assert len(dashed(sheet)) == 5 * 5 - 16
    pale = [text for text in sheet.root.iter("text") if text.get("opacity")]
    assert [text.text for text in pale] == ["0"] * 9
    assert "image 4×4, with padding 5×5" in sheet.texts()
    assert any("2P is odd here" in text and "(1 and 0)" in text for text in sheet.texts())
    assert any("2P = 1 (padding)" in text for text in sheet.texts())
    assert not dashed(drawn())


def test_each_channel_has_its_own_slice_and_the_sum_runs_over_all():
    image = np.stack([IMAGE, 10 * IMAGE], -1)
    sheet = drawn(image, np.stack([FILTER, -FILTER], -1), row=0, column=0)
    # 0 − 2·1 + 3·5 = 13, and ten times that with the other sign.
    assert "sums 13 + (−130) + bias 1 = −116" in sheet.alt
    assert {"channel 0", "channel 1", "sum 13", "sum −130", "image 4×4 × 2 channels"} <= set(sheet.texts())


def test_each_output_cell_is_a_spot():
    spots = drawn().spots
    assert [spot["name"] for spot in spots] == [f"{row},{column}" for row in range(3) for column in range(3)]
    assert spots[5]["label"] == "output row 1, column 2: click to put the window there"
    assert all(0 < spot["left"] and spot["left"] + spot["width"] <= 1 for spot in spots)
    assert all(0 < spot["top"] and spot["top"] + spot["height"] <= 1 for spot in spots)


def test_a_sum_that_the_short_numbers_do_not_give_is_marked():
    sheet = drawn([[1 / 3] * 2], [[1, 1 / 2]], bias=1 / 3, row=0, column=0)
    assert "sum of products 0.5 + bias 0.33 = 0.83" in sheet.alt
    assert "≈" in drawn([[1.004, 1.004]], [[1, 0]], bias=1.004, row=0, column=0).alt


@pytest.mark.parametrize("size", range(4, 9))
@pytest.mark.parametrize("window", range(1, 5))
@pytest.mark.parametrize("stride", range(1, 4))
def test_the_rule_is_true_for_same(size, window, stride):
    before, after = same_padding(size, window, stride)
    places = output_size(size, window, stride, before, after)
    text = rule_with_numbers((size, window, before, after, places), stride)
    left, right = text.replace("−", "-").replace("·", "*").replace("⌊", "").replace("⌋", "").split("=")
    inner, one = left.replace("/", "//").rsplit("+", 1)
    assert _value(inner) + int(one) == int(right) == -(-size // stride)


def _value(text):
    """The value of "(6 - 3 + 2*1) // 2"."""
    inside, stride = text.strip().removeprefix("(").split(") //")
    size, rest = inside.split("-")
    window, padding = rest.split("+")
    factors = [int(factor) for factor in padding.split("*")]
    return (int(size) - int(window) + int(np.prod(factors))) // int(stride)


def test_what_no_window_reaches_is_told():
    assert rule_lines([(6, 3, 0, 0, 2)], 2)[-1][0].startswith("The last row and column lie outside of every window")
    assert rule_lines([(6, 1, 0, 0, 2)], 3)[-1][0].startswith("The last 2 rows and columns lie outside")
    assert "so it has 4 places" in rule_lines([(6, 3, 0, 0, 4)], 1)[-1][0]
    assert rule_lines([(5, 4, 0, 0, 2)], 1)[-1][0].endswith("can take 1 step from its first place, so it has 2 places.")
    assert rule_lines([(5, 5, 0, 0, 1)], 1)[-1][0].endswith("so it has 1 place.")


def test_axes_that_differ_have_a_rule_each():
    texts = drawn(IMAGE[:3], row=0, column=0).texts()
    assert any(text.startswith("rows: O = ") and text.endswith("= 2") for text in texts)
    assert any(text.startswith("columns: O = ") and text.endswith("= 3") for text in texts)


@pytest.mark.parametrize("channels, size, window", [(3, 8, 5), (1, 8, 1), (2, 6, 3), (1, 4, 4)])
def test_nothing_leaves_the_sheet_and_texts_can_be_read(channels, size, window):
    rng = np.random.default_rng(0)
    image, kernel = rng.integers(0, 10, (size, size, channels)), rng.integers(-2, 3, (window, window, channels))
    padding = ((window - 1) // 2, window // 2) * 2
    sheet = drawn(image, kernel, -2, size - 1, size - 1, padding=padding)
    for rect in sheet.root.iter("rect"):
        x, y, width, height = (float(rect.get(side)) for side in ("x", "y", "width", "height"))
        assert x >= 0 and y >= 0 and x + width <= sheet.width + 0.1 and y + height <= sheet.height + 0.1
    assert all(float(text.get("font-size")) >= 13.99 for text in sheet.root.iter("text"))
    assert all(float(text.get("y")) < sheet.height for text in sheet.root.iter("text"))


@pytest.mark.parametrize(
    "arguments, text",
    [
        (([[1, 2]], [[1]], 0, [[1]], 0, 0), "`result` must have shape (1, 2), got (1, 1)."),
        (([[1, 2]], [[1]], 0, [[1, 2]], 0, 2), "must lie in the output, whose shape is (1, 2), got row 0, column 2."),
        (([1, 2], [[1]], 0, [[1]], 0, 0), "with the same C, got (2,) and (1, 1, 1)."),
        ((np.ones((2, 2, 3)), [[1]], 0, [[1]], 0, 0), "with the same C, got (2, 2, 3) and (1, 1, 1)."),
        (([[1, 2]], [[1, 2, 3]], 0, [[1]], 0, 0), "a window of 3 must fit into the padded axis, got 2 pixels."),
        (([[1, 2]], [[1]], 0, [[1, 2]], 0, 0, 0), "`stride` must be at least 1, got 0."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_explained(arguments, text):
    with pytest.raises(ValueError) as error:
        plots.show_convolution_step(*arguments)
    assert text in str(error.value)


def test_without_the_rule_it_says_the_step_alone_and_the_output_is_computed():
    image, kernel = [[1, 2, 0, 3], [4, 1, 2, 0], [0, 3, 1, 2]], [[1, 0], [-1, 2]]
    sheet = plots.show_convolution_step(image, kernel, row=1, column=0, rule=False)
    assert sheet.alt == "step 4 of 6: the window at output row 1, column 0: sum of products 10 + bias 0 = 10"
    assert "⌊" not in sheet.svg()
    strided = plots.show_convolution_step(image, kernel, bias=1, row=1, column=1, stride=2, padding=(0, 1, 0, 0))
    assert "sum of products 1 + bias 1 = 2; output size" in strided.alt
