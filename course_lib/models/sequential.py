"""A chain of layers."""

import copy

from course_lib.arguments import explained
from course_lib.layers import InputLayer, Layer
from course_lib.layers.pooled_conv2d import joined
from course_lib.models import batches, saving, steps
from course_lib.models.chain import Chain
from course_lib.models.exportable import Exportable
from course_lib.models.fitness import prepare
from course_lib.models.model import Model
from course_lib.models.summary import Summary
from course_lib.validation import message


class Sequential(Chain, Exportable, Model):
    """Layers in a row: each takes what the one before it gives.

    ``model[0]`` and ``model["conv2d"]`` are layers, ``model[:2]`` is a model of the first two that shares their
    weights, ``len(model)`` counts them. Layers can be added and taken off at any time; those that stay keep their
    weights. ``copy.copy`` and ``copy.deepcopy`` both give a model of its own, with equal weights.

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

    Raises
    ------
    TypeError, ValueError
        As `add` does.

    Examples
    --------
    >>> from course_lib import Input, Sequential, layers
    >>> model = Sequential([Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
    >>> model.count_params()
    7850
    >>> model["dense"].output_shape
    (10,)
    """

    def __init__(self, layers=None, name=None):
        Chain.__init__(self)
        Model.__init__(self, name or "sequential")
        if isinstance(layers, Layer | InputLayer | type):
            raise TypeError(message("Sequential", "`layers` must be a list", repr(layers), "Write [layer, layer, …]."))
        for layer in layers or []:
            self.add(layer)

    def __getitem__(self, which):
        if isinstance(which, str):
            return self.get_layer(which)
        if not isinstance(which, slice):
            return self._at(which)
        part = Sequential(name=f"{self.name}_part")
        part._layers, part.rng = self.layers[which], self.rng
        part.input_shape = part.layers[0].input_shape if part.layers else None
        return part

    def __copy__(self):
        return copy.deepcopy(self)

    def forward(self, x, training=False, to_preactivation=False):
        """Return the output for the batch `x`; with `to_preactivation` what enters the last activation.

        Parameters
        ----------
        x : ndarray, (N, …)
            A batch.
        training : bool, default False
            Whether layers work as in training.
        to_preactivation : bool, default False
            Whether to stop before the last layer's activation.

        Returns
        -------
        ndarray, (N, …), float32
        """
        for step in joined(self.layers[:-1]):
            x = step.forward(x, training)
        last = self.layers[-1]
        return last.preactivation(x, training) if to_preactivation else last.forward(x, training)

    def backward(self, dy, from_preactivation=False):
        """Fill all layers' `grads` from the loss's gradient; `from_preactivation` as in `forward`.

        Parameters
        ----------
        dy : ndarray, (N, …)
            The loss's gradient with respect to what `forward` returned.
        from_preactivation : bool, default False
            Whether that was before the last layer's activation.

        Returns
        -------
        ndarray or None
            The loss's gradient with respect to the input; None where nothing before a layer learns.
        """
        last = self.layers[-1]
        dy = last.preactivation_backward(dy) if from_preactivation else last.backward(dy)
        for step in reversed(joined(self.layers[:-1])):
            if dy is None:
                break
            dy = step.backward(dy)
        return dy

    def __call__(self, x, training=False):
        """Return the output for the batch `x`."""
        x = batches.as_samples(x, self.name)
        prepare(self, x)
        return steps.predict(self, x, training)

    @explained
    def summary(self):
        """Show the layers with their output shapes and numbers of parameters: a table in a notebook, else text."""
        Summary(self).show()

    def penalty(self):
        """Return what the layers' regularizers add to the loss, a float.

        Returns
        -------
        float
        """
        return sum(layer.penalty() for layer in self.layers)

    def count_params(self):
        """Return how many numbers the model holds, trainable or not.

        Returns
        -------
        int
        """
        return sum(layer.count_params() for layer in self.layers)

    def get_weights(self):
        """Return copies of all layers' weights, in Keras's order.

        Returns
        -------
        list of ndarray, float32
        """
        return [array for layer in self.layers for array in layer.get_weights()]

    def set_weights(self, weights):
        """Copy weights into the layers.

        Parameters
        ----------
        weights : list of array_like
            In the order of `get_weights`.

        Raises
        ------
        TypeError, ValueError
            If they are no list of arrays, or their number or a shape does not fit; nothing is changed then.
        """
        if not isinstance(weights, tuple | list):
            rule = "set_weights needs a list of arrays, such as get_weights returns"
            raise TypeError(message(self.name, rule, type(weights).__name__))
        counts = [len(layer.get_weights()) for layer in self.layers]
        if len(weights) != sum(counts):
            raise ValueError(message(self.name, f"set_weights needs {sum(counts)} arrays", str(len(weights))))
        before = self.get_weights()
        try:
            self._set_weights(weights, counts)
        except (TypeError, ValueError):
            self._set_weights(before, counts)
            raise

    def _set_weights(self, weights, counts):
        start = 0
        for layer, count in zip(self.layers, counts, strict=True):
            layer.set_weights(weights[start : start + count])
            start += count

    @explained
    def save(self, filepath, overwrite=True):
        """Write the model to one file: layers, weights, and how far its training has come, within an epoch too.

        After ``model = load_model(filepath)``, ``fit`` with ``initial_epoch=model.epochs_done`` goes on to the same
        bits as a training that was never interrupted.

        Parameters
        ----------
        filepath : str or Path
            Ends in ".safetensors".
        overwrite : bool, default True
            Whether a file of that name may be replaced.

        Raises
        ------
        ValueError
            If the name ends otherwise, or the model is not built.
        OSError
            If the file cannot be written; one that was there stays as it is.

        See Also
        --------
        course_lib.models.load_model
        """
        saving.save_model(self, filepath, overwrite)

    @explained
    def save_weights(self, filepath, overwrite=True):
        """Write the weights alone to a file.

        Parameters
        ----------
        filepath : str or Path
            Ends in ".safetensors".
        overwrite : bool, default True
            Whether a file of that name may be replaced.

        Raises
        ------
        ValueError
            If the name ends otherwise, or the model is not built.
        OSError
            If the file cannot be written; one that was there stays as it is.
        """
        saving.save_weights(self, filepath, overwrite)

    @explained
    def load_weights(self, filepath):
        """Copy weights from a file into the layers of the same names.

        Parameters
        ----------
        filepath : str or Path
            Written by `save_weights` or `save`.

        Raises
        ------
        FileNotFoundError
            If there is no such file.
        ValueError
            If the file is damaged, or its names and shapes are not this model's; nothing is changed then.
        """
        saving.load_weights(self, filepath)

    def __repr__(self):
        return repr(Summary(self)) if self.layers else f"<Sequential {self.name!r}: empty>"
