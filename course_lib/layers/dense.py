"""The fully connected layer."""

from course_lib import kernels
from course_lib.layers.kernel_layer import KernelLayer
from course_lib.validation import message, positive_int


class Dense(KernelLayer):
    """Connect every input with every output.

    ::

        y[n, o] = activation(bias[o] + Σ_k x[n, k] · kernel[k, o])

    Parameters
    ----------
    units : int
        Number of outputs.
    activation : str or Activation, optional
        Applied to the sum; none means linear.
    use_bias : bool, default True
        Whether a bias is added.
    kernel_initializer, bias_initializer : str or Initializer
        Initial values; by default "glorot_uniform" and "zeros".
    input_shape : (int,), optional
        Number of inputs, where this is the first layer of a model.
    name : str, optional
        Name in summaries and messages.

    Attributes
    ----------
    params : dict
        ``kernel`` (inputs, units) and ``bias`` (units,).

    Raises
    ------
    TypeError, ValueError
        If an argument is of a wrong kind or outside its range.

    Notes
    -----
    Input (N, inputs), output (N, units), float32.

    Examples
    --------
    >>> import numpy as np
    >>> Dense(10)(np.zeros((8, 1600))).shape
    (8, 10)
    """

    def __init__(
        self,
        units,
        activation=None,
        use_bias=True,
        kernel_initializer="glorot_uniform",
        bias_initializer="zeros",
        *,
        input_shape=None,
        name=None,
    ):
        super().__init__(activation, use_bias, kernel_initializer, bias_initializer, input_shape, name)
        self.units = positive_int(units, "Dense", "units")

    def _build(self, input_shape, rng):
        if len(input_shape) != 1:
            advice = "Put a Flatten layer before it."
            raise ValueError(message(self.name, "a sample must be a row of numbers", f"shape {input_shape}", advice))
        self.make_params((input_shape[0], self.units), rng)
        return (self.units,)

    def preactivation(self, x, training=False):
        x = self.saved["x"] = self.check_input(x)
        # (N, K) · (K, O) + (O,) -> (N, O)
        return kernels.dense_forward(x, self.params["kernel"], self.bias())

    def preactivation_backward(self, dz):
        self.keep_gradients(*kernels.dense_kernel_gradient(self.recall("x"), dz))
        return kernels.dense_input_gradient(dz, self.params["kernel"]) if self.needs_input_gradient else None
