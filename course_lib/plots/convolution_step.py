"""A convolution at one of its steps: the window on the padded image, the products, the output that fills up."""

import numpy as np

from course_lib.arrays import as_numbers
from course_lib.plots.convolution_columns import columns_of, image_names
from course_lib.plots.convolution_numbers import Step, output_of
from course_lib.plots.filtering import greys_of
from course_lib.plots.picture import ORANGE
from course_lib.plots.sheet import FAINT, INK, Sheet, rounded, shades, shown
from course_lib.plots.size_rule import rule_lines, rule_with_numbers
from course_lib.plots.tables import frame, in_sum, signed_shades
from course_lib.shapes import output_size
from course_lib.validation import message, positive_int

WHERE = "show_convolution_step"
IMAGES = 600  # height of all channels' images together, in pixels, where their cells do not become too small


def show_convolution_step(
    image, kernel, bias=0, result=None, row=0, column=0, stride=1, padding=(0, 0, 0, 0), rule=True
):
    """Draw one step of a convolution: window, weights, products, their sum, and the output as far as it is computed.

    Above it stands the rule for the output's size, if wanted. Each cell of the output is a spot, named "row,column".

    Parameters
    ----------
    image : array_like, (H, W) or (H, W, C)
        Without its padding.
    kernel : array_like, (kh, kw) or (kh, kw, C)
        Weights of one filter.
    bias : float, default 0
        Added to the sum of products.
    result : array_like, (Ho, Wo), optional
        The output; by default it is computed.
    row, column : int, default 0
        The pixel of the output that is computed at this step; those before it, row by row, are there already.
    stride : int, default 1
        Step of the window in pixels, down and right.
    padding : (int, int, int, int), default (0, 0, 0, 0)
        Rows and columns of zeros around the image: top, bottom, left, right.
    rule : bool, default True
        Whether the rule for the output's size stands above.

    Returns
    -------
    Sheet

    Raises
    ------
    ValueError
        If the arrays' shapes do not fit together, or the output has no such pixel.

    References
    ----------
    V. Dumoulin and F. Visin, "A guide to convolution arithmetic for deep learning", arXiv:1603.07285, 2016.

    Examples
    --------
    >>> show_convolution_step([[1, 2, 4]], [[-1, 1]], 5, [[6, 7]], row=0, column=1)
    [Picture: step 2 of 2: the window at output row 0, column 1: sum of products 2 + bias 5 = 7; output size: \
rows ⌊(1 − 1 + 2·0) / 1⌋ + 1 = 1, columns ⌊(3 − 2 + 2·0) / 1⌋ + 1 = 2]
    """
    step = _checked(image, kernel, bias, result, row, column, stride, padding)
    channels = step.image.shape[2]
    rows = step.padded().shape[0]
    columns = columns_of(step.padded(), step.kernel, step.result, IMAGES / (channels * rows))
    image, weights, products, output = columns
    height = max(
        rows * image.cell,
        step.kernel.shape[0] * products.cell + 26,  # the sum stands below
        step.kernel.shape[0] * weights.cell + (52 if channels > 1 else 0),  # the channel's name stands above
    )
    band = height + 8
    lines = rule_lines(step.axes(), step.stride) if rule else []
    names = image_names(step.image.shape, step.padded().shape, image.width)
    top = 22 * len(lines) + 36 + 12 * len(names)
    bottom = top + max(channels * band, step.result.shape[0] * output.cell + 88)
    sheet = Sheet(980, bottom, _alt(step, rule))
    for place, (text, bold) in enumerate(lines):
        sheet.text(10, 22 + 22 * place, text, 17 if bold else 14, bold=bold)
    _headings(sheet, step, names, top - 14, columns)
    tops = [top + channel * band for channel in range(channels)]
    middles = [_band(sheet, step, channel, top, height, columns) for channel, top in enumerate(tops)]
    _join(sheet, middles, products.right + 8, output.x - 6)
    _output(sheet, step, top, output)
    return sheet


def _checked(image, kernel, bias, result, row, column, stride, padding):
    """The arguments as a `Step`, or why they are none."""
    image, kernel = as_numbers(image, WHERE, "`image`"), as_numbers(kernel, WHERE, "`kernel`")
    image, kernel = (array[..., None] if array.ndim == 2 else array for array in (image, kernel))
    if image.ndim != 3 or kernel.ndim != 3 or image.shape[2] != kernel.shape[2] or 0 in image.shape + kernel.shape:
        rule = "`image` must have shape (H, W, C) and `kernel` (kh, kw, C), with the same C"
        raise ValueError(message(WHERE, rule, f"{image.shape} and {kernel.shape}"))
    stride = positive_int(stride, WHERE, "stride")
    top, bottom, left, right = padding
    before_after = (top, bottom), (left, right)
    places = tuple(output_size(image.shape[a], kernel.shape[a], stride, *before_after[a]) for a in (0, 1))
    if result is None:
        result = output_of(np.pad(image, (before_after[0], before_after[1], (0, 0))), kernel, bias, stride)
    result = as_numbers(result, WHERE, "`result`")
    if result.shape != places:
        raise ValueError(message(WHERE, f"`result` must have shape {places}", str(result.shape)))
    if not (0 <= row < places[0] and 0 <= column < places[1]):
        rule = f"the pixel must lie in the output, whose shape is {result.shape}"
        raise ValueError(message(WHERE, rule, f"row {row}, column {column}"))
    return Step(image, kernel, bias, result, row, column, stride, tuple(padding))


