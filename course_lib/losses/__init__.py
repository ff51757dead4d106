"""Losses: how far predictions are from the truth; one file each.

Each is there as a class, to be made with settings, as a function of (y_true, y_pred) that returns one loss for each
sample, and under its snake_case name for ``compile``.
"""

from course_lib.losses.binary_crossentropy import BinaryCrossentropy
from course_lib.losses.categorical_crossentropy import CategoricalCrossentropy
from course_lib.losses.functions import (
    binary_crossentropy,
    categorical_crossentropy,
    mean_absolute_error,
    mean_squared_error,
    sparse_categorical_crossentropy,
)
from course_lib.losses.loss import Loss, mean
from course_lib.losses.mean_absolute_error import MeanAbsoluteError
from course_lib.losses.mean_squared_error import MeanSquaredError
from course_lib.losses.sparse_categorical_crossentropy import SparseCategoricalCrossentropy
from course_lib.validation import member, message

__all__ = [
    "BinaryCrossentropy",
    "CategoricalCrossentropy",
    "Loss",
    "MeanAbsoluteError",
    "MeanSquaredError",
    "SparseCategoricalCrossentropy",
    "binary_crossentropy",
    "categorical_crossentropy",
    "get",
    "mean",
    "mean_absolute_error",
    "mean_squared_error",
    "sparse_categorical_crossentropy",
]

mse, mae = mean_squared_error, mean_absolute_error  # Keras's short names

_OF_FUNCTION = {
    categorical_crossentropy: CategoricalCrossentropy,
    sparse_categorical_crossentropy: SparseCategoricalCrossentropy,
    binary_crossentropy: BinaryCrossentropy,
    mean_squared_error: MeanSquaredError,
    mean_absolute_error: MeanAbsoluteError,
}
_BY_NAME = {
    **{function.__name__: kind for function, kind in _OF_FUNCTION.items()},
    "mse": MeanSquaredError,
    "mae": MeanAbsoluteError,
}


def get(identifier, where="compile"):
    """Return the loss for a name or one of this module's functions, or `identifier` itself if it is a loss.

    Parameters
    ----------
    identifier : str, Loss or function
        Such as "mse", ``CategoricalCrossentropy(label_smoothing=0.1)`` or ``losses.mean_squared_error``.
    where : str, optional
        Who asks, for messages.

    Returns
    -------
    Loss

    Raises
    ------
    TypeError
        If it is none of these; another function has no gradient.
    ValueError
        If there is no loss of that name; the message names the nearest one.

    Examples
    --------
    >>> get("mse")
    MeanSquaredError()
    """
    if getattr(identifier, "__hash__", None) and identifier in _OF_FUNCTION:
        return _OF_FUNCTION[identifier]()
    if callable(identifier) and not isinstance(identifier, Loss | type):
        advice = "Subclass losses.Loss, with call and gradient."
        rule = "`loss` must have a gradient, which a plain function lacks"
        raise TypeError(message(where, rule, repr(identifier), advice))
    return member(identifier, "a loss", Loss, _BY_NAME, where, "loss")
