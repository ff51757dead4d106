"""Hints one after another, then the solution."""

import pytest

from course_lib import widgets

HINTS = ["Count `windows`.", "Then add 1."]


def buttons(helping):
    return helping._next, helping._solution


def test_hints_come_one_at_a_time_then_the_solution():
    read = []
    helping = widgets.ExerciseHelp("02.1", HINTS, "print(1 < 2)", on_hint=read.append)
    following, solution = buttons(helping)
    assert (following.description, solution.layout.display) == ("hint 1 of 2", "none")
    following.click()
    assert helping.told() == ["Hint 1 of 2: Count `windows`."]
    assert "<code>windows</code>" in helping._told.value
    assert following.description == "hint 2 of 2"
    following.click()
    assert following.disabled and solution.layout.display is None
    assert read == [1, 2]
    solution.click()
    assert "<pre>print(1 &lt; 2)</pre>" in helping._told.value and solution.description == "hide the solution"
    solution.click()
    assert "<pre>" not in helping._told.value and solution.description == "solution"


def test_what_was_read_before_is_shown_and_the_solution_can_be_offered_at_once():
    helping = widgets.ExerciseHelp("02.1", HINTS, "code", read=1, offered=True)
    following, solution = buttons(helping)
    assert helping.told() == ["Hint 1 of 2: Count `windows`."]
    assert following.description == "hint 2 of 2" and solution.layout.display is None
    assert widgets.ExerciseHelp("02.1", HINTS, "code", read=9).told()[-1] == "Hint 2 of 2: Then add 1."


def test_without_code_there_is_no_button_for_it():
    assert buttons(widgets.ExerciseHelp("02.1", HINTS, "", offered=True))[1].layout.display == "none"


def test_where_no_kernel_runs_the_hints_are_folded_away_and_the_solution_is_not_told():
    still = widgets.ExerciseHelp("02.1", HINTS, "secret", read=2, offered=True).still()
    assert still["text/html"].count("<details>") == 2 and "secret" not in still["text/html"]
    assert still["text/plain"] == "[Hints for exercise 02.1: 2]"


@pytest.mark.parametrize("hints", [[], "one text"])
def test_hints_must_be_a_list(hints):
    with pytest.raises(ValueError, match="`hints` must be a list of at least one text"):
        widgets.ExerciseHelp("02.1", hints, "")
