"""RMSprop."""

from course_lib import kernels
from course_lib.optimizers.optimizer import Optimizer
from course_lib.validation import number


class RMSprop(Optimizer):
    """Steps against the gradient, measured by a running mean of its square.

    ::

        mean_square = rho · mean_square + (1 − rho) · grad²
        mean_grad   = rho · mean_grad + (1 − rho) · grad                  if centered, else 0
        step        = learning_rate · grad / √(max(mean_square − mean_grad², 0) + epsilon)
        velocity    = momentum · velocity + step
        param      −= velocity

    Parameters
    ----------
    learning_rate : float or LearningRateSchedule, default 0.001
        How far a step goes; above 0.
    rho : float, default 0.9
        How much of the means is kept from step to step, at least 0 and below 1.
    momentum : float, default 0.0
        Part of the last step that is kept, from 0 to 1.
    epsilon : float, default 1e-7
        Keeps the division finite; above 0.
    centered : bool, default False
        Whether to measure by the gradient's variance instead of its mean square.
    name : str, optional
        Shown in messages.

    Raises
    ------
    TypeError, ValueError
        If an argument is of a wrong kind or outside its range.

    References
    ----------
    G. Hinton, "Neural networks for machine learning", lecture 6e, 2012.
    A. Graves, "Generating sequences with recurrent neural networks", arXiv:1308.0850, 2013 (centered).

    Examples
    --------
    >>> RMSprop().learning_rate
    0.001
    """

    def __init__(self, learning_rate=0.001, rho=0.9, momentum=0.0, epsilon=1e-7, centered=False, name=None):
        super().__init__(learning_rate, name)
        self.rho = number(rho, "RMSprop", "rho", least=0, below=1)
        self.momentum = number(momentum, "RMSprop", "momentum", least=0, most=1)
        self.epsilon = number(epsilon, "RMSprop", "epsilon", above=0)
        self.centered = bool(centered)

    @property
    def slot_names(self):
        plain = not self.momentum and not self.centered
        return ("mean_square",) if plain else ("mean_square", "mean_grad", "velocity")

    def update(self, param, grad, mean_square, mean_grad=None, velocity=None):
        if mean_grad is None:
            kernels.rmsprop_update(param, grad, mean_square, self.learning_rate, self.rho, self.epsilon)
            return
        settings = self.learning_rate, self.rho, self.momentum, self.epsilon, self.centered
        kernels.rmsprop_momentum_update(param, grad, mean_square, mean_grad, velocity, *settings)
