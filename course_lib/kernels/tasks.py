"""How work on single numbers is cut up between threads.

A task works on *parts*, views of its numbers alone. Indexed from 0 to their size they show the compiler that no index
is out of range, so it works on whole registers of neighbours; with indices into the whole array it would not.
"""

from numba import njit

BLOCK = 16384  # numbers in a task: enough that handing it to a thread costs little, few enough to share evenly


@njit(cache=True)
def tasks(array):
    """How many tasks the numbers of `array`, one-dimensional, make."""
    return (array.size + BLOCK - 1) // BLOCK


@njit(cache=True)
def part(array, task):
    """The numbers of a task, a view; the last task's may be fewer."""
    return array[task * BLOCK : (task + 1) * BLOCK]
