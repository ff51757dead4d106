"""Step a convolution's window over a small image and watch its output fill up."""

import ipywidgets
import numpy as np

from course_lib import kernels, plots
from course_lib.arguments import explained
from course_lib.arrays import as_float
from course_lib.kernels import callers
from course_lib.shapes import PADDINGS, output_size, window_padding
from course_lib.validation import choice, number, whole_number
from course_lib.widgets.stepper import Stepper
from course_lib.widgets.stepping import slider, whole_numbers

OWN = "own"  # the padding whose number the learner chooses
LIMITS = {"image_size": (4, 8), "channels": (1, 3), "kernel_size": (1, 5), "strides": (1, 3), "padding": (0, 2)}

_SEVEN = [
    [0, 0, 0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0, 0, 0],
    [0, 0, 6, 9, 9, 9, 0, 0],
    [0, 0, 0, 0, 2, 8, 0, 0],
    [0, 0, 0, 1, 8, 3, 0, 0],
    [0, 0, 0, 7, 4, 0, 0, 0],
    [0, 0, 0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0, 0, 0],
]


class ConvolutionStepper(Stepper):
    """A window that goes over a small image step by step: products, their sum, the output, and the rule for its size.

    Parameters
    ----------
    image_size : int, default 6
        Height and width of the image in pixels, 4 to 8.
    channels : int, default 1
        Of the image, 1 to 3.
    kernel_size : int, default 3
        Height and width of the filter, 1 to 5.
    strides : int, default 1
        Step of the window in pixels, 1 to 3.
    padding : {"valid", "same"} or int, default "valid"
        As for `Conv2D`, or how many rows and columns of zeros stand on each side, 0 to 2.

    Attributes
    ----------
    position : int
        Number of the step that is shown, from 0.

    Raises
    ------
    TypeError, ValueError
        If a setting is of a wrong kind or outside its range.

    Examples
    --------
    >>> stepper = ConvolutionStepper(padding="same")
    >>> stepper.position = 7
    >>> stepper.stage.alt
    'step 8 of 36: the window at output row 1, column 1: sum of products 9 + bias 1 = 10; output size: \
⌊(6 − 3 + 2·1) / 1⌋ + 1 = 6'
    """

    @explained
    def __init__(self, image_size=6, channels=1, kernel_size=3, strides=1, padding="valid"):
        super().__init__()
        self._size = _slider("image W", "image_size", image_size, "height and width of the image")
        self._channels = _slider("channels", "channels", channels, "channels of the image")
        self._window = _slider("filter K", "kernel_size", kernel_size, "height and width of the filter")
        self._stride = _slider("stride S", "strides", strides, "step of the window in pixels")
        own = not isinstance(padding, str)
        kind = OWN if own else choice(padding, PADDINGS, "ConvolutionStepper", "padding")
        options = [("valid: none", "valid"), ("same: output ⌈W/S⌉", "same"), ("P on each side", OWN)]
        self._padding = ipywidgets.Dropdown(
            options=options,
            value=kind,
            description="padding",
            tooltip="zeros around the image",
            layout={"width": "260px"},
        )
        self._zeros = _slider("P", "padding", padding if own else 1, "rows and columns of zeros on each side")
        controls = [self._size, self._channels, self._window, self._stride]
        self.watch(*controls, self._padding, self._zeros)
        self.assemble(controls, [self._padding, self._zeros, self._draws], self._steps)

    def picture(self):
        image, kernel, bias = self.numbers()
        padding, _ = self._geometry()
        stride = self._stride.value
        x, weights, biases = as_float(image[None]), as_float(kernel[..., None]), np.float32([bias])
        with callers.LOCK:  # a model may train meanwhile
            result = kernels.conv2d_forward(x, weights, biases, (stride, stride), padding)[0, ..., 0]
        row, column = divmod(min(self.position, result.size - 1), result.shape[1])
        return plots.show_convolution_step(image, kernel, bias, result, row, column, stride, padding)

    def places(self):
        # The image is a square.
        return (self._geometry()[1],) * 2

    def numbers(self):
        """Return the image, the filter's weights and the bias that are shown.

        Returns
        -------
        image : ndarray, (H, W, C), float32
        kernel : ndarray, (kh, kw, C), float32
        bias : float
        """
        size, channels, window = self._size.value, self._channels.value, self._window.value
        if not self._draws.number:
            return _drawing(size)[..., :channels], _edges(window)[..., :channels], 1.0
        words = "convolution", self._draws.number
        image = whole_numbers((size, size, channels), 0, 9, *words, "image")
        kernel = whole_numbers((window, window, channels), -2, 2, *words, "kernel")
        return image, kernel, float(whole_numbers((1,), -2, 2, *words, "bias")[0])

    def _geometry(self):
        """The padding as kernels take it, and the output's height and width."""
        size, window, stride = self._size.value, self._window.value, self._stride.value
        padding = (self._zeros.value,) * 4
        if self._padding.value != OWN:
            padding = window_padding(self._padding.value, (size, size), (window, window), (stride, stride))
        padded = size + sum(padding[:2])
        if window > padded:
            raise ValueError(self._too_large(padded))
        return padding, output_size(size, window, stride, *padding[:2])

    def _too_large(self, padded):
        """What to do about a window that is larger than the image."""
        size, window = self._size.value, self._window.value
        what = f"A window of {window}×{window} does not fit into an image of {size}×{size} pixels"
        if self._padding.value == OWN:
            within = f"{what}, {padded}×{padded} with its padding"
            return f"{within}. Choose a smaller window, a larger image or more padding."
        return f"{what}. Choose a smaller window, a larger image or padding."

    def _bound(self):
        self._zeros.layout.visibility = "visible" if self._padding.value == OWN else "hidden"
        super()._bound()


def _slider(name, argument, value, tooltip):
    """A slider for one of the settings, whose value was given as an argument."""
    least, most = LIMITS[argument]
    value = whole_number(value, "ConvolutionStepper", argument, least)
    number(value, "ConvolutionStepper", argument, least=least, most=most)
    return slider(name, value, least, most, tooltip)


def _drawing(size):
    """Three channels: a seven, a ramp, a chessboard."""
    first = (8 - size) // 2
    seven = np.float32(_SEVEN)[first : first + size, first : first + size]
    rows, columns = np.indices((size, size))
    return np.stack([seven, columns, 2 * ((rows + columns) % 2)], -1).astype(np.float32)


def _edges(size):
    """Three slices of a filter: left edges, upper edges, the pixel in the middle; single weights for a size of 1."""
    if size == 1:
        return np.float32([[[1, -1, 2]]])
    side = np.sign(np.arange(size) - (size - 1) / 2)
    middle = np.zeros((size, size))
    middle[(size - 1) // 2, (size - 1) // 2] = 2
    return np.stack([np.tile(side, (size, 1)), np.tile(side[:, None], size), middle], -1).astype(np.float32)
