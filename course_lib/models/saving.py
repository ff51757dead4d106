"""Models in files: what is written, and a model made of it again.

The arrays are named ``layers/<layer>/<parameter>``, ``optimizer/<layer>/<parameter>/<slot>`` and
``callbacks/<number>/<name>/<number>``; the notes say which layers there are, how the model was compiled, how far its
training has come, and what its callbacks have to know to go on.
"""

import numpy as np

from course_lib.arguments import explained
from course_lib.config import Configured, describe, rebuild
from course_lib.layers import Layer
from course_lib.models import files
from course_lib.models.callback_states import describe_states, rebuild_states
from course_lib.models.place import describe_history, rebuild_history, rebuild_place
from course_lib.random import RandomSource
from course_lib.validation import message

VERSION = 2


def save_model(model, filepath, overwrite=True):
    """Write a model with its weights and the state of its training; see `Sequential.save`."""
    path = files.checked_path(filepath, "save")
    _need_built(model, "save")
    notes = {
        "version": VERSION,
        "name": model.name,
        "input_shape": list(model.input_shape),
        "seed": model.rng.seed,
        "input_scale": model.input_scale,
        "layers": [describe(layer) for layer in model.layers],
        "frozen": [layer.name for layer in model.layers if not layer.trainable],
        "compiled": None,
    }
    tensors = _weights(model)
    if model.optimizer is not None:
        states, arrays = describe_states(model.place.callback_states())
        tensors |= arrays
        notes["compiled"] = _describe_compiled(model)
        notes["training"] = model.place.describe() | {"callbacks": states, "history": describe_history(model.history)}
        for (layer, label), slots in model.optimizer.slots.items():
            tensors |= {f"optimizer/{layer}/{label}/{slot}": array for slot, array in slots.items()}
    files.write(path, tensors, notes, overwrite, "save")


def save_weights(model, filepath, overwrite=True):
    """Write a model's weights alone; see `Sequential.save_weights`."""
    path = files.checked_path(filepath, "save_weights")
    _need_built(model, "save_weights")
    files.write(path, _weights(model), {"version": VERSION, "name": model.name}, overwrite, "save_weights")


def load_weights(model, filepath):
    """Copy weights from a file into a model; see `Sequential.load_weights`."""
    path = files.checked_path(filepath, "load_weights")
    _need_built(model, "load_weights")
    tensors, _ = _read(path, "load_weights")
    _copy_weights(model, tensors, "load_weights")


@explained
def load_model(filepath, custom_objects=None, compile=True):
    """Return a model from a file, ready to predict, and to go on training where it stopped.

    Parameters
    ----------
    filepath : str or Path
        Written by `Sequential.save`.
    custom_objects : dict of str to type, optional
        Classes and metrics of your own that the model uses, by name.
    compile : bool, default True
        Whether the model gets its optimizer, loss and metrics too, if it had any.

    Returns
    -------
    Sequential

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If the file is damaged, holds weights alone, or names a class that is not known.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from course_lib import Input, Sequential, layers
    >>> model = Sequential([Input((2,)), layers.Dense(1)])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "model.safetensors")
    ...     model.save(path)
    ...     again = load_model(path)
    >>> again.predict([[1, 2]], verbose=0) == model.predict([[1, 2]], verbose=0)
    array([[ True]])
    """
    from course_lib.models.sequential import Sequential

    path = files.checked_path(filepath, "load_model")
    tensors, notes = _read(path, "load_model")
    if "layers" not in notes:
        advice = "Build the model and use model.load_weights(filepath)."
        raise ValueError(message("load_model", "the file must hold a model", f"weights alone in {path.name!r}", advice))
    known = _own_classes(custom_objects)
    model = Sequential(name=notes["name"])
    model.rng, model.input_shape = RandomSource(notes["seed"]), tuple(notes["input_shape"])
    model.input_scale = notes["input_scale"]
    for description in notes["layers"]:
        model.add(rebuild(description, known))
    for layer in model.layers:
        layer.trainable = layer.name not in notes["frozen"]
    _copy_weights(model, tensors, "load_model")
    if compile and notes["compiled"] is not None:
        _compile(model, notes["compiled"], tensors, known)
        training = dict(notes["training"])
        model.history = rebuild_history(training.pop("history"))
        model.place = rebuild_place(training, rebuild_states(training.pop("callbacks"), tensors))
    return model


