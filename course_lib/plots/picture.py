"""A figure with words, and what the pictures have in common."""

import base64
import html
import io

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from course_lib.arrays import as_numbers
from course_lib.plots import dark
from course_lib.plots.spots import Spots
from course_lib.validation import message

# Okabe and Ito's palette, which colour-blind readers can tell apart.
BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#b0b0b0"
GREEN, PURPLE, SKY, YELLOW = "#009E73", "#CC79A7", "#56B4E9", "#E69F00"
DPI = 100


class Picture(Figure):
    """A matplotlib figure with a sentence that says what it shows.

    Parameters
    ----------
    width, height : float
        Size in inches; 100 pixels each on a plain screen.
    alt : str
        What the picture shows, for those who cannot see it: the image's alt text in a notebook, and what ``print``
        shows.
    layout : {"constrained", "none"}, default "constrained"
        Whether matplotlib finds room for everything; "none" takes half the time and leaves that to `panel`.

    Attributes
    ----------
    spots : Spots
        Parts of the picture that can be clicked on where it stands in an interactive piece.

    Examples
    --------
    >>> Picture(4, 3, "an empty sheet")
    [Picture: an empty sheet]
    """

    def __init__(self, width, height, alt, layout="constrained"):
        # Whole pixels, so that twice as many are twice the plain size; a little more, for matplotlib cuts off.
        size = round(width, 2) + 1e-9, round(height, 2) + 1e-9
        super().__init__(figsize=size, dpi=DPI, layout=layout, facecolor="white")
        self.alt = alt
        self.spots = Spots(self)

    def __repr__(self):
        return f"[Picture: {self.alt}]"

    __str__ = __repr__  # matplotlib's own tells the size in pixels

    def panel(self, x, y, width, height):
        """Return axes without ticks or frame at a place in inches, counted from the top left corner.

        Parameters
        ----------
        x, y : float
            Their top left corner.
        width, height : float
            Their size.

        Returns
        -------
        matplotlib.axes.Axes
        """
        page_width, page_height = self.get_size_inches()
        bottom = (page_height - y - height) / page_height
        axes = self.add_axes((x / page_width, bottom, width / page_width, height / page_height))
        axes.set_axis_off()
        return axes

    def note(self, x, y, text, **style):
        """Write a text whose top left corner is at a place in inches, counted from the top left corner.

        Parameters
        ----------
        x, y : float
            The place.
        text : str
            What to write.
        **style
            As for matplotlib's ``Figure.text``.
        """
        page_width, page_height = self.get_size_inches()
        style = {"fontsize": 11, "va": "top", **style}
        self.text(x / page_width, 1 - y / page_height, text, **style)

    def darken(self):
        """Return the picture with light ink on dark paper; coloured parts stay.

        Returns
        -------
        Picture
        """
        return dark.darken(self)

    def png(self, scale=2, compression=6):
        """Return the picture as the bytes of a PNG file.

        Parameters
        ----------
        scale : float, default 2
            Pixels of the file for one of a plain screen; 2 is sharp on every screen.
        compression : int, default 6
            From 0, fast, to 9, small.

        Returns
        -------
        bytes
        """
        canvas, data = FigureCanvasAgg(self), io.BytesIO()
        self.dpi = DPI * scale
        try:
            canvas.draw()
            Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB").save(
                data, "png", compress_level=compression
            )
        finally:
            self.dpi = DPI
            self.set_layout_engine("none")  # what was found stays; matplotlib would move it on with each drawing
        return data.getvalue()

    def size_in_pixels(self):
        """Return (width, height) on a plain screen.

        Returns
        -------
        (int, int)
        """
        return tuple(round(float(inches) * DPI) for inches in self.get_size_inches())

    def _repr_png_(self):
        """Twice the pixels, shown at the plain size."""
        width, height = self.size_in_pixels()
        return self.png(), {"width": width, "height": height}

    def _repr_mimebundle_(self, include=None, exclude=None):
        """An ``<img>`` with its alt text for JupyterLab, which gives plain images none, and the image for others."""
        data, size = self._repr_png_()
        bundle = {"text/plain": repr(self), "text/html": self.as_html(data), "image/png": data}
        return bundle, {"image/png": size}

    def as_html(self, data):
        """Return the ``<img>`` element.

        Parameters
        ----------
        data : bytes
            From `png`.

        Returns
        -------
        str
        """
        width, height = self.size_in_pixels()
        source, alt = base64.b64encode(data).decode(), html.escape(self.alt)
        return f'<img width="{width}" height="{height}" alt="{alt}" src="data:image/png;base64,{source}">'


def draw(axes, image, title, **limits):
    """Draw an image in shades of grey."""
    axes.imshow(image, cmap="gray", interpolation="nearest", **limits)
    axes.set_title(title, fontsize=11)


def grey_images(x, where):
    """Return a stack of grey images as (N, H, W)."""
    x = as_numbers(x, where, "images")
    if x.ndim == 4 and x.shape[-1] == 1:
        x = x[..., 0]
    single = x.ndim == 2 or (x.ndim == 3 and x.shape[-1] == 1)
    if single or x.ndim != 3 or 0 in x.shape:
        rule = "images must have shape (N, height, width) or (N, height, width, 1), with N at least 1"
        advice = "A single image needs x[None]." if single else ""
        raise ValueError(message(where, rule, str(x.shape), advice))
    return x


def grey_image(image, where, name):
    """Return one grey image as (H, W)."""
    image = as_numbers(image, where, f"`{name}`")
    if image.ndim == 3 and image.shape[-1] == 1:
        image = image[..., 0]
    if image.ndim != 2 or 0 in image.shape:
        advice = "Take one image of a stack: x[0]." if image.ndim > 2 else ""
        raise ValueError(message(where, f"`{name}` must have shape (height, width)", str(image.shape), advice))
    return image


def names_of(classes, class_names, where):
    """Return a name for each of so many classes: those given, or their numbers."""
    names = [str(k) for k in range(classes)] if class_names is None else list(class_names)
    if len(names) != classes:
        raise ValueError(message(where, f"`class_names` must have {classes} entries", str(len(names))))
    return names


def percent(p):
    """Whole percents, but 100 % only for certainty and 0 % only for nothing."""
    if 0.995 <= p < 1:
        return ">99%"
    return "<1%" if 0 < p < 0.005 else f"{p:.0%}"


def count(number, thing):
    """Return "1 image" or "2,000 images"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def lines(titles):
    """Return how many lines the longest title has."""
    return max(title.count("\n") + 1 if title else 0 for title in titles)
