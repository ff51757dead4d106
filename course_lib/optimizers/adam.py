"""Adam."""

from course_lib import kernels
from course_lib.optimizers.optimizer import Optimizer


class Adam(Optimizer):
    """Steps along a running mean of the gradient, measured by a running mean of its square.

    ::

        m += (grad − m) · (1 − beta_1)
        v += (grad² − v) · (1 − beta_2)
        param −= learning_rate · √(1 − beta_2^step) / (1 − beta_1^step) · m / (√v + epsilon)

    Parameters
    ----------
    learning_rate : float, default 0.001
        How far a step goes; above 0.
    beta_1, beta_2 : float, defaults 0.9 and 0.999
        How much of m and v is kept from step to step.
    epsilon : float, default 1e-7
        Keeps the division finite.
    name : str, optional
        Shown in messages.

    References
    ----------
    D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, arXiv:1412.6980. The form is
    that before the paper's section 2.1, with "epsilon hat", as in Keras.

    Examples
    --------
    >>> Adam().learning_rate
    0.001
    """

    slot_names = ("m", "v")

    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7, name=None):
        super().__init__(learning_rate, name)
        self.beta_1, self.beta_2, self.epsilon = float(beta_1), float(beta_2), float(epsilon)

    def update(self, param, grad, m, v):
        kernels.adam_update(
            param, grad, m, v, self.learning_rate, self.beta_1, self.beta_2, self.epsilon, self.iterations
        )
