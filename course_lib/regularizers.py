"""Regularizers: penalties that keep weights small."""

from course_lib import kernels
from course_lib.config import Configured
from course_lib.validation import member, message, number

__all__ = ["L1", "L1L2", "L2", "Regularizer", "get"]


class Regularizer(Configured):
    """Base of all regularizers: a number that grows with the weights, added to the loss, and its gradient.

    One of your own needs `penalty` and `gradient`.

    Examples
    --------
    >>> class FarFromOne(Regularizer):
    ...     def penalty(self, weights):
    ...         return float(((weights - 1) ** 2).sum())
    ...     def gradient(self, weights):
    ...         return 2 * (weights - 1)
    >>> import numpy as np
    >>> FarFromOne()(np.float32([1, 3]))
    4.0
    """

    family = "regularizers"

    def penalty(self, weights):
        """Return the penalty for an array of weights, a float.

        Parameters
        ----------
        weights : ndarray
            Of any shape.

        Returns
        -------
        float
        """
        raise NotImplementedError(message(type(self).__name__, "a regularizer needs a method `penalty`", "none"))

    def gradient(self, weights):
        """Return the penalty's gradient, of the weights' shape.

        Parameters
        ----------
        weights : ndarray
            Of any shape.

        Returns
        -------
        ndarray, of the weights' shape
        """
        raise NotImplementedError(message(type(self).__name__, "a regularizer needs a method `gradient`", "none"))

    def __call__(self, weights):
        """Return the penalty, as `penalty` does."""
        return self.penalty(weights)


class L1L2(Regularizer):
    """Penalize the weights' absolute values and their squares.

    ::

        penalty  = l1 · Σ |w| + l2 · Σ w²
        gradient = l1 · sign(w) + 2 · l2 · w

    Parameters
    ----------
    l1 : float, default 0.0
        Weight of the absolute values, at least 0.
    l2 : float, default 0.0
        Weight of the squares, at least 0.

    Raises
    ------
    TypeError, ValueError
        If a weight is no number or below 0.

    References
    ----------
    H. Zou and T. Hastie, "Regularization and variable selection via the elastic net", J. R. Statist. Soc. B 67, 2005.

    Examples
    --------
    >>> import numpy as np
    >>> L1L2(l1=0.5, l2=0.25)(np.float32([3, -1]))
    4.5
    """

    def __init__(self, l1=0.0, l2=0.0):
        self.l1 = number(l1, type(self).__name__, "l1", least=0)
        self.l2 = number(l2, type(self).__name__, "l2", least=0)

    def penalty(self, weights):
        return kernels.l1_l2_penalty(weights.reshape(-1), self.l1, self.l2)

    def gradient(self, weights):
        return kernels.l1_l2_gradient(weights.reshape(-1), self.l1, self.l2).reshape(weights.shape)


class L1(L1L2):
    """Penalize the weights' absolute values: l1 · Σ |w|. Small weights go to 0 altogether.

    Parameters
    ----------
    l1 : float, default 0.01
        Weight of the penalty, at least 0.

    References
    ----------
    R. Tibshirani, "Regression shrinkage and selection via the lasso", J. R. Statist. Soc. B 58, 1996.

    Examples
    --------
    >>> import numpy as np
    >>> L1(0.5)(np.float32([3, -1]))
    2.0
    """

    def __init__(self, l1=0.01):
        super().__init__(l1=l1)


class L2(L1L2):
    """Penalize the weights' squares: l2 · Σ w². Large weights shrink, none goes to 0 altogether.

    Parameters
    ----------
    l2 : float, default 0.01
        Weight of the penalty, at least 0.

    References
    ----------
    A. Krogh and J. A. Hertz, "A simple weight decay can improve generalization", NIPS 1991.

    Examples
    --------
    >>> import numpy as np
    >>> L2(0.5)(np.float32([3, -1]))
    5.0
    """

    def __init__(self, l2=0.01):
        super().__init__(l2=l2)


l1, l2, l1_l2 = L1, L2, L1L2  # Keras's other names

_BY_NAME = {"l2": L2, "l1": L1, "l1_l2": lambda: L1L2(l1=0.01, l2=0.01)}


def get(identifier, where="regularizers.get", name="identifier"):
    """Return the regularizer for a name, `identifier` itself if it is one, or None for None.

    Parameters
    ----------
    identifier : str, Regularizer or None
        Such as "l2" or ``L2(0.001)``.
    where, name : str, optional
        Who asks, and for which argument; for messages.

    Returns
    -------
    Regularizer or None

    Raises
    ------
    TypeError, ValueError
        If it is neither, or there is none of that name.

    Examples
    --------
    >>> get("l2")
    L2()
    """
    if identifier is None:
        return None
    return member(identifier, "a regularizer", Regularizer, _BY_NAME, where, name)
