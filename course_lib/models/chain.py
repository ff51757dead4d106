"""A row of layers whose shapes fit."""

from course_lib.arguments import check_arguments, explained
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
        self.layers, self.input_shape, self.rng = [], None, None

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
        if not isinstance(layer, Layer):
            advice = "Write the layer with parentheses, such as Flatten()." if isinstance(layer, type) else ""
            raise TypeError(message(self.name, "each entry must be a layer", repr(layer), advice))
        if any(layer is other for other in self.layers):
            raise ValueError(message(self.name, "a layer can stand in one place only", f"{layer.name!r} twice"))
        if layer.declared_input_shape is not None and not self.layers and self.input_shape is None:
            self.input_shape = layer.declared_input_shape
        self._name(layer)
        self.layers.append(layer)
        if self.input_shape is not None:
            try:
                self.build(self.input_shape)
            except ValueError:
                self.layers.pop()  # so that a better layer can be added instead
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
        return self.layers.pop()

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
            Shape of a sample, without the batch axis.

        Raises
        ------
        ValueError
            If there are no layers or a layer does not fit what comes before it.
        """
        if not self.layers:
            raise ValueError(message(self.name, "a model needs at least one layer", "none", "Use add(layer)."))
        if self.rng is None:
            self.rng = RandomSource(default_seed())
        shape = tuple(input_shape)
        learned = False
        for place, layer in enumerate(self.layers):
            if not layer.built:
                layer.build(shape, self.rng.child(place))
            layer.needs_input_gradient = learned
            learned = learned or bool(layer.params)
            shape = layer.output_shape
        self.input_shape = tuple(input_shape)
