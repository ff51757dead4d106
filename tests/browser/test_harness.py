"""The browser tests themselves: they notice what a person may overlook."""

import pytest

from tests.browser.lab import SOURCES, Notebook


@pytest.fixture
def notebook(browser, lab):
    context = browser.new_context()
    notebook = Notebook(context.new_page(), lab, lab.add(SOURCES / "mistakes.py"))
    yield notebook
    notebook.end_kernel()
    context.close()
    lab.forget_errors()


def test_errors_of_the_page_and_of_callbacks_and_requests_to_the_outside_are_noticed(notebook, lab):
    notebook.check()
    notebook.run_all()
    notebook.page.get_by_role("button", name="fail").click()
    for _ in range(100):
        if lab.errors() and len(notebook.problems) > 1 and notebook.refused:
            break
        notebook.page.wait_for_timeout(100)
    assert any("ZeroDivisionError" in line for line in lab.errors())
    assert "a mistake in the page" in notebook.problems
    assert notebook.refused == ["http://example.org/a.png"]
    with pytest.raises(AssertionError, match="requests to the outside"):
        notebook.check()
    notebook.refused.clear()
    with pytest.raises(AssertionError, match="errors in the browser's console"):
        notebook.check()
    notebook.problems.clear()
    with pytest.raises(AssertionError, match="errors in the server or a Jupyter kernel"):
        notebook.check()
