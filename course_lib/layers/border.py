"""What a layer lets in: the checks at its border, and what they say."""

import math

from course_lib import arrays
from course_lib.arrays import as_float
from course_lib.config import Configured
from course_lib.validation import message


class Border:
    """The part of a `Layer` that checks what comes in, before a kernel that checks nothing sees it."""

    def check_input(self, x):
        """Return `x` as a float32, C-ordered batch that fits the layer, or say what does not fit.

        Parameters
        ----------
        x : array_like, (N, …)
            A batch.

        Returns
        -------
        ndarray, (N, …), float32

        Raises
        ------
        RuntimeError
            If the layer is not built.
        ValueError
            If `x` has another shape.
        """
        if not self.built:
            advice = "Call the layer, or put it into a model."
            raise RuntimeError(message(self.name, "forward needs a layer that is built", "one that is not", advice))
        self.check_weights()
        x = as_numbers(x, self.name)
        self.check_shape(x.shape)
        self.saved["samples"] = len(x)
        return as_float(x)

    def check_weights(self):
        """Bring parameters and state to float32, or say so if one has lost the shape that it was built with.

        Raises
        ------
        TypeError, ValueError
            If somebody put something else into `params` or `state`.
        """
        for own in (self.params, self.state):
            for label, array in own.items():
                new = as_float(as_numbers(array, self.name, f"`{label}`"))
                shape = self.weight_shapes.setdefault(label, new.shape)
                if new.shape != shape:
                    rule = f"`{label}` must have shape {shape}, as it was built"
                    raise ValueError(message(self.name, rule, str(new.shape)))
                if new is not array:
                    own[label] = new

    def check_shape(self, shape):
        """Say so if a batch of `shape`, batch axis and all, does not fit the layer.

        Parameters
        ----------
        shape : tuple of int
            (N, …).

        Raises
        ------
        ValueError
            If it is not (N, *input_shape).
        """
        if shape[1:] != self.input_shape or len(shape) != len(self.input_shape) + 1:
            rule = f"the input must have shape {batch_shape(self.input_shape)}"
            raise ValueError(message(self.name, rule, str(shape), advice_on_shape(shape, self.input_shape)))

    def check_gradient(self, dy):
        """Return `dy` as a float32, C-ordered array of the last output's shape, or say what does not fit.

        Parameters
        ----------
        dy : array_like, (N, …)
            The loss's gradient with respect to the output.

        Returns
        -------
        ndarray, (N, …), float32

        Raises
        ------
        RuntimeError
            If there was no `forward`.
        ValueError
            If `dy` has another shape.
        """
        shape, dy = (self.recall("samples"), *self.output_shape), as_numbers(dy, self.name, "the output gradient")
        if dy.shape != shape:
            rule = f"the output gradient must have the last output's shape {shape}"
            raise ValueError(message(self.name, rule, str(dy.shape)))
        return as_float(dy)

    def recall(self, key):
        """Return what `forward` saved under `key`, or say that `forward` has to come first.

        Parameters
        ----------
        key : str
            Such as "x".

        Returns
        -------
        object

        Raises
        ------
        RuntimeError
            If there is nothing of that name.
        """
        if key not in self.saved:
            advice = "Call forward(x) on the batch whose gradient you want."
            raise RuntimeError(message(self.name, "backward needs a forward before it", "none", advice))
        if callable(self.saved[key]):  # left out by a model that ran two layers as one step
            self.saved[key] = self.saved[key]()
        return self.saved[key]


def as_numbers(x, where, what="the input"):
    """Return `x` as an array, or say so if it holds no real numbers, or is a layer as in Keras's functional models."""
    if isinstance(x, Configured) or hasattr(x, "layers"):
        advice = "Layers are put together in a list: Sequential([layer, layer, …])."
        raise TypeError(message(where, f"{what} must be an array of numbers", type(x).__name__, advice))
    return arrays.as_numbers(x, where, what)


def batch_shape(shape):
    """Return `shape` with a batch axis in words: "(N, 28, 28, 1)"."""
    return f"({', '.join(map(str, ('N', *shape)))}{',' if not shape else ''})"


def advice_on_shape(found, shape):
    """Return what to do with an array of shape `found` where (N, *shape) is wanted; "" where nothing is known."""
    return _missing_axes(found, shape) or _other_order(found, shape) or _other_size(found, shape)


def _missing_axes(found, shape):
    """Advice where axes of length 1 are missing."""
    if found == shape:
        return "The batch axis is missing: use x[None] for a single sample."
    if shape and found == shape[:-1] and shape[-1] == 1:
        return "The batch axis and the channel axis are missing: use x[None, ..., None] for a single image."
    if found[1:] == () and shape == (1,):
        return "Make a column of them: use x[:, None]."
    if shape and found[1:] == shape[:-1] and shape[-1] == 1:
        return "The channel axis is missing: use x[..., None]."
    return ""


def _other_order(found, shape):
    """Advice where the numbers are those wanted, in another arrangement."""
    count, samples = math.prod(shape), math.prod(found[1:])
    if found[:-1] in (shape, shape[:-1]):
        axis = "" if found[:-1] == shape else "[..., None]"
        return f"The samples must come first: use np.moveaxis(x, -1, 0){axis}."
    if len(shape) == 3 and len(found) == 4 and found[2:] == shape[:2]:
        return "The channels must come last: use x.transpose(0, 2, 3, 1)."
    if len(found) > 1 and samples == count and len(shape) == 1:
        return "Make a row of each sample: use x.reshape(len(x), -1), or put a Flatten layer first."
    if len(found) > 1 and samples == count:
        return f"Bring each sample to this shape: use x.reshape({', '.join(map(str, ('-1', *shape)))})."
    return ""


def _other_size(found, shape):
    """Advice where images have another size or number of channels."""
    if len(shape) != 3 or len(found) != 4:
        return ""
    if found[1:3] != shape[:2]:
        return f"Bring the images to {shape[0]}×{shape[1]} pixels, or build a model for theirs."
    if shape[2] == 1:
        return "Make them grey: use x.mean(axis=-1, keepdims=True)."
    if found[3] == 1:
        return f"Give each the same grey in all channels: use x.repeat({shape[2]}, axis=-1)."
    return ""
