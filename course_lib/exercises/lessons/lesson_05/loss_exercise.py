"""An exercise whose answer is a loss: a class with `call` and `gradient`."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from course_lib.exercises.differences import difference, told
from course_lib.exercises.exercise import OPEN, RIGHT, WRONG, Exercise, Verdict
from course_lib.exercises.function_exercise import read_from_outside
from course_lib.exercises.outcomes import outcome, where_it_failed
from course_lib.exercises.tables import written_out
from course_lib.losses import Loss

STEP = 1e-5  # how far a prediction is nudged to measure a slope
PARTS = ("call", "gradient")


@dataclass(frozen=True, kw_only=True, eq=False)
class LossExercise(Exercise):
    """A subclass of `Loss` whose values are the finished one's, and whose gradient is the slope that can be measured.

    Parameters
    ----------
    number, title, hints, finished
        As for `Exercise`.
    cases : callable
        Returns a list of dicts with ``y_true`` and ``y_pred``, the smallest first.
    mistakes : dict of str to (str, callable)
        For each usual cause the method, "call" or "gradient", and a function (y_true, y_pred) that makes this mistake.
    """

    cases: Callable
    mistakes: dict

    goes_on = "The lesson goes on with the course's own class."

    def examine(self, answer):
        if answer is self.finished:
            again = "This is the course's own class: run the cell with yours again, then this one."
            return Verdict(OPEN, (again,))
        if not (isinstance(answer, type) and issubclass(answer, Loss)):
            brackets = ", without brackets behind its name" if isinstance(answer, Loss) else ""
            given = f"the class {answer.__name__}, which is none" if isinstance(answer, type) else told(answer)
            rule = f"This check wants the class itself{brackets}: a subclass of losses.Loss. It got {given}."
            return Verdict(WRONG, (rule,))
        for part in PARTS:
            for case in self._cases(part):
                got = outcome(_method(answer, part), case)
                if isinstance(got.error, NotImplementedError):
                    return self._open(answer, part)
                trouble = self._trouble(part, case, got)
                if trouble:
                    lines = (*_tried(answer, part, case), trouble, *self._cause(answer, part))
                    return Verdict(WRONG, (*lines, *read_from_outside(getattr(answer, part))))
        return Verdict(RIGHT, (f"{len(self.cases())} cases came out right, values and slopes.",))

    def wrong_answers(self):
        for cause, (part, function) in self.mistakes.items():
            yield type("Wrong", (self.finished,), {part: _as_method(function)}), cause

    def slopes(self, y_true, y_pred):
        """Return how the mean loss changes with each prediction, measured with the finished loss.

        Parameters
        ----------
        y_true, y_pred : ndarray, (N, K)
            Labels and predictions.

        Returns
        -------
        ndarray, (N, K)
        """
        loss, result = self.finished(), np.zeros(y_pred.shape)
        for place in np.ndindex(*y_pred.shape):
            up, down = y_pred.copy(), y_pred.copy()
            up[place], down[place] = up[place] + STEP, down[place] - STEP
            result[place] = (loss(y_true, up) - loss(y_true, down)) / (up[place] - down[place])
        return result

    def _open(self, answer, part):
        """A stub; where the values are there already, what is left to do."""
        begun = part == "gradient" and "call" in vars(answer)
        return Verdict(OPEN, ("`call` is right. Now write `gradient`.",) if begun else ())

    def _trouble(self, part, case, got):
        if got.error is not None:
            takes = isinstance(got.error, TypeError) and f"{part}() takes" in str(got.error)
            first_line = f" Keep the first line: `def {part}(self, y_true, y_pred):`." if takes else ""
            return f"It ended with {where_it_failed(got.error)}.{first_line}"
        if got.changed:
            return f"It changed its argument `{got.changed}`. Work on a copy: {got.changed}.copy()."
        if part == "call":
            return difference(self.finished().call(**case), got.value)
        words = difference(self.slopes(**case), got.value)
        return words and f"{words} Expected are the slopes of the mean loss, measured by nudging each prediction."

    def _cause(self, answer, part):
        cases = self._cases(part)
        outcomes = [outcome(_method(answer, part), case) for case in cases]
        for cause, (where, function) in self.mistakes.items():
            if where == part and all(map(_alike, outcomes, (outcome(function, case) for case in cases))):
                return (f"Likely cause: {cause}",)
        return ()

    def _cases(self, part):
        """The cases; for slopes without those where a true class has a probability at which the loss is held."""
        cases = self.cases()
        if part == "gradient":
            cases = [case for case in cases if case["y_pred"][case["y_true"] == 1].min() > 2 * STEP]
        return cases


def _alike(one, other):
    return one.like(other)


def _as_method(function):
    return lambda self, y_true, y_pred: function(y_true, y_pred)


def _method(kind, part):
    """The method as a function of (y_true, y_pred); each call makes a loss of its own."""
    return lambda y_true, y_pred: getattr(kind(), part)(y_true, y_pred)


def _tried(answer, part, case):
    lines = [f"Tried {answer.__name__}().{part}({', '.join(case)}) with"]
    for name, value in case.items():
        lines += [f"  {line}" for line in written_out(name, value)]
    return lines
