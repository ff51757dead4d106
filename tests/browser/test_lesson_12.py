"""Lesson 12 as a learner has it."""

import re

from tests.browser.lab import drawing, expect
from tests.browser.learner import Learner

NO_CHUNKS = """def my_chunked_sum(numbers, size):
    total = np.float32(0)
    for number in numbers:
        total += number
    return total"""


def test_lesson_12(open_lesson):
    learner = Learner(open_lesson("12_making_it_fast"))
    piece = learner.piece("[title='step of the window in pixels']")
    stride = piece.get_by_role("slider", name="stride S", exact=True)
    stride.focus()
    stride.press("ArrowRight")
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile(r"^step 1 of 4: .* output size: ⌊\(5 − 3"))
    learner.solves("12.3", NO_CHUNKS, "Likely cause: it adds up from left to right, without chunks")
    learner.answers("at each of the three calls", "✗ Not quite.")
    learner.answers("at the first call and at the third", "✓ Right.")
    learner.notebook.screenshot("lesson_12")
