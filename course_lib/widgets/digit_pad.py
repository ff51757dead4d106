"""Draw a digit and see what a network makes of it."""

from pathlib import Path

import anywidget
import ipywidgets
import numpy as np
from matplotlib import colormaps
from traitlets import Bytes, List, Unicode

from course_lib import datasets, kernels, layers, plots
from course_lib.activations import Sigmoid
from course_lib.arguments import explained
from course_lib.datasets.handwriting import SIDE, from_drawing
from course_lib.inspect import activations
from course_lib.inspect.probing import check_model, image_place
from course_lib.kernels import callers
from course_lib.plots.drawing import as_row, in_words
from course_lib.plots.feature_maps import SHADES, limits_of
from course_lib.plots.picture import names_of, percent
from course_lib.plots.sheet import shown
from course_lib.validation import message, number
from course_lib.widgets.piece import Piece

_HERE = Path(__file__).parent
GRID = 112  # pixels along each side of a drawing as the browser sends it
MOST = 64  # feature maps that are shown


class Pad(anywidget.AnyWidget):
    """The part of the piece that lives in the browser: the pad, the image, bars and maps.

    Parameters
    ----------
    on_drawing : callable
        Called with a drawing, (112, 112) of uint8, whenever it has changed.
    on_start : callable
        Called without arguments when a page begins to show the pad.
    names : list of str
        Of the classes.
    invitation : str
        What stands on an empty pad.
    """

    _esm = _HERE / "digit_pad.js"
    _css = _HERE / "digit_pad.css"

    names = List([]).tag(sync=True)
    invitation = Unicode("").tag(sync=True)
    palette = Bytes(b"").tag(sync=True)

    def __init__(self, on_drawing, on_start, names, invitation):
        palette = colormaps[SHADES](np.arange(256), bytes=True)[:, :3].tobytes()
        super().__init__(names=names, invitation=invitation, palette=palette)
        self._on_drawing, self._on_start = on_drawing, on_start
        self.on_msg(self._told)

    def _told(self, widget, content, buffers):
        if content["kind"] == "drawing":
            self._on_drawing(np.frombuffer(buffers[0], np.uint8).reshape(GRID, GRID))
        else:
            self._on_start()


class DigitPad(Piece):
    """A pad to draw on, the 28×28 image that a model gets of it, its probabilities, and feature maps of one layer.

    It works with the mouse, a pen, a finger or the keyboard, and while the model is trained in another cell. The
    drawing is cut out, scaled and centred as MNIST's digits are, whatever the classes.

    Parameters
    ----------
    model : Sequential
        Built; takes 28×28 numbers, (28, 28, 1), (28, 28) or (784,), and gives a number for each class. What is no
        probability yet goes through a softmax.
    class_names : sequence of str, optional
        Names of the classes; by default their numbers.
    layer : str, optional
        Name of the layer whose maps are shown first; by default the first convolution.
    scale : float, optional
        What pixels from 0 to 255 are multiplied by; by default 1/255, or 1 for a model that was trained on numbers
        beyond 2.

    Attributes
    ----------
    image : ndarray, (28, 28), uint8
        The image as it is now, all zero where nothing is drawn.
    probabilities : ndarray, (K,), or None
        Of the classes; None where nothing is drawn.

    Raises
    ------
    RuntimeError
        If the model is not built.
    TypeError, ValueError
        If the model takes or gives something else, there is no such layer, or a class has no name.

    Examples
    --------
    >>> from course_lib import Input, Sequential
    >>> model = Sequential([Input((28, 28, 1)), layers.Conv2D(4, 5), layers.Flatten(), layers.Dense(10, "softmax")])
    >>> pad = DigitPad(model)
    >>> pad.image.shape, pad.probabilities
    ((28, 28), None)
    """

    @explained
    def __init__(self, model, class_names=None, layer=None, scale=None):
        super().__init__()
        _check(model)
        self._model, self._scale = model, None if scale is None else number(scale, "DigitPad", "scale", above=0)
        self._names = list(map(str, names_of(model.output_shape[0], class_names, "DigitPad")))
        digits = tuple(self._names) == datasets.mnist.CLASS_NAMES
        self._examples = _digits()
        self._layer = ipywidgets.Dropdown(options=_image_layers(model), description="feature maps of")
        self._layer.value = _first_layer(model, layer)
        self._example = ipywidgets.Dropdown(
            options=[("choose one", ""), *zip(self._examples, self._examples, strict=True)], description="an example"
        )
        self._example.tooltip = "a digit of MNIST's test images to put on the pad"
        self._layer.tooltip, self._layer.layout.width = "the layer whose maps are shown", "380px"
        self._drawing, self.image = np.zeros((GRID, GRID), np.uint8), np.zeros((SIDE, SIDE), np.uint8)
        self.probabilities, self._maps = None, None
        self._read(self._examples["7"])  # says what does not fit, and compiles what is not compiled yet
        self.pad = Pad(self._drawn, self._start, self._names, "Draw a digit here" if digits else "Draw here")
        controls = ([self._example] if digits else []) + ([self._layer] if self._layer.options else [])
        self.arrange([controls] if controls else [], self.pad)
        self._layer.observe(lambda change: self._show_again(), "value")
        self._example.observe(lambda change: self._put(change.new), "value")

    def picture(self):
        # Without a drawing that of an example: the still figure is made before anybody has drawn.
        image, probabilities, maps = self.image, self.probabilities, self._maps
        if probabilities is None:
            image, probabilities, maps = self._read(self._examples["7"])
        return plots.show_reading(image, probabilities, maps, self._names)

    def refresh(self):
        """Send the present reading to the page."""
        self._answer(with_drawing=True)

    def _drawn(self, drawing):
        """Answer to a drawing from the page; what fails is told in words, and the last reading stays."""
        self._take(drawing)
        self._answer()

    def _put(self, name):
        if name:
            self._take(_enlarged(self._examples[name]))
            self._answer(with_drawing=True)

    def _start(self):
        self._answer(with_drawing=True)

    def _show_again(self):
        self._take(self._drawing)
        self._answer()

    def _take(self, drawing):
        self._drawing = drawing

        def take():
            example = self._examples.get(self._example.value)
            if example is not None and (drawing != _enlarged(example)).any():
                self._example.value = ""  # it was changed by hand
            self.image, self.probabilities, self._maps = self._read(drawing)

        self.guarded(take)()

    def _read(self, drawing):
        """Return image, probabilities and maps; the last two are None for an empty drawing."""
        image = from_drawing(drawing)
        if not image.any():
            return image, None, None
        x = np.float32(image.reshape(1, *self._model.input_shape)) * np.float32(self._factor())
        last = self._model.layers[-1].name
        found = activations(self._model, x, [name for name in (self._layer.value, last) if name])
        maps = found[self._layer.value][0] if self._layer.value else None
        return image, as_row(self._as_probabilities(found[last]), "DigitPad"), maps

    def _factor(self):
        return self._scale or (1.0 if (self._model.input_scale or 0) > 2 else 1 / 255)

    def _as_probabilities(self, y):
        if ((y >= 0).all() and abs(y.sum() - 1) < 1e-3) or isinstance(self._activation(), Sigmoid):
            return y[0]
        with callers.LOCK:
            return kernels.softmax_forward(y)[0]

    def _activation(self):
        return getattr(self._model.layers[-1], "activation", None)

    def _answer(self, with_drawing=False):
        content, buffers = {"kind": "reading", "drawing": with_drawing}, [self.image.tobytes()]
        if self.probabilities is not None:
            content["probabilities"] = [float(p) for p in self.probabilities]
            content["percents"] = [percent(p) for p in self.probabilities]
            content["told"] = in_words(self.probabilities, self._names)
        content["maps"] = None if self._maps is None else _told_maps(self._maps, self._layer.value)
        buffers.append(b"" if self._maps is None else _as_bytes(self._maps))
        buffers.append(self._drawing.tobytes() if with_drawing else b"")
        self.pad.send(content, buffers)


