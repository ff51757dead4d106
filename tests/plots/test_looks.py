"""The looks of the plots, beside reference images.

Letters and lines come out slightly different from version to version of matplotlib and FreeType. So both images are
cut into blocks of 10×10 pixels, and the mean colours of blocks are compared: all together may differ a little, and no
place much. What is lost, moved, cut off or of another colour differs by far more.

After a change that is meant, renew the references, look at them, and commit them::

    COURSE_LIB_RENEW_LOOKS=1 pytest tests/plots/test_looks.py

Where a plot differs, the new image and one of the differences are left in ``build/looks/``.
"""

import inspect
import io
import os
import sys
from pathlib import Path

import numpy as np
import pytest
from matplotlib.patches import Rectangle
from PIL import Image

from course_lib import plots
from tests.plots.gallery import GALLERY

REFERENCE = Path(__file__).parent / "reference"
FOUND = Path(__file__).parents[2] / "build" / "looks"
RENEW = os.environ.get("COURSE_LIB_RENEW_LOOKS") == "1"
BLOCK = 10  # pixels
MOST_ANYWHERE, MOST_ON_AVERAGE = 40, 2.5  # of 255
LARGEST = 60_000  # bytes of a file


def image_of(picture):
    """Its pixels; a picture is drawn once only, since matplotlib's layout goes on where the last one has ended."""
    return pixels(io.BytesIO(picture.png(scale=1)))


def pixels(file):
    return np.asarray(Image.open(file).convert("RGB"), float)


def blocks(image):
    """Mean colour of each block."""
    height, width = (side // BLOCK * BLOCK for side in image.shape[:2])
    return image[:height, :width].reshape(height // BLOCK, BLOCK, width // BLOCK, BLOCK, 3).mean(axis=(1, 3))


def difference(image, reference):
    """What is wrong with an image beside its reference, in words; or None."""
    if image.shape != reference.shape:
        sizes = [f"{each.shape[1]}×{each.shape[0]}" for each in (image, reference)]
        return f"it has {sizes[0]} pixels, the reference {sizes[1]}"
    apart = np.abs(blocks(image) - blocks(reference)).max(axis=-1)
    if apart.max() > MOST_ANYWHERE:
        row, column = np.unravel_index(apart.argmax(), apart.shape)
        place = f"({column * BLOCK}, {row * BLOCK})"
        return f"at {place} it differs by {apart.max():.0f} of 255, more than {MOST_ANYWHERE}"
    if apart.mean() > MOST_ON_AVERAGE:
        return f"it differs by {apart.mean():.1f} of 255 on average, more than {MOST_ON_AVERAGE}"
    return None


def compare(name, picture):
    """Compare a picture with its reference; leave what is needed to see the difference."""
    data, path = picture.png(scale=1), REFERENCE / f"{name}.png"
    image, reference = pixels(io.BytesIO(data)), pixels(path)
    wrong = difference(image, reference)
    if wrong is None:
        return
    FOUND.mkdir(parents=True, exist_ok=True)
    (FOUND / f"{name}.png").write_bytes(data)
    told = f"{FOUND.relative_to(FOUND.parents[1])}/{name}.png"
    if image.shape == reference.shape:
        apart = 255 - np.minimum(3 * np.abs(image - reference), 255)
        Image.fromarray(apart.astype(np.uint8)).save(FOUND / f"{name}-difference.png")
        told += f" and {name}-difference.png"
    pytest.fail(f"{name} looks different: {wrong}. See {told}; if that is meant, renew the reference.", pytrace=False)


def draws_a_picture(function):
    """Whether a plot's docstring promises a Picture, not a Sheet."""
    returns = inspect.getdoc(function).split("Returns\n-------\n")[1]
    return returns.startswith("Picture")


def test_every_plot_that_draws_a_picture_is_in_the_gallery():
    shows = [name for name in plots.__all__ if name.startswith("show_")]
    assert set(GALLERY) == {name for name in shows if draws_a_picture(getattr(plots, name))}


@pytest.mark.parametrize("name", GALLERY)
def test_it_looks_as_it_did(name):
    if RENEW:
        REFERENCE.mkdir(exist_ok=True)
        Image.open(io.BytesIO(GALLERY[name]().png(scale=1))).save(REFERENCE / f"{name}.png", optimize=True)
    compare(name, GALLERY[name]())


def test_references_are_small_and_there_is_no_other():
    sizes = {path.stem: path.stat().st_size for path in REFERENCE.glob("*.png")}
    assert set(sizes) == set(GALLERY)
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}


def lose_title(picture):
    picture.axes[0].set_title("")


def swap_colors(picture):
    training, validation = picture.axes[0].lines[:2]
    colors = training.get_color(), validation.get_color()
    training.set_color(colors[1])
    validation.set_color(colors[0])


def cut_off_axis(picture):
    picture.axes[0].set_ylim(bottom=1.0)


def lose_ticks(picture):
    picture.axes[0].set_yticks([])


def lose_a_line(picture):
    picture.axes[0].lines[1].remove()


def move_the_legend(picture):
    picture.axes[0].legend(loc="lower left", frameon=False)


def darken(picture):
    picture.darken()


@pytest.mark.parametrize(
    "mutation", [lose_title, swap_colors, cut_off_axis, lose_ticks, lose_a_line, move_the_legend, darken]
)
def test_a_broken_history_is_noticed(mutation):
    picture = GALLERY["show_history"]()
    mutation(picture)
    reference = pixels(REFERENCE / "show_history.png")
    assert difference(image_of(picture), reference)


def lose_a_number(picture):
    picture.axes[0].texts[0].set_text("")


def turn_colors(picture):
    picture.axes[0].images[0].set_cmap("PuOr")


def other_image(picture):
    image = picture.axes[0].images[0]
    image.set_data(image.get_array()[:, ::-1])


@pytest.mark.parametrize("mutation", [lose_title, lose_a_number, turn_colors, other_image])
def test_a_broken_kernel_is_noticed(mutation):
    picture = GALLERY["show_kernel"]()
    mutation(picture)
    reference = pixels(REFERENCE / "show_kernel.png")
    assert difference(image_of(picture), reference)


def test_a_lost_mark_is_noticed():
    picture = GALLERY["show_images"]()
    [patch.remove() for axes in picture.axes for patch in axes.patches if isinstance(patch, Rectangle)]
    reference = pixels(REFERENCE / "show_images.png")
    assert difference(image_of(picture), reference)


@pytest.mark.parametrize("name", ["show_history", "show_kernel", "show_guess"])
def test_letters_of_another_version_are_not_noticed(name):
    """Other versions hint letters differently, and place them up to a pixel aside."""
    image = image_of(GALLERY[name]())
    reference = pixels(REFERENCE / f"{name}.png")
    softer = (2 * image + np.roll(image, 1, axis=0) + np.roll(image, 1, axis=1)) / 4
    assert difference(softer, reference) is None


def test_what_differs_is_left_to_be_seen(monkeypatch, tmp_path):
    monkeypatch.setattr(sys.modules[__name__], "FOUND", tmp_path / "build" / "looks")
    picture = GALLERY["show_history"]()
    lose_a_line(picture)
    with pytest.raises(pytest.fail.Exception, match=r"show_history looks different.*build/looks/show_history\.png and"):
        compare("show_history", picture)
    assert {path.name for path in (tmp_path / "build" / "looks").iterdir()} == {
        "show_history.png",
        "show_history-difference.png",
    }
