"""Exercise 09.1: which rows `validation_split` takes."""

import math

import numpy as np

from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.numbers import small_numbers
from course_lib.models import batches
from course_lib.random import key, permutation


def validation_split(x, y, share):
    """Split off the last rows for validation, as `fit` does.

    Parameters
    ----------
    x, y : ndarray, (N, …)
        Samples and their labels.
    share : float
        Part of the rows for validation, above 0 and below 1.

    Returns
    -------
    (ndarray, ndarray, ndarray, ndarray)
        x and y for training, x and y for validation.

    Examples
    --------
    >>> validation_split(np.array([7.0, 8.0, 9.0]), np.array([0, 1, 0]), 0.25)[2].tolist()
    [9.0]
    """
    (x_train, y_train), (x_val, y_val) = batches.split_off(x, y, share)
    return x_train, y_train, x_val, y_val


def _cases():
    """Shares are sums of powers of two, so that no rounding of the computer's own decides."""
    first = {"x": np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0], [9.0, 0.0]]), "share": 0.25}
    first = {"x": first["x"], "y": np.array([0, 1, 2, 1, 0]), "share": 0.25}
    others = [((8,), 0.25), ((7, 2), 0.25), ((6, 2, 2), 0.5), ((9, 3), 0.5), ((10, 2), 0.375), ((12, 1), 0.75)]
    return [first] + [_drawn(shape, share) for shape, share in [*others, ((5, 4), 0.75)]]


def _drawn(shape, share):
    words = "exercise 09.1", *shape
    labels = np.arange(shape[0]) * 3 % 10
    return {"x": small_numbers(shape, *words, low=0, high=9), "y": labels, "share": share}


def _wrong(mistake):
    def wrong(x, y, share):
        rows = len(x)
        count = {
            "round": round(rows * (1 - share)),
            "up": math.ceil(rows * (1 - share)),
            "share": int(rows * share),
            "one more": int(rows * (1 - share)) + 1,
            "columns": int(x.size // rows * (1 - share)),
        }.get(mistake, int(rows * (1 - share)))
        if mistake == "shuffled":
            order = permutation(rows, key("exercise 09.1"))
            x, y = x[order], y[order]
        if mistake == "apart":
            x = x[permutation(rows, key("exercise 09.1"))]
        parts = x[:count], y[:count], x[count:], y[count:]
        if mistake == "first rows":
            taken = rows - count
            parts = x[taken:], y[taken:], x[:taken], y[:taken]
        return {
            "pairs": ((parts[0], parts[1]), (parts[2], parts[3])),
            "order": (parts[0], parts[2], parts[1], parts[3]),
            "swapped": (parts[2], parts[3], parts[0], parts[1]),
            "all": (x, y, parts[2], parts[3]),
            "x only": (parts[0], parts[2]),
            "y whole": (parts[0], y, parts[2], y),
            "lost": (x[:count], y[:count], x[count + 1 :], y[count + 1 :]),
            "every": _every(x, y, share),
        }.get(mistake, parts)

    return wrong


def _every(x, y, share):
    """Rows at equal distances."""
    taken = np.arange(len(x)) % max(round(1 / share), 1) == 0
    return x[~taken], y[~taken], x[taken], y[taken]


VALIDATION_SPLIT = FunctionExercise(
    number="09.1",
    title="the rows that validation_split takes",
    finished=validation_split,
    cases=_cases,
    mistakes={
        "the first rows are taken for validation. `fit` takes the last ones.": _wrong("first rows"),
        "the rows are shuffled. `fit` splits first, and shuffles only what is left for training.": _wrong("shuffled"),
        "x is shuffled and y is not: each image gets another one's label.": _wrong("apart"),
        "the number of training rows is rounded to the nearest. It must be rounded down: `int(…)`.": _wrong("round"),
        "the number of training rows is rounded up. It must be rounded down: `int(…)`.": _wrong("up"),
        "`share` is the part for validation. Training gets the rest, 1 − share.": _wrong("share"),
        "one row too many stays for training.": _wrong("one more"),
        "the columns are counted. `len(x)` counts the rows.": _wrong("columns"),
        "the row at the border is lost: training ends where validation begins.": _wrong("lost"),
        "the validation rows are in the training data too. They must be taken out.": _wrong("all"),
        "these are two pairs. Four arrays in a row are wanted: x and y for training, x and y for validation.": (
            _wrong("pairs")
        ),
        "the order is another one: x and y for training first, then x and y for validation.": _wrong("order"),
        "training and validation are swapped.": _wrong("swapped"),
        "the labels are missing: each part has its x and its y.": _wrong("x only"),
        "the labels are not split: each part must have the labels of its own rows.": _wrong("y whole"),
        "rows at equal distances are taken. `fit` takes the last ones, all in a row.": _wrong("every"),
    },
    hints=(
        "How many rows are there for training, if there are 8 rows and the share is 0.25? And if there are 5 rows?",
        "Work out one number, `count`: the rows that stay for training, `len(x)` times what is left of the whole, "
        "rounded down.",
        "`int(…)` rounds down. Then `x[:count]` are the first rows, and `x[count:]` those after them; y likewise.",
    ),
)
