"""Grad-CAM: where in an image a class score comes from."""

import numpy as np

from course_lib.arguments import explained
from course_lib.arrays import as_numbers
from course_lib.inspect.class_score import class_numbers, score_gradient
from course_lib.inspect.probing import BATCH_SIZE, check_samples, forward, image_place, probes
from course_lib.models.batches import slices
from course_lib.validation import message, positive_int


@explained
def grad_cam(model, x, classes=None, layer=None, batch_size=BATCH_SIZE):
    """Return where each image's class score comes from: one map for each image.

    ::

        alpha[n, c] = mean over i, j of ∂ score[n, classes[n]] / ∂ A[n, i, j, c]
        map[n, i, j] = max(Σ_c alpha[n, c] · A[n, i, j, c], 0)

    A is the layer's output, the score that of `class_score_gradient`. Each map is divided by its largest number.

    Parameters
    ----------
    model : Sequential
        Ends in one number for each class. Stays as it is.
    x : array_like, (N, …)
        Samples, such as images (N, H, W, C).
    classes : int or array_like of int, (N,), optional
        The class whose score is meant; one for each image, or one for all. By default the predicted class.
    layer : str, optional
        Name of a layer whose output is an image (h, w, C); by default the last one.
    batch_size : int, default 128
        Samples in a step; changes the time, not the result.

    Returns
    -------
    ndarray, (N, h, w), float32
        From 0 to 1. A map without a positive number is 0 everywhere.

    Raises
    ------
    RuntimeError
        If the model is not built.
    TypeError, ValueError
        If `x` does not fit the model, `classes` are no class numbers, or the layer's output is no image.

    See Also
    --------
    resize : brings the maps to the size of the images.

    References
    ----------
    R. R. Selvaraju et al., "Grad-CAM: visual explanations from deep networks via gradient-based localization",
    ICCV 2017, arXiv:1610.02391.

    Examples
    --------
    >>> import numpy as np
    >>> from course_lib import Input, Sequential, layers
    >>> model = Sequential([Input((1, 3, 1)), layers.Conv2D(1, 1), layers.Flatten(), layers.Dense(1)])
    >>> model.set_weights([np.ones((1, 1, 1, 1)), [0], np.ones((3, 1)), [0]])
    >>> grad_cam(model, [[[[-1], [2], [4]]]], layer="conv2d").tolist()
    [[[0.0, 0.5, 1.0]]]
    """
    x = check_samples(model, x, "grad_cam")
    classes = class_numbers(model, classes, len(x), "grad_cam")
    behind = image_place(model, layer, "grad_cam") + 1
    parts = []
    for rows in slices(len(x), positive_int(batch_size, "grad_cam", "batch_size")):
        with probes(model) as copies:
            outputs = forward(copies[:behind], x[rows])
            gradient = score_gradient(copies[behind:], outputs, None if classes is None else classes[rows])
        parts.append(_maps(outputs, gradient))
    return np.concatenate(parts)


def _maps(outputs, gradient):
    """(n, h, w) from a layer's outputs and the scores' gradient with respect to them, both (n, h, w, C)."""
    alpha = gradient.mean(axis=(1, 2), keepdims=True, dtype=np.float64)
    maps = np.maximum((alpha * outputs).sum(axis=-1), 0)
    largest = maps.max(axis=(1, 2), keepdims=True)
    return np.float32(maps / np.where(largest > 0, largest, 1))


@explained
def resize(maps, height, width):
    """Return maps at another resolution, such as that of the images they are laid over.

    A new pixel is mixed from the four old ones whose middles lie nearest (bilinear interpolation). Both images cover
    the same area; beyond the outermost middles the edge goes on.

    Parameters
    ----------
    maps : array_like, (N, h, w)
        Such as those of `grad_cam`.
    height, width : int
        New size in pixels, at least 1.

    Returns
    -------
    ndarray, (N, height, width), float32

    Raises
    ------
    TypeError, ValueError
        If `maps` holds no numbers or has other axes, or a size is no whole number of at least 1.

    Examples
    --------
    >>> resize([[[0, 1]]], height=1, width=4).tolist()
    [[[0.0, 0.25, 0.75, 1.0]]]
    """
    maps = as_numbers(maps, "resize", "`maps`").astype(np.float64)
    if maps.ndim != 3 or 0 in maps.shape[1:]:
        advice = "Use maps[None] for a single one." if maps.ndim == 2 else ""
        raise ValueError(message("resize", "`maps` must have shape (N, h, w)", str(maps.shape), advice))
    rows = _mixture(maps.shape[1], positive_int(height, "resize", "height"))
    columns = _mixture(maps.shape[2], positive_int(width, "resize", "width"))
    return np.float32(rows @ maps @ columns.T)  # (height, h) · (N, h, w) · (w, width)


def _mixture(old, new):
    """How much of each old pixel is in each new one along an axis, (new, old); each row adds up to 1."""
    middles = (np.arange(new) + 0.5) * old / new - 0.5
    distance = np.abs(np.clip(middles, 0, old - 1)[:, None] - np.arange(old))
    return np.maximum(1 - distance, 0)
