"""A JupyterLab on loopback and a Chromium that looks at it."""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import jupytext
import nbformat

try:
    from playwright.sync_api import expect
except ImportError:  # the tests are skipped then, and say so
    expect = None

ROOT = Path(__file__).parents[2]
SOURCES = Path(__file__).parent / "notebooks"
SCREENSHOTS = ROOT / "build" / "screenshots"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
OUR_TIME = 90_000  # milliseconds for what compiles or trains
# What is written smaller than 12 pixels, as it stands on the page: [words, size].
SMALL_TEXTS = """piece => [...piece.querySelectorAll("*")].flatMap((element) => {
    const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    const words = texts.map((node) => node.data).join("").trim();
    if (!words || !element.checkVisibility()) return [];
    const { a, b } = element.getScreenCTM?.() ?? { a: 1, b: 0 }; // slanted words too
    const size = Math.hypot(a, b) * parseFloat(getComputedStyle(element).fontSize);
    return size < 11.95 ? [[words, size]] : [];
})"""
LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "::1"}


def find_chromium():
    """Return the path of the system's Chromium, or None."""
    named = os.environ.get("COURSE_LIB_CHROMIUM")
    return named or next(filter(None, map(shutil.which, CHROMIUMS)), None)


class Lab:
    """A running JupyterLab, as ``make lab`` starts it, with a folder of its own."""

    def __init__(self, folder):
        self.folder, self.token = folder / "course", secrets.token_hex(8)
        self.folder.mkdir()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log, self._read = folder / "jupyter.log", 0
        own = {name: str(folder / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTERLAB_WORKSPACES_DIR")}
        own |= {"JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"), "IPYTHONDIR": str(folder / "ipython")}
        own |= {"JUPYTER_RUNTIME_DIR": str(folder / "runtime"), "COURSE_LIB_PROGRESS": str(folder / "progress")}
        own |= {"COURSE_LIB_MY_COURSE": str(self.folder / "my_course")}
        options = [
            "--no-browser",
            f"--ServerApp.port={self.port}",
            "--ServerApp.ip=127.0.0.1",
            f"--IdentityProvider.token={self.token}",
            f"--ServerApp.root_dir={self.folder}",
            "--LabApp.default_url=/lab",
            "--LabApp.expose_app_in_browser=True",
        ]
        with open(self.log, "w") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "course_lib.lab", *options],
                stdout=log, stderr=log, env={**os.environ, **own}, cwd=ROOT, start_new_session=True,
            )  # fmt: skip
        self._wait()

    def _wait(self):
        for _ in range(600):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api?token={self.token}", timeout=2).close()
                return
            if self._process.poll() is not None:
                break
            time.sleep(0.2)
        raise RuntimeError(f"JupyterLab did not start:\n{self.log.read_text()}")

    def address(self, name):
        """Return the address of a notebook in a workspace that no other page uses."""
        workspace = f"test-{secrets.token_hex(4)}"
        return f"http://127.0.0.1:{self.port}/lab/workspaces/{workspace}/tree/{name}?token={self.token}"

    def add(self, source, name=None):
        """Put a notebook into the folder, from an .ipynb file or a script; return its name."""
        source = Path(source)
        name = name or f"{source.stem}.ipynb"
        if source.suffix == ".ipynb":
            shutil.copy(source, self.folder / name)
            return name
        notebook = jupytext.read(source, fmt="py:percent")
        notebook.metadata = nbformat.from_dict(
            {
                "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
                "language_info": {"name": "python"},
            }
        )
        nbformat.write(notebook, self.folder / name)
        return name

    def errors(self):
        """Return the errors that the server and its Jupyter kernels reported."""
        lines = self.log.read_text(errors="replace")[self._read :].splitlines()
        return [line for line in lines if "Traceback" in line or "Error:" in line]

    def forget_errors(self):
        """Leave out what was reported up to now."""
        self._read = len(self.log.read_text(errors="replace"))

    def stop(self):
        """End JupyterLab and its Jupyter kernels."""
        os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


