"""Lesson 01 as a learner has it."""

import re

from tests.browser.lab import drawing, expect
from tests.browser.learner import Learner

IN_8_BITS = """def my_brighter(image, amount):
    return np.clip(image + amount, 0, 255)"""


def test_lesson_01(open_lesson):
    learner = Learner(open_lesson("01_images_and_kernels"))
    piece = learner.piece("[title^='an image file']")
    piece.get_by_label("image kernel", exact=True).select_option("copy")
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile("at row 6, column 6: .* add up to 185$"))
    learner.solves("01.1", IN_8_BITS, "Likely cause: the sum is made in 8 bits, and 250 + 10 wraps around to 4.")
    learner.answers("480 columns and 640 rows, in three colours", "✗ Not quite.")
    learner.answers("480 rows of 640 pixels, with three numbers each", "✓ Right.")
    learner.notebook.screenshot("lesson_01")
