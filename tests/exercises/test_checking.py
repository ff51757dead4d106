"""What a learner is told, and what is kept."""

import numpy as np
import pytest

from course_lib import exercises
from course_lib.exercises import catalogue, progress_view
from course_lib.exercises.differences import difference
from course_lib.exercises.record import record_of
from course_lib.exercises.tables import written_out


def right(size, window, stride, padding):
    return (size - window + 2 * padding) // stride + 1


def wrong(size, window, stride, padding):
    print("looking at", size)
    return (size - window + 2 * padding) // stride


def open_(size, window, stride, padding):
    raise NotImplementedError


FINISHED = catalogue.find("02.1", "test").finished


def said(capsys):
    return capsys.readouterr().out


def test_a_right_answer_is_what_the_lesson_goes_on_with(capsys):
    assert exercises.check("02.1", right) is right
    assert said(capsys) == "✓ Exercise 02.1 · the size of the output: right.\n  10 cases came out right.\n"
    assert record_of("02.1").solved


def test_a_stub_lets_the_lesson_go_on_and_costs_no_try(capsys):
    assert exercises.check("02.1", open_) is FINISHED
    assert said(capsys) == (
        "○ Exercise 02.1 · the size of the output: still open.\n"
        "  Write your answer above, run its cell, then this one.\n"
        "  The lesson goes on with the course's own function.\n"
    )
    assert record_of("02.1").wrong == 0


def test_a_wrong_answer_is_told_case_difference_cause_and_where_help_is(capsys):
    assert exercises.check("02.1", wrong) is FINISHED
    assert said(capsys).splitlines() == [
        "✗ Exercise 02.1 · the size of the output: not yet.",
        "  Tried wrong(size=7, window=3, stride=1, padding=0)",
        "  Expected 5, got 4.",
        "  Likely cause: the + 1 is missing. A window as long as the axis has one place, not none.",
        "  It printed:",
        "    looking at 7",
        "  The lesson goes on with the course's own function.",
        '  For a hint: the button below, or exercises.hint("02.1").',
    ]
    assert not record_of("02.1").solved


def test_after_three_tries_the_solution_is_offered_and_once_solved_it_stays_solved(capsys):
    offers = []
    for _ in range(3):
        exercises.check("02.1", wrong)
        offers.append("The solution: exercises.solution" in said(capsys))
    assert offers == [False, False, True]
    exercises.check("02.1", right)
    exercises.check("02.1", wrong)
    assert record_of("02.1").solved and record_of("02.1").wrong == 4


def test_hints_come_one_after_another_and_then_all(capsys):
    hints = catalogue.find("02.1", "test").hints
    for place, text in enumerate(hints):
        exercises.hint("02.1")
        told = " ".join(said(capsys).split())
        assert told.startswith(f"Hint {place + 1} of {len(hints)}: {text}")
        assert ("That was the last one." in told) == (place == len(hints) - 1)
    exercises.hint("02.1")
    told = " ".join(said(capsys).split())
    assert all(text in told for text in hints)


def test_the_solution_is_the_lessons_own(capsys):
    exercises.solution("02.1")
    assert said(capsys) == (
        "def my_output_size(size, window, stride, padding):\n    return (size - window + 2 * padding) // stride + 1\n"
    )


@pytest.mark.parametrize("ask", [exercises.hint, exercises.solution, lambda number: exercises.check(number, 1)])
@pytest.mark.parametrize("number, error", [("02.9", ValueError), ("77.1", ValueError), (2.1, TypeError)])
def test_an_unknown_number_is_answered_with_those_that_are_there(ask, number, error):
    with pytest.raises(error, match=r"exercises.*`number` must be.*'02\.1'"):
        ask(number)


def test_a_folder_that_cannot_be_written_is_told_and_stops_nothing(tmp_path, monkeypatch, capsys):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("COURSE_LIB_PROGRESS", str(tmp_path / "file" / "progress"))
    assert exercises.check("02.1", right) is right
    assert "Your progress cannot be kept for the next time" in said(capsys)


@pytest.mark.parametrize("kept", ["", "[]", '{"wrong": "many", "hints": true, "solved": 3}'])
def test_a_damaged_record_counts_as_none(kept, tmp_path):
    folder = tmp_path / "progress"
    folder.mkdir()
    (folder / "exercise-02-1.json").write_text(kept)
    record = record_of("02.1")
    assert (record.wrong, record.hints, record.solved) == (0, 0, False)


def test_an_interrupted_function_ends_the_check():
    def endless(*arguments):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        exercises.check("02.1", endless)


def test_progress_counts_what_is_solved(capsys):
    exercises.check("02.1", right)
    rows = {name: counts for name, *counts in progress_view.done()}
    assert rows["02 · Convolution"] == [(1, 4), (0, 5)]
    assert len(rows) == 14
    assert any(line.split()[-6:] == ["1", "of", "4", "0", "of", "5"] for line in progress_view.as_text().splitlines())
    table = exercises.progress()
    assert "1 of 4" in table._table.value and "11%" in table._table.value


def test_arrays_are_written_out_table_by_table():
    cube = np.array([[[1.0, 2.0]], [[0.0, -1.5]]])
    assert written_out("a", cube) == ["a[:, 0, :] = [[   1,    2],", "              [   0, -1.5]]"]
    assert written_out("b", np.arange(8.0).reshape(2, 2, 2))[0] == "b[:, :, 0] = [[0, 2],"
    assert written_out("c", np.array([3.0])) == ["c = [3]"]


width = 3


def test_a_value_of_another_cell_is_pointed_out(capsys):
    def reads_width(size, window, stride, padding):
        return width

    exercises.check("02.1", reads_width)
    assert "Note: it reads `width`, set in another cell. Is that meant?" in said(capsys)


def test_what_a_right_answer_prints_is_shown(capsys):
    def chatty(size, window, stride, padding):
        print("I see", size)
        return right(size, window, stride, padding)

    exercises.check("02.1", chatty)
    assert "It printed:\n    I see 7\n" in said(capsys)


def test_whole_numbers_have_room_for_rounding_and_no_more():
    assert not difference(90, 90.00000000000001)
    assert difference(90, 90.000001)


def test_right_numbers_in_a_list_are_told_no_cause():
    exercise = catalogue.find("10.2", "test")
    lines = exercise.examine(lambda counts: [part.tolist() for part in exercise.finished(counts)]).lines
    assert any("The numbers are right, but they are in a list." in line for line in lines)
    assert not any("cause:" in line for line in lines)


def test_an_error_that_ends_with_a_point_stands_well_within_a_sentence():
    def mine(size, window, stride, padding):
        raise ValueError("It does not fit.")

    lines = catalogue.find("02.1", "test").examine(mine).lines
    assert any("ValueError: It does not fit, in the line `raise ValueError" in line for line in lines), lines