def _read(path, where):
    tensors, notes = files.read(path, where)
    if notes["version"] > VERSION:
        rule = f"the file must be of version {VERSION} or older"
        advice = "A newer course_lib has written it: update yours."
        raise ValueError(message(where, rule, f"version {notes['version']} in {path.name!r}", advice))
    return tensors, notes


def _own_classes(custom_objects):
    """`custom_objects` as {name: class or function}."""
    custom_objects = custom_objects or {}
    names = isinstance(custom_objects, dict) and all(isinstance(name, str) for name in custom_objects)
    if not names or not all(map(callable, custom_objects.values())):
        rule = "`custom_objects` must be a dict of names with classes or functions, such as {'Mine': Mine}"
        raise TypeError(message("load_model", rule, repr(custom_objects)))
    return dict(custom_objects)


def _describe_compiled(model):
    metrics = [
        metric if isinstance(metric, str) or isinstance(metric, Configured) else {"function": metric.__name__}
        for metric in model.compiled_metrics
    ]
    return {
        "optimizer": describe(model.optimizer),
        "loss": describe(model.loss),
        "metrics": [metric if isinstance(metric, dict) else describe(metric) for metric in metrics],
        "iterations": model.optimizer.iterations,
    }


def _compile(model, notes, tensors, known):
    metrics = []
    for metric in notes["metrics"]:
        if isinstance(metric, dict) and "function" in metric:
            name = metric["function"]
            if name not in known:
                advice = f"Use load_model(…, custom_objects={{{name!r}: {name}}})."
                raise ValueError(message("load_model", "every metric in the file must be known", repr(name), advice))
            metrics.append(known[name])
        else:
            metrics.append(rebuild(metric, known))
    model.compile(rebuild(notes["optimizer"], known), rebuild(notes["loss"], known), metrics)
    model.optimizer.iterations = notes["iterations"]
    for layer in model.layers:
        for label in layer.params:
            slots = {slot: tensors.get(f"optimizer/{layer.name}/{label}/{slot}") for slot in model.optimizer.slot_names}
            if slots and all(array is not None for array in slots.values()):
                model.optimizer.slots[layer.name, label] = slots


def _weights(model):
    return {f"layers/{layer.name}/{label}": array for layer in model.layers for label, array in _arrays(layer).items()}


def _arrays(layer: Layer):
    return {**layer.params, **layer.state}


def _copy_weights(model, tensors, where):
    """Check every name and shape, then copy."""
    stored = {name: array for name, array in tensors.items() if name.startswith("layers/")}
    own = _weights(model)
    if len(stored) != len(own):
        raise ValueError(message(where, f"the file must hold the model's {len(own)} arrays", str(len(stored))))
    for name, array in own.items():
        layer, label = name.removeprefix("layers/").rsplit("/", 1)
        if name not in stored:
            raise ValueError(message(layer, f"the file must hold its `{label}`", "a file without it"))
        found = stored[name]
        if found.shape != array.shape or found.dtype != np.float32:
            rule = f"`{label}` must have shape {array.shape}, float32"
            raise ValueError(message(layer, rule, f"{found.shape}, {found.dtype} in the file"))
    for name, array in own.items():
        array[...] = stored[name]


def _need_built(model, where):
    if not model.built:
        advice = "Give the first layer an input_shape, or call fit."
        raise ValueError(message(where, "the model must be built", "one that is not", advice))
