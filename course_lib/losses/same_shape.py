"""Losses whose labels have the shape of the predictions."""

from course_lib.arrays import as_float, as_numbers
from course_lib.losses.labels import need_samples
from course_lib.losses.loss import Loss
from course_lib.validation import message


class SameShapeLoss(Loss):
    """Base of the losses whose labels have the shape of the predictions; a last axis of length 1 may be missing.

    Parameters
    ----------
    name : str, optional
        Shown in messages; by default the class's name in snake_case.
    """

    for_numbers = ""  # what else can be done with labels that are class numbers

    def check_labels(self, y_true, shape):
        self.check_shapes(y_true.shape, shape)
        self.check_values(y_true)

    def check_shapes(self, labels, predictions):
        """Say so if two shapes do not `match`.

        Parameters
        ----------
        labels, predictions : tuple of int
            Shapes with their batch axes.

        Raises
        ------
        ValueError
            If they do not, or there is no sample.
        """
        need_samples(predictions[0], self.title())
        if match(labels, predictions):
            return
        advice = ""
        if labels[1:] in ((), (1,)) and len(predictions) == 2 and predictions[1] > 1:
            rows = f"utils.to_categorical(y, {predictions[1]})"
            advice = f"Class numbers become rows of 0 and 1 with {rows}.{self.for_numbers}"
        elif len(labels) == 2 and len(predictions) > 2:
            advice = "Put a Flatten layer before the first Dense layer."
        elif len(labels) == len(predictions) == 2:
            advice = f"The last layer must have as many outputs as a label has numbers: {labels[1]}."
        rule = f"labels must have the predictions' shape {predictions}"
        raise ValueError(message(self.title(), rule, str(labels), advice))

    def check_values(self, y_true):
        """Say so if labels are out of range, for losses that have one.

        Parameters
        ----------
        y_true : ndarray, (N, …)
            At least one label.

        Raises
        ------
        ValueError
            If they are.
        """

    def check(self, y_true, y_pred):
        """Return both as float32 arrays (N, K), all axes but the first as one; or say what does not fit.

        Parameters
        ----------
        y_true, y_pred : array_like, (N, …)
            Labels and predictions.

        Returns
        -------
        (ndarray, ndarray), each (N, K), float32

        Raises
        ------
        ValueError
            If there is no batch axis, the shapes do not `match` or labels are out of range.
        """
        title = self.title()
        y_true = as_float(as_numbers(y_true, title, "labels"))
        y_pred = as_float(as_numbers(y_pred, title, "predictions"))
        if y_pred.ndim == 0:
            raise ValueError(message(title, "predictions must have a batch axis", "a single number"))
        self.check_shapes(y_true.shape, y_pred.shape)
        self.check_values(y_true)
        return y_true.reshape(len(y_true), -1), y_pred.reshape(len(y_pred), -1)


def match(labels, predictions):
    """Return whether two shapes (N, …) are one, but for a last axis of length 1 that one of them may lack.

    Parameters
    ----------
    labels, predictions : tuple of int
        Shapes with their batch axes.

    Returns
    -------
    bool

    Examples
    --------
    >>> match((3,), (3, 1)), match((3, 1), (3,)), match((3,), (3, 2))
    (True, True, False)
    """
    if not labels or not predictions:
        return False
    return labels in (predictions, (*predictions, 1)) or (*labels, 1) == predictions
