"""Arguments for the kernels of convolution, of any shape."""

from typing import NamedTuple

import numpy as np

from benchmarks.kernels.case import Case
from benchmarks.networks import BATCH

PARTS = ("forward", "input_gradient", "kernel_gradient")
NAMES = tuple(f"conv2d_{more}{part}" for more in ("", "relu_", "relu_maxpool2d_") for part in PARTS)


class Convolution(NamedTuple):
    """Square images with `size` pixels a side, `channels` and `filters`; a square window, its step, its frame."""

    size: int
    channels: int
    filters: int
    window: int
    stride: int = 1
    frame: int = 0
    images: int = BATCH

    @property
    def label(self):
        text = f"{self.size}² × {self.channels}, {self.filters} of {self.window}²"
        text += f", stride {self.stride}" * (self.stride > 1) + f", framed by {self.frame}" * (self.frame > 0)
        return text + f", {self.images} images" * (self.images != BATCH)

    @property
    def places(self):
        """How many places the window has, down as well as across."""
        return (self.size + 2 * self.frame - self.window) // self.stride + 1

    @property
    def multiply_adds(self):
        """Of the direct method, the frame's zeros included; the same for all three sums."""
        return self.images * self.places**2 * self.window**2 * self.channels * self.filters

    @property
    def small(self):
        """The same with so few places that a twin is done in a tenth of a second."""
        return self._replace(size=self.window + self.stride - 2 * self.frame, images=1)

    def arguments(self, name):
        """The arguments of a kernel, random."""
        rng = np.random.default_rng(1)
        places = self.places // 2 if "maxpool2d" in name else self.places
        out = (self.images, places, places, self.filters)
        x = rng.standard_normal((self.images, self.size, self.size, self.channels), np.float32)
        kernel = rng.standard_normal((self.window, self.window, self.channels, self.filters), np.float32)
        dy = rng.standard_normal(out, np.float32)
        outputs = [np.maximum(rng.standard_normal(out, np.float32), 0)] * ("relu" in name)
        how = [(self.stride, self.stride), (self.frame,) * 4]
        if "maxpool2d" in name:
            outputs += [rng.integers(0, 4, out).astype(np.float32)]
            how += [(2, 2), (2, 2), (0, 0, 0, 0)]
        if name.endswith("forward"):
            return [x, kernel, np.zeros(self.filters, np.float32), *how]
        if name.endswith("input_gradient"):
            return [*outputs, dy, kernel, *how, self.size, self.size]
        return [x, *outputs, dy, *how, self.window, self.window]

    def case(self, name):
        """The case of a kernel with this shape."""

        def make(small):
            shape = self.small if small else self
            return shape.arguments(name), 2 * shape.multiply_adds

        return Case(name, self.label, make)


AWKWARD = (
    Convolution(28, 1, 32, 3),
    Convolution(28, 1, 32, 5),
    Convolution(28, 1, 64, 3),
    Convolution(28, 3, 32, 3, frame=1),
    Convolution(24, 5, 7, 3),
    Convolution(24, 10, 10, 3),
    Convolution(24, 33, 33, 3),
    Convolution(24, 31, 17, 5),
    Convolution(24, 32, 64, 1),
    Convolution(27, 32, 48, 3, stride=2, frame=1),
    Convolution(28, 16, 24, 7, stride=3),
    Convolution(13, 32, 64, 3, images=1),
)
