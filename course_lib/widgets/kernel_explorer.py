"""Choose an image, change an image kernel, see what it makes of the image."""

import io
from contextlib import contextmanager

import ipywidgets
import numpy as np
from PIL import Image, UnidentifiedImageError

from course_lib import datasets, kernels, plots
from course_lib.arguments import explained
from course_lib.datasets import scene
from course_lib.kernels import callers
from course_lib.plots.kernel_window import size
from course_lib.plots.picture import grey_image
from course_lib.plots.sheet import shown
from course_lib.validation import message
from course_lib.widgets.piece import Piece
from course_lib.widgets.while_busy import answer_while_busy

LARGEST = 96  # pixels along the longer side; a larger upload is made smaller
MOST = 1000  # a number of an image kernel lies between minus this and this

KERNELS = {
    "left edges": [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]],
    "upper edges": [[-1, -1, -1], [0, 0, 0], [1, 1, 1]],
    "outline": [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]],
    "sharpen": [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
    "emboss": [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]],
    "copy": [[0, 0, 0], [0, 1, 0], [0, 0, 0]],
    "blur": [[1 / 9] * 3] * 3,
    "blur more": [[1 / 25] * 5] * 5,
    "blur softly": (np.outer([1, 4, 6, 4, 1], [1, 4, 6, 4, 1]) / 256).tolist(),
}
_OWN = "your own numbers"
_LIMITS = f"each number must be from −{MOST} to {MOST}"
_WIDE = {"width": "auto"}  # as wide as the column a control stands in


class KernelExplorer(Piece):
    """An image, an image kernel whose cells can be edited, and the filtered image, with the sum behind one pixel of it.

    Parameters
    ----------
    images : dict of str to array_like, (H, W), optional
        Images by name, with pixels from 0 to 255; by default a digit, a garment and a drawing.
    kernel : str or array_like, (3, 3) or (5, 5), default "left edges"
        The first image kernel, or the name of one.

    Attributes
    ----------
    kernel : ndarray, (3, 3) or (5, 5), float32
        The image kernel as it is now.

    Raises
    ------
    TypeError, ValueError
        If `images` are none, one is smaller than 8 pixels, there is no image kernel of that name or size, or one of its
        numbers lies beyond −1000 or 1000.

    Examples
    --------
    >>> explorer = KernelExplorer(kernel="copy")
    >>> explorer.kernel[1].tolist()
    [0.0, 1.0, 0.0]
    """

    @explained
    def __init__(self, images=None, kernel="left edges"):
        super().__init__()
        self._images = _own_images() if images is None else _checked_images(images)
        self._image = ipywidgets.Dropdown(options=list(self._images), description="image", layout=_WIDE)
        self._upload = ipywidgets.FileUpload(accept="image/*", description="your own image", layout=_WIDE)
        self._upload.tooltip = f"an image file; a large one is shrunk to {LARGEST} pixels along its longer side"
        self._preset = ipywidgets.Dropdown(options=[*KERNELS, _OWN], description="image kernel", layout=_WIDE)
        self._size = ipywidgets.ToggleButtons(options=[("3×3", 3), ("5×5", 5)], style={"button_width": "56px"})
        self._cells = [[_cell(row, column) for column in range(5)] for row in range(5)]
        # As high as 5×5 cells at any time, so that the picture below stays where it is.
        self._grid = ipywidgets.GridBox(layout={"grid_gap": "2px", "height": "150px", "align_content": "center"})
        self._row, self._column = (ipywidgets.IntSlider(description=name, layout=_WIDE) for name in ("row", "column"))
        self._quiet = False
        self._fill(_checked_kernel(kernel))
        self._preset.value = kernel if isinstance(kernel, str) else _OWN
        self._bound()
        self._row.value, self._column.value = self._row.max // 4, self._column.max // 4
        numbers = ipywidgets.VBox([self._preset, self._size], layout={"width": "244px"})
        place = ipywidgets.VBox([self._image, self._upload, self._row, self._column], layout={"width": "230px"})
        self.assemble([place, numbers, self._grid])
        answer_while_busy(*(cell for cells in self._cells for cell in cells))  # not all are on the page yet
        for control in (self._image, self._row, self._column):
            self._on(control, lambda change: self._changed())
        for row, column in np.ndindex(5, 5):
            self._on(self._cells[row][column], lambda change, *, at=(row, column): self._edit(*at, change.new))
        self._on(self._preset, lambda change: self._put(change.new))
        self._on(self._size, lambda change: self._resize(change.old, change.new))
        self._upload.observe(self.guarded(lambda change: self._take(change.new)), "value")

    def _on(self, control, callback):
        """Call `callback` when a person, and not this piece itself, has changed a control."""
        control.observe(self.guarded(lambda change: None if self._quiet else callback(change)), "value")

    @contextmanager
    def _quietly(self):
        self._quiet = True
        yield
        self._quiet = False

    @property
    def kernel(self):
        return np.float32(self._numbers)

    def picture(self):
        image, kernel = self._images[self._image.value], self.kernel
        result = filtered(image, kernel)
        return plots.show_kernel_window(image, kernel, result, self._row.value, self._column.value)

    def clicked(self, name, x, y):
        # The window goes there: its upper left corner in the output, its middle in the input.
        height, width = self._images[self._image.value].shape
        margin = self._size.value - 1
        if name == "input":
            row, column = int(y * height) - margin // 2, int(x * width) - margin // 2
        else:
            row, column = int(y * (height - margin)), int(x * (width - margin))
        with self._quietly():
            self._row.value, self._column.value = row, column  # the sliders keep to their limits
        self.refresh()

    def _changed(self, own=False):
        if own:
            with self._quietly():
                self._preset.value = _OWN
        self._bound()
        self.refresh()

    def _bound(self):
        """Keep the window in the image."""
        height, width = self._images[self._image.value].shape
        with self._quietly():
            self._row.max, self._column.max = height - self._size.value, width - self._size.value

    def _put(self, name):
        if name != _OWN:
            self._fill(np.array(KERNELS[name], float))
            self._changed()

    def _edit(self, row, column, number):
        """Take a number that was typed; the others stay as exact as they were."""
        self._numbers[row, column] = kept = float(np.clip(number, -MOST, MOST))
        with self._quietly():
            self._cells[row][column].value = kept
        self._changed(own=True)
        if kept != number:
            self.complain(message("image kernel", _LIMITS, shown(number), f"It is {shown(kept)} now."))

    def _resize(self, before, cells):
        """The middle of the image kernel stays, and zeros come around it."""
        old = np.pad(self._numbers, 1)
        margin = (before + 2 - cells) // 2
        self._fill(old[margin : margin + cells, margin : margin + cells])
        self._changed(own=True)

    def _fill(self, kernel):
        """Take an image kernel; the cells show its numbers rounded."""
        self._numbers, size = np.array(kernel, float), len(kernel)
        with self._quietly():
            self._size.value = size
            for row, column in np.ndindex(5, 5):
                number = kernel[row, column] if max(row, column) < size else 0
                self._cells[row][column].value = round(float(number), 3)
        self._grid.children = [cell for cells in self._cells[:size] for cell in cells[:size]]
        self._grid.layout.grid_template_columns = f"repeat({size}, 64px)"

    def _take(self, files):
        if files:
            name = files[0]["name"]
            self._images[name] = grey_from_file(bytes(files[0]["content"]), name)
            self._image.options = list(self._images)
            self._image.value = name


