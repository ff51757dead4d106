"""The shape of what a model is fed."""

from course_lib.validation import message, positive_int


class InputLayer:
    """States the shape of one sample; holds no numbers and does no work.

    Parameters
    ----------
    shape : tuple of int
        Shape of one sample, without the batch axis.

    Raises
    ------
    TypeError, ValueError
        If `shape` is no tuple of whole numbers of at least 1.
    """

    def __init__(self, shape):
        if not isinstance(shape, tuple | list) or not shape:
            rule = "`shape` must be a tuple such as (28, 28, 1)"
            raise TypeError(message("Input", rule, repr(shape), "Leave the batch axis out."))
        self.shape = tuple(positive_int(size, "Input", "shape") for size in shape)

    def __repr__(self):
        return f"Input({self.shape})"


def Input(shape):
    """Return the entry that tells a `Sequential` the shape of one sample; it stands first.

    Parameters
    ----------
    shape : tuple of int
        Shape of one sample, without the batch axis: (28, 28, 1) for MNIST.

    Examples
    --------
    >>> Input((28, 28, 1))
    Input((28, 28, 1))
    """
    return InputLayer(shape)
