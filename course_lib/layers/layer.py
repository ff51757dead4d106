"""What every layer is: parameters, gradients, a forward and a backward pass."""

import re

import numpy as np

from course_lib import activations
from course_lib.random import RandomSource, default_seed
from course_lib.validation import message


class Layer:
    """Base of all layers.

    A layer is used in three steps: ``build`` once, then ``forward`` and ``backward`` for each batch. There is no
    tape and no hidden graph: every number lies in one of the four dicts.

    Parameters
    ----------
    name : str, optional
        Shown in summaries and messages; a model names its layers itself where none is given.

    Attributes
    ----------
    params : dict of str to ndarray
        What training changes. Optimizers update these arrays in place.
    grads : dict of str to ndarray
        The loss's gradient, with the keys and shapes of `params`; overwritten by each `backward`.
    state : dict of str to ndarray
        What a layer remembers but no optimizer touches, such as moving averages.
    saved : dict
        What the last `forward` kept for `backward`.
    input_shape, output_shape : tuple of int or None
        Without the batch axis; None before `build`.
    needs_input_gradient : bool
        Where False, `backward` may return None: a model sets it so where nothing before the layer learns.
    """

    def __init__(self, name=None):
        self.name = name or _snake_case(type(self).__name__)
        self.named_by_user = name is not None
        self.params, self.grads, self.state, self.saved = {}, {}, {}, {}
        self.input_shape = self.output_shape = None
        self.needs_input_gradient = True

    @property
    def built(self):
        return self.output_shape is not None

    def build(self, input_shape, rng):
        """Make the parameters for inputs of `input_shape`, without the batch axis; return the output shape."""
        self.input_shape = tuple(input_shape)
        self.output_shape = tuple(self._build(self.input_shape, rng))
        return self.output_shape

    def _build(self, input_shape, rng):
        return input_shape

    def forward(self, x, training=False):
        """Return the layer's output for the batch `x`; keep what `backward` needs."""
        raise NotImplementedError

    def backward(self, dy):
        """Fill `grads` from the loss's gradient `dy` with respect to the output; return that of the input."""
        raise NotImplementedError

    def __call__(self, x, training=False):
        """`forward`, after a `build` for x's shape if there was none."""
        if not self.built:
            self.build(np.shape(x)[1:], RandomSource(default_seed(), (self.name,)))
        return self.forward(x, training)

    def count_params(self):
        """Return how many numbers the layer holds, trainable or not."""
        return sum(array.size for array in (*self.params.values(), *self.state.values()))

    def get_weights(self):
        """Return copies of the parameters, then of the state, in Keras's order."""
        return [array.copy() for array in (*self.params.values(), *self.state.values())]

    def set_weights(self, weights):
        """Copy `weights`, in the order of `get_weights`, into the layer.

        Raises
        ------
        ValueError
            If their number or a shape does not fit.
        """
        own = {**self.params, **self.state}
        if len(weights) != len(own):
            rule = f"set_weights needs {len(own)} arrays ({', '.join(own) or 'none'})"
            raise ValueError(message(self.name, rule, str(len(weights))))
        for (label, array), new in zip(own.items(), weights, strict=True):
            if np.shape(new) != array.shape:
                raise ValueError(message(self.name, f"`{label}` must have shape {array.shape}", f"{np.shape(new)}"))
        for array, new in zip(own.values(), weights, strict=True):
            array[...] = new

    def check_input(self, x):
        """Return `x` as a float32, C-ordered batch that fits the layer, or say what does not fit."""
        if not self.built:
            advice = "Call the layer, or put it into a model."
            raise RuntimeError(message(self.name, "forward needs a layer that is built", "one that is not", advice))
        return self._check(x, self.input_shape, "input")

    def check_gradient(self, dy):
        """Return `dy` as a float32, C-ordered array of the output's shape, or say what does not fit."""
        return self._check(dy, self.output_shape, "output gradient")

    def _check(self, array, shape, what):
        array = np.asarray(array)
        if array.shape[1:] != shape or array.ndim != len(shape) + 1:
            advice = ""
            if array.shape == shape:
                advice = "The batch axis is missing: use x[None] for a single sample."
            elif array.shape == shape[:-1] and shape[-1] == 1:
                advice = "The batch axis and the channel axis are missing: use x[None, ..., None] for a single image."
            elif array.shape[1:] == shape[:-1] and shape[-1] == 1:
                advice = "The channel axis is missing: use x[..., None]."
            rule = f"the {what} must have shape {('N', *shape)}".replace("'N'", "N")
            raise ValueError(message(self.name, rule, str(array.shape), advice))
        # A kernel compiles for one type only, so every array is brought to it here.
        return np.require(array, np.float32, ["C", "A", "W"])

    def recall(self, key):
        """Return what `forward` saved under `key`, or say that `forward` has to come first."""
        if key not in self.saved:
            raise RuntimeError(message(self.name, "backward needs a forward before it", "none"))
        return self.saved[key]

    def __repr__(self):
        return f"<{type(self).__name__} {self.name!r}>"


class ActivatedLayer(Layer):
    """A layer that ends in an activation; the part before it can be run alone.

    The fused softmax and cross-entropy wants the numbers *before* the softmax, so the two halves have names.

    Parameters
    ----------
    activation : str or Activation, optional
        Applied last; none means linear.
    name : str, optional
        As for `Layer`.
    """

    def __init__(self, activation=None, name=None):
        super().__init__(name)
        self.activation = activations.get(activation, type(self).__name__)

    def forward(self, x, training=False):
        y = self.saved["y"] = self.activation(self.preactivation(x, training))
        return y

    def backward(self, dy):
        return self.preactivation_backward(self.activation.gradient(self.recall("y"), self.check_gradient(dy)))

    def preactivation(self, x, training=False):
        """Return the layer's output before the activation."""
        raise NotImplementedError

    def preactivation_backward(self, dz):
        """As `backward`, from the gradient with respect to `preactivation`'s result."""
        raise NotImplementedError


def _snake_case(name):
    """MaxPooling2D -> max_pooling2d, as Keras names its layers."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