class Notebook:
    """A notebook that is open in a page."""

    def __init__(self, page, lab, name):
        self.page, self.lab, self.name = page, lab, name
        self.problems, self.refused = [], []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.expose_function("tellProblem", lambda text: self.problems.append(text))
        page.context.route("**/*", self._route)
        self._open()

    def _open(self):
        page = self.page
        page.goto(self.lab.address(self.name), timeout=OUR_TIME)
        page.locator(".jp-Notebook").wait_for(timeout=OUR_TIME)
        page.evaluate("""async () => {
            const context = window.jupyterapp.shell.currentWidget.sessionContext;
            await context.ready;
            await context.session.kernel.info;
            // A callback that fails is told in a message that JupyterLab shows in its log only.
            context.session.kernel.anyMessage.connect((kernel, { msg, direction }) => {
                if (direction === "recv" && msg.header.msg_type === "error")
                    window.tellProblem(`${msg.content.ename}: ${msg.content.evalue}`);
            });
        }""")

    def reopen(self):
        """Save the notebook, leave the page, and open it again."""
        self.page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
        self._open()

    def end_kernel(self):
        """Shut the Jupyter kernel down, as the Kernel menu does."""
        self.page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")

    def _console(self, told):
        # The widgets' own line where a notebook is opened whose Jupyter kernel is gone.
        gone = "widget model not found" in told.text
        # A text's picture, asked for before JupyterLab has put it into its place.
        early = "ERR_UNKNOWN_URL_SCHEME" in told.text and told.location["url"].startswith("attachment:")
        if told.type == "error" and not gone and not early:
            self.problems.append(told.text)

    def _route(self, route):
        if urlsplit(route.request.url).hostname in LOOPBACK or route.request.url.startswith(("data:", "blob:")):
            route.continue_()
        else:
            self.refused.append(route.request.url)
            route.abort()

    def command(self, name, **arguments):
        """Carry out one of JupyterLab's commands, as its menus do."""
        return self.page.evaluate(
            "([name, args]) => { window.jupyterapp.commands.execute(name, args); }", [name, arguments]
        )

    def run_all(self):
        """Run All Cells, and wait until each has been run."""
        self.page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
        self.wait_until_run()

    def cell(self, words):
        """Return the number of the code cell whose source holds these words."""
        script = """words => window.jupyterapp.shell.currentWidget.content.widgets.findIndex((cell) =>
            cell.model.type === "code" && cell.model.sharedModel.getSource().includes(words))"""
        place = self.page.evaluate(script, words)
        assert place >= 0, f"no cell holds {words!r}"
        return place

    def run_cell(self, place, code=None):
        """Run a cell, with other code if wanted; return it when it has been run."""
        self.page.evaluate(
            """async ([place, code]) => {
                const content = window.jupyterapp.shell.currentWidget.content;
                content.activeCellIndex = place;
                if (code !== null) content.widgets[place].model.sharedModel.setSource(code);
                await window.jupyterapp.commands.execute("notebook:run-cell");
            }""",
            [place, code],
        )
        cell = self.page.locator(f'.jp-Cell[data-windowed-list-index="{place}"]')
        cell.scroll_into_view_if_needed()
        return cell

    def wait_until_run(self):
        """Wait until no cell is waiting or running."""
        script = """() => {
            const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map((e) => e.textContent);
            return prompts.length && prompts.every((prompt) => /\\[\\d+\\]/.test(prompt));
        }"""
        self.page.wait_for_function(script, timeout=OUR_TIME)

    def piece(self, place=0):
        """Return the notebook's piece of that number."""
        found = self.page.locator(".cl-piece").nth(place)
        found.wait_for(timeout=OUR_TIME)
        found.scroll_into_view_if_needed()
        return found

    def theme(self, name):
        """Change to "light" or "dark"."""
        self.command("apputils:change-theme", theme=f"JupyterLab {name.title()}")
        light = str(name == "light").lower()
        self.page.wait_for_function(f"document.body.dataset.jpThemeLight === '{light}'")
        self.page.wait_for_timeout(600)

    def screenshot(self, name, locator=None):
        """Save what a person sees, the page or a part of it."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        (locator or self.page).screenshot(path=SCREENSHOTS / f"{name}.png")

    def screenshots(self, name, place=0):
        """Save a piece at the sizes of a laptop and a projector, in both themes."""
        for theme in ("light", "dark"):
            self.theme(theme)
            for width, height in ((1280, 800), (1920, 1080)):
                self.page.set_viewport_size({"width": width, "height": height})
                piece = self.piece(place)
                self.page.wait_for_timeout(400)
                small = piece.evaluate(SMALL_TEXTS)
                assert not small, f"hard to read on a page of {width} pixels: {small}"
                self.screenshot(f"{name}-{theme}-{width}")
        self.page.set_viewport_size({"width": 1280, "height": 800})
        self.theme("light")

    def check(self):
        """Say so if something went wrong that a person may not have noticed."""
        assert not self.refused, f"requests to the outside: {self.refused}"
        assert not self.problems, f"errors in the page or a callback: {self.problems}"
        assert not self.lab.errors(), f"errors in the server or a Jupyter kernel: {self.lab.errors()}"


def drawing(piece):
    """Return the drawing that a piece shows; what it says is its aria-label."""
    return piece.locator("svg[role=img]")


def run(notebook, code):
    """Add a cell at the end and start it."""
    cells = notebook.page.locator(".jp-CodeCell").count()
    last = "content => { content.activeCellIndex = content.widgets.length - 1; }"
    notebook.page.evaluate(f"({last})(window.jupyterapp.shell.currentWidget.content)")
    notebook.command("notebook:insert-cell-below")
    expect(notebook.page.locator(".jp-CodeCell")).to_have_count(cells + 1)
    script = "code => window.jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel.setSource(code)"
    notebook.page.evaluate(script, code)
    notebook.command("notebook:run-cell")
    return notebook.page.locator(".jp-CodeCell").last
