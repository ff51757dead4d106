"""An image kernel at one place: the pixels under it, the products, the sum."""

import numpy as np

from course_lib.plots.filtering import greys_of
from course_lib.plots.kernel import COLORS, reach
from course_lib.plots.picture import ORANGE, grey_image
from course_lib.plots.sheet import Sheet, rounded, shades, shown
from course_lib.plots.tables import in_sum
from course_lib.validation import message

SIDE, TOP = 300, 34  # of both images, in pixels
TABLE = 140  # width of both tables


def show_kernel_window(image, kernel, result, row, column):
    """Draw an image with a window on it, the sum of products there, and the filtered image with that pixel marked.

    Input and output are spots named "input" and "output".

    Parameters
    ----------
    image : array_like, (H, W)
        Before.
    kernel : array_like, (kh, kw)
        The image kernel.
    result : array_like, (H − kh + 1, W − kw + 1)
        After.
    row, column : int
        The pixel of `result`; the window's upper left corner in `image`.

    Returns
    -------
    Sheet

    Raises
    ------
    ValueError
        If one of the three has not two axes, or `result` has no such pixel.

    Examples
    --------
    >>> import numpy as np
    >>> show_kernel_window(np.eye(3), [[-1, 1]], [[-1, 0], [1, -1], [0, 1]], row=1, column=0)
    [Picture: the window at row 1, column 0: the products of its 1×2 pixels and the image kernel add up to 1]
    """
    named = {"image": image, "kernel": kernel, "result": result}
    image, kernel, result = (grey_image(array, "show_kernel_window", name) for name, array in named.items())
    if not (0 <= row < result.shape[0] and 0 <= column < result.shape[1]):
        rule = f"the pixel must lie in `result`, whose shape is {result.shape}"
        raise ValueError(message("show_kernel_window", rule, f"row {row}, column {column}"))
    height, width = kernel.shape
    window = image[row : row + height, column : column + width]
    said = f"the window at row {row}, column {column}: the products of its {height}×{width} pixels and "
    sheet = Sheet(980, 350 + 17 * (height + 1), f"{said}the image kernel add up to {shown(result[row, column])}")
    low, high = image.min(), max(image.max(), 1)
    frame = column, row, width, height
    _image(sheet, 10, f"image, {size(image)}", shades(image, "gray", low, high), frame, "input")
    limits = greys_of(result)
    pixels = shades(result, "gray", limits["vmin"], limits["vmax"])
    _image(sheet, 670, f"filtered image, {size(result)}", pixels, (column, row, 1, 1), "output")
    _table(sheet, 335, "pixels under the window", window, shades(window, "gray", low, high))
    limit = reach(kernel)
    _table(sheet, 505, "image kernel", kernel, shades(kernel, COLORS, -limit, limit))
    sheet.text(490, 250, f"sum of products: {shown(result[row, column])}", 16, "middle", bold=True)
    sheet.arrow((430, 275), (550, 275), ORANGE, 2)
    for place, line in enumerate(arithmetic(window, kernel)):
        sheet.text(10, 360 + 17 * place, line, 14, mono=True)
    return sheet


def arithmetic(window, kernel):
    """Return the sum of products as lines of text, one for each row and one for the result.

    "≈" stands before a result that the numbers, as short as they are told, do not quite give.
    """
    rows = [" + ".join(map(product, *pair)) for pair in zip(window, kernel, strict=True)]
    total = float(np.sum(np.float64(window) * kernel))
    told = sum(rounded(pixel) * rounded(weight) for pixel, weight in zip(window.flat, kernel.flat, strict=True))
    sign = "=" if abs(told - rounded(total)) < 1e-6 else "≈"
    return [f"  {rows[0]}", *(f"+ {row}" for row in rows[1:]), f"{sign} {shown(total)}"]


def size(image):
    """Return "28×28"."""
    return "×".join(map(str, image.shape))


def product(pixel, weight):
    """Return "84·(−1)"."""
    return f"{shown(pixel)}·{in_sum(weight)}"


def _image(sheet, x, title, colors, frame, name):
    """An image in its own proportions, with a framed part; all of it one spot."""
    rows, columns = colors.shape[:2]
    scale = SIDE / max(rows, columns)
    sheet.text(x, 22, title)
    sheet.image(x, TOP, columns * scale, rows * scale, colors)
    left, top, width, height = (part * scale for part in frame)
    sheet.rect(x + left, TOP + top, width, height, stroke=ORANGE, thickness=3)
    sheet.spot(x, TOP, columns * scale, rows * scale, name, f"{title}: click to put the window here")


def _table(sheet, x, title, numbers, colors):
    sheet.text(x + TABLE / 2, 64, title, 14, "middle")
    sheet.table(x, 74, TABLE / max(numbers.shape), numbers, colors)
