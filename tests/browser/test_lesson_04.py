"""Lesson 04 as a learner has it."""

import re

from tests.browser.lab import OUR_TIME, expect
from tests.browser.learner import Learner

ONE_SUM_FOR_ALL = """def my_softmax(scores):
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum()"""


def test_lesson_04(open_lesson):
    learner = Learner(open_lesson("04_dense_layers"))
    piece = learner.piece(".cl-pad-told")
    piece.get_by_label("an example").select_option("3")
    expect(piece.locator(".cl-pad-told")).to_have_text(re.compile("^it reads a 3,"), timeout=OUR_TIME)
    learner.solves("04.3", ONE_SUM_FOR_ALL, "Likely cause: the sum goes over the whole batch.")
    learner.answers("23", "✗ Not quite.")
    learner.answers("15", "✓ Right.")
    learner.notebook.screenshot("lesson_04")
