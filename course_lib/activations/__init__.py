"""Activations: functions put behind a layer, each with its gradient.

``activation(x)`` gives y; ``activation.gradient(y, dy)`` gives dx from the *outputs* y, so that a layer need not keep
its inputs. ``relu``, ``softmax`` and the others in lower case are ready-made, with Keras's settings.
"""

from course_lib.activations.activation import Activation
from course_lib.activations.elu import ELU
from course_lib.activations.leaky_relu import LeakyReLU
from course_lib.activations.linear import Linear
from course_lib.activations.relu import ReLU
from course_lib.activations.sigmoid import Sigmoid
from course_lib.activations.softmax import Softmax
from course_lib.activations.tanh import Tanh
from course_lib.validation import member, message

__all__ = [
    "ELU",
    "Activation",
    "LeakyReLU",
    "Linear",
    "ReLU",
    "Sigmoid",
    "Softmax",
    "Tanh",
    "elu",
    "get",
    "leaky_relu",
    "linear",
    "relu",
    "sigmoid",
    "softmax",
    "tanh",
]

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

    Returns
    -------
    Activation

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
