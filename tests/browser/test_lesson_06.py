"""Lesson 06 as a learner has it."""

import re

from tests.browser.lab import drawing, expect
from tests.browser.learner import Learner

NO_SUM_OVER_THE_BATCH = """def my_dense_backward(x, kernel, dy):
    return dy @ kernel.T, x.T @ dy, dy"""


def test_lesson_06(open_lesson):
    learner = Learner(open_lesson("06_backpropagation"))
    piece = learner.piece("[title='height and width of the filter, or of the pooling window']")
    piece.get_by_label("layer", exact=True).select_option("max-pooling")
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile(r"^step 1 of 4: .*the first of 2 equal ones"))
    stride = piece.get_by_role("slider", name="stride", exact=True)
    stride.focus()
    stride.press("ArrowLeft")
    step = piece.get_by_role("slider", name="step", exact=True)
    step.focus()
    step.press("End")
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile(r"^step 9 of 9: .*so far dx is 0 1 2 0 /"))
    learner.solves("06.2", NO_SUM_OVER_THE_BATCH, "Likely cause: dbias is not summed")
    learner.answers("it grows by 0.03", "✗ Not quite.")
    learner.answers("it falls by 0.03", "✓ Right.")
    learner.notebook.screenshot("lesson_06")
