"""Activations that have a layer of their own name."""

from course_lib import activations
from course_lib.layers.activated_layer import ActivatedLayer


class ReLU(ActivatedLayer):
    """Keep what is positive: y = max(x, 0).

    Parameters
    ----------
    name : str, optional
        Name in summaries and messages.
    input_shape : tuple of int, optional
        Shape of a sample, where this is the first layer of a model.

    References
    ----------
    V. Nair and G. E. Hinton, "Rectified linear units improve restricted Boltzmann machines", ICML 2010.

    Examples
    --------
    >>> import numpy as np
    >>> ReLU()(np.array([[-1.0, 2.0]])).tolist()
    [[0.0, 2.0]]
    """

    def __init__(self, *, name=None, input_shape=None):
        super().__init__(activations.relu, name, input_shape)


class LeakyReLU(ActivatedLayer):
    """Let a part of what is negative through: y = x where x > 0, else negative_slope · x.

    Parameters
    ----------
    negative_slope : float, default 0.3
        Slope for negative numbers, at least 0. (The activation of the same name has 0.2, as in Keras.)
    name : str, optional
        Name in summaries and messages.
    input_shape : tuple of int, optional
        Shape of a sample, where this is the first layer of a model.

    Raises
    ------
    TypeError, ValueError
        If `negative_slope` is no number or below 0.

    References
    ----------
    A. L. Maas et al., "Rectifier nonlinearities improve neural network acoustic models", ICML 2013.

    Examples
    --------
    >>> import numpy as np
    >>> LeakyReLU(negative_slope=0.5)(np.array([[-1.0, 2.0]])).tolist()
    [[-0.5, 2.0]]
    """

    def __init__(self, negative_slope=0.3, *, name=None, input_shape=None):
        super().__init__(activations.LeakyReLU(negative_slope), name, input_shape)
        self.negative_slope = self.activation.negative_slope


class Softmax(ActivatedLayer):
    """Make probabilities of each row: y[k] = exp(x[k]) / Σ_l exp(x[l]), over the last axis.

    Parameters
    ----------
    name : str, optional
        Name in summaries and messages.
    input_shape : tuple of int, optional
        Shape of a sample, where this is the first layer of a model.

    References
    ----------
    J. S. Bridle, "Probabilistic interpretation of feedforward classification network outputs", 1990.

    Examples
    --------
    >>> import numpy as np
    >>> Softmax()(np.array([[0.0, 0.0]])).tolist()
    [[0.5, 0.5]]
    """

    def __init__(self, *, name=None, input_shape=None):
        super().__init__(activations.softmax, name, input_shape)
