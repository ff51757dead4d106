"""What the pieces that go step by step are."""

import contextlib

from course_lib.widgets.piece import Piece
from course_lib.widgets.stepping import Draws, Stepping


class Stepper(Piece):
    """Base of the pieces that go from one number of an output to the next.

    A piece of your own makes its controls, calls `watch` with those that change the numbers, then `assemble`, and
    overrides `picture` and `places`.
    """

    def __init__(self):
        super().__init__()
        self._draws, self._steps = Draws(self._changed), Stepping(self.refresh)

    @property
    def position(self):
        """Number of the output that is shown, from 0."""
        return self._steps.position

    @position.setter
    def position(self, value):
        self._steps.position = value

    def places(self):
        """Return rows and columns of the output.

        Returns
        -------
        (int, int)

        Raises
        ------
        ValueError
            If the settings do not fit together; `picture` must say the same.
        """
        raise NotImplementedError

    def place(self):
        """Return row and column of the output that is shown.

        Returns
        -------
        (int, int)
        """
        return divmod(self.position, self.places()[1])

    def selected(self):
        # What `picture` has marked.
        return "{},{}".format(*self.place())

    def clicked(self, name, x, y):
        # That output's turn.
        row, column = map(int, name.split(","))
        self.position = row * self.places()[1] + column

    def watch(self, *controls):
        """Keep to the steps that there are, and draw anew, whenever the value of one of the controls changes.

        Parameters
        ----------
        *controls : ipywidgets.Widget
            With a `value`.
        """
        for control in controls:
            control.observe(lambda change: self._changed(), "value")
        self._bound()

    def _bound(self):
        with contextlib.suppress(ValueError):  # `picture` says what does not fit
            rows, columns = self.places()
            self._steps.count = rows * columns

    def _changed(self):
        self._bound()
        self.refresh()
