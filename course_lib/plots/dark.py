"""Light ink on dark paper, for JupyterLab's dark theme.

Plots draw with matplotlib's black on white and know nothing of themes. What has exactly these colours is turned here;
what has been given a colour stays. Numbers that stand on a light colour must therefore be drawn in ``ON_LIGHT``.
"""

from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

PAPER, INK = "#16181d", "#e8e8e8"
ON_LIGHT, ON_DARK = "#111111", "#ffffff"

_BLACK, _WHITE = to_rgba("black"), to_rgba("white")


def darken(picture):
    """Turn the picture's black and white; return it."""
    picture.set_facecolor(PAPER)
    for artist in picture.findobj():
        if isinstance(artist, Axes):
            artist.set_facecolor(PAPER if to_rgba(artist.get_facecolor()) == _WHITE else artist.get_facecolor())
        elif isinstance(artist, Text | Line2D):
            if to_rgba(artist.get_color()) == _BLACK:
                artist.set_color(INK)
        elif isinstance(artist, Patch) and artist is not picture.patch:
            if to_rgba(artist.get_edgecolor()) == _BLACK:
                artist.set_edgecolor(INK)
            if artist.get_fill() and to_rgba(artist.get_facecolor()) == _BLACK:
                artist.set_facecolor(INK)
        if isinstance(artist, Text) and (arrow := getattr(artist, "arrow_patch", None)) is not None:
            if to_rgba(arrow.get_edgecolor()) == _BLACK:
                arrow.set_color(INK)
    for legend in (axes.get_legend() for axes in picture.axes):
        if legend is not None and to_rgba(legend.get_frame().get_facecolor())[:3] == _WHITE[:3]:
            legend.get_frame().set_facecolor(PAPER)
    return picture


def ink_on(color):
    """Return ink that can be read on a colour.

    Parameters
    ----------
    color : matplotlib color
        Of the ground.

    Returns
    -------
    str
        ``ON_LIGHT`` or ``ON_DARK``.
    """
    red, green, blue, _ = to_rgba(color)
    return ON_LIGHT if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else ON_DARK
