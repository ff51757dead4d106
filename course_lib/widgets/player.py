"""Buttons that play: a number counts up by itself."""

from pathlib import Path

import anywidget
from traitlets import Bool, Int

_HERE = Path(__file__).parent


class Player(anywidget.AnyWidget):
    """Buttons to play and pause, to go back to the first number, and, if wished, to play again and again.

    `ipywidgets.Play` stops after each step where it is shown twice; here the timer belongs to the view whose button was
    pressed.

    Attributes
    ----------
    value, min, max : int
        The number and its limits.
    step : int
        What is added to it each time.
    interval : int
        Milliseconds from one time to the next.
    repeats : bool
        Whether there is a button for playing again and again.
    """

    _esm = _HERE / "player.js"
    _css = _HERE / "player.css"

    value = Int(0).tag(sync=True)
    min = Int(0).tag(sync=True)
    max = Int(100).tag(sync=True)
    step = Int(1).tag(sync=True)
    interval = Int(100).tag(sync=True)
    repeats = Bool(True).tag(sync=True)
