"""Two-dimensional convolution."""

import numpy as np

from course_lib import initializers, kernels
from course_lib.layers.layer import ActivatedLayer
from course_lib.shapes import PADDINGS, output_size, window_padding
from course_lib.validation import choice, message, positive_int, positive_pair


class Conv2D(ActivatedLayer):
    """Slide `filters` small weight arrays over an image; each gives one map of the output.

    ::

        y[n, i, j, f] = activation(bias[f] + Σ_uvc x[n, i·sh + u − top, j·sw + v − left, c] · kernel[u, v, c, f])

    Parameters
    ----------
    filters : int
        Number of filters F, the channels of the output.
    kernel_size : int or (int, int)
        Height and width of the window (kh, kw) in pixels.
    strides : int or (int, int), default (1, 1)
        Step of the window (sh, sw) in pixels, down and right.
    padding : {"valid", "same"}, default "valid"
        "same" frames the image with zeros so that the output is ⌈H/sh⌉ × ⌈W/sw⌉; an odd pixel goes to the bottom
        and right, as in Keras.
    activation : str or Activation, optional
        Applied to the sum; none means linear.
    use_bias : bool, default True
        Whether a bias is added.
    kernel_initializer, bias_initializer : str or Initializer
        Initial values; by default "glorot_uniform" and "zeros".
    input_shape : (int, int, int), optional
        (H, W, C) of the images, where this is the first layer of a model.
    name : str, optional
        Name in summaries and messages.

    Attributes
    ----------
    params : dict
        ``kernel`` (kh, kw, C, F) and ``bias`` (F,).

    Raises
    ------
    TypeError, ValueError
        If an argument is of a wrong kind or outside its range.

    Notes
    -----
    Input (N, H, W, C), output (N, Ho, Wo, F), float32. Like every deep-learning library this computes a correlation:
    the window is not flipped.

    References
    ----------
    Y. LeCun et al., "Gradient-based learning applied to document recognition", Proc. IEEE 86(11), 1998.

    Examples
    --------
    >>> import numpy as np
    >>> layer = Conv2D(32, kernel_size=3, activation="relu")
    >>> layer(np.zeros((8, 28, 28, 1))).shape
    (8, 26, 26, 32)
    """

    def __init__(
        self,
        filters,
        kernel_size,
        strides=(1, 1),
        padding="valid",
        activation=None,
        use_bias=True,
        kernel_initializer="glorot_uniform",
        bias_initializer="zeros",
        *,
        input_shape=None,
        name=None,
    ):
        super().__init__(activation, name)
        self.filters = positive_int(filters, "Conv2D", "filters")
        self.kernel_size = positive_pair(kernel_size, "Conv2D", "kernel_size")
        self.strides = positive_pair(strides, "Conv2D", "strides")
        self.padding = choice(padding, PADDINGS, "Conv2D", "padding")
        self.use_bias = bool(use_bias)
        self.kernel_initializer = initializers.get(kernel_initializer, "Conv2D", "kernel_initializer")
        self.bias_initializer = initializers.get(bias_initializer, "Conv2D", "bias_initializer")
        self.declared_input_shape = input_shape

    def _build(self, input_shape, rng):
        if len(input_shape) != 3:
            advice = "Add a channel axis: x[..., None]." if len(input_shape) == 2 else ""
            rule = "images must have shape (height, width, channels)"
            raise ValueError(message(self.name, rule, str(input_shape), advice))
        height, width, channels = input_shape
        (kh, kw), (sh, sw) = self.kernel_size, self.strides
        self.frame = window_padding(self.padding, (height, width), self.kernel_size, self.strides)
        top, bottom, left, right = self.frame
        if kh > height + top + bottom or kw > width + left + right:
            rule = f"a window of {kh}×{kw} must fit into the image"
            advice = "Use a smaller kernel_size, fewer layers before it, or padding='same'."
            raise ValueError(message(self.name, rule, f"{height}×{width} pixels", advice))
        shape = (kh, kw, channels, self.filters)
        self.params = {"kernel": self.kernel_initializer(shape, rng.key("kernel"))}
        if self.use_bias:
            self.params["bias"] = self.bias_initializer((self.filters,), rng.key("bias"))
        return output_size(height, kh, sh, top, bottom), output_size(width, kw, sw, left, right), self.filters

    def preactivation(self, x, training=False):
        x = self.saved["x"] = self.check_input(x)
        bias = self.params["bias"] if self.use_bias else np.zeros(self.filters, np.float32)
        # (N, H, W, C) ⋆ (kh, kw, C, F) + (F,) -> (N, Ho, Wo, F)
        return kernels.conv2d_forward(x, self.params["kernel"], bias, self.strides, self.frame)

    def preactivation_backward(self, dz):
        x = self.recall("x")
        dkernel, dbias = kernels.conv2d_kernel_gradient(x, dz, self.strides, self.frame, *self.kernel_size)
        self.grads = {"kernel": dkernel, "bias": dbias} if self.use_bias else {"kernel": dkernel}
        if not self.needs_input_gradient:
            return None
        height, width, _ = self.input_shape
        return kernels.conv2d_input_gradient(dz, self.params["kernel"], self.strides, self.frame, height, width)
