"""ONNX's operator test cases, written by others for other libraries, run on our layers, losses and update rules.

ONNX keeps images as (N, C, H, W) and filters as (F, C, kh, kw). Its cases hold inputs and expected outputs; they come
with the package ``onnx`` and lie in memory. A case that asks for what the course does not have (holes in windows, three
dimensions, sizes rounded up, …) does not apply; how many of each operator do apply is written down below.
"""

import math
import warnings

import numpy as np
import pytest

from course_lib import activations, kernels, layers, losses, optimizers
from course_lib.random import RandomSource

onnx = pytest.importorskip("onnx")  # tests/test_install_files.py sees to it that development has it

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # some of the cases overflow on purpose while they are made
    from onnx.backend.test.loader import load_model_tests

    CASES = {case.name.removeprefix("test_"): case for case in load_model_tests(kind="node")}

APPLY = {
    "Adagrad": 2,
    "Adam": 2,
    "AveragePool": 7,
    "BatchNormalization": 4,
    "Conv": 6,
    "Dropout": 7,
    "Elu": 3,
    "Flatten": 3,
    "Gemm": 3,
    "GlobalAveragePool": 2,
    "GlobalMaxPool": 2,
    "LeakyRelu": 3,
    "MaxPool": 8,
    "Momentum": 3,
    "Relu": 1,
    "Reshape": 4,
    "Sigmoid": 2,
    "Softmax": 5,
    "SoftmaxCrossEntropyLoss": 4,
    "Tanh": 2,
}


class DoesNotApply(Exception):
    """The case asks for something that the course does not have."""


def need(condition):
    if not condition:
        raise DoesNotApply


def images(x):
    """(N, C, H, W) -> (N, H, W, C)."""
    return np.moveaxis(x, 1, -1)


def first_channel(y):
    """(N, H, W, C) -> (N, C, H, W)."""
    return np.moveaxis(y, -1, 1)


def output(layer, x, weights=(), training=False):
    """A new layer's output for x."""
    layer.build(x.shape[1:], RandomSource(0))
    layer.set_weights(weights)
    return layer.forward(x, training)


