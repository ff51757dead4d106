"""A picture on the page, with spots that can be clicked on."""

from pathlib import Path

import anywidget
from traitlets import Bool, Bytes, Int, List, Unicode

from course_lib.plots.sheet import Sheet

_HERE = Path(__file__).parent


class Stage(anywidget.AnyWidget):
    """Shows pictures one after the other and tells which of their spots was clicked on.

    Parameters
    ----------
    redraw : callable
        Called without arguments when the page's theme has changed.
    on_click : callable
        Called with a spot's name and the place of the pointer in it: x and y from 0 to 1, from the top left corner.
    follows_pointer : bool, default False
        Whether a spot that the pointer or the focus reaches counts as clicked on.
    """

    _esm = _HERE / "stage.js"
    _css = _HERE / "stage.css"

    svg = Unicode("").tag(sync=True)
    png = Bytes(b"").tag(sync=True)
    serial = Int(0).tag(sync=True)
    width = Int(0).tag(sync=True)
    alt = Unicode("").tag(sync=True)
    spots = List([]).tag(sync=True)
    selected = Unicode("").tag(sync=True)
    follows_pointer = Bool(False).tag(sync=True)
    theme = Unicode("light").tag(sync=True)

    def __init__(self, redraw, on_click, follows_pointer=False):
        super().__init__(follows_pointer=follows_pointer)
        self.observe(lambda change: redraw(), "theme")
        self.on_msg(lambda widget, told, buffers: on_click(told["name"], told["x"], told["y"]))

    def show(self, picture, selected=""):
        """Put a picture in the place of the one before.

        Parameters
        ----------
        picture : Sheet or Picture
            A sheet takes the page's colours; a picture is drawn for light paper and turned here where the page is dark.
        selected : str, optional
            Name of a spot that is marked.
        """
        svg, png = "", b""
        if isinstance(picture, Sheet):
            svg = picture.svg()
        else:
            png = (picture.darken() if self.theme == "dark" else picture).png(compression=1)
        spots = picture.spots if svg else picture.spots.on_page()
        with self.hold_sync():
            self.svg, self.png, self.spots, self.selected = svg, png, spots, selected
            self.width, self.alt, self.serial = picture.size_in_pixels()[0], picture.alt, self.serial + 1
