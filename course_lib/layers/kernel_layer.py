"""What convolutions and dense layers have in common: a kernel and a bias."""

import numpy as np

from course_lib import activations, initializers, regularizers
from course_lib.arrays import as_float
from course_lib.layers.activated_layer import ActivatedLayer
from course_lib.layers.border import as_numbers
from course_lib.validation import message


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
    kernel_regularizer : str or Regularizer, optional
        Penalty on the kernel that is added to the loss.
    name : str, optional
        Name in summaries and messages.
    input_shape : tuple of int, optional
        Shape of a sample, where this is the first layer of a model.

    Examples
    --------
    >>> from course_lib import layers
    >>> layer = layers.Dense(2)  # a KernelLayer
    >>> y = layer([[1.0, 2.0, 3.0]])
    >>> {name: array.shape for name, array in layer.params.items()}
    {'kernel': (3, 2), 'bias': (2,)}
    """

    def __init__(
        self,
        activation,
        use_bias,
        kernel_initializer,
        bias_initializer,
        kernel_regularizer,
        name,
        input_shape,
    ):
        super().__init__(activation, name, input_shape)
        where = type(self).__name__
        self.use_bias = bool(use_bias)
        self.kernel_initializer = initializers.get(kernel_initializer, where, "kernel_initializer")
        self.bias_initializer = initializers.get(bias_initializer, where, "bias_initializer")
        self.kernel_regularizer = regularizers.get(kernel_regularizer, where, "kernel_regularizer")

    def arguments(self):
        linear = isinstance(self.activation, activations.Linear)
        return {**super().arguments(), "activation": None if linear else self.activation}

    def make_params(self, kernel_shape, rng):
        """Fill `params` for a kernel of `kernel_shape`.

        Parameters
        ----------
        kernel_shape : tuple of int
            The last number is that of the outputs.
        rng : RandomSource
            Where initial values come from.
        """
        self.params = {"kernel": self.initial("kernel", self.kernel_initializer, kernel_shape, rng)}
        if self.use_bias:
            self.params["bias"] = self.initial("bias", self.bias_initializer, kernel_shape[-1:], rng)

    def bias(self):
        """Return the bias, or zeros: the compiled kernels always add one.

        Returns
        -------
        ndarray, (outputs,), float32
        """
        kernel = self.params["kernel"]
        return self.params["bias"] if self.use_bias else np.zeros(kernel.shape[-1], kernel.dtype)

    def keep_gradients(self, dkernel, dbias):
        """Fill `grads`; the penalty's gradient is added to the kernel's.

        Parameters
        ----------
        dkernel, dbias : ndarray
            The loss's gradients without the penalty's, of the shapes of kernel and bias.
        """
        if self.kernel_regularizer is not None:
            what = f"`gradient` of {type(self.kernel_regularizer).__name__}"
            own = as_numbers(self.kernel_regularizer.gradient(self.params["kernel"]), self.name, f"what {what} returns")
            if own.shape != dkernel.shape:
                raise ValueError(message(self.name, f"{what} must have shape {dkernel.shape}", str(own.shape)))
            dkernel = dkernel + as_float(own)
        self.grads = {"kernel": dkernel, "bias": dbias} if self.use_bias else {"kernel": dkernel}

    def penalty(self):
        if self.kernel_regularizer is None or not self.built:
            return 0.0
        what = f"what `penalty` of {type(self.kernel_regularizer).__name__} returns"
        found = as_numbers(self.kernel_regularizer.penalty(self.params["kernel"]), self.name, what)
        if found.shape:
            raise ValueError(message(self.name, f"{what} must be one number", f"shape {found.shape}"))
        return float(found)
