"""What goes wrong in exercise 06.4, each as a function that does it."""

import numpy as np


def wrong(image, kernel, dy, stride, mistake=""):
    """Return a convolution's three gradients, with one mistake.

    Parameters
    ----------
    image, kernel, dy, stride
        As for the exercise.
    mistake : str
        Which; "" for none.

    Returns
    -------
    (ndarray, ndarray, ndarray)

    Examples
    --------
    >>> image, kernel, dy = np.full((1, 1, 1), 2.0), np.full((1, 1, 1, 1), 3.0), np.full((1, 1, 1), 5.0)
    >>> [part.item() for part in wrong(image, kernel, dy, 1, "dbias doubled")]
    [15.0, 10.0, 10.0]
    """
    dimage, dkernel, dbias = np.zeros(image.shape), np.zeros(kernel.shape), np.zeros(dy.shape[2])
    rows, columns, filters = dy.shape
    rows, columns = {"swapped": (columns, rows), "square": (rows, rows), "one less": (rows - 1, columns - 1)}.get(
        mistake, (rows, columns)
    )
    down = 1 if mistake == "stride ignored" else stride
    right = 1 if mistake == "stride down only" else down
    channels = 1 if mistake == "first channel" else image.shape[2]
    spread = {"turned": kernel[::-1, ::-1], "transposed": _transposed(kernel)}.get(mistake, kernel)
    for i, j, f in np.ndindex(rows, columns, filters):
        place = slice(i * down, i * down + kernel.shape[0]), slice(j * right, j * right + kernel.shape[1])
        _add(dimage[place][..., :channels], dy[i, j, f] * spread[:, :, :channels, f], mistake in ("dimage", "both"))
        met = image[place][..., :channels] * dy[i, j, f]
        _add(dkernel[:, :, :channels, f], met, mistake in ("dkernel", "both", "all"))
        _add(dbias[f : f + 1], dy[i, j, f] * _times(mistake, kernel), mistake in ("dbias", "all"))
        if mistake == "return":
            break
    return dimage, dkernel, dbias


def _transposed(kernel):
    return kernel.transpose(1, 0, 2, 3) if kernel.shape[0] == kernel.shape[1] else kernel


def _times(mistake, kernel):
    """How often a bias gets each gradient."""
    return {"dbias doubled": 2, "dbias inside": kernel[..., 0].size, "dbias channels": kernel.shape[2]}.get(mistake, 1)


def _add(total, part, overwrite):
    total[...] = part if overwrite else total + part


def _with(mistake):
    return lambda image, kernel, dy, stride: wrong(image, kernel, dy, stride, mistake)


def _then(change):
    """The right results, then changed."""
    return lambda image, kernel, dy, stride: change(*wrong(image, kernel, dy, stride), dy, kernel)


def _all_overwritten(image, kernel, dy, stride):
    dimage = wrong(image, kernel, dy, stride, "dimage")[0]
    return dimage, *wrong(image, kernel, dy, stride, "all")[1:]


def _last_filter(image, kernel, dy, stride):
    """Overwritten within the loop over the filters, added up over the places."""
    _, dkernel, dbias = wrong(image, kernel, dy, stride)
    return wrong(image, kernel[..., -1:], dy[..., -1:], stride)[0], dkernel, dbias


def _by_indices(image, kernel, dy, stride, at_window=False):
    """Loop by loop, with the stride at the wrong index, or with each factor getting itself back."""
    dimage, dkernel = np.zeros(image.shape), np.zeros(kernel.shape)
    for i, j, f, u, v, c in np.ndindex(*dy.shape, *kernel.shape[:3]):
        pixel = (i + u * stride, j + v * stride, c) if at_window else (i * stride + u, j * stride + v, c)
        one, other = (kernel[u, v, c, f], image[pixel]) if at_window else (image[pixel], kernel[u, v, c, f])
        dimage[pixel] += dy[i, j, f] * one
        dkernel[u, v, c, f] += dy[i, j, f] * other
    return dimage, dkernel, dy.sum(axis=(0, 1))


def _part_by_part(image, kernel, dy, stride, mistake):
    """Loop by loop, with a stride or dy left out, places counted as for stride 1, or a `return` too early."""
    dimage, dkernel, dbias = np.zeros(image.shape), np.zeros(kernel.shape), np.zeros(dy.shape[2])
    kh, kw, channels, _ = kernel.shape
    places = (image.shape[0] - kh + 1, image.shape[1] - kw + 1) if mistake == "places" else dy.shape[:2]
    step = 1 if mistake == "dkernel's stride" else stride
    for i, j, f in np.ndindex(*places, dy.shape[2]):
        gradient = 1 if mistake == "dy" else dy[i, j, f]
        dbias[f] += dy[i, j, f]
        for u, v, c in np.ndindex(kh, kw, channels):
            dimage[i * stride + u, j * stride + v, c] += gradient * kernel[u, v, c, f]
            dkernel[u, v, c, f] += gradient * image[i * step + u, j * step + v, c]
            if mistake == "first product":
                return dimage, dkernel, dbias
        if mistake == "first row" and (j, f) == (dy.shape[1] - 1, dy.shape[2] - 1):
            return dimage, dkernel, dbias
    return dimage, dkernel, dbias


