"""AdamW."""

from course_lib.optimizers.adam import Adam
from course_lib.validation import number


class AdamW(Adam):
    """Adam whose steps also shrink the parameters themselves, whatever their gradients.

    ::

        param −= learning_rate · weight_decay · param          then a step of Adam

    Parameters
    ----------
    learning_rate : float or LearningRateSchedule, default 0.001
        How far a step goes; above 0.
    weight_decay : float, default 0.004
        Part of a parameter that is lost in a step of learning rate 1; at least 0. Biases shrink as well.
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
    I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", ICLR 2019, arXiv:1711.05101.

    Examples
    --------
    >>> AdamW(weight_decay=0.01)
    AdamW(weight_decay=0.01)
    """

    def __init__(self, learning_rate=0.001, weight_decay=0.004, beta_1=0.9, beta_2=0.999, epsilon=1e-7, name=None):
        super().__init__(learning_rate, beta_1, beta_2, epsilon, name)
        self.weight_decay = number(weight_decay, "AdamW", "weight_decay", least=0)
