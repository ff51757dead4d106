"""Step through a backward pass and watch where the gradients flow."""

import ipywidgets
import numpy as np

from course_lib import kernels, plots
from course_lib.arguments import explained
from course_lib.kernels import callers
from course_lib.random import key, permutation
from course_lib.shapes import output_size
from course_lib.validation import choice
from course_lib.widgets.stepper import Stepper
from course_lib.widgets.stepping import slider, whole_numbers

CONVOLUTION, POOLING, DENSE = "convolution", "max-pooling", "dense"
KINDS = (CONVOLUTION, POOLING, DENSE)
INPUTS, OUTPUTS = 4, 3  # of the dense layer
NO_PADDING = (0, 0, 0, 0)


class BackwardStepper(Stepper):
    """The gradients of a layer's outputs, one after the other: what each adds to the gradients of input and weights.

    Parameters
    ----------
    kind : {"convolution", "max-pooling", "dense"}, default "convolution"
        The layer to begin with.

    Attributes
    ----------
    position : int
        Number of the output that is shown, from 0.

    Raises
    ------
    TypeError, ValueError
        If there is no layer of that kind.

    Examples
    --------
    >>> stepper = BackwardStepper("max-pooling")
    >>> stepper.position = 3
    >>> stepper.stage.alt.split(":")[0]
    'step 4 of 4'
    """

    @explained
    def __init__(self, kind=CONVOLUTION):
        super().__init__()
        kind = choice(kind, KINDS, "BackwardStepper", "kind")
        self._kind = ipywidgets.Dropdown(
            options=KINDS,
            value=kind,
            description="layer",
            tooltip="which layer's backward pass",
            layout={"width": "185px"},  # with three sliders in one row on a laptop
        )
        self._size = slider("image", 5, 4, 6, "height and width of the image")
        self._window = slider("window", 3, 1, 5, "height and width of the filter, or of the pooling window")
        self._stride = slider("stride", 1, 1, 3, "step of the window in pixels")
        self._suit_kind()
        self._kind.observe(lambda change: self._change_kind(), "value")
        self.watch(self._size, self._window, self._stride)
        self.assemble([self._kind, self._size, self._window, self._stride], [self._draws], self._steps)

    def picture(self):
        draw = {CONVOLUTION: self._convolution, POOLING: self._pooling, DENSE: self._dense}[self._kind.value]
        with callers.LOCK:  # a model may train meanwhile
            return draw(*self.place())

    def numbers(self):
        """Return the numbers that are shown.

        Returns
        -------
        x : ndarray, (H, W) or (inputs,), float32
            The input.
        weights : ndarray, (kh, kw) or (inputs, outputs), float32
            None for max-pooling.
        dy : ndarray, (Ho, Wo) or (outputs,), float32
            Gradients of the outputs; none is 0.
        """
        kind, words, size, window = (
            self._kind.value,
            ("backward", self._draws.number),
            self._size.value,
            self._window.value,
        )
        if kind == DENSE:
            shapes = (INPUTS,), (INPUTS, OUTPUTS), (OUTPUTS,)
        else:
            shapes = (size, size), (window, window), self.places()
        x = whole_numbers(shapes[0], 0, 5, *words, kind, "x")
        dy = whole_numbers(shapes[2], -3, 2, *words, kind, "dy")
        dy[dy >= 0] += 1  # −3 … 3 without 0
        if kind == POOLING:
            return _with_a_tie(x, *words), None, dy
        return x, whole_numbers(shapes[1], -2, 2, *words, kind, "weights"), dy

    def places(self):
        # One after the other for a dense layer.
        if self._kind.value == DENSE:
            return 1, OUTPUTS
        size, window = self._size.value, self._window.value
        if window > size:
            what = f"A window of {window}×{window} does not fit into an image of {size}×{size} pixels"
            raise ValueError(f"{what}. Choose a smaller window or a larger image.")
        places = output_size(size, window, self._stride.value)
        return places, places

    def _convolution(self, row, column):
        x, weights, dy = self.numbers()
        stride, window = (self._stride.value,) * 2, weights.shape
        parts = []
        for gradient in _so_far_and_alone(dy, row, column):
            gradient = gradient[None, ..., None]
            dx = kernels.conv2d_input_gradient(gradient, weights[..., None, None], stride, NO_PADDING, *x.shape)
            dkernel, dbias = kernels.conv2d_kernel_gradient(x[None, ..., None], gradient, stride, NO_PADDING, *window)
            parts.append((dx[0, ..., 0], dkernel[..., 0, 0], float(dbias[0])))
        return plots.show_convolution_backward(x, weights, dy, *parts, row, column, self._stride.value)

    def _pooling(self, row, column):
        x, _, dy = self.numbers()
        window, stride = self._window.value, self._stride.value
        pooling = (window, window), (stride, stride), NO_PADDING
        y = kernels.maxpool2d_forward(x[None, ..., None], *pooling)
        parts = [
            kernels.maxpool2d_input_gradient(x[None, ..., None], y, gradient[None, ..., None], *pooling)[0, ..., 0]
            for gradient in _so_far_and_alone(dy, row, column)
        ]
        return plots.show_maxpool_backward(x, y[0, ..., 0], dy, *parts, row, column, window, stride)

    def _dense(self, row, column):
        x, weights, dy = self.numbers()
        parts = []
        for gradient in _so_far_and_alone(dy[None], row, column):
            dx = kernels.dense_input_gradient(gradient, weights)
            parts.append((dx[0], *kernels.dense_kernel_gradient(x[None], gradient)))
        return plots.show_dense_backward(x, weights, dy, *parts, column)

    def _suit_kind(self):
        """Settings that a lesson would begin with, and none where the layer has no window."""
        if self._kind.value != DENSE:
            pooling = self._kind.value == POOLING
            self._size.value, self._window.value, self._stride.value = (4, 2, 2) if pooling else (5, 3, 1)
        for control in (self._size, self._window, self._stride):
            control.disabled = self._kind.value == DENSE

    def _change_kind(self):
        self._suit_kind()
        self.position = 0
        self._changed()


def _so_far_and_alone(dy, row, column):
    """Yield `dy` with zeros for the outputs that follow, and with zeros for all others."""
    order, present = np.arange(dy.size).reshape(dy.shape), row * dy.shape[1] + column
    yield np.where(order <= present, dy, np.float32(0))
    yield np.where(order == present, dy, np.float32(0))


def _with_a_tie(x, *words):
    """Two of the first four pixels become the largest of all, so that the first window has two largest numbers."""
    places = permutation(4, key("steppers", *words, "tie"))[:2]
    x[places // 2, places % 2] = x.max() + 1
    return x
