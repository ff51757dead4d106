"""Random shifts."""

import numpy as np

from course_lib.layers.augmentation_layer import AugmentationLayer, factor_limits


class RandomTranslation(AugmentationLayer):
    """In training, shift each image by a random part of its height and width.

    Output pixel (i, j) shows the image at (i − down · H, j − right · W).

    Parameters
    ----------
    height_factor : float or (float, float)
        Limits of the shift down, as a part of the height: 0.1 means from −0.1 (up) to 0.1 (down).
    width_factor : float or (float, float)
        Limits of the shift to the right, as a part of the width.
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
    >>> row = np.arange(4.0).reshape(1, 1, 4, 1)
    >>> RandomTranslation(0, (0.25, 0.25), fill_mode="constant")(row, training=True).reshape(-1).tolist()
    [0.0, 0.0, 1.0, 2.0]
    """

    def __init__(
        self,
        height_factor,
        width_factor,
        fill_mode="reflect",
        interpolation="bilinear",
        fill_value=0.0,
        *,
        name=None,
        input_shape=None,
    ):
        super().__init__(fill_mode, interpolation, fill_value, name, input_shape)
        self.height_factor = factor_limits(height_factor, "RandomTranslation", "height_factor")
        self.width_factor = factor_limits(width_factor, "RandomTranslation", "width_factor")

    def transforms(self, samples):
        height, width, _ = self.input_shape
        found = np.tile([1.0, 0, 0, 0, 1, 0], (samples, 1))
        found[:, 2] = -height * self.rng.draw("down", self.height_factor, samples)
        found[:, 5] = -width * self.rng.draw("right", self.width_factor, samples)
        return found
