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
        if "ZeroDivisionError: division by zero" in notebook.problems and notebook.refused:
            break
        notebook.page.wait_for_timeout(100)
    assert "ZeroDivisionError: division by zero" in notebook.problems
    assert "a mistake in the page" in notebook.problems
    assert set(notebook.refused) == {"http://example.org/a.png"}
    with pytest.raises(AssertionError, match="requests to the outside"):
        notebook.check()
    notebook.refused.clear()
    with pytest.raises(AssertionError, match="errors in the page or a callback"):
        notebook.check()
    notebook.problems.clear()
    with open(lab.log, "a") as log:
        log.write("Traceback (most recent call last):\n")
    with pytest.raises(AssertionError, match="errors in the server or a Jupyter kernel"):
        notebook.check()


def test_a_picture_that_is_attached_may_be_asked_for_early_and_no_other(notebook):
    for address in ("attachment:dot.png", "nowhere:dot.png"):
        notebook.page.evaluate("address => { new Image().src = address; }", address)
    notebook.page.wait_for_timeout(500)
    assert len(notebook.problems) == 1 and "ERR_UNKNOWN_URL_SCHEME" in notebook.problems[0]
