"""The fully connected layer."""

from course_lib import kernels
from course_lib.layers.kernel_layer import KernelLayer
from course_lib.shapes import check_row
from course_lib.validation import positive_int


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
    kernel_initializer, bias_initializer : str or Initializer, optional
        Initial values; by default "glorot_uniform" and "zeros".
    kernel_regularizer : str or Regularizer, optional
        Penalty on the kernel that is added to the loss, such as "l2" or ``L2(0.001)``.
    name : str, optional
        Name in summaries and messages.
    input_shape : tuple of int, optional
        Shape of a sample, such as (784,), where this is the first layer of a model.

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
    Input (N, inputs), output (N, units), float32. As in Keras, of inputs with more axes the last one is taken and
    every row of it is treated alike: (N, 5, 5, 64) gives (N, 5, 5, units). A classifier wants a `Flatten` before.

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
        kernel_regularizer=None,
        *,
        name=None,
        input_shape=None,
    ):
        super().__init__(
            activation, use_bias, kernel_initializer, bias_initializer, kernel_regularizer, name, input_shape
        )
        self.units = positive_int(units, "Dense", "units")

    def _build(self, input_shape, rng):
        check_row(self.name, input_shape)
        self.make_params((input_shape[-1], self.units), rng)
        return *input_shape[:-1], self.units

    def preactivation(self, x, training=False):
        x = self.saved["x"] = self.check_input(x)
        # (…, K) · (K, O) + (O,) -> (…, O)
        return kernels.dense_forward(_rows(x), self.params["kernel"], self.bias()).reshape(-1, *self.output_shape)

    def preactivation_backward(self, dz):
        dz, kernel = _rows(dz), self.params["kernel"]
        self.keep_gradients(*kernels.dense_kernel_gradient(_rows(self.recall("x")), dz))
        if not self.needs_input_gradient:
            return None
        return kernels.dense_input_gradient(dz, kernel).reshape(-1, *self.input_shape)


def _rows(x):
    """All axes but the last as one: (…, K) -> (rows, K)."""
    return x.reshape(-1, x.shape[-1])
