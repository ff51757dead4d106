"""What a shift changes, drawn."""

import re

import numpy as np
import pytest

from course_lib import plots
from course_lib.kernels import reference
from course_lib.plots.picture import BLUE, ORANGE, SKY
from course_lib.plots.pooling_player import COLUMNS, ROWS, SIDE, Answers, direction
from course_lib.plots.shift_changes import changed, changed_when_moved_back


def answers(image, window=2, stride=2, kind="max"):
    pool = reference.maxpool2d_forward if kind == "max" else reference.avgpool2d_forward
    pooled = pool(image[None, :, :, None], (window, window), (stride, stride), (0, 0, 0, 0))[0, :, :, 0]
    return Answers(image, image, pooled, image.sum(axis=1))


IMAGE = np.zeros((6, 6))
IMAGE[1:3, 2:4] = [[4, 3], [2, 1]]
MOVED = np.roll(IMAGE, 1, axis=1)


def drawn(window=2, stride=2, kind="max", place=(0, 1), **more):
    both = [answers(image, window, stride, kind) for image in (IMAGE, MOVED)]
    return plots.show_pooling_shift(*both, (1, 0), window, stride, kind, place, **more)


def rects(sheet, key, color):
    found = [rect for rect in sheet.root.iter("rect") if rect.get(key) == color]
    return [tuple(float(rect.get(side)) for side in ("x", "y", "width", "height")) for rect in found]


def test_numbers_are_counted_that_are_lit_and_differ_by_a_tenth_of_the_largest():
    before, after = np.array([[0, 1.0, 5, 10]]), np.array([[1.0, 2.1, 5, 8.9]])
    mark, lit = changed(before, after)
    assert mark.tolist() == [[False, True, False, True]]
    assert lit.tolist() == [[False, True, True, True]]


def test_all_numbers_of_a_row_count():
    mark, lit = changed(np.array([0.0, -10, 3]), np.array([0.0, 10, 3]))
    assert mark.tolist() == [False, True, False] and lit.all()


@pytest.mark.parametrize("across, down", [(1, 0), (-2, 0), (0, 3), (2, -1), (0, 0)])
def test_a_map_that_moved_along_has_not_changed_once_it_is_moved_back(across, down):
    before = np.random.default_rng(0).random((7, 8))
    after = np.zeros_like(before)
    for row, column in np.ndindex(7, 8):
        if 0 <= row - down < 7 and 0 <= column - across < 8:
            after[row, column] = before[row - down, column - across]
    assert changed_when_moved_back(before, after, across, down) == 0
    if across or down:
        assert changed_when_moved_back(before, after, -across, -down) > 20


def test_the_counts_stand_under_their_columns_and_in_the_alt_text():
    sheet = drawn()
    assert sheet.alt == (
        "the digit moved 1 right: of the lit numbers changed, convolution 6 of 6, max pooling 2 of 4, dense 0 of 6"
        "; window at row 0, column 1: largest 4, moved 4"
    )
    under = [text for text in sheet.texts() if text.endswith(" changed")]
    back = "moved back: 0 changed"
    assert under == ["6 of 6 changed", "6 of 6 changed", back, "2 of 4 changed", "0 of 6 changed"]


def test_pooling_moves_along_by_whole_strides_only():
    assert "the shift is no whole stride" in drawn(stride=2).texts()
    assert drawn(stride=1).texts().count("moved back: 0 changed") == 2


def test_what_changed_is_marked_with_squares_in_its_cells():
    places = []
    for path in drawn().root.iter("path"):
        assert path.get("fill") == ORANGE
        corners = np.array(re.findall(r"M([\d.]+) ([\d.]+)h([\d.]+)", path.get("d")), float)
        places.append(corners[:, :2] + corners[:, 2:] / 2)
    pooled = (places[2] - (COLUMNS[2], ROWS[1])) / (SIDE / 3)
    assert [tuple(cell) for cell in np.floor(pooled[:, ::-1]).astype(int)] == [(0, 2), (1, 2)]
    assert [len(of_map) for of_map in places] == [6, 6, 2]


def test_the_window_and_its_number_are_framed_and_its_numbers_written():
    sheet = drawn(place=(0, 1))
    frames = rects(sheet, "stroke", SKY)
    cell = SIDE / 6
    expected = (
        (COLUMNS[1] + 2 * cell, ROWS[0], 2 * cell, 2 * cell),
        (COLUMNS[2] + 2 * cell, ROWS[0], 2 * cell, 2 * cell),
    )
    np.testing.assert_allclose(frames[:2], expected, atol=0.01)
    texts = sheet.texts()
    at = texts.index("window at row 0, column 1")
    assert texts[at:] == [
        "window at row 0, column 1", "places: ⌊(6 − 2) / 2⌋ + 1 = 3",
        "not moved: largest 4", "0", "0", "4", "3",
        "moved: largest 4", "0", "0", "0", "4",
        "4 → 4", "stayed: differs by 0.4 at most",
    ]  # fmt: skip
    # The largest number of each window is framed.
    left = COLUMNS[1], COLUMNS[2] + 36
    assert [frame[0] for frame in frames[-2:]] == list(left)


