"""The quiz, answered by mouse and by keyboard."""

import pytest

from tests.browser.lab import expect


@pytest.fixture(scope="module")
def notebook(host):
    return host("quiz")


def test_a_wrong_answer_is_explained_and_the_right_one_leads_on(notebook):
    quiz = notebook.piece()
    expect(quiz.get_by_text("Question 1 of 2")).to_be_visible()
    check, following = quiz.get_by_role("button", name="check"), quiz.get_by_role("button", name="next")
    check.click()
    expect(quiz.get_by_role("alert")).to_have_text("⚠ Choose an answer first.")
    quiz.get_by_label("25×25").check()
    check.click()
    expect(quiz.get_by_role("status")).to_contain_text("✗ Not quite. One too few")
    quiz.get_by_label("26×26").check()
    check.click()
    expect(quiz.get_by_text("✗ Not quite. One too few")).to_be_visible()
    expect(quiz.get_by_role("status")).to_contain_text("✓ Right. The window has 28 − 3 + 1 = 26 places")
    following.click()
    expect(quiz.get_by_text("Question 2 of 2")).to_be_visible()
    expect(quiz.get_by_text("1 of 2 solved")).to_be_visible()


def test_the_keyboard_is_enough(notebook):
    quiz, keyboard = notebook.piece(), notebook.page.keyboard
    quiz.get_by_label("the mean").focus()
    keyboard.press("Space")
    keyboard.press("ArrowDown")
    keyboard.press("Tab")
    expect(quiz.get_by_role("button", name="check")).to_be_focused()
    keyboard.press("Enter")  # the choice of a moment ago is the one that is checked
    expect(quiz.get_by_text("✓ Right. The others are dropped.")).to_be_visible()
    expect(quiz.get_by_text("All 2 solved, 1 at the first try.")).to_be_visible()
    keyboard.press("Tab")
    expect(quiz.get_by_role("button", name="back")).to_be_focused()
    keyboard.press("Enter")
    expect(quiz.get_by_label("26×26")).to_be_focused()  # where one goes on, not lost with a button that is off now
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    expect(quiz.get_by_role("status").first).to_contain_text("✗ Not quite. One too few")


def test_the_answers_are_there_again_after_a_restart(notebook):
    notebook.end_kernel()
    notebook.reopen()
    still = notebook.page.locator(".cl-static")
    expect(still.get_by_text("Question 1.")).to_be_visible()
    expect(still.get_by_text("Run this cell to answer.")).to_be_visible()
    expect(notebook.page.get_by_text("Error displaying widget")).to_be_hidden()
    notebook.run_all()
    quiz = notebook.piece()
    expect(quiz.get_by_text("2 of 2 solved")).to_be_visible()
    quiz.get_by_role("button", name="start again").click()
    expect(quiz.get_by_text("0 of 2 solved")).to_be_visible()


def test_it_looks_good(notebook):
    notebook.piece().get_by_label("25×25").check()
    notebook.piece().get_by_role("button", name="check").click()
    notebook.screenshots("quiz")
