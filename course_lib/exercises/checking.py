"""Check an answer, give hints, show the solution."""

import textwrap

from course_lib.exercises import catalogue
from course_lib.exercises.exercise import OPEN, RIGHT
from course_lib.exercises.record import record_of
from course_lib.notebook import in_notebook

TRIES = 3  # wrong answers, after which the solution is offered


def check(number, answer):
    """Say whether an answer is right, and return what the lesson goes on with.

    Parameters
    ----------
    number : str
        Of the exercise, such as "02.1".
    answer : object
        The learner's: a function, or a value; ``...`` where there is none yet.

    Returns
    -------
    object
        `answer` where it is right, else the course's own.

    Raises
    ------
    TypeError, ValueError
        If there is no exercise of that number. A wrong answer raises nothing.

    Examples
    --------
    >>> def my_output_size(size, window, stride, padding):
    ...     return size - window + 1
    >>> output_size = check("02.1", my_output_size)  # doctest: +ELLIPSIS
    ✗ Exercise 02.1 · ...
    """
    exercise = catalogue.find(number, "exercises.check")
    verdict, record = exercise.examine(answer), record_of(number)
    if verdict.state == RIGHT:
        record.solved = True
        trouble = record.keep(number)
        _tell("✓", exercise, "right.", *verdict.lines, trouble)
        return exercise.result(answer)
    if verdict.state == OPEN:
        words = verdict.lines or ("Write your answer above, run its cell, then this one.",)
        _tell("○", exercise, "still open.", *words, exercise.goes_on)
        trouble = ""
    else:
        record.wrong += 1
        trouble = record.keep(number)
        _tell("✗", exercise, "not yet.", *verdict.lines, *_offers(exercise, record), trouble)
    _help(exercise, record)
    return exercise.finished


def hint(number):
    """Print the next hint; after the last one all of them.

    Parameters
    ----------
    number : str
        Of the exercise, such as "02.1".

    Raises
    ------
    TypeError, ValueError
        If there is no exercise of that number.

    Examples
    --------
    >>> hint("02.1")  # doctest: +ELLIPSIS
    Hint ... of ...
    """
    exercise = catalogue.find(number, "exercises.hint")
    record = record_of(number)
    total, given = len(exercise.hints), record.hints
    wanted = range(total) if given >= total else (given,)
    for place in wanted:
        print(_wrapped(f"Hint {place + 1} of {total}: {exercise.hints[place]}"))
    if given >= total - 1:
        print(f'That was the last one. exercises.solution("{number}") shows the solution.')
    record.hints = min(given + 1, total)
    record.keep(number)


def solution(number):
    """Print the solution's code.

    Parameters
    ----------
    number : str
        Of the exercise, such as "02.1".

    Raises
    ------
    TypeError, ValueError
        If there is no exercise of that number.

    Examples
    --------
    >>> solution("02.1")  # doctest: +ELLIPSIS
    def my_output_size(...
    """
    exercise = catalogue.find(number, "exercises.solution")
    print(catalogue.solution_of(exercise.number) or "Its solution is in the folder notebooks/solutions.")


def _tell(sign, exercise, state, *lines):
    print(f"{sign} Exercise {exercise.number} · {exercise.title}: {state}")
    for line in filter(None, lines):
        print(_wrapped(line, "  "))


def _wrapped(text, indent=""):
    """A sentence in lines that a page shows whole; tables stay as they are."""
    if text.startswith(" "):
        return indent + text
    return textwrap.fill(text, 98, initial_indent=indent, subsequent_indent=indent)


def _offers(exercise, record):
    """What can be done after a wrong answer."""
    yield exercise.goes_on
    if record.hints < len(exercise.hints):
        yield f'For a hint: the button below, or exercises.hint("{exercise.number}").'
    if record.wrong >= TRIES:
        yield f'You have tried {record.wrong} times. The solution: exercises.solution("{exercise.number}").'


def _help(exercise, record):
    """Put buttons for hints and the solution below, where there is a page to put them on."""
    if not in_notebook():
        return
    from IPython.display import display

    from course_lib.widgets import ExerciseHelp

    def read(hints):
        latest = record_of(exercise.number)
        latest.hints = hints
        latest.keep(exercise.number)

    offered = record.wrong >= TRIES
    code = catalogue.solution_of(exercise.number)
    display(ExerciseHelp(exercise.number, exercise.hints, code, record.hints, offered, read))
