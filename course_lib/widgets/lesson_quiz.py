"""The lessons' quizzes: their questions lie in ``quizzes/``, so that a lesson's page does not show the answers."""

import tomllib
from pathlib import Path

from course_lib.validation import choice
from course_lib.widgets.quiz import Question, Quiz

_FOLDER = Path(__file__).parent / "quizzes"


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
    files = {path.stem: path for path in sorted(_FOLDER.glob("*.toml"))}
    path = files[choice(lesson, list(files), "lesson_quiz", "lesson")]
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["question"]
    return Quiz(f"quiz-{lesson}", [Question(**entry) for entry in entries])
