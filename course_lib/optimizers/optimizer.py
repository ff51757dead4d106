"""What every optimizer is."""

import numpy as np

from course_lib.arrays import as_float
from course_lib.config import Configured
from course_lib.optimizers.schedules import LearningRateSchedule
from course_lib.validation import message, number


class Optimizer(Configured):
    """Base of all optimizers: change parameters a little, so that the loss falls.

    An optimizer of your own names what it remembers of each parameter in `slot_names` and overrides `update`.

    Parameters
    ----------
    learning_rate : float or LearningRateSchedule
        How far a step goes, above 0; or a function of the step that gives it.
    name : str, optional
        Shown in messages.

    Attributes
    ----------
    learning_rate : float
        That of the next step; may be changed between steps.
    schedule : LearningRateSchedule or None
        What sets it before each step.
    iterations : int
        Number of steps done.
    slots : dict
        What is remembered of each parameter, such as a mean of its gradients: {(layer, parameter): {slot: array}}.

    Examples
    --------
    >>> class SignDescent(Optimizer):
    ...     def update(self, param, grad):
    ...         param -= self.learning_rate * np.sign(grad)
    >>> SignDescent(0.01).learning_rate
    0.01
    """

    family = "optimizers"
    slot_names = ()

    def __init__(self, learning_rate=0.001, name=None):
        self.name = name
        self.iterations = 0
        self.slots = {}
        self.schedule = None
        if isinstance(learning_rate, LearningRateSchedule):
            self.schedule, learning_rate = learning_rate, learning_rate(0)
            self._learning_rate = number(learning_rate, self._title(), "learning_rate", least=0)
        else:
            self.learning_rate = learning_rate

    @property
    def learning_rate(self):
        return self._learning_rate

    @learning_rate.setter
    def learning_rate(self, value):
        if self.schedule is not None:
            advice = "Make the optimizer with a number as learning_rate to change it by hand."
            rule = "`learning_rate` must be left to its schedule"
            raise RuntimeError(message(self._title(), rule, f"an assignment of {value!r}", advice))
        self._learning_rate = number(value, self._title(), "learning_rate", above=0)

    def apply(self, layers):
        """Do one step: update the parameters of `layers`, in place, from their gradients.

        Parameters
        ----------
        layers : list of Layer
            Those with ``trainable = False`` are left alone.

        Raises
        ------
        RuntimeError, TypeError, ValueError
            If a layer has no gradients, or one that does not fit its parameter.
        """
        if self.schedule is not None:
            where = f"{type(self.schedule).__name__}({self.iterations})"
            self._learning_rate = number(self.schedule(self.iterations), where, "the rate", least=0)
        self.iterations += 1
        for layer in layers:
            for label, param in layer.params.items() if layer.trainable else ():
                grad = self._gradient_of(layer, label, param)
                flat = [slot.reshape(-1) for slot in self._slots_of(layer.name, label, param).values()]
                self.update(param.reshape(-1), grad.reshape(-1), *flat)

    def _gradient_of(self, layer, label, param):
        rule = f"a step needs the gradient of `{label}`"
        if label not in layer.grads:
            raise RuntimeError(message(layer.name, rule, "none", "It is `backward` that puts it into `grads`."))
        grad = layer.grads[label]
        if np.shape(grad) != param.shape:
            raise ValueError(message(layer.name, f"{rule}, of shape {param.shape}", str(np.shape(grad))))
        return as_float(grad)

    def update(self, param, grad, *slots):
        """Update one parameter in place.

        Parameters
        ----------
        param, grad : ndarray, (K,)
            The parameter's numbers and their gradients.
        *slots : ndarray, (K,)
            What is remembered, in the order of `slot_names`; updated in place too.
        """
        raise NotImplementedError(message(type(self).__name__, "an optimizer needs a method `update`", "none"))

    def new_slot(self, param):
        """Return what a slot holds before the first step: zeros.

        Parameters
        ----------
        param : ndarray
            The parameter that it belongs to.

        Returns
        -------
        ndarray, of the parameter's shape
        """
        return np.zeros_like(param)

    def _slots_of(self, layer_name, label, param):
        found = self.slots.get((layer_name, label))
        if found is None or any(slot.shape != param.shape for slot in found.values()):
            found = self.slots[layer_name, label] = {slot: self.new_slot(param) for slot in self.slot_names}
        return found

    def _title(self):
        return self.name or type(self).__name__

    def arguments(self):
        kept = super().arguments()
        return {**kept, "learning_rate": self.schedule} if self.schedule is not None else kept
