"""A chain of layers."""

from course_lib.layers import InputLayer, Layer
from course_lib.models import batches, steps
from course_lib.models.model import Model
from course_lib.models.summary import Summary
from course_lib.random import RandomSource, default_seed
from course_lib.validation import message


class Sequential(Model):
    """Layers in a row: each takes what the one before it gives.

    Parameters
    ----------
    layers : list of Layer, optional
        May begin with ``Input((height, width, channels))``; otherwise the first layer's `input_shape` or the first
        data decide the shape.
    name : str, optional
        Shown in summaries and messages.

    Attributes
    ----------
    layers : list of Layer
        Without the `Input`.
    rng : RandomSource
        Where initial weights, shuffles and dropout come from; its seed is that of `utils.set_random_seed`.

    Examples
    --------
    >>> from course_lib import Input, Sequential, layers
    >>> model = Sequential([Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
    >>> model.count_params()
    7850
    """

    def __init__(self, layers=None, name=None):
        super().__init__(name or "sequential")
        self.layers, self.input_shape, self.rng = [], None, None
        for layer in layers or []:
            self.add(layer)

    def add(self, layer):
        """Put a layer behind the last one.

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
        if layer in self.layers:
            raise ValueError(message(self.name, "a layer can stand in one place only", f"{layer} twice"))
        declared = getattr(layer, "declared_input_shape", None)
        if declared is not None and not self.layers and self.input_shape is None:
            self.input_shape = InputLayer(declared).shape
        self._name(layer)
        self.layers.append(layer)
        if self.input_shape is not None:
            try:
                self.build(self.input_shape)
            except ValueError:
                self.layers.pop()  # so that a better layer can be added instead
                raise

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
        return bool(self.layers) and all(layer.built for layer in self.layers)

    @property
    def output_shape(self):
        """Shape of the output for one sample; None before the model is built."""
        return self.layers[-1].output_shape if self.built else None

    def build(self, input_shape):
        """Make the parameters of all layers that have none yet, for samples of `input_shape`.

        Raises
        ------
        ValueError
            If there are no layers or a layer does not fit what comes before it.
        """
        if not self.layers:
            raise ValueError(message(self.name, "a model needs at least one layer", "none", "Use add(layer)."))
        if self.rng is None:
            self.rng = RandomSource(default_seed())
        shape = self.input_shape = tuple(input_shape)
        learned = False
        for place, layer in enumerate(self.layers):
            if not layer.built:
                layer.build(shape, self.rng.child(place))
            layer.needs_input_gradient = learned
            learned = learned or bool(layer.params)
            shape = layer.output_shape

    def forward(self, x, training=False, to_preactivation=False):
        """Return the output for the batch `x`; with `to_preactivation` what enters the last activation."""
        for layer in self.layers[:-1]:
            x = layer.forward(x, training)
        last = self.layers[-1]
        return last.preactivation(x, training) if to_preactivation else last.forward(x, training)

    def backward(self, dy, from_preactivation=False):
        """Fill all layers' `grads` from the loss's gradient; `from_preactivation` as in `forward`."""
        last = self.layers[-1]
        dy = last.preactivation_backward(dy) if from_preactivation else last.backward(dy)
        for layer in reversed(self.layers[:-1]):
            if dy is None:
                break
            dy = layer.backward(dy)
        return dy

    def __call__(self, x, training=False):
        """Return the output for the batch `x`."""
        x = batches.as_samples(x, self.name)
        self._build_for(x)
        return steps.predict(self, x, training)

    def summary(self):
        """Show the layers with their output shapes and numbers of parameters: a table in a notebook, else text."""
        Summary(self).show()

    def count_params(self):
        """Return how many numbers the model holds, trainable or not."""
        return sum(layer.count_params() for layer in self.layers)

    def get_weights(self):
        """Return copies of all layers' weights, in Keras's order."""
        return [array for layer in self.layers for array in layer.get_weights()]

    def set_weights(self, weights):
        """Copy `weights`, in the order of `get_weights`, into the layers.

        Raises
        ------
        ValueError
            If their number or a shape does not fit; nothing is changed then.
        """
        weights, counts = list(weights), [len(layer.get_weights()) for layer in self.layers]
        if len(weights) != sum(counts):
            raise ValueError(message(self.name, f"set_weights needs {sum(counts)} arrays", str(len(weights))))
        before = self.get_weights()
        try:
            self._set_weights(weights, counts)
        except ValueError:
            self._set_weights(before, counts)
            raise

    def _set_weights(self, weights, counts):
        start = 0
        for layer, count in zip(self.layers, counts, strict=True):
            layer.set_weights(weights[start : start + count])
            start += count

    def __repr__(self):
        return f"<Sequential {self.name!r}: {', '.join(layer.name for layer in self.layers) or 'empty'}>"
