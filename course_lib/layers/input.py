"""The shape of what a model is fed."""

from course_lib.arguments import explained
from course_lib.config import Configured
from course_lib.validation import message, positive_int


class InputLayer(Configured):
    """States the shape of one sample; holds no numbers and does no work.

    Parameters
    ----------
    shape : tuple of int
        Shape of one sample, without the batch axis.
    name : str, optional
        Shown when it is printed.

    Raises
    ------
    TypeError, ValueError
        If `shape` is no tuple of whole numbers of at least 1.

    Examples
    --------
    >>> InputLayer((28, 28, 1)).shape
    (28, 28, 1)
    """

    family = "layers"

    def __init__(self, shape, name=None):
        if not isinstance(shape, tuple | list) or not shape:
            advice = f"Write ({shape},)." if isinstance(shape, int) else ""
            raise TypeError(message("Input", "`shape` must be a tuple such as (28, 28, 1)", repr(shape), advice))
        if None in shape:
            advice = "Leave the batch axis out." if shape[0] is None else "Every size must be known."
            raise TypeError(message("Input", "`shape` must be whole numbers", repr(shape), advice))
        self.shape = tuple(positive_int(size, "Input", "shape") for size in shape)
        self.name = name

    def __repr__(self):
        return f"Input({self.shape})"


@explained
def Input(shape, name=None):
    """Return the entry that tells a `Sequential` the shape of one sample; it stands first.

    Parameters
    ----------
    shape : tuple of int
        Shape of one sample, without the batch axis: (28, 28, 1) for MNIST.
    name : str, optional
        Shown when it is printed.

    Returns
    -------
    InputLayer

    Raises
    ------
    TypeError, ValueError
        If `shape` is no tuple of whole numbers of at least 1.

    Examples
    --------
    >>> Input((28, 28, 1))
    Input((28, 28, 1))
    """
    return InputLayer(shape, name)
