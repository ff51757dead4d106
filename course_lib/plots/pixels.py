"""Images as a screen shows them."""

import numpy as np

from course_lib.arrays import as_numbers
from course_lib.plots.dark import ink_on
from course_lib.plots.frame import frame
from course_lib.plots.lettering import fitting, shortened
from course_lib.plots.picture import Picture, count
from course_lib.plots.sheet import shown
from course_lib.validation import message

WHERE = "show_pixels"
MOST = 6  # side by side
WRITTEN = 8  # rows and columns of an image whose numbers are written on it
PAGE, WIDEST = 11.0, 2.6  # in inches


def show_pixels(images, titles=None):
    """Draw grey and colour images on one scale, as a screen shows them: 0 is black, 255 white or the full colour.

    A number below 0 is drawn as 0, one above 255 as 255. Small grey images, of at most 8 rows and 8 columns, have their
    numbers written on them. (`show_images` draws each image from its own darkest to its own brightest pixel instead.)

    Parameters
    ----------
    images : list of array_like, each (H, W) or (H, W, 3)
        One to six images, grey or with red, green and blue.
    titles : list of str, optional
        A line above each.

    Returns
    -------
    Picture

    Raises
    ------
    TypeError, ValueError
        If one is no such image, or the titles are too few or too many.

    Examples
    --------
    >>> import numpy as np
    >>> show_pixels([np.array([[0, 255]]), np.zeros((2, 2, 3))], ["two pixels", "in colour"])
    [Picture: 2 images, 0 black and 255 white: two pixels, in colour]
    """
    images, titles = _checked(images, titles)
    named = f": {', '.join(filter(None, titles))}" if any(titles) else ""
    side = min(WIDEST, PAGE / len(images))
    tallest = max(image.shape[0] / image.shape[1] for image in images)
    high = max(min(tallest, 1.4) * (side - 0.15), 0.5) + (0.35 if any(titles) else 0.15)
    picture = Picture(side * len(images), high, f"{count(len(images), 'image')}, 0 black and 255 white{named}")
    for axes, image, title in zip(picture.subplots(1, len(images), squeeze=False)[0], images, titles, strict=True):
        colors = np.clip(image, 0, 255) / 255
        axes.imshow(colors, cmap="gray", vmin=0, vmax=1, interpolation="nearest")
        axes.set_title(shortened(title, side - 0.1, 11), fontsize=11)
        frame(axes)
        if image.ndim == 2 and max(image.shape) <= WRITTEN:
            _write(axes, image, colors, 0.8 * (side - 0.3) / max(image.shape))
    return picture


def _write(axes, image, colors, cell):
    size = fitting(map(shown, image.flat), cell, 13)
    for (row, column), number in np.ndenumerate(image):
        ink = ink_on(str(colors[row, column]))
        axes.text(column, row, shown(number), ha="center", va="center_baseline", fontsize=size, color=ink)


def _checked(images, titles):
    if isinstance(images, np.ndarray) and images.ndim in (2, 3):
        got = f"an array of shape {images.shape}"
        raise ValueError(message(WHERE, "`images` must be a list of images", got, "Write [image]."))
    images = [as_numbers(image, WHERE, f"image {place}").astype(float) for place, image in enumerate(images)]
    if not 1 <= len(images) <= MOST:
        raise ValueError(message(WHERE, f"`images` must be one to {MOST}", str(len(images))))
    for place, image in enumerate(images):
        if image.ndim not in (2, 3) or 0 in image.shape or image.shape[2:] not in ((), (3,)):
            rule = f"image {place} must have shape (height, width) or (height, width, 3)"
            raise ValueError(message(WHERE, rule, str(image.shape)))
    titles = [""] * len(images) if titles is None else [str(title) for title in titles]
    if len(titles) != len(images):
        raise ValueError(message(WHERE, f"`titles` must have {len(images)} entries", str(len(titles))))
    return images, titles
