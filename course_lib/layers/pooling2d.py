"""What max and average pooling have in common: a window that slides over each channel."""

from course_lib.layers.layer import Layer
from course_lib.shapes import PADDINGS, slide
from course_lib.validation import choice, positive_pair


class Pooling2D(Layer):
    """A layer that makes one number of each window, channel by channel.

    Parameters
    ----------
    pool_size : int or (int, int)
        Height and width of the window in pixels.
    strides : int or (int, int), optional
        Step of the window in pixels; by default `pool_size`, so that windows touch without overlapping.
    padding : {"valid", "same"}, default "valid"
        "valid" drops the pixels behind the last whole window; "same" lets windows reach past the image.
    name : str, optional
        Name in summaries and messages.
    input_shape : (int, int, int), optional
        (H, W, C) of the images, where this is the first layer of a model.

    Raises
    ------
    TypeError, ValueError
        If an argument is of a wrong kind or outside its range.

    Examples
    --------
    >>> import numpy as np
    >>> class EveryOther(Pooling2D):
    ...     def forward(self, x, training=False):
    ...         return self.check_input(x)[:, :: self.strides[0], :: self.strides[1]]
    >>> EveryOther(pool_size=1, strides=2)(np.arange(5).reshape(1, 1, 5, 1)).ravel()
    array([0., 2., 4.], dtype=float32)
    """

    def __init__(self, pool_size, strides=None, padding="valid", *, name=None, input_shape=None):
        super().__init__(name, input_shape)
        where = type(self).__name__
        self.pool_size = positive_pair(pool_size, where, "pool_size")
        self.strides = self.pool_size if strides is None else positive_pair(strides, where, "strides")
        self.padding = choice(padding, PADDINGS, where, "padding")

    def _build(self, input_shape, rng):
        self.frame, places = slide(self.name, input_shape, self.pool_size, self.strides, self.padding, "pool_size")
        return *places, input_shape[2]
