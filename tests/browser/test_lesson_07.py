"""Lesson 07 as a learner has it."""

import re

from tests.browser.lab import drawing, expect
from tests.browser.learner import Learner

UPHILL = """def my_descend(start, rate, steps):
    points = [float(start)]
    for _ in range(steps):
        points.append(points[-1] + rate * 2 * (points[-1] - 3))
    return np.array(points)"""


def test_lesson_07(open_lesson):
    learner = Learner(open_lesson("07_training"))
    piece = learner.piece("[title^='each optimizer at Keras']")
    piece.get_by_label("landscape", exact=True).select_option("narrow valley")
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile("the narrow valley after step 120 of 120"))
    learner.solves("07.1", UPHILL, "Likely cause: it climbs")
    learner.answers("6", "✗ Not quite.")
    learner.answers("4", "✓ Right.")
    learner.notebook.screenshot("lesson_07")
