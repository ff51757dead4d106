"""Parts of a picture that can be clicked on."""

from dataclasses import dataclass


@dataclass
class Spot:
    """A rectangle in a picture's axes.

    Attributes
    ----------
    axes : matplotlib.axes.Axes
        Where it lies.
    box : tuple of float
        (x, y, width, height) in the numbers of the axes.
    name : str
        What the piece is told when it is clicked on.
    label : str
        What it is, in words: read aloud, and shown while the pointer rests on it.
    """

    axes: object
    box: tuple
    name: str
    label: str


class Spots(list):
    """The spots of a picture.

    Parameters
    ----------
    picture : Picture
        Where they lie.
    """

    def __init__(self, picture):
        super().__init__()
        self._picture = picture

    def add(self, axes, x, y, width, height, name, label):
        """Make a rectangle of the axes one that can be clicked on."""
        self.append(Spot(axes, (x, y, width, height), name, label))

    def add_grid(self, axes, rows, columns, name, label):
        """Make each pixel of an image of so many rows and columns one: ``name.format(row, column)`` and so its label.

        The image must have been drawn with ``imshow``, pixel (0, 0) around the point (0, 0).
        """
        for row in range(rows):
            for column in range(columns):
                box = column - 0.5, row - 0.5, 1, 1
                self.add(axes, *box, name.format(row, column), label.format(row, column))

    def on_page(self):
        """Return the spots with their places as parts of the picture's width and height, from the top left corner.

        Returns
        -------
        list of dict
            ``name``, ``label``, ``left``, ``top``, ``width``, ``height``; they hold once the picture has been drawn.
        """
        page_width, page_height = self._picture.bbox.size
        found = []
        for spot in self:
            x, y, width, height = spot.box
            (x1, y1), (x2, y2) = spot.axes.transData.transform([(x, y), (x + width, y + height)])
            left, top = min(x1, x2) / page_width, 1 - max(y1, y2) / page_height
            size = {"width": abs(x2 - x1) / page_width, "height": abs(y2 - y1) / page_height}
            place = {key: round(float(value), 5) for key, value in {"left": left, "top": top, **size}.items()}
            found.append({"name": spot.name, "label": spot.label, **place})
        return found
