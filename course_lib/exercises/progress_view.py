"""How far a learner has come, lesson by lesson."""

from course_lib.exercises import catalogue
from course_lib.exercises.contents import LESSONS
from course_lib.exercises.record import record_of


def done():
    """Return what was done of each lesson, in the course's order.

    Returns
    -------
    list of (str, (int, int), (int, int))
        Number and title; exercises that are solved, and how many there are; questions likewise.

    Examples
    --------
    >>> done()[0][0]
    '00 · Start here'
    """
    from course_lib.widgets import lesson_quiz, lessons_with_quiz

    with_exercises, with_quiz = catalogue.numbers_of_lessons(), lessons_with_quiz()
    result = []
    for lesson, title in LESSONS.items():
        exercises = catalogue.of_lesson(lesson) if lesson in with_exercises else ()
        solved = sum(record_of(each.number).solved for each in exercises)
        questions = lesson_quiz(lesson).solved() if lesson in with_quiz else (0, 0)
        result.append((f"{lesson} · {title}", (solved, len(exercises)), questions))
    return result


def as_text():
    """Return what was done as a table in plain text.

    Returns
    -------
    str

    Examples
    --------
    >>> print(as_text().splitlines()[0])
    lesson                               exercises   questions
    """
    lines = [f"{'lesson':<34}{'exercises':>12}{'questions':>12}"]
    for name, *counts in done():
        told = "".join(f"{f'{solved} of {total}' if total else '–':>12}" for solved, total in counts)
        lines.append(f"{name:<34}{told}")
    return "\n".join(lines)


def progress():
    """Return a piece that shows how far you have come.

    Returns
    -------
    ProgressTable

    Examples
    --------
    >>> progress().still()["text/plain"]
    '[Your progress]'
    """
    from course_lib.widgets import ProgressTable

    return ProgressTable(done)
