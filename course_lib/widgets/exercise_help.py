"""Hints one after another, then the solution."""

import html

import ipywidgets

from course_lib.arguments import explained
from course_lib.validation import message
from course_lib.widgets.piece import Piece
from course_lib.widgets.quiz import formatted


class ExerciseHelp(Piece):
    """Buttons for the hints and the solution of an exercise; what was read stays below them.

    Parameters
    ----------
    number : str
        Of the exercise, such as "02.1".
    hints : sequence of str
        At least one; what stands between backticks is shown as code.
    solution : str
        Its code.
    read : int, default 0
        How many of the hints were read before; they are shown at once.
    offered : bool, default False
        Whether the solution may be shown before all hints were read.
    on_hint : callable, optional
        Called with the number of hints that have been read.

    Raises
    ------
    TypeError, ValueError
        If there is no hint.

    Examples
    --------
    >>> helping = ExerciseHelp("02.1", ["Count the windows.", "Begin with stride 1."], "print(26)", read=1)
    >>> helping.told()
    ['Hint 1 of 2: Count the windows.']
    """

    @explained
    def __init__(self, number, hints, solution, read=0, offered=False, on_hint=None):
        super().__init__()
        if isinstance(hints, str) or not hints:
            raise ValueError(message("ExerciseHelp", "`hints` must be a list of at least one text", repr(hints)))
        self._number, self._hints, self._code = number, list(hints), solution
        self._read, self._offered, self._on_hint = min(read, len(hints)), offered, on_hint
        self._shows_code = False
        self._next = ipywidgets.Button(tooltip="one step of help at a time")
        self._solution = ipywidgets.Button(description="solution", tooltip="the code of the solution")
        self._next.on_click(self.guarded(lambda button: self._more()))
        self._solution.on_click(self.guarded(lambda button: self._show_code()))
        self._told = ipywidgets.HTML()
        self.arrange([[self._next, self._solution]], self._told)
        self._show()

    def told(self):
        """Return the hints that are shown, as texts.

        Returns
        -------
        list of str
        """
        total = len(self._hints)
        return [f"Hint {place} of {total}: {text}" for place, text in enumerate(self._hints[: self._read], 1)]

    def still(self):
        # Without a Jupyter kernel the hints stand below one another, each folded away.
        total = len(self._hints)
        parts = [
            f"<details><summary>Hint {place} of {total}</summary><p>{formatted(text)}</p></details>"
            for place, text in enumerate(self._hints, 1)
        ]
        return {"text/plain": f"[Hints for exercise {self._number}: {total}]", "text/html": "".join(parts)}

    invitation = "Run the cell above for hints on this page."

    def _more(self):
        self._read += 1
        if self._on_hint:
            self._on_hint(self._read)
        self._show()

    def _show_code(self):
        self._shows_code = not self._shows_code
        self._show()

    def _show(self):
        total = len(self._hints)
        following = min(self._read + 1, total)
        self._next.description = f"hint {following} of {total}"
        self._next.disabled = self._read >= total
        self._solution.layout.display = None if self._code and (self._offered or self._read >= total) else "none"
        self._solution.description = "hide the solution" if self._shows_code else "solution"
        parts = [f"<p>{formatted(text)}</p>" for text in self.told()]
        if self._shows_code:
            parts.append(f"<pre>{html.escape(self._code)}</pre>")
        self._told.value = f'<div class="cl-told" role="status">{"".join(parts)}</div>' if parts else ""
