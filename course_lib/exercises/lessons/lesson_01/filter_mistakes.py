"""What goes wrong in exercise 01.2, each as a function that does it."""

import numpy as np


def wrong(image, kernel, mistake=""):
    """Filter an image in loops, with one mistake.

    Parameters
    ----------
    image, kernel
        As for the exercise.
    mistake : str
        Which; "" for none.

    Returns
    -------
    ndarray, (H − kh + 1, W − kw + 1)

    Examples
    --------
    >>> wrong(np.array([[1, 2, 4]]), np.array([[-1, 1]]), "mean")
    array([[0.5, 1. ]])
    """
    kh, kw = (kernel.shape[1], kernel.shape[0]) if mistake == "window turned" else kernel.shape
    if mistake == "flipped":
        kernel = kernel[::-1, ::-1]
    height, width = _places(image, kh, kw, mistake)
    result = np.zeros((height, width), int if mistake == "int" else float)
    if mistake == "8 bits":
        result = np.zeros((height, width), image.dtype)
    if mistake == "whole":
        result = np.zeros(image.shape)
    total = 0
    for i, j in np.ndindex(height, width):
        total = total if mistake == "never reset" else 0
        for u, v in np.ndindex(kh, kw):
            weight = kernel[v, u] if mistake == "turned" else kernel[u, v]
            pixel = {"same pixel": (i, j), "window stays": (u, v)}.get(mistake, (i + u, j + v))
            product = image[pixel] * weight
            total = product if mistake == "last product" else total + product
        result[i, j] = total / kernel.size if mistake == "mean" else total
        if mistake == "first pixel" or (mistake == "first row" and j == width - 1):
            break
    if mistake == "negative cut off":
        return np.maximum(result, 0)
    return total if mistake == "last sum" else result


def _places(image, kh, kw, mistake):
    """How many rows and columns of places the window has."""
    height, width = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    return {
        "one missing": (height - 1, width - 1),
        "one more": (height + 1, width + 1),
        "always 3": (image.shape[0] - 2, image.shape[1] - 2),
        "square": (height, height),
        "swapped": (width, height),
        "beyond": image.shape,
    }.get(mistake, (height, width))


def three_only(image, kernel):
    """Do what the lesson's loops do, whatever the size of the kernel.

    Parameters
    ----------
    image, kernel
        As for the exercise.

    Returns
    -------
    ndarray, (H − 2, W − 2)

    Examples
    --------
    >>> three_only(np.ones((3, 3)), np.ones((3, 3)))
    array([[9.]])
    """
    result = np.zeros((image.shape[0] - 2, image.shape[1] - 2))
    for i, j in np.ndindex(result.shape):
        for u, v in np.ndindex(3, 3):
            result[i, j] += image[i + u, j + v] * kernel[u, v]
    return result


def _slices_of(side):
    def slices(image, kernel):
        result = np.zeros((image.shape[0] - side + 1, image.shape[1] - side + 1))
        for i, j in np.ndindex(result.shape):
            result[i, j] = np.sum(image[i : i + side, j : j + side] * kernel)
        return result

    return slices


def _products(image, kernel):
    kh, kw = kernel.shape
    result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(result.shape):
        result[i, j] = image[i : i + kh, j : j + kw] * kernel
    return result


def _slices_everywhere(image, kernel):
    result = np.zeros(image.shape)
    for i, j in np.ndindex(result.shape):
        result[i, j] = np.sum(image[i : i + kernel.shape[0], j : j + kernel.shape[1]] * kernel)
    return result


def _matrices(image, kernel):
    kh, kw = kernel.shape
    result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(result.shape):
        result[i, j] = np.sum(image[i : i + kh, j : j + kw] @ kernel)
    return result


def _square_kernels(image, kernel):
    side = kernel.shape[0]
    result = np.zeros((image.shape[0] - side + 1, image.shape[1] - side + 1))
    for i, j in np.ndindex(result.shape):
        for u, v in np.ndindex(side, side):
            result[i, j] += image[i + u, j + v] * kernel[u, v]
    return result


def _with(mistake):
    return lambda image, kernel: wrong(image, kernel, mistake)


def mistakes():
    """Return the mistakes by their cause.

    Returns
    -------
    dict of str to callable

    Examples
    --------
    >>> len(mistakes()) > 9
    True
    """
    return {
        "an index goes beyond its array: the window must not stick out of the image, nor u and v out of the kernel.": (
            _with("beyond")
        ),
        "window and kernel differ in size. The window is image[i : i + kh, j : j + kw], with kh, kw = kernel.shape.": (
            _slices_of(3)
        ),
        "the size 2 is right in the first case alone. kernel.shape tells kh and kw.": _slices_of(2),
        "`result[i, j]` takes one number: np.sum of the products. And the window image[i : i + kh, j : j + kw] must "
        "have the shape of the kernel.": _products,
        "the last row and column of places are missing: there are H − kh + 1 rows of them, not H − kh.": _with(
            "one missing"
        ),
        "only the last product is kept. Add each one to the sum: `+=`, not `=`.": _with("last product"),
        "each weight meets the same pixel, image[i, j]. Under kernel[u, v] lies image[i + u, j + v].": _with(
            "same pixel"
        ),
        "the window never moves: image[u, v] leaves out i and j. Under kernel[u, v] lies image[i + u, j + v].": _with(
            "window stays"
        ),
        "only the last sum is returned. Store each one with `result[i, j] = total`, and return `result`.": _with(
            "last sum"
        ),
        "negative sums are cut off. A filtered image may have negative numbers.": _with("negative cut off"),
        "the sum is never set back to 0. Each place begins its own.": _with("never reset"),
        "only the first row is there: `return` stands inside the loop over i. It belongs after both loops.": _with(
            "first row"
        ),
        "only the first pixel is there: `return` stands inside the loops. It belongs after them.": _with("first pixel"),
        "the kernel is turned around: kernel[0, 0] belongs to the upper left pixel of the window.": _with("flipped"),
        "the kernel's rows and columns are exchanged: kernel[u, v] belongs to image[i + u, j + v].": _with("turned"),
        "the products are averaged. They must be added up.": _with("mean"),
        "the result is an array of whole numbers, and cuts off what stands after the point. Leave `dtype=int` out.": (
            _with("int")
        ),
        "the result has the kind of numbers of the image. An 8-bit array has no room for them: use np.zeros.": _with(
            "8 bits"
        ),
        "height and width of the result are exchanged.": _with("swapped"),
        "it is right for square images only: height and width need a size each.": _with("square"),
        "kh and kw are exchanged: kernel.shape is (kh, kw), rows first.": _with("window turned"),
        "the window is as large as the kernel, but the size of the result is that for a window of 3 × 3.": _with(
            "always 3"
        ),
        "the size 3 is still in it: the window must be as large as the kernel, kh × kw.": three_only,
        "it takes the kernel for a square. kernel.shape has two sizes, (kh, kw), for rows and for columns.": (
            _square_kernels
        ),
        "the loops go over all pixels of the image, so the window sticks out at the end. It has fewer places.": (
            _slices_everywhere
        ),
        "`@` is another product, that of matrices. Here each pixel is multiplied by its own weight: `*`.": _matrices,
        "the result is as large as the image. It has a pixel for each place of the window, and no more.": _with(
            "whole"
        ),
    }