def frame(image, window, attributes):
    """Zeros (top, bottom, left, right) around an image that a case asks for."""
    need("dilations" not in attributes and not attributes.get("ceil_mode") and len(window) == 2)
    auto, strides = attributes.get("auto_pad", b"NOTSET"), attributes.get("strides", [1, 1])
    if auto == b"NOTSET":
        top, left, bottom, right = attributes.get("pads", [0, 0, 0, 0])
        return top, bottom, left, right
    found = []
    for size, length, stride in zip(image, window, strides, strict=True):
        total = max((math.ceil(size / stride) - 1) * stride + length - size, 0)
        need(auto == b"SAME_UPPER" or total % 2 == 0)  # else the odd pixel goes to the top and left
        found += [total // 2, total - total // 2]
    return tuple(found)


def conv(attributes, x, w, b=None):
    need(attributes.get("group", 1) == 1)
    window, strides = w.shape[2:], attributes.get("strides", [1, 1])
    top, bottom, left, right = frame(x.shape[2:], window, attributes)
    padded = output(layers.ZeroPadding2D(((top, bottom), (left, right))), images(x))
    layer = layers.Conv2D(len(w), window, strides, use_bias=b is not None)
    return first_channel(output(layer, padded, [w.transpose(2, 3, 1, 0)] + ([] if b is None else [b])))


def pool(kernel):
    def run(attributes, x):
        window = attributes["kernel_shape"]
        need(x.dtype == np.float32 and not attributes.get("count_include_pad") and not attributes.get("storage_order"))
        padding = frame(x.shape[2:], window, attributes)
        strides = tuple(attributes.get("strides", [1, 1]))
        found = kernel(np.ascontiguousarray(images(x)), tuple(window), strides, padding)
        return tuple(map(first_channel, found)) if isinstance(found, tuple) else first_channel(found)

    return run


def batch_normalization(attributes, x, gamma, beta, mean, variance):
    training = bool(attributes.get("training_mode"))
    layer = layers.BatchNormalization(momentum=0.9, epsilon=attributes.get("epsilon", 1e-5))
    y = first_channel(output(layer, images(x), [gamma, beta, mean, variance], training))
    return (y, *layer.state.values()) if training else y


def gemm(attributes, a, b, c=None):
    need(not attributes and (c is None or c.shape == (1, b.shape[1])))
    layer = layers.Dense(b.shape[1], use_bias=c is not None)
    return output(layer, a, [b] + ([] if c is None else [c[0]]))


def dropout(attributes, x, ratio=0.5, training=False):
    """Outside training, or at rate 0; in training every library drops other numbers."""
    need("ratio" not in attributes and (not training or ratio == 0))
    y = output(layers.Dropout(float(ratio)), x, training=bool(training))
    return y, np.ones(x.shape, bool)


def flatten(attributes, x):
    need(attributes.get("axis", 1) in (1, 1 - x.ndim))
    return output(layers.Flatten(), x)


def reshape(attributes, x, shape):
    need(not attributes and shape[0] == len(x) and 0 not in shape[1:])
    return output(layers.Reshape(tuple(int(size) for size in shape[1:])), x)


def softmax(attributes, x):
    need(attributes.get("axis", -1) in (-1, x.ndim - 1))
    return activations.softmax(x)


def cross_entropy(attributes, scores, labels, weights=None):
    need(scores.ndim == 2 and weights is None and "ignore_index" not in attributes)
    reduction, loss = attributes["reduction"], losses.SparseCategoricalCrossentropy(from_logits=True)
    need(reduction in (b"none", b"mean"))
    found = loss.call(labels, scores) if reduction == b"none" else np.float32(loss(labels, scores))
    return found, np.log(activations.softmax(scores))


def updated(optimizer, attributes, arrays):
    """Parameters and slots after a step; `arrays` has all parameters, then all gradients, then the slots, each in turn.

    ONNX's `norm_coefficient` is an L2 penalty, whose gradient is added before.
    """
    names = optimizer.slot_names
    count = len(arrays) // (2 + len(names))
    params, grads, *slots = (arrays[place : place + count] for place in range(0, len(arrays), count))
    layer = layers.Layer(name="holder")
    for place, (param, grad) in enumerate(zip(params, grads, strict=True)):
        layer.params[str(place)] = param.copy()
        layer.grads[str(place)] = grad + np.float32(attributes["norm_coefficient"]) * param
        kept = {name: slot[place].copy() for name, slot in zip(names, slots, strict=True)}
        optimizer.slots["holder", str(place)] = kept
    optimizer.apply([layer])
    return (*layer.params.values(), *(optimizer.slots["holder", key][name] for name in names for key in layer.params))


def adagrad(attributes, rate, step, *arrays):
    """ONNX adds its epsilon behind the root, Keras under it; here, that far from 0, both are below the tolerance."""
    optimizer = optimizers.Adagrad(float(rate) / (1 + int(step) * attributes["decay_factor"]), epsilon=1e-12)
    return updated(optimizer, attributes, arrays)


def adam(attributes, rate, step, *arrays):
    """Step 0 stands for a mean without correction, which is what Keras's becomes after very many steps."""
    options = {"beta_1": attributes["alpha"], "beta_2": attributes["beta"], "epsilon": attributes["epsilon"]}
    optimizer = optimizers.Adam(float(rate), **options)
    optimizer.iterations = int(step) - 1 if step else 10**7
    return updated(optimizer, attributes, arrays)


def momentum(attributes, rate, step, *arrays):
    """ONNX's velocity is ours divided by −learning_rate."""
    need(step == 0 or attributes["beta"] == 1)  # later steps of ONNX weigh the gradient in the velocity
    optimizer = optimizers.SGD(float(rate), momentum=attributes["alpha"], nesterov=attributes["mode"] == b"nesterov")
    count = len(arrays) // 3
    found = updated(optimizer, attributes, (*arrays[: 2 * count], *(-rate * v for v in arrays[2 * count :])))
    return (*found[:count], *(v / -rate for v in found[count:]))


RUN = {
    "Adagrad": adagrad,
    "Adam": adam,
    "AveragePool": pool(kernels.avgpool2d_forward),
    "BatchNormalization": batch_normalization,
    "Conv": conv,
    "Dropout": dropout,
    "Elu": lambda attributes, x: activations.ELU(attributes.get("alpha", 1.0))(x),
    "Flatten": flatten,
    "Gemm": gemm,
    "GlobalAveragePool": lambda attributes, x: first_channel(output(layers.GlobalAveragePooling2D(True), images(x))),
    "GlobalMaxPool": lambda attributes, x: first_channel(output(layers.GlobalMaxPooling2D(True), images(x))),
    "LeakyRelu": lambda attributes, x: activations.LeakyReLU(attributes.get("alpha", 0.01))(x),
    "MaxPool": pool(kernels.maxpool2d_forward),
    "Momentum": momentum,
    "Relu": lambda attributes, x: activations.relu(x),
    "Reshape": reshape,
    "Sigmoid": lambda attributes, x: activations.sigmoid(x),
    "Softmax": softmax,
    "SoftmaxCrossEntropyLoss": cross_entropy,
    "Tanh": lambda attributes, x: activations.tanh(x),
}


def results(case, node):
    """(found, expected) of a case."""
    attributes = {each.name: onnx.helper.get_attribute_value(each) for each in node.attribute}
    inputs, expected = case.data_sets[0]
    found = RUN[node.op_type](attributes, *inputs)
    return found if isinstance(found, tuple) else (found,), expected


@pytest.mark.parametrize("operator", APPLY)
def test_the_cases_of_an_operator(operator):
    applied = 0
    for name, case in CASES.items():
        node, *others = case.model.graph.node
        if others or node.op_type != operator:
            continue
        try:
            found, expected = results(case, node)
        except DoesNotApply:
            continue
        applied += 1
        for mine, theirs in zip(found, expected, strict=False):  # some cases leave the later outputs out
            assert np.shape(mine) == theirs.shape, name
            np.testing.assert_allclose(mine, theirs, rtol=1e-5, atol=1e-6, err_msg=name)
    assert applied == APPLY[operator]
