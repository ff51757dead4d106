"""What convolutions and dense layers have in common: a kernel and a bias."""

import numpy as np

from course_lib import initializers
from course_lib.layers.layer import ActivatedLayer


class KernelLayer(ActivatedLayer):
    """A layer with weights: ``kernel``, whose last axis counts the outputs, and ``bias``, one number for each.

    Parameters
    ----------
    activation : str or Activation, optional
        Applied last; none means linear.
    use_bias : bool, default True
        Whether there is a bias.
    kernel_initializer, bias_initializer : str or Initializer
        Initial values.
    input_shape : tuple of int, optional
        Shape of a sample, where this is the first layer of a model.
    name : str, optional
        Name in summaries and messages.
    """

    def __init__(self, activation, use_bias, kernel_initializer, bias_initializer, input_shape, name):
        super().__init__(activation, name)
        where = type(self).__name__
        self.use_bias = bool(use_bias)
        self.kernel_initializer = initializers.get(kernel_initializer, where, "kernel_initializer")
        self.bias_initializer = initializers.get(bias_initializer, where, "bias_initializer")
        self.declared_input_shape = input_shape

    def make_params(self, kernel_shape, rng):
        """Fill `params` for a kernel of `kernel_shape`."""
        self.params = {"kernel": self.kernel_initializer(kernel_shape, rng.key("kernel"))}
        if self.use_bias:
            self.params["bias"] = self.bias_initializer(kernel_shape[-1:], rng.key("bias"))

    def bias(self):
        """Return the bias, or zeros: the compiled kernels always add one."""
        kernel = self.params["kernel"]
        return self.params["bias"] if self.use_bias else np.zeros(kernel.shape[-1], np.float32)

    def keep_gradients(self, dkernel, dbias):
        """Fill `grads`."""
        self.grads = {"kernel": dkernel, "bias": dbias} if self.use_bias else {"kernel": dkernel}