def _alt(step, rule=True):
    number = step.row * step.result.shape[1] + step.column + 1
    place = f"step {number} of {step.result.size}: the window at output row {step.row}, column {step.column}"
    told = f"{place}: {' '.join(_total(step))}"
    if not rule:
        return told
    rules = [rule_with_numbers(axis, step.stride) for axis in step.axes()]
    names = ("",) if len(rules) == 1 else ("rows ", "columns ")
    size = ", ".join(name + text for name, text in zip(names, rules, strict=True))
    return f"{told}; output size: {size}"


def _total(step):
    """("sum of products 12", "+ bias 1 = 13"), with a sum for each channel."""
    sums = step.products().sum((0, 1), dtype=float)
    told = " + ".join([shown(sums[0]), *map(in_sum, sums[1:])])
    total = float(step.result[step.row, step.column])
    exact = abs(sum(map(rounded, sums)) + rounded(step.bias) - rounded(total)) < 1e-6
    name = "sum of products" if len(sums) == 1 else "sums"
    return f"{name} {told}", f"+ bias {in_sum(step.bias)} {'=' if exact else '≈'} {shown(total)}"


def _headings(sheet, step, names, y, columns):
    image, weights, products, output = columns
    for place, name in enumerate(reversed(names)):
        sheet.text(image.x, y - 18 * place, name)
    sheet.text(weights.middle, y, "filter's weights", anchor="middle")
    sheet.text(products.middle, y, "products", anchor="middle")
    sheet.text(output.x, y, f"output {step.result.shape[0]}×{step.result.shape[1]}")


def _band(sheet, step, channel, y, height, columns):
    """One channel: its image, its slice of the filter, its products and their sum; returns the height of its middle."""
    pixels, kernel, numbers = step.padded()[..., channel], step.kernel[..., channel], step.products()[..., channel]
    image, weights, products, _ = columns
    _padded_image(sheet, step, pixels, y, image)
    middle = y + height / 2 - 8
    _centred(sheet, weights, middle, kernel)
    _centred(sheet, products, middle, numbers)
    if step.image.shape[2] > 1:
        above = middle - len(kernel) * weights.cell / 2 - 7
        sheet.text(weights.middle, above, f"channel {channel}", 14, "middle")
    sheet.text((image.right + weights.x) / 2, middle + 7, "×", 20, "middle")
    sheet.text((weights.right + products.x) / 2, middle + 7, "=", 20, "middle")
    below = middle + len(kernel) * products.cell / 2 + 19
    sheet.text(products.middle, below, f"sum {shown(float(numbers.sum()))}", 14, "middle", bold=True)
    return middle


def _centred(sheet, column, middle, numbers):
    """A table in the middle of its column."""
    rows, columns = numbers.shape
    x, y = column.middle - columns * column.cell / 2, middle - rows * column.cell / 2
    sheet.table(x, y, column.cell, numbers, signed_shades(numbers), column.size)


def _join(sheet, middles, start, end):
    """The channels' sums come together on their way to the output."""
    x = end - 14
    for y in middles:
        sheet.line([(start, y), (x, y)], ORANGE, 2)
    sheet.line([(x, middles[-1]), (x, middles[0])], ORANGE, 2)
    sheet.arrow((x, middles[0]), (end, middles[0]), ORANGE, 2)


def _padded_image(sheet, step, image, y, column):
    """The image's pixels on their greys, and around them the zeros of the padding, dashed and pale."""
    top, bottom, left, right = step.padding
    x, cell, size = column.x, column.cell, column.size
    low, high = step.image.min(), max(step.image.max(), 1)
    rows, columns = image.shape
    inside = image[top : rows - bottom, left : columns - right]
    sheet.table(x + left * cell, y + top * cell, cell, inside, shades(inside, "gray", low, high), size)
    for row, across in np.ndindex(rows, columns):
        if not (top <= row < rows - bottom and left <= across < columns - right):
            at_x, at_y = x + across * cell, y + row * cell
            sheet.rect(at_x + 1, at_y + 1, cell - 2, cell - 2, stroke=FAINT, dashed=True)
            sheet.text(at_x + cell / 2, at_y + cell / 2 + 0.36 * size, "0", size, "middle", INK, opacity=0.6)
    frame(sheet, x, y, cell, step.window())


def _output(sheet, step, y, place):
    """The pixels up to the present one, which is framed; those that follow are empty. Below it the sum."""
    (rows, columns), left, cell = step.result.shape, place.x, place.cell
    limits = greys_of(step.result)
    colors = shades(step.result, "gray", limits["vmin"], limits["vmax"])
    present = step.row * columns + step.column
    reached = [[_reached(step, row, column, present) for column in range(columns)] for row in range(rows)]
    sheet.table(left, y, cell, reached, colors, place.size)
    for row, column in np.ndindex(rows, columns):
        x, top = left + column * cell, y + row * cell
        if reached[row][column] is None:
            sheet.rect(x, top, cell, cell, stroke=FAINT, thickness=0.5)
        label = f"output row {row}, column {column}: click to put the window there"
        sheet.spot(x, top, cell, cell, f"{row},{column}", label)
    frame(sheet, left, y, cell, (step.row, step.column, 1, 1))
    below = y + rows * cell
    sheet.text(left, below + 24, f"row {step.row}, column {step.column} of the output:", 14)
    for number, line in enumerate(_total(step)):
        sheet.text(left, below + 46 + 22 * number, line, 16, bold=True)


def _reached(step, row, column, present):
    return step.result[row, column] if row * step.result.shape[1] + column <= present else None
