"""What the augmentation layers have in common: each image of a batch is moved in its own random way."""

import numbers

from course_lib import kernels
from course_lib.arrays import as_float
from course_lib.kernels import augmentation
from course_lib.layers.border import as_numbers
from course_lib.layers.layer import Layer
from course_lib.shapes import check_image
from course_lib.validation import choice, message, number

FILL_MODES = {
    "constant": augmentation.CONSTANT,
    "nearest": augmentation.NEAREST,
    "wrap": augmentation.WRAP,
    "reflect": augmentation.REFLECT,
}


class AugmentationLayer(Layer):
    """A layer that looks up each output pixel somewhere else in the image, in training; else it does nothing.

    A layer of this kind provides `transforms`, with random numbers from `self.rng.draw`. Which change an image gets
    depends on the model's seed, this layer's place in it, the training step and the image's place in the batch.

    Parameters
    ----------
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

    Examples
    --------
    >>> import numpy as np
    >>> class OneToTheRight(AugmentationLayer):
    ...     def transforms(self, samples):
    ...         return np.tile([1, 0, 0, 0, 1, -1], (samples, 1))  # row = i, column = j − 1
    >>> layer = OneToTheRight(fill_mode="constant")
    >>> layer(np.array([[1, 2, 3]]).reshape(1, 1, 3, 1), training=True).ravel()
    array([0., 1., 2.], dtype=float32)
    """

    def __init__(self, fill_mode="reflect", interpolation="bilinear", fill_value=0.0, name=None, input_shape=None):
        super().__init__(name, input_shape)
        where = type(self).__name__
        self.fill_mode = choice(fill_mode, FILL_MODES, where, "fill_mode")
        self.interpolation = choice(interpolation, ("bilinear", "nearest"), where, "interpolation")
        self.fill_value = number(fill_value, where, "fill_value")

    def _build(self, input_shape, rng):
        check_image(self.name, input_shape)
        self.rng = rng
        return input_shape

    def transforms(self, samples):
        """Return for each image where its output pixels (i, j) are taken from.

        Parameters
        ----------
        samples : int
            Number of images N.

        Returns
        -------
        ndarray, (N, 6)
            ``row = t[0] · i + t[1] · j + t[2]`` and ``column = t[3] · i + t[4] · j + t[5]``.
        """
        rule = "a layer of this kind needs a method `transforms`"
        raise NotImplementedError(message(type(self).__name__, rule, "none"))

    def forward(self, x, training=False):
        x = self.check_input(x)
        self.saved["transforms"] = self._checked_transforms(len(x)) if training else None
        if not training:
            return x
        return kernels.affine_forward(x, self.saved["transforms"], *self._options(), self.fill_value)

    def _checked_transforms(self, samples):
        found = as_numbers(self.transforms(samples), self.name, "what `transforms` returns")
        if found.shape != (samples, 6):
            rule = f"`transforms` must return an array of shape {(samples, 6)}"
            raise ValueError(message(self.name, rule, str(found.shape)))
        return as_float(found)

    def backward(self, dy):
        transforms = self.recall("transforms")
        if not self.needs_input_gradient:
            return None
        dy = self.check_gradient(dy)
        return dy if transforms is None else kernels.affine_input_gradient(dy, transforms, *self._options())

    def _options(self):
        return self.interpolation == "bilinear", FILL_MODES[self.fill_mode]

    def _middle(self):
        """Row and column of the image's middle, which may lie between pixels."""
        return (self.input_shape[0] - 1) / 2, (self.input_shape[1] - 1) / 2


def factor_limits(value, where, name, least=None):
    """Return the limits (low, high) for a factor given as one number f, for (−f, f), or as a pair.

    Parameters
    ----------
    value : float or (float, float)
        What was passed.
    where, name : str
        Who asks, and for which argument.
    least : float, optional
        What both limits must be above.

    Raises
    ------
    TypeError, ValueError
        If it is neither, or the first is above the second.
    """
    if isinstance(value, numbers.Real) and not isinstance(value, bool):
        high = number(value, where, name, least=0)
        value = (-high, high)
    if not isinstance(value, tuple | list) or len(value) != 2:
        raise TypeError(message(where, f"`{name}` must be a number or a pair (low, high)", repr(value)))
    low, high = (number(limit, where, name, above=least) for limit in value)
    if low > high:
        raise ValueError(message(where, f"`{name}` must be (low, high) with low ≤ high", repr(value)))
    return low, high
