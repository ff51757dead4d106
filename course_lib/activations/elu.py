"""The exponential linear unit."""

from course_lib.activations.activation import Elementwise
from course_lib.validation import number


class ELU(Elementwise):
    """y = x where x > 0, else alpha · (exp(x) − 1): smooth, and never below −alpha.

    Parameters
    ----------
    alpha : float, default 1.0
        How far negative outputs can go, at least 0.

    Raises
    ------
    TypeError, ValueError
        If it is no number or below 0.

    References
    ----------
    D.-A. Clevert et al., "Fast and accurate deep network learning by exponential linear units", ICLR 2016.

    Examples
    --------
    >>> ELU()([-50, 2]).tolist()
    [-1.0, 2.0]
    """

    kernel = "elu"

    def __init__(self, alpha=1.0):
        self.alpha = number(alpha, "ELU", "alpha", least=0)
