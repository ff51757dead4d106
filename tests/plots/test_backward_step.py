"""One step of a backward pass, drawn."""

import numpy as np
import pytest

from course_lib import plots
from course_lib.plots.picture import ORANGE

IMAGE = np.array([[2, 3, 4], [5, 6, 7]])
PART = np.array([[-3, 3, 0], [0, 0, 0]]), np.array([[6, 9]]), 3
CONV = {"image": IMAGE, "kernel": [[-1, 1]], "dy": [[3, 5], [1, 2]], "so_far": PART, "added": PART}
CONV |= {"row": 0, "column": 0}
POOL = {"image": [[1, 5, 0], [5, 0, 5]], "result": [[5, 5]], "dy": [[7, -2]], "row": 0, "column": 1, "stride": 1}
POOL |= {"so_far": [[0, 5, 0], [0, 0, 0]], "added": [[0, -2, 0], [0, 0, 0]]}
DENSE_PART = [3, -3], [[6, 0], [9, 0]], [3, 0]
DENSE = {"x": [2, 3], "kernel": [[1, 2], [-1, 4]], "dy": [3, 5], "so_far": DENSE_PART, "added": DENSE_PART, "output": 0}


def frames(sheet):
    found = [rect for rect in sheet.root.iter("rect") if rect.get("stroke") == ORANGE]
    return [tuple(float(rect.get(side)) for side in ("x", "y", "width", "height")) for rect in found]


def test_a_convolutions_gradient_flows_to_its_window_and_to_the_weights():
    sheet = plots.show_convolution_backward(**CONV)
    assert sheet.alt == (
        "step 1 of 4: the gradient 3 of output row 0, column 0 flows through the weights to row 0, columns 0–1 of "
        "the input; so far dx is −3 3 0 / 0 0 0, dkernel 6 9, dbias 3"
    )
    texts = sheet.texts()
    assert texts.count("3 ×") == 2
    assert {"−3", "+3", "+6", "+9"} <= set(texts), "what is added has its sign"
    assert "dbias so far: 3 (this step +3)" in texts


def test_the_window_is_framed_in_x_and_dx():
    sheet = plots.show_convolution_backward(**{**CONV, "row": 1, "column": 1})
    gradient, dx, x = frames(sheet)
    side = x[3]
    assert x == pytest.approx((10 + side, x[1], 2 * side, side))
    assert dx[:1] == pytest.approx((680 + side,)) and dx[2:] == pytest.approx((2 * side, side))
    assert gradient[0] == pytest.approx(10 + gradient[2])


def test_gradients_that_are_still_to_come_are_pale():
    for row, column in np.ndindex(2, 2):
        sheet = plots.show_convolution_backward(**{**CONV, "row": row, "column": column})
        pale = [text.text for text in sheet.root.iter("text") if text.get("opacity")]
        assert pale == ["3", "5", "1", "2"][2 * row + column + 1 :]


@pytest.mark.parametrize(
    "draw, arguments, names",
    [
        (plots.show_convolution_backward, CONV, ["0,0", "0,1", "1,0", "1,1"]),
        (plots.show_maxpool_backward, POOL, ["0,0", "0,1"]),
        (plots.show_dense_backward, DENSE, ["0,0", "0,1"]),
    ],
)
def test_each_gradient_of_the_output_is_a_spot_and_nothing_leaves_the_sheet(draw, arguments, names):
    sheet = draw(**arguments)
    assert [spot["name"] for spot in sheet.spots] == names
    assert sheet.spots[-1]["label"].endswith("click to see where its gradient flows")
    for rect in sheet.root.iter("rect"):
        x, y, width, height = (float(rect.get(side)) for side in ("x", "y", "width", "height"))
        assert x >= 0 and y >= 0 and x + width <= sheet.width and y + height <= sheet.height
    assert all(float(text.get("font-size")) >= 14 for text in sheet.root.iter("text"))


def test_of_equal_largest_numbers_the_first_gets_the_gradient():
    sheet = plots.show_maxpool_backward(**POOL)
    assert "flows to the largest number of the window, 5 at row 0, column 1, the first of 2 equal ones" in sheet.alt
    assert "2 of its numbers are as large: the first of them," in sheet.texts()
    under, chosen = frames(sheet)[1], frames(sheet)[-1]
    assert under[:2] == pytest.approx((278, 162 - under[3])), "the upper left one of the window"
    assert len(frames(sheet)) == 6 and chosen[0] == pytest.approx(680 + chosen[2])


def test_without_a_tie_there_is_no_talk_of_one():
    more = {"image": [[1, 5, 9], [5, 0, 5]], "result": [[5, 9]]}
    sheet = plots.show_maxpool_backward(**{**POOL, **more})
    assert "5 at" not in sheet.alt and "9 at row 0, column 2; so far" in sheet.alt
    assert not any("as large" in text for text in sheet.texts())


def test_a_dense_layers_gradient_flows_to_every_input():
    sheet = plots.show_dense_backward(**{**DENSE, "output": 1})
    assert sheet.alt.startswith("step 2 of 2: the gradient 5 of output 1 flows through its weights 2, 4 to every input")
    marked = [
        line for line in sheet.root.iter("polyline") if line.get("stroke") == ORANGE and line.get("stroke-width") == "3"
    ]
    assert len(marked) == 2, "a line from each input to the output"
    assert "dbias so far: 3 0 (this step 0)" in sheet.texts()
    kernel, dkernel = frames(sheet)[1:]
    assert kernel[0] == pytest.approx(278 + kernel[2]) and dkernel[0] == pytest.approx(680 + dkernel[2])


@pytest.mark.parametrize(
    "draw, arguments, text",
    [
        (plots.show_convolution_backward, {**CONV, "row": 2}, "must lie in `dy`, whose shape is (2, 2), got row 2"),
        (plots.show_convolution_backward, {**CONV, "stride": 2}, "`dy` must have shape (1, 1), got (2, 2)."),
        (plots.show_convolution_backward, {**CONV, "kernel": [1]}, "`kernel` must have shape (rows, columns)"),
        (plots.show_convolution_backward, {**CONV, "added": (IMAGE, IMAGE, 0)}, "`added[1]` must have shape (1, 2)"),
        (plots.show_maxpool_backward, {**POOL, "result": [[5]]}, "`result` must have shape (1, 2), got (1, 1)."),
        (plots.show_maxpool_backward, {**POOL, "pool_size": 4}, "a window of 4 must fit into the padded axis"),
        (plots.show_maxpool_backward, {**POOL, "added": [[0]]}, "`added` must have shape (2, 3), got (1, 1)."),
        (plots.show_dense_backward, {**DENSE, "output": -1}, "whose shape is (1, 2), got row 0, column -1."),
        (plots.show_dense_backward, {**DENSE, "x": [1]}, "`kernel` must have shape (1, 2), got (2, 2)."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_explained(draw, arguments, text):
    with pytest.raises(ValueError) as error:
        draw(**arguments)
    assert text in str(error.value)
