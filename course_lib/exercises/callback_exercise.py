"""An exercise whose answer is a class of callbacks."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass

from course_lib.callbacks import Callback
from course_lib.exercises.differences import told
from course_lib.exercises.exercise import OPEN, RIGHT, WRONG, Exercise, Verdict


@dataclass(frozen=True, kw_only=True, eq=False)
class CallbackExercise(Exercise):
    """A class of callbacks, which is taken through trainings whose figures are known beforehand.

    Parameters
    ----------
    number, title, hints, finished
        As for `Exercise`; `finished` is the course's own class.
    hooks : tuple of str
        The methods that are to be written.
    trainings : list
        What the class is taken through, the simplest first.
    taken_through : callable
        Gets a class and a training; returns a dict of what came of it, or the error that ended it.
    trouble : callable
        Gets such a result and that of `finished`; returns what is wrong, "" where nothing is.
    tried : callable
        Gets a training; returns it in words, as lines.
    mistakes : dict of str to type
        For each usual cause, a class that makes this mistake.
    guess : callable, optional
        Gets an answer whose cause is not known, and returns one that is possible, "" for none.
    """

    hooks: tuple
    trainings: list
    taken_through: Callable
    trouble: Callable
    tried: Callable
    mistakes: dict
    guess: Callable = lambda answer: ""

    goes_on = "The lesson goes on with the course's own class."

    def examine(self, answer):
        if answer is self.finished:
            return Verdict(OPEN, ("This is the course's own class: run the cell with yours again, then this one.",))
        no_class = _no_class(answer)
        if no_class:
            return Verdict(WRONG, (no_class,))
        for training in self.trainings:
            got, wanted = (self.taken_through(kind, training) for kind in (answer, self.finished))
            if isinstance(got, NotImplementedError):
                return Verdict(OPEN, self._still_to_write(answer))
            trouble = self.trouble(got, wanted)
            if trouble:
                return Verdict(WRONG, (*self.tried(training), trouble, *self._cause(answer)))
        return Verdict(RIGHT, (f"{len(self.trainings)} trainings came out right.",))

    def wrong_answers(self):
        for cause, wrong in self.mistakes.items():
            yield wrong, cause

    def _still_to_write(self, kind):
        """Which methods are open, where others have been written."""
        still = [name for name in self.hooks if "NotImplementedError" in _names(getattr(kind, name))]
        return (f"Still to be written: {', '.join(still)}.",) if 0 < len(still) < len(self.hooks) else ()

    def _cause(self, answer):
        found = [self.taken_through(answer, training) for training in self.trainings]
        for cause, wrong in self.mistakes.items():
            if all(map(_alike, found, (self.taken_through(wrong, training) for training in self.trainings))):
                return (f"Likely cause: {cause}",)
        guess = self.guess(answer)
        return (f"Possible cause: {guess}",) if guess else ()


def _no_class(answer):
    """What an answer is instead of a class of callbacks, "" for one."""
    if isinstance(answer, Callback):
        return "This check wants the class itself, without brackets behind its name."
    if not inspect.isclass(answer) or not issubclass(answer, Callback):
        return f"This check wants a class made from callbacks.Callback; it got {told(answer)}."
    return ""


def _names(method):
    return getattr(getattr(method, "__code__", None), "co_names", ())


def _alike(got, other):
    if not (isinstance(got, dict) and isinstance(other, dict)):
        return type(got) is type(other)
    try:
        return bool(got == other)
    except ValueError:  # an array where a list or a number belongs
        return False
