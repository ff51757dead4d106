"""The lessons' quizzes: their questions lie in ``quizzes/``, so that a lesson's page does not show the answers."""

import tomllib
from pathlib import Path

from course_lib.validation import choice
from course_lib.widgets.quiz import Question, Quiz

_FOLDER = Path(__file__).parent / "quizzes"


def lessons_with_quiz():
    """Return the numbers of the lessons that have a quiz, in order.

    Returns
    -------
    list of str

    Examples
    --------
    >>> "08" in lessons_with_quiz()
    True
    """
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))


def lesson_quiz(lesson):
    """Return the quiz of a lesson.

    Parameters
    ----------
    lesson : str
        Its number, such as "08".

    Returns
    -------
    Quiz

    Raises
    ------
    TypeError, ValueError
        If there is no quiz for that lesson.

    Examples
    --------
    >>> lesson_quiz("08").right_at_once() >= 0
    True
    """
    path = _FOLDER / f"{choice(lesson, lessons_with_quiz(), 'lesson_quiz', 'lesson')}.toml"
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["question"]
    return Quiz(f"quiz-{lesson}", [Question(**entry) for entry in entries])
