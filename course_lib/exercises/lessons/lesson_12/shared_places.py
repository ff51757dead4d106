"""Rounds of a `prange` loop that write to the same place: looked for in plain Python, one round after the other."""

import dis
import sys
from types import FunctionType

import numpy as np

from course_lib.exercises.outcomes import outcome


def shares_places(answer, case):
    """Tell whether two rounds of a `prange` loop change the same place of an array.

    Threads may or may not meet there when the function runs. In plain Python the rounds follow one another, so what
    each of them changes can be seen.

    Parameters
    ----------
    answer : callable
        The learner's, as numba's `njit` returns it.
    case : dict of str to object
        The arguments by name, in order.

    Returns
    -------
    bool
        False where it cannot be told.
    """
    plain, options = getattr(answer, "py_func", None), getattr(answer, "targetoptions", {})
    if plain is None or not options.get("parallel"):
        return False
    stored = [step.argval for step in dis.get_instructions(plain) if step.opname == "STORE_FAST"]
    found = []

    def watched(*limits):
        """Go over a range as `prange` does, and compare the arrays of its caller before and after each round."""
        names = sys._getframe(1).f_locals
        # `total += array` stores the name again: numba keeps such a sum apart for each thread.
        arrays = [each for name, each in names.items() if isinstance(each, np.ndarray) and stored.count(name) < 2]
        written = [np.zeros(each.shape, bool) for each in arrays]
        for turn in range(*limits):
            before = [each.copy() for each in arrays]
            yield turn
            for each, old, places in zip(arrays, before, written, strict=True):
                changed = each != old
                found.append(bool((changed & places).any()))
                places |= changed

    function = FunctionType(
        plain.__code__, {**plain.__globals__, "prange": watched}, plain.__name__, plain.__defaults__, plain.__closure__
    )
    outcome(function, case)
    return any(found)
