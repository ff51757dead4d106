"""What holds for every exercise: right answers pass, wrong ones do not, and the usual mistakes are named."""

import itertools
import re
import sys
from pathlib import Path

import numpy as np
import pytest

from course_lib.exercises import catalogue
from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.outcomes import outcome
from tests.exercises.certainty import certainty

ROOT = Path(__file__).parents[2]
EXERCISES = [each for lesson in catalogue.numbers_of_lessons() for each in catalogue.of_lesson(lesson)]
FUNCTIONS = [each for each in EXERCISES if isinstance(each, FunctionExercise)]
WRONG = [(each, answer, cause) for each in EXERCISES for answer, cause in each.wrong_answers()]


def number(exercise):
    return exercise.number


every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=number)
every_function = pytest.mark.parametrize("exercise", FUNCTIONS, ids=number)


def expected(exercise):
    return [outcome(exercise.finished, case).value for case in exercise.cases()]


def constant(value):
    return lambda *arguments: value


@every_exercise
def test_numbers_follow_one_another_and_hints_are_sentences(exercise):
    lesson = exercise.number[:2]
    numbers = [each.number for each in catalogue.of_lesson(lesson)]
    assert numbers == [f"{lesson}.{place}" for place in range(1, len(numbers) + 1)]
    assert 2 <= len(numbers) <= 4
    assert 2 <= len(exercise.hints) <= 4 and len(set(exercise.hints)) == len(exercise.hints)
    assert all(re.search(r"[.?)`]$", hint) for hint in exercise.hints)


@every_exercise
def test_what_the_lesson_goes_on_with_has_what_it_takes(exercise):
    answer = exercise.finished if not callable(exercise.finished) else lambda *arguments: exercise.finished(*arguments)
    if isinstance(exercise, FunctionExercise):
        assert exercise.examine(answer).state == "right"


@pytest.mark.parametrize("exercise, answer, cause", WRONG, ids=[f"{e.number} {c[:50]}" for e, _, c in WRONG])
def test_a_usual_mistake_is_not_accepted_and_its_cause_is_named(exercise, answer, cause):
    verdict = exercise.examine(answer)
    assert verdict.state == "wrong"
    assert f"{certainty(exercise, answer)} cause: {cause}" in verdict.lines


@every_exercise
def test_causes_are_sentences_and_differ(exercise):
    causes = [cause for _, cause in exercise.wrong_answers()]
    assert len(set(causes)) >= 3
    assert all(cause.endswith(".") for cause in causes)


@every_function
def test_a_stub_is_open_and_no_function_is_an_answer_in_words(exercise):
    def stub(*arguments):
        raise NotImplementedError

    assert exercise.examine(stub).state == "open"
    assert exercise.examine(exercise.finished).state == "open", "the course's own is not the learner's"
    assert exercise.examine(3).state == "wrong"
    assert "wants the function itself" in exercise.examine(np.ones(3)).lines[0]


@every_function
def test_constants_that_fit_one_case_are_not_accepted(exercise):
    for value in expected(exercise):
        assert exercise.examine(constant(value)).state == "wrong"


@every_function
def test_none_and_nothing_and_text_are_not_accepted(exercise):
    for value in (None, "text", [], np.nan, {}, lambda: 0):
        verdict = exercise.examine(constant(value))
        assert verdict.state == "wrong"
        assert any("xpected" in line for line in verdict.lines), verdict.lines


@every_function
def test_an_error_is_told_with_its_line(exercise):
    def failing(*arguments):
        return [][7]

    verdict = exercise.examine(failing)
    assert verdict.state == "wrong"
    assert any("IndexError" in line and "return [][7]" in line for line in verdict.lines), verdict.lines


@every_function
def test_sys_exit_and_another_first_line_are_told_and_end_nothing(exercise):
    assert "SystemExit" in " ".join(exercise.examine(lambda *arguments: sys.exit(3)).lines)
    verdict = exercise.examine(lambda: 0)
    assert any("Keep the first line of the cell as it was" in line for line in verdict.lines), verdict.lines


@every_function
def test_texts_are_no_numbers(exercise):
    def as_text(*arguments):
        result = exercise.finished(*arguments)
        return result if isinstance(result, str) else str(result)

    if not isinstance(expected(exercise)[0], str):
        assert exercise.examine(as_text).state == "wrong"


@every_function
def test_an_argument_that_is_changed_is_noticed(exercise):
    arrays = [
        name for name, value in exercise.cases()[0].items() if isinstance(value, np.ndarray) and value.dtype.kind == "f"
    ]
    for name in arrays:
        place = list(exercise.cases()[0]).index(name)

        def changing(*arguments, place=place):
            result = exercise.finished(*[np.copy(a) if isinstance(a, np.ndarray) else a for a in arguments])
            arguments[place][...] = np.nextafter(arguments[place], np.inf)  # the smallest change there is
            return result

        verdict = exercise.examine(changing)
        assert verdict.state == "wrong"
        assert any(f"It changed its argument `{name}`" in line for line in verdict.lines), verdict.lines


@every_function
def test_results_of_other_kinds_of_numbers_pass(exercise):
    for kind in (np.float32, np.float64):

        def other(*arguments, kind=kind):
            result = exercise.finished(*arguments)
            return result.astype(kind) if isinstance(result, np.ndarray) and result.dtype.kind == "f" else result

        assert exercise.examine(other).state == "right"


@every_function
def test_numbers_that_are_a_little_off_do_not_pass(exercise):
    def off(*arguments):
        return _moved(exercise.finished(*arguments))

    assert exercise.examine(off).state == "wrong"


def _moved(result):
    if isinstance(result, tuple):
        return (_moved(result[0]), *result[1:])
    if isinstance(result, np.ndarray) and result.size:
        moved = np.array(result, dtype=float)
        moved.flat[-1] += 1e-3 * (np.abs(moved).max() or 1)
        return moved
    return result if isinstance(result, str | np.ndarray) else result + 1


@every_exercise
def test_each_stands_in_its_lesson_once_with_a_solution(exercise):
    (source,) = (ROOT / "notebooks" / "source").glob(f"{exercise.number[:2]}_*.py")
    text = source.read_text(encoding="utf-8")
    assert text.count(f'exercises.check("{exercise.number}"') == 1
    assert f"### {exercise.number} · " in text
    assert catalogue.solution_of(exercise.number)


def test_no_lesson_checks_an_exercise_that_is_not_there():
    known = {each.number for each in EXERCISES}
    for source in (ROOT / "notebooks" / "source").glob("[0-9]*.py"):
        used = re.findall(r'exercises\.check\("([^"]*)"', source.read_text(encoding="utf-8"))
        assert set(used) <= known


def test_the_smallest_case_comes_first():
    """It is the one that is written out."""
    for exercise in FUNCTIONS:
        first = exercise.cases()[0]
        sizes = [value.size for value in first.values() if isinstance(value, np.ndarray)]
        assert all(size <= 36 for size in sizes), exercise.number


def test_cases_are_the_same_each_time():
    for exercise in FUNCTIONS:
        for one, other in itertools.zip_longest(exercise.cases(), exercise.cases()):
            assert list(one) == list(other)
            for name in one:
                if callable(one[name]):
                    assert repr(one[name]) == repr(other[name])
                else:
                    np.testing.assert_equal(one[name], other[name])
