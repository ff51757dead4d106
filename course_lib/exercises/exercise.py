"""What every exercise has."""

from dataclasses import dataclass
from typing import NamedTuple

OPEN, RIGHT, WRONG = "open", "right", "wrong"


class Verdict(NamedTuple):
    """What a check found.

    Parameters
    ----------
    state : {"open", "right", "wrong"}
        "open" where nothing has been answered yet.
    lines : tuple of str
        What is told: what was tried, what was expected, what was got, the likely cause.
    """

    state: str
    lines: tuple = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Exercise:
    """An exercise of a lesson.

    Parameters
    ----------
    number : str
        Lesson and place in it, such as "02.1".
    title : str
        In a few words.
    hints : tuple of str
        Two or more, each telling more than the one before.
    finished : object
        What the lesson goes on with where the answer is not right; for a function, the course's own.
    """

    number: str
    title: str
    hints: tuple
    finished: object

    goes_on = "The lesson goes on with the course's own."

    def examine(self, answer):
        """Look at an answer.

        Parameters
        ----------
        answer : object
            What the learner wrote.

        Returns
        -------
        Verdict
        """
        raise NotImplementedError

    def result(self, answer):
        """Return what the lesson goes on with where `answer` is right.

        Parameters
        ----------
        answer : object
            What the learner wrote.

        Returns
        -------
        object
        """
        return answer

    def wrong_answers(self):
        """Yield wrong answers that the exercise knows, each with the cause that it should tell.

        Yields
        ------
        (object, str)
        """
        raise NotImplementedError
