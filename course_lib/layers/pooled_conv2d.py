"""A convolution and the max pooling behind it, run as one step of a model: the same in less time.

The outputs are the same bits; the gradients may be sums in another order.
"""

import functools

from course_lib import activations, kernels
from course_lib.layers.conv2d import Conv2D
from course_lib.layers.max_pooling2d import MaxPooling2D

_FORWARD = {"conv2d_forward", "relu_forward", "conv2d_relu_forward", "maxpool2d_forward"}
_BACKWARD = {
    "conv2d_input_gradient",
    "conv2d_kernel_gradient",
    "relu_gradient",
    "conv2d_relu_input_gradient",
    "conv2d_relu_kernel_gradient",
    "maxpool2d_input_gradient",
}


def joined(layers):
    """Return the steps that a row of layers takes: the layers, but one `PooledConv2D` for each two that allow it.

    Parameters
    ----------
    layers : list of Layer
        In their order.

    Returns
    -------
    list
        Each entry has `forward` and `backward`.

    Examples
    --------
    >>> from course_lib import layers
    >>> row = [layers.Conv2D(4, 3, activation="relu"), layers.MaxPooling2D(), layers.Flatten()]
    >>> [type(step).__name__ for step in joined(row)]
    ['PooledConv2D', 'Flatten']
    """
    steps = []
    for layer in layers:
        if steps and _fit(steps[-1], layer):
            layer = PooledConv2D(steps.pop(), layer)
        steps.append(layer)
    return steps


def convolutions(layers):
    """Yield the shape of the weights, the strides and whether it is joined with a pooling, for each convolution.

    Parameters
    ----------
    layers : list of Layer
        In their order, built.

    Yields
    ------
    tuple, tuple, bool

    Examples
    --------
    >>> from course_lib import Input, Sequential, layers
    >>> model = Sequential([Input((28, 28, 1)), layers.Conv2D(4, 3, activation="relu"), layers.MaxPooling2D()])
    >>> list(convolutions(model.layers))
    [((3, 3, 1, 4), (1, 1), True)]
    """
    for step in joined(layers):
        pooled = isinstance(step, PooledConv2D)
        conv = step.conv if pooled else step
        if isinstance(conv, Conv2D):
            yield conv.params["kernel"].shape, conv.strides, pooled


def _fit(conv, pool):
    """Whether two layers are what the kernels do in one, and nothing of a learner's own."""
    kinds = type(conv) is Conv2D and type(conv.activation) is activations.ReLU and type(pool) is MaxPooling2D
    return kinds and vars(conv).keys().isdisjoint(vars(Conv2D)) and vars(pool).keys().isdisjoint(vars(MaxPooling2D))


class PooledConv2D:
    """A convolution with relu and the max pooling behind it, while no function of a learner's own takes one's place.

    What lies between the two layers, usually four times what leaves the second, is never written to memory. Both
    layers keep what their own `backward` needs all the same; the convolution's output is computed if it is asked for.

    Parameters
    ----------
    conv : Conv2D
        With the activation relu.
    pool : MaxPooling2D
        The layer behind it.

    Examples
    --------
    >>> import numpy as np
    >>> from course_lib import layers
    >>> conv, pool = layers.Conv2D(4, 3, activation="relu"), layers.MaxPooling2D()
    >>> x = np.ones((1, 6, 6, 1), np.float32)
    >>> y = pool(conv(x))
    >>> bool((PooledConv2D(conv, pool).forward(x) == y).all())
    True
    """

    def __init__(self, conv, pool):
        self.conv, self.pool = conv, pool

    def forward(self, x, training=False):
        """Return the output of the pooling.

        Parameters
        ----------
        x : array_like, (N, H, W, C)
            A batch.
        training : bool, default False
            Changes nothing.

        Returns
        -------
        ndarray, (N, Ho, Wo, F), float32
        """
        conv, pool = self.conv, self.pool
        if not _FORWARD.isdisjoint(kernels.REPLACED):
            return pool.forward(conv.forward(x, training), training)
        x = conv.check_input(x)
        convolution = x, conv.params["kernel"], conv.bias(), conv.strides, conv.frame
        y, argmax = kernels.conv2d_relu_maxpool2d_forward(*convolution, *self._window())
        between = functools.cache(lambda: kernels.conv2d_relu_forward(*convolution))
        conv.saved |= {"x": x, "y": between}
        pool.saved |= {"samples": len(x), "x": between, "y": y, "argmax": argmax}
        return y

    def backward(self, dy):
        """Fill the convolution's `grads`.

        Parameters
        ----------
        dy : array_like, (N, Ho, Wo, F)
            The loss's gradient with respect to the output.

        Returns
        -------
        ndarray or None, (N, H, W, C), float32
            The loss's gradient with respect to the input, where something before the convolution learns.
        """
        conv, pool = self.conv, self.pool
        as_one = "argmax" in pool.saved and conv.recall("samples") == pool.recall("samples")
        if not as_one or not pool.needs_input_gradient or not _BACKWARD.isdisjoint(kernels.REPLACED):
            dy = pool.backward(dy)
            return None if dy is None else conv.backward(dy)
        gradients = pool.recall("y"), pool.recall("argmax"), pool.check_gradient(dy)
        window = conv.strides, conv.frame, *self._window()
        conv.keep_gradients(
            *kernels.conv2d_relu_maxpool2d_kernel_gradient(conv.recall("x"), *gradients, *window, *conv.kernel_size)
        )
        if not conv.needs_input_gradient:
            return None
        kernel, size = conv.params["kernel"], conv.input_shape[:2]
        return kernels.conv2d_relu_maxpool2d_input_gradient(*gradients, kernel, *window, *size)

    def _window(self):
        return self.pool.pool_size, self.pool.strides, self.pool.frame
