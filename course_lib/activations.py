"""Activations: functions put behind a layer, each with its gradient.

``activation(x)`` gives y; ``activation.gradient(y, dy)`` gives dx from the *outputs* y, so that a layer need not keep
its inputs. ``relu``, ``softmax`` and the others in lower case are ready-made, with Keras's settings.
"""

from course_lib import kernels
from course_lib.arrays import as_float
from course_lib.config import Configured
from course_lib.validation import member, message, number


class Activation(Configured):
    """Base of all activations. One of your own needs ``__call__`` and `gradient`.

    Examples
    --------
    >>> import numpy as np
    >>> class Square(Activation):
    ...     def __call__(self, x):
    ...         return x * x
    ...     def gradient(self, y, dy):
    ...         return 2 * np.sqrt(y) * dy
    >>> Square()(np.float32([3]))
    array([9.], dtype=float32)
    """

    family = "activations"

    def __call__(self, x):
        """Return the activation of `x`, in an array of the same shape."""
        raise NotImplementedError

    def gradient(self, y, dy):
        """Return the loss's gradient with respect to the inputs, from the outputs `y` and their gradient `dy`."""
        raise NotImplementedError

    def __eq__(self, other):
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self):
        return hash(type(self))


class Linear(Activation):
    """y = x: what a layer without an activation has.

    Examples
    --------
    >>> linear([-1, 2]).tolist()
    [-1.0, 2.0]
    """

    def __call__(self, x):
        return as_float(x)

    def gradient(self, y, dy):
        return as_float(dy)


class _Elementwise(Activation):
    """An activation of single numbers: ``kernels.<kernel>_forward`` and ``_gradient`` on the flattened arrays."""

    kernel = ""

    def __call__(self, x):
        x = as_float(x)
        forward = getattr(kernels, f"{self.kernel}_forward")
        return forward(x.reshape(-1), *self.arguments().values()).reshape(x.shape)

    def gradient(self, y, dy):
        y, dy = as_float(y), as_float(dy)
        backward = getattr(kernels, f"{self.kernel}_gradient")
        return backward(y.reshape(-1), dy.reshape(-1), *self.arguments().values()).reshape(dy.shape)


class ReLU(_Elementwise):
    """y = max(x, 0): keep what is positive.

    References
    ----------
    V. Nair and G. E. Hinton, "Rectified linear units improve restricted Boltzmann machines", ICML 2010.

    Examples
    --------
    >>> relu([-1, 2]).tolist()
    [0.0, 2.0]
    """

    kernel = "relu"


class LeakyReLU(_Elementwise):
    """y = x where x > 0, else negative_slope · x: a negative number still has a gradient.

    Parameters
    ----------
    negative_slope : float, default 0.2
        Slope for negative numbers, at least 0.

    Raises
    ------
    TypeError, ValueError
        If it is no number or below 0.

    References
    ----------
    A. L. Maas et al., "Rectifier nonlinearities improve neural network acoustic models", ICML 2013.

    Examples
    --------
    >>> LeakyReLU(0.5)([-1, 2]).tolist()
    [-0.5, 2.0]
    """

    kernel = "leaky_relu"

    def __init__(self, negative_slope=0.2):
        self.negative_slope = number(negative_slope, "LeakyReLU", "negative_slope", least=0)


class ELU(_Elementwise):
    """y = x where x > 0, else alpha · (exp(x) − 1): smooth, and never below −alpha.

    Parameters
    ----------
    alpha : float, default 1.0
        How far negative outputs can go, at least 0.

    Raises
    ------
    TypeError, ValueError
        If it is no number or below 0.

    References
    ----------
    D.-A. Clevert et al., "Fast and accurate deep network learning by exponential linear units", ICLR 2016.

    Examples
    --------
    >>> elu([-50, 2]).tolist()
    [-1.0, 2.0]
    """

    kernel = "elu"

    def __init__(self, alpha=1.0):
        self.alpha = number(alpha, "ELU", "alpha", least=0)


class Sigmoid(_Elementwise):
    """y = 1 / (1 + exp(−x)): a probability from any number.

    Examples
    --------
    >>> sigmoid([0, 50]).tolist()
    [0.5, 1.0]
    """

    kernel = "sigmoid"


class Tanh(_Elementwise):
    """y = (exp(x) − exp(−x)) / (exp(x) + exp(−x)): between −1 and 1.

    Examples
    --------
    >>> tanh([0, -50]).tolist()
    [0.0, -1.0]
    """

    kernel = "tanh"


class Softmax(Activation):
    """y[k] = exp(x[k]) / Σ_l exp(x[l]) over the last axis: probabilities that add up to 1.

    References
    ----------
    J. S. Bridle, "Probabilistic interpretation of feedforward classification network outputs", 1990.

    Examples
    --------
    >>> softmax([[0, 0]]).tolist()
    [[0.5, 0.5]]
    """

    def __call__(self, x):
        x = as_float(x)
        if x.ndim < 2:
            raise ValueError(message("softmax", "the input must have a batch axis", f"shape {x.shape}", "Use x[None]."))
        return kernels.softmax_forward(x.reshape(-1, x.shape[-1])).reshape(x.shape)

    def gradient(self, y, dy):
        y, dy, classes = as_float(y), as_float(dy), y.shape[-1]
        return kernels.softmax_gradient(y.reshape(-1, classes), dy.reshape(-1, classes)).reshape(dy.shape)


linear, relu, leaky_relu, elu = Linear(), ReLU(), LeakyReLU(), ELU()
sigmoid, tanh, softmax = Sigmoid(), Tanh(), Softmax()

_BY_NAME = {
    "relu": ReLU,
    "linear": Linear,
    "leaky_relu": LeakyReLU,
    "elu": ELU,
    "sigmoid": Sigmoid,
    "tanh": Tanh,
    "softmax": Softmax,
}


def get(identifier, where="activations.get"):
    """Return the activation for a name; None means linear.

    Parameters
    ----------
    identifier : str, Activation or None
        Such as "relu" or ``LeakyReLU(0.1)``.
    where : str, optional
        Who asks, for messages.

    Raises
    ------
    TypeError
        If it is neither; a plain function has no gradient.
    ValueError
        If there is no activation of that name; the message names the nearest one.

    Examples
    --------
    >>> get("relu")
    ReLU()
    """
    if identifier is None:
        return linear
    if callable(identifier) and not isinstance(identifier, Activation | type):
        got, advice = repr(identifier), "Subclass activations.Activation, with __call__ and gradient."
        raise TypeError(message(where, "`activation` must have a gradient, which a plain function lacks", got, advice))
    return member(identifier, "an activation", Activation, _BY_NAME, where, "activation")
