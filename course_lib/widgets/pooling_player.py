"""Move a digit and watch what a convolution, pooling and a dense layer make of it."""

import functools

import ipywidgets
import numpy as np

from course_lib import datasets, kernels, layers, losses, optimizers, plots
from course_lib.arguments import explained
from course_lib.arrays import as_numbers
from course_lib.kernels import callers
from course_lib.plots.pooling_player import KINDS, Answers
from course_lib.random import RandomSource
from course_lib.shapes import slide
from course_lib.validation import message
from course_lib.widgets.piece import Piece, hint

EDGES = "left edges", [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]
FIRST = 1696  # a test image: the dense layer takes its 2 for a 7 once it is moved
REACH = 4  # pixels that a digit can be moved by
LEARNED, WATCHED = 500, 1000  # digits that the dense layer is trained on, and those it is tried on
NO_PADDING = (0, 0, 0, 0)


class PoolingPlayer(Piece):
    """A digit that can be moved by pixels, and three answers to it, each beside the one to the unmoved digit.

    The answers are those of a convolution that looks for left edges, with relu; of pooling behind it, with a window and
    a stride that can be set; and of one dense layer that was trained on 500 digits, none of them moved.

    Parameters
    ----------
    images : array_like, (N, 28, 28), optional
        Digits with pixels from 0 to 255; by default MNIST's test images.

    Raises
    ------
    ValueError
        If `images` has another shape.

    Examples
    --------
    >>> player = PoolingPlayer()
    >>> counts, numbers = player.stage.alt.split("; ")
    >>> counts
    'the digit moved 1 right: of the lit numbers changed, convolution 91 of 113, max pooling 11 of 25, dense 9 of 10'
    >>> numbers
    'window at row 6, column 3: largest 2.74, moved 2.74'
    """

    @explained
    def __init__(self, images=None):
        super().__init__()
        self._images = _checked(images)
        last = len(self._images) - 1
        what = "test image" if images is None else "image"
        first, width = min(FIRST, last), {"width": "230px"}
        self._digit = ipywidgets.IntText(first, description=f"{what}, 0 to {last}", layout=width)
        self._across = ipywidgets.IntSlider(1, -REACH, REACH, description="move right")
        self._down = ipywidgets.IntSlider(0, -REACH, REACH, description="move down")
        self._window = ipywidgets.IntSlider(3, 2, 4, description="window")
        self._stride = ipywidgets.IntSlider(3, 1, 4, description="stride")
        self._kind = ipywidgets.Dropdown(options=[(f"{k} ({word})", k) for k, word in KINDS.items()])
        self._kind.description, self._kind.layout.width = "pooling", "200px"
        self._row = ipywidgets.IntSlider(0, 0, 25, description="window's row")
        self._column = ipywidgets.IntSlider(0, 0, 25, description="window's column")
        self._busy = False
        controls = self._digit, self._across, self._down, self._window, self._stride, self._kind
        for slider in (*controls[1:5], self._row, self._column):
            slider.layout.width = "280px"
        self._bound()
        self._put(6, 3)
        for control in (*controls, self._row, self._column):
            control.observe(lambda change: self._changed(), "value")
        move = [self._digit, self._across, self._down]
        place = [self._row, self._column, hint("Click a map to move the window.")]
        self.assemble(move, [self._kind, self._window, self._stride], place)

    def picture(self):
        image = self._chosen()
        shift = self._across.value, self._down.value
        window, stride, kind = self._window.value, self._stride.value, self._kind.value
        both = [answers(x, window, stride, kind) for x in (image, moved(image, *shift))]
        place = self._row.value, self._column.value
        known = f"right for {right_of(*shift)} of {WATCHED} moved,\n{right_of(0, 0)} unmoved digits"
        words = EDGES[0], f"trained on {LEARNED} unmoved digits", known
        return plots.show_pooling_shift(*both, shift, window, stride, kind, place, words)

    def clicked(self, name, x, y):
        # On the pooled map the number there; on the convolution's the window that has the pixel, or the last before it.
        cells = self._row.max + 1
        if name.startswith("pooled"):
            self._put(int(y * cells), int(x * cells))
        else:
            self._put(*(int(part * 26) // self._stride.value for part in (y, x)))
        self.refresh()

    def _chosen(self):
        """The digit as float32 from 0 to 1."""
        number, last = self._digit.value, len(self._images) - 1
        if not 0 <= number <= last:
            raise ValueError(message("PoolingPlayer", f"the image's number must be one of 0 to {last}", str(number)))
        return np.float32(self._images[number]) / 255

    def _changed(self):
        if not self._busy:
            self._bound()
            self.refresh()

    def _put(self, row, column):
        """Look into another window; the sliders keep to their limits."""
        self._busy = True
        self._row.value, self._column.value = row, column
        self._busy = False

    def _bound(self):
        """Keep the place in the pooled map."""
        window, stride = (self._window.value,) * 2, (self._stride.value,) * 2
        _, (rows, columns) = slide("PoolingPlayer", (26, 26, 1), window, stride, "valid")
        self._busy = True
        self._row.max, self._column.max = rows - 1, columns - 1
        self._busy = False


def answers(image, window, stride, kind):
    """Return what an image of 28×28 pixels becomes.

    Parameters
    ----------
    image : ndarray, (28, 28), float32
        Pixels from 0 to 1.
    window, stride : int
        Of pooling, in pixels.
    kind : {"max", "average"}
        Of pooling.

    Returns
    -------
    Answers
    """
    filters = np.float32(EDGES[1])[:, :, None, None]
    pool = kernels.maxpool2d_forward if kind == "max" else kernels.avgpool2d_forward
    layer = dense()
    with callers.LOCK:  # a model may train meanwhile
        found = kernels.conv2d_forward(image[None, :, :, None], filters, np.zeros(1, np.float32), (1, 1), NO_PADDING)
        features = kernels.relu_forward(found.reshape(-1)).reshape(found.shape)
        pooled = pool(features, (window, window), (stride, stride), NO_PADDING)
        scores = kernels.dense_forward(image.reshape(1, -1), layer.params["kernel"], layer.params["bias"])
    return Answers(image, features[0, :, :, 0], pooled[0, :, :, 0], scores[0])


def moved(images, across, down):
    """Return images moved by at most 4 pixels; what comes in is black: (…, H, W) -> (…, H, W)."""
    height, width = images.shape[-2:]
    room = np.pad(images, [(0, 0)] * (images.ndim - 2) + [(REACH, REACH)] * 2)
    rows, columns = slice(REACH - down, REACH - down + height), slice(REACH - across, REACH - across + width)
    return np.ascontiguousarray(room[..., rows, columns])


@functools.lru_cache(maxsize=1)
def digits():
    """Return what is needed of MNIST: ((500 images, their labels), (10000 test images, their labels)).

    Returns
    -------
    ((ndarray, ndarray), (ndarray, ndarray))
    """
    (x, y), test = datasets.mnist.load_data()
    return (x[:LEARNED].copy(), y[:LEARNED].copy()), test


@functools.lru_cache(maxsize=1)
def dense():
    """Return a dense layer from pixels to ten scores that was trained on the first 500 digits of MNIST.

    Returns
    -------
    Dense
    """
    x, y = digits()[0]
    x = np.float32(x).reshape(LEARNED, -1) / 255
    layer, loss = layers.Dense(10), losses.SparseCategoricalCrossentropy(from_logits=True)
    layer.build(x.shape[1:], RandomSource(seed=0))
    optimizer = optimizers.Adam(0.01)
    with callers.LOCK:
        for _ in range(30):
            layer.backward(loss.gradient(y, layer(x, training=True)))
            optimizer.apply([layer])
    return layer


@functools.lru_cache(maxsize=(2 * REACH + 1) ** 2)
def right_of(across, down):
    """Return how many of MNIST's first 1000 test digits the dense layer still tells when they are moved.

    Parameters
    ----------
    across, down : int
        Pixels to the right and down, from −4 to 4.

    Returns
    -------
    int
    """
    x, y = digits()[1]
    x = moved(np.float32(x[:WATCHED]) / 255, across, down).reshape(WATCHED, -1)
    params = dense().params
    with callers.LOCK:
        scores = kernels.dense_forward(x, params["kernel"], params["bias"])
    return int((scores.argmax(axis=1) == y[:WATCHED]).sum())


def _checked(images):
    if images is None:
        return digits()[1][0]
    images = as_numbers(images, "PoolingPlayer", "`images`")
    if images.ndim != 3 or images.shape[1:] != (28, 28) or not len(images):
        raise ValueError(message("PoolingPlayer", "`images` must have shape (N, 28, 28)", str(images.shape)))
    return images
