"""Adadelta."""

from course_lib import kernels
from course_lib.optimizers.optimizer import Optimizer
from course_lib.validation import number


class Adadelta(Optimizer):
    """Steps whose size follows from the sizes of earlier steps and gradients.

    ::

        mean_square = rho · mean_square + (1 − rho) · grad²
        delta       = −√(mean_delta + epsilon) / √(mean_square + epsilon) · grad
        mean_delta  = rho · mean_delta + (1 − rho) · delta²
        param      += learning_rate · delta

    Parameters
    ----------
    learning_rate : float or LearningRateSchedule, default 0.001
        Factor on each step; above 0. The paper has none, which is 1.0; Keras's default of 0.001 learns very slowly.
    rho : float, default 0.95
        How much of the means is kept from step to step, at least 0 and below 1.
    epsilon : float, default 1e-7
        Lets the first steps start; above 0.
    name : str, optional
        Shown in messages.

    Raises
    ------
    TypeError, ValueError
        If an argument is of a wrong kind or outside its range.

    References
    ----------
    M. D. Zeiler, "ADADELTA: an adaptive learning rate method", arXiv:1212.5701, 2012.

    Examples
    --------
    >>> Adadelta(learning_rate=1.0).rho
    0.95
    """

    slot_names = ("mean_square", "mean_delta")

    def __init__(self, learning_rate=0.001, rho=0.95, epsilon=1e-7, name=None):
        super().__init__(learning_rate, name)
        self.rho = number(rho, "Adadelta", "rho", least=0, below=1)
        self.epsilon = number(epsilon, "Adadelta", "epsilon", above=0)

    def update(self, param, grad, mean_square, mean_delta):
        kernels.adadelta_update(param, grad, mean_square, mean_delta, self.learning_rate, self.rho, self.epsilon)
