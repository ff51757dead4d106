"""Random mirror images."""

import numpy as np

from course_lib.layers.augmentation_layer import AugmentationLayer
from course_lib.validation import choice

_MODES = ("horizontal_and_vertical", "horizontal", "vertical")


class RandomFlip(AugmentationLayer):
    """In training, replace each image by its mirror image, or leave it, as a coin falls.

    Parameters
    ----------
    mode : {"horizontal_and_vertical", "horizontal", "vertical"}, default "horizontal_and_vertical"
        "horizontal" exchanges left and right, "vertical" top and bottom; both throw a coin for each.
    name : str, optional
        Name in summaries and messages.
    input_shape : (int, int, int), optional
        (H, W, C) of the images, where this is the first layer of a model.

    Raises
    ------
    TypeError, ValueError
        If `mode` is none of these.

    Notes
    -----
    Input and output (N, H, W, C), float32. Works in training only. The same seed draws the same flips. A mirrored
    shoe is a shoe; most mirrored digits are no digits.

    Examples
    --------
    >>> import numpy as np
    >>> images = np.tile(np.array([[1.0, 2.0]]).reshape(1, 1, 2, 1), (6, 1, 1, 1))
    >>> RandomFlip("horizontal")(images, training=True)[:, 0, 0, 0].tolist()
    [1.0, 2.0, 1.0, 2.0, 2.0, 2.0]
    """

    def __init__(self, mode="horizontal_and_vertical", *, name=None, input_shape=None):
        super().__init__(name=name, input_shape=input_shape)
        self.mode = choice(mode, _MODES, "RandomFlip", "mode")

    def transforms(self, samples):
        height, width, _ = self.input_shape
        found = np.tile([1.0, 0, 0, 0, 1, 0], (samples, 1))
        if "vertical" in self.mode:
            turned = self.rng.draw("vertical", (0, 1), samples) < 0.5
            found[turned, 0], found[turned, 2] = -1, height - 1
        if "horizontal" in self.mode:
            turned = self.rng.draw("horizontal", (0, 1), samples) < 0.5
            found[turned, 4], found[turned, 5] = -1, width - 1
        return found
