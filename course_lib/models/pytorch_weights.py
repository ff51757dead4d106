"""Weights as PyTorch names and lays them, and back again. Neither direction needs PyTorch.

Three things differ: the names, the axes of a kernel, and the order in which `Flatten` lays out an image, which decides
what each row of the `Dense` kernel behind it belongs to.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from course_lib.activations import Linear
from course_lib.arrays import FLOAT
from course_lib.layers import BatchNormalization, Conv2D, Dense, Flatten, Layer, Reshape
from course_lib.layers.kernel_layer import KernelLayer
from course_lib.models.chain import Chain
from course_lib.validation import message

_NAMES = {
    "kernel": "weight",
    "gamma": "weight",
    "beta": "bias",
    "moving_mean": "running_mean",
    "moving_variance": "running_var",
}
_OTHER_NAMES = "Arrays in the same order under other names: dict(zip(to_pytorch(model), state_dict.values()))."


def to_pytorch(model):
    """Return a model's weights as the `state_dict` of the same network in PyTorch.

    The same network is an ``nn.Sequential`` with one module for each layer, in the same order and counted from 0, and
    behind a `Conv2D` or `Dense` with an activation one more module for that. So layers without weights count too:
    `Flatten`, `Dropout`, the layers for augmentation (``nn.Identity()`` takes their place). `Input` does not.

    Parameters
    ----------
    model : Sequential
        A built one.

    Returns
    -------
    dict of str to ndarray
        Copies, named and ordered as there: "0.weight", "0.bias", …

    Raises
    ------
    TypeError
        If `model` is no `Sequential`, or a layer of your own stands where the order of numbers is PyTorch's.
    ValueError
        If the model is not built.

    See Also
    --------
    from_pytorch

    Notes
    -----
    ``net.load_state_dict({name: torch.from_numpy(array) for name, array in to_pytorch(model).items()})`` takes them.
    PyTorch wants images as (N, C, H, W): ``x.transpose(0, 3, 1, 2)``.

    ======================== ================================ ==========================================
    here                     in PyTorch                       what changes
    ======================== ================================ ==========================================
    `Conv2D` kernel          ``Conv2d`` weight                (kh, kw, C, F) -> (F, C, kh, kw)
    `Dense` kernel           ``Linear`` weight                (inputs, units) -> (units, inputs)
    what follows a `Flatten` ``Linear``, ``BatchNorm1d``      inputs from (H, W, C) order to (C, H, W)
    gamma, beta              ``BatchNorm2d`` weight, bias     where there is only one of them, the other is
                                                              written as ones or zeros
    moving_mean, …_variance  running_mean, running_var        and num_batches_tracked, which is 0
    ======================== ================================ ==========================================

    Weights are all that is handed on. A module's settings are written by hand, and three of them differ:
    ``BatchNorm2d`` has ``momentum`` for the *new* value (0.01 for 0.99 here) and ``eps`` for `epsilon`, and in
    training it averages the variance with the correction P / (P − 1); ``AvgPool2d`` needs
    ``count_include_pad=False``; ``nn.Softmax(dim=1)`` is left out where ``nn.CrossEntropyLoss`` follows.

    PyTorch has no module for padding "same" with strides above 1, which may pad one side more than the other. The
    weights fit all the same: a subclass of ``nn.Conv2d`` that pads first keeps their names. A layer for which PyTorch
    needs two modules, as `GlobalAveragePooling2D` (``nn.AdaptiveAvgPool2d(1)``, ``nn.Flatten()``), has one place: put
    an ``nn.Sequential`` of the two there. A layer of your own keeps its names and arrays as they are.

    Examples
    --------
    >>> from course_lib import Input, Sequential, layers
    >>> model = Sequential([
    ...     Input((6, 6, 1)),
    ...     layers.Conv2D(4, 3, activation="relu"),     # 0: nn.Conv2d(1, 4, 3)      1: nn.ReLU()
    ...     layers.MaxPooling2D(),                      # 2: nn.MaxPool2d(2)
    ...     layers.Flatten(),                           # 3: nn.Flatten()
    ...     layers.Dense(10, activation="softmax"),     # 4: nn.Linear(16, 10)       5: nn.Softmax(dim=1)
    ... ])
    >>> for name, array in to_pytorch(model).items():
    ...     print(name, array.shape)
    0.weight (4, 1, 3, 3)
    0.bias (4,)
    4.weight (10, 16)
    4.bias (10,)
    """
    return {entry.key: entry.array for entry in _entries(model, "to_pytorch")}


def from_pytorch(model, state_dict):
    """Copy the weights of the same network in PyTorch into a model.

    Parameters
    ----------
    model : Sequential
        A built one.
    state_dict : dict of str to array_like
        What ``net.state_dict()`` returns, of tensors or arrays, with the names that `to_pytorch` gives. The counter
        num_batches_tracked is not used and may be missing.

    Raises
    ------
    TypeError
        If `model` is no `Sequential`, `state_dict` no dict, or an array in it is not float32.
    ValueError
        If the model is not built, a name is missing or unknown, or a shape does not fit; nothing is changed then.

    See Also
    --------
    to_pytorch

    Examples
    --------
    >>> from course_lib import Input, Sequential, layers
    >>> model, other = (Sequential([Input((3,)), layers.Dense(2)]) for _ in range(2))
    >>> from_pytorch(other, to_pytorch(model))
    >>> bool((other.predict([[1, 2, 3]], verbose=0) == model.predict([[1, 2, 3]], verbose=0)).all())
    True
    """
    where = "from_pytorch"
    entries = _entries(model, where)
    if not isinstance(state_dict, Mapping):
        advice = "Use its state_dict()." if hasattr(state_dict, "state_dict") else ""
        raise TypeError(message(where, "`state_dict` must be a dict of arrays", type(state_dict).__name__, advice))
    unknown = [name for name in state_dict if name not in {entry.key for entry in entries}]
    for entry in entries:
        if entry.key not in state_dict and not entry.is_counter:
            got = f"{unknown[0]!r} and no such name" if unknown else "none of that name"
            raise ValueError(message(entry.layer.name, f"the state_dict must hold {entry.key!r}", got, _OTHER_NAMES))
    if unknown:
        rule = f"the state_dict must hold the model's {len(entries)} names only"
        raise ValueError(message(where, rule, repr(unknown[0]), "to_pytorch(model) shows them."))
    found = [(entry, entry.checked(state_dict[entry.key])) for entry in entries if entry.key in state_dict]
    for entry, array in found:  # all of them fit
        if entry.label is not None:
            own = entry.layer.params if entry.label in entry.layer.params else entry.layer.state
            own[entry.label].reshape(-1)[entry.places] = array


class _Entry(NamedTuple):
    """One array of the state_dict."""

    key: str
    layer: Layer
    label: str | None  # what the layer calls it; None where only PyTorch has it
    array: np.ndarray  # as PyTorch wants it
    places: np.ndarray | None = None  # where in the layer's own array, read row by row, each of its numbers stands

    @property
    def is_counter(self):
        return self.array.dtype != FLOAT

    def checked(self, value):
        """`value` as an array, or say what does not fit."""
        found, value, name = value, _as_array(value), self.layer.name
        if value.dtype.kind not in "iu" if self.is_counter else value.dtype != FLOAT:
            advice = "" if self.is_counter else "Tensors become float32 with t.float(), arrays with np.float32(a)."
            got = str(getattr(found, "dtype", value.dtype))
            raise TypeError(message(name, f"{self.key!r} must be {self.array.dtype}", got, advice))
        if value.shape != self.array.shape:
            raise ValueError(message(name, f"{self.key!r} must have shape {self.array.shape}", str(value.shape)))
        if self.label is None and not self.is_counter and not np.array_equal(value, self.array):
            setting = "scale" if self.key.endswith("weight") else "center"
            rule = f"{self.key!r} must hold {self.array[0]:g} only, since the layer has {setting}=False"
            raise ValueError(message(name, rule, "other numbers"))
        return value


def _as_array(value):
    """A tensor or an array as an array; what numpy has no numbers for as an object."""
    for step in ("detach", "cpu"):  # a tensor may belong to a graph or lie on a graphics card
        value = getattr(value, step, lambda same=value: same)()
    try:
        return np.asarray(value)
    except (TypeError, ValueError):  # a tensor of a type that numpy has not, rows of different lengths
        return np.asarray(None)


def _entries(model, where):
    """What the state_dict of the same network holds, in its order."""
    if not isinstance(model, Chain):
        raise TypeError(message(where, "`model` must be a Sequential of the course", type(model).__name__))
    if not model.built:
        advice = "Give the first layer an input_shape, or call fit."
        raise ValueError(message(where, "the model must be built", "one that is not", advice))
    entries, number, order = [], 0, None
    for layer in model.layers:
        layer.check_weights()
        entries += _entries_of(layer, number, order)
        number += 2 if isinstance(layer, KernelLayer) and not isinstance(layer.activation, Linear) else 1
        order = _order_behind(layer, order)
    return entries


def _order_behind(layer, order):
    """For each number of a row in PyTorch's order, its place in ours; None where they are the same.

    Only `Flatten` makes a difference: there (H, W, C) is read row by row, here and (C, H, W) in PyTorch.
    """
    if isinstance(layer, Flatten | Reshape) and len(layer.output_shape) == 1:
        if len(layer.input_shape) > 1:
            places = np.arange(layer.output_shape[0]).reshape(layer.input_shape)
            return np.moveaxis(places, -1, 0).reshape(-1)
        return order
    if isinstance(layer, KernelLayer):
        return None
    if order is not None and layer.output_shape != layer.input_shape:
        raise _unknown_order(layer)
    return order


def _entries_of(layer, number, order):
    own = {**layer.params, **layer.state}
    turned = isinstance(layer, Dense | BatchNormalization)
    if own and order is not None and not turned:
        raise _unknown_order(layer)
    is_norm, found = isinstance(layer, BatchNormalization), {}
    if is_norm and (layer.scale or layer.center):  # PyTorch has both or neither
        channels = layer.input_shape[-1]
        found = {"weight": (None, np.ones(channels, FLOAT)), "bias": (None, np.zeros(channels, FLOAT))}
    known = is_norm or isinstance(layer, KernelLayer)
    found |= {_NAMES.get(label, label) if known else label: (label, array) for label, array in own.items()}
    entries = []
    for name, (label, array) in found.items():
        places = np.arange(array.size).reshape(array.shape)
        if order is not None and (is_norm or label == "kernel"):
            places = places[order]
        if label == "kernel" and isinstance(layer, Conv2D):
            places = places.transpose(3, 2, 0, 1)
        elif label == "kernel" and isinstance(layer, Dense):
            places = places.T
        places = np.ascontiguousarray(places)  # else what it takes lies in memory as before
        entries.append(_Entry(f"{number}.{name}", layer, label, array.reshape(-1)[places], places))
    if is_norm:
        entries.append(_Entry(f"{number}.num_batches_tracked", layer, None, np.array(0, np.int64)))
    return entries


def _unknown_order(layer):
    rule = "behind a Flatten of images, a layer for PyTorch must be one whose order of numbers is known, such as Dense"
    return TypeError(message(layer.name, rule, type(layer).__name__, "Put it before the Flatten, or behind a Dense."))
