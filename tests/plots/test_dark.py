"""Light ink on dark paper."""

import io

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.image import imread
from matplotlib.patches import Rectangle

from course_lib.plots import Picture
from course_lib.plots.dark import INK, ON_DARK, ON_LIGHT, PAPER, ink_on
from course_lib.plots.picture import BLUE, GREEN, GREY, ORANGE, PURPLE, SKY, YELLOW


@pytest.fixture
def picture():
    picture = Picture(4, 3, "of all kinds")
    axes = picture.subplots()
    axes.plot([0, 1], [0, 1], color="black", label="ink")
    axes.plot([0, 1], [1, 0], color=BLUE, label="blue")
    axes.text(0.5, 0.5, "a number", color=ON_LIGHT)
    axes.annotate("here", (0, 0), (1, 1), arrowprops={"arrowstyle": "->", "color": "black"})
    axes.add_patch(Rectangle((0, 0), 1, 1, facecolor=ORANGE, edgecolor="black"))
    axes.add_patch(Rectangle((0, 0), 1, 1, facecolor="black"))
    axes.add_patch(Rectangle((0, 0), 1, 1, fill=False))
    axes.set(title="title", xlabel="x")
    axes.legend()
    return picture


def test_it_returns_the_picture_itself(picture):
    assert picture.darken() is picture


def test_black_becomes_ink_and_white_becomes_paper(picture):
    picture.darken()
    (axes,) = picture.axes
    assert to_hex(picture.get_facecolor()) == to_hex(axes.get_facecolor()) == PAPER
    assert axes.lines[0].get_color() == axes.title.get_color() == axes.xaxis.label.get_color() == INK
    assert to_hex(axes.spines["left"].get_edgecolor()) == INK
    assert {label.get_color() for label in axes.get_xticklabels()} == {INK}
    assert to_hex(axes.texts[1].arrow_patch.get_edgecolor()) == INK
    assert to_hex(axes.get_legend().get_frame().get_facecolor()) == PAPER
    assert to_hex(axes.patches[1].get_facecolor()) == INK
    assert [to_hex(axes.patches[k].get_edgecolor()) for k in (0, 2)] == [INK, INK]


def test_what_has_a_colour_keeps_it(picture):
    picture.darken()
    (axes,) = picture.axes
    assert axes.lines[1].get_color() == BLUE
    assert to_hex(axes.patches[0].get_facecolor()) == ORANGE.lower()
    assert axes.texts[0].get_color() == ON_LIGHT, "a number on a light colour"


def test_the_drawn_page_is_dark(picture):
    image = imread(io.BytesIO(picture.darken().png(1)))[..., :3]
    assert {to_hex(image[place]) for place in [(0, 0), (0, -1), (-1, 0), (-1, -1)]} == {PAPER}


def contrast(one, other):
    """The contrast ratio of the web's accessibility rules: from 1 to 21."""

    def luminance(color):
        parts = [int(to_hex(color)[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return np.dot(linear, [0.2126, 0.7152, 0.0722]) + 0.05

    pair = sorted([luminance(one), luminance(other)])
    return pair[1] / pair[0]


@pytest.mark.parametrize("color", [BLUE, ORANGE, GREY, GREEN, PURPLE, SKY, YELLOW, "white", "black", *"rgb", "0.5"])
def test_ink_can_be_read_on_every_colour(color):
    ink = ink_on(color)
    other = {ON_LIGHT: ON_DARK, ON_DARK: ON_LIGHT}[ink]
    assert contrast(ink, color) > 3
    assert contrast(ink, color) > 0.5 * contrast(other, color)


def test_ink_on_light_and_dark():
    assert (ink_on("white"), ink_on("black"), ink_on(YELLOW), ink_on(BLUE)) == (ON_LIGHT, ON_DARK, ON_LIGHT, ON_DARK)


@pytest.mark.parametrize("color", [BLUE, ORANGE, GREY, GREEN, PURPLE, SKY, YELLOW])
def test_the_palette_stands_out_from_dark_paper(color):
    assert contrast(color, PAPER) > 3
    assert contrast(INK, PAPER) > 10
