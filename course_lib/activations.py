"""Activations: functions put behind a layer, each with its gradient.

``activation(x)`` gives y; ``activation.gradient(y, dy)`` gives dx from the *outputs* y, so that a layer need not keep
its inputs.
"""

from course_lib import kernels
from course_lib.validation import choice, message


class Activation:
    """An activation function with its gradient."""

    name = "activation"

    def __call__(self, x):
        raise NotImplementedError

    def gradient(self, y, dy):
        raise NotImplementedError

    def __repr__(self):
        return f"<activation {self.name}>"


class _Linear(Activation):
    name = "linear"

    def __call__(self, x):
        return x

    def gradient(self, y, dy):
        return dy


class _ReLU(Activation):
    name = "relu"

    def __call__(self, x):
        return kernels.relu_forward(x.reshape(-1)).reshape(x.shape)

    def gradient(self, y, dy):
        return kernels.relu_gradient(y.reshape(-1), dy.reshape(-1)).reshape(dy.shape)


class _Softmax(Activation):
    name = "softmax"

    def __call__(self, x):
        if x.ndim < 2:
            raise ValueError(message("softmax", "the input must have a batch axis", f"shape {x.shape}"))
        return kernels.softmax_forward(x.reshape(-1, x.shape[-1])).reshape(x.shape)

    def gradient(self, y, dy):
        classes = y.shape[-1]
        return kernels.softmax_gradient(y.reshape(-1, classes), dy.reshape(-1, classes)).reshape(dy.shape)


linear, relu, softmax = _Linear(), _ReLU(), _Softmax()

_BY_NAME = {activation.name: activation for activation in (linear, relu, softmax)}


def get(identifier, where="activations.get"):
    """Return the activation for a name; None means linear.

    Raises
    ------
    ValueError
        If there is no activation of that name; the message names the nearest one.

    Examples
    --------
    >>> get("relu")
    <activation relu>
    """
    if identifier is None:
        return linear
    if isinstance(identifier, Activation):
        return identifier
    return _BY_NAME[choice(identifier, _BY_NAME, where, "activation")]
