"""Exercise 10.2: how many of a class are found, and how many of what is called so are right."""

import numpy as np

from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.numbers import small_numbers


def recall_and_precision(counts):
    """Return recall and precision of each class.

    Parameters
    ----------
    counts : ndarray, (K, K)
        A confusion matrix, with a row for each true class.

    Returns
    -------
    (ndarray, ndarray), each (K,)
        From 0 to 1; 0 where a class has no images, or is never guessed.

    Examples
    --------
    >>> recall, precision = recall_and_precision(np.array([[3, 1], [0, 4]]))
    >>> recall.tolist(), precision.tolist()
    ([0.75, 1.0], [1.0, 0.8])
    """
    right = np.diagonal(counts)
    return right / np.maximum(counts.sum(axis=1), 1), right / np.maximum(counts.sum(axis=0), 1)


def _cases():
    drawn = small_numbers((4, 4), "exercise 10.2", low=0, high=9).astype(int) + 30 * np.eye(4, dtype=int)
    return [
        {"counts": np.array([[3, 1], [4, 4]])},
        {"counts": np.array([[4, 1, 0], [2, 3, 0], [1, 1, 6]])},
        {"counts": np.array([[5, 0, 3], [2, 0, 2], [1, 0, 7]])},  # class 1 is never guessed
        {"counts": np.array([[0, 0], [1, 9]])},  # there is no image of class 0
        {"counts": drawn},
        {"counts": small_numbers((10, 10), "exercise 10.2", low=1, high=40)},
    ]


def _ratio(right, total, empty=0.0):
    return np.where(total > 0, right / np.maximum(total, 1), empty)


def _wrong(mistake):
    def wrong(counts):
        right, rows, columns = np.diagonal(counts), counts.sum(axis=1), counts.sum(axis=0)
        recall, precision = recall_and_precision(counts)
        with np.errstate(all="ignore"):
            return {
                "swapped": (precision, recall),
                "nan": (right / rows, right / columns),
                "one": (_ratio(right, rows, 1.0), _ratio(right, columns, 1.0)),
                "rows": (recall, recall),
                "columns": (precision, precision),
                "all": (right / counts.sum(), right / counts.sum()),
                "shares": (rows / counts.sum(), columns / counts.sum()),
                "errors": (_ratio(rows - right, rows), _ratio(columns - right, columns)),
                "percent": (100 * recall, 100 * precision),
                "whole": (right // np.maximum(rows, 1), right // np.maximum(columns, 1)),
                "counts": (right, right),
                "off": (_ratio(right, rows - right), _ratio(right, columns - right)),
                "mean": (recall.mean(), precision.mean()),
                "recall only": recall,
                "in one row": np.concatenate([recall, precision]),
                "added one": (right / (rows + 1), right / (columns + 1)),
            }[mistake]

    return wrong


RECALL_AND_PRECISION = FunctionExercise(
    number="10.2",
    title="recall and precision",
    finished=recall_and_precision,
    cases=_cases,
    mistakes={
        "the two are swapped: recall comes first. It divides by the sum of the row, the images that are so.": _wrong(
            "swapped"
        ),
        "0 / 0 gives nan. A class with no images, or one that is never guessed, gets 0.": _wrong("nan"),
        "where there is nothing to divide by, the answer is 1. It should be 0.": _wrong("one"),
        "both are divided by the sums of the rows. Precision takes the columns.": _wrong("rows"),
        "both are divided by the sums of the columns. Recall takes the rows.": _wrong("columns"),
        "they are divided by the number of all images. Take those of the class.": _wrong("all"),
        "these are the sums of rows and columns. What is right stands on the diagonal.": _wrong("shares"),
        "these are the shares of the wrong ones. The right ones are asked for.": _wrong("errors"),
        "these are percent. Shares from 0 to 1 are asked for.": _wrong("percent"),
        "`//` drops what is behind the point: use `/`.": _wrong("whole"),
        "these are counts: each is still to be divided.": _wrong("counts"),
        "the right ones are divided by the wrong ones. The whole row or column is meant.": _wrong("off"),
        "there is one number for all classes. One for each is asked for.": _wrong("mean"),
        "two arrays are asked for: `return recall, precision`.": _wrong("recall only"),
        "the two stand one behind the other. Two arrays are asked for: `return recall, precision`.": _wrong(
            "in one row"
        ),
        "1 is added to each sum. It may be done only where the sum is 0.": _wrong("added one"),
    },
    hints=(
        "Which numbers of the table are the images of class 1? Which are those that were called class 1?",
        "`counts[k, k]` are the right ones of class k. `counts[k].sum()` is its row, `counts[:, k].sum()` its column.",
        "Begin with two arrays of `np.zeros(len(counts))`. In a loop over k, set an entry only `if` the sum that you "
        "divide by is above 0: the others stay 0.",
    ),
)
