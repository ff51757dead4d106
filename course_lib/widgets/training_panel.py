"""The part of the live training view that stands on the page."""

from pathlib import Path

import anywidget
import numpy as np
from IPython.display import display
from traitlets import Dict, List, Unicode

from course_lib.plots.guesses import thumbnails
from course_lib.plots.sheet import png_address
from course_lib.widgets.piece import WIDGET

_HERE = Path(__file__).parent


class Panel(anywidget.AnyWidget):
    """Draws curves, a line of words and samples; each update is one message with all of it.

    Parameters
    ----------
    label : str
        What it is, read aloud.
    x : ndarray, (N, …), or None
        The samples.
    """

    _esm = _HERE / "training_view.js"
    _css = _HERE / "training_view.css"

    label = Unicode().tag(sync=True)
    images = List().tag(sync=True)
    state = Dict().tag(sync=True)

    def __init__(self, label, x=None):
        images = [] if x is None else ["" if image is None else png_address(image) for image in thumbnails(x)]
        super().__init__(label=label, images=images)
        self.add_class("cl-piece")
        self.add_class("cl-training")

    def update(self, line, part, done, charts, samples):
        """Show how things stand.

        Parameters
        ----------
        line : str
            Where the training stands, in words.
        part : float
            What is done of it, 0 to 1.
        done : bool
            Whether it has ended.
        charts : list of dict
            From `plots.training.lay_out`.
        samples : list of dict
            From `plots.guesses.guesses`.
        """
        charts = [_packed(chart) for chart in charts]
        self.state = {"line": line, "part": round(part, 4), "done": done, "charts": charts, "samples": samples}

    def show(self):
        """Put the panel on the page."""
        display({WIDGET: {"version_major": 2, "version_minor": 0, "model_id": self.model_id}}, raw=True)


def _packed(chart):
    """A chart with its lines as bytes of float32."""
    lines = {"running": chart["running"], "training": [chart["training"]], "validation": [chart["validation"]]}
    return {**chart, **{name: [np.float32(line).tobytes() for line in each] for name, each in lines.items()}}
