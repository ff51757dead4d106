"""Choose an image, change an image kernel, see what it makes of the image."""

import io

import ipywidgets
import numpy as np
from PIL import Image, UnidentifiedImageError

from course_lib import datasets, kernels, plots
from course_lib.arguments import explained
from course_lib.datasets import scene
from course_lib.plots.kernel_window import size
from course_lib.validation import message
from course_lib.widgets.piece import Piece

LARGEST = 96  # pixels along the longer side; a larger upload is made smaller

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
    ValueError
        If there is no image kernel of that name, or it has another size.

    Examples
    --------
    >>> explorer = KernelExplorer(kernel="copy")
    >>> explorer.kernel[1].tolist()
    [0.0, 1.0, 0.0]
    """

    @explained
    def __init__(self, images=None, kernel="left edges"):
        super().__init__()
        self._images = dict(images or _own_images())
        self._image = ipywidgets.Dropdown(options=list(self._images), description="image")
        self._upload = ipywidgets.FileUpload(accept="image/*", description="your own image", layout={"width": "auto"})
        self._preset = ipywidgets.Dropdown(options=[*KERNELS, _OWN], description="image kernel")
        self._size = ipywidgets.ToggleButtons(options=[("3×3", 3), ("5×5", 5)], style={"button_width": "56px"})
        self._cells = [[_cell(row, column) for column in range(5)] for row in range(5)]
        self._grid = ipywidgets.GridBox(layout={"grid_gap": "2px"})
        self._row = ipywidgets.IntSlider(description="row", max=25)
        self._column = ipywidgets.IntSlider(description="column", max=25)
        self._busy = False
        self._lay_out(kernel)
        for control in (self._image, self._row, self._column):
            control.observe(lambda change: self._changed(), "value")
        for cell in (cell for cells in self._cells for cell in cells):
            cell.observe(lambda change: self._changed(own=True), "value")
        self._preset.observe(lambda change: self._put(change.new), "value")
        self._size.observe(lambda change: self._resize(change.new), "value")
        self._upload.observe(self.guarded(lambda change: self._take(change.new)), "value")

    def _lay_out(self, kernel):
        self._fill(_checked(kernel))
        self._preset.value = kernel if isinstance(kernel, str) else _OWN
        self._bound()
        self._row.value, self._column.value = self._row.max // 4, self._column.max // 4
        numbers = ipywidgets.VBox([self._preset, self._size])
        place = ipywidgets.VBox([self._image, self._upload, self._row, self._column])
        self.assemble([place, numbers, self._grid])

    @property
    def kernel(self):
        cells = self._size.value
        return np.float32([[cell.value for cell in row[:cells]] for row in self._cells[:cells]])

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
        self._busy = True
        self._row.value, self._column.value = row, column  # the sliders keep to their limits
        self._busy = False
        self.refresh()

    def _changed(self, own=False):
        if self._busy:
            return
        if own:
            self._busy, self._preset.value = True, _OWN
            self._busy = False
        self._bound()
        self.refresh()

    def _bound(self):
        """Keep the window in the image."""
        height, width = self._images[self._image.value].shape
        self._busy = True
        self._row.max, self._column.max = height - self._size.value, width - self._size.value
        self._busy = False

    def _put(self, name):
        if not self._busy and name != _OWN:
            self._fill(np.array(KERNELS[name]))
            self._changed()

    def _resize(self, cells):
        """The middle of the image kernel stays."""
        if self._busy:
            return
        old, new = self._last, np.zeros((cells, cells))
        smaller = min(len(old), cells)
        inner = slice((cells - smaller) // 2, (cells + smaller) // 2)
        outer = slice((len(old) - smaller) // 2, (len(old) + smaller) // 2)
        new[inner, inner] = old[outer, outer]
        self._fill(new)
        self._changed(own=True)

    def _fill(self, kernel):
        self._busy = True
        self._last, self._size.value = kernel, len(kernel)
        for row, cells in enumerate(self._cells):
            for column, cell in enumerate(cells):
                cell.value = round(float(kernel[row, column]), 3) if max(row, column) < len(kernel) else 0
        self._grid.children = [cell for cells in self._cells[: len(kernel)] for cell in cells[: len(kernel)]]
        self._grid.layout.grid_template_columns = f"repeat({len(kernel)}, 68px)"
        self._busy = False

    def _take(self, files):
        if files:
            name = files[0]["name"]
            self._images[name] = grey_from_file(bytes(files[0]["content"]), name)
            self._image.options = list(self._images)
            self._image.value = name


def filtered(image, kernel):
    """Return what an image kernel makes of an image: (H, W) ⋆ (kh, kw) -> (H − kh + 1, W − kw + 1)."""
    x, weights = np.float32(image)[None, :, :, None], np.float32(kernel)[:, :, None, None]
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
            file.thumbnail((LARGEST, LARGEST))
            image = np.asarray(file.convert("L"))
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        reason = "nothing it could read" if isinstance(error, UnidentifiedImageError) else str(error)
        raise ValueError(message(name, "the file must hold an image", reason, "Use a PNG or JPEG file.")) from None
    if min(image.shape) < 8:
        raise ValueError(message(name, "the image must have at least 8 pixels along each side", size(image)))
    return image


def _own_images():
    digits, garments = datasets.mnist.load_data()[1][0], datasets.fashion_mnist.load_data()[1][0]
    return {"a digit": digits[0], "a garment": garments[0], "a drawing": scene.draw()}


def _checked(kernel):
    where = "KernelExplorer"
    if isinstance(kernel, str):
        if kernel not in KERNELS:
            raise ValueError(message(where, f"`kernel` must be one of {', '.join(map(repr, KERNELS))}", repr(kernel)))
        return np.array(KERNELS[kernel])
    kernel = np.array(kernel, float)
    if kernel.shape not in ((3, 3), (5, 5)):
        raise ValueError(message(where, "`kernel` must have shape (3, 3) or (5, 5)", str(kernel.shape)))
    return kernel


def _cell(row, column):
    cell = ipywidgets.FloatText(step=0.5, layout={"width": "66px", "margin": "0"})
    cell.tooltip = f"row {row}, column {column} of the image kernel"
    return cell
