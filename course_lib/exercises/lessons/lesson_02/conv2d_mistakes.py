"""What goes wrong in exercise 02.2, each as a function that does it."""

import numpy as np


def wrong(image, kernel, bias, stride, mistake=""):
    """Convolve one image in NumPy, with one mistake.

    Parameters
    ----------
    image, kernel, bias, stride
        As for the exercise.
    mistake : str
        Which; "" for none.

    Returns
    -------
    ndarray, (Ho, Wo, F)

    Examples
    --------
    >>> wrong(np.ones((2, 2, 1)), np.ones((2, 2, 1, 1)), np.array([1.0]), 1, "no bias").tolist()
    [[[4.0]]]
    """
    kernel = {"flipped": kernel[::-1, ::-1], "turned": kernel.transpose(1, 0, 2, 3)}.get(mistake, kernel)
    kh, kw, channels, filters = kernel.shape
    y = np.zeros((*_size(image.shape, (kh, kw), stride, mistake), filters))
    step = {"stride ignored": 1, "not in the index": 1}.get(mistake, stride)
    across = {"stride down only": 1}.get(mistake, step)
    seen = {"first channel": 1}.get(mistake, channels)
    for i, j, f in np.ndindex(y.shape):
        row, column = (i + stride, j + stride) if mistake == "plus" else (i * step, j * across)
        products = image[row : row + kh, column : column + kw, :seen] * kernel[:, :, :seen, f]
        y[i, j, f] = _total(products, f, bias, mistake)
    return y


def _size(image, window, stride, mistake):
    """Height and width of the output."""
    step = {"stride ignored": 1}.get(mistake, stride)
    across = {"stride down only": 1}.get(mistake, step)
    height, width = (image[0] - window[0]) // step + 1, (image[1] - window[1]) // across + 1
    if mistake == "one place missing":
        return height - 1, width - 1
    if mistake == "inside":
        return (image[0] - window[0] + 1) // step, (image[1] - window[1] + 1) // across
    return {"square": (height, height)}.get(mistake, (height, width))


def _total(products, f, bias, mistake):
    """One number of the output."""
    if mistake == "mean":
        return products.mean() + bias[f]
    if mistake == "last":
        return products[-1, -1, -1] + bias[f]
    if mistake == "first":
        return products[0, 0, 0] + bias[f]
    if mistake == "relu":
        return max(products.sum() + bias[f], 0)
    times = {"no bias": 0, "bias each time": products.size, "bias each channel": products.shape[2]}.get(mistake, 1)
    return products.sum() + times * (bias[0] if mistake == "one bias" else bias[f])


def holes(image, kernel, bias, stride):
    """Convolve, but put the results where the windows begin.

    Parameters
    ----------
    image, kernel, bias, stride
        As for the exercise.

    Returns
    -------
    ndarray, (H − kh + 1, W − kw + 1, F)

    Examples
    --------
    >>> holes(np.ones((3, 3, 1)), np.ones((1, 1, 1, 1)), np.array([1.0]), 2)[..., 0].tolist()
    [[2.0, 0.0, 2.0], [0.0, 0.0, 0.0], [2.0, 0.0, 2.0]]
    """
    right = wrong(image, kernel, bias, 1)
    y = np.zeros(right.shape)
    y[::stride, ::stride] = right[::stride, ::stride]
    return y


def _running(image, kernel, bias, stride):
    """The sum is not set back for each place."""
    y = wrong(image, kernel, bias, stride, "no bias")
    return np.cumsum(y).reshape(y.shape) + bias


def _running_filters(image, kernel, bias, stride):
    """The sum is not set back for each filter."""
    return np.cumsum(wrong(image, kernel, bias, stride, "no bias"), axis=-1) + bias


def _skipping(image, kernel, bias, stride):
    """The loops leave places out, and their places are taken for pixels."""
    right = wrong(image, kernel, bias, stride)
    y = np.zeros(right.shape)
    y[::stride, ::stride] = wrong(image, kernel, bias, 1)[: y.shape[0] : stride, : y.shape[1] : stride]
    return y


def _ended(rows=1, columns=100):
    """No more of the output is filled."""

    def ended(image, kernel, bias, stride):
        y = wrong(image, kernel, bias, stride)
        y[rows:] = 0
        y[:, columns:] = 0
        return y

    return ended


def _with(mistake):
    return lambda image, kernel, bias, stride: wrong(image, kernel, bias, stride, mistake)


MISTAKES = {
    "the bias is missing: it is added once to each sum.": _with("no bias"),
    "the kernel is flipped. A convolution layer does not turn it around.": _with("flipped"),
    "rows and columns of the kernel are swapped: weight [u, v] belongs to pixel [i + u, j + v].": _with("turned"),
    "the last places are missing: there are ⌊(H − kh) / stride⌋ + 1 rows of places.": _with("one place missing"),
    "the + 1 stands inside the division: there are ⌊(H − kh) / stride⌋ + 1 rows of places.": _with("inside"),
    "the stride is ignored: the window of output [i, j] begins at pixel [i · stride, j · stride].": _with(
        "stride ignored"
    ),
    "the size is right, but the pixels are read without the stride: begin at pixel [i · stride, j · stride].": _with(
        "not in the index"
    ),
    "the stride is added to the place. It multiplies: the window begins at pixel [i · stride, j · stride].": _with(
        "plus"
    ),
    "the output has holes: what is found at pixel i · stride belongs into row i.": holes,
    "the stride works downwards only, not to the right.": _with("stride down only"),
    "the products are averaged. They must be added up.": _with("mean"),
    "only the last product is left: add them up with `+=`.": _with("last"),
    "only the first product counts, as with a `return` or a `break` within the loops.": _with("first"),
    "the sum goes on from place to place: set it back before the window's loops.": _running,
    "the sum goes on from filter to filter: set it back for each filter.": _running_filters,
    "only the first row is filled: the `return` must stand behind the loops.": _ended(),
    "only the first place is filled: the `return` must stand behind the loops.": _ended(columns=1),
    "the loops skip places: let i and j count places one by one. The pixel is at [i · stride, j · stride].": _skipping,
    "the bias is added with every product. It belongs to the sum, once.": _with("bias each time"),
    "the bias is added once for each channel. It belongs to the sum over all of them.": _with("bias each channel"),
    "only channel 0 is seen: add up the products of all channels.": _with("first channel"),
    "only the last channel is left: add the channels up with `+=`.": (
        lambda image, kernel, bias, stride: wrong(image[..., -1:], kernel[:, :, -1:], bias, stride)
    ),
    "every filter gets the bias of filter 0: filter f has bias[f].": _with("one bias"),
    "negative results have become 0. That is relu, which comes in lesson 04.": _with("relu"),
    "the array holds whole numbers only: make it with `np.zeros(…)`, which holds decimals.": (
        lambda image, kernel, bias, stride: wrong(image, kernel, bias, stride).astype(int)
    ),
    "the filters come first there. Their axis must be the last.": (
        lambda image, kernel, bias, stride: wrong(image, kernel, bias, stride).transpose(2, 0, 1)
    ),
    "there is a batch axis in front. One image goes in, one output comes out.": (
        lambda image, kernel, bias, stride: wrong(image, kernel, bias, stride)[None]
    ),
    "height and width of the output are swapped.": (
        lambda image, kernel, bias, stride: wrong(image, kernel, bias, stride).transpose(1, 0, 2)
    ),
    "it is right for square images only: height and width need a size each.": _with("square"),
}
