"""Categorical cross-entropy for labels that are class numbers."""

import numpy as np

from course_lib.losses.categorical_crossentropy import CategoricalCrossentropy
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
        if y_true.dtype.kind not in "buif" or (y_true.dtype.kind == "f" and not np.all(y_true == np.floor(y_true))):
            raise TypeError(message(title, "labels must be whole numbers", f"dtype {y_true.dtype}"))
        low, high = y_true.min(), y_true.max()
        if low < 0 or high >= shape[1]:
            rule = f"class numbers must lie between 0 and {shape[1] - 1}, since the last layer has {shape[1]} outputs"
            outputs = f"give the last layer {int(high) + 1} outputs."
            advice = f"Count the classes from 0, or {outputs}" if low > 0 else outputs.capitalize()
            advice = "Count the classes from 0." if low < 0 else advice
            raise ValueError(message(title, rule, str(int(low if low < 0 else high)), advice))

    def _one_hot(self, y_true, y_pred):
        y_true, shape = np.asarray(y_true), np.shape(y_pred)
        self.check_labels(y_true, shape)
        return to_categorical(y_true.reshape(-1), shape[1])

    def _dense(self):
        return CategoricalCrossentropy(self.from_logits, name=self.title())
