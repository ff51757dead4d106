"""Two-dimensional convolution."""

from course_lib import activations, kernels
from course_lib.layers.kernel_layer import KernelLayer
from course_lib.shapes import PADDINGS, slide
from course_lib.validation import choice, positive_int, positive_pair


class Conv2D(KernelLayer):
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
    kernel_initializer, bias_initializer : str or Initializer, optional
        Initial values; by default "glorot_uniform" and "zeros".
    kernel_regularizer : str or Regularizer, optional
        Penalty on the kernel that is added to the loss, such as "l2" or ``L2(0.001)``.
    name : str, optional
        Name in summaries and messages.
    input_shape : (int, int, int), optional
        (H, W, C) of the images, where this is the first layer of a model.

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
        *,
        activation=None,
        use_bias=True,
        kernel_initializer="glorot_uniform",
        bias_initializer="zeros",
        kernel_regularizer=None,
        name=None,
        input_shape=None,
    ):
        super().__init__(
            activation, use_bias, kernel_initializer, bias_initializer, kernel_regularizer, name, input_shape
        )
        self.filters = positive_int(filters, "Conv2D", "filters")
        self.kernel_size = positive_pair(kernel_size, "Conv2D", "kernel_size")
        self.strides = positive_pair(strides, "Conv2D", "strides")
        self.padding = choice(padding, PADDINGS, "Conv2D", "padding")

    def _build(self, input_shape, rng):
        self.frame, places = slide(self.name, input_shape, self.kernel_size, self.strides, self.padding, "kernel_size")
        self.make_params((*self.kernel_size, input_shape[2], self.filters), rng)
        return *places, self.filters

    def forward(self, x, training=False):
        if not self._relu_is_part_of("conv2d_forward", "relu_forward"):
            return super().forward(x, training)
        x = self.saved["x"] = self.check_input(x)
        y = kernels.conv2d_relu_forward(x, self.params["kernel"], self.bias(), self.strides, self.frame)
        self.saved["y"] = y
        return y

    def backward(self, dy):
        if not self._relu_is_part_of("conv2d_kernel_gradient", "conv2d_input_gradient", "relu_gradient"):
            return super().backward(dy)
        x, y, dy = self.recall("x"), self.recall("y"), self.check_gradient(dy)
        kernel, window = self.params["kernel"], (self.strides, self.frame)
        self.keep_gradients(*kernels.conv2d_relu_kernel_gradient(x, y, dy, *window, *self.kernel_size))
        if not self.needs_input_gradient:
            return None
        return kernels.conv2d_relu_input_gradient(y, dy, kernel, *window, *self.input_shape[:2])

    def _relu_is_part_of(self, *steps):
        """Whether one kernel may do these steps: the activation is the plain relu, and no step is a learner's own."""
        plain = type(self) is Conv2D and type(self.activation) is activations.ReLU
        return plain and kernels.REPLACED.isdisjoint(steps)

    def preactivation(self, x, training=False):
        x = self.saved["x"] = self.check_input(x)
        # (N, H, W, C) ⋆ (kh, kw, C, F) + (F,) -> (N, Ho, Wo, F)
        return kernels.conv2d_forward(x, self.params["kernel"], self.bias(), self.strides, self.frame)

    def preactivation_backward(self, dz):
        x = self.recall("x")
        self.keep_gradients(*kernels.conv2d_kernel_gradient(x, dz, self.strides, self.frame, *self.kernel_size))
        if not self.needs_input_gradient:
            return None
        height, width, _ = self.input_shape
        return kernels.conv2d_input_gradient(dz, self.params["kernel"], self.strides, self.frame, height, width)
