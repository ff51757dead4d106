"""A figure with words, and what the pictures have in common."""

import io

from matplotlib.figure import Figure

from course_lib.arrays import as_numbers
from course_lib.validation import message

BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#b0b0b0"
DPI = 100


class Picture(Figure):
    """A matplotlib figure with a sentence that says what it shows.

    Parameters
    ----------
    width, height : float
        Size in inches; 100 pixels each on a plain screen.
    alt : str
        What the picture shows, for those who cannot see it; also what ``print`` shows.

    Examples
    --------
    >>> Picture(4, 3, "an empty sheet")
    [Picture: an empty sheet]
    """

    def __init__(self, width, height, alt):
        super().__init__(figsize=(width, height), dpi=DPI, layout="constrained", facecolor="white")
        self.alt = alt

    def __repr__(self):
        return f"[Picture: {self.alt}]"

    __str__ = __repr__  # matplotlib's own tells the size in pixels

    def _repr_png_(self):
        """Twice the pixels, shown at the plain size: sharp on every screen."""
        data = io.BytesIO()
        self.savefig(data, format="png", dpi=2 * DPI)
        width, height = (round(inches * DPI) for inches in self.get_size_inches())
        return data.getvalue(), {"width": width, "height": height}


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
    """Return "1 image" or "2 images"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def lines(titles):
    """Return how many lines the longest title has."""
    return max(title.count("\n") + 1 if title else 0 for title in titles)