def _no_gaps(image, kernel, dy, stride):
    """dimage by sliding the turned kernel over dy in zeros, without zeros between its numbers."""
    _, dkernel, dbias = wrong(image, kernel, dy, stride)
    (kh, kw), dimage = kernel.shape[:2], np.zeros(image.shape)
    around = np.pad(dy, ((kh - 1, image.shape[0]), (kw - 1, image.shape[1]), (0, 0)))
    for i, j in np.ndindex(image.shape[:2]):
        dimage[i, j] = np.einsum("uvf,uvcf->c", around[i : i + kh, j : j + kw], kernel[::-1, ::-1])
    return dimage, dkernel, dbias


def _steps(mistake):
    return lambda image, kernel, dy, stride: _part_by_part(image, kernel, dy, stride, mistake)


def _valid(image, kernel, dy, stride):
    """dimage by sliding the turned kernel over dy without zeros around it."""
    _, dkernel, dbias = wrong(image, kernel, dy, stride)
    sizes = [max(places - window + 1, 0) for places, window in zip(dy.shape, kernel.shape[:2], strict=False)]
    dimage = np.zeros((*sizes, image.shape[2]))
    for i, j in np.ndindex(*sizes):
        under = dy[i : i + kernel.shape[0], j : j + kernel.shape[1]]
        dimage[i, j] = np.einsum("uvf,uvcf->c", under, kernel[::-1, ::-1])
    return dimage, dkernel, dbias


MISTAKES = {
    "in dimage the kernel is turned, or was not turned where zeros stand around dy: pixel [i · stride + u, "
    "j · stride + v] met weight [u, v].": _with("turned"),
    "in dimage, zeros are missing around dy: dimage has the shape of the image.": _valid,
    "in dimage a sum is overwritten: windows overlap, so each pixel needs `+=`, not `=`.": _with("dimage"),
    "in dkernel a sum is overwritten: each weight is used at every place, so it needs `+=`, not `=`.": _with("dkernel"),
    "in dbias a sum is overwritten: `+=` is needed, not `=`.": _with("dbias"),
    "in dimage and dkernel sums are overwritten: `+=` is needed, not `=`.": _with("both"),
    "in dkernel and dbias sums are overwritten: `+=` is needed, not `=`.": _with("all"),
    "all sums are overwritten: `+=` is needed, not `=`.": _all_overwritten,
    "dimage holds the last filter's part only: add up over the filters.": _last_filter,
    "the stride is left out: the window of output [i, j] begins at pixel [i · stride, j · stride].": _with(
        "stride ignored"
    ),
    "the stride is multiplied with u and v. The window's place is [i · stride, j · stride].": (
        lambda *arguments: _by_indices(*arguments, at_window=True)
    ),
    "each of the two gets itself back. In a product each factor gets dy times the *other* one.": _by_indices,
    "in dkernel the stride is left out: weight [u, v] met pixel [i · stride + u, j · stride + v].": _steps(
        "dkernel's stride"
    ),
    "the places are counted as for stride 1: loop over the rows and columns of dy.": _steps("places"),
    "a stride leaves gaps: put stride − 1 zeros between every two numbers of dy.": _no_gaps,
    "the stride works downwards only, not to the right.": _with("stride down only"),
    "in dimage, rows and columns of the kernel are swapped.": _with("transposed"),
    "rows and columns of dkernel are swapped.": _then(lambda a, b, c, *_: (a, _transposed(b), c)),
    "dkernel is turned: weight [u, v] met pixel [i · stride + u, j · stride + v].": _then(
        lambda a, b, c, *_: (a, b[::-1, ::-1], c)
    ),
    "only channel 0 is seen.": _with("first channel"),
    "only the first place counts, as if a `return` stood within the loops.": _with("return"),
    "only the first product counts, as if a `return` stood within the loops.": _steps("first product"),
    "only the first row of places counts, as if a `return` stood within the loops.": _steps("first row"),
    "dy is left out: each of the two gets dy[i, j, f] times the other.": _steps("dy"),
    "the last row and column of places are missing: loop over all of dy.": _with("one less"),
    "height and width of dy are swapped.": _with("swapped"),
    "it is right for square images only: dy has a height and a width.": _with("square"),
    "dbias gets the gradient with every product. Add it once for each place, outside the inner loops.": _with(
        "dbias inside"
    ),
    "dbias gets the gradient once for each channel. Add it once for each place.": _with("dbias channels"),
    "dbias is not summed: each bias is used at every place, so add up dy over rows and columns.": _then(
        lambda a, b, c, dy, _: (a, b, dy)
    ),
    "dbias is summed over the rows only: add up over the columns too.": _then(
        lambda a, b, c, dy, _: (a, b, dy.sum(axis=0))
    ),
    "dbias has axes too many: its shape is (F,).": _then(lambda a, b, c, *_: (a, b, c[None])),
    "dbias is one number. Each filter has a bias of its own.": _then(lambda a, b, c, dy, _: (a, b, dy.sum())),
    "dkernel and dbias are means over the places. They are sums.": _then(
        lambda a, b, c, dy, _: (a, b / dy[..., 0].size, c / dy[..., 0].size)
    ),
    "dbias is a mean over the places. It is a sum.": _then(lambda a, b, c, dy, _: (a, b, c / dy[..., 0].size)),
    "the three results stand in another order. It is (dimage, dkernel, dbias).": _then(lambda a, b, c, *_: (b, c, a)),
    "the three results stand in another order: dimage comes before dkernel.": _then(lambda a, b, c, *_: (b, a, c)),
}