def _check(model):
    check_model(model, "DigitPad")
    if tuple(model.input_shape) not in ((SIDE, SIDE, 1), (SIDE, SIDE), (SIDE * SIDE,)):
        rule = "the model must take 28×28 numbers, (28, 28, 1), (28, 28) or (784,)"
        raise ValueError(message("DigitPad", rule, f"samples of shape {model.input_shape}"))
    if len(model.output_shape) != 1 or model.output_shape[0] < 2:
        rule, got = "the model must end in one number for each class", f"an output of shape {model.output_shape}"
        raise ValueError(message("DigitPad", rule, got, 'Put Flatten and Dense(10, "softmax") behind it.'))


def _image_layers(model):
    """(text, name) of the layers whose output is a stack of maps."""
    shapes = {each.name: each.output_shape for each in model.layers if len(each.output_shape) == 3}
    return [(f"{name}: {_size(*shape)}", name) for name, shape in shapes.items()]


def _first_layer(model, name):
    """The layer of that name; without one the first convolution, or what else gives maps, or None."""
    if name is not None:
        return model.layers[image_place(model, name, "DigitPad")].name
    maps = [each for each in model.layers if len(each.output_shape) == 3]
    convolutions = [each for each in maps if isinstance(each, layers.Conv2D)]
    return next((each.name for each in convolutions + maps), None)


def _size(height, width, channels):
    return f"{channels} map{'s' if channels > 1 else ''} of {height}×{width}"


def _told_maps(maps, name):
    height, width, channels = maps.shape
    low, high = limits_of(maps)
    part = f", the first {MOST}" if channels > MOST else ""
    title = f"{name}: {_size(height, width, channels)}{part}; dark {shown(low)} … bright {shown(high)}"
    return {"height": height, "width": width, "number": min(channels, MOST), "title": title}


def _as_bytes(maps):
    """(number, H, W) from 0 for the smallest to 255 for the largest number."""
    low, high = limits_of(maps)
    parts = (maps[..., :MOST] - low) / ((high - low) or 1)
    return np.rint(255 * parts).astype(np.uint8).transpose(2, 0, 1).tobytes()


def _digits():
    """One of MNIST's test images for each digit, by its name."""
    x, y = datasets.mnist.load_data()[1]
    return {str(digit): x[np.argmax(y == digit)] for digit in range(10)}


def _enlarged(image):
    return np.kron(image, np.ones((GRID // SIDE, GRID // SIDE), np.uint8))
