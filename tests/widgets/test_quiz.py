"""The quiz: answers are explained, counted and kept."""

import json

import pytest

from course_lib import progress
from course_lib.widgets import Question, Quiz, lesson_quiz
from course_lib.widgets.lesson_quiz import _FOLDER

SIZE = Question("How large with `valid`?", {"26": "28 − 3 + 1.", "28": "Only with <same>."}, right="26")
POOL = Question("What does max pooling keep?", {"mean": "No.", "largest": "Yes."}, right="largest")


@pytest.fixture
def quiz():
    return Quiz("a-test", [SIZE, POOL])


def answer(quiz, choice):
    quiz._choices._handle_custom_msg({"check": choice, "label": quiz._choices.shown["label"]}, [])


def told(quiz, choice):
    """What stands below a choice."""
    return dict(zip(quiz._choices.shown["choices"], quiz._choices.shown["told"], strict=True))[choice]


def test_nothing_is_chosen_at_first_and_checking_says_so(quiz):
    assert (quiz._choices.shown["picked"], quiz._choices.shown["told"]) == (None, ["", ""])
    assert quiz._back.disabled and quiz._again.disabled and not quiz._next.disabled
    answer(quiz, None)
    assert "Choose an answer first." in quiz.trouble.value
    assert quiz.answers == {}


def test_each_answer_has_its_explanation(quiz):
    answer(quiz, "28")
    assert told(quiz, "28") == "✗ <b>Not quite.</b> Only with &lt;same&gt;." and told(quiz, "26") == ""
    answer(quiz, "26")
    assert told(quiz, "26") == "✓ <b>Right.</b> 28 − 3 + 1." and quiz.trouble.value == ""
    assert told(quiz, "28").startswith("✗"), "what was said about the choice before stays below it"
    assert quiz.answers == {SIZE.text: ["28", "26"]}
    assert "<code>valid</code>" in quiz._text.value


def test_an_answer_to_the_question_before_is_passed_over(quiz):
    quiz._next.click()
    quiz._choices._handle_custom_msg({"check": "28", "label": SIZE.text.replace("`", "")}, [])
    assert quiz.answers == {} and quiz.trouble.value == ""


def test_only_the_first_try_counts_and_looking_further_costs_nothing(quiz):
    answer(quiz, "26")
    answer(quiz, "28")
    assert quiz.answers[SIZE.text] == ["26"]
    quiz._next.click()
    answer(quiz, "mean")
    answer(quiz, "largest")
    assert quiz.right_at_once() == 1
    assert "All 2 solved, 1 at the first try." in quiz._end.value
    assert "2 of 2 solved" in quiz._head.value


def test_the_next_time_the_quiz_goes_on_at_the_first_open_question(quiz):
    answer(quiz, "26")
    again = Quiz("a-test", [SIZE, POOL])
    assert again._place == 1 and "1 of 2 solved" in again._head.value
    again._back.click()
    assert again._choices.shown["picked"] == "26" and "✓" in told(again, "26")
    again._again.click()
    assert (again.answers, again._place, again._choices.shown["picked"]) == ({}, 0, None)
    assert Quiz("a-test", [SIZE, POOL]).answers == {}


def test_two_quizzes_do_not_disturb_each_other(quiz):
    answer(quiz, "26")
    assert Quiz("another", [SIZE]).answers == {}


@pytest.mark.parametrize(
    "kept",
    ["{", "[]", '{"answers": 3}', '{"answers": {"How large with `valid`?": ["27"]}}', '{"answers": {"Gone": ["26"]}}',
     '{"answers": {"How large with `valid`?": []}}', '{"answers": {"How large with `valid`?": [null]}}', "[" * 100_000],
)  # fmt: skip
def test_what_cannot_be_read_or_is_no_answer_is_passed_over(kept):
    progress.folder().mkdir()
    (progress.folder() / "a-test.json").write_text(kept)
    assert Quiz("a-test", [SIZE, POOL]).answers == {}


def test_a_folder_that_cannot_be_written_to_is_no_reason_not_to_answer(quiz):
    progress.folder().parent.mkdir(exist_ok=True)
    progress.folder().write_text("a file where the folder should be")
    answer(quiz, "26")
    assert "Your answers cannot be kept for the next time" in quiz.trouble.value
    assert "✓" in told(quiz, "26")


def test_the_still_form_asks_all_and_folds_the_answers_away(quiz):
    still = quiz.still()
    assert still["text/plain"] == "[Quiz]\n1. How large with `valid`?\n2. What does max pooling keep?"
    assert still["text/html"].count("<details>") == 2
    assert still["text/html"].index("<details>") < still["text/html"].index("✓ 26: 28 − 3 + 1.")


@pytest.mark.parametrize(
    "make, text",
    [
        (lambda: Question("?", {"a": "b"}, "a"), "Question: there must be two to six choices, got 1."),
        (lambda: Question("?", {"a": "b", "c": ""}, "a"), "each choice must have an explanation, got none for 'c'."),
        (lambda: Question("?", {"a": "b", "c": "d"}, "e"), "`right` must be one of 'a', 'c', got 'e'."),
        (lambda: Quiz("q", []), "Quiz: `questions` must be a list of at least one Question, got []."),
        (lambda: Quiz("q", [SIZE, SIZE]), "each question must stand once, got 'How large with `valid`?' twice."),
        (lambda: Quiz("../q", [SIZE]), "a name must be made of letters, digits, _ and -, got '../q'."),
        (lambda: lesson_quiz("99"), "lesson_quiz: `lesson` must be one of '00', '01', '02',"),
    ],
)
def test_what_a_quiz_refuses(make, text):
    with pytest.raises(ValueError) as error:
        make()
    assert text in str(error.value)


def test_choices_without_explanations():
    with pytest.raises(TypeError, match="`choices` must be a dict of each choice with its explanation, got list"):
        Question("?", ["a", "b"], right="a")


def test_an_entry_that_is_no_question():
    with pytest.raises(TypeError, match="each entry of `questions` must be a Question, got 'why'"):
        Quiz("q", ["why"])


@pytest.mark.parametrize("lesson", [path.stem for path in _FOLDER.glob("*.toml")])
def test_lessons_have_three_to_five_questions_and_the_right_answer_has_no_fixed_place(lesson):
    questions = lesson_quiz(lesson)._questions
    assert 3 <= len(questions) <= 5
    assert all(len(set(question.choices.values())) == len(question.choices) for question in questions)
    assert len({list(question.choices).index(question.right) for question in questions}) > 1


def test_progress_is_one_readable_file_for_each_name():
    assert progress.load("x") == {}
    progress.save("x", {"a": [1, "two"]})
    assert json.loads((progress.folder() / "x.json").read_text()) == progress.load("x") == {"a": [1, "two"]}
    progress.forget("x")
    progress.forget("x")
    assert progress.load("x") == {}
