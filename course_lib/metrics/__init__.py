"""Metrics: figures that people read, beside the loss that training follows.

A metric is a function of (y_true, y_pred) that returns one number for each sample; their mean is reported. Losses are
metrics too: ``metrics=["mse"]``. `confusion_matrix` counts afterwards which classes a model takes for which.
"""

from course_lib import losses
from course_lib.metrics.confusion import confusion_matrix
from course_lib.metrics.functions import (
    accuracy,
    binary_accuracy,
    categorical_accuracy,
    sparse_categorical_accuracy,
    top_k_categorical_accuracy,
)
from course_lib.metrics.metric import (
    BinaryAccuracy,
    CategoricalAccuracy,
    Metric,
    SparseCategoricalAccuracy,
    TopKCategoricalAccuracy,
)
from course_lib.validation import choice, message

__all__ = [
    "BinaryAccuracy",
    "CategoricalAccuracy",
    "Metric",
    "SparseCategoricalAccuracy",
    "TopKCategoricalAccuracy",
    "accuracy",
    "binary_accuracy",
    "categorical_accuracy",
    "confusion_matrix",
    "get",
    "sparse_categorical_accuracy",
    "top_k_categorical_accuracy",
]

_BY_NAME = {
    "accuracy": accuracy,
    "acc": accuracy,
    "categorical_accuracy": categorical_accuracy,
    "sparse_categorical_accuracy": sparse_categorical_accuracy,
    "binary_accuracy": binary_accuracy,
    "top_k_categorical_accuracy": top_k_categorical_accuracy,
    "mean_squared_error": losses.mean_squared_error,
    "mse": losses.mean_squared_error,
    "mean_absolute_error": losses.mean_absolute_error,
    "mae": losses.mean_absolute_error,
    "categorical_crossentropy": losses.categorical_crossentropy,
    "sparse_categorical_crossentropy": losses.sparse_categorical_crossentropy,
    "binary_crossentropy": losses.binary_crossentropy,
}


def get(identifier):
    """Return (name to log under, function) for a metric's name, a `Metric`, or a function of (y_true, y_pred).

    Parameters
    ----------
    identifier : str, Metric, Loss or callable
        Such as "accuracy".

    Returns
    -------
    (str, callable)

    Raises
    ------
    TypeError
        If it is none of these.
    ValueError
        If there is no metric of that name; the message names the nearest one.

    Examples
    --------
    >>> get("acc")[0]
    'acc'
    """
    if isinstance(identifier, str):
        return identifier, _BY_NAME[choice(identifier, _BY_NAME, "compile", "metric")]
    if isinstance(identifier, losses.Loss):
        return identifier.title(), identifier.call
    if isinstance(identifier, type) or not callable(identifier):
        advice = f"Write {identifier.__name__}() with parentheses." if isinstance(identifier, type) else ""
        rule = "each metric must be a name, a Metric or a function of (y_true, y_pred)"
        raise TypeError(message("compile", rule, repr(identifier), advice))
    return getattr(identifier, "name", None) or getattr(identifier, "__name__", "metric"), identifier
