"""Pieces answer while a cell runs, controls too that were not used before."""

import re

import pytest

from tests.browser.lab import drawing, expect, run

BUSY = """
import time
try:
    print("it runs", flush=True)
    time.sleep(60)
except KeyboardInterrupt:
    print("stopped")
"""


@pytest.fixture(scope="module")
def notebook(host):
    return host("kernel_explorer")


def test_controls_that_were_never_used_answer_while_a_cell_runs(notebook, piece):
    cell = run(notebook, BUSY)
    expect(cell.locator(".jp-OutputArea")).to_contain_text("it runs")
    for control, choice in (("image kernel", "blur"), ("image", "a drawing")):
        before = drawing(piece).get_attribute("aria-label")
        piece.get_by_label(control, exact=True).select_option(choice)
        expect(drawing(piece)).not_to_have_attribute("aria-label", before)
    piece.get_by_role("slider", name="row").focus()
    notebook.page.keyboard.press("End")
    expect(drawing(piece)).to_have_attribute("aria-label", re.compile("the window at row 61,"))
    expect(cell.locator(".jp-InputPrompt")).to_contain_text("[*]")
    notebook.command("notebook:interrupt-kernel")
    expect(cell.locator(".jp-OutputArea")).to_contain_text("stopped")
