"""Binary cross-entropy."""

import numpy as np

from course_lib import kernels
from course_lib.activations import Sigmoid
from course_lib.losses.labels import check_probabilities
from course_lib.losses.loss import smoothed
from course_lib.losses.same_shape import SameShapeLoss
from course_lib.validation import number


class BinaryCrossentropy(SameShapeLoss):
    """Cross-entropy for answers of yes or no: each output is a probability of its own.

    ::

        loss[n] = −Σ_k (y_true[n, k] · ln y_pred[n, k] + (1 − y_true[n, k]) · ln(1 − y_pred[n, k])) / K

    Parameters
    ----------
    from_logits : bool, default False
        Whether `y_pred` holds numbers before the sigmoid instead of probabilities.
    label_smoothing : float, default 0.0
        How far labels are drawn towards ½, from 0 to 1: ``y_true · (1 − label_smoothing) + label_smoothing / 2``.
    name : str, optional
        Shown in messages.

    Raises
    ------
    TypeError, ValueError
        If `label_smoothing` is no number or outside [0, 1].

    Notes
    -----
    `y_true` and `y_pred` are (N, …) of one shape. As in Keras, probabilities are held within [1e-7, 1 − 1e-7]. A
    network that ends in a sigmoid is trained by ``kernels.sigmoid_crossentropy``, both steps in one.

    References
    ----------
    C. M. Bishop, "Pattern Recognition and Machine Learning", 2006, section 4.3.2.

    Examples
    --------
    >>> round(BinaryCrossentropy()([[1], [0]], [[0.75], [0.5]]), 4)
    0.4904
    """

    def __init__(self, from_logits=False, label_smoothing=0.0, name=None):
        super().__init__(name)
        self.from_logits = bool(from_logits)
        self.label_smoothing = number(label_smoothing, "BinaryCrossentropy", "label_smoothing", least=0, most=1)

    def call(self, y_true, y_pred):
        return self._kernel(y_true, y_pred)[0]

    def gradient(self, y_true, y_pred):
        return self._kernel(y_true, y_pred)[-1].reshape(np.shape(y_pred))

    def check(self, y_true, y_pred):
        y_true, y_pred = super().check(y_true, y_pred)
        return smoothed(y_true, self.label_smoothing, 2), y_pred

    def check_values(self, y_true):
        check_probabilities(y_true, self.title(), several=False)

    def _kernel(self, y_true, y_pred):
        kernel = kernels.sigmoid_crossentropy if self.from_logits else kernels.binary_crossentropy
        return kernel(*self.check(y_true, y_pred))

    def fused_with(self, activation):
        if not isinstance(activation, Sigmoid) or self.from_logits:
            return None

        def fused(y_true, logits):
            losses, y_pred, gradient = kernels.sigmoid_crossentropy(*self.check(y_true, logits))
            return losses, y_pred.reshape(logits.shape), gradient.reshape(logits.shape)

        return fused
