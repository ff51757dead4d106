"""Exercise 09.2: dropout with a given mask."""

import numpy as np

from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.numbers import small_numbers


def dropout(x, mask, rate, training):
    """Set to zero what a mask drops, and scale up the rest, in training.

    Parameters
    ----------
    x : ndarray
        Of any shape.
    mask : ndarray
        Of the same shape: 1 keeps a number, 0 drops it.
    rate : float
        Part that is dropped on average, at least 0 and below 1.
    training : bool
        Outside training nothing is changed.

    Returns
    -------
    ndarray, of the shape of x

    Examples
    --------
    >>> dropout(np.array([3.0, 6.0]), np.array([1.0, 0.0]), 0.25, True).tolist()
    [4.0, 0.0]
    """
    return x * mask / (1 - rate) if training else x.copy()


def _cases():
    first = {"x": np.array([3.0, 6.0, 9.0, 0.0]), "mask": np.array([1.0, 0.0, 1.0, 1.0]), "rate": 0.25}
    quiet = {**first, "training": False}
    others = [((2, 3), 0.5), ((3, 4), 0.75), ((2, 2, 3, 2), 0.2), ((5, 2), 0.0)]
    drawn = [_drawn(shape, rate, training) for shape, rate in others for training in (True, False)]
    return [{**first, "training": True}, quiet, *drawn]


def _drawn(shape, rate, training):
    words = "exercise 09.2", *shape
    mask = small_numbers(shape, *words, "mask", low=0 if rate else 1, high=1)  # a rate of 0 drops nothing
    return {"x": small_numbers(shape, *words, "x"), "mask": mask, "rate": rate, "training": training}


def _in_place(x, mask, rate, training):
    if training:
        x *= mask
        x /= 1 - rate
    return x


def _mean_of_mask(x, mask, rate, training):
    return x * mask / mask.mean() if training else x


DROPOUT = FunctionExercise(
    number="09.2",
    title="dropout",
    finished=dropout,
    cases=_cases,
    mistakes={
        "what is kept is not scaled: divide it by 1 − rate.": lambda x, m, r, t: x * m if t else x,
        "what is kept is made smaller, by 1 − rate. It must be divided by 1 − rate.": lambda x, m, r, t: (
            x * m * (1 - r) if t else x
        ),
        "it is divided by the rate. Divide by the part that is kept, 1 − rate.": lambda x, m, r, t: (
            x * m / (r or np.nan) if t else x
        ),
        "it is divided by the mask's own mean. The rate decides, whatever the mask holds.": _mean_of_mask,
        "it drops in prediction too. Outside training x stays as it is.": lambda x, m, r, t: x * m / (1 - r),
        "in prediction x is scaled as well. Outside training x stays as it is.": lambda x, m, r, t: (
            x * m / (1 - r) if t else x / (1 - r)
        ),
        "this scales down in prediction, as the paper of 2014 does. Here training scales up, and prediction does "
        "nothing.": lambda x, m, r, t: x * m if t else x * (1 - r),
        "it is the wrong way round: it drops in prediction and not in training.": lambda x, m, r, t: (
            x if t else x * m / (1 - r)
        ),
        "the mask is turned: 1 keeps a number, 0 drops it.": lambda x, m, r, t: x * (1 - m) / (1 - r) if t else x,
        "the dropped numbers are still there. They must become 0.": lambda x, m, r, t: (
            np.where(m == 1, x / (1 - r), x) if t else x
        ),
        "nothing is dropped: multiply by the mask as well.": lambda x, m, r, t: x / (1 - r) if t else x,
        "the dropped numbers are left out. They must stay in their places, as 0.": lambda x, m, r, t: (
            x[m == 1] / (1 - r) if t else x
        ),
        "brackets: `x * mask / 1 - rate` divides by 1 and takes the rate off.": lambda x, m, r, t: (
            x * m / 1 - r if t else x
        ),
        "`//` divides and rounds down. Divide with `/`.": lambda x, m, r, t: x * m // (1 - r) if t else x,
        "the scale is added. It must multiply: divide by 1 − rate.": lambda x, m, r, t: x * m + 1 / (1 - r) if t else x,
        "the array itself is changed, by `*=` or `/=`. Make a new one: `x * mask`.": _in_place,
    },
    hints=(
        "There are two cases. In which of them does the layer do nothing at all?",
        "A product does the dropping: a number times 1 stays, a number times 0 is 0.",
        "In training, the sum should stay the same on average. If a quarter is dropped, three quarters remain: divide "
        "by 1 − rate, in brackets.",
    ),
)
