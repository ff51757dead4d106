"""Exercise 11.1: maps that are 0 for every image."""

import numpy as np

from course_lib.exercises.function_exercise import FunctionExercise


def dead_maps(maps):
    """Return the numbers of the maps that are 0 at every place of every image.

    Parameters
    ----------
    maps : ndarray, (N, H, W, C)
        A layer's output for N images.

    Returns
    -------
    ndarray of int
        In ascending order.

    Examples
    --------
    >>> dead_maps(np.array([[[[0.0, 1.0, 0.0]]], [[[0.0, 0.0, -2.0]]]]))
    array([0])
    """
    return np.flatnonzero((maps == 0).all(axis=(0, 1, 2)))


def _cases():
    """The smallest has two images of one row and two columns, and three maps."""
    first = np.zeros((2, 1, 2, 3))
    first[0, 0, 1, 0], first[1, 0, 0, 0] = 2, 3
    first[1, 0, 1, 2] = 5  # black for image 0, but not dead
    sizes = [(3, 2, 2, 4), (2, 3, 4, 5), (4, 2, 3, 6), (1, 2, 2, 3), (5, 1, 1, 4), (3, 4, 4, 2), (2, 2, 2, 4)]
    alive = [{(2, 1, 1, 1): 4, (0, 0, 0, 3): 1}, {(1, 2, 3, 0): 2, (0, 2, 0, 4): 7, (1, 0, 1, 1): 0.25}]
    alive += [{(0, 0, 0, 0): 1, (3, 1, 2, 0): -1, (2, 1, 0, 5): -3, (1, 0, 1, 2): 6}, {(0, 1, 0, 1): 3}]
    alive += [{(4, 0, 0, 0): 1, (0, 0, 0, 1): 2, (3, 0, 0, 2): 3, (2, 0, 0, 3): 1}, {}]
    alive += [{(0, 0, 0, 1): 1, (0, 1, 1, 1): 2, (1, 0, 1, 2): 4, (1, 1, 0, 2): 1}]
    return [{"maps": first}] + [{"maps": _filled(*each)} for each in zip(sizes, alive, strict=True)]


def _filled(shape, numbers):
    maps = np.zeros(shape)
    for place, number in numbers.items():
        maps[place] = number
    return maps


def _found(kind):
    """Where a map fulfils something that is not quite the right thing."""
    return lambda maps: np.flatnonzero(kind(maps))


DEAD_MAPS = FunctionExercise(
    number="11.1",
    title="dead maps",
    finished=dead_maps,
    cases=_cases,
    mistakes={
        "only the first image is looked at. A dead map is 0 for every image.": _found(
            lambda maps: (maps[0] == 0).all(axis=(0, 1))
        ),
        "only the last image counts: each image overwrites what the one before it has said.": _found(
            lambda maps: (maps[-1] == 0).all(axis=(0, 1))
        ),
        "a map that is 0 for one image alone is no dead map.": _found(
            lambda maps: (maps == 0).all(axis=(1, 2)).any(axis=0)
        ),
        "a single 0 somewhere makes no dead map: all of its numbers must be 0.": _found(
            lambda maps: (maps == 0).any(axis=(0, 1, 2))
        ),
        "these are the maps that live. The others are wanted.": _found(lambda maps: (maps != 0).any(axis=(0, 1, 2))),
        "this counts the dead maps. Their numbers are wanted, as an array.": lambda maps: len(dead_maps(maps)),
        "these are truth values, one for each map. `np.flatnonzero` gives the places of those that are true.": (
            lambda maps: (maps == 0).all(axis=(0, 1, 2))
        ),
        "numbers that add up to 0 need not be 0 themselves: 1 and −1 do too.": _found(
            lambda maps: maps.sum(axis=(0, 1, 2)) == 0
        ),
        "a map of numbers below 0 has a largest number of 0 at most, and is not dead.": _found(
            lambda maps: maps.max(axis=(0, 1, 2)) <= 0
        ),
        "these are images that hold nothing but 0. The last axis counts the maps, not the first.": _found(
            lambda maps: (maps == 0).all(axis=(1, 2, 3))
        ),
        "only one pixel of each map is looked at.": _found(lambda maps: (maps[:, 0, 0] == 0).all(axis=0)),
        "a map stands there once for each image where it is 0. Look at all images together: `maps[:, :, :, c]`.": (
            lambda maps: np.nonzero((maps == 0).all(axis=(1, 2)))[1]
        ),
        "`np.where` returns a tuple. Take its entry 0, or use `np.flatnonzero`.": lambda maps: (dead_maps(maps),),
        "`np.argwhere` returns a row for each. `np.flatnonzero` returns the numbers alone.": (
            lambda maps: dead_maps(maps)[:, None]
        ),
        "the list ends too early: the `return` must stand behind the loop, not in it.": lambda maps: dead_maps(maps)[
            :1
        ],
    },
    hints=(
        "Which part of `maps` belongs to map number c, over all images and all places? It is `maps[:, :, :, c]`.",
        "Go through the maps with a loop over c. `(part == 0).all()` says whether all numbers of an array are 0.",
        "Collect each such c in a list, and return `np.array(found, dtype=int)`.",
    ),
)
