"""Max pooling."""

from course_lib import kernels
from course_lib.layers.pooling2d import Pooling2D


class MaxPooling2D(Pooling2D):
    """Keep the largest number of each window, channel by channel.

    ::

        y[n, i, j, c] = max over u, v of x[n, i·sh + u − top, j·sw + v − left, c]

    The gradient goes to the winner alone; of equal numbers the first in reading order wins.

    Parameters
    ----------
    pool_size : int or (int, int), default (2, 2)
        Height and width of the window in pixels.
    strides : int or (int, int), optional
        Step of the window in pixels; by default `pool_size`, so that windows touch without overlapping.
    padding : {"valid", "same"}, default "valid"
        "valid" drops the pixels behind the last whole window. "same" lets windows reach past the image; places
        outside never win.
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
    Input (N, H, W, C), output (N, Ho, Wo, C), float32.

    References
    ----------
    M. Ranzato et al., "Unsupervised learning of invariant feature hierarchies", CVPR 2007.

    Examples
    --------
    >>> import numpy as np
    >>> image = np.array([[1, 3], [2, 0]]).reshape(1, 2, 2, 1)
    >>> float(MaxPooling2D()(image)[0, 0, 0, 0])
    3.0
    """

    def __init__(self, pool_size=(2, 2), strides=None, padding="valid", *, name=None, input_shape=None):
        super().__init__(pool_size, strides, padding, name=name, input_shape=input_shape)

    def forward(self, x, training=False):
        x = self.saved["x"] = self.check_input(x)
        # (N, H, W, C) -> (N, Ho, Wo, C)
        y = self.saved["y"] = kernels.maxpool2d_forward(x, self.pool_size, self.strides, self.frame)
        self.saved.pop("argmax", None)  # of an earlier forward: see ``pooled_conv2d.py``
        return y

    def backward(self, dy):
        if not self.needs_input_gradient:
            return None
        x, y, dy = self.recall("x"), self.recall("y"), self.check_gradient(dy)
        return kernels.maxpool2d_input_gradient(x, y, dy, self.pool_size, self.strides, self.frame)
