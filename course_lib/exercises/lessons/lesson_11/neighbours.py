"""Exercise 11.4: what looks alike to the network."""

import numpy as np

from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.numbers import small_numbers


def neighbours(vectors, query, count):
    """Return the rows that lie nearest to a query, the nearest first.

    Parameters
    ----------
    vectors : ndarray, (N, D)
        A row for each image.
    query : ndarray, (D,)
        The row to compare with.
    count : int
        How many to return.

    Returns
    -------
    ndarray of int, (count,)
        Their places.

    Examples
    --------
    >>> neighbours(np.array([[0.0, 0.0], [5.0, 5.0], [1.0, 2.0]]), np.array([1.0, 1.0]), 2)
    array([2, 0])
    """
    return _nearest(((vectors - query) ** 2).sum(axis=1), count)


def _nearest(distances, count):
    return np.argsort(distances, kind="stable")[:count]


def _cases():
    """The smallest has four rows of two numbers; the nearest is neither the first nor the longest."""
    first = {"vectors": [[6, 0], [3, 3], [0, 1], [2, 4]], "query": [2, 2], "count": 2}
    second = {"vectors": [[5, 5], [1, 0], [0, 4], [0, 0], [3, 3]], "query": [0, 0], "count": 3}
    third = {"vectors": [[2, 2, 2], [0, 0, 5], [-1, -1, -1]], "query": [0, 0, 0], "count": 3}
    drawn = [(6, 3, 2), (9, 4, 5), (12, 2, 4), (7, 5, 1), (40, 3, 6)]
    written = [
        {**each, **{k: np.array(each[k], float) for k in ("vectors", "query")}} for each in (first, second, third)
    ]
    return written + [_drawn(place, *each) for place, each in enumerate(drawn)]


def _drawn(place, rows, numbers, count):
    """Whole numbers, and a query between them, so that no two rows are equally far."""
    words = "exercise 11.4", place
    query = small_numbers((numbers,), *words, "query") + 0.07 + 0.11 * np.arange(numbers)
    return {"vectors": small_numbers((rows, numbers), *words, "rows"), "query": query.round(2), "count": count}


def _by(distance):
    return lambda vectors, query, count: _nearest(distance(vectors - query), count)


def _of_columns(vectors, query, count):
    side = min(len(vectors), len(query))
    return _nearest(((vectors[:side, :side] - query[:side]) ** 2).sum(axis=0), count)


def _distances(vectors, query, count):
    return np.sort(np.sqrt(((vectors - query) ** 2).sum(axis=1)))[:count]


def _angle(vectors, query, count):
    lengths = np.linalg.norm(vectors, axis=1) * (np.linalg.norm(query) or 1)
    return _nearest(-(vectors @ query) / np.where(lengths > 0, lengths, 1), count)


NEIGHBOURS = FunctionExercise(
    number="11.4",
    title="nearest neighbours",
    finished=neighbours,
    cases=_cases,
    mistakes={
        "the farthest come first. Sort from small to large.": _by(lambda apart: -(apart**2).sum(axis=1)),
        "these are sums of absolute differences. Square the differences.": _by(lambda apart: abs(apart).sum(axis=1)),
        "the differences cancel: square each one before adding up, not their sum.": _by(
            lambda apart: apart.sum(axis=1) ** 2
        ),
        "the differences are added up as they are, and cancel: square each one first.": _by(
            lambda apart: apart.sum(axis=1)
        ),
        "only the largest difference counts there. Add up the squares of all.": _by(
            lambda apart: abs(apart).max(axis=1)
        ),
        "only the first number of each row is compared.": _by(lambda apart: apart[:, 0] ** 2),
        "the query is not subtracted.": lambda vectors, query, count: _nearest((vectors**2).sum(axis=1), count),
        "the query is added. Subtract it.": lambda vectors, query, count: _nearest(
            ((vectors + query) ** 2).sum(axis=1), count
        ),
        "rows with large numbers win there: a product is no distance.": lambda vectors, query, count: _nearest(
            -(vectors @ query), count
        ),
        "these rows point the same way. How far apart the rows lie is asked.": _angle,
        "these are the distances. The places of the rows are wanted: `np.argsort`.": _distances,
        "these are squared distances. The places of the rows are wanted: `np.argsort`.": (
            lambda vectors, query, count: _distances(vectors, query, count) ** 2
        ),
        "these are the rows themselves. Their places are wanted.": lambda vectors, query, count: vectors[
            neighbours(vectors, query, count)
        ],
        "the nearest is left out. Here the query is none of the rows, so nothing has to be skipped.": (
            lambda vectors, query, count: neighbours(vectors, query, count + 1)[1:]
        ),
        "one is missing: `[:count]` gives `count` entries.": lambda vectors, query, count: neighbours(
            vectors, query, count
        )[: count - 1],
        "these are the last places of the order. The nearest stand first: `[:count]`.": (
            lambda vectors, query, count: neighbours(vectors, query, len(vectors))[-count:]
        ),
        "all rows are returned: cut off with `[:count]`.": lambda vectors, query, count: neighbours(
            vectors, query, len(vectors)
        ),
        "the right ones, but the nearest must come first.": lambda vectors, query, count: np.sort(
            neighbours(vectors, query, count)
        ),
        "the right ones, but the nearest must come first, not last.": lambda vectors, query, count: neighbours(
            vectors, query, count
        )[::-1],
        "only the nearest one is returned. `count` says how many are wanted.": lambda vectors, query, count: int(
            neighbours(vectors, query, 1)[0]
        ),
        "the sum goes over the wrong axis: one distance for each row is wanted.": _of_columns,
        "the sum goes over everything. One distance for each row is wanted: `axis=1`.": lambda *case: np.array([0]),
    },
    hints=(
        "How far apart do two points lie on paper? Square the differences along each axis, add them up, and take the "
        "root. With D numbers instead of two it is the same.",
        "`vectors - query` subtracts the query from every row. The root can be left out: it does not change the order.",
        "`np.argsort(distances)` gives the places in the order of the distances, the smallest first.",
    ),
)
