"""Optimizers: how parameters follow their gradients; one file each."""

from course_lib.optimizers.adadelta import Adadelta
from course_lib.optimizers.adam import Adam
from course_lib.optimizers.optimizer import Optimizer
from course_lib.validation import choice

__all__ = ["Adadelta", "Adam", "Optimizer", "get"]

_BY_NAME = {"adadelta": Adadelta, "adam": Adam}


def get(identifier):
    """Return a new optimizer for a name, or `identifier` itself if it is an optimizer.

    Raises
    ------
    ValueError
        If there is no optimizer of that name; the message names the nearest one.
    """
    if isinstance(identifier, Optimizer):
        return identifier
    return _BY_NAME[choice(identifier, _BY_NAME, "compile", "optimizer")]()
