"""Exercise 10.3: the most frequent mistakes of a confusion matrix."""

import numpy as np

from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.numbers import small_numbers


def most_confused(counts, count):
    """Return the most frequent mistakes, as (true class, guess, how often).

    Parameters
    ----------
    counts : ndarray of int, (K, K)
        A confusion matrix, with a row for each true class.
    count : int
        How many at most. Mistakes that never happen are left out.

    Returns
    -------
    list of (int, int, int)
        The most frequent first. Of equal ones the smaller true class comes first, then the smaller guess.

    Examples
    --------
    >>> most_confused(np.array([[7, 2, 0], [4, 9, 1], [0, 0, 8]]), 2)
    [(1, 0, 4), (0, 1, 2)]
    """
    return _sorted(_off_diagonal(counts))[:count]


def _off_diagonal(counts, diagonal=False, zeros=False):
    found = [(t, g, int(counts[t, g])) for t in range(len(counts)) for g in range(len(counts))]
    return [(t, g, times) for t, g, times in found if (diagonal or t != g) and (zeros or times)]


def _sorted(found):
    return sorted(found, key=lambda each: -each[2])


def _cases():
    tied = np.array([[9, 3, 0, 3], [3, 8, 1, 0], [0, 3, 9, 0], [1, 0, 0, 9]])
    drawn = small_numbers((6, 6), "exercise 10.3", low=0, high=20).astype(int) + 40 * np.eye(6, dtype=int)
    return [
        {"counts": np.array([[7, 2, 0], [4, 9, 1], [0, 3, 8]]), "count": 3},
        {"counts": np.array([[7, 2, 0], [4, 9, 1], [0, 3, 8]]), "count": 1},
        {"counts": tied, "count": 5},
        {"counts": drawn, "count": 7},
        {"counts": np.array([[5, 0, 0], [1, 0, 0], [0, 2, 6]]), "count": 4},  # there are fewer
        {"counts": np.array([[1, 5], [6, 2]]), "count": 2},  # more wrong than right
    ]


def _folded(counts):
    """Both directions of a pair together, under the smaller class."""
    return [(t, g, int(counts[t, g] + counts[g, t])) for t, g, _ in _off_diagonal(counts, zeros=True) if t < g]


def _wrong(mistake):
    def wrong(counts, count):
        found, size = _sorted(_off_diagonal(counts)), len(counts)
        shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
        top = {
            "diagonal": _sorted(_off_diagonal(counts, diagonal=True)),
            "folded": [each for each in _sorted(_folded(counts)) if each[2]],
            "doubled": _sorted([(t, g, int(counts[t, g] + counts[g, t])) for t, g, _ in found]),
            "swapped": [(g, t, times) for t, g, times in found],
            "columns": _sorted([(g, t, times) for t, g, times in _off_diagonal(counts.T)]),
            "ascending": sorted(found, key=lambda each: each[2]),
            "unsorted": _off_diagonal(counts),
            "ties": sorted(found, key=lambda each: (-each[2], -each[0], -each[1])),
            "shares": sorted(found, key=lambda each: -shares[each[0], each[1]]),
            "upper": [each for each in found if each[0] < each[1]],
            "zeros": _sorted(_off_diagonal(counts, zeros=True)),
            "pairs": [each[:2] for each in found],
            "times first": [(times, t, g) for t, g, times in found],
            "places": [(t * size + g, times) for t, g, times in found],
            "one for each class": [each for n, each in enumerate(found) if each[0] not in [f[0] for f in found[:n]]],
            "by class": sorted(found, reverse=True),
            "cut too early": [
                each for each in _sorted(_off_diagonal(counts, diagonal=True))[:count] if each[0] != each[1]
            ],
            "from one": [(t + 1, g + 1, times) for t, g, times in found],
        }
        return found if mistake == "uncut" else top[mistake][:count]

    return wrong


MOST_CONFUSED = FunctionExercise(
    number="10.3",
    title="the most frequent mistakes",
    finished=most_confused,
    cases=_cases,
    mistakes={
        "right guesses are among them: leave out the diagonal.": _wrong("diagonal"),
        "both directions are added into one. A taken for B and B taken for A are two mistakes.": _wrong("folded"),
        "each count has the other direction's added to it. Take `counts[true, guess]` alone.": _wrong("doubled"),
        "true class and guess are swapped: the row is the true class.": _wrong("swapped"),
        "of equal ones the smaller true class comes first: let the outer loop go over the rows.": _wrong("columns"),
        "the rarest come first. Sort from the largest count down.": _wrong("ascending"),
        "they are not sorted by how often they happen.": _wrong("unsorted"),
        "of equal ones the smaller true class comes first, then the smaller guess. `reverse=True` on whole triples "
        "turns these around too.": _wrong("ties"),
        "they are sorted by their share of the row. How often they happen is meant.": _wrong("shares"),
        "only one half of the table is looked at. Mistakes stand on both sides of the diagonal.": _wrong("upper"),
        "mistakes that never happen are among them.": _wrong("zeros"),
        "three numbers are asked for each: true class, guess, and how often.": _wrong("pairs"),
        "the order in each is true class, guess, how often.": _wrong("times first"),
        "these are places in the flattened table. Row and column are asked for.": _wrong("places"),
        "there is one for each true class only. A class may be in several mistakes.": _wrong("one for each class"),
        "they are sorted by the true class. Sort by the third number, with `key=lambda each: -each[2]`.": (
            _wrong("by class")
        ),
        "the diagonal is left out after the cut. Leave it out first, then take `[:count]`.": _wrong("cut too early"),
        "classes count from 0.": _wrong("from one"),
        "there are more than `count`.": _wrong("uncut"),
    },
    hints=(
        "Which cells of the table are mistakes? Go over all cells, and collect those in a list.",
        "Two loops, `for true in range(len(counts))` and the same for `guess`. Where the two differ and the count is "
        "above 0, append `(true, guess, counts[true, guess])`.",
        "`found.sort(key=lambda each: -each[2])` sorts by the third number, the largest first, and leaves equal ones "
        "in their order. Then `found[:count]`.",
    ),
)
