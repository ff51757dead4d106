"""What `compile` makes of what it is given."""

import weakref

from course_lib import optimizers
from course_lib.metrics import get as get_metric
from course_lib.validation import message

# Which model an optimizer works for. A copy of an optimizer is free again, and one whose model is gone.
_MODEL_OF = weakref.WeakKeyDictionary()


def claimed_optimizer(identifier, model):
    """Return the optimizer for a name or object, taken for `model`.

    Raises
    ------
    TypeError, ValueError
        If it is none, or works for another model.
    """
    optimizer = optimizers.get(identifier)
    if "iterations" not in vars(optimizer):
        advice = "Write super().__init__(learning_rate) as its first line."
        raise TypeError(message(type(optimizer).__name__, "__init__ must call that of Optimizer", "none", advice))
    known = _MODEL_OF.get(optimizer, lambda: None)()
    if (known is not None and known is not model) or (optimizer.iterations and optimizer is not model.optimizer):
        rule, got = "each model needs an optimizer of its own", "one that belongs to another"
        raise ValueError(message("compile", rule, got, "Make a new one."))
    _MODEL_OF[optimizer] = weakref.ref(model)
    return optimizer


def named_metrics(metrics):
    """Return {name: function} for what was passed as `metrics`.

    Raises
    ------
    TypeError, ValueError
        If it is no list, an entry is no metric, or two have one name.
    """
    if isinstance(metrics, str):
        raise TypeError(message("compile", "`metrics` must be a list", repr(metrics), f"Write [{metrics!r}]."))
    if metrics is not None and not isinstance(metrics, tuple | list):
        advice = "A model here has one output, so the list of its metrics is enough."
        raise TypeError(message("compile", "`metrics` must be a list", type(metrics).__name__, advice))
    found = {}
    for identifier in metrics or []:
        name, function = get_metric(identifier)
        if name in found or name == "loss":
            advice = "Give the metric another name: name='…', or another name of the function."
            raise ValueError(message("compile", "each metric must have a name of its own", repr(name), advice))
        found[name] = function
    return found
