"""From a drawing of any size to an image like those of MNIST."""

import numpy as np

from course_lib.arrays import as_numbers
from course_lib.validation import message

SIDE, BOX = 28, 20  # pixels of an image, and of the box in it that a digit fills


def from_drawing(drawing):
    """Return a drawing as MNIST's digits are: 20 pixels long, its centre of mass in the middle of 28×28 pixels.

    The drawing is cut to its ink and scaled, without changing its proportions, until its longer side has 20 pixels;
    each of these is the mean of what it covers, so edges become grey. Then it is moved by whole pixels until its centre
    of mass lies in the middle; one that would reach past the border stays inside. An image of MNIST's own comes back as
    it is.

    Parameters
    ----------
    drawing : array_like, (H, W)
        From 0 for paper to 255 for ink.

    Returns
    -------
    ndarray, (28, 28), uint8
        All zero where the drawing is empty.

    Raises
    ------
    TypeError
        If `drawing` does not hold numbers.
    ValueError
        If it has not two axes, or numbers below 0 or above 255.

    References
    ----------
    Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to document recognition",
    Proceedings of the IEEE 86(11), 1998, section III.A.

    Examples
    --------
    >>> drawing = np.zeros((280, 280))
    >>> drawing[30:230, 60:80] = 255  # an upright stroke, 200 pixels long
    >>> image = from_drawing(drawing)
    >>> np.flatnonzero(image.any(axis=1)).tolist() == list(range(4, 24)), np.flatnonzero(image.any(axis=0)).tolist()
    (True, [13, 14])
    """
    drawing = _checked(drawing)
    image = np.zeros((SIDE, SIDE), np.uint8)
    if not drawing.any():
        return image
    digit = _scaled(_cut_to_ink(drawing))
    top, left = (_start(digit.sum(axis=1 - axis)) for axis in (0, 1))
    image[top : top + digit.shape[0], left : left + digit.shape[1]] = np.rint(digit)
    return image


def _checked(drawing):
    drawing = as_numbers(drawing, "from_drawing", "`drawing`").astype(float)
    if drawing.ndim != 2 or not drawing.size:
        rule = "`drawing` must have two axes (height, width)"
        raise ValueError(message("from_drawing", rule, f"shape {drawing.shape}"))
    if not (drawing.min() >= 0 and drawing.max() <= 255):  # NaN is neither
        rule = "`drawing` must lie between 0 for paper and 255 for ink"
        raise ValueError(message("from_drawing", rule, f"{drawing.min():g} to {drawing.max():g}"))
    return drawing


def _cut_to_ink(drawing):
    rows, columns = (np.flatnonzero(drawing.any(axis=axis)) for axis in (1, 0))
    return drawing[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _scaled(drawing):
    """The drawing with 20 pixels along its longer side, and at least one along the other."""
    longer = max(drawing.shape)
    height, width = (max(1, round(BOX * side / longer)) for side in drawing.shape)
    return _means(drawing.shape[0], height) @ drawing @ _means(drawing.shape[1], width).T


def _means(before, after):
    """(after, before): times a column of pixels, the means of the parts that fewer, longer pixels cover."""
    ends = np.linspace(0, before, after + 1)[:, None]
    pixels = np.arange(before)
    overlap = np.minimum(ends[1:], pixels + 1) - np.maximum(ends[:-1], pixels)
    return np.maximum(overlap, 0) * (after / before)


def _start(masses):
    """Where rows (or columns) of these masses begin, so that their centre is row 14 and all of them lie inside."""
    centre = masses @ np.arange(len(masses)) / masses.sum()
    start = np.ceil(np.round(SIDE / 2 - centre - 0.5, 6))  # the nearest one, of two equally near ones the first
    return int(np.clip(start, 0, SIDE - len(masses)))
