"""Categorical cross-entropy for labels that are class numbers."""

import numpy as np

from course_lib.arrays import as_numbers
from course_lib.losses.categorical_crossentropy import CategoricalCrossentropy
from course_lib.losses.labels import check_class_numbers, need_samples
from course_lib.losses.loss import Loss, check_rows
from course_lib.utils import to_categorical
from course_lib.validation import message


class SparseCategoricalCrossentropy(Loss):
    """`CategoricalCrossentropy` for labels that are class numbers instead of one-hot rows.

    ::

        loss[n] = −ln y_pred[n, y_true[n]]

    Parameters
    ----------
    from_logits : bool, default False
        Whether `y_pred` holds numbers before the softmax instead of probabilities.
    name : str, optional
        Shown in messages.

    Notes
    -----
    `y_true` is (N,) or (N, 1), whole numbers from 0; `y_pred` is (N, K). Probabilities are treated as by
    `CategoricalCrossentropy`.

    Examples
    --------
    >>> round(SparseCategoricalCrossentropy()([1], [[0.75, 0.25]]), 4)
    1.3863
    """

    def __init__(self, from_logits=False, name=None):
        super().__init__(name)
        self.from_logits = bool(from_logits)

    def call(self, y_true, y_pred):
        return self._dense().call(self._one_hot(y_true, y_pred), y_pred)

    def gradient(self, y_true, y_pred):
        return self._dense().gradient(self._one_hot(y_true, y_pred), y_pred)

    def fused_with(self, activation):
        fused = self._dense().fused_with(activation)
        return fused and (lambda y_true, logits: fused(self._one_hot(y_true, logits), logits))

    def check_labels(self, y_true, shape):
        title = self.title()
        check_rows(title, shape)
        if y_true.shape not in (shape[:1], (shape[0], 1)):
            advice = ""
            if y_true.shape == shape:
                advice = "For one-hot rows use the loss 'categorical_crossentropy', or y.argmax(axis=1) here."
            rule = f"labels must be class numbers of shape ({shape[0]},)"
            raise ValueError(message(title, rule, str(y_true.shape), advice))
        need_samples(len(y_true), title)
        check_class_numbers(y_true, shape[1], title)

    def _one_hot(self, y_true, y_pred):
        y_true, shape = as_numbers(y_true, self.title(), "labels"), np.shape(y_pred)
        self.check_labels(y_true, shape)
        return to_categorical(y_true.reshape(-1), shape[1])

    def _dense(self):
        return CategoricalCrossentropy(self.from_logits, name=self.title())
