"""Adadelta."""

from course_lib import kernels
from course_lib.optimizers.optimizer import Optimizer


class Adadelta(Optimizer):
    """Steps whose size follows from the sizes of earlier steps and gradients.

    ::

        mean_square = rho · mean_square + (1 − rho) · grad²
        delta       = −√(mean_delta + epsilon) / √(mean_square + epsilon) · grad
        mean_delta  = rho · mean_delta + (1 − rho) · delta²
        param      += learning_rate · delta

    Parameters
    ----------
    learning_rate : float, default 0.001
        Factor on each step; above 0. The paper has none, which is 1.0; Keras's default of 0.001 learns very slowly.
    rho : float, default 0.95
        How much of the means is kept from step to step.
    epsilon : float, default 1e-7
        Lets the first steps start.
    name : str, optional
        Shown in messages.

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
        self.rho, self.epsilon = float(rho), float(epsilon)

    def update(self, param, grad, mean_square, mean_delta):
        kernels.adadelta_update(param, grad, mean_square, mean_delta, self.learning_rate, self.rho, self.epsilon)