def test_the_mean_of_a_window():
    sheet = drawn(kind="average")
    texts = sheet.texts()
    assert "not moved: mean 1.75" in texts and "moved: mean 1" in texts
    assert sheet.alt.endswith("; window at row 0, column 1: mean 1.75, moved 1")
    assert "1.75 → 1" in texts and "changed: differs by more than 0.18" in texts


@pytest.mark.parametrize(
    "window, stride, said",
    [
        (2, 3, ["places: ⌊(6 − 2) / 3⌋ + 1 = 2", "last row and column: in no window", "1 of 3 rows and columns: in no window"]),  # noqa: E501
        (4, 1, ["places: ⌊(6 − 4) / 1⌋ + 1 = 3"]),
        (3, 2, ["places: ⌊(6 − 3) / 2⌋ + 1 = 2", "last row and column: in no window"]),
    ],
)  # fmt: skip
def test_the_size_rule_and_what_no_window_sees(window, stride, said):
    texts = drawn(window, stride, place=(0, 0)).texts()
    at = texts.index("window at row 0, column 0") + 1
    assert texts[at : at + len(said)] == said and texts[at + len(said)].startswith("not moved: largest")


def test_bars_are_the_scores_and_frames_the_earlier_ones():
    both = [Answers(IMAGE, IMAGE, IMAGE, np.array(scores)) for scores in ([2.0, -4], [-2.0, 4])]
    sheet = plots.show_pooling_shift(*both, (0, 0), 1, 1)
    bars = [rect for rect in sheet.root.iter("rect") if rect.get("fill") == BLUE]
    assert [float(bar.get("width")) for bar in bars] == [40, 80, 40, 80]
    dashed = [rect for rect in sheet.root.iter("rect") if rect.get("stroke-dasharray")]
    assert [bar.get("x") for bar in dashed] == [bar.get("x") for bar in bars[:2]]
    assert len(rects(sheet, "fill", ORANGE)) == 2


def test_highest_stands_right_of_all_bars_and_frames_and_these_are_explained():
    both = [Answers(IMAGE, IMAGE, IMAGE, np.array(scores)) for scores in ([-4.0, 4], [-2.0, -4])]
    sheet = plots.show_pooling_shift(*both, (0, 0), 1, 1)
    boxes = rects(sheet, "fill", BLUE) + rects(sheet, "stroke-dasharray", "5 4") + rects(sheet, "fill", ORANGE)
    edge = max(x + width for x, _, width, _ in boxes)
    highest = [text for text in sheet.root.iter("text") if text.text == "highest"]
    assert len(highest) == 2 and all(edge < float(word.get("x")) < 920 for word in highest)
    (legend,) = [text for text in sheet.root.iter("text") if text.text == "dashed: not moved"]
    assert ROWS[0] + SIDE + 14 < float(legend.get("y")) < ROWS[1]


@pytest.mark.parametrize("kind", ["max", "average"])
def test_the_heading_of_pooling_is_short(kind):
    assert "2×2, stride 2: 3×3" in drawn(kind=kind).texts()


def test_numbers_of_the_largest_window_are_large_enough_and_on_the_sheet():
    image = np.random.default_rng(0).uniform(1, 3, (6, 6))
    both = [answers(image, 4, 1)] * 2
    sheet = plots.show_pooling_shift(*both, (0, 0), 4, 1)
    numbers = [text for text in sheet.root.iter("text") if re.fullmatch(r"\d\.\d\d", text.text)]
    assert len(numbers) > 20 and min(float(text.get("font-size")) for text in numbers) >= 14
    assert max(y + height for _, y, _, height in rects(sheet, "stroke", SKY)) < sheet.height


def test_both_maps_of_both_rows_are_spots():
    names = [spot["name"] for spot in drawn().spots]
    assert names == ["features before", "pooled before", "features after", "pooled after"]


@pytest.mark.parametrize(
    "shift, words",
    [((2, -1), "moved 2 right, 1 up"), ((-3, 0), "moved 3 left"), ((0, 4), "moved 4 down"), ((0, 0), "moved by 0")],
)
def test_directions(shift, words):
    assert direction(shift) == words


def test_words_of_the_lesson_are_shown():
    texts = drawn(words=("left edges", "trained", "right for 3 of 4")).texts()
    assert {"left edges, relu: 6×6", "trained", "right for 3 of 4"} <= set(texts)


@pytest.mark.parametrize(
    "change, text",
    [
        ({"kind": "median"}, "show_pooling_shift: `kind` must be one of 'max', 'average', got 'median'."),
        ({"place": (0, 3)}, "the place must lie in the pooled map, which is 3×3, got row 0, column 3."),
        ({"place": (-1, 0)}, "got row -1, column 0."),
        ({"stride": 1}, "a 2×2 window with stride 1 gives a 5×5 map, got one of 3×3."),
        ({"window": 7}, "a window of 7 must fit into the padded axis, got 6 pixels."),
        ({"after": answers(IMAGE[:4])}, "both answers must hold three maps and a row of scores, of the same shapes"),
        ({"after": Answers(IMAGE, IMAGE, IMAGE, IMAGE)}, "three maps and a row of scores"),
    ],
)
def test_what_is_refused(change, text):
    right = {"before": answers(IMAGE), "after": answers(MOVED), "shift": (1, 0), "window": 2, "stride": 2}
    with pytest.raises(ValueError, match=re.escape(text)):
        plots.show_pooling_shift(**{**right, **change})
