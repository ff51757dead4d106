"""Batch normalization."""

import numpy as np

from course_lib import initializers, kernels
from course_lib.layers.layer import Layer
from course_lib.shapes import check_row
from course_lib.validation import message, number


class BatchNormalization(Layer):
    """Shift and scale each channel to mean 0 and variance 1 over the batch, then to a mean and spread it learns.

    ::

        z[…, c] = (x[…, c] − mean[c]) / √(variance[c] + epsilon)
        y[…, c] = gamma[c] · z[…, c] + beta[c]

    In training, mean and variance are the batch's, and moving averages of them are kept; outside training the
    averages are used. So an image's prediction does not depend on the images beside it.

    Parameters
    ----------
    momentum : float, default 0.99
        Part of the *old* average that a training step keeps, at least 0 and below 1:
        ``moving_mean = momentum · moving_mean + (1 − momentum) · mean``.
    epsilon : float, default 0.001
        Keeps the division finite, above 0.
    center, scale : bool, default True
        Whether there is a beta, and a gamma.
    beta_initializer, gamma_initializer : str or Initializer, optional
        Initial values; by default "zeros" and "ones".
    moving_mean_initializer, moving_variance_initializer : str or Initializer, optional
        Initial values; by default "zeros" and "ones".
    name : str, optional
        Name in summaries and messages.
    input_shape : tuple of int, optional
        Shape of a sample, where this is the first layer of a model.

    Attributes
    ----------
    params : dict
        ``gamma`` (C,) and ``beta`` (C,).
    state : dict
        ``moving_mean`` (C,) and ``moving_variance`` (C,).

    Raises
    ------
    TypeError, ValueError
        If an argument is of a wrong kind or outside its range.

    Notes
    -----
    Input and output (N, …, C), float32; the last axis is that of channels. As in Keras the moving variance averages
    the batches' own variances, Σ (x − mean)² / P, without the correction P / (P − 1). A layer with
    ``trainable = False`` uses its averages in training too.

    References
    ----------
    S. Ioffe and C. Szegedy, "Batch normalization: accelerating deep network training by reducing internal covariate
    shift", ICML 2015.

    Examples
    --------
    >>> import numpy as np
    >>> y = BatchNormalization()(np.array([[1.0, 10.0], [3.0, 50.0]]), training=True)
    >>> print(y.round(2))
    [[-1. -1.]
     [ 1.  1.]]
    """

    def __init__(
        self,
        *,
        momentum=0.99,
        epsilon=0.001,
        center=True,
        scale=True,
        beta_initializer="zeros",
        gamma_initializer="ones",
        moving_mean_initializer="zeros",
        moving_variance_initializer="ones",
        name=None,
        input_shape=None,
    ):
        super().__init__(name, input_shape)
        where = "BatchNormalization"
        self.momentum = number(momentum, where, "momentum", least=0, below=1)
        self.epsilon = number(epsilon, where, "epsilon", above=0)
        self.center, self.scale = bool(center), bool(scale)
        self.beta_initializer = initializers.get(beta_initializer, where, "beta_initializer")
        self.gamma_initializer = initializers.get(gamma_initializer, where, "gamma_initializer")
        self.moving_mean_initializer = initializers.get(moving_mean_initializer, where, "moving_mean_initializer")
        self.moving_variance_initializer = initializers.get(
            moving_variance_initializer, where, "moving_variance_initializer"
        )

    def _build(self, input_shape, rng):
        check_row(self.name, input_shape)
        channels = input_shape[-1:]
        self.params = {}
        if self.scale:
            self.params["gamma"] = self.initial("gamma", self.gamma_initializer, channels, rng)
        if self.center:
            self.params["beta"] = self.initial("beta", self.beta_initializer, channels, rng)
        self.state = {
            "moving_mean": self.initial("moving_mean", self.moving_mean_initializer, channels, rng),
            "moving_variance": self.initial("moving_variance", self.moving_variance_initializer, channels, rng),
        }
        return input_shape

    def forward(self, x, training=False):
        x = self.check_input(x)
        rows = x.reshape(-1, x.shape[-1])  # (N, H, W, C) -> (N·H·W, C)
        training = training and self.trainable
        if training:
            if len(x) == 0:
                raise ValueError(message(self.name, "a batch to learn from must hold samples", "none"))
            mean, variance = kernels.batchnorm_statistics(rows)
            self._average("moving_mean", mean)
            self._average("moving_variance", variance)
        else:
            mean, variance = (array.copy() for array in self.state.values())
        self.saved |= {"rows": rows, "statistics": (mean, variance), "training": training}
        return kernels.batchnorm_forward(rows, self._gamma(), self._beta(), mean, variance, self.epsilon).reshape(
            x.shape
        )

    def backward(self, dy):
        rows, statistics = self.recall("rows"), self.recall("statistics")
        dy = self.check_gradient(dy)
        dx, dgamma, dbeta = kernels.batchnorm_gradient(
            rows, dy.reshape(rows.shape), self._gamma(), *statistics, self.epsilon, self.recall("training")
        )
        gradients = {"gamma": dgamma, "beta": dbeta}
        self.grads = {label: gradients[label] for label in self.params}
        return dx.reshape(dy.shape)

    def _average(self, label, new):
        """Move an average towards the batch's value, in place; float32 throughout, so that bits repeat."""
        old = self.state[label]
        keep = old.dtype.type(self.momentum)
        old[...] = old * keep + new * (old.dtype.type(1) - keep)

    def _gamma(self):
        mean = self.state["moving_mean"]
        return self.params["gamma"] if self.scale else np.ones_like(mean)

    def _beta(self):
        mean = self.state["moving_mean"]
        return self.params["beta"] if self.center else np.zeros_like(mean)
