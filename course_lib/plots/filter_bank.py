"""Several image kernels at work on one image."""

from course_lib.arrays import as_numbers
from course_lib.plots.filtering import greys_of
from course_lib.plots.frame import frame
from course_lib.plots.kernel import draw_kernel, reach, size_of
from course_lib.plots.picture import Picture, draw, grey_image
from course_lib.validation import message

WHERE = "show_filter_bank"
MOST = 6  # side by side


def show_filter_bank(image, kernels, maps, titles=None):
    """Draw an image, and beside it image kernels with their numbers above what each makes of the image.

    In a filtered image with negative numbers 0 is grey, positive is lighter and negative darker; else 0 is black.

    Parameters
    ----------
    image : array_like, (H, W)
        Before.
    kernels : array_like, (F, kh, kw)
        One to six image kernels.
    maps : array_like, (Ho, Wo, F)
        What each makes of the image, with the last axis for the kernels.
    titles : list of str, optional
        A line above each kernel.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the shapes do not fit together.

    Examples
    --------
    >>> import numpy as np
    >>> show_filter_bank(np.eye(3), [[[-1, 1]], [[1, 1]]], np.ones((3, 2, 2)), ["edges", "sum"])
    [Picture: an image, and what 2 image kernels of 1×2 make of it: edges, sum]
    """
    image = grey_image(image, WHERE, "image")
    kernels, maps = as_numbers(kernels, WHERE, "`kernels`"), as_numbers(maps, WHERE, "`maps`")
    titles = _checked(kernels, maps, titles)
    number, height, width = kernels.shape
    named = f": {', '.join(filter(None, titles))}" if any(titles) else ""
    words = "image kernel" if number == 1 else "image kernels"
    picture = Picture(
        2.2 + 1.75 * number, 3.7, f"an image, and what {number} {words} of {height}×{width} make of it{named}"
    )
    grid = picture.add_gridspec(2, number + 1, width_ratios=[1.25] + [1] * number)
    before = picture.add_subplot(grid[:, 0])
    draw(before, image, "image")
    frame(before)
    for place, title in enumerate(titles):
        above, below = picture.add_subplot(grid[0, place + 1]), picture.add_subplot(grid[1, place + 1])
        draw_kernel(above, kernels[place], size_of(kernels[place], 1.2 / max(height, width)), reach(kernels[place]))
        above.set_title(title, fontsize=11)
        draw(below, maps[..., place], "", **greys_of(maps[..., place]))
        frame(below)
    return picture


def _checked(kernels, maps, titles):
    """A title for each kernel, or why the arguments do not fit."""
    if kernels.ndim != 3 or not 1 <= len(kernels) <= MOST or 0 in kernels.shape:
        raise ValueError(message(WHERE, f"`kernels` must be one to {MOST} of shape (F, kh, kw)", str(kernels.shape)))
    if maps.ndim != 3 or maps.shape[2] != len(kernels) or 0 in maps.shape:
        rule = f"`maps` must have shape (Ho, Wo, {len(kernels)}): a map for each kernel"
        raise ValueError(message(WHERE, rule, str(maps.shape)))
    titles = [""] * len(kernels) if titles is None else list(titles)
    if len(titles) != len(kernels):
        raise ValueError(message(WHERE, f"`titles` must have {len(kernels)} entries", str(len(titles))))
    return titles
