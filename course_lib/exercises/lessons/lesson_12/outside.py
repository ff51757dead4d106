"""Compiled functions that reach outside an array: numba does not look where an index leads."""

from course_lib.exercises.exercise import WRONG, Verdict
from course_lib.exercises.outcomes import outcome, where_it_failed

ADVICE = (
    "As machine code it was not run. numba does not look whether an index lies within its array: it would read and "
    "write other memory, and the Jupyter kernel may end. Look at the ends of your loops."
)


def outside(answer, cases):
    """Return a verdict where a compiled function reaches outside an array, as its plain Python tells.

    Parameters
    ----------
    answer : callable
        The learner's. One that numba has not compiled is not called.
    cases : list of dict
        The arguments by name, in order.

    Returns
    -------
    Verdict or None
    """
    plain = getattr(answer, "py_func", None)
    for case in cases if plain else ():
        error = outcome(plain, case).error
        if isinstance(error, IndexError):
            return Verdict(WRONG, (f"In plain Python it ends with {where_it_failed(error)}.", ADVICE))
    return None
