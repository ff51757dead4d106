"""The softmax."""

from course_lib import kernels
from course_lib.activations.activation import Activation, checked_pair
from course_lib.arrays import as_float, as_numbers
from course_lib.validation import message


class Softmax(Activation):
    """y[k] = exp(x[k]) / Σ_l exp(x[l]) over the last axis: probabilities that add up to 1.

    References
    ----------
    J. S. Bridle, "Probabilistic interpretation of feedforward classification network outputs", 1990.

    Examples
    --------
    >>> Softmax()([[0, 0]]).tolist()
    [[0.5, 0.5]]
    """

    def __call__(self, x):
        x = as_float(as_numbers(x, "softmax", "the input"))
        if x.ndim < 2:
            raise ValueError(message("softmax", "the input must have a batch axis", f"shape {x.shape}", "Use x[None]."))
        return kernels.softmax_forward(x.reshape(-1, x.shape[-1])).reshape(x.shape)

    def gradient(self, y, dy):
        y, dy = checked_pair("softmax", y, dy)
        classes = y.shape[-1]
        return kernels.softmax_gradient(y.reshape(-1, classes), dy.reshape(-1, classes)).reshape(dy.shape)
