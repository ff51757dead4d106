"""What a learner does with a lesson."""

import re

from course_lib.exercises import catalogue
from tests.browser.lab import OUR_TIME, expect


class Learner:
    """Somebody who has opened a lesson and runs it from top to bottom, unless that is done."""

    def __init__(self, notebook, run=True):
        self.notebook, self.page = notebook, notebook.page
        if run:
            notebook.run_all()
        assert self.page.locator(".jp-OutputArea [data-mime-type*=stderr]").count() == 0

    def piece(self, inside):
        """Return the piece that holds something, by a CSS selector, in view."""
        found = self.page.locator(f".cl-piece:has({inside})").first
        found.wait_for(timeout=OUR_TIME)
        found.scroll_into_view_if_needed()
        return found

    def solves(self, number, wrong, cause):
        """Find an exercise open, give a wrong answer, read a hint, give the right one."""
        check = self.notebook.cell(f'exercises.check("{number}"')
        answer = check - 1
        cell = self.notebook.run_cell(check)
        expect(cell).to_contain_text(f"○ Exercise {number}", timeout=OUR_TIME)
        self.notebook.run_cell(answer, wrong)
        cell = self.notebook.run_cell(check)
        expect(cell).to_contain_text(f"✗ Exercise {number}", timeout=OUR_TIME)
        expect(cell).to_contain_text(cause)
        cell.get_by_role("button", name="hint 1 of").click()
        expect(cell.get_by_role("status")).to_contain_text(re.compile(r"^Hint 1 of \d: \w"))
        self.notebook.screenshot(f"exercise_{number}", cell)
        self.notebook.run_cell(answer, catalogue.solution_of(number))
        cell = self.notebook.run_cell(check)
        expect(cell).to_contain_text(f"✓ Exercise {number}", timeout=OUR_TIME)
        expect(cell).not_to_contain_text("Hint")

    def answers(self, choice, words):
        """Choose an answer of the quiz's first question, and read what is said."""
        quiz = self.piece(".cl-question")
        quiz.get_by_label(choice, exact=True).check()
        quiz.get_by_role("button", name="check").click()
        expect(quiz.get_by_role("status").first).to_contain_text(words)
