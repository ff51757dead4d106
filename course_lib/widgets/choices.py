"""A few choices, one of which is picked and checked."""

from pathlib import Path

import anywidget
from traitlets import Dict

_HERE = Path(__file__).parent


class Choices(anywidget.AnyWidget):
    """Choices below one another with a button that checks the picked one.

    What is picked travels with the button's message. With `ipywidgets.RadioButtons` it would travel by itself, and a
    quick key on the button could arrive first.

    Parameters
    ----------
    on_check : callable
        Called with the choice that is checked, None where none was picked.

    Attributes
    ----------
    shown : dict
        What is on the page: the `choices`, their `words` and what is `told` below each as HTML, the one that is
        `picked` (None: none), whether they are `solved`, the `label` of the group, and a `serial` number, by which the
        page knows a new one.
    """

    _esm = _HERE / "choices.js"
    _css = _HERE / "choices.css"

    shown = Dict({}).tag(sync=True)

    def __init__(self, on_check):
        super().__init__()
        self._on_check = on_check
        self.on_msg(self._answered)

    def show(self, choices, words, told, label, picked, solved):
        """Put choices in the place of those before.

        Parameters
        ----------
        choices : list of str
            What is told when one is checked.
        words : list of str
            How they read, as HTML.
        told : list of str
            What stands below each of them, as HTML; "" for nothing.
        label : str
            What they are choices of.
        picked : str or None
            The one that is picked at first.
        solved : bool
            Whether the right one was found, so that the button need not stand out.
        """
        serial = self.shown.get("serial", 0) + 1
        words = {"words": words, "told": told, "label": label}
        self.shown = {"serial": serial, "choices": choices, "picked": picked, "solved": solved, **words}

    def _answered(self, widget, answer, buffers):
        if answer["label"] == self.shown["label"]:  # else the page had not shown these yet
            self._on_check(answer["check"])
