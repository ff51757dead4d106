"""Random blots."""

import numbers

import numpy as np

from course_lib.layers.augmentation_layer import factor_limits
from course_lib.layers.layer import Layer
from course_lib.random import normal
from course_lib.shapes import check_image
from course_lib.validation import message, number


class RandomErasing(Layer):
    """In training, cover a random rectangle of each image, or leave the image, as a coin falls.

    A network that cannot rely on any one part of an image learns to look at all of it. The rectangle is √a · H high
    and √b · W wide, with a and b drawn between the limits of `scale`; every place in the image is as likely. A pixel is
    covered if its middle is.

    Parameters
    ----------
    factor : float or (float, float), default 1.0
        Limits of the probability that an image gets a rectangle; one number f means (0, f). Each image draws its
        probability first, so that 1.0 covers half of the images, and (1, 1) all of them.
    scale : float or (float, float), default (0.02, 0.33)
        Limits of the part that is covered, between 0 and 1; one number f means (0, f).
    fill_value : float, optional
        What covers the image; by default noise: normal numbers of mean 0 times the upper limit of `value_range`,
        those outside of `value_range` brought to its limits.
    value_range : (float, float), default (0, 255)
        The lowest and the highest number that a pixel can be: (0, 1) for images divided by 255.
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
    Input and output (N, H, W, C), float32. Works in training only. The same seed draws the same rectangles. No
    gradient goes back to a covered pixel.

    References
    ----------
    Z. Zhong et al., "Random erasing data augmentation", 2017.

    Examples
    --------
    >>> import numpy as np
    >>> images = np.full((1, 3, 6, 1), 0.5)
    >>> layer = RandomErasing((1, 1), scale=(0.2, 0.4), fill_value=0.0)
    >>> print(layer(images, training=True)[0, :, :, 0])
    [[0.5 0.5 0.5 0.5 0.5 0.5]
     [0.  0.  0.  0.5 0.5 0.5]
     [0.5 0.5 0.5 0.5 0.5 0.5]]
    """

    def __init__(
        self, factor=1.0, scale=(0.02, 0.33), fill_value=None, value_range=(0, 255), *, name=None, input_shape=None
    ):
        super().__init__(name, input_shape)
        where = type(self).__name__
        self.factor = _part_limits(factor, where, "factor")
        self.scale = _part_limits(scale, where, "scale")
        if not isinstance(value_range, tuple | list):
            raise TypeError(message(where, "`value_range` must be a pair (low, high)", repr(value_range)))
        self.value_range = factor_limits(value_range, where, "value_range")
        self.fill_value = None if fill_value is None else number(fill_value, where, "fill_value")

    def _build(self, input_shape, rng):
        check_image(self.name, input_shape)
        self.rng = rng
        return input_shape

    def forward(self, x, training=False):
        x = self.check_input(x)
        self.saved["rectangles"] = self.rectangles(len(x)) if training else []
        return self._covered(x, self._fill) if training else x

    def backward(self, dy):
        rectangles = self.recall("rectangles")
        if not self.needs_input_gradient:
            return None
        dy = self.check_gradient(dy)
        return self._covered(dy, np.zeros) if rectangles else dy

    def rectangles(self, samples):
        """Return where the images of a batch are covered at this training step.

        Parameters
        ----------
        samples : int
            Number of images N.

        Returns
        -------
        list of (int, slice, slice)
            For each covered image its number, its rows and its columns.
        """
        height, width, _ = self.input_shape
        covered = self.rng.draw("coin", (0, 1), samples) < self.rng.draw("factor", self.factor, samples)
        rows, columns = self._parts("rows", height, samples), self._parts("columns", width, samples)
        return [(n, rows[n], columns[n]) for n in np.flatnonzero(covered).tolist()]

    def _parts(self, axis, length, samples):
        """A random part of an axis for each image, as a slice: pixel i, whose middle is i + 0.5, may lie in it."""
        part = length * np.sqrt(self.rng.draw(axis, self.scale, samples))
        start = (length - part) * self.rng.draw(f"start of {axis}", (0, 1), samples)
        first, behind = (np.ceil(place - 0.5).astype(int) for place in (start, start + part))
        return [slice(*limits) for limits in zip(first.tolist(), behind.tolist(), strict=True)]

    def _covered(self, images, filling):
        """The images with what `filling` makes of a number of pixels in the places of the rectangles."""
        images = images.copy()
        places = [images[rectangle] for rectangle in self.saved["rectangles"]]
        filled = filling(sum(place.size for place in places))
        for place in places:
            place[...], filled = filled[: place.size].reshape(place.shape), filled[place.size :]
        return images

    def _fill(self, count):
        """What covers that many pixels."""
        if self.fill_value is not None:
            return np.full(count, self.fill_value)
        low, high = self.value_range
        return np.clip(normal((count,), 0, high, self.rng.step_key("noise")), low, high)


def _part_limits(value, where, name):
    """Limits (low, high) between 0 and 1; one number f means (0, f)."""
    single = isinstance(value, numbers.Real) and not isinstance(value, bool)
    low, high = (0.0, number(value, where, name)) if single else factor_limits(value, where, name)
    if not 0 <= low <= high <= 1:
        raise ValueError(message(where, f"`{name}` must lie between 0 and 1", repr(value)))
    return low, high
