"""Random turns."""

import math

import numpy as np

from course_lib import exact
from course_lib.layers.augmentation_layer import AugmentationLayer, factor_limits


class RandomRotation(AugmentationLayer):
    """In training, turn each image about its middle by a random angle.

    With (a, b) the way from the middle to output pixel (i, j), down and right, and an angle counter-clockwise, the
    output shows the image at the middle plus::

        (cos(angle) · a + sin(angle) · b, cos(angle) · b − sin(angle) · a)

    Parameters
    ----------
    factor : float or (float, float)
        Limits of the angle as a part of a full turn: 0.1 means from −36° (clockwise) to 36°.
    fill_mode : {"reflect", "constant", "nearest", "wrap"}, default "reflect"
        What is seen outside the image: its mirror image, `fill_value`, its edge pixels, or the image over again.
    interpolation : {"bilinear", "nearest"}, default "bilinear"
        Whether a place between pixels is a mixture of four, or the nearest.
    fill_value : float, default 0.0
        What is seen outside with "constant".
    name : str, optional
        Name in summaries and messages.
    input_shape : (int, int, int), optional
        (H, W, C) of the images, where this is the first layer of a model.

    Raises
    ------
    TypeError, ValueError
        If an argument is of a wrong kind or outside its range.

    Notes
    -----
    Input and output (N, H, W, C), float32. Works in training only. The same seed draws the same changes.

    References
    ----------
    P. Y. Simard et al., "Best practices for convolutional neural networks applied to visual document analysis",
    ICDAR 2003.

    Examples
    --------
    >>> import numpy as np
    >>> image = np.array([[1.0, 2.0], [3.0, 4.0]]).reshape(1, 2, 2, 1)
    >>> RandomRotation((0.25, 0.25))(image, training=True)[0, :, :, 0].round(4).tolist()
    [[2.0, 4.0], [1.0, 3.0]]
    """

    def __init__(
        self,
        factor,
        fill_mode="reflect",
        interpolation="bilinear",
        fill_value=0.0,
        *,
        name=None,
        input_shape=None,
    ):
        super().__init__(fill_mode, interpolation, fill_value, name, input_shape)
        self.factor = factor_limits(factor, "RandomRotation", "factor")

    def transforms(self, samples):
        angle = 2 * math.pi * self.rng.draw("angle", self.factor, samples)
        cos, sin = exact.cos(angle), exact.sin(angle)
        row, column = self._middle()
        return np.stack(
            [cos, sin, row - cos * row - sin * column, -sin, cos, column + sin * row - cos * column], axis=1
        )
