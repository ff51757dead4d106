"""The sheet with a layer's maps and one of them closely: what is drawn, and where."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from course_lib import plots
from course_lib.inspect import ReceptiveField, TopPatches
from course_lib.plots.feature_maps import SHADES
from course_lib.plots.image_column import pixels
from course_lib.plots.picture import ORANGE
from course_lib.plots.sheet import shades

IMAGE = np.arange(64).reshape(8, 8, 1) / 63
MAPS = np.random.default_rng(0).normal(size=(6, 6, 5)).round(2)
MAPS[2, 3, 1], MAPS[..., 4] = 9, 0
FIELD = ReceptiveField((3, 3), (1, 1), (0, 0))
PATCHES = TopPatches(np.ones((2, 3, 3, 1)), np.array([7, 0]), np.array([[0, 0], [5, 2]]), np.float32([4.5, 0.25]))


def colors_in(element):
    data = base64.b64decode(element.get("href").removeprefix("data:image/png;base64,"))
    return np.asarray(Image.open(io.BytesIO(data)))


def images_of(sheet, shape):
    found = [colors_in(element) for element in sheet.root.iter("image")]
    return [image for image in found if image.shape[:2] == shape]


def frames(sheet):
    return [
        tuple(float(element.get(side)) for side in ("x", "y", "width", "height"))
        for element in sheet.root.iter("rect")
        if element.get("stroke") == ORANGE
    ]


def test_all_maps_are_drawn_and_the_chosen_one_twice():
    sheet = plots.show_map_browser(IMAGE, MAPS, chosen=1, title="conv2d")
    drawn = images_of(sheet, (6, 6))
    assert len(drawn) == 6
    low, high = MAPS.min(), 9
    for place in range(5):
        np.testing.assert_array_equal(drawn[place], shades(MAPS[..., place], SHADES, low, high))
    np.testing.assert_array_equal(drawn[5], drawn[1])
    np.testing.assert_array_equal(images_of(sheet, (8, 8))[0], pixels(IMAGE))
    assert sheet.alt.startswith("conv2d; map 1 goes from ")
    assert sheet.alt.endswith("to 9, its strongest pixel is at row 2, column 3")


def test_of_very_many_maps_few_are_numbered_and_a_long_title_is_cut():
    maps = np.random.default_rng(0).random((4, 4, 300))
    sheet = plots.show_map_browser(IMAGE, maps, chosen=33, title="the output of a layer with a name that is very long")
    numbered = [int(text) for text in sheet.texts() if text.isdigit()]
    assert {0, 16, 33, 48, 240} <= set(numbered) and 32 not in numbered, "32 would touch 33"
    assert any(text.startswith("the output of") and text.endswith("…") for text in sheet.texts())
    assert len(sheet.spots) == 256


def test_each_map_may_have_its_own_scale():
    drawn = images_of(plots.show_map_browser(IMAGE, MAPS, common_scale=False), (6, 6))
    one = MAPS[..., 2]
    np.testing.assert_array_equal(drawn[2], shades(one, SHADES, one.min(), one.max()))


def test_every_map_is_a_spot_and_a_dead_one_says_so():
    sheet = plots.show_map_browser(IMAGE, MAPS)
    assert [spot["name"] for spot in sheet.spots] == list("01234")
    assert sheet.spots[4]["label"] == "map 4, all 0: click to see it closely"
    assert "4: all 0" in sheet.texts()
    dead = plots.show_map_browser(IMAGE, MAPS, chosen=4, field=FIELD)
    assert dead.alt == "5 maps of 6×6; map 4 is 0 everywhere"
    assert len(frames(dead)) == 1, "its tile; there is no strongest pixel"


def test_what_the_strongest_pixel_sees_is_framed_in_the_image():
    field = ReceptiveField(size=(3, 4), step=(1, 2), start=(-1, 0))
    frame = frames(plots.show_map_browser(IMAGE, MAPS, chosen=1, field=field))[0]
    # Row 2 sees rows 1 to 3, column 3 columns 6 to 9, of which 6 and 7 are in the image of 25 pixels a pixel.
    assert frame == (10 + 6 * 25, 34 + 1 * 25, 2 * 25, 3 * 25)


def test_a_filter_of_one_channel_has_its_numbers():
    weights = np.array([[0.5, -0.125, 0], [1.25, -0.004, 0], [0, 0, 0]])[..., None]
    texts = plots.show_map_browser(IMAGE, MAPS, weights=weights, notes={"filter": "its filter, 3×3×1"}).texts()
    place = texts.index("its filter, 3×3×1")
    assert texts[place + 1 : place + 6] == ["0.50", "−0.12", "0.00", "1.25", "0.00"]
    assert texts[place + 10 : place + 13] == ["−1.25", "0", "1.25"]


def test_a_larger_filter_has_shorter_numbers_and_a_large_one_none():
    weights = np.full((5, 5, 1), -0.25)
    weights[0, 0] = 1.25
    texts = plots.show_map_browser(IMAGE, MAPS, weights=weights).texts()
    assert texts.count("−.25") == 24 and "1.2" in texts
    assert "−.25" not in plots.show_map_browser(IMAGE, MAPS, weights=np.full((7, 7, 1), -0.25)).texts()


def test_of_many_channels_the_strongest_slices_are_drawn():
    weights = np.full((3, 3, 20), 0.01)
    weights[..., 17], weights[..., 4] = -1, 0.5
    sheet = plots.show_map_browser(IMAGE, MAPS, weights=weights)
    slices = images_of(sheet, (3, 3))
    assert len(slices) == 9
    np.testing.assert_array_equal(slices[0], shades(weights[..., 17], "PuOr_r", -1, 1))
    np.testing.assert_array_equal(slices[1], shades(weights[..., 4], "PuOr_r", -1, 1))
    texts = sheet.texts()
    place = texts.index("its filter")
    assert texts[place + 1 : place + 4] == ["17", "4", "0"]


def test_patches_have_their_values_and_their_images():
    sources = np.stack([IMAGE, IMAGE[::-1]])
    sheet = plots.show_map_browser(IMAGE, MAPS, field=FIELD, patches=PATCHES, sources=sources)
    assert len(images_of(sheet, (3, 3))) == 2
    assert [text for text in sheet.texts() if ", no. " in text] == ["4.5, no. 7", "0.25, no. 0"]
    np.testing.assert_array_equal(images_of(sheet, (8, 8))[2], pixels(IMAGE[::-1]))
    assert sheet.alt.endswith("; what excites it most is in images no. 7, 0")
    scale = 44 / 8
    assert frames(sheet)[-1][2:] == pytest.approx((3 * scale, 3 * scale), abs=0.02)


def test_patches_are_as_bright_as_their_images():
    dim = PATCHES._replace(patches=np.full((2, 3, 3, 1), 0.5))
    assert np.unique(images_of(plots.show_map_browser(IMAGE, MAPS, patches=dim), (3, 3))[0]).tolist() == [128]


def test_what_there_is_not_is_told_in_words():
    notes = {"filter": "No filter made this map.", "patches": "There are none.", "image": "The network says 7."}
    texts = " ".join(plots.show_map_browser(IMAGE, MAPS, notes=notes).texts())
    assert all(note in texts for note in ("No filter made", "There are none.", "The network says 7."))


@pytest.mark.parametrize("channels", [1, 2, 8, 32, 64, 256, 300])
def test_the_sheet_is_as_high_as_its_maps_need(channels):
    sheet = plots.show_map_browser(IMAGE, np.zeros((7, 5, channels)))
    assert len(sheet.spots) == min(channels, 256)
    for spot in sheet.spots:
        assert spot["top"] + spot["height"] < 1 and 236 / 980 <= spot["left"] + 1e-5
        assert spot["left"] + spot["width"] <= 662 / 980
    assert any("the first 256 of 300" in text for text in sheet.texts()) == (channels == 300)


def test_long_words_make_the_sheet_higher():
    texts = plots.show_map_browser(IMAGE, MAPS, notes={"image": "many words " * 60})
    lowest = max(float(element.get("y")) for element in texts.root.iter("text"))
    assert lowest < texts.height and texts.height > 700


def test_colours_of_three_channels_are_those_of_the_image():
    color = np.zeros((2, 2, 3))
    color[0, 0] = 1, 0.5, 0
    assert pixels(color)[0, 0].tolist() == [255, 127, 0]
    assert pixels(np.zeros((2, 2, 2))).shape == (2, 2, 3)


@pytest.mark.parametrize(
    "arguments, error, text",
    [
        ((IMAGE, MAPS, 5), ValueError, "`chosen` must be below 5, got 5"),
        ((IMAGE, MAPS, -1), ValueError, "`chosen` must be at least 0"),
        ((IMAGE, MAPS, 0.5), TypeError, "`chosen` must be a whole number"),
        ((IMAGE, MAPS[None]), ValueError, "Take one image of a stack"),
    ],
)
def test_what_is_refused(arguments, error, text):
    with pytest.raises(error, match=text):
        plots.show_map_browser(*arguments)