def filtered(image, kernel):
    """Return what an image kernel makes of an image: (H, W) ⋆ (kh, kw) -> (H − kh + 1, W − kw + 1)."""
    x, weights = np.float32(image)[None, :, :, None], np.float32(kernel)[:, :, None, None]
    with callers.LOCK:  # a model may train meanwhile
        return kernels.conv2d_forward(x, weights, np.zeros(1, np.float32), (1, 1), (0, 0, 0, 0))[0, :, :, 0]


def grey_from_file(data, name):
    """Return the image in a file as grey pixels, at most 96 along its longer side.

    Raises
    ------
    ValueError
        If the file holds no image, or one that is smaller than an image kernel.
    """
    try:
        with Image.open(io.BytesIO(data)) as file:
            width, height = file.size
            file.thumbnail((LARGEST, LARGEST))
            image = np.asarray(file.convert("L"))
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        reason = "nothing it could read" if isinstance(error, UnidentifiedImageError) else str(error)
        raise ValueError(message(name, "the file must hold an image", reason, "Use a PNG or JPEG file.")) from None
    smaller = f"{height}×{width}, made smaller to {size(image)}" if image.shape != (height, width) else None
    return _large_enough(image, name, smaller)


def _large_enough(image, name, smaller=None):
    """Return the image; `smaller` says what it was, if it was made smaller."""
    if min(image.shape) < 8:
        rule = "the image must have at least 8 pixels along each side"
        raise ValueError(message(name, rule, smaller or size(image), "Cut off part of its length." if smaller else ""))
    return image


def _checked_images(images):
    where = "KernelExplorer"
    if not isinstance(images, dict) or not images:
        raise TypeError(message(where, "`images` must be a dict {name: image}", repr(images)))
    return {str(name): _large_enough(grey_image(image, where, name), where) for name, image in images.items()}


def _own_images():
    digits, garments = datasets.mnist.load_data()[1][0], datasets.fashion_mnist.load_data()[1][0]
    return {"a digit": digits[0], "a garment": garments[0], "a drawing": scene.draw()}


def _checked_kernel(kernel):
    where = "KernelExplorer"
    if isinstance(kernel, str):
        if kernel not in KERNELS:
            raise ValueError(message(where, f"`kernel` must be one of {', '.join(map(repr, KERNELS))}", repr(kernel)))
        return np.array(KERNELS[kernel])
    kernel = np.array(kernel, float)
    if kernel.shape not in ((3, 3), (5, 5)):
        raise ValueError(message(where, "`kernel` must have shape (3, 3) or (5, 5)", str(kernel.shape)))
    beyond = kernel[~(np.abs(kernel) <= MOST)]  # what is not a number too
    if beyond.size:
        raise ValueError(message(where, f"`kernel`: {_LIMITS}", shown(beyond[0])))
    return kernel


def _cell(row, column):
    # No BoundedFloatText: its page changes a number beyond the limits before the piece could say anything.
    cell = ipywidgets.FloatText(step=0.5, layout={"width": "64px", "margin": "0"})
    cell.tooltip = f"row {row}, column {column} of the image kernel"
    return cell
