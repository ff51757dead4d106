"""Lesson 03 as a learner has it."""

import re

from tests.browser.lab import drawing, expect
from tests.browser.learner import Learner

SWAPPED = """def my_pooled_shape(height, width, channels, size, stride):
    return (width - size) // stride + 1, (height - size) // stride + 1, channels"""


def test_lesson_03(open_lesson):
    learner = Learner(open_lesson("03_pooling"))
    piece = learner.piece("[aria-label^='the digit moved']")
    move = piece.get_by_role("slider", name="move right", exact=True)
    move.focus()
    move.press("ArrowRight")
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile("^the digit moved 2 right: "))
    learner.solves("03.1", SWAPPED, "Likely cause: height and width are swapped.")
    learner.answers("−7 and −4.25", "✗ Not quite.")
    learner.answers("−2 and −4.25", "✓ Right.")
    learner.notebook.screenshot("lesson_03")
