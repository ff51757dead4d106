"""How long a training will still take, and times in words."""

import math


class Pace:
    """How long steps and validations take.

    Examples
    --------
    >>> pace = Pace()
    >>> for seconds in (5.0, 1.0, 1.0):
    ...     pace.step(seconds)
    >>> pace.left(steps=10, validations=1)
    10.0
    """

    def __init__(self):
        self._first, self._steps, self._seconds = 0.0, 0, 0.0
        self._validating, self._epochs = 0.0, 0

    def step(self, seconds):
        """Count a step; the first one, which may have to prepare something, for as long as there is no other."""
        if self._steps == 0:
            self._first = seconds
        else:
            self._seconds += seconds
        self._steps += 1

    def validation(self, seconds):
        """Count a validation."""
        self._validating += seconds

    def epoch(self):
        """Count an epoch: validations may come after every second or third one only."""
        self._epochs += 1

    def left(self, steps, validations):
        """Return the seconds that so many steps will take, and the validations after so many epochs.

        Validations count from the second epoch on, when it is known how long one takes.

        Parameters
        ----------
        steps, validations : int
            How many.

        Returns
        -------
        float
        """
        each = self._seconds / (self._steps - 1) if self._steps > 1 else self._first
        return steps * each + validations * (self._validating / self._epochs if self._epochs else 0.0)


def duration(seconds):
    """Return a time in words, rounded up.

    Parameters
    ----------
    seconds : float
        Not negative.

    Returns
    -------
    str

    Examples
    --------
    >>> duration(0.2), duration(61), duration(7265)
    ('1 s', '1 min 1 s', '2 h 2 min')
    """
    seconds = math.ceil(seconds)
    if seconds < 60:
        return f"{seconds} s"
    if seconds < 3600:
        return f"{seconds // 60} min {seconds % 60} s"
    minutes = math.ceil(seconds / 60)
    return f"{minutes // 60} h {minutes % 60} min"
