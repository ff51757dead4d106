"""The kernel explorer: what it shows is what the package's convolution computes."""

import datetime
import io

import numpy as np
import pytest
from PIL import Image

from course_lib import datasets
from course_lib.kernels import reference
from course_lib.widgets import KernelExplorer
from course_lib.widgets.kernel_explorer import KERNELS, LARGEST, filtered, grey_from_file

IMAGE = np.arange(80, dtype=np.float32).reshape(8, 10) ** 2 % 251


@pytest.fixture
def explorer():
    return KernelExplorer({"a test": IMAGE, "another": IMAGE.T}, kernel="outline")


def twin(image, kernel):
    x, weights = np.float32(image)[None, :, :, None], np.float32(kernel)[:, :, None, None]
    return reference.conv2d_forward(x, weights, np.zeros(1), (1, 1), (0, 0, 0, 0))[0, :, :, 0]


@pytest.mark.parametrize("name", KERNELS)
def test_every_image_kernel_filters_as_the_equation_says(name):
    np.testing.assert_allclose(filtered(IMAGE, KERNELS[name]), twin(IMAGE, KERNELS[name]), atol=1e-3)


def test_it_begins_with_a_digit_and_has_a_garment_and_a_drawing():
    explorer = KernelExplorer()
    assert explorer._image.options == ("a digit", "a garment", "a drawing")
    assert "image, 28×28" in explorer.picture().texts()
    assert explorer.trouble.value == ""


def test_the_sliders_move_the_window_and_the_sum_is_that_place(explorer):
    explorer._row.value, explorer._column.value = 2, 5
    total = twin(IMAGE, KERNELS["outline"])[2, 5]
    assert explorer.stage.alt.startswith("the window at row 2, column 5")
    assert explorer.stage.alt.endswith(f"add up to {total:g}".replace("-", "−"))


@pytest.mark.parametrize(
    "name, x, y, place",
    [("output", 0.0, 0.0, (0, 0)), ("output", 0.99, 0.99, (5, 7)), ("output", 0.5, 0.5, (3, 4)),
     ("input", 0.45, 0.5, (3, 3)), ("input", 0.0, 0.0, (0, 0)), ("input", 1.0, 1.0, (5, 7))],
)  # fmt: skip
def test_a_click_puts_the_window_there_and_never_beyond_the_edge(explorer, name, x, y, place):
    explorer.clicked(name, x, y)
    assert (explorer._row.value, explorer._column.value) == place
    assert explorer.stage.alt.startswith("the window at row {}, column {}".format(*place))


def test_cells_can_be_edited_and_the_name_of_the_preset_goes(explorer):
    explorer._cells[0][2].value = 2.5
    assert explorer.kernel.tolist() == [[-1, -1, 2.5], [-1, 8, -1], [-1, -1, -1]]
    assert explorer._preset.value == "your own numbers"
    assert "2.5" in explorer.picture().texts()
    explorer._preset.value = "copy"
    assert explorer.kernel[0].tolist() == [0, 0, 0]


def test_three_and_five_keep_the_middle(explorer):
    explorer._size.value = 5
    assert explorer.kernel.shape == (5, 5) and len(explorer._grid.children) == 25
    np.testing.assert_array_equal(explorer.kernel[1:4, 1:4], KERNELS["outline"])
    assert "filtered image, 4×6" in explorer.picture().texts()
    explorer._cells[2][2].value = 7
    explorer._size.value = 3
    assert explorer.kernel[1, 1] == 7, "what was edited is kept"


def test_another_image_keeps_the_window_inside(explorer):
    explorer._row.value, explorer._column.value = 5, 7
    explorer._image.value = "another"
    assert (explorer._row.max, explorer._column.max) == (7, 5)
    assert explorer.trouble.value == "" and "row 5, column 5" in explorer.stage.alt


def file_of(image, kind="PNG"):
    data = io.BytesIO()
    Image.fromarray(image).save(data, kind)
    return data.getvalue()


def upload(explorer, name, content):
    told = {"name": name, "type": "", "size": len(content), "last_modified": datetime.datetime.now()}
    explorer._upload.value = ({**told, "content": memoryview(content)},)


def test_an_image_of_ones_own(explorer):
    upload(explorer, "mine.png", file_of(np.full((200, 100, 3), 128, np.uint8)))
    assert explorer._image.value == "mine.png" and explorer.trouble.value == ""
    assert f"image, {LARGEST}×48" in explorer.picture().texts()


@pytest.mark.parametrize(
    "content, text",
    [(b"no image", "mine: the file must hold an image, got nothing it could read. Use a PNG or JPEG file."),
     (file_of(np.zeros((90, 90), np.uint8))[:60], "mine: the file must hold an image"),
     (file_of(np.zeros((4, 90), np.uint8)), "mine: the image must have at least 8 pixels along each side, got 4×90.")],
)  # fmt: skip
def test_a_file_that_is_no_image_is_explained_and_the_picture_stays(explorer, content, text):
    before = explorer.stage.svg
    upload(explorer, "mine", content)
    assert text in explorer.trouble.value and explorer.stage.svg == before
    explorer._row.value = 3
    assert explorer.trouble.value == "", "the next change goes on"


