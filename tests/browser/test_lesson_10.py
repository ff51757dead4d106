"""Lesson 10 as a learner has it."""

import re

from tests.browser.lab import drawing, expect
from tests.browser.learner import Learner

TRANSPOSED = """def my_confusion(labels, guesses, classes):
    counts = np.zeros((classes, classes), dtype=int)
    for true, guess in zip(labels, guesses):
        counts[guess, true] += 1
    return counts"""


def test_lesson_10(open_lesson):
    learner = Learner(open_lesson("10_fashion_mnist"))
    piece = learner.piece("[title='goes from one mistake to the next, the most frequent one first']")
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile("of “T-shirt/top” .* taken for “Shirt”"))
    piece.get_by_role("button", name="next most frequent mistake").click()
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile("of “Shirt” .* taken for “T-shirt/top”"))
    learner.solves("10.1", TRANSPOSED, "Likely cause: rows and columns are swapped")
    learner.answers("101 images of class 4 that were taken for class 2", "✗ Not quite.")
    learner.answers("101 images of class 2 that were taken for class 4", "✓ Right.")
    learner.notebook.screenshot("lesson_10")
