"""What every layer is: parameters, gradients, a forward and a backward pass."""

import re

import numpy as np

from course_lib.arrays import as_float
from course_lib.config import Configured
from course_lib.layers.input import InputLayer
from course_lib.random import RandomSource, default_seed
from course_lib.validation import message


class Layer(Configured):
    """Base of all layers.

    A layer is used in three steps: ``build`` once, then ``forward`` and ``backward`` for each batch. There is no
    tape and no hidden graph: every number lies in one of the four dicts.

    A layer of your own needs `forward` and `backward`, and `_build` if it has parameters or changes the shape.

    Parameters
    ----------
    name : str, optional
        Shown in summaries and messages; a model names its layers itself where none is given.
    input_shape : tuple of int, optional
        Shape of a sample, where this is the first layer of a model.

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
    trainable : bool
        Set it to False to keep the parameters as they are in training.
    needs_input_gradient : bool
        Where False, `backward` may return None: a model sets it so where nothing before the layer learns.
    """

    family = "layers"

    def __init__(self, name=None, input_shape=None):
        self.name = _checked_name(name, type(self).__name__)
        self.named_by_user = name is not None
        self.declared_input_shape = None if input_shape is None else InputLayer(input_shape).shape
        self.params, self.grads, self.state, self.saved = {}, {}, {}, {}
        self.input_shape = self.output_shape = None
        self.trainable = self.needs_input_gradient = True

    @property
    def built(self):
        """Whether the layer knows its shapes and has its parameters."""
        return self.output_shape is not None

    def build(self, input_shape, rng):
        """Make the parameters for inputs of a shape.

        Parameters
        ----------
        input_shape : tuple of int
            Shape of a sample, without the batch axis.
        rng : RandomSource
            Where initial values, and later random choices, come from.

        Returns
        -------
        tuple of int
            Shape of a sample of the output.

        Raises
        ------
        ValueError
            If the layer cannot work on such samples.
        """
        output_shape = tuple(self._build(tuple(input_shape), rng))
        self.input_shape, self.output_shape = tuple(input_shape), output_shape
        return output_shape

    def _build(self, input_shape, rng):
        return input_shape

    def forward(self, x, training=False):
        """Compute the output; keep what `backward` needs.

        Parameters
        ----------
        x : array_like, (N, …)
            A batch of samples.
        training : bool, default False
            Whether the model is being trained; a few layers then work differently.

        Returns
        -------
        ndarray, (N, …), float32
        """
        raise NotImplementedError(message(type(self).__name__, "a layer needs a forward method", "none"))

    def backward(self, dy):
        """Fill `grads` and compute the input's gradient.

        Parameters
        ----------
        dy : array_like, (N, …)
            The loss's gradient with respect to the output of the last `forward`.

        Returns
        -------
        ndarray or None
            The loss's gradient with respect to the input; may be None where `needs_input_gradient` is False.
        """
        raise NotImplementedError(message(type(self).__name__, "a layer needs a backward method", "none"))

    def __call__(self, x, training=False):
        """`forward`, after a `build` for x's shape if there was none."""
        if not self.built:
            self.build(np.shape(x)[1:], RandomSource(default_seed(), (self.name,)))
        return self.forward(x, training)

    def penalty(self):
        """Return what the layer's regularizers add to the loss, a float."""
        return 0.0

    def count_params(self):
        """Return how many numbers the layer holds, trainable or not."""
        return sum(array.size for array in (*self.params.values(), *self.state.values()))

    def get_weights(self):
        """Return copies of the parameters, then of the state, in Keras's order."""
        return [array.copy() for array in (*self.params.values(), *self.state.values())]

    def set_weights(self, weights):
        """Copy weights into the layer.

        Parameters
        ----------
        weights : list of array_like
            In the order of `get_weights`.

        Raises
        ------
        ValueError
            If their number or a shape does not fit; nothing is changed then.
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
        self.check_shape(np.shape(x))
        self.saved["samples"] = len(x)
        return as_float(x)

    def check_shape(self, shape):
        """Say so if a batch of `shape`, batch axis and all, does not fit the layer."""
        if shape[1:] != self.input_shape or len(shape) != len(self.input_shape) + 1:
            rule = f"the input must have shape {batch_shape(self.input_shape)}"
            raise ValueError(message(self.name, rule, str(shape), missing_axes(shape, self.input_shape)))

    def check_gradient(self, dy):
        """Return `dy` as a float32, C-ordered array of the last output's shape, or say what does not fit."""
        shape = (self.recall("samples"), *self.output_shape)
        if np.shape(dy) != shape:
            rule = f"the output gradient must have the last output's shape {shape}"
            raise ValueError(message(self.name, rule, str(np.shape(dy))))
        return as_float(dy)

    def recall(self, key):
        """Return what `forward` saved under `key`, or say that `forward` has to come first."""
        if key not in self.saved:
            advice = "Call forward(x) on the batch whose gradient you want."
            raise RuntimeError(message(self.name, "backward needs a forward before it", "none", advice))
        return self.saved[key]

    def arguments(self):
        # `input_shape` tells the shape after build; the argument of that name is what was declared.
        return {**super().arguments(), "input_shape": self.declared_input_shape}

    def __getstate__(self):
        """A copy or a file takes parameters and settings along, not the last batch."""
        return {**self.__dict__, "saved": {}}


def batch_shape(shape):
    """Return `shape` with a batch axis in words: "(N, 28, 28, 1)"."""
    return f"({', '.join(map(str, ('N', *shape)))}{',' if not shape else ''})"


def missing_axes(found, shape):
    """Return advice where an array of shape `found` lacks an axis of (N, *shape), else ""."""
    if found == shape:
        return "The batch axis is missing: use x[None] for a single sample."
    if shape and found == shape[:-1] and shape[-1] == 1:
        return "The batch axis and the channel axis are missing: use x[None, ..., None] for a single image."
    if shape and found[1:] == shape[:-1] and shape[-1] == 1:
        return "The channel axis is missing: use x[..., None]."
    return ""


def _checked_name(name, kind):
    if name is None:
        # MaxPooling2D -> max_pooling2d, as Keras names its layers; ReLU -> re_lu there as well
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind).lower()
    if not isinstance(name, str) or not name:
        raise TypeError(message(kind, "`name` must be a text", repr(name)))
    return name
