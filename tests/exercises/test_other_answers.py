"""The answers of each lesson's test module: every one in RIGHT passes, every one in WRONG does not."""

from importlib import import_module

import pytest

from course_lib.exercises import catalogue

LESSONS = {lesson: import_module(f"tests.exercises.test_lesson_{lesson}") for lesson in catalogue.numbers_of_lessons()}


def pairs(answers):
    """(exercise, answer) one by one; `answers` holds them so, or in a list for each exercise."""
    return [(e, a) for e, each in answers.items() for a in each] if isinstance(answers, dict) else answers


def all_of(name):
    found = [pair for module in LESSONS.values() for pair in pairs(getattr(module, name))]
    return pytest.mark.parametrize("exercise, answer", found, ids=lambda value: getattr(value, "number", ""))


@all_of("RIGHT")
def test_other_ways_that_are_right_pass(exercise, answer):
    verdict = exercise.examine(answer)
    assert verdict.state == "right", verdict.lines


@all_of("WRONG")
def test_other_ways_that_are_wrong_do_not_pass(exercise, answer):
    assert exercise.examine(answer).state == "wrong"


@pytest.mark.parametrize("name", ["RIGHT", "WRONG"])
@pytest.mark.parametrize("lesson", LESSONS)
def test_each_exercise_has_such_answers(lesson, name):
    with_answers = {exercise.number for exercise, _ in pairs(getattr(LESSONS[lesson], name))}
    assert with_answers == {exercise.number for exercise in catalogue.of_lesson(lesson)}
