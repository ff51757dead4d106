"""An exercise whose answer is a function."""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

import numpy as np

from course_lib.exercises.differences import ONLY_THE_KIND, difference, told
from course_lib.exercises.exercise import OPEN, RIGHT, WRONG, Exercise, Verdict
from course_lib.exercises.outcomes import outcome, where_it_failed
from course_lib.exercises.tables import written_out

SHOWN = 36  # numbers of an array that are written out


@dataclass(frozen=True, kw_only=True, eq=False)
class FunctionExercise(Exercise):
    """A function that has to give what the finished one gives, in every case.

    Parameters
    ----------
    number, title, hints
        As for `Exercise`.
    finished : callable
        What gives the right results: the course's own function, which the lesson goes on with.
    cases : callable
        Returns a list of dicts: the arguments by name, in order. The smallest first: it is what a learner sees.
    mistakes : dict of str to callable
        For each usual cause, a function that makes this mistake. A wrong answer is told the cause whose function does
        the same as it in every case, else the one that does the same in the case that is shown and another.
    """

    cases: Callable
    mistakes: dict

    goes_on = "The lesson goes on with the course's own function."

    def examine(self, answer):
        if answer is self.finished:
            again = "This is the course's own function: run the cell with yours again, then this one."
            return Verdict(OPEN, (again,))
        if not callable(answer):
            given = f"This check wants the function itself, without brackets behind its name; it got {told(answer)}."
            return Verdict(WRONG, (given,))
        cases = self.cases()
        for case in cases:
            got = outcome(answer, case)
            if isinstance(got.error, NotImplementedError):
                return Verdict(OPEN)
            trouble = self._trouble(case, got)
            if trouble:
                cause = () if ONLY_THE_KIND in trouble else self._cause(answer, cases, case)
                return Verdict(
                    WRONG, (*_tried(answer, case), trouble, *cause, *read_from_outside(answer), *_printed(got))
                )
        return Verdict(RIGHT, (f"{len(cases)} cases came out right.", *_printed(outcome(answer, cases[0]))))

    def wrong_answers(self):
        for cause, function in self.mistakes.items():
            yield function, cause

    def _trouble(self, case, got):
        """What is wrong with an outcome, "" where nothing is."""
        if got.error is not None:
            return f"It ended with {where_it_failed(got.error)}."
        if got.changed:
            return f"It changed its argument `{got.changed}`. Work on a copy: {got.changed}.copy()."
        return difference(outcome(self.finished, case).value, got.value)

    def _cause(self, answer, cases, shown):
        outcomes = [outcome(answer, case) for case in cases]
        shown_place = [case is shown for case in cases].index(True)
        same_here = None
        for cause, function in self.mistakes.items():
            alike = [got.like(outcome(function, case)) for got, case in zip(outcomes, cases, strict=True)]
            if all(alike):
                told_apart = any(got.error is None for got in outcomes)  # one kind of error has many causes
                return (f"{'Likely' if told_apart else 'Possible'} cause: {cause}",)
            if alike[shown_place] and sum(alike) > 1 and same_here is None:
                same_here = cause
        return (f"Possible cause: {same_here}",) if same_here else ()


def _tried(function, case):
    """The call as a line, and the arrays that went in below it."""
    name = getattr(function, "__name__", "your function")
    arrays = {argument: value for argument, value in case.items() if isinstance(value, np.ndarray) and value.ndim}
    words = [argument if argument in arrays else f"{argument}={told(value)}" for argument, value in case.items()]
    lines = [f"Tried {name}({', '.join(words)}){' with' if arrays else ''}"]
    for argument, value in arrays.items():
        small = value.size <= SHOWN
        lines += [f"  {line}" for line in (written_out(argument, value) if small else [_shape_of(argument, value)])]
    return lines


def _shape_of(argument, value):
    return f"{argument}: numbers of shape {value.shape}"


def read_from_outside(function):
    """Return a line where a function reads a value that another cell has set, which is seldom meant.

    Parameters
    ----------
    function : callable
        The learner's.

    Returns
    -------
    tuple of str
        One sentence or none.
    """
    code, known = getattr(function, "__code__", None), getattr(function, "__globals__", {})
    names = [name for name in (code.co_names if code else ()) if name in known]
    names = [name for name in names if not callable(known[name]) and not isinstance(known[name], ModuleType)]
    if not names:
        return ()
    return (f"Note: it reads {' and '.join(f'`{name}`' for name in names)}, set in another cell. Is that meant?",)


def _printed(got):
    lines = got.printed.splitlines()[:10]
    return ("It printed:", *(f"  {line}" for line in lines)) if lines else ()
