"""The pooling player: what it shows is what the package's layers compute."""

import re

import numpy as np
import pytest

from course_lib.kernels import reference
from course_lib.widgets import PoolingPlayer
from course_lib.widgets.pooling_player import FIRST, answers, dense, digits, moved, right_of

NONE = (0, 0, 0, 0)


@pytest.fixture
def player():
    return PoolingPlayer()


@pytest.mark.parametrize("kind, window, stride", [("max", 3, 3), ("max", 2, 1), ("average", 4, 2), ("average", 2, 4)])
def test_the_answers_are_those_of_the_readable_twins(kind, window, stride):
    image = np.float32(digits()[1][0][5]) / 255
    found = answers(image, window, stride, kind)
    edges = np.float32([[-1, 0, 1]] * 3)[:, :, None, None]
    features = np.maximum(reference.conv2d_forward(image[None, :, :, None], edges, np.zeros(1), (1, 1), NONE), 0)
    pool = reference.maxpool2d_forward if kind == "max" else reference.avgpool2d_forward
    pooled = pool(features, (window, window), (stride, stride), NONE)
    np.testing.assert_allclose(found.features, features[0, :, :, 0], atol=1e-5)
    np.testing.assert_allclose(found.pooled, pooled[0, :, :, 0], atol=1e-5)
    params = dense().params
    scores = reference.dense_forward(image.reshape(1, -1), params["kernel"], params["bias"])
    np.testing.assert_allclose(found.scores, scores[0], atol=1e-4)


@pytest.mark.parametrize("across, down", [(0, 0), (4, 0), (-4, 3), (1, -2)])
def test_a_move_is_a_move(across, down):
    image = np.random.default_rng(0).random((2, 28, 28))
    after = moved(image, across, down)
    for row, column in np.ndindex(28, 28):
        from_ = row - down, column - across
        inside = all(0 <= part < 28 for part in from_)
        assert np.array_equal(after[:, row, column], image[:, *from_] if inside else [0, 0])


def test_it_begins_with_a_move_that_pooling_absorbs_in_part_and_dense_does_not():
    player = PoolingPlayer()
    counts = [int(part) / int(whole) for part, whole in re.findall(r"(\d+) of (\d+)", player.stage.alt)]
    convolution, pooling, dense_ = counts
    assert convolution > 0.8 and pooling <= 0.5 and dense_ > 0.5
    texts = player.picture().texts()
    assert "moved back: 0 changed" in texts
    # The dense layer takes the moved 2 for a 7.
    sheet = player.picture()
    bold = [text.text for text in sheet.root.iter("text") if text.get("font-weight") and len(text.text) == 1]
    assert bold == ["2", "7"] and digits()[1][1][FIRST] == 2


def test_the_number_is_an_images_and_none_of_its_figures_is_the_digit(player):
    assert player._digit.description == "test image, 0 to 9999"
    assert str(digits()[1][1][player._digit.value]) not in str(player._digit.value)


def test_it_is_said_that_maps_can_be_clicked(player):
    row = next(row for row in player.children if player._row in getattr(row, "children", ()))
    assert row.children[-1].value == '<span class="cl-hint">Click a map to move the window.</span>'


def test_moving_the_window_is_told(player):
    assert player.stage.alt.endswith("; window at row 6, column 3: largest 2.74, moved 2.74")
    player._column.value = 4
    assert "; window at row 6, column 4: largest " in player.stage.alt


def test_the_sliders_move_the_digit(player):
    player._across.value, player._down.value = -2, 3
    assert player.stage.alt.startswith("the digit moved 2 left, 3 down")
    player._across.value = player._down.value = 0
    assert player.stage.alt.startswith("the digit moved by 0: of the lit numbers changed, convolution 0 of")
    player._across.value = 9
    assert player._across.value == 4


def test_a_larger_window_absorbs_more(player):
    parts = []
    for window in (2, 3, 4):
        player._window.value = player._stride.value = window
        changed, lit = map(int, re.search(r"pooling (\d+) of (\d+)", player.stage.alt).groups())
        parts.append(changed / lit)
    assert parts == sorted(parts, reverse=True)


def test_settings_of_pooling_are_told(player):
    player._kind.value, player._window.value, player._stride.value = "average", 2, 4
    texts = player.picture().texts()
    assert "average pooling" in texts and "2×2, stride 4: 7×7" in texts
    assert "places: ⌊(26 − 2) / 4⌋ + 1 = 7" in texts


def test_the_place_stays_in_the_pooled_map(player):
    player._window.value = player._stride.value = 2
    player._row.value = player._column.value = 12
    player._window.value = player._stride.value = 4
    assert (player._row.value, player._column.value) == (5, 5)
    assert player.trouble.value == "" and "window at row 5, column 5" in player.picture().texts()


@pytest.mark.parametrize(
    "name, x, y, place",
    [("pooled before", 0.0, 0.99, (7, 0)), ("pooled after", 0.5, 0.2, (1, 4)), ("features after", 0.5, 0.2, (1, 4)),
     ("features before", 0.999, 0.999, (7, 7))],
)  # fmt: skip
def test_a_click_looks_into_the_window_there(player, name, x, y, place):
    player.clicked(name, x, y)
    assert (player._row.value, player._column.value) == place
    assert f"window at row {place[0]}, column {place[1]}" in player.picture().texts()


def test_a_digit_that_does_not_exist_is_explained_and_the_picture_stays(player):
    before = player.stage.svg
    player._digit.value = 10000
    assert "PoolingPlayer: the image's number must be one of 0 to 9999, got 10000." in player.trouble.value
    assert player.stage.svg == before
    player._digit.value = -1
    assert "got -1." in player.trouble.value
    player._digit.value = 0
    assert player.trouble.value == ""


def test_ones_own_images():
    player = PoolingPlayer(np.zeros((12, 28, 28)))
    assert player.stage.alt.startswith("the digit moved 1 right: of the lit numbers changed, convolution 0 of 0")
    assert player.trouble.value == "" and player._digit.description == "image, 0 to 11"


@pytest.mark.parametrize("shape", [(28, 28), (0, 28, 28), (3, 27, 28)])
def test_images_of_another_shape_are_refused(shape):
    text = re.escape(f"PoolingPlayer: `images` must have shape (N, 28, 28), got {shape}.")
    with pytest.raises(ValueError, match=text):
        PoolingPlayer(np.zeros(shape))


def test_the_dense_layer_knows_unmoved_digits_and_loses_moved_ones():
    assert right_of(0, 0) > 750 and right_of(3, 3) < 300


def test_the_still_figure_has_its_words(player):
    assert "the digit moved 1 right" in player.still()["text/html"]
