"""A drawing of grids, numbers and arrows that is quick enough to follow a hand.

Matplotlib takes a quarter of a second for a picture of a few small tables, a sheet takes milliseconds: it is SVG text
that the browser draws, sharp at every size. Its ink and paper are the page's where it stands in an interactive piece,
black and white elsewhere.
"""

import base64
import html
import io
from xml.etree import ElementTree

import numpy as np
from matplotlib import colormaps
from PIL import Image

from course_lib.plots.dark import ink_on

INK, PAPER, FAINT = "var(--cl-ink, #111111)", "var(--cl-paper, #ffffff)", "var(--cl-faint, #8a8a8a)"
SANS = 'var(--jp-ui-font-family, system-ui), "DejaVu Sans", Verdana, sans-serif'
MONO = 'var(--jp-code-font-family, ui-monospace), "DejaVu Sans Mono", Menlo, Consolas, monospace'


class Sheet:
    """A drawing with a sentence that says what it shows; all places and sizes in pixels from the top left corner.

    Parameters
    ----------
    width, height : float
        Its size.
    alt : str
        What it shows, for those who cannot see it.

    Attributes
    ----------
    spots : list of dict
        Parts that can be clicked on where the sheet stands in an interactive piece.

    Examples
    --------
    >>> sheet = Sheet(200, 100, "the number 5 on a blue square")
    >>> sheet.rect(10, 10, 80, 80, fill="#0072B2")
    >>> sheet.text(50, 60, "5", anchor="middle", fill="#ffffff")
    >>> sheet
    [Picture: the number 5 on a blue square]
    """

    def __init__(self, width, height, alt):
        self.width, self.height, self.alt, self.spots = width, height, alt, []
        attributes = {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width} {height}",
            "role": "img",
            "aria-label": alt,
            "font-family": SANS,
        }
        self.root = ElementTree.Element("svg", attributes)
        self.rect(0, 0, width, height, fill=PAPER)

    def __repr__(self):
        return f"[Picture: {self.alt}]"

    def add(self, kind, text=None, **attributes):
        """Add an element of SVG; underscores in names stand for hyphens, and what is None is left out."""
        named = {name.replace("_", "-"): _short(value) for name, value in attributes.items() if value is not None}
        ElementTree.SubElement(self.root, kind, named).text = text

    def rect(self, x, y, width, height, fill="none", stroke=None, thickness=1.0, dashed=False, corner=None):
        """Draw a rectangle; with `dashed` its line is broken, `corner` is the radius of round corners."""
        line = {"stroke": stroke, "stroke_width": thickness if stroke else None}
        line["stroke_dasharray"] = "5 4" if dashed else None
        self.add("rect", x=x, y=y, width=width, height=height, fill=fill, rx=corner, **line)

    def text(self, x, y, text, size=14, anchor="start", fill=INK, bold=False, mono=False, opacity=None):
        """Write a line of text whose base line begins, has its middle or ends at (x, y): start, middle or end."""
        style = {"font_weight": "600" if bold else None, "font_family": MONO if mono else None, "opacity": opacity}
        text = text.replace("  ", "\u00a0 ").replace("  ", "\u00a0 ")  # SVG makes one space of several
        self.add("text", text, x=x, y=y, font_size=size, text_anchor=anchor, fill=fill, **style)

    def line(self, points, stroke=INK, thickness=1.5, dashed=False, opacity=None):
        """Draw a line through points (x, y)."""
        places = " ".join(f"{_short(x)},{_short(y)}" for x, y in points)
        style = {"stroke_dasharray": "5 4" if dashed else None, "stroke_linejoin": "round", "opacity": opacity}
        self.add("polyline", points=places, fill="none", stroke=stroke, stroke_width=thickness, **style)

    def arrow(self, start, end, stroke=INK, thickness=1.5, head=7):
        """Draw an arrow from one point to another."""
        start, end = np.array(start, float), np.array(end, float)
        ahead = (end - start) / (np.hypot(*(end - start)) or 1)
        aside = np.array([-ahead[1], ahead[0]])
        self.line([start, end], stroke, thickness)
        self.line([end - head * (ahead + 0.5 * aside), end, end - head * (ahead - 0.5 * aside)], stroke, thickness)

    def image(self, x, y, width, height, colors):
        """Draw pixels as sharp squares: (rows, columns, 3) of uint8, as `shades` returns them."""
        style = {"preserveAspectRatio": "none", "style": "image-rendering: pixelated"}
        self.add("image", x=x, y=y, width=width, height=height, href=png_address(colors), **style)

    def table(self, x, y, cell, numbers, colors=None, size=None):
        """Draw numbers in square cells of `cell` pixels, on colours from `shades` or on paper.

        Parameters
        ----------
        x, y : float
            Top left corner.
        cell : float
            Width and height of a cell.
        numbers : ndarray, (rows, columns)
            Numbers, or texts; "" leaves a cell empty, None leaves it out.
        colors : ndarray, (rows, columns, 3), optional
            Of the cells.
        size : float, optional
            Of the text; by default what fits.
        """
        texts = [[value if value is None else shown(value) for value in row] for row in numbers]
        longest = max((len(text) for row in texts for text in row if text), default=1)
        size = size or min(0.45 * cell, 1.3 * cell / max(longest, 1))
        for (row, column), _ in np.ndenumerate(np.empty((len(texts), len(texts[0])))):
            text = texts[row][column]
            if text is None:
                continue
            color = None if colors is None else "#{:02x}{:02x}{:02x}".format(*colors[row, column])
            left, top = x + column * cell, y + row * cell
            self.rect(left, top, cell, cell, fill=color or "none", stroke=FAINT, thickness=0.5)
            ink = ink_on(color) if color else INK
            self.text(left + cell / 2, top + cell / 2 + 0.36 * size, text, size, "middle", ink)

    def spot(self, x, y, width, height, name, label):
        """Make a rectangle one that can be clicked on.

        Parameters
        ----------
        x, y, width, height : float
            Where.
        name : str
            What the piece is told; each spot has its own.
        label : str
            What it is, in words: read aloud, and shown while the pointer rests on it.
        """
        sides = {"left": x / self.width, "top": y / self.height}
        sides |= {"width": width / self.width, "height": height / self.height}
        self.spots.append({"name": name, "label": label, **{key: round(float(v), 5) for key, v in sides.items()}})

    def texts(self):
        """Return all texts of the sheet, in the order in which they were written.

        Returns
        -------
        list of str
        """
        return [element.text for element in self.root.iter("text")]

    def size_in_pixels(self):
        """Return (width, height).

        Returns
        -------
        (int, int)
        """
        return round(self.width), round(self.height)

    def svg(self):
        """Return the sheet as SVG.

        Returns
        -------
        str
        """
        return ElementTree.tostring(self.root, encoding="unicode")

    def as_html(self):
        """Return an ``<img>`` element with the sheet in it.

        Returns
        -------
        str
        """
        width, height = self.size_in_pixels()
        source = base64.b64encode(self.svg().encode()).decode()
        alt = html.escape(self.alt)
        return f'<img width="{width}" height="{height}" alt="{alt}" src="data:image/svg+xml;base64,{source}">'

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": repr(self), "text/html": self.as_html(), "image/svg+xml": self.svg()}


