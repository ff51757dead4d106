"""A convolution's backward pass at one of its steps."""

from course_lib.plots.backward_panels import (
    BackwardSheet,
    check_place,
    check_shape,
    listed,
    numbers_of,
    span,
    step_of,
)
from course_lib.plots.sheet import shades, shown
from course_lib.plots.tables import signed, signed_shades
from course_lib.shapes import output_size


def show_convolution_backward(image, kernel, dy, so_far, added, row, column, stride=1):
    """Draw where the gradient of one output of a convolution without padding flows: to its window and to the weights.

    Parameters
    ----------
    image : array_like, (H, W)
        The input of the forward pass.
    kernel : array_like, (kh, kw)
        Weights of the filter.
    dy : array_like, (Ho, Wo)
        The loss's gradient with respect to the output. Each number is a spot, named "row,column".
    so_far : (array_like (H, W), array_like (kh, kw), float)
        Gradients of image, weights and bias, with this step's part.
    added : (array_like (H, W), array_like (kh, kw), float)
        This step's part alone.
    row, column : int
        The output whose turn it is.
    stride : int, default 1
        Step of the window in pixels.

    Returns
    -------
    Sheet

    Raises
    ------
    ValueError
        If the arrays' shapes do not fit together, or `dy` has no such number.

    References
    ----------
    Y. LeCun et al., "Gradient-based learning applied to document recognition", Proc. IEEE 86(11), 1998.

    Examples
    --------
    >>> part = [[-3, 3, 0]], [[6, 9]], 3
    >>> show_convolution_backward([[2, 3, 4]], [[-1, 1]], [[3, 5]], part, part, row=0, column=0)
    [Picture: step 1 of 2: the gradient 3 of output row 0, column 0 flows through the weights to row 0, columns 0–1 of \
the input; so far dx is −3 3 0, dkernel 6 9, dbias 3]
    """
    where = "show_convolution_backward"
    image, kernel, dy, dx, dkernel, more_dx, more_dkernel = numbers_of(
        where,
        image=image,
        kernel=kernel,
        dy=dy,
        **{"so_far[0]": so_far[0], "so_far[1]": so_far[1], "added[0]": added[0], "added[1]": added[1]},
    )
    _check(where, image, kernel, dy, (dx, more_dx), (dkernel, more_dkernel), stride)
    check_place(where, dy, row, column)
    top, left, (height, width) = row * stride, column * stride, kernel.shape
    place, gradient = (top, left, height, width), dy[row, column]
    under = slice(top, top + height), slice(left, left + width)
    reached = f"{span('row', top, height)}, {span('column', left, width)}"
    sums = f"so far dx is {listed(dx)}, dkernel {listed(dkernel)}, dbias {shown(so_far[2])}"
    sheet = BackwardSheet(f"{step_of(dy, row, column)} flows through the weights to {reached} of the input; {sums}")
    sheet.headline(0, "to the input: each pixel under the window gets gradient × weight")
    sheet.gradients(dy, (row, column))
    sheet.signs(0, gradient)
    sheet.panel(0, 1, "filter's weights", kernel, signed_shades(kernel))
    sheet.added(0, "added to dx", more_dx[under])
    sheet.panel(0, 3, "dx so far: input's gradient", dx, signed_shades(dx), [place])
    sheet.headline(1, "to the weights: each weight gets gradient × the pixel it met")
    greys = shades(image, "gray", image.min(), max(image.max(), 1))
    sheet.panel(1, 0, "x: the input", image, greys, [place])
    sheet.signs(1, gradient)
    sheet.panel(1, 1, "under the window", image[under], greys[under])
    sheet.added(1, "added to dkernel", more_dkernel)
    x, y, cell = sheet.panel(1, 3, "dkernel so far: weights' gradient", dkernel, signed_shades(dkernel))
    sheet.text(x, y + height * cell + 24, f"dbias so far: {shown(so_far[2])} (this step {signed(added[2])})", 14)
    return sheet


def _check(where, image, kernel, dy, like_image, like_kernel, stride):
    places = [output_size(size, window, stride) for size, window in zip(image.shape, kernel.shape, strict=True)]
    check_shape(where, "dy", dy, places)
    for name, image_like, kernel_like in zip(("so_far", "added"), like_image, like_kernel, strict=True):
        check_shape(where, f"{name}[0]", image_like, image.shape)
        check_shape(where, f"{name}[1]", kernel_like, kernel.shape)
