"""What every layer is: parameters, gradients, a forward and a backward pass."""

import re

from course_lib.arrays import as_float, check_range
from course_lib.config import Configured
from course_lib.kernels import callers
from course_lib.layers.border import Border, as_numbers
from course_lib.layers.input import InputLayer
from course_lib.random import RandomSource, default_seed
from course_lib.validation import message


class Layer(Border, Configured):
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
        What the last `forward` kept for `backward`. Read it with `recall`: where a model runs two layers as one step,
        an array between them is computed only then.
    input_shape, output_shape : tuple of int or None
        Without the batch axis; None before `build`.
    trainable : bool
        Set it to False to keep the parameters as they are in training.
    needs_input_gradient : bool
        Where False, `backward` may return None: a model sets it so where nothing before the layer learns.

    Examples
    --------
    >>> import numpy as np
    >>> class Scale(Layer):
    ...     def _build(self, input_shape, rng):
    ...         self.params = {"factor": np.ones(1, np.float32)}
    ...         return input_shape
    ...     def forward(self, x, training=False):
    ...         self.saved["x"] = self.check_input(x)
    ...         return self.saved["x"] * self.params["factor"]
    ...     def backward(self, dy):
    ...         x, dy = self.recall("x"), self.check_gradient(dy)
    ...         self.grads = {"factor": np.sum(dy * x, keepdims=True).reshape(1)}
    ...         return dy * self.params["factor"]
    >>> layer = Scale()
    >>> layer([[3.0, 4.0]]).tolist(), layer.backward([[1.0, 10.0]]).tolist(), layer.grads["factor"].tolist()
    ([[3.0, 4.0]], [[1.0, 10.0]], [43.0])
    """

    family = "layers"

    def __init__(self, name=None, input_shape=None):
        self.name = _checked_name(name, type(self).__name__)
        self.named_by_user = name is not None
        self.declared_input_shape = None if input_shape is None else InputLayer(input_shape).shape
        self.params, self.grads, self.state, self.saved = {}, {}, {}, {}
        self.weight_shapes = {}
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
        TypeError, ValueError
            If the layer cannot work on such samples, or `_build` returned no shape.
        """
        output_shape = self._build(tuple(input_shape), rng)
        if not isinstance(output_shape, tuple | list):
            rule, advice = "`_build` must return the shape of an output, a tuple", "Such as `return input_shape`."
            raise TypeError(message(self.name, rule, repr(output_shape), advice))
        self.weight_shapes = {}
        self.check_weights()
        self.input_shape, self.output_shape = tuple(input_shape), tuple(output_shape)
        return self.output_shape

    def _build(self, input_shape, rng):
        return input_shape

    def initial(self, label, initializer, shape, rng):
        """Return the first values of a parameter.

        Parameters
        ----------
        label : str
            Its name in `params` or `state`.
        initializer : Initializer or callable
            Called with the shape and a key.
        shape : tuple of int
            Of the array.
        rng : RandomSource
            Where the key comes from.

        Returns
        -------
        ndarray, float32

        Raises
        ------
        TypeError, ValueError
            If the initializer returned something else than an array of that shape.
        """
        what = f"what {label}_initializer returns"
        found = as_float(as_numbers(initializer(tuple(shape), rng.key(label)), self.name, what))
        if found.shape != tuple(shape):
            raise ValueError(message(self.name, f"{what} must have shape {tuple(shape)}", str(found.shape)))
        return found

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
        x = as_numbers(x, self.name)
        check_range(x, self.name, "the input")
        if x.ndim == 0 or 0 in x.shape[1:]:
            raise ValueError(message(self.name, "the input must be a batch (N, …) of samples", f"shape {x.shape}"))
        with callers.LOCK:
            if not self.built:
                self.build(x.shape[1:], RandomSource(default_seed(), (self.name,)))
            return self.forward(x, training)

    def penalty(self):
        """Return what the layer's regularizers add to the loss, a float.

        Returns
        -------
        float
            0.0 without a regularizer.
        """
        return 0.0

    def count_params(self):
        """Return how many numbers the layer holds, trainable or not.

        Returns
        -------
        int
        """
        return sum(array.size for array in (*self.params.values(), *self.state.values()))

    def get_weights(self):
        """Return copies of the parameters, then of the state, in Keras's order.

        Returns
        -------
        list of ndarray, float32
        """
        return [array.copy() for array in (*self.params.values(), *self.state.values())]

    def set_weights(self, weights):
        """Copy weights into the layer.

        Parameters
        ----------
        weights : list of array_like
            In the order of `get_weights`.

        Raises
        ------
        TypeError, ValueError
            If they are no list of arrays, or their number or a shape does not fit; nothing is changed then.
        """
        own = {**self.params, **self.state}
        if not isinstance(weights, tuple | list):
            rule = "set_weights needs a list of arrays, such as get_weights returns"
            raise TypeError(message(self.name, rule, type(weights).__name__))
        weights = [as_numbers(new, self.name, "each entry of set_weights") for new in weights]
        if len(weights) != len(own):
            rule = f"set_weights needs {len(own)} arrays ({', '.join(own) or 'none'})"
            raise ValueError(message(self.name, rule, str(len(weights))))
        for (label, array), new in zip(own.items(), weights, strict=True):
            if new.shape != array.shape:
                raise ValueError(message(self.name, f"`{label}` must have shape {array.shape}", f"{new.shape}"))
            check_range(new, self.name, f"`{label}`")
        for array, new in zip(own.values(), weights, strict=True):
            array[...] = new

    def arguments(self):
        # `input_shape` tells the shape after build; the argument of that name is what was declared.
        return {**super().arguments(), "input_shape": self.declared_input_shape}

    def __getstate__(self):
        """A copy or a file takes parameters and settings along, not the last batch."""
        return {**self.__dict__, "saved": {}}


def _checked_name(name, kind):
    if name is None:
        # MaxPooling2D -> max_pooling2d, as Keras names its layers; ReLU -> re_lu there as well
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind).lower()
    if not isinstance(name, str) or not name:
        raise TypeError(message(kind, "`name` must be a text", repr(name)))
    return name
