"""How an image becomes a row of numbers, here and in PyTorch."""

import numpy as np
from matplotlib.patches import Rectangle

from course_lib.arrays import as_numbers
from course_lib.plots.lettering import fitting
from course_lib.plots.picture import BLUE, GREY, ORANGE, Picture
from course_lib.validation import message

COLORS = (BLUE, ORANGE, GREY)
MOST = 24  # numbers that fit side by side


def show_flattening(image):
    """Draw a small image channel by channel, and its numbers in a row as `Flatten` lays them out in two worlds.

    With the channels last, as here and in Keras, all channels of a pixel stand together. With the channels first, as
    in PyTorch, all pixels of a channel do.

    Parameters
    ----------
    image : array_like, (H, W, C)
        At most 24 numbers in at most 3 channels.

    Returns
    -------
    Picture

    Raises
    ------
    TypeError, ValueError
        If `image` is no such image.

    Examples
    --------
    >>> import numpy as np
    >>> show_flattening([[[1, 11], [2, 12]]])
    [Picture: an image of 1×2 pixels with 2 channels; channels last its row is 1 11 2 12, channels first 1 2 11 12]
    """
    image = as_numbers(image, "show_flattening", "`image`")
    if image.ndim != 3 or not 0 < image.size <= MOST or image.shape[2] > len(COLORS):
        rule = f"`image` must have shape (H, W, C), with at most {MOST} numbers and {len(COLORS)} channels"
        raise ValueError(message("show_flattening", rule, str(image.shape)))
    height, width, channels = image.shape
    channel = np.broadcast_to(np.arange(channels), image.shape)
    orders = {"last": (0, 1, 2), "first": (2, 0, 1)}
    rows = {name: image.transpose(order).ravel() for name, order in orders.items()}
    words = {name: " ".join(f"{number:g}" for number in row) for name, row in rows.items()}
    alt = f"an image of {height}×{width} pixels with {channels} channel{'s' * (channels > 1)}; "
    alt += f"channels last its row is {words['last']}, channels first {words['first']}"
    squares = max(image.size, channels * (width + 1) - 1)  # side by side
    side = max(0.45, 5 / squares)  # inches
    size = fitting([f"{number:g}" for number in image.flat], 0.85 * side, 12)
    picture = Picture(side * squares + 0.3, side * height + 2 * side + 1.5, alt)
    above, *below = picture.subplots(3, 1, height_ratios=(height + 0.2, 1, 1))
    for c in range(channels):
        for (i, j), number in np.ndenumerate(image[:, :, c]):
            _square(above, c * (width + 1) + j, i, number, c, size)
    _frame(above, squares, height, f"image of {height}×{width} pixels, channel by channel")
    titles = {"last": "(H, W, C): here and in Keras", "first": "(C, H, W): in PyTorch"}
    for axes, name in zip(below, orders, strict=True):
        owners = channel.transpose(orders[name]).ravel()
        for place, (number, c) in enumerate(zip(rows[name], owners, strict=True)):
            _square(axes, place, 0, number, int(c), size)
        _frame(axes, squares, 1, titles[name])
    return picture


def _square(axes, x, y, number, channel, size):
    axes.add_patch(Rectangle((x, y), 1, 1, facecolor=COLORS[channel], alpha=0.35, edgecolor="white", linewidth=2))
    axes.text(x + 0.5, y + 0.5, f"{number:g}", ha="center", va="center", fontsize=size)


def _frame(axes, width, height, title):
    axes.set(xlim=(0, width), ylim=(height, 0), aspect="equal")
    axes.set_title(title, fontsize=11, loc="left")
    axes.set_anchor("W")
    axes.set_axis_off()
