"""Pieces whose Jupyter kernel is gone or was never there, and several of them at once."""

import importlib.util
import shutil
import subprocess
import sys

import nbformat
import pytest

from tests.browser.lab import ROOT, SOURCES, expect

SOURCE = SOURCES / "kernel_explorer.py"
SUM = "the window at row 6, column {}: the products of its 3×3 pixels and the image kernel add up to {}"
AT_6, AT_7, AT_8 = SUM.format(6, "107"), SUM.format(7, "−34"), SUM.format(8, "−99")


def drawing(page):
    return page.locator(".cl-piece svg[role=img]")


def move_right(notebook):
    notebook.piece()
    slider = notebook.page.get_by_role("slider", name="column")
    slider.focus()
    slider.press("ArrowRight")


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """The notebook as the course would store it: built, with its outputs."""
    spec = importlib.util.spec_from_file_location("build_lessons", ROOT / "notebooks" / "source" / "build.py")
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    source = tmp_path_factory.mktemp("stored") / "99_stored.py"
    shutil.copy(SOURCE, source)
    nbformat.write(build.run(build.convert(source)), source.with_suffix(".ipynb"))
    return source.with_suffix(".ipynb")


def test_a_stored_notebook_shows_the_figure_before_anything_is_run(open_notebook, stored):
    page = open_notebook(stored).page
    figure = page.locator("img[alt]")
    expect(figure).to_have_attribute("alt", AT_6)
    assert figure.evaluate("image => image.naturalWidth") > 0, "nobody had trusted this notebook"
    expect(page.get_by_text("Run this cell to play with it.")).to_be_visible()
    expect(page.locator(".jp-OutputArea").get_by_text("widget")).to_have_count(0)


def test_a_page_that_is_printed_or_shown_on_the_web_has_the_figure(browser, stored):
    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--log-level=ERROR", str(stored)]
    subprocess.run(command, check=True, capture_output=True)
    page = browser.new_page()
    page.route("http*://**", lambda route: route.abort())  # nbconvert's own page asks for MathJax and RequireJS
    page.goto(stored.with_suffix(".html").as_uri())
    figure = page.locator(f"img[alt='{AT_6}']")
    expect(figure).to_be_visible()
    assert figure.evaluate("image => image.naturalWidth") > 0
    page.close()


def test_a_piece_that_was_closed_with_its_page_lives_on_where_its_kernel_does(open_notebook):
    notebook = open_notebook(SOURCE, "closed.ipynb")
    notebook.run_all()
    move_right(notebook)
    expect(drawing(notebook.page)).to_have_attribute("aria-label", AT_7)
    notebook.reopen()
    expect(drawing(notebook.page)).to_have_attribute("aria-label", AT_7)
    expect(notebook.page.locator(".cl-static")).to_be_hidden()
    move_right(notebook)
    expect(drawing(notebook.page)).to_have_attribute("aria-label", AT_8)


def test_without_its_kernel_the_figure_stands_in_its_place_and_running_brings_it_back(open_notebook):
    notebook = open_notebook(SOURCE, "without.ipynb")
    notebook.run_all()
    notebook.piece()
    expect(notebook.page.locator(".cl-static")).to_be_hidden()
    notebook.end_kernel()
    notebook.reopen()
    expect(notebook.page.locator(".cl-static img")).to_be_visible()
    expect(notebook.page.get_by_text("Error displaying widget")).to_be_hidden()
    expect(notebook.page.locator(".cl-piece")).to_have_count(0)
    notebook.run_all()
    move_right(notebook)
    expect(drawing(notebook.page)).to_have_attribute("aria-label", AT_7)
    expect(notebook.page.locator(".cl-static")).to_be_hidden()


def test_two_notebooks_at_once_do_not_disturb_each_other(open_notebook):
    first, second = open_notebook(SOURCE, "first.ipynb"), open_notebook(SOURCE, "second.ipynb")
    for notebook in (first, second):
        notebook.command("notebook:run-all-cells")
    for notebook in (first, second):
        notebook.wait_until_run()
    move_right(first)
    expect(drawing(first.page)).to_have_attribute("aria-label", AT_7)
    expect(drawing(second.page)).to_have_attribute("aria-label", AT_6)
    move_right(second)
    move_right(second)
    expect(drawing(second.page)).to_have_attribute("aria-label", AT_8)
    expect(drawing(first.page)).to_have_attribute("aria-label", AT_7)
