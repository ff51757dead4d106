"""A fully connected layer's backward pass at one of its steps."""

from course_lib.plots.backward_panels import (
    LEFT,
    MIDDLE,
    BackwardSheet,
    check_place,
    check_shape,
    listed,
    numbers_of,
    step_of,
)
from course_lib.plots.picture import ORANGE
from course_lib.plots.sheet import FAINT, INK, PAPER, shown
from course_lib.plots.tables import signed, signed_shades


def show_dense_backward(x, kernel, dy, so_far, added, output):
    """Draw where the gradient of one output of a dense layer flows: to every input, and to the weights of its column.

    Parameters
    ----------
    x : array_like, (K,)
        The input of the forward pass.
    kernel : array_like, (K, O)
        The weights.
    dy : array_like, (O,)
        The loss's gradient with respect to the output. Each number is a spot, named "0,output".
    so_far : (array_like (K,), array_like (K, O), array_like (O,))
        Gradients of input, weights and biases, with this step's part.
    added : (array_like (K,), array_like (K, O), array_like (O,))
        This step's part alone.
    output : int
        The output whose turn it is.

    Returns
    -------
    Sheet

    Raises
    ------
    ValueError
        If the arrays' shapes do not fit together, or there is no such output.

    Examples
    --------
    >>> part = [3, -3], [[6, 0], [9, 0]], [3, 0]
    >>> show_dense_backward([2, 3], [[1, 2], [-1, 4]], [3, 5], part, part, output=0)
    [Picture: step 1 of 2: the gradient 3 of output 0 flows through its weights 1, −1 to every input; so far dx is 3, \
−3, dkernel 6 0 / 9 0, dbias 3 0]
    """
    where = "show_dense_backward"
    rows = {"dy": [dy], "dbias": [so_far[2]], "more_dbias": [added[2]]}
    columns = {"x": [x], "dx": [so_far[0]], "more_dx": [added[0]]}
    dy, dbias, more_dbias = numbers_of(where, **rows)
    x, dx, more_dx = (row.T for row in numbers_of(where, **columns))
    kernel, dkernel, more_dkernel = numbers_of(where, kernel=kernel, dkernel=so_far[1], more_dkernel=added[1])
    check_shape(where, "kernel", kernel, (len(x), dy.size))
    for name, array, shape in (
        ("so_far[0]", dx, x.shape),
        ("so_far[1]", dkernel, kernel.shape),
        ("so_far[2]", dbias, dy.shape),
        ("added[0]", more_dx, x.shape),
        ("added[1]", more_dkernel, kernel.shape),
        ("added[2]", more_dbias, dy.shape),
    ):
        check_shape(where, name, array, shape)
    check_place(where, dy, 0, output)
    gradient, column = dy[0, output], slice(output, output + 1)
    weights = ", ".join(map(shown, kernel[:, output]))
    begin = step_of(dy, 0, output).replace("output row 0, column", "output")
    sums = f"dx is {', '.join(map(shown, dx.flat))}, dkernel {listed(dkernel)}, dbias {listed(dbias)}"
    sheet = BackwardSheet(f"{begin} flows through its weights {weights} to every input; so far {sums}")
    chosen = [(0, output, len(x), 1)]
    sheet.headline(0, "to the input: every input gets gradient × weight")
    sheet.gradients(dy, (0, output))
    sheet.signs(0, gradient)
    sheet.panel(0, 1, "weights", kernel, signed_shades(kernel), chosen)
    sheet.added(0, "added to dx", more_dx)
    sheet.panel(0, 3, "dx so far: input's gradient", dx, signed_shades(dx))
    sheet.headline(1, "to the weights: each weight gets gradient × the input it met")
    _network(sheet, len(x), dy.size, output)
    sheet.signs(1, gradient)
    sheet.panel(1, 1, "x: the input", x)
    sheet.added(1, "added to dkernel", more_dkernel[:, column])
    left, top, cell = sheet.panel(1, 3, "dkernel so far: weights' gradient", dkernel, signed_shades(dkernel), chosen)
    told = f"dbias so far: {listed(dbias)} (this step {signed(more_dbias[0, output])})"
    sheet.text(left, top + len(x) * cell + 24, told, 14)
    return sheet


def _network(sheet, inputs, outputs, output):
    """The layer as dots and lines, with those that lead to the present output marked."""
    left, right, middle = LEFT[0] + 40, LEFT[0] + 150, MIDDLE[1]
    places = [[middle + 44 * (number - (count - 1) / 2) for number in range(count)] for count in (inputs, outputs)]
    for number, to in sorted(enumerate(places[1]), key=lambda pair: pair[0] == output):
        present = number == output
        for start in places[0]:
            sheet.line([(left, start), (right, to)], ORANGE if present else FAINT, 3 if present else 1)
    for x, heights, letter in ((left, places[0], "x"), (right, places[1], "y")):
        for number, y in enumerate(heights):
            present = letter == "x" or number == output
            sheet.add("circle", cx=x, cy=y, r=15, fill=PAPER, stroke=ORANGE if present else FAINT, stroke_width=2)
            sheet.text(x, y + 5, f"{letter}{number}", 14, "middle", INK)
