"""The randomness of a model and of its parts."""

import numpy as np

from course_lib.kernels.hashing import bits
from course_lib.random.numbers import key


class RandomSource:
    """The randomness of one model, or of one layer in it.

    Parameters
    ----------
    seed : int
        Seed of the model.
    place : tuple of int or str, optional
        Where in the model this source is used.
    parent : RandomSource, optional
        The model's source, which knows the step.

    Attributes
    ----------
    step : int
        Number of training steps done; the model sets it on its own source, which its layers' sources look up.

    Examples
    --------
    >>> model_source = RandomSource(seed=0)
    >>> dropout_source = model_source.child("dropout")
    >>> first = dropout_source.step_key("mask")
    >>> model_source.step = 1
    >>> int(dropout_source.step_key("mask")) == int(first)
    False
    """

    def __init__(self, seed, place=(), parent=None):
        self.seed, self.place, self._parent = seed, place, parent
        self._step = 0

    @property
    def step(self):
        return self._step if self._parent is None else self._parent.step

    @step.setter
    def step(self, value):
        self._step = value

    def child(self, *place):
        """Return the source for a part of the model.

        Parameters
        ----------
        *place : int or str
            Such as the layer's number.

        Returns
        -------
        RandomSource
        """
        return RandomSource(self.seed, (*self.place, *place), parent=self)

    def key(self, purpose):
        """Return the key for a purpose at this place, the same at every step.

        Parameters
        ----------
        purpose : str
            Such as "kernel".

        Returns
        -------
        np.uint64
        """
        return key(self.seed, *self.place, purpose)

    def step_key(self, purpose):
        """Return the key for a purpose at this place and training step.

        Parameters
        ----------
        purpose : str
            Such as "mask".

        Returns
        -------
        np.uint64
        """
        return key(self.seed, *self.place, purpose, self.step)

    def draw(self, purpose, limits, samples):
        """Return a random number for each sample of a batch at this training step, the same in any order of work.

        Parameters
        ----------
        purpose : str
            What they are for; each purpose has numbers of its own.
        limits : (float, float)
            The lowest and the highest.
        samples : int
            How many.

        Returns
        -------
        ndarray, (samples,), float64

        Examples
        --------
        >>> RandomSource(seed=0).draw("down", (-2, 2), 3).round(3)
        array([-0.152, -0.414,  0.65 ])
        """
        hashed = bits.py_func(self.step_key(purpose), np.arange(samples, dtype=np.uint64))
        unit = (hashed >> np.uint64(11)) / 2.0**53
        return limits[0] + (limits[1] - limits[0]) * unit
