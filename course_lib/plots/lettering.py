"""How much room a text needs, so that what stands beside one another does not overlap."""

from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

_DRAWN = 64  # the size in which texts are measured, in points


def width_of(text, fontsize, bold=False):
    """Return the width of a text's widest line in inches.

    Parameters
    ----------
    text : str
        One line or several.
    fontsize : float
        In points.
    bold : bool, default False
        Whether it is written in bold letters.

    Returns
    -------
    float

    Examples
    --------
    >>> 0.8 < width_of("Ankle boot", 11) < 0.9
    True
    """
    return max(_width(line, bold) for line in text.split("\n")) * fontsize / 72


@lru_cache(1024)
def _width(line, bold):
    """Of one line, as a multiple of the font's size."""
    font = FontProperties(size=_DRAWN, weight="bold" if bold else "normal")
    return text_to_path.get_text_width_height_descent(line, font, False)[0] / _DRAWN


def fitting(texts, width, most):
    """Return the largest font size, at most `most`, in which each of the texts is at most so wide.

    Parameters
    ----------
    texts : iterable of str
        What is to be written.
    width : float
        In inches.
    most : float
        In points.

    Returns
    -------
    float

    Examples
    --------
    >>> fitting(["1", "0"], width=1, most=12), fitting(["−1.25"], width=0.4, most=12) < 12
    (12, True)
    """
    widest = max((width_of(text, 1) for text in texts), default=0)
    return most if widest * most <= width else width / widest


def shortened(text, width, fontsize, bold=False):
    """Return a text that is at most so wide: itself, or its beginning and "…".

    Parameters
    ----------
    text : str
        One line.
    width : float
        In inches.
    fontsize : float
        In points.
    bold : bool, default False
        Whether it is written in bold letters.

    Returns
    -------
    str

    Examples
    --------
    >>> shortened("coat", 1, 10), shortened("a coat of many colours", 1, 10)
    ('coat', 'a coat of m…')
    """
    if width_of(text, fontsize, bold) <= width:
        return text
    while text and width_of(f"{text}…", fontsize, bold) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"
