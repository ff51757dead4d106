"""Adagrad."""

import numpy as np

from course_lib import kernels
from course_lib.optimizers.optimizer import Optimizer
from course_lib.validation import number


class Adagrad(Optimizer):
    """Steps that get shorter with all the gradients a number has seen.

    ::

        accumulator += grad²
        param       −= learning_rate · grad / √(accumulator + epsilon)

    Parameters
    ----------
    learning_rate : float or LearningRateSchedule, default 0.001
        How far a step goes; above 0.
    initial_accumulator_value : float, default 0.1
        What the accumulator starts with; at least 0.
    epsilon : float, default 1e-7
        Keeps the division finite; above 0.
    name : str, optional
        Shown in messages.

    Raises
    ------
    TypeError, ValueError
        If an argument is of a wrong kind or outside its range.

    References
    ----------
    J. Duchi, E. Hazan, Y. Singer, "Adaptive subgradient methods for online learning and stochastic optimization",
    JMLR 12, 2011.

    Examples
    --------
    >>> Adagrad(0.01)
    Adagrad(learning_rate=0.01)
    """

    slot_names = ("accumulator",)

    def __init__(self, learning_rate=0.001, initial_accumulator_value=0.1, epsilon=1e-7, name=None):
        super().__init__(learning_rate, name)
        self.initial_accumulator_value = number(
            initial_accumulator_value, "Adagrad", "initial_accumulator_value", least=0
        )
        self.epsilon = number(epsilon, "Adagrad", "epsilon", above=0)

    def new_slot(self, param):
        return np.full_like(param, self.initial_accumulator_value)

    def update(self, param, grad, accumulator):
        kernels.adagrad_update(param, grad, accumulator, self.learning_rate, self.epsilon)
