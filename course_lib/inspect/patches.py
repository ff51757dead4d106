"""What a feature map answers to: the parts of the images where it is largest."""

import numbers
from typing import NamedTuple

import numpy as np

from course_lib.arguments import explained
from course_lib.arrays import as_float
from course_lib.inspect.probing import BATCH_SIZE, check_samples, forward, probes
from course_lib.inspect.windows import receptive_field
from course_lib.models.batches import slices
from course_lib.validation import message, positive_int


class TopPatches(NamedTuple):
    """Parts of images, the strongest first.

    Attributes
    ----------
    patches : ndarray, (count, ph, pw, C), float32
        Cut from the images; 0 where a patch reaches past the image.
    samples : ndarray of int, (count,)
        Which images they come from.
    positions : ndarray of int, (count, 2)
        Row and column of the pixel of the feature map that sees the patch.
    scores : ndarray, (count,), float32
        That pixel's value, in descending order.

    Examples
    --------
    >>> best = TopPatches(patches=np.zeros((1, 3, 3, 1)), samples=[7], positions=[[0, 2]], scores=[0.5])
    >>> best.samples[0], best.scores[0]
    (7, 0.5)
    """

    patches: np.ndarray
    samples: np.ndarray
    positions: np.ndarray
    scores: np.ndarray


@explained
def top_patches(model, x, layer, feature_map, count=9, batch_size=BATCH_SIZE):
    """Return the parts of images that a feature map answers to most, at most one from each image.

    Parameters
    ----------
    model : Sequential
        Takes images. Stays as it is.
    x : array_like, (N, H, W, C)
        Images.
    layer : str
        Name of a layer whose output is an image, as for `receptive_field`.
    feature_map : int
        Which channel of the layer's output, from 0.
    count : int, default 9
        How many patches; fewer if there are fewer images.
    batch_size : int, default 128
        Samples in a step; changes the time, not the result.

    Returns
    -------
    TopPatches
        ``(patches, samples, positions, scores)``. Of equal scores the earlier image comes first; within an image the
        first pixel in reading order.

    Raises
    ------
    RuntimeError
        If the model is not built.
    TypeError, ValueError
        If `x` does not fit the model, there is no such layer or feature map, or its pixels see no windows.

    References
    ----------
    M. D. Zeiler and R. Fergus, "Visualizing and understanding convolutional networks", ECCV 2014, arXiv:1311.2901.

    Examples
    --------
    >>> from course_lib import Input, Sequential, layers
    >>> model = Sequential([Input((1, 4, 1)), layers.Conv2D(1, (1, 2))])
    >>> model.set_weights([[[[[1]], [[1]]]], [0]])
    >>> best = top_patches(model, [[[[1], [5], [3], [0]]]], "conv2d", feature_map=0)
    >>> best.patches[0, 0, :, 0].tolist(), best.positions.tolist(), best.scores.tolist()
    ([5.0, 3.0], [[0, 1]], [8.0])
    """
    x = check_samples(model, x, "top_patches")
    field = _field(model, layer)
    behind = [each.name for each in model.layers].index(layer) + 1
    channel = _channel(feature_map, model.layers[behind - 1].output_shape[2])
    count = positive_int(count, "top_patches", "count")
    values, places = [], []
    for rows in slices(len(x), positive_int(batch_size, "top_patches", "batch_size")):
        with probes(model) as copies:
            maps = forward(copies[:behind], x[rows])[..., channel]
        values.append(maps.max(axis=(1, 2)))
        places.append(maps.reshape(len(maps), -1).argmax(axis=1))
    values, places = np.concatenate(values), np.concatenate(places)
    samples = np.argsort(-values, kind="stable")[:count]
    positions = np.stack(np.unravel_index(places[samples], maps.shape[1:]), axis=1)
    corners = np.array(field.start) + positions * np.array(field.step)
    patches = [_cut(as_float(x[n]), *corner, *field.size) for n, corner in zip(samples, corners, strict=True)]
    return TopPatches(np.stack(patches), samples, positions, values[samples])


def _field(model, layer):
    """The receptive field, or what is wrong in the name of `top_patches`."""
    try:
        return receptive_field(model, layer)
    except (TypeError, ValueError) as error:
        raise type(error)(str(error).replace("receptive_field", "top_patches", 1)) from None


def _channel(value, channels):
    if isinstance(value, bool) or not isinstance(value, numbers.Integral):
        raise TypeError(message("top_patches", "`feature_map` must be a whole number", repr(value)))
    if not 0 <= value < channels:
        rule = f"`feature_map` must be from 0 to {channels - 1}"
        raise ValueError(message("top_patches", rule, repr(value)))
    return int(value)


def _cut(image, top, left, height, width):
    """The part of the image that begins at (top, left), with zeros where there is no image."""
    patch = np.zeros((height, width, image.shape[2]), image.dtype)
    first_row, end_row = np.clip((top, top + height), 0, image.shape[0])
    first_column, end_column = np.clip((left, left + width), 0, image.shape[1])
    inside = image[first_row:end_row, first_column:end_column]
    patch[first_row - top : end_row - top, first_column - left : end_column - left] = inside
    return patch
