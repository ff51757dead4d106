"""Average pooling."""

from course_lib import kernels
from course_lib.layers.pooling2d import Pooling2D


class AveragePooling2D(Pooling2D):
    """Take the mean of each window, channel by channel.

    ::

        y[n, i, j, c] = Σ_uv x[n, i·sh + u − top, j·sw + v − left, c] / (pixels of the window in the image)

    The gradient is shared equally among those pixels.

    Parameters
    ----------
    pool_size : int or (int, int), default (2, 2)
        Height and width of the window in pixels.
    strides : int or (int, int), optional
        Step of the window in pixels; by default `pool_size`, so that windows touch without overlapping.
    padding : {"valid", "same"}, default "valid"
        "valid" drops the pixels behind the last whole window. "same" lets windows reach past the image; as in Keras,
        places outside do not count in the mean.
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
    Y. LeCun et al., "Gradient-based learning applied to document recognition", Proc. IEEE 86(11), 1998.

    Examples
    --------
    >>> import numpy as np
    >>> image = np.array([[1, 3], [2, 0]]).reshape(1, 2, 2, 1)
    >>> float(AveragePooling2D()(image)[0, 0, 0, 0])
    1.5
    """

    def __init__(self, pool_size=(2, 2), strides=None, padding="valid", *, name=None, input_shape=None):
        super().__init__(pool_size, strides, padding, name=name, input_shape=input_shape)

    def forward(self, x, training=False):
        # (N, H, W, C) -> (N, Ho, Wo, C)
        return kernels.avgpool2d_forward(self.check_input(x), self.pool_size, self.strides, self.frame)

    def backward(self, dy):
        if not self.needs_input_gradient:
            return None
        height, width, _ = self.input_shape
        window = self.pool_size, self.strides, self.frame
        return kernels.avgpool2d_input_gradient(self.check_gradient(dy), *window, height, width)
