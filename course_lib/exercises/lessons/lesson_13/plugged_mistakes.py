"""What goes wrong in exercise 13.2, each as a function that does it."""

import numpy as np


def wrong(x, kernel, bias, strides, padding, mistake=""):
    """Convolve a batch in NumPy, with one mistake.

    Parameters
    ----------
    x, kernel, bias, strides, padding
        As for the exercise.
    mistake : str
        Which; "" for none.

    Returns
    -------
    ndarray, (N, Ho, Wo, F)

    Examples
    --------
    >>> wrong(np.ones((1, 2, 2, 1)), np.ones((2, 2, 1, 1)), np.array([1.0]), (1, 1), (0, 0, 0, 0), "no bias").tolist()
    [[[[4.0]]]]
    """
    kernel = {"flipped": kernel[::-1, ::-1], "turned": kernel.transpose(1, 0, 2, 3)}.get(mistake, kernel)
    padded, (sh, sw) = _padded(x, padding, mistake), _strides(strides, mistake)
    kh, kw, channels, filters = kernel.shape
    seen = x if mistake == "size" else padded
    height, width = (seen.shape[1] - kh) // sh + 1, (seen.shape[2] - kw) // sw + 1
    if mistake == "one place missing":
        height, width = height - 1, width - 1
    y = np.zeros((len(x), height, width, filters))
    for i, j in np.ndindex(height, width):
        window = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
        products = window[..., None] * kernel
        y[:, i, j] = products[:, :, :, 0].sum(axis=(1, 2)) if mistake == "channel" else products.sum(axis=(1, 2, 3))
    return _ended(y, bias, channels, mistake)


def _padded(x, padding, mistake):
    top, bottom, left, right = {
        "no padding": (0, 0, 0, 0),
        "in front": (padding[0], 0, padding[2], 0),
        "behind": (0, padding[1], 0, padding[3]),
        "swapped sides": (padding[1], padding[0], padding[3], padding[2]),
        "top left": (padding[0], padding[2], padding[1], padding[3]),
        "rows and columns": (*padding[2:], *padding[:2]),
        "twice the first": (padding[0], padding[0], padding[2], padding[2]),
        "all alike": (padding[0],) * 4,
    }.get(mistake, padding)
    height, width = x.shape[1:3]
    padded = np.full((len(x), height + top + bottom, width + left + right, x.shape[3]), float(mistake == "ones"))
    padded[:, top : top + height, left : left + width] = x
    return np.pad(x, ((0, 0), (top, bottom), (left, right), (0, 0)), mode="edge") if mistake == "edge" else padded


def _strides(strides, mistake):
    sh, sw = strides
    return {"no strides": (1, 1), "swapped strides": (sw, sh), "first stride": (sh, sh), "last stride": (sw, sw)}.get(
        mistake, strides
    )


def _ended(y, bias, channels, mistake):
    """The sums with the bias, and what may still go wrong."""
    if mistake == "first image":
        return y[:1] + bias
    if mistake == "one image":
        return y[0] + bias
    if mistake == "repeated":
        return np.repeat(y[:1], len(y), axis=0) + bias
    if mistake == "last image":
        y[:-1] = 0
        return np.concatenate([y[:-1], y[-1:] + bias])
    if mistake == "summed":
        return y.sum(axis=0, keepdims=True) + bias
    y = y + {"no bias": 0, "bias each channel": channels}.get(mistake, 1) * (bias[0] if mistake == "one bias" else bias)
    return {"relu": np.maximum(y, 0), "whole": y.astype(int), "first": y.transpose(0, 3, 1, 2)}.get(mistake, y)


def _from_behind(x, kernel, bias, strides, padding):
    """Lays the images into the zeros by counting from the end, where 0 from the end is the beginning."""
    top, bottom, left, right = padding
    padded = np.zeros((len(x), x.shape[1] + top + bottom, x.shape[2] + left + right, x.shape[3]))
    padded[:, top:-bottom, left:-right] = x
    return wrong(padded, kernel, bias, strides, (0, 0, 0, 0))


def _placed(x, kernel, bias, strides, padding, size):
    """Goes over as many places as `size` says of a side, a window and a stride."""
    padded, (kh, kw, _, filters) = _padded(x, padding, ""), kernel.shape
    y = np.zeros((len(x), size(padded.shape[1], kh, strides[0]), size(padded.shape[2], kw, strides[1]), filters))
    for n, i, j, f in np.ndindex(y.shape):
        window = padded[n, i * strides[0] :, j * strides[1] :][:kh, :kw]
        y[n, i, j, f] = (window * kernel[..., f]).sum() + bias[f]
    return y


