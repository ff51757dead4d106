"""Mean absolute error."""

import numpy as np

from course_lib import kernels
from course_lib.losses.same_shape import SameShapeLoss


class MeanAbsoluteError(SameShapeLoss):
    """The mean of the differences without their signs: an error weighs as much as it is large.

    ::

        loss[n]        = Σ_k |y_pred[n, k] − y_true[n, k]| / K
        gradient[n, k] = sign(y_pred[n, k] − y_true[n, k]) / (K · N)

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
    >>> MeanAbsoluteError()([[1, 2]], [[1, 4]])
    1.0
    """

    def call(self, y_true, y_pred):
        return kernels.mean_absolute_error(*self.check(y_true, y_pred))[0]

    def gradient(self, y_true, y_pred):
        return kernels.mean_absolute_error(*self.check(y_true, y_pred))[1].reshape(np.shape(y_pred))
