"""Exercise 13.1: several networks answer together."""

import numpy as np

from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.random import key, uniform


def ensemble(probabilities):
    """Return the class that several networks together find most likely, for each image.

    Parameters
    ----------
    probabilities : ndarray, (M, N, K)
        What M networks say about N images and K classes.

    Returns
    -------
    ndarray of int, (N,)
        Of two classes that are equally likely, the smaller.

    Examples
    --------
    >>> ensemble(np.array([[[0.75, 0.25]], [[0.375, 0.625]]]))
    array([0])
    """
    return probabilities.mean(axis=0).argmax(axis=1)


def _cases():
    """Sixteenths, so that every order of summing gives the same; the first has a vote that goes the other way."""
    first = np.array([[[8, 7, 1]], [[8, 7, 1]], [[1, 14, 1]]]) / 16
    two = np.array([[[8, 7, 1], [12, 2, 2]], [[8, 7, 1], [3, 9, 4]], [[1, 14, 1], [4, 6, 6]]]) / 16
    tied = np.array([[[2, 7, 7], [8, 8, 0], [4, 6, 6]], [[4, 6, 6], [6, 6, 4], [0, 8, 8]]]) / 16
    drawn = [_drawn(3, 12, 4), _drawn(5, 9, 10), _drawn(2, 16, 3), _drawn(1, 6, 5), _drawn(4, 4, 4), _drawn(7, 1, 6)]
    return [{"probabilities": each} for each in [first, two, tied, *drawn]]


def _drawn(networks, images, classes):
    """Sixteen sixteenths for each image of each network, each of them given to some class."""
    words = "exercise 13.1", networks
    chosen = np.floor(uniform((networks, images, 16), 0, classes, key(*words))).astype(int)
    return (chosen[..., None] == np.arange(classes)).sum(axis=2) / 16


def _vote(probabilities):
    """The class that most networks choose, the smaller of two."""
    guesses = probabilities.argmax(axis=2)
    return (guesses[..., None] == np.arange(probabilities.shape[2])).sum(axis=0).argmax(axis=1)


def _late(probabilities):
    """Of two equal classes the larger."""
    means = probabilities.mean(axis=0)
    return means.shape[1] - 1 - means[:, ::-1].argmax(axis=1)


def _first_twice(probabilities):
    return (probabilities[0] + probabilities.sum(axis=0)).argmax(axis=1)


def _halved(probabilities):
    """The average of the average so far and the next one."""
    average = probabilities[0]
    for other in probabilities[1:]:
        average = (average + other) / 2
    return average.argmax(axis=1)


def _in_place(probabilities):
    total = probabilities[0]
    for other in probabilities[1:]:
        total += other
    return total.argmax(axis=1)


MISTAKES = {
    "the networks vote, each with one voice. Average their probabilities instead: how sure each is counts too.": _vote,
    "the networks must be averaged, axis 0. Here the images are, and each network gets one answer.": lambda p: p.mean(
        axis=1
    ).argmax(axis=1),
    "the average over the networks is right. Then the largest number of each row is wanted: `argmax(axis=1)`.": (
        lambda p: p.mean(axis=0).argmax(axis=0)
    ),
    "these are the classes of each network by itself: average over the networks first.": lambda p: p.argmax(axis=2),
    "this is the averages' array. The class with the largest average is wanted, for each image.": lambda p: p.mean(0),
    "these are sums of the probabilities. The class with the largest is wanted, for each image.": lambda p: p.sum(0),
    "this is the largest average. Its place, the class, is wanted: `argmax` in place of `max`.": lambda p: p.mean(
        axis=0
    ).max(axis=1),
    "there is one class for all images: average over the networks only, not over the images.": lambda p: p.mean(
        axis=(0, 1)
    ).argmax(),
    "without an `axis`, `argmax` finds one place in the whole array: each row needs its own.": lambda p: p.mean(
        axis=0
    ).argmax(),
    "the surest network decides alone. The average over all of them is wanted.": lambda p: p.max(axis=0).argmax(1),
    "only the first network is asked.": lambda p: p[0].argmax(axis=1),
    "only the last network is asked. The sum must not begin anew for each of them.": lambda p: p[-1].argmax(axis=1),
    "the first network counts twice: the sum begins with it, and the loop adds it once more.": _first_twice,
    "later networks count more: halve nothing on the way. Add all up, and divide at the end.": _halved,
    "only the first image is answered. A `return` within a loop ends it.": lambda p: p.mean(0).argmax(1)[:1],
    "class numbers are averaged. A class number is a name: between a 3 and a 5 there is no 4.": lambda p: p.argmax(
        axis=2
    ).mean(axis=0),
    "class numbers are averaged and rounded. A class number is a name: a 3 and a 5 make no 4.": lambda p: np.rint(
        p.argmax(axis=2).mean(axis=0)
    ).astype(int),
    "the probabilities are multiplied. Add them up, or average them.": lambda p: p.prod(axis=0).argmax(axis=1),
    "this is the median of the networks. The mean is wanted.": lambda p: np.median(p, axis=0).argmax(axis=1),
    "this is the least likely class: `argmax` in place of `argmin`.": lambda p: p.mean(axis=0).argmin(axis=1),
    "of two classes that are equally likely, the smaller is wanted.": _late,
    "the classes are counted from 1. They begin at 0.": lambda p: p.mean(axis=0).argmax(axis=1) + 1,
    "`total = probabilities[0]` is no copy: adding to it changes the first network's numbers.": _in_place,
}

ENSEMBLE = FunctionExercise(
    number="13.1",
    title="networks that answer together",
    finished=ensemble,
    cases=_cases,
    mistakes=MISTAKES,
    hints=(
        "Look at the example by hand: which numbers were added up there, and what was done with the sums? Which of the "
        "three axes counts the networks?",
        "`probabilities.mean(axis=0)` averages over the networks. What is left has a row for each image and a column "
        "for each class.",
        "In each row the place of the largest number is wanted: `argmax(axis=1)`. Of equal numbers it takes the first.",
    ),
)