def _early_one(*arguments):
    return _placed(*arguments, size=lambda side, window, stride: (side - window + 1) // stride)


def _rounded_up(*arguments):
    return _placed(*arguments, size=lambda side, window, stride: -((window - side) // stride) + 1)


def _late_padding(x, kernel, bias, strides, padding):
    top, bottom, left, right = padding
    around = ((0, 0), (top, bottom), (left, right), (0, 0))
    return np.pad(wrong(x, kernel, bias, strides, (0, 0, 0, 0)), around)


def _mixed(x, kernel, bias, strides, padding):
    """Windows as rows, the place first and then the image, reshaped as if the image came first."""
    y = wrong(x, kernel, bias, strides, padding)
    return y.transpose(1, 2, 0, 3).reshape(y.shape)


def _swapped(x, kernel, bias, strides, padding):
    """Loops over as many rows as there are columns, and as many columns as rows."""
    rows, columns = wrong(x, kernel, bias, strides, padding).shape[1:3]
    sizes = iter((columns, rows))
    return _placed(x, kernel, bias, strides, padding, size=lambda *_: next(sizes))


def _with(mistake):
    return lambda x, kernel, bias, strides, padding: wrong(x, kernel, bias, strides, padding, mistake)


MISTAKES = {
    "if it says `padded[:, top:-bottom]`: that is empty where `bottom` is 0. Write `top : top + height`.": (
        _from_behind
    ),
    "the padding is ignored: zeros belong around each image before the window begins.": _with("no padding"),
    "zeros stand above and on the left only. Below and on the right they are missing.": _with("in front"),
    "zeros stand below and on the right only. Above and on the left they are missing.": _with("behind"),
    "the zeros stand on the wrong sides: the order is top, bottom, left, right.": _with("swapped sides"),
    "the padding is read as top, left, bottom, right. The order is top, bottom, left, right.": _with("top left"),
    "rows and columns of the padding are swapped: the order is top, bottom, left, right.": _with("rows and columns"),
    "above and below get the same number of zeros, left and right too. They may differ.": _with("twice the first"),
    "all four sides get the same number of zeros. Each side has its own.": _with("all alike"),
    "the padded places hold 1. They must hold 0.": _with("ones"),
    "the padding repeats the rim's pixels. It must hold zeros.": _with("edge"),
    "the output's size is that without padding: work it out from the padded image.": _with("size"),
    "the strides are ignored: the window of output [i, j] begins at [i · sh, j · sw].": _with("no strides"),
    "the strides are swapped: the first is the step downwards, the second to the right.": _with("swapped strides"),
    "the first stride is used both ways. The second is the step to the right.": _with("first stride"),
    "the second stride is used both ways. The first is the step downwards.": _with("last stride"),
    "only the first image of the batch comes out.": _with("first image"),
    "the batch axis is lost: the output has a row for each image, (N, Ho, Wo, F).": _with("one image"),
    "every image has the first one's output.": _with("repeated"),
    "only the last image is filled. Make the array of zeros once, before the loop over the images.": _with(
        "last image"
    ),
    "the images of the batch are added up. Each has an output of its own.": _with("summed"),
    "the bias is missing: it is added once to each sum.": _with("no bias"),
    "the bias is added once for each channel. It belongs to the sum over all of them.": _with("bias each channel"),
    "every filter gets the bias of filter 0: filter f has bias[f].": _with("one bias"),
    "only channel 0 is seen: add up the products of all channels.": _with("channel"),
    "the kernel is flipped. A convolution layer does not turn it around.": _with("flipped"),
    "rows and columns of the kernel are swapped.": _with("turned"),
    "the last places are missing: there are ⌊(H − kh) / stride⌋ + 1 rows of places, with H after padding.": _with(
        "one place missing"
    ),
    "negative results have become 0. The layer applies relu itself.": _with("relu"),
    "the array holds whole numbers only: make it with `np.zeros(…)`, which holds decimals.": _with("whole"),
    "the numbers of rows and columns of the output are swapped.": _swapped,
    "the + 1 stands before the division. It belongs behind: (H − kh) // stride + 1, with H after padding.": _early_one,
    "the number of places is rounded up. It is rounded down, with `//`: a window has to fit.": _rounded_up,
    "the zeros stand around the output. They belong around the images, before the window begins.": _late_padding,
    "images and places are mixed up: the batch must be the first axis before `reshape`.": _mixed,
    "the filters come before rows and columns there. Their axis must be the last.": _with("first"),
}
