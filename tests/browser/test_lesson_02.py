"""Lesson 02 as a learner has it."""

import re

from tests.browser.lab import drawing, expect
from tests.browser.learner import Learner

NO_FIRST_PLACE = """def my_output_size(size, window, stride, padding):
    return (size - window + 2 * padding) // stride"""


def test_lesson_02(open_lesson):
    learner = Learner(open_lesson("02_convolution"))
    piece = learner.piece("[title='step of the window in pixels']")
    stride = piece.get_by_role("slider", name="stride S", exact=True)
    stride.focus()
    stride.press("ArrowRight")
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile(r"^step 1 of 4: .* output size: ⌊\(6 − 3"))
    learner.solves("02.1", NO_FIRST_PLACE, "Likely cause: the + 1 is missing.")
    learner.answers("the mean of the four pixels in the window", "✗ Not quite.")
    learner.answers("the pixel to the right of the window's upper left one", "✓ Right.")
    learner.notebook.screenshot("lesson_02")
