"""What every interactive piece is: controls, a picture, and words where something does not work."""

import base64
import functools
import html

import ipywidgets
from IPython.display import display

from course_lib.widgets.frame import Frame
from course_lib.widgets.stage import Stage
from course_lib.widgets.while_busy import answer_while_busy

# Where the piece lives, the static figure is hidden. Where it does not (a notebook opened without a Jupyter kernel),
# the figure stays, and the message that would follow it, "Error displaying widget", is hidden.
_STYLE = (
    "<style>"
    ".jp-OutputArea-child:has(.cl-static):has(+ .jp-OutputArea-child .cl-piece),"
    ".jp-OutputArea-child:has(.cl-static) + .jp-OutputArea-child:has(> .jupyter-widgets.jp-OutputArea-output)"
    "{display: none}"
    "</style>"
)
WIDGET = "application/vnd.jupyter.widget-view+json"


class Piece(ipywidgets.VBox):
    """Base of the interactive pieces: a column of controls and a picture that is drawn anew after each change.

    A piece of your own makes its controls, calls `assemble` with them, and overrides `picture`.

    Attributes
    ----------
    stage : Stage
        The picture on the page.
    trouble : ipywidgets.HTML
        What does not work, in words; empty where all is well.
    follows_pointer : bool
        Whether a spot that the pointer reaches counts as clicked on.
    invitation : str
        What stands below the still figure.
    """

    follows_pointer = False
    invitation = "Run this cell to play with it."

    def assemble(self, *rows):
        """Put rows of controls above the picture, draw it, and draw it anew whenever a control changes.

        Parameters
        ----------
        *rows : ipywidgets.Widget or list of ipywidgets.Widget
            From top to bottom; a list stands side by side.
        """
        self.stage = Stage(self.refresh, self.guarded(self.clicked), self.follows_pointer)
        self.arrange(rows, self.stage)
        self.refresh()

    def arrange(self, rows, view):
        """Put rows of controls, the place for words, and a view below one another.

        Parameters
        ----------
        rows : sequence of ipywidgets.Widget or list of ipywidgets.Widget
            From top to bottom; a list stands side by side.
        view : ipywidgets.Widget
            What is looked at: the stage, or what a piece has in its place.
        """
        self.trouble = ipywidgets.HTML()
        self.trouble.add_class("cl-trouble")
        self.add_class("cl-piece")
        rows = [side_by_side(row) if isinstance(row, list) else row for row in rows]
        for row in rows:
            give_words_room(row)
        self.children = [Frame(dict(hints_of(*rows))), *rows, self.trouble, view]
        answer_while_busy(*self.children)

    def picture(self):
        """Return the picture of the piece's present state.

        Returns
        -------
        Sheet or Picture
        """
        raise NotImplementedError

    def selected(self):
        """Return the name of the spot that is marked, "" for none.

        Returns
        -------
        str
        """
        return ""

    def clicked(self, name, x, y):
        """Called when a spot was clicked on.

        Parameters
        ----------
        name : str
            Of the spot.
        x, y : float
            Where in it, from 0 to 1, from its top left corner.
        """

    def follow(self, *controls):
        """Draw the picture anew whenever the value of one of the controls changes.

        Parameters
        ----------
        *controls : ipywidgets.Widget
            With a `value`.
        """
        for control in controls:
            control.observe(lambda change: self.refresh(), "value")

    def refresh(self):
        """Draw the picture of the present state; where that fails, say why and keep the last one."""
        self.guarded(lambda: self.stage.show(self.picture(), self.selected()))()

    def guarded(self, callback):
        """Return a function that calls `callback` and shows an error in the piece, in words.

        Parameters
        ----------
        callback : callable
            What a control calls.

        Returns
        -------
        callable
        """

        @functools.wraps(callback)
        def call(*arguments):
            self._in_trouble = False
            try:
                result = callback(*arguments)
            except (TypeError, ValueError) as error:  # how the package explains what does not fit
                self.complain(str(error))
            except Exception as error:
                self.complain(f"{type(error).__name__}: {error}. Run the cell again to start afresh.")
            else:
                if not self._in_trouble:  # what a callback within this one complained about stays
                    self.complain("")
                return result

        return call

    def complain(self, text):
        """Show what does not work; "" takes it away.

        Parameters
        ----------
        text : str
            One sentence or two.
        """
        self._in_trouble = bool(text)
        shown = f'<div role="alert">⚠ {html.escape(text, quote=False)}</div>' if text else ""
        if self.trouble.value != shown:
            self.trouble.value = shown

    def still(self):
        """Return what stands in the piece's place where no Jupyter kernel runs, as outputs by their MIME types.

        Returns
        -------
        dict of str to str
        """
        return still_picture(self.picture())

    def _ipython_display_(self):
        still = self.still()
        hint = f"<p><em>{self.invitation}</em></p>"
        still["text/html"] = f'{_STYLE}<div class="cl-static">{still["text/html"]}{hint}</div>'
        display(still, raw=True)
        display({WIDGET: {"version_major": 2, "version_minor": 0, "model_id": self.model_id}}, raw=True)


def still_picture(picture):
    """Return a picture as outputs by their MIME types; a file keeps them as text."""
    bundle = picture._repr_mimebundle_()
    bundle = bundle[0] if isinstance(bundle, tuple) else bundle
    return {kind: base64.b64encode(data).decode() if isinstance(data, bytes) else data for kind, data in bundle.items()}


def hint(text):
    """Return a line that says what a hand can do with the picture."""
    return ipywidgets.HTML(f'<span class="cl-hint">{html.escape(text, quote=False)}</span>')


def hints_of(*controls):
    """Yield a description and what is said about it, for the controls and all within them."""
    for control in controls:
        if getattr(control, "description", "") and control.tooltip:
            yield control.description, control.tooltip
        yield from hints_of(*getattr(control, "children", ()))


def side_by_side(controls):
    """Return controls in a row that wraps where the page is narrow."""
    return ipywidgets.HBox(controls, layout={"flex_flow": "row wrap", "grid_gap": "4px 16px", "align_items": "center"})


def give_words_room(control):
    """Let a control's description, and those within it, take the room they need."""
    if hasattr(control, "style") and hasattr(control.style, "description_width"):
        control.style.description_width = "initial"
    for child in getattr(control, "children", ()):
        give_words_room(child)
