"""Mean squared error."""

import numpy as np

from course_lib import kernels
from course_lib.losses.same_shape import SameShapeLoss


class MeanSquaredError(SameShapeLoss):
    """The mean of the squared differences: large errors weigh most.

    ::

        loss[n]        = Σ_k (y_pred[n, k] − y_true[n, k])² / K
        gradient[n, k] = 2 · (y_pred[n, k] − y_true[n, k]) / (K · N)

    Parameters
    ----------
    name : str, optional
        Shown in messages.

    Notes
    -----
    `y_true` and `y_pred` are (N, …) of one shape, where a last axis of length 1 may be missing; K counts the numbers
    of a sample.

    References
    ----------
    C. M. Bishop, "Pattern Recognition and Machine Learning", 2006, section 1.5.5.

    Examples
    --------
    >>> MeanSquaredError()([[1, 2]], [[1, 4]])
    2.0
    """

    def call(self, y_true, y_pred):
        return kernels.mean_squared_error(*self.check(y_true, y_pred))[0]

    def gradient(self, y_true, y_pred):
        return kernels.mean_squared_error(*self.check(y_true, y_pred))[1].reshape(np.shape(y_pred))
