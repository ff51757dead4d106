"""How far a learner has come, lesson by lesson."""

import html

import ipywidgets

from course_lib.widgets.piece import Piece


class ProgressTable(Piece):
    """A line for each lesson: exercises and questions that are solved, and a bar.

    Parameters
    ----------
    look : callable
        Returns a list of (name, (solved, total), (solved, total)): lesson, its exercises, its questions. Called again
        by the button.

    Examples
    --------
    >>> ProgressTable(lambda: [("02 · Convolution", (1, 4), (0, 5))]).still()["text/plain"]
    '[Your progress]'
    """

    invitation = "Run this cell to see your progress."

    def __init__(self, look):
        super().__init__()
        self._look = look
        self._table = ipywidgets.HTML()
        again = ipywidgets.Button(description="look again", tooltip="after more exercises")
        again.on_click(self.guarded(lambda button: self._show()))
        self.arrange([[again]], self._table)
        self._show()

    def still(self):
        # What one learner has done must not stand in the file that all of them get.
        return {"text/plain": "[Your progress]", "text/html": ""}

    def _show(self):
        rows = "".join(_row(name, *counts) for name, *counts in self._look())
        head = "<tr><th>lesson</th><th>exercises</th><th>questions</th><th></th></tr>"
        self._table.value = f'<table class="cl-progress" aria-label="your progress">{head}{rows}</table>'


def _row(name, exercises, questions):
    solved, total = (sum(pair) for pair in zip(exercises, questions, strict=True))
    told = "".join(f"<td>{f'{done} of {of}' if of else '–'}</td>" for done, of in (exercises, questions))
    share = f"{solved / total:.0%}" if total else "–"
    bar = (
        f'<progress max="{max(total, 1)}" value="{solved}">{share}</progress> {share}{" ✓" if share == "100%" else ""}'
    )
    return f"<tr><td>{html.escape(name)}</td>{told}<td>{bar}</td></tr>"
