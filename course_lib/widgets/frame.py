"""What all pieces share in the browser: colours, and keys that JupyterLab leaves to them."""

from pathlib import Path

import anywidget


class Frame(anywidget.AnyWidget):
    """An invisible part of each piece."""

    _esm = Path(__file__).parent / "frame.js"
    _css = Path(__file__).parent / "frame.css"
