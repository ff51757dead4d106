"""Categorical cross-entropy."""

from course_lib import kernels
from course_lib.activations import Softmax
from course_lib.losses.labels import check_probabilities, warn_of_sums
from course_lib.losses.loss import check_rows, smoothed
from course_lib.losses.same_shape import SameShapeLoss
from course_lib.validation import number


class CategoricalCrossentropy(SameShapeLoss):
    """How surprised a prediction is by the true class: −ln of the probability it gave it.

    ::

        loss[n] = −Σ_k y_true[n, k] · ln y_pred[n, k]

    Parameters
    ----------
    from_logits : bool, default False
        Whether `y_pred` holds numbers before the softmax instead of probabilities.
    label_smoothing : float, default 0.0
        Part of each label that is spread over all K classes, from 0 to 1:
        ``y_true · (1 − label_smoothing) + label_smoothing / K``.
    name : str, optional
        Shown in messages.

    Raises
    ------
    TypeError, ValueError
        If `label_smoothing` is no number or outside [0, 1].

    Notes
    -----
    `y_true` and `y_pred` are (N, K); a row of `y_true` is one-hot, or any probabilities. As in Keras, probabilities
    are scaled to the row sum 1 and held within [1e-7, 1 − 1e-7]. Rows of `y_true` with another sum than 1 are
    taken as in Keras; a model warns of them.

    A network that ends in a softmax is trained by ``kernels.softmax_crossentropy``, both steps in one: the gradient
    with respect to the numbers before the softmax is then the difference of prediction and truth.

    References
    ----------
    C. M. Bishop, "Pattern Recognition and Machine Learning", 2006, section 4.3.4.
    C. Szegedy et al., "Rethinking the Inception architecture for computer vision", CVPR 2016 (label smoothing).

    Examples
    --------
    >>> round(CategoricalCrossentropy()([[0, 1]], [[0.75, 0.25]]), 4)
    1.3863
    """

    for_numbers = " The loss 'sparse_categorical_crossentropy' takes them as they are."

    def __init__(self, from_logits=False, label_smoothing=0.0, name=None):
        super().__init__(name)
        self.from_logits = bool(from_logits)
        self.label_smoothing = number(label_smoothing, "CategoricalCrossentropy", "label_smoothing", least=0, most=1)

    def call(self, y_true, y_pred):
        return self._kernel(y_true, y_pred)[0]

    def gradient(self, y_true, y_pred):
        return self._kernel(y_true, y_pred)[-1]

    def check_labels(self, y_true, shape):
        super().check_labels(y_true, shape)
        warn_of_sums(y_true.reshape(shape), self.title())

    def check_shapes(self, labels, predictions):
        super().check_shapes(labels, predictions)
        check_rows(self.title(), predictions)

    def check_values(self, y_true):
        check_probabilities(y_true, self.title(), several=True)

    def check(self, y_true, y_pred):
        y_true, y_pred = super().check(y_true, y_pred)
        return smoothed(y_true, self.label_smoothing, y_pred.shape[1]), y_pred

    def _kernel(self, y_true, y_pred):
        kernel = kernels.softmax_crossentropy if self.from_logits else kernels.categorical_crossentropy
        return kernel(*self.check(y_true, y_pred))

    def fused_with(self, activation):
        if not isinstance(activation, Softmax) or self.from_logits:
            return None
        return lambda y_true, logits: kernels.softmax_crossentropy(*self.check(y_true, logits))
