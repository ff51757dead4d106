"""A row of layers whose shapes fit."""

import inspect

from course_lib.arguments import check_arguments, explained, takes
from course_lib.layers import InputLayer, Layer
from course_lib.random import RandomSource, default_seed
from course_lib.validation import choice, message


class Chain:
    """The part of a `Sequential` that holds its layers: puts them together, names them, builds them, finds them.

    Attributes
    ----------
    layers : list of Layer
        In their order.
    input_shape : tuple of int or None
        Shape of a sample, without the batch axis.
    rng : RandomSource or None
        Where initial weights come from.
    """

    def __new__(cls, *args, **kwargs):
        if args or kwargs:
            check_arguments(cls.__name__, cls.__init__, (None, *args), kwargs)
        return super().__new__(cls)

    def __init__(self):
        self._layers, self.input_shape, self.rng = [], None, None

    @property
    def layers(self):
        """The layers in their order: a new list, to look at; `add` and `pop` change the model."""
        if "_layers" not in vars(self):
            advice = "Call super().__init__() first."
            raise RuntimeError(message(type(self).__name__, "__init__ must call that of Sequential", "none", advice))
        return list(self._layers)

    @property
    def trainable(self):
        """Whether any layer is trained; setting it sets it for all layers."""
        return any(layer.trainable for layer in self.layers)

    @trainable.setter
    def trainable(self, value):
        for layer in self.layers:
            layer.trainable = bool(value)

    @explained
    def add(self, layer):
        """Put a layer behind the last one.

        Parameters
        ----------
        layer : Layer
            A new one; or ``Input(shape)`` while there are none.

        Raises
        ------
        TypeError
            If `layer` is no layer.
        ValueError
            If an `Input` does not stand first, a layer is in the model already, or its shape does not fit.
        """
        if isinstance(layer, InputLayer):
            if self.layers or self.input_shape:
                raise ValueError(message(self.name, "Input must stand first", f"it after {len(self.layers)} layers"))
            self.input_shape = layer.shape
            return
        _check_layer(layer, self.name)
        if any(layer is other for other in self.layers):
            raise ValueError(message(self.name, "a layer can stand in one place only", f"{layer.name!r} twice"))
        if layer.declared_input_shape is not None and not self.layers:
            if self.input_shape not in (None, layer.declared_input_shape):
                rule = f"its input_shape must be that of the Input, {self.input_shape}"
                raise ValueError(message(layer.name, rule, str(layer.declared_input_shape), "Leave one of them out."))
            self.input_shape = layer.declared_input_shape
        self._name(layer)
        self._layers.append(layer)
        if self.input_shape is not None:
            try:
                self.build(self.input_shape)
            except (TypeError, ValueError):
                self._layers.pop()  # so that a better layer can be added instead
                raise

    @explained
    def pop(self):
        """Take the last layer off and return it.

        Returns
        -------
        Layer

        Raises
        ------
        ValueError
            If there is none.
        """
        if not self.layers:
            raise ValueError(message(self.name, "pop needs a layer", "an empty model"))
        return self._layers.pop()

    def get_layer(self, name=None, index=None):
        """Return a layer by its name or its place.

        Parameters
        ----------
        name : str, optional
            As `summary` shows it.
        index : int, optional
            From 0; negative numbers count from the end.

        Returns
        -------
        Layer

        Raises
        ------
        TypeError
            If neither or both are given.
        ValueError, IndexError
            If there is no such layer; the message names the nearest one.
        """
        if (name is None) == (index is None):
            raise TypeError(message(self.name, "get_layer needs a name or an index", "neither or both"))
        if index is not None:
            return self._at(index)
        names = [layer.name for layer in self.layers]
        return self.layers[names.index(choice(name, names, self.name, "layer"))]

    def _at(self, index):
        """The layer at a place, or what places there are."""
        if isinstance(index, bool) or not hasattr(index, "__index__"):
            rule = "a layer is found by its place, a whole number, or by its name"
            raise TypeError(message(self.name, rule, repr(index)))
        if not -len(self.layers) <= index < len(self.layers):
            rule = f"the layers are counted from 0 to {len(self.layers) - 1}" if self.layers else "there are no layers"
            raise IndexError(message(self.name, rule, str(index)))
        return self.layers[index]

    def __len__(self):
        return len(self.layers)

    def __iter__(self):
        return iter(self.layers)

    def __bool__(self):
        return True  # a model without layers is a model

    def _name(self, layer):
        taken = [other.name for other in self.layers]
        if layer.named_by_user:
            if layer.name in taken:
                raise ValueError(message(self.name, "layers' names must differ", f"{layer.name!r} twice"))
            return
        kind, count = layer.name, 0
        while layer.name in taken:
            count += 1
            layer.name = f"{kind}_{count}"

    @property
    def built(self):
        """Whether all layers know their shapes and have their parameters."""
        return bool(self.layers) and all(layer.built for layer in self.layers)

    @property
    def output_shape(self):
        """Shape of the output for one sample; None before the model is built."""
        return self.layers[-1].output_shape if self.built else None

    def build(self, input_shape):
        """Make the parameters of all layers that have none yet.

        Parameters
        ----------
        input_shape : tuple of int
            Shape of a sample. Keras's form, with None for the batch axis in front, is taken too.

        Raises
        ------
        TypeError
            If it is no tuple of whole numbers.
        ValueError
            If there are no layers or a layer does not fit what comes before it.
        """
        if not self.layers:
            raise ValueError(message(self.name, "a model needs at least one layer", "none", "Use add(layer)."))
        shape = InputLayer(_without_batch(input_shape)).shape
        if self.rng is None:
            self.rng = RandomSource(default_seed())
        learned = False
        for place, layer in enumerate(self.layers):
            if not layer.built:
                layer.build(shape, self.rng.child(place))
            elif layer.input_shape != shape:
                rule = f"a layer that was built for samples of shape {layer.input_shape} must get such"
                raise ValueError(message(layer.name, rule, str(shape), "Use a new layer for another shape."))
            layer.needs_input_gradient = learned
            learned = learned or bool(layer.params)
            shape = layer.output_shape
        self.input_shape = self.layers[0].input_shape


def _without_batch(shape):
    with_batch = isinstance(shape, tuple | list) and len(shape) > 1 and shape[0] is None
    return tuple(shape[1:]) if with_batch else shape


def _check_layer(layer, where):
    """Say so if `layer` is none, or a class of a learner's own lacks something."""
    rule = "each entry must be a layer"
    if isinstance(layer, Chain):
        raise TypeError(message(where, rule, f"the model {layer.name!r}", "Its layers can be put in: *model.layers."))
    if isinstance(layer, tuple | list):
        raise TypeError(message(where, rule, f"a {type(layer).__name__}", "Add them one by one."))
    if not isinstance(layer, Layer):
        advice = "Write the layer with parentheses, such as Flatten()." if isinstance(layer, type) else ""
        raise TypeError(message(where, rule, repr(layer), advice))
    kind = type(layer).__name__
    if "declared_input_shape" not in vars(layer):
        advice = "Write super().__init__(name=name) as its first line."
        raise TypeError(message(kind, "__init__ must call that of Layer", "none", advice))
    for method, told in {"build": "input_shape, rng", "forward": "x, training=False", "backward": "dy"}.items():
        if not takes(getattr(layer, method), len(told.split(", "))):
            advice = "Parameters are made in _build(self, input_shape, rng)." if method == "build" else ""
            got = f"({', '.join(inspect.signature(getattr(layer, method)).parameters)})"
            raise TypeError(message(kind, f"`{method}` must take ({told})", got, advice))