def png_address(colors):
    """Return pixels, (rows, columns, 3) of uint8, as the address of a picture: ``data:image/png;base64,…``."""
    file = io.BytesIO()
    Image.fromarray(colors).save(file, "png", compress_level=1)
    return f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"


def shades(values, cmap="gray", low=0.0, high=1.0):
    """Return the colour of each number.

    Parameters
    ----------
    values : array_like
        Numbers.
    cmap : str, default "gray"
        Name of a colour map of matplotlib's.
    low, high : float
        What gets its first and its last colour.

    Returns
    -------
    ndarray, (…, 3), uint8
    """
    parts = (np.asarray(values, float) - low) / ((high - low) or 1)
    return np.array(colormaps[cmap](np.clip(parts, 0, 1), bytes=True), np.uint8)[..., :3]


def shown(value):
    """Return a number as short as it can be told, with a true minus sign; texts as they are."""
    if isinstance(value, str):
        return value
    return f"{rounded(value):g}".replace("-", "−")


def rounded(value):
    """Return a number as `shown` tells it: two places behind the point, three for the small ones."""
    value = float(value)
    return round(value, 2 if abs(value) >= 0.1 else 3) + 0.0  # -0 becomes 0


def _short(value):
    return f"{float(value):.2f}".rstrip("0").rstrip(".") if isinstance(value, int | float | np.number) else str(value)
