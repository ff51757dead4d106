"""One JupyterLab and one Chromium for all tests; a page for each test module."""

import pytest

from tests.browser.lab import ROOT, SOURCES, Lab, Notebook, find_chromium

VIEWPORT = {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def browser():
    chromium = find_chromium()
    if chromium is None:
        pytest.skip("Chromium was not found: install Debian's package chromium, or name one in COURSE_LIB_CHROMIUM")
    reason = "Playwright is not installed: `make browser` does that"
    sync_api = pytest.importorskip("playwright.sync_api", reason=reason)
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lab(browser, tmp_path_factory):
    lab = Lab(tmp_path_factory.mktemp("lab"))
    yield lab
    lab.stop()


@pytest.fixture(scope="module")
def open_notebook(browser, lab):
    """A function that opens a notebook in a page of its own; looks for errors at the end."""
    opened = []

    def open_notebook(source, name=None, **options):
        context = browser.new_context(**{"viewport": VIEWPORT, **options})
        opened.append(Notebook(context.new_page(), lab, lab.add(source, name)))
        return opened[-1]

    yield open_notebook
    for notebook in opened:
        notebook.command("notebook:shutdown-kernel")
        notebook.page.context.close()
    for notebook in opened:
        notebook.check()


@pytest.fixture(scope="module")
def open_lesson(open_notebook):
    """A function that opens a lesson by its name."""

    def open_lesson(name, copy=None):
        return open_notebook(ROOT / "notebooks" / f"{name}.ipynb", copy)

    return open_lesson


@pytest.fixture
def piece(notebook):
    """The piece of a test module's notebook."""
    return notebook.piece()


@pytest.fixture(scope="module")
def host(open_notebook):
    """A function that opens a piece's notebook under ``notebooks/`` and runs it."""

    def host(name, **options):
        notebook = open_notebook(SOURCES / f"{name}.py", **options)
        notebook.run_all()
        return notebook

    return host
