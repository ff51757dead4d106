"""Random sizes."""

import numpy as np

from course_lib.layers.augmentation_layer import AugmentationLayer, factor_limits


class RandomZoom(AugmentationLayer):
    """In training, make each image larger or smaller about its middle, by a random factor.

    With (a, b) the way from the middle to an output pixel, the output shows the image at the middle plus
    ((1 + height) · a, (1 + width) · b).

    Parameters
    ----------
    height_factor : float or (float, float)
        Limits of the change in height, above −1: as in Keras a *positive* number shows more than the image, which
        gets smaller, and −0.5 shows its middle half, at twice the size.
    width_factor : float or (float, float), optional
        Limits of the change in width; by default each image's width changes as its height does.
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
    >>> row = np.arange(5.0).reshape(1, 1, 5, 1)
    >>> RandomZoom(0, (-0.5, -0.5))(row, training=True).reshape(-1).tolist()
    [1.0, 1.5, 2.0, 2.5, 3.0]
    """

    def __init__(
        self,
        height_factor,
        width_factor=None,
        fill_mode="reflect",
        interpolation="bilinear",
        fill_value=0.0,
        *,
        name=None,
        input_shape=None,
    ):
        super().__init__(fill_mode, interpolation, fill_value, name, input_shape)
        self.height_factor = factor_limits(height_factor, "RandomZoom", "height_factor", least=-1)
        self.width_factor = None
        if width_factor is not None:
            self.width_factor = factor_limits(width_factor, "RandomZoom", "width_factor", least=-1)

    def transforms(self, samples):
        row, column = self._middle()
        down = right = 1 + self.rng.draw("height", self.height_factor, samples)
        if self.width_factor is not None:
            right = 1 + self.rng.draw("width", self.width_factor, samples)
        found = np.zeros((samples, 6))
        found[:, 0], found[:, 2] = down, row * (1 - down)
        found[:, 4], found[:, 5] = right, column * (1 - right)
        return found
