"""Whether a model and what it is given fit each other."""

from course_lib.shapes import check_row
from course_lib.validation import message


def need_compile(model, what):
    """Say so if `model` was not compiled, which `what` needs."""
    if model.optimizer is None:
        advice = "Call compile(optimizer, loss, metrics) first."
        raise RuntimeError(message(model.name, f"{what} needs a compiled model", "one that is not", advice))


def prepare(model, x, y=None):
    """Build a model for data, if that is still to do; say so if they do not fit it.

    Parameters
    ----------
    model : Model
        Compiled, where there are labels.
    x, y : ndarray
        As `batches.as_pair` returns them.

    Raises
    ------
    TypeError, ValueError
        If the layers' names do not differ, or something does not fit. A model that was not built is so again then,
        ready for the right data, whose shape may be another.
    """
    before = None if model.built else (model.input_shape, [_copy(vars(layer)) for layer in model.layers])
    try:
        if before is not None:
            check_row(model.name, x.shape[1:])
            model.build(x.shape[1:])
        _check_fit(model, x, y)
    except (TypeError, ValueError):
        if before is not None:
            model.input_shape = before[0]
            for layer, attributes in zip(model.layers, before[1], strict=True):
                vars(layer).clear()
                vars(layer).update(attributes)
            if y is not None and y.ndim > max(x.ndim, 2):  # images where labels belong
                raise _other_way_round(model, x, y) from None
        raise


def _copy(attributes):
    """A layer's attributes; those that are dicts, such as `params`, as dicts of their own."""
    return {name: dict(value) if isinstance(value, dict) else value for name, value in attributes.items()}


def _check_fit(model, x, y):
    names = [layer.name for layer in model.layers]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(message(model.name, "layers' names must differ", f"{twice!r} twice"))
    first = model.layers[0]
    if y is not None and x.shape[1:] != first.input_shape and y.shape[1:] == first.input_shape:
        raise _other_way_round(model, x, y)
    first.check_shape(x.shape)
    if y is not None:
        model.loss.check_labels(y, (len(y), *model.output_shape))


def _other_way_round(model, x, y):
    got = f"`x` of shape {x.shape} and `y` of shape {y.shape}"
    return ValueError(message(model.name, "samples come first, labels second", got, "Exchange the two."))
