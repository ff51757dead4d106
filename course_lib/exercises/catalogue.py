"""Every exercise by its number, and the solutions that the lessons' sources hold."""

import importlib
import json
import pkgutil
from pathlib import Path

from course_lib.exercises import lessons
from course_lib.exercises.contents import LESSONS
from course_lib.validation import choice

_SOLUTIONS = Path(__file__).parent / "solutions"


def numbers_of_lessons():
    """Return the numbers of the lessons that have exercises, such as "02", in order.

    Returns
    -------
    list of str
    """
    return sorted(module.name.removeprefix("lesson_") for module in pkgutil.iter_modules(lessons.__path__))


def of_lesson(lesson):
    """Return a lesson's exercises, in order.

    Parameters
    ----------
    lesson : str
        Its number, such as "02".

    Returns
    -------
    tuple of Exercise
    """
    return importlib.import_module(f"{lessons.__name__}.lesson_{lesson}").EXERCISES


def find(number, where):
    """Return the exercise of a number.

    Parameters
    ----------
    number : str
        Such as "02.1".
    where : str
        Who asks, for messages.

    Returns
    -------
    Exercise

    Raises
    ------
    TypeError, ValueError
        If there is none.
    """
    lesson = number[:2] if isinstance(number, str) else ""
    if lesson in numbers_of_lessons():
        exercises = {each.number: each for each in of_lesson(lesson)}
    else:
        exercises = {each.number: each for name in numbers_of_lessons() for each in of_lesson(name)}
    return exercises[choice(number, list(exercises), where, "number")]


def solution_of(number):
    """Return the code of the solution, "" where the lesson has not been built yet.

    Parameters
    ----------
    number : str
        Such as "02.1".

    Returns
    -------
    str
    """
    path = _SOLUTIONS / f"{number[:2]}.json"
    return json.loads(path.read_text(encoding="utf-8")).get(number, "") if path.exists() else ""


def index():
    """Print the number and title of every exercise, lesson by lesson.

    Examples
    --------
    >>> index()  # doctest: +ELLIPSIS
    01 · ...
    """
    for lesson in numbers_of_lessons():
        print(f"{lesson} · {LESSONS[lesson]}")
        for exercise in of_lesson(lesson):
            print(f"   {exercise.number} {exercise.title}")
