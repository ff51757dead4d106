"""What each public kernel is timed with: sizes as the networks have them, and small ones for the twins."""

import numpy as np

from benchmarks import networks
from benchmarks.kernels.case import Case
from benchmarks.kernels.convolutions import NAMES as CONVOLUTIONS
from benchmarks.kernels.convolutions import PARTS, Convolution


def numbers(*shape):
    """Normal random float32 numbers."""
    return np.random.default_rng(len(shape)).standard_normal(shape, np.float32)


# Kernels on single numbers: operations for each (counted roughly; a power of e is about 16), arrays, other arguments.
_NUMBERS = {
    "relu_forward": (1, 1, ()),
    "relu_gradient": (1, 2, ()),
    "leaky_relu_forward": (2, 1, (0.3,)),
    "leaky_relu_gradient": (2, 2, (0.3,)),
    "elu_forward": (18, 1, (1.0,)),
    "elu_gradient": (3, 2, (1.0,)),
    "sigmoid_forward": (20, 1, ()),
    "sigmoid_gradient": (3, 2, ()),
    "tanh_forward": (22, 1, ()),
    "tanh_gradient": (3, 2, ()),
    "l1_l2_penalty": (4, 1, (0.01, 0.01)),
    "l1_l2_gradient": (4, 1, (0.01, 0.01)),
    "sgd_update": (2, 2, (0.01,)),
    "sgd_momentum_update": (4, 3, (0.01, 0.9, False)),
    "adagrad_update": (6, 3, (0.001, 1e-7)),
    "rmsprop_update": (8, 3, (0.001, 0.9, 1e-7)),
    "rmsprop_momentum_update": (12, 5, (0.001, 0.9, 0.0, 1e-7, True)),
    "adam_update": (12, 4, (0.001, 0.9, 0.999, 1e-7, 0.0, 1)),
    "adadelta_update": (14, 4, (1.0, 0.95, 1e-7)),
}
# Kernels on rows of classes: operations for each number, arrays.
_ROWS = {
    "softmax_forward": (20, 1),
    "softmax_gradient": (4, 2),
    "categorical_crossentropy": (25, 2),
    "softmax_crossentropy": (25, 2),
    "binary_crossentropy": (45, 2),
    "sigmoid_crossentropy": (45, 2),
    "mean_squared_error": (4, 2),
    "mean_absolute_error": (3, 2),
}
WEIGHTS, MAP = (1024 * 1000,), (networks.BATCH * 26 * 26 * 32,)  # of T1's dense layer; of T5's first convolution


def _single_numbers(name):
    operations, arrays, others = _NUMBERS[name]

    def make(small):
        size = (2000,) if small else WEIGHTS if name.endswith(("_update", "_penalty")) else MAP
        return [*(np.abs(numbers(*size)) for _ in range(arrays)), *others], operations * size[0]

    return make


def _rows(name):
    operations, arrays = _ROWS[name]

    def make(small):
        shape = (100 if small else 12800, 10)
        positive = np.abs(numbers(*shape)) + np.float32(0.1)
        rows = positive / positive.sum(axis=1, keepdims=True)
        return [rows.copy() for _ in range(arrays)], operations * rows.size

    return make


def _batchnorm(name):
    def make(small):
        x = numbers(60 if small else MAP[0] // 32, 32)
        gamma, beta, mean, variance = np.abs(numbers(4, 32))
        arguments, operations = {
            "batchnorm_statistics": ([x], 4),
            "batchnorm_forward": ([x, gamma, beta, mean, variance, 1e-3], 4),
            "batchnorm_gradient": ([x, x.copy(), gamma, mean, variance, 1e-3, True], 12),
        }[name]
        return arguments, operations * x.size

    return make


def _pooling(name):
    def make(small):
        images, size, channels = (1, 8, 16) if small else (networks.BATCH, 26, 32)
        x, dy = numbers(images, size, size, channels), numbers(images, size // 2, size // 2, channels)
        y = x[:, ::2, ::2].copy()
        window = (2, 2), (2, 2), (0, 0, 0, 0)
        arguments = {
            "maxpool2d_forward": [x, *window],
            "maxpool2d_input_gradient": [x, y, dy, *window],
            "avgpool2d_forward": [x, *window],
            "avgpool2d_input_gradient": [dy, *window, size, size],
        }[name]
        return arguments, x.size

    return make


def _dropout(small):
    x = numbers(2 if small else networks.BATCH, 1000 if small else 9216)
    return [x, 0.25, np.uint64(1)], 12 * x.size


def _affine(name):
    def make(small):
        x = numbers(1 if small else networks.BATCH, 28, 28, 1)
        transforms = np.tile(np.array([0.98, 0.17, -2, -0.17, 0.98, 2], np.float32), (len(x), 1))
        return [x, transforms, True, 0, *[0.0] * (name == "affine_forward")], 20 * x.size

    return make


def dense(name, depth, outputs, batch=networks.BATCH):
    """A case for one of the three dense kernels."""

    def make(small):
        samples, inner = (1, min(depth, max(50_000 // outputs, 1))) if small else (batch, depth)
        x, kernel, dy = numbers(samples, inner), numbers(inner, outputs), numbers(samples, outputs)
        arguments = {
            "dense_forward": [x, kernel, numbers(outputs)],
            "dense_input_gradient": [dy, kernel],
            "dense_kernel_gradient": [x, dy],
        }[name]
        return arguments, 2 * samples * inner * outputs

    return Case(name, f"{depth} → {outputs}", make)


DENSE = ("dense_forward", "dense_input_gradient", "dense_kernel_gradient")


def every_kernel():
    """A case for each public kernel, {name: case}."""
    conv = Convolution(13, 32, 64, 3)  # T5's second
    cases = {name: conv.case(name) for name in CONVOLUTIONS} | {name: dense(name, 1600, 128) for name in DENSE}
    makers = {name: _single_numbers(name) for name in _NUMBERS} | {name: _rows(name) for name in _ROWS}
    makers |= {f"batchnorm_{part}": _batchnorm(f"batchnorm_{part}") for part in ("statistics", "forward", "gradient")}
    for kind in ("maxpool2d", "avgpool2d"):
        makers |= {f"{kind}_{part}": _pooling(f"{kind}_{part}") for part in ("forward", "input_gradient")}
    makers |= {name: _affine(name) for name in ("affine_forward", "affine_input_gradient")} | {"dropout": _dropout}
    return cases | {name: Case(name, "", make) for name, make in makers.items()}


def layers_of(network):
    """Cases for the convolutions and dense layers of a network; the first layer needs no gradient of its input.

    Where pooling follows at once, it is part of the convolution, as in a model.
    """
    cases, row = [], networks.layers(network)
    for layer, behind in zip(row, [*row[1:], None], strict=True):
        if layer.kind == "conv":
            conv = Convolution(layer.inputs[0], layer.inputs[2], *layer.numbers)
            kind = "conv2d_relu_maxpool2d" if behind and behind.kind == "pool" else "conv2d_relu"
            cases += [conv.case(f"{kind}_{part}") for part in PARTS]
        elif layer.parameters:
            cases += [dense(name, layer.inputs[0], layer.outputs[0]) for name in DENSE]
    return [case for k, case in enumerate(cases) if k != 1]
