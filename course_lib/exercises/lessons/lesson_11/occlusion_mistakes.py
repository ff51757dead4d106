"""What goes wrong in exercise 11.2, each as a function that does it."""

import numpy as np


def wrong(score, image, size, stride, value, mistake=""):
    """Cover an image part by part, with one mistake.

    Parameters
    ----------
    score, image, size, stride, value
        As for the exercise.
    mistake : str
        Which; "" for none.

    Returns
    -------
    ndarray, (Ho, Wo)

    Examples
    --------
    >>> wrong(lambda image: image.sum(), np.array([[1.0, 2.0]]), 1, 1, 0, "sign").tolist()
    [[-1.0, -2.0]]
    """
    whole, covered = score(image), image.copy()
    value = {"zero": 0, "mean": image.mean()}.get(mistake, value)
    step = {"stride ignored": 1, "not in the index": 1, "size": size}.get(mistake, stride)
    height, width = _places(image.shape, size, stride, mistake)
    drops = np.zeros((height, width))
    for i in range(height):
        for j in range(width):
            kept = mistake == "not restored" or (mistake == "once a row" and j)
            covered = covered if kept else image.copy()
            top, left = (i + stride, j + stride) if mistake == "plus" else (i * step, j * step)
            square = _square(top, left, size, mistake)
            if mistake == "all else":
                covered = np.full(image.shape, float(value))
                covered[square] = image[square]
            else:
                covered[square] = value
            drops[i, j] = _drop(whole, score(covered), mistake)
    return drops


def _places(shape, size, stride, mistake):
    step = {"stride ignored": 1, "size": size}.get(mistake, stride)
    height, width = ((pixels - size) // step + 1 for pixels in shape)
    choices = {
        "one place missing": (height - 1, width - 1),
        "square": (height, height),
        "whole": tuple(-(-pixels // step) for pixels in shape),
        "swapped": (width, height),
    }
    return choices.get(mistake, (height, width))


def _square(top, left, size, mistake):
    if mistake == "one pixel":
        return top, left
    if mistake == "middle":
        half = size // 2
        return slice(max(top - half, 0), top + half + 1), slice(max(left - half, 0), left + half + 1)
    if mistake == "end":
        return slice(top, size), slice(left, size)
    if mistake == "swapped place":
        top, left = left, top
    size += {"too large": 1, "too small": -1}.get(mistake, 0)
    if mistake == "rows":
        return slice(top, top + size), slice(None)
    return slice(top, top + size), slice(left, left + size)


def _drop(whole, covered, mistake):
    drop = whole - covered
    choices = {"sign": -drop, "score": covered, "absolute": abs(drop), "relu": max(drop, 0)}
    choices["share"] = drop / whole if whole else drop
    return choices.get(mistake, drop)


def in_place(score, image, size, stride, value):
    """Cover the learner's own image, and never uncover it.

    Parameters
    ----------
    score, image, size, stride, value
        As for the exercise.

    Returns
    -------
    ndarray, (Ho, Wo)

    Examples
    --------
    >>> image = np.array([[1.0, 2.0]])
    >>> in_place(lambda image: image.sum(), image, 1, 1, 0).tolist(), image.tolist()
    ([[1.0, 3.0]], [[0.0, 0.0]])
    """
    drops = wrong(score, image, size, stride, value, "not restored")
    height, width = drops.shape
    image[: (height - 1) * stride + size, : (width - 1) * stride + size] = value
    return drops


def on_pixels(score, image, size, stride, value):
    """Write each drop on all pixels of its square.

    Parameters
    ----------
    score, image, size, stride, value
        As for the exercise.

    Returns
    -------
    ndarray, (H, W)

    Examples
    --------
    >>> on_pixels(lambda image: image[0, 1], np.array([[1.0, 2.0]]), 1, 1, 0).tolist()
    [[0.0, 2.0]]
    """
    painted, drops = np.zeros(image.shape), wrong(score, image, size, stride, value)
    for i, j in np.ndindex(drops.shape):
        painted[_square(i * stride, j * stride, size, "")] = drops[i, j]
    return painted


def _with(mistake):
    return lambda score, image, size, stride, value: wrong(score, image, size, stride, value, mistake)


MISTAKES = {
    "the squares of earlier places stay covered: copy the image anew for each place.": _with("not restored"),
    "the copy is made once for each row of places. Make it in the inner loop.": _with("once a row"),
    "the image itself is covered, and stays covered: work on `image.copy()`.": in_place,
    "the sign is turned around. A drop is the score of the whole image minus that of the covered one.": _with("sign"),
    "these are the scores. How far each lies below the score of the whole image is wanted.": _with("score"),
    "a score that rises is a negative drop: keep its sign.": _with("absolute"),
    "a score that rises is a negative drop: keep it, do not set it to 0.": _with("relu"),
    "the drop is divided by the score. The difference itself is wanted.": _with("share"),
    "the last places are missing: there are ⌊(H − size) / stride⌋ + 1 rows of places.": _with("one place missing"),
    "there are places where the square sticks out. It has ⌊(H − size) / stride⌋ + 1 rows of places.": _with("whole"),
    "the stride is ignored: the square of place (i, j) begins at pixel (i · stride, j · stride).": _with(
        "stride ignored"
    ),
    "the number of places is right, but the square moves by one pixel: multiply i and j by the stride.": _with(
        "not in the index"
    ),
    "the stride is added to the place. It multiplies: the square begins at pixel (i · stride, j · stride).": _with(
        "plus"
    ),
    "the square moves by its own size. It should move by `stride`.": _with("size"),
    "the image is covered with 0. `value` says with what.": _with("zero"),
    "the image is covered with its mean. `value` says with what.": _with("mean"),
    "everything but the square is covered. Cover the square alone.": _with("all else"),
    "the slice ends at `size`. It ends at `top + size`, or `left + size`.": _with("end"),
    "i and j are swapped in the slices: i belongs to the rows, j to the columns.": _with("swapped place"),
    "there is a number for each pixel. One for each place of the square is wanted.": on_pixels,
    "the drops stand in one row. Give them the shape (rows of places, columns of places).": (
        lambda *case: wrong(*case).ravel()
    ),
    "only one pixel is covered: a square has `size` rows and `size` columns.": _with("one pixel"),
    "whole rows are covered: cut out columns too, `covered[rows, columns]`.": _with("rows"),
    "the square is one pixel too large. A slice leaves out its end: `top : top + size`.": _with("too large"),
    "the square is one pixel too small. A slice leaves out its end already: `top : top + size`.": _with("too small"),
    "the square lies around pixel (i · stride, j · stride). That pixel should be its upper left corner.": _with(
        "middle"
    ),
    "rows and columns of the result are swapped.": lambda *case: wrong(*case).T,
    "height and width of the result are swapped.": _with("swapped"),
    "it is right for square images only: height and width need a number of places each.": _with("square"),
    "the array holds whole numbers only: make it with `np.zeros(…)`, which holds decimals.": (
        lambda *case: wrong(*case).astype(int)
    ),
    "only the first place counts: the `return` must stand behind the loops, not in them.": lambda *case: float(
        wrong(*case)[0, 0]
    ),
}
