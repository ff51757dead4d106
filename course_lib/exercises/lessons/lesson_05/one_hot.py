"""05.1: one-hot rows."""

import numpy as np

from course_lib import utils
from course_lib.exercises.function_exercise import FunctionExercise


def one_hot(labels, classes):
    """Return a row for each class number: 1 at its place, 0 elsewhere."""
    return utils.to_categorical(labels, classes)


def _label_cases():
    wanted = [([1, 0], 3), ([2, 0, 1], 4), ([3, 3, 0, 1, 2, 3], 4), ([1], 5), ([0, 2, 1], 3), ([4, 1, 0, 4], 6)]
    return [{"labels": np.array(labels), "classes": classes} for labels, classes in wanted]


def _wrong_rows(fill):
    def wrong(labels, classes):
        rows = np.zeros((len(labels), classes))
        fill(rows, labels)
        return rows

    return wrong


def _one_by_one(value):
    def fill(rows, labels):
        for n, k in enumerate(labels):
            rows[n, k] = value(n, k)

    return fill


def _whole_rows(rows, labels):
    rows[labels] = 1


def _whole_columns(rows, labels):
    rows[:, labels] = 1


def _counted_from_one(rows, labels):
    rows[np.arange(len(labels)), labels - 1] = 1


def _turned_places(rows, labels):
    for n, k in enumerate(labels):
        rows[k, n] = 1


def _diagonal(rows, labels):
    for n in range(len(labels)):
        rows[n, n] = 1


ONE_HOT = FunctionExercise(
    number="05.1",
    title="one-hot rows",
    finished=one_hot,
    cases=_label_cases,
    mistakes={
        "rows and columns are swapped: the shape is (labels, classes), a row for each label.": lambda labels, classes: (
            utils.to_categorical(labels, classes).T
        ),
        "the class number itself was written. Every label is marked by a 1.": _wrong_rows(_one_by_one(lambda n, k: k)),
        "classes count from 0: label k has its 1 at place k, not k − 1.": _wrong_rows(_counted_from_one),
        "whole columns were filled. Row n gets a single 1, at [n, labels[n]].": _wrong_rows(_whole_columns),
        "whole rows were filled: `result[labels]` means the rows of these numbers. The place is [n, labels[n]].": (
            _wrong_rows(_whole_rows)
        ),
        "the two places are swapped: row n, column labels[n], so [n, labels[n]].": _wrong_rows(_turned_places),
        "the 1 of row n stands in column n. Its column is labels[n].": _wrong_rows(_diagonal),
        "all is 0. `=` puts a number in, `==` only compares.": _wrong_rows(lambda rows, labels: None),
        "only the first row was filled. A `return` may stand inside the loop.": _wrong_rows(
            _one_by_one(lambda n, k: n == 0)
        ),
        "the row's length must be `classes`, also where the last class does not occur.": lambda labels, classes: (
            utils.to_categorical(labels)
        ),
        "0 and 1 are swapped: the 1 marks the class.": lambda labels, classes: (
            1 - utils.to_categorical(labels, classes)
        ),
        "a row has `classes` places, not as many as there are labels.": lambda labels, classes: np.eye(len(labels))[
            labels
        ],
    },
    hints=(
        "How many rows does the result have, and how many columns? Begin with an array of zeros of that shape.",
        "Go through the labels with a loop. In row n a single place becomes 1. Which column is it?",
        "`for n in range(len(labels)): result[n, labels[n]] = 1`, and `return result` behind the loop.",
    ),
)
