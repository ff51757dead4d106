"""Gradient descent."""

from course_lib import kernels
from course_lib.optimizers.optimizer import Optimizer
from course_lib.validation import number


class SGD(Optimizer):
    """Steps against the gradient; with momentum, steps that keep a part of the last one.

    ::

        param −= learning_rate · grad                                     without momentum

        velocity = momentum · velocity − learning_rate · grad             with momentum
        param   += velocity
        param   += momentum · velocity − learning_rate · grad             with nesterov, instead

    Parameters
    ----------
    learning_rate : float or LearningRateSchedule, default 0.01
        How far a step goes; above 0.
    momentum : float, default 0.0
        Part of the last step that is kept, from 0 to 1.
    nesterov : bool, default False
        Whether to look ahead: the gradient then counts as if taken after the momentum's part of the step.
    name : str, optional
        Shown in messages.

    Raises
    ------
    TypeError, ValueError
        If an argument is of a wrong kind or outside its range.

    References
    ----------
    H. Robbins and S. Monro, "A stochastic approximation method", Ann. Math. Statist. 22, 1951.
    I. Sutskever et al., "On the importance of initialization and momentum in deep learning", ICML 2013.

    Examples
    --------
    >>> SGD(learning_rate=0.1, momentum=0.9)
    SGD(learning_rate=0.1, momentum=0.9)
    """

    def __init__(self, learning_rate=0.01, momentum=0.0, nesterov=False, name=None):
        super().__init__(learning_rate, name)
        self.momentum = number(momentum, "SGD", "momentum", least=0, most=1)
        self.nesterov = bool(nesterov)

    @property
    def slot_names(self):
        return ("velocity",) if self.momentum else ()

    def update(self, param, grad, velocity=None):
        if velocity is None:
            kernels.sgd_update(param, grad, self.learning_rate)
        else:
            kernels.sgd_momentum_update(param, grad, velocity, self.learning_rate, self.momentum, self.nesterov)
