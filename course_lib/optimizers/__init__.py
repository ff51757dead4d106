"""Optimizers: how parameters follow their gradients; one file each."""

from course_lib.optimizers import schedules
from course_lib.optimizers.adadelta import Adadelta
from course_lib.optimizers.adagrad import Adagrad
from course_lib.optimizers.adam import Adam
from course_lib.optimizers.adamw import AdamW
from course_lib.optimizers.optimizer import Optimizer
from course_lib.optimizers.rmsprop import RMSprop
from course_lib.optimizers.sgd import SGD
from course_lib.validation import member

__all__ = ["SGD", "Adadelta", "Adagrad", "Adam", "AdamW", "Optimizer", "RMSprop", "get", "schedules"]

_BY_NAME = {kind.__name__.lower(): kind for kind in (Adam, SGD, RMSprop, Adagrad, Adadelta, AdamW)}


def get(identifier, where="compile"):
    """Return a new optimizer for a name, or `identifier` itself if it is an optimizer.

    Parameters
    ----------
    identifier : str or Optimizer
        Such as "adam" or ``Adadelta(learning_rate=1.0)``.
    where : str, optional
        Who asks, for messages.

    Returns
    -------
    Optimizer

    Raises
    ------
    TypeError
        If it is neither.
    ValueError
        If there is no optimizer of that name; the message names the nearest one.

    Examples
    --------
    >>> get("adam")
    Adam()
    """
    if isinstance(identifier, str) and identifier.lower() in _BY_NAME:  # "SGD", "Adam": Keras takes these too
        identifier = identifier.lower()
    return member(identifier, "an optimizer", Optimizer, _BY_NAME, where, "optimizer")
