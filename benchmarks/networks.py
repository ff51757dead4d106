"""The networks that are timed, as plain data: those of five well-known MNIST tutorials.

Each entry is (kind, numbers…); every subject builds its own model from them. Convolutions are "valid", with relu;
a dense layer has relu, "classes" is the last dense layer with softmax.
"""

import math
from typing import NamedTuple

NETWORKS = {
    "T1": [
        ("conv", 32, 5), ("pool", 2), ("conv", 64, 5), ("pool", 2),
        ("flatten",), ("dense", 1000), ("classes", 10),
    ],
    "T2": [("conv", 64, 3), ("conv", 32, 3), ("flatten",), ("classes", 10)],
    "T3": [
        ("conv", 32, 3), ("conv", 64, 3), ("conv", 128, 3), ("dropout", 0.25), ("pool", 2),
        ("flatten",), ("dense", 128), ("classes", 10),
    ],
    "T4": [("conv", 32, 3), ("flatten",), ("dense", 128), ("classes", 10)],
    "T5": [
        ("conv", 32, 3), ("pool", 2), ("conv", 64, 3), ("pool", 2), ("dropout", 0.25),
        ("flatten",), ("dense", 128), ("dropout", 0.5), ("classes", 10),
    ],
}  # fmt: skip
BATCH = 128
IMAGE = (28, 28, 1)


class Layer(NamedTuple):
    """A layer with its shapes, (H, W, C) or (K,), without the batch."""

    kind: str
    numbers: tuple
    inputs: tuple
    outputs: tuple

    @property
    def multiply_adds(self):
        """Of the direct method, forward, for one image."""
        if self.kind == "conv":
            return math.prod(self.outputs) * self.numbers[1] ** 2 * self.inputs[2]
        return math.prod(self.inputs) * self.outputs[0] if self.kind in ("dense", "classes") else 0

    @property
    def parameters(self):
        """How many numbers it learns."""
        if self.kind == "conv":
            return (self.numbers[1] ** 2 * self.inputs[2] + 1) * self.outputs[2]
        return (self.inputs[0] + 1) * self.outputs[0] if self.kind in ("dense", "classes") else 0


def layers(network):
    """The layers of a network with their shapes."""
    shape, found = IMAGE, []
    for kind, *numbers in NETWORKS[network]:
        outputs = _outputs(kind, numbers, shape)
        found.append(Layer(kind, tuple(numbers), shape, outputs))
        shape = outputs
    return found


def in_words(network):
    """The network in a line."""
    words = {"conv": "{0} filters of {1}²", "pool": "pool", "dense": "dense {0}"}
    return ", ".join(words[kind].format(*numbers) for kind, *numbers in NETWORKS[network] if kind in words)


def _outputs(kind, numbers, shape):
    if kind == "conv":
        filters, size = numbers
        return shape[0] - size + 1, shape[1] - size + 1, filters
    if kind == "pool":
        return shape[0] // numbers[0], shape[1] // numbers[0], shape[2]
    if kind == "flatten":
        return (math.prod(shape),)
    return shape if kind == "dropout" else (numbers[0],)


def training_flops(network, batch=BATCH):
    """Operations of a training step: each layer's output and both gradients; the first needs none of its input.

    A multiply-add counts as two; all but multiply-adds is left out, and so is what a cleverer method saves.
    """
    learning = [layer for layer in layers(network) if layer.parameters]
    passes = [2] + [3] * (len(learning) - 1)
    return 2 * batch * sum(layer.multiply_adds * count for layer, count in zip(learning, passes, strict=True))
