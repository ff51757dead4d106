"""Exercise 08.2: a channel axis, small numbers, one-hot labels."""

import numpy as np

from course_lib import utils
from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.numbers import small_numbers


def prepare(images, labels):
    """Return images and labels as a network wants them.

    Parameters
    ----------
    images : ndarray of uint8, (N, H, W)
        Pixels from 0 to 255.
    labels : ndarray of int, (N,)
        From 0 to 9.

    Returns
    -------
    x : ndarray, (N, H, W, 1), float32
        From 0 to 1.
    y : ndarray, (N, 10), float32
        One-hot.

    Examples
    --------
    >>> x, y = prepare(np.full((2, 3, 4), 255, np.uint8), np.array([9, 0]))
    >>> x.shape, float(x.max()), y.argmax(axis=1).tolist()
    ((2, 3, 4, 1), 1.0, [9, 0])
    """
    return images[..., None].astype(np.float32) / np.float32(255), utils.to_categorical(labels, num_classes=10)


def _cases():
    first = {"images": np.array([[[0, 255, 51]], [[102, 0, 204]]], np.uint8), "labels": np.array([2, 0])}
    return [first, _drawn(4, 5, 6), _drawn(3, 2, 2), _drawn(12, 3, 5)]


def _drawn(number, height, width):
    words = "exercise 08.2", number
    images = small_numbers((number, height, width), *words, "images", low=0, high=255).astype(np.uint8)
    return {"images": images, "labels": small_numbers((number,), *words, "labels", low=0, high=9).astype(np.int64)}


def _wrong(mistake):
    def wrong(images, labels):
        x, y = prepare(images, labels)
        return {
            "not scaled": (x * 255, y),
            "256": (x * 255 / 256, y),
            "whole": ((images[..., None] // 255).astype(np.float32), y),
            "own maximum": (x * 255 / images.max(), y),
            "no channel": (x[..., 0], y),
            "channel first": (x.transpose(0, 3, 1, 2), y),
            "batch": (x[None, ..., 0], y),
            "labels": (x, labels.astype(np.float32)),
            "labels, one axis more": (x, labels[:, None]),
            "columns": (x, np.tile(y.max(axis=0), (len(y), 1))),
            "next": (x, np.roll(y, 1, axis=1)),
            "turned": (x, y.T),
            "classes": (x, y[:, : labels.max() + 1]),
            "every": (x, np.ones_like(y)),
            "images only": x,
            "swapped": (y, x),
        }[mistake]

    return wrong


PREPARE = FunctionExercise(
    number="08.2",
    title="prepare the data",
    finished=prepare,
    cases=_cases,
    mistakes={
        "the pixels still go to 255: divide them by 255.": _wrong("not scaled"),
        "the largest pixel is 255, so 255 must become 1: divide by 255, not by 256.": _wrong("256"),
        "what is behind the point is lost: divide with `/`, and let the numbers stay `float32`.": _wrong("whole"),
        "the images are divided by their own largest pixel. Other images would get another scale.": _wrong(
            "own maximum"
        ),
        "the channel axis is missing: `images[..., None]` adds it at the end.": _wrong("no channel"),
        "the channel axis must be the last, (N, H, W, 1).": _wrong("channel first"),
        "the new axis stands in front. It must stand at the end: `images[..., None]`.": _wrong("batch"),
        "the labels are still numbers: label 5 becomes a row of ten with a 1 at place 5.": _wrong("labels"),
        "the labels have a second axis, but they are still numbers. Each becomes a row of ten.": (
            _wrong("labels, one axis more")
        ),
        "each row has a 1 for every label there is. Row n gets one alone, at place `labels[n]`.": _wrong("columns"),
        "the 1 stands one place too far: label 0 has it at place 0.": _wrong("next"),
        "each label needs a row, not a column: shape (N, 10).": _wrong("turned"),
        "there are ten classes, also where the labels at hand have no 9.": _wrong("classes"),
        "only the label's own place is 1, all others are 0.": _wrong("every"),
        "two arrays are wanted: `return x, y`.": _wrong("images only"),
        "the images come first, then the labels.": _wrong("swapped"),
    },
    hints=(
        "There are three steps; the lesson does all of them under “Prepare it”. Which one is for the labels?",
        "For the images: `images[..., None]` for the axis, `.astype(np.float32)` for the type, then `/ 255`.",
        "For the labels begin with `np.zeros((len(labels), 10), np.float32)`, and set one number in each row to 1.",
    ),
)
