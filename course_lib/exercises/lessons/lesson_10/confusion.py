"""Exercise 10.1: how many of each class are taken for which."""

import numpy as np

from course_lib import metrics
from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.random import key, uniform


def confusion(labels, guesses, classes):
    """Return how many images of each class are taken for each class.

    Parameters
    ----------
    labels, guesses : ndarray of int, (N,)
        The true class of each image, and the guessed one, from 0.
    classes : int
        How many there are, whether they occur or not.

    Returns
    -------
    ndarray of int, (classes, classes)
        A row for each true class, a column for each guess.

    Examples
    --------
    >>> confusion(np.array([0, 0, 1]), np.array([0, 1, 1]), 2).tolist()
    [[1, 1], [0, 1]]
    """
    return metrics.confusion_matrix(labels, guesses, classes)


def _cases():
    return [
        {"labels": np.array([0, 0, 1, 1, 1]), "guesses": np.array([0, 1, 1, 1, 0]), "classes": 2},
        {"labels": np.array([0, 2, 2, 2, 1]), "guesses": np.array([0, 1, 1, 0, 1]), "classes": 3},
        {"labels": np.array([1, 1, 2, 1]), "guesses": np.array([1, 2, 2, 2]), "classes": 5},
        _drawn(40, 4),
        _drawn(300, 10),
        _drawn(900, 2),  # more than 255 of a pair
    ]


def _drawn(number, classes):
    """Images of unlike classes, as the data set has their labels: in eight bits."""
    labels, other = (uniform((number,), 0, classes, key("exercise 10.1", number, word)) for word in ("true", "other"))
    right = uniform((number,), 0.0, 1.0, key("exercise 10.1", number, "right")) < 0.6
    labels = np.floor(labels)
    guesses = np.where(right, labels, np.floor(other * other / classes))
    return {"labels": labels.astype(np.uint8), "guesses": guesses.astype(np.int64), "classes": classes}


def _wrong(mistake):
    def wrong(labels, guesses, classes):
        counts = confusion(labels, guesses, classes)
        occurring = np.union1d(labels, guesses)
        return {
            "transposed": counts.T,
            "rows": counts / np.maximum(counts.sum(axis=1, keepdims=True), 1),
            "columns": counts / np.maximum(counts.sum(axis=0, keepdims=True), 1),
            "all": counts / len(labels),
            "off": counts * (1 - np.eye(classes, dtype=int)),
            "right": counts * np.eye(classes, dtype=int),
            "occurring": counts[np.ix_(occurring, occurring)],
            "largest": counts[: occurring.max() + 1, : occurring.max() + 1],
            "once": np.minimum(counts, 1),
            "first": confusion(labels[:1], guesses[:1], classes),
            "both": counts + counts.T,
            "ones": counts + 1,
            "every": np.outer(counts.sum(axis=1), counts.sum(axis=0)),
            "few": confusion(labels[:classes], guesses[:classes], classes),
            "small": counts.astype(np.uint8),
            "per class": counts.sum(axis=1),
            "flat": counts.ravel(),
            "late": confusion(labels[1:], guesses[1:], classes),
            "early": confusion(labels[:-1], guesses[:-1], classes),
        }[mistake]

    return wrong


CONFUSION = FunctionExercise(
    number="10.1",
    title="the confusion matrix",
    finished=confusion,
    cases=_cases,
    mistakes={
        "rows and columns are swapped: the label chooses the row, the guess the column.": _wrong("transposed"),
        "these are shares of each row. Counts are asked for.": _wrong("rows"),
        "these are shares of each column. Counts are asked for.": _wrong("columns"),
        "these are shares of all images. Counts are asked for.": _wrong("all"),
        "right guesses are left out. They belong on the diagonal.": _wrong("off"),
        "only right guesses are counted. A wrong one belongs off the diagonal.": _wrong("right"),
        "classes that do not occur are left out. The size is `classes` each way.": _wrong("occurring"),
        "the size comes from the largest class that occurs. It is `classes` each way.": _wrong("largest"),
        "each pair counts once only. Add 1 for every image, with `+=` in a loop: `counts[labels, guesses] += 1` on "
        "whole arrays adds 1 once for each pair, too.": _wrong("once"),
        "only the first image is counted: `return` stands inside the loop, and ends it.": _wrong("first"),
        "each image is counted in both directions. Only [label, guess] is meant.": _wrong("both"),
        "the counts begin at 1: begin with `np.zeros`.": _wrong("ones"),
        "there is one number for each class. A table is asked for, `classes` by `classes`.": _wrong("per class"),
        "the numbers stand in one row. A table is asked for, `classes` by `classes`.": _wrong("flat"),
        "each label meets every guess, in two loops. Take the two in pairs, `zip(labels, guesses)`.": _wrong("every"),
        "only the first `classes` images are counted: go over all, `range(len(labels))`.": _wrong("few"),
        "eight bits hold numbers up to 255: make the table with `dtype=int`.": _wrong("small"),
        "the first image is left out: begin at place 0.": _wrong("late"),
        "the last image is left out.": _wrong("early"),
    },
    hints=(
        "How many numbers change for one image? Which one?",
        "Begin with zeros: `np.zeros((classes, classes), dtype=int)`. Then go over the pairs of label and guess, once.",
        "`for true, guess in zip(labels, guesses):` gives the pairs, and `counts[true, guess] += 1` counts one.",
    ),
)
