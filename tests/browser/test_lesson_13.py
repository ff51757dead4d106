"""Lesson 13 as a learner has it."""

import re

from tests.browser.lab import expect
from tests.browser.learner import Learner

VOTE = """def my_ensemble(probabilities):
    guesses = probabilities.argmax(axis=2)
    return np.array([np.bincount(column).argmax() for column in guesses.T])"""


def test_lesson_13(open_lesson):
    learner = Learner(open_lesson("13_capstone"))
    pad = learner.piece(".cl-pad-field")
    pad.get_by_label("an example").select_option("4")
    expect(pad.locator(".cl-pad-told")).to_have_text(re.compile("^it reads"))
    learner.notebook.screenshot("lesson_13_pad", pad)
    learner.solves("13.1", VOTE, "Likely cause: the networks vote")
    learner.answers("the first has overfitted, since it has more mistakes", "✗ Not quite.")
    learner.answers("little: 8 images are within what a seed or other images would change", "✓ Right.")
    learner.notebook.screenshot("lesson_13")
