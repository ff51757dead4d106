"""Lesson 09 as a learner has it."""

import re

from tests.browser.lab import OUR_TIME, expect
from tests.browser.learner import Learner

NOT_SCALED = """def my_dropout(x, mask, rate, training):
    return x * mask if training else x"""


def test_lesson_09(open_lesson):
    learner = Learner(open_lesson("09_generalizing"))
    piece = learner.piece(".cl-line")
    expect(piece.locator(".cl-line")).to_have_text(re.compile(r"^finished: 30"), timeout=OUR_TIME)
    expect(piece.locator(".cl-chart svg")).to_have_count(2)
    learner.solves("09.2", NOT_SCALED, "Likely cause: what is kept is not scaled: divide it by 1 − rate.")
    learner.answers("the learning rate is too small for these digits", "✗ Not quite.")
    learner.answers("it has learned things about the 400 that do not hold for others", "✓ Right.")
    learner.notebook.screenshot("lesson_09")
