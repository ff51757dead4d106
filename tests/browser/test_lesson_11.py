"""Lesson 11 as a learner has it."""

import re

from tests.browser.lab import drawing, expect
from tests.browser.learner import Learner

FIRST_IMAGE = """def my_dead_maps(maps):
    return np.flatnonzero((maps[0] == 0).all(axis=(0, 1)))"""


def test_lesson_11(open_lesson):
    learner = Learner(open_lesson("11_looking_inside"))
    piece = learner.piece("[title='whose output is shown']")
    piece.get_by_label("layer", exact=True).select_option("second: 32 maps of 11×11")
    piece.get_by_role("button", name=re.compile("^map 10, ")).click()
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile(r"^second: 32 maps of 11×11; map 10 goes from 0"))
    learner.notebook.screenshot("lesson_11")
    learner.solves("11.1", FIRST_IMAGE, "Likely cause: only the first image is looked at.")
    learner.answers("in the lower half of the image", "✗ Not quite.")
    learner.answers("at upper edges: dark above, light below", "✓ Right.")
