"""What a layer is called in a diagram."""

import re

from course_lib import activations
from course_lib.layers import Activation, KernelLayer, LeakyReLU, Pooling2D, ZeroPadding2D

# Long names are broken before these words.
_BREAK = re.compile(r"(?<=[a-z])(?=Normalization|Pooling2D|Padding2D|Translation)")
LONGEST = 13  # letters of a name in one line


def layer_words(layer):
    """Return a layer's name and what it was made with, in short lines.

    Parameters
    ----------
    layer : Layer
        Any layer, also one of one's own.

    Returns
    -------
    (list of str, list of str)
        The class, with the number of filters or units behind it; and the settings.

    Examples
    --------
    >>> from course_lib import layers
    >>> layer_words(layers.Conv2D(32, 3, activation="relu")), layer_words(layers.Dropout(0.5))
    ((['Conv2D 32'], ['3×3, relu']), (['Dropout 0.5'], []))
    """
    kind, settings = type(layer).__name__, ", ".join(_settings(layer))
    sizes = [getattr(layer, argument, None) for argument in ("filters", "units")]
    sized = [f"{kind} {size}" for size in sizes if isinstance(size, int)]
    if not sized and settings and "×" not in settings and len(f"{kind} {settings}") <= LONGEST + 2:
        return [f"{kind} {settings}"], []
    kind = sized[0] if sized else kind
    name = kind if len(kind) <= LONGEST else _BREAK.sub("\n", kind)
    return name.split("\n"), _lines(settings)


def _lines(settings):
    """Settings in one line, or two halves where they are long, such as "5×5, stride 2, same, leaky_relu"."""
    if len(settings) <= LONGEST + 2:
        return [settings] if settings else []
    parts = settings.split(", ")
    middle = (len(parts) + 1) // 2
    return [line for line in (", ".join(parts[:middle]), ", ".join(parts[middle:])) if line]


def keeps_shape(layer):
    """Return whether a layer changes numbers only: its output has the input's shape, and no window made it.

    Parameters
    ----------
    layer : Layer
        One that is built.

    Returns
    -------
    bool
    """
    return layer.output_shape == layer.input_shape and not isinstance(layer, KernelLayer | Pooling2D)


def _settings(layer):
    """The arguments that say what a layer does, where it has them."""
    window = getattr(layer, "kernel_size", None) or getattr(layer, "pool_size", None)
    if window:
        yield "×".join(map(str, window))
        usual = layer.pool_size if isinstance(layer, Pooling2D) else (1, 1)
        if layer.strides != usual:
            down, right = layer.strides
            yield f"stride {down}" if down == right else f"stride {down}×{right}"
        if layer.padding == "same":
            yield "same"
    if isinstance(layer, ZeroPadding2D):
        sides = [number for pair in layer.padding for number in pair]
        yield str(sides[0]) if len(set(sides)) == 1 else " ".join(map(str, sides))
    if isinstance(layer, KernelLayer | Activation) and layer.activation != activations.linear:
        yield _name(layer.activation)
    for argument in ("rate", "negative_slope"):
        if isinstance(getattr(layer, argument, None), float) and (argument == "rate" or isinstance(layer, LeakyReLU)):
            yield f"{getattr(layer, argument):g}"


def _name(activation):
    """The name under which Keras and we know an activation, or its class."""
    ready = (name for name in activations.__all__ if name.islower() and getattr(activations, name) == activation)
    return next(ready, type(activation).__name__)
