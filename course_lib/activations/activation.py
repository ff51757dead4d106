"""What every activation is."""

from course_lib import kernels
from course_lib.arrays import as_float, as_numbers
from course_lib.config import Configured
from course_lib.validation import message


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
        raise NotImplementedError(message(type(self).__name__, "an activation needs a method `__call__`", "none"))

    def gradient(self, y, dy):
        """Return the loss's gradient with respect to the inputs, from the outputs `y` and their gradient `dy`.

        Parameters
        ----------
        y : array_like
            What the activation gave for the inputs.
        dy : array_like, of y's shape
            The loss's gradient with respect to `y`.

        Returns
        -------
        ndarray, of y's shape, float32
        """
        raise NotImplementedError(message(type(self).__name__, "an activation needs a method `gradient`", "none"))

    def __eq__(self, other):
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self):
        return hash(type(self))


class Elementwise(Activation):
    """An activation of single numbers: ``kernels.<kernel>_forward`` and ``_gradient`` on the flattened arrays."""

    kernel = ""

    def __call__(self, x):
        x = as_float(as_numbers(x, self.kernel, "the input"))
        forward = getattr(kernels, f"{self.kernel}_forward")
        return forward(x.reshape(-1), *self.arguments().values()).reshape(x.shape)

    def gradient(self, y, dy):
        y, dy = checked_pair(self.kernel, y, dy)
        backward = getattr(kernels, f"{self.kernel}_gradient")
        return backward(y.reshape(-1), dy.reshape(-1), *self.arguments().values()).reshape(dy.shape)


def checked_pair(name, y, dy):
    """Return outputs and their gradient as float32 arrays, or say what does not fit.

    Parameters
    ----------
    name : str
        What the activation is called in messages.
    y, dy : array_like
        As for `Activation.gradient`.

    Raises
    ------
    TypeError
        If one of them does not hold numbers.
    ValueError
        If their shapes differ.
    """
    y, dy = as_numbers(y, name, "`y`"), as_numbers(dy, name, "`dy`")
    if y.shape != dy.shape:
        raise ValueError(message(name, "`y` and `dy` must have one shape", f"{y.shape} and {dy.shape}"))
    return as_float(y), as_float(dy)
