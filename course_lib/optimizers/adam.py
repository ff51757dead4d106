"""Adam."""

from course_lib import kernels
from course_lib.optimizers.optimizer import Optimizer
from course_lib.validation import number


class Adam(Optimizer):
    """Steps against a running mean of the gradient, measured by a running mean of its square.

    ::

        m += (grad − m) · (1 − beta_1)
        v += (grad² − v) · (1 − beta_2)
        param −= learning_rate · √(1 − beta_2^step) / (1 − beta_1^step) · m / (√v + epsilon)

    Parameters
    ----------
    learning_rate : float or LearningRateSchedule, default 0.001
        How far a step goes; above 0.
    beta_1, beta_2 : float, defaults 0.9 and 0.999
        How much of m and v is kept from step to step, at least 0 and below 1.
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
    D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, arXiv:1412.6980. The form is
    that before the paper's section 2.1, with "epsilon hat", as in Keras.

    Examples
    --------
    >>> Adam().learning_rate
    0.001
    """

    slot_names = ("m", "v")
    weight_decay = 0.0  # AdamW has some

    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7, name=None):
        super().__init__(learning_rate, name)
        where = type(self).__name__
        self.beta_1 = number(beta_1, where, "beta_1", least=0, below=1)
        self.beta_2 = number(beta_2, where, "beta_2", least=0, below=1)
        self.epsilon = number(epsilon, where, "epsilon", above=0)

    def update(self, param, grad, m, v):
        settings = self.learning_rate, self.beta_1, self.beta_2, self.epsilon, self.weight_decay
        kernels.adam_update(param, grad, m, v, *settings, self.iterations)
