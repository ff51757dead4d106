"""Metrics with settings, or with a name of their own."""

from course_lib.config import Configured
from course_lib.metrics.functions import (
    binary_accuracy,
    categorical_accuracy,
    sparse_categorical_accuracy,
    top_k_categorical_accuracy,
)
from course_lib.validation import message, number, positive_int


class Metric(Configured):
    """Base of the metrics that have settings or a name of their own.

    Parameters
    ----------
    name : str
        What the figure is logged under.

    Examples
    --------
    >>> class Confidence(Metric):
    ...     def __call__(self, y_true, y_pred):
    ...         return y_pred.max(axis=1)
    >>> Confidence("confidence").name
    'confidence'
    """

    family = "metrics"

    def __init__(self, name):
        self.name = name

    def __call__(self, y_true, y_pred):
        """Return one number for each sample, (N,)."""
        raise NotImplementedError(message(type(self).__name__, "a metric needs a method `__call__`", "none"))


class CategoricalAccuracy(Metric):
    """Part of the samples whose most probable class is that of their one-hot row.

    Parameters
    ----------
    name : str, default "categorical_accuracy"
        What the figure is logged under.

    Examples
    --------
    >>> CategoricalAccuracy()([[0, 1], [1, 0]], [[0.2, 0.8], [0.4, 0.6]]).tolist()
    [1.0, 0.0]
    """

    def __init__(self, name="categorical_accuracy"):
        super().__init__(name)

    def __call__(self, y_true, y_pred):
        return categorical_accuracy(y_true, y_pred)


class SparseCategoricalAccuracy(Metric):
    """Part of the samples whose most probable class has their class number.

    Parameters
    ----------
    name : str, default "sparse_categorical_accuracy"
        What the figure is logged under.

    Examples
    --------
    >>> SparseCategoricalAccuracy()([1, 0], [[0.2, 0.8], [0.4, 0.6]]).tolist()
    [1.0, 0.0]
    """

    def __init__(self, name="sparse_categorical_accuracy"):
        super().__init__(name)

    def __call__(self, y_true, y_pred):
        return sparse_categorical_accuracy(y_true, y_pred)


class BinaryAccuracy(Metric):
    """Part of the outputs that lie on the right side of a threshold.

    Parameters
    ----------
    name : str, default "binary_accuracy"
        What the figure is logged under.
    threshold : float, default 0.5
        Above it an output counts as 1.

    Raises
    ------
    TypeError, ValueError
        If `threshold` is no finite number.

    Examples
    --------
    >>> BinaryAccuracy(threshold=0.9)([1, 1], [[0.95], [0.8]]).tolist()
    [1.0, 0.0]
    """

    def __init__(self, name="binary_accuracy", threshold=0.5):
        super().__init__(name)
        self.threshold = number(threshold, "BinaryAccuracy", "threshold")

    def __call__(self, y_true, y_pred):
        return binary_accuracy(y_true, y_pred, self.threshold)


class TopKCategoricalAccuracy(Metric):
    """Part of the samples whose true class is among the `k` most probable ones.

    Parameters
    ----------
    k : int, default 5
        How many classes count.
    name : str, default "top_k_categorical_accuracy"
        What the figure is logged under.

    Raises
    ------
    TypeError, ValueError
        If `k` is no whole number of at least 1.

    Examples
    --------
    >>> TopKCategoricalAccuracy(k=2)([[0, 0, 1]], [[0.5, 0.2, 0.3]]).tolist()
    [1.0]
    """

    def __init__(self, k=5, name="top_k_categorical_accuracy"):
        super().__init__(name)
        self.k = positive_int(k, "TopKCategoricalAccuracy", "k")

    def __call__(self, y_true, y_pred):
        return top_k_categorical_accuracy(y_true, y_pred, self.k)
