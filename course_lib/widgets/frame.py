"""What all pieces share in the browser: colours, names and explanations of controls, and keys left to them."""

from pathlib import Path

import anywidget
from traitlets import Dict


class Frame(anywidget.AnyWidget):
    """An invisible part of each piece.

    Parameters
    ----------
    hints : dict of str to str
        By a control's description what it is for: shown while the pointer rests on it.
    """

    _esm = Path(__file__).parent / "frame.js"
    _css = Path(__file__).parent / "frame.css"

    hints = Dict({}).tag(sync=True)

    def __init__(self, hints):
        super().__init__(hints=hints)
