"""Exercise 08.3: the mistakes that a network is most sure of."""

import numpy as np

from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.random import key, uniform


def worst(labels, probabilities, count):
    """Return the places of the wrong guesses, the surest first.

    Parameters
    ----------
    labels : ndarray of int, (N,)
        The truth.
    probabilities : ndarray, (N, K)
        What the network says of K classes.
    count : int
        How many places at most.

    Returns
    -------
    ndarray of int, (at most `count`,)

    Examples
    --------
    >>> worst(np.array([0, 1, 1]), np.array([[0.4, 0.6], [0.2, 0.8], [0.9, 0.1]]), 5)
    array([2, 0])
    """
    mistakes = np.flatnonzero(probabilities.argmax(axis=1) != labels)
    sure = probabilities.max(axis=1)[mistakes]
    return mistakes[np.argsort(-sure, kind="stable")][:count]


def _cases():
    three = np.array([[0.5, 0.25, 0.25], [0.125, 0.75, 0.125], [0.25, 0.25, 0.5], [0.875, 0.125, 0.0]])
    first = {"labels": np.array([1, 1, 2, 2]), "probabilities": three, "count": 2}
    tied = {"labels": np.array([2, 0, 0, 1]), "probabilities": three[[0, 1, 1, 0]], "count": 3}
    none = {"labels": np.array([0, 1, 2, 0]), "probabilities": three, "count": 2}
    return [first, tied, _drawn(12, 4, 3), _drawn(30, 10, 5), _drawn(9, 2, 9), none]


def _drawn(number, classes, count):
    words = "exercise 08.3", number
    raw = uniform((number, classes), 0.0, 1.0, key(*words)).astype(np.float64)
    labels = np.floor(uniform((number,), 0, classes, key(*words, "labels"))).astype(int)
    return {"labels": labels, "probabilities": raw / raw.sum(axis=1, keepdims=True), "count": count}


def _cut_too_early(labels, probabilities, count):
    """The surest guesses, right ones too, and of these the wrong ones."""
    first = np.argsort(-probabilities.max(axis=1), kind="stable")[:count]
    return first[probabilities.argmax(axis=1)[first] != labels[first]]


def _sorted_too_late(labels, probabilities, count):
    """The first mistakes in the order of the images, then sorted."""
    first = np.flatnonzero(probabilities.argmax(axis=1) != labels)[:count]
    return first[np.argsort(-probabilities.max(axis=1)[first], kind="stable")]


def _wrong(mistake):
    def wrong(labels, probabilities, count):
        guesses, sure = probabilities.argmax(axis=1), probabilities.max(axis=1)
        mistakes = np.flatnonzero(guesses == labels if mistake == "right ones" else guesses != labels)
        if mistake == "all":
            mistakes = np.arange(len(labels))
        key = probabilities[np.arange(len(labels)), labels] if mistake == "truth" else sure
        order = np.argsort(key[mistakes] if mistake in ("ascending", "truth") else -key[mistakes], kind="stable")
        if mistake == "ties":
            order = np.argsort(key[mistakes], kind="stable")[::-1]
        if mistake == "order":
            order = np.arange(len(mistakes))
        found = {"within": order, "how sure": sure[mistakes[order]], "guesses": guesses[mistakes[order]]}
        found = found.get(mistake, mistakes[order])
        return found if mistake == "uncut" else found[-count:] if mistake == "end" else found[:count]

    return wrong


WORST = FunctionExercise(
    number="08.3",
    title="the worst mistakes",
    finished=worst,
    cases=_cases,
    mistakes={
        "right guesses are among them: leave out where the guess is the label.": _wrong("all"),
        "these are the right guesses. The wrong ones are wanted.": _wrong("right ones"),
        "they begin with the least sure. Sort from the largest probability down.": _wrong("ascending"),
        "they are not sorted by how sure the network is.": _wrong("order"),
        "they are sorted by the probability of the label. What counts is that of the wrong guess.": _wrong("truth"),
        "these are places among the mistakes. Places among all images are wanted.": _wrong("within"),
        "these are probabilities. The places of the images are wanted.": _wrong("how sure"),
        "these are the guessed classes. The places of the images are wanted.": _wrong("guesses"),
        "of two that are equally sure, the one with the smaller place comes first.": _wrong("ties"),
        "`count` is cut off too early, with right guesses among them. First leave these out.": _cut_too_early,
        "`count` is cut off before they are sorted. Sort all mistakes first.": _sorted_too_late,
        "there are more than `count`.": _wrong("uncut"),
        "the last ones are taken. The first `count` are wanted.": _wrong("end"),
    },
    hints=(
        "What is the guess for each image? `probabilities.argmax(axis=1)` gives the place of the largest number of "
        "each row. Where does it differ from the label?",
        "How sure the network is of its guess is the largest number of the row: `probabilities.max(axis=1)`.",
        "Collect the places of the wrong guesses in a list. `places.sort(key=lambda n: -sure[n])` sorts them, and "
        "keeps the order of equals. Return the first `count` as an array of whole numbers.",
    ),
)
