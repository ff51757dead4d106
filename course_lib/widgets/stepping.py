"""What the pieces that go step by step share: the controls for the step, and small whole numbers."""

import ipywidgets
import numpy as np

from course_lib.random import key, uniform
from course_lib.widgets.piece import hint
from course_lib.widgets.player import Player

INTERVAL = 900  # milliseconds between two steps while it plays


class Stepping(ipywidgets.HBox):
    """A slider for the step, with buttons to play, stop, and go one step back or on; all tell the same number.

    Beside them stands that a click on the output does so too.

    Parameters
    ----------
    changed : callable
        Called without arguments when the step has changed.

    Examples
    --------
    >>> steps = Stepping(lambda: print("changed"))
    >>> steps.count = 16
    >>> steps.position = 4
    changed
    >>> steps.position
    4
    """

    def __init__(self, changed):
        self._slider = ipywidgets.IntSlider(value=1, min=1, max=1, description="step", layout={"width": "195px"})
        self._play = Player(value=1, min=1, max=1, interval=INTERVAL)
        ipywidgets.link((self._play, "value"), (self._slider, "value"))
        ipywidgets.link((self._play, "max"), (self._slider, "max"))
        back = _button("back", "arrow-left", "go one step back", lambda button: self._go(-1))
        on = _button("next", "arrow-right", "go one step on", lambda button: self._go(1))
        self._slider.observe(lambda change: changed(), "value")
        layout = {"flex_flow": "row wrap", "grid_gap": "4px 16px", "align_items": "center"}
        click = hint("Click a number of the output to go there.")
        super().__init__([self._play, back, on, self._slider, click], layout=layout)

    @property
    def position(self):
        """Number of the present step, from 0."""
        return self._slider.value - 1

    @position.setter
    def position(self, value):
        self._slider.value = value + 1  # the slider keeps to its limits

    @property
    def count(self):
        """How many steps there are; the position moves to the last one where it would lie behind it."""
        return self._slider.max

    @count.setter
    def count(self, value):
        self._play.max = value

    def _go(self, steps):
        self.position += steps


class Draws(ipywidgets.HBox):
    """Buttons for other numbers and for the first ones again.

    Parameters
    ----------
    changed : callable
        Called without arguments when there shall be other numbers.

    Attributes
    ----------
    number : int
        0 for the first numbers, 1 for the next ones.
    """

    def __init__(self, changed):
        self.number, self._changed = 0, changed
        new = _button("new numbers", "random", "other random numbers", lambda button: self._to(self.number + 1))
        first = _button("first numbers", "undo", "the numbers of the beginning", lambda button: self._to(0))
        super().__init__([new, first])

    def _to(self, number):
        self.number = number
        self._changed()


def whole_numbers(shape, low, high, *words):
    """Return random whole numbers, the same for the same words.

    Parameters
    ----------
    shape : tuple of int
        Of the array.
    low, high : int
        The smallest and the largest that can occur.
    *words : int or str
        What they are for.

    Returns
    -------
    ndarray, float32

    Examples
    --------
    >>> whole_numbers((6,), -2, 2, "example").tolist()
    [-2.0, 2.0, 0.0, 1.0, -2.0, -1.0]
    """
    return np.floor(uniform(shape, low, high + 1, key("steppers", *words)))


def slider(name, value, least, most, tooltip):
    """Return a short slider for a whole number.

    Parameters
    ----------
    name : str
        Its description.
    value, least, most : int
        Its value and its limits.
    tooltip : str
        What it is for.

    Returns
    -------
    ipywidgets.IntSlider
    """
    layout = {"width": "195px"}  # four stand side by side on a laptop
    return ipywidgets.IntSlider(value=value, min=least, max=most, description=name, tooltip=tooltip, layout=layout)


def _button(name, icon, tooltip, clicked):
    button = ipywidgets.Button(description=name, icon=icon, tooltip=tooltip, layout={"width": "auto"})
    button.on_click(clicked)
    return button
