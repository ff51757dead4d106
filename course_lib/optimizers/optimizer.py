"""What every optimizer is."""

import numbers

import numpy as np

from course_lib.validation import message


class Optimizer:
    """Base of all optimizers: change parameters a little, so that the loss falls.

    Parameters
    ----------
    learning_rate : float
        How far a step goes; above 0.
    name : str, optional
        Shown in messages.

    Attributes
    ----------
    learning_rate : float
        May be changed between steps.
    iterations : int
        Number of steps done.
    slots : dict
        What is remembered of each parameter, such as a mean of its gradients: {(layer, parameter): {slot: array}}.
    """

    slot_names = ()

    def __init__(self, learning_rate, name=None):
        self.name = name or type(self).__name__
        if isinstance(learning_rate, bool) or not isinstance(learning_rate, numbers.Real):
            raise TypeError(message(self.name, "`learning_rate` must be a number", repr(learning_rate)))
        if not 0 < learning_rate < float("inf"):
            raise ValueError(message(self.name, "`learning_rate` must be above 0", repr(learning_rate)))
        self.learning_rate = float(learning_rate)
        self.iterations = 0
        self.slots = {}

    def apply(self, layers):
        """Do one step: update the parameters of `layers`, in place, from their gradients."""
        self.iterations += 1
        for layer in layers:
            for label, param in layer.params.items():
                slots = self.slots.get((layer.name, label))
                if slots is None:
                    slots = {slot: np.zeros_like(param) for slot in self.slot_names}
                    self.slots[layer.name, label] = slots
                flat = [slot.reshape(-1) for slot in slots.values()]
                self.update(param.reshape(-1), layer.grads[label].reshape(-1), *flat)

    def update(self, param, grad, *slots):
        """Update one parameter in place; all arrays are flat, of one size."""
        raise NotImplementedError
