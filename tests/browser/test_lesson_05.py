"""Lesson 05 as a learner has it."""

import re

from tests.browser.lab import expect
from tests.browser.learner import Learner

SUM = """def my_cross_entropy(labels, probabilities):
    return -(labels * np.log(np.maximum(probabilities, 1e-7))).sum()"""


def test_lesson_05(open_lesson):
    learner = Learner(open_lesson("05_losses"))
    pad = learner.piece(".cl-pad-field")
    pad.get_by_label("an example").select_option("5")
    expect(pad.locator(".cl-pad-told")).to_have_text(re.compile("^it reads"))
    learner.notebook.screenshot("lesson_05_pad", pad)
    learner.solves("05.2", SUM, "Likely cause: it is the sum.")
    learner.answers("it takes too long to compute after each step", "✗ Not quite.")
    learner.answers("a small step hardly ever changes it, so it shows no direction", "✓ Right.")
    learner.notebook.screenshot("lesson_05")
