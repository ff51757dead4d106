"""A lesson taken apart: what its source says, cell by cell."""

import re
from functools import cached_property
from pathlib import Path

import jupytext
import nbformat

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "notebooks" / "source"
TIME = re.compile(r"\| Time \| (\d+) minutes to read, (\d+) to practise, (\d+) (seconds?|minutes?) for the machine \|")


class Lesson:
    """A lesson's source, and its notebook with outputs."""

    def __init__(self, path):
        self.path, self.number = path, path.name[:2]
        self.cells = jupytext.read(path, fmt="py:percent").cells

    @cached_property
    def notebook(self):
        """The learner's notebook."""
        return nbformat.read(ROOT / "notebooks" / f"{self.path.stem}.ipynb", as_version=4)

    @property
    def texts(self):
        """The markdown cells."""
        return [cell.source for cell in self.cells if cell.cell_type == "markdown"]

    @property
    def codes(self):
        """The code cells."""
        return [cell.source for cell in self.cells if cell.cell_type == "code"]

    @property
    def prose(self):
        """All text, without code, formulas and where links lead."""
        return plain("\n\n".join(self.texts))

    def headings(self):
        """The headings in order, without the number signs of levels 2 and 3."""
        return re.findall(r"^#{2,3} (.*)$", "\n".join(self.texts), re.M)

    def section(self, heading):
        """The text below a heading, up to the next one of its level or above."""
        found = re.search(rf"^(#+) {re.escape(heading)}\n(.*)", "\n\n".join(self.texts), re.M | re.S)
        level = len(found[1])
        return re.split(rf"^#{{1,{level}}} ", found[2], flags=re.M)[0]

    def goals(self):
        """The bold verbs of the first table."""
        (row,) = re.findall(r"^\| You will be able to \| (.*) \|$", self.texts[0], re.M)
        return re.findall(r"\*\*([^*]+)\*\*", row)

    def outputs(self):
        """Everything that the notebook's cells printed, and what its pictures say."""
        said = []
        for cell in self.notebook.cells:
            for output in cell.get("outputs", []):
                said.append(output.get("text", "") or output.get("data", {}).get("text/plain", ""))
        return "\n".join(said)


def lessons():
    """All lessons of the course, without the appendices."""
    return [Lesson(path) for path in sorted(SOURCE.glob("[01][0-9]_*.py"))]


def plain(text):
    """A text without code, formulas, where links lead, and HTML."""
    text = text.replace("![", "[")
    for pattern in (r"```.*?```", r"\$\$.*?\$\$", r"\$[^$\n]*\$", r"`[^`]*`", r"\]\([^)]*\)", r"</?[a-z]+>"):
        text = re.sub(pattern, " ", text, flags=re.S)
    return text
