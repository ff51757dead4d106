"""Click a cell of the confusion matrix, see its images."""

import ipywidgets

from course_lib import metrics, plots
from course_lib.arguments import explained
from course_lib.plots.confusion import mistakes
from course_lib.plots.confusion_sheet import checked
from course_lib.plots.picture import names_of
from course_lib.widgets.piece import Piece, hint


class ConfusionExplorer(Piece):
    """A confusion matrix; a click on a cell shows the images that are counted in it.

    At first the most frequent mistake is shown.

    Parameters
    ----------
    x : array_like, (N, H, W) or (N, H, W, 1)
        The images.
    y_true : array_like, (N,) or (N, K)
        True classes: class numbers from 0, or one-hot rows.
    probabilities : array_like, (N, K)
        What ``model.predict(x)`` returns.
    class_names : sequence of str, optional
        Names of the K classes; by default their numbers.

    Attributes
    ----------
    cell : (int, int)
        True and predicted class of the images shown.

    Raises
    ------
    TypeError, ValueError
        If the arrays do not fit each other, or a class has no name.

    Examples
    --------
    >>> import numpy as np
    >>> explorer = ConfusionExplorer(np.zeros((3, 8, 8)), [0, 1, 1], [[0.9, 0.1], [0.8, 0.2], [0.4, 0.6]])
    >>> explorer.cell
    (1, 0)
    """

    @explained
    def __init__(self, x, y_true, probabilities, class_names=None):
        super().__init__()
        where = "ConfusionExplorer"
        self._x, self._true, self._probabilities = checked(x, y_true, probabilities, where)
        classes = self._probabilities.shape[1]
        self._names = names_of(classes, class_names, where)
        self._mistakes = mistakes(metrics.confusion_matrix(self._true, self._probabilities, classes))
        self.cell = self._mistakes[0] if self._mistakes else (0, 0)
        self._only = ipywidgets.Checkbox(description="colours for mistakes only", indent=False)
        self._only.tooltip = "leaves out the diagonal, so that the mistakes share all colours"
        self._order = ipywidgets.Dropdown(options=[("surest first", True), ("least sure first", False)])
        self._order.description, self._order.tooltip = "images", "which of the cell's images come first"
        self._next = ipywidgets.Button(description="next most frequent mistake", layout={"width": "auto"})
        self._next.tooltip = "goes from one mistake to the next, the most frequent one first"
        self._next.disabled = not self._mistakes
        self._next.on_click(self.guarded(lambda button: self._go_on()))
        self.assemble([self._next, self._order, self._only], hint("Click a cell to see its images."))
        self.follow(self._only, self._order)

    def picture(self):
        # All that can be shown is in memory: a cell costs milliseconds.
        shown = {"diagonal": not self._only.value, "surest_first": self._order.value}
        return plots.show_confused(self._x, self._true, self._probabilities, *self.cell, self._names, **shown)

    def selected(self):
        # As show_confused names its spots.
        return "{},{}".format(*self.cell)

    def clicked(self, name, x, y):
        # A cell of the matrix.
        true, predicted = map(int, name.split(","))
        self.cell = true, predicted
        self.refresh()

    def _go_on(self):
        """From a mistake to the next, from anywhere else to the first."""
        place = self._mistakes.index(self.cell) + 1 if self.cell in self._mistakes else 0
        self.cell = self._mistakes[place % len(self._mistakes)]
        self.refresh()
