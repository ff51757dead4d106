"""Runs a model's layers without leaving a trace in the model."""

import copy
from contextlib import contextmanager

from course_lib.kernels import callers
from course_lib.models import Sequential, batches
from course_lib.models.scale import check_scale
from course_lib.validation import choice, message

BATCH_SIZE = 128


@contextmanager
def probes(model):
    """Lend copies of a model's layers that share its weights and keep their own notes.

    A copy's `saved` and `grads` are its own, and its `backward` always returns the input's gradient. While they are
    lent, no training step and no prediction runs.

    Parameters
    ----------
    model : Sequential
        Stays as it is.

    Yields
    ------
    list of Layer

    Examples
    --------
    >>> import numpy as np
    >>> from course_lib import Input, layers
    >>> model = Sequential([Input((2,)), layers.Dense(1)])
    >>> with probes(model) as copies:
    ...     y = forward(copies, np.ones((3, 2)))
    >>> y.shape, model.layers[0].saved
    ((3, 1), {})
    """
    with callers.LOCK:
        yield [_probe(layer) for layer in model.layers]


def _probe(layer):
    probe = copy.copy(layer)
    probe.saved, probe.needs_input_gradient = {}, True
    # Copied too: a layer of one's own may write into the arrays it has.
    probe.grads = {label: array.copy() for label, array in layer.grads.items()}
    return probe


def forward(layers, x):
    """Return what the layers, in a row, make of the batch `x` in a prediction."""
    for layer in layers:
        x = layer.forward(x, training=False)
    return x


def backward(layers, dy):
    """Return the gradient with respect to the first layer's input, from that of the last one's output.

    Raises
    ------
    ValueError
        If a layer's `backward` returns None.
    """
    for layer in reversed(layers):
        dy = passed_on(layer, layer.backward(dy))
    return dy


def passed_on(layer, dx):
    """Return `dx`, the gradient that a layer's `backward` returned, or say that there is none."""
    if dx is None:
        raise ValueError(message(layer.name, "backward must return the input's gradient here", "None"))
    return dx


def check_model(model, where):
    """Say so if `model` is no chain of layers or not built.

    Raises
    ------
    TypeError
        If it is no `Sequential`.
    RuntimeError
        If it is not built.
    """
    if not isinstance(model, Sequential):
        raise TypeError(message(where, "`model` must be a Sequential", repr(model)))
    if not model.built:
        advice = "Begin it with Input(shape), or call it on data."
        raise RuntimeError(message(where, "the model must be built", "one that is not", advice))


def check_samples(model, x, where):
    """Return `x` as an array of samples that fit the model.

    Raises
    ------
    TypeError, ValueError, RuntimeError
        As `check_model`; also if `x` is empty, holds no finite numbers or has another shape.
    """
    check_model(model, where)
    x = batches.as_samples(x, where)
    try:
        model.layers[0].check_shape(x.shape)
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from None
    check_scale(model, x, where)
    return x


def place_of(model, layer, where, argument="layer"):
    """Return the place of the layer of that name; the error names the nearest one.

    Raises
    ------
    TypeError, ValueError
        If `layer` is no name or none of the model's.
    """
    names = [each.name for each in model.layers]
    return names.index(choice(layer, names, where, argument))


def image_place(model, layer, where):
    """Return the place of the layer of that name, whose output must be an image; of the last such layer for None.

    Raises
    ------
    TypeError, ValueError
        If `layer` is no name or none of the model's, or its output is no image.
    """
    images = [place for place, each in enumerate(model.layers) if len(each.output_shape) == 3]
    if layer is None and not images:
        rule = "a layer's output must be an image (height, width, channels)"
        raise ValueError(message(where, rule, "none in this model", "Use a model with a Conv2D."))
    place = images[-1] if layer is None else place_of(model, layer, where)
    if place not in images:
        rule = f"the output of {layer!r} must be an image (height, width, channels)"
        advice = f"The last layer that gives one is {model.layers[images[-1]].name!r}." if images else ""
        raise ValueError(message(where, rule, f"shape {model.layers[place].output_shape}", advice))
    return place
