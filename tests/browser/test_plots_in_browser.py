"""The plots' alt texts and sizes where a person meets them: in JupyterLab, run here or stored by someone else."""

import importlib.util
import re

import nbformat
import pytest

from course_lib import plots
from tests.browser.lab import OUR_TIME, ROOT, SOURCES
from tests.plots.gallery import GALLERY

SOURCE = SOURCES / "plots.py"

# What is known of a cell's picture once it is loaded; cells far below are made only when they are scrolled to.
IMAGE = """async (place) => {
    const content = window.jupyterapp.shell.currentWidget.content;
    await content.scrollToItem(place, 'start');
    const image = content.widgets[place].node.querySelector('.jp-OutputArea-output img');
    if (!image || !image.complete || !image.naturalWidth) return null;
    const box = image.getBoundingClientRect();
    return {
        alt: image.alt, width: Number(image.getAttribute('width')), natural: image.naturalWidth, shown: box.width,
        room: image.closest('.jp-OutputArea-output').clientWidth, trusted: content.widgets[place].model.trusted,
    };
}"""
CELLS = "() => window.jupyterapp.shell.currentWidget.content.model.toJSON().cells"


def pictures(notebook):
    """For each cell that draws: (what is seen of its picture, the words that its output holds)."""
    found = {}
    for place, cell in enumerate(notebook.page.evaluate(CELLS)):
        plot = re.search(r"^plots\.(show_\w+)", "".join(cell["source"]), re.M)
        if plot:
            handle = notebook.page.wait_for_function(IMAGE, arg=place, timeout=OUR_TIME)
            (output,) = cell["outputs"]
            found[plot[1]] = handle.json_value(), "".join(output["data"]["text/plain"])
    return found


def check(found):
    assert set(found) == set(GALLERY)
    for name, (image, words) in found.items():
        assert image["alt"], name
        assert f"[Picture: {image['alt']}]" == words, name
        assert image["natural"] == 2 * image["width"], name
        assert image["shown"] <= image["room"], name


@pytest.fixture(scope="module")
def notebook(host):
    return host("plots")


def test_there_is_a_cell_for_each_plot():
    """The gallery holds every plot that draws a picture: tests/plots/test_looks.py sees to that."""
    cells = re.findall(r"^plots\.(show_\w+)\(", SOURCE.read_text(encoding="utf-8"), re.M)
    assert sorted(cells) == sorted(GALLERY)
    assert set(cells) <= set(plots.__all__)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_picture_is_sharp_and_says_what_it_shows(notebook, theme):
    notebook.theme(theme)
    found = pictures(notebook)
    check(found)
    assert '<Ankle> & "boot"' in found["show_guess"][0]["alt"]


def test_they_look_good(notebook):
    for theme in ("light", "dark"):
        notebook.theme(theme)
        for width in (1280, 1920):
            notebook.page.set_viewport_size({"width": width, "height": 6600})
            pictures(notebook)
            notebook.page.evaluate("window.jupyterapp.shell.currentWidget.content.scrollToItem(0, 'start')")
            notebook.page.wait_for_timeout(300)
            notebook.screenshot(f"plots-{theme}-{width}")
    notebook.page.set_viewport_size({"width": 1280, "height": 800})
    notebook.theme("light")


@pytest.fixture(scope="module")
def stored(open_notebook, tmp_path_factory):
    """The same notebook with outputs that were made elsewhere, opened but never run here."""
    spec = importlib.util.spec_from_file_location("build", ROOT / "notebooks" / "source" / "build.py")
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    path = tmp_path_factory.mktemp("stored") / "stored_plots.ipynb"
    nbformat.write(build.run(build.convert(SOURCE)), path)
    return open_notebook(path)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_stored_pictures_are_shown_in_a_notebook_that_is_not_trusted(stored, theme):
    stored.theme(theme)
    found = pictures(stored)
    assert not any(image["trusted"] for image, _ in found.values())
    check(found)