def test_a_photograph_is_grey_and_no_larger_than_can_be_seen():
    image = grey_from_file(file_of(np.full((300, 600, 3), (255, 0, 0), np.uint8), "JPEG"), "a photograph")
    assert image.shape == (48, LARGEST) and image.dtype == np.uint8 and abs(int(image[0, 0]) - 76) < 3


def test_the_still_form_is_the_picture(explorer):
    still = explorer.still()
    assert still["text/plain"] == repr(explorer.picture())
    assert still["text/html"].startswith("<img ") and "<svg" in still["image/svg+xml"]


@pytest.mark.parametrize("kernel", ["edges", np.eye(4)])
def test_an_image_kernel_that_is_none(kernel):
    with pytest.raises(ValueError, match="KernelExplorer: `kernel` must"):
        KernelExplorer(kernel=kernel)


def test_the_drawing_has_all_shades():
    drawing = datasets.scene.draw()
    assert drawing.dtype == np.uint8 and drawing.min() < 40 and drawing.max() == 250 and len(np.unique(drawing)) > 20


@pytest.mark.parametrize(
    "images, error, text",
    [
        ({}, TypeError, "`images` must be a dict {name: image}, got {}."),
        ([IMAGE], TypeError, "`images` must be a dict"),
        ({"small": IMAGE[:7]}, ValueError, "the image must have at least 8 pixels along each side, got 7×10."),
        ({"deep": IMAGE[None]}, ValueError, "KernelExplorer: `deep` must have shape (height, width), got (1, 8, 10)."),
    ],
)  # fmt: skip
def test_images_that_are_none(images, error, text):
    with pytest.raises(error) as raised:
        KernelExplorer(images)
    assert text in str(raised.value)


@pytest.mark.parametrize("typed, kept", [(5000, 1000), (-1000.5, -1000)])
def test_a_number_beyond_the_limits_is_cut_off_and_the_piece_says_so(explorer, typed, kept):
    explorer._cells[0][0].value = typed
    assert explorer.kernel[0, 0] == explorer._cells[0][0].value == kept
    told = f"got {typed}. It is {kept} now.".replace("-", "−")
    assert f"image kernel: each number must be from −1000 to 1000, {told}" in explorer.trouble.value
    explorer._cells[0][0].value = 1000
    explorer._cells[0][1].value = 3
    assert explorer.trouble.value == "", "the next change goes on"


@pytest.mark.parametrize("number", [1001, np.nan])
def test_an_image_kernel_beyond_the_limits_is_refused(number):
    with pytest.raises(ValueError, match="`kernel`: each number must be from −1000 to 1000, got"):
        KernelExplorer(kernel=np.full((3, 3), number))


# Weights of 0.11 do not quite give 40; those of 0.04 do, and those that "blur softly" is told with happen to.
@pytest.mark.parametrize("name, sign", [("blur", "≈"), ("blur more", "="), ("blur softly", "=")])
def test_a_blur_keeps_the_brightness(name, sign):
    explorer = KernelExplorer({"forty": np.full((9, 9), 40)}, kernel=name)
    np.testing.assert_array_equal(explorer.kernel, np.float32(KERNELS[name]))
    assert {"sum of products: 40", f"{sign} 40"} <= set(explorer.picture().texts())
    assert explorer._cells[0][0].value == round(KERNELS[name][0][0], 3), "only the cells are rounded"


def test_numbers_that_nobody_typed_stay_exact():
    explorer = KernelExplorer({"a test": IMAGE}, kernel="blur")
    explorer._cells[0][0].value = 2
    exact = np.float32(1 / 9)
    assert explorer.kernel.ravel().tolist() == [2] + [exact] * 8
    explorer._size.value = 5
    assert explorer.kernel[3, 3] == exact and explorer.kernel[1, 1] == 2


def test_the_sum_is_told_once_and_as_one_number():
    explorer = KernelExplorer(kernel="blur softly")
    explorer._image.value = "a drawing"
    for row, column in [(25, 25), *np.random.default_rng(0).integers(0, 60, (60, 2))]:
        explorer._row.value, explorer._column.value = int(row), int(column)
        texts = explorer.picture().texts()
        bold = next(text for text in texts if text.startswith("sum of products: "))
        assert texts[-1][2:] == bold.removeprefix("sum of products: "), (row, column)


def test_a_file_that_is_too_narrow_once_it_is_smaller_is_told_both_sizes(explorer):
    upload(explorer, "strip.png", file_of(np.zeros((60, 1280), np.uint8)))
    assert "strip.png: the image must" in explorer.trouble.value
    assert "got 60×1280, made smaller to 5×96. Cut off part of its length." in explorer.trouble.value


def test_the_upload_says_what_it_takes(explorer):
    assert "shrunk to 96 pixels" in explorer._upload.tooltip


def test_the_cells_take_as_much_room_at_any_size(explorer):
    before = explorer._grid.layout.height
    explorer._size.value = 5
    assert explorer._grid.layout.height == before == "150px"
