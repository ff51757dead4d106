"""An exercise whose answer is a value: a number, a text, a few of them."""

from dataclasses import dataclass, field

from course_lib.exercises.differences import difference, told
from course_lib.exercises.exercise import OPEN, RIGHT, WRONG, Exercise, Verdict


@dataclass(frozen=True, kw_only=True, eq=False)
class AnswerExercise(Exercise):
    """One value, or several, of which each is looked at.

    Parameters
    ----------
    number, title, hints
        As for `Exercise`.
    finished : object or dict of str to object
        The right value; with several, by what each is called.
    mistakes : dict of str to list
        For each usual cause, values that come of it: single ones, or with several (name, value).
    """

    mistakes: dict = field(default_factory=dict)

    goes_on = "The lesson goes on."

    def examine(self, answer):
        if not isinstance(self.finished, dict):
            return self._examine_one(answer)
        if answer is ... or answer is None:
            return Verdict(OPEN)
        if not isinstance(answer, dict) or set(answer) != set(self.finished):
            rule = f"Expected a dict with {', '.join(map(repr, self.finished))}, got {told(answer)}."
            return Verdict(WRONG, (rule,))
        if all(value is ... for value in answer.values()):
            return Verdict(OPEN)
        return self._examine_each(answer)

    def wrong_answers(self):
        for cause, values in self.mistakes.items():
            for value in values:
                if isinstance(self.finished, dict):
                    name, value = value
                    yield {**self.finished, name: value}, cause
                else:
                    yield value, cause

    def _examine_one(self, answer):
        if answer is ... or answer is None:
            return Verdict(OPEN)
        if difference(self.finished, answer):
            return Verdict(WRONG, (f"{told(answer)} is not right.", *self._cause(answer)))
        return Verdict(RIGHT)

    def _examine_each(self, answer):
        lines = []
        for name, right in self.finished.items():
            given = answer[name]
            if given is ...:
                lines.append(f"{name}: still open.")
            elif difference(right, given):
                lines += [f"{name}: {told(given)} is not right.", *self._cause((name, given))]
        right = len(self.finished) - sum(line.endswith(("is not right.", "still open.")) for line in lines)
        count = f"{right} of {len(self.finished)} are right."
        return Verdict(WRONG, (count, *lines)) if lines else Verdict(RIGHT)

    def _cause(self, given):
        for cause, values in self.mistakes.items():
            if any(_same(given, value) for value in values):
                return (f"Likely cause: {cause}",)
        return ()


def _same(given, value):
    if isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], str):
        return given[0] == value[0] and not difference(value[1], given[1])
    return not difference(value, given)
