"""Layers as ONNX nodes: one function for each kind, and the table of them."""

import numpy as np

from course_lib import layers
from course_lib.models.onnx_export.activations import write_activation
from course_lib.validation import message


def write_layer(graph, layer, place):
    """Put what a layer does at prediction into a graph.

    Parameters
    ----------
    graph : Graph
        It gets the layer's nodes and constants.
    layer : Layer
        Built.
    place : int
        Its number in the model, for messages.

    Raises
    ------
    TypeError
        If the layer or its activation is a learner's own.

    Examples
    --------
    >>> import numpy as np
    >>> from course_lib.models.onnx_export.graph import Graph
    >>> graph, layer = Graph(), layers.Dense(3)
    >>> y = layer(np.ones((1, 2)))
    >>> write_layer(graph, layer, place=0)
    >>> graph.nodes[0].operator, graph.nodes[0].inputs, graph.constants["dense/kernel"].shape
    ('Gemm', ('input', 'dense/kernel', 'dense/bias'), (2, 3))
    """
    write = WRITERS.get(_kind(layer))
    if write is None or not {"forward", "preactivation"}.isdisjoint(vars(layer)):
        got = f"{type(layer).__name__}, " + ("one of your own" if write is None else "with a `forward` of your own")
        part = f"model[:{place}]" if place else "model[1:]"
        advice = f"Use one of course_lib.layers in its place, or export a part without it: {part}.export(filepath)."
        raise TypeError(message(layer.name, "export writes the package's own layers", got, advice))
    layer.check_weights()
    write(graph, layer)


def _kind(layer):
    """The layer's class; a learner's own augmentation counts as AugmentationLayer while it works in training only."""
    in_training_only = type(layer).forward is layers.AugmentationLayer.forward
    return layers.AugmentationLayer if in_training_only else type(layer)


def _nothing(graph, layer):
    """A layer that works in training only is left out."""


def _activation(graph, layer):
    write_activation(graph, layer, as_part=False)


def _conv2d(graph, layer):
    graph.to_channels_first(layer.name, rank=3)
    kernel = layer.params["kernel"].transpose(3, 2, 0, 1)  # (kh, kw, C, F) -> (F, C, kh, kw)
    weights = _constants(graph, layer, {**layer.params, "kernel": kernel})
    graph.add("Conv", layer.name, *weights, **_window(layer.kernel_size, layer.strides, layer.frame))
    write_activation(graph, layer)


def _dense(graph, layer):
    graph.to_channels_last(layer.name)
    kernel, *bias = _constants(graph, layer, layer.params)
    if len(layer.input_shape) == 1:
        graph.add("Gemm", layer.name, kernel, *bias)
    else:  # Gemm takes matrices only
        graph.add("MatMul", layer.name, kernel)
        if bias:
            graph.add("Add", f"{layer.name}/add_bias", *bias)
    write_activation(graph, layer)


def _batch_normalization(graph, layer):
    graph.to_channels_first(layer.name, rank=len(layer.input_shape))
    mean = layer.state["moving_mean"]
    arrays = {"gamma": np.ones_like(mean), "beta": np.zeros_like(mean), **layer.params, **layer.state}
    graph.add("BatchNormalization", layer.name, *_constants(graph, layer, arrays), epsilon=layer.epsilon)


def _max_pooling2d(graph, layer):
    graph.to_channels_first(layer.name, rank=3)
    graph.add("MaxPool", layer.name, **_window(layer.pool_size, layer.strides, layer.frame))


def _average_pooling2d(graph, layer):
    graph.to_channels_first(layer.name, rank=3)
    window = _window(layer.pool_size, layer.strides, layer.frame)
    graph.add("AveragePool", layer.name, **window, count_include_pad=0)  # padding does not count in the mean


def _global_pooling2d(operator):
    def write(graph, layer):
        graph.to_channels_first(layer.name, rank=3)
        graph.add(operator, layer.name)
        if not layer.keepdims:
            graph.reshape("Flatten", f"{layer.name}/flatten", (1, 1, layer.input_shape[2]), axis=1)

    return write


def _zero_padding2d(graph, layer):
    none = (0, 0)
    axes = [none, none, *layer.padding] if graph.channels_first else [none, *layer.padding, none]
    pads = np.array(axes, np.int64).T.reshape(-1)  # pixels before each axis, then behind each
    graph.add("Pad", layer.name, graph.constant(f"{layer.name}/pads", pads), mode="constant")


def _flatten(graph, layer):
    graph.reshape("Flatten", layer.name, layer.input_shape, axis=1)


def _reshape(graph, layer):
    # A 0 keeps the length of that axis: the batch's.
    shape = graph.constant(f"{layer.name}/shape", np.array([0, *layer.output_shape], np.int64))
    graph.reshape("Reshape", layer.name, layer.input_shape, shape)


def _constants(graph, layer, arrays):
    """Keep a layer's arrays under names such as "conv2d/kernel"; return these names."""
    return [graph.constant(f"{layer.name}/{label}", array) for label, array in arrays.items()]


def _window(size, strides, frame):
    """A window in ONNX's words. Its pads are spelled out: "same" in ONNX is a rule of the program that runs it."""
    top, bottom, left, right = frame
    return {"kernel_shape": size, "strides": strides, "pads": (top, left, bottom, right)}


WRITERS = {
    layers.ActivatedLayer: _activation,
    layers.Activation: _activation,
    layers.AugmentationLayer: _nothing,  # RandomFlip, RandomRotation, RandomTranslation, RandomZoom
    layers.AveragePooling2D: _average_pooling2d,
    layers.BatchNormalization: _batch_normalization,
    layers.Conv2D: _conv2d,
    layers.Dense: _dense,
    layers.Dropout: _nothing,
    layers.Flatten: _flatten,
    layers.GlobalAveragePooling2D: _global_pooling2d("GlobalAveragePool"),
    layers.GlobalMaxPooling2D: _global_pooling2d("GlobalMaxPool"),
    layers.LeakyReLU: _activation,
    layers.MaxPooling2D: _max_pooling2d,
    layers.RandomErasing: _nothing,
    layers.ReLU: _activation,
    layers.Reshape: _reshape,
    layers.Softmax: _activation,
    layers.ZeroPadding2D: _zero_padding2d,
}
