"""Which part of the input a pixel of a layer's output sees."""

from typing import NamedTuple

from course_lib import layers
from course_lib.arguments import explained
from course_lib.inspect.probing import check_model, place_of
from course_lib.validation import message

# In a prediction each pixel of their output depends on the same pixel of their input alone. Augmentation is among
# them: it moves pixels in training only. So is Dense: on images it treats every pixel alike.
_PIXEL_BY_PIXEL = (
    layers.Activation,
    layers.AugmentationLayer,
    layers.BatchNormalization,
    layers.Dense,
    layers.Dropout,
    layers.LeakyReLU,
    layers.RandomErasing,
    layers.ReLU,
    layers.Softmax,
)


class ReceptiveField(NamedTuple):
    """The windows of the input that the pixels of a layer's output see; pixel (i, j) sees the one that begins at
    ``(start[0] + i · step[0], start[1] + j · step[1])``.

    Attributes
    ----------
    size : (int, int)
        Height and width of a window in input pixels.
    step : (int, int)
        From one pixel's window to the next one's, down and right, in input pixels.
    start : (int, int)
        Row and column of the first window's top left corner; negative where it reaches past the image.

    Examples
    --------
    >>> field = ReceptiveField(size=(3, 3), step=(2, 2), start=(-1, -1))
    >>> row, column = 4, 0
    >>> field.start[0] + row * field.step[0], field.start[1] + column * field.step[1]
    (7, -1)
    """

    size: tuple[int, int]
    step: tuple[int, int]
    start: tuple[int, int]


@explained
def receptive_field(model, layer):
    """Return which part of the input each pixel of a layer's output sees.

    From layer to layer, with a window of K pixels that moves S pixels and begins P pixels before the image::

        start −= P · step        size += (K − 1) · step        step *= S

    Parameters
    ----------
    model : Sequential
        Takes images (H, W, C).
    layer : str
        Name of a layer whose output is an image; up to it there are convolutions, pooling, zero padding and layers
        that work pixel by pixel. Augmentation counts among these, since it does nothing in a prediction.

    Returns
    -------
    ReceptiveField
        ``(size, step, start)``, each (down, right) in input pixels.

    Raises
    ------
    RuntimeError
        If the model is not built.
    TypeError, ValueError
        If there is no layer of that name, or its pixels see no such windows.

    References
    ----------
    A. Araujo, W. Norris and J. Sim, "Computing receptive fields of convolutional neural networks", Distill, 2019.

    Examples
    --------
    >>> from course_lib import Input, Sequential
    >>> model = Sequential([Input((28, 28, 1)), layers.Conv2D(8, 5), layers.MaxPooling2D(), layers.Conv2D(8, 3)])
    >>> receptive_field(model, "conv2d_1")
    ReceptiveField(size=(10, 10), step=(2, 2), start=(0, 0))
    """
    check_model(model, "receptive_field")
    place = place_of(model, layer, "receptive_field")
    if len(model.input_shape) != 3:
        rule = "the model must take images (height, width, channels)"
        raise ValueError(message("receptive_field", rule, f"samples of shape {model.input_shape}"))
    axes = [(1, 1, 0), (1, 1, 0)]
    for each in model.layers[: place + 1]:
        axes = [_widened(*axis, *window) for axis, window in zip(axes, _windows(each, layer), strict=True)]
    return ReceptiveField(*zip(*axes, strict=True))


def _widened(size, step, start, window, stride, before):
    """Size, step and start along one axis behind one more layer."""
    return size + (window - 1) * step, step * stride, start - before * step


def _windows(layer, wanted):
    """((window, stride, pixels before the image) down, the same to the right) of one layer."""
    if isinstance(layer, layers.ZeroPadding2D):
        (top, _), (left, _) = layer.padding
        return (1, 1, top), (1, 1, left)
    if isinstance(layer, layers.Conv2D | layers.Pooling2D):
        size = layer.kernel_size if isinstance(layer, layers.Conv2D) else layer.pool_size
        top, _, left, _ = layer.frame
        return (size[0], layer.strides[0], top), (size[1], layer.strides[1], left)
    if isinstance(layer, _PIXEL_BY_PIXEL):
        return (1, 1, 0), (1, 1, 0)
    raise ValueError(message("receptive_field", *_explanation(layer, wanted)))


def _explanation(layer, wanted):
    """Rule, value and advice where `layer` has no windows."""
    rule = f"each pixel of {wanted!r} must see a window of the image"
    got = f"a {type(layer).__name__} ({layer.name!r})"
    if isinstance(layer, layers.Flatten | layers.GlobalPooling2D):
        return rule, got, "From there on every number depends on the whole image: ask for a layer before it."
    if isinstance(layer, layers.Reshape):
        return rule, got, "It gives the pixels other places: ask for a layer before it."
    return rule, got, "Its windows are not known here: ask for a layer before it."
