"""Exercise 11.3: Grad-CAM from maps and gradients."""

import numpy as np

from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.numbers import small_numbers


def grad_cam(maps, gradients):
    """Return where a class score comes from, as `inspect.grad_cam` does for a layer of a model.

    Parameters
    ----------
    maps, gradients : ndarray, (H, W, C)
        A layer's output for one image, and how the score changes with each of its numbers.

    Returns
    -------
    ndarray, (H, W)
        From 0 to 1; 0 everywhere where nothing is positive.

    Examples
    --------
    >>> grad_cam(np.array([[[1.0], [4.0]]]), np.array([[[1.0], [3.0]]]))
    array([[0.25, 1.  ]])
    """
    weights = gradients.mean(axis=(0, 1))
    result = np.maximum((weights * maps).sum(axis=2), 0)
    return result / result.max() if result.max() > 0 else result


def _cases():
    """The smallest is that of a 2 × 2 layer with two maps; in two no sum is positive."""
    first = {
        "maps": np.array([[[4.0, 0.0], [2.0, 1.0]], [[0.0, 3.0], [1.0, 0.0]]]),
        "gradients": np.array([[[1.0, -2.0], [3.0, 0.0]], [[2.0, -1.0], [2.0, -1.0]]]),
    }
    shapes = [(2, 3, 2), (3, 2, 3), (4, 5, 1), (1, 4, 5), (3, 3, 3), (5, 4, 6), (6, 7, 4)]
    dark = {"maps": np.array([[[1.0, 2.0], [3.0, 0.0], [0.0, 0.0]]]), "gradients": -np.ones((1, 3, 2))}
    below = {"maps": np.array([[[1.0, 2.0], [3.0, 4.0], [2.0, 0.0]]]), "gradients": -np.ones((1, 3, 2))}
    return [first, *(_drawn(place, shape) for place, shape in enumerate(shapes)), dark, below]


def _drawn(place, shape):
    words = "exercise 11.3", place
    maps = np.maximum(small_numbers(shape, *words, "maps", low=-4, high=6), 0)
    return {"maps": maps, "gradients": small_numbers(shape, *words, "gradients", low=-4, high=5)}


def _wrong(mistake):
    def wrong(maps, gradients):
        if mistake == "roles":
            maps, gradients = gradients, maps
        weights = _weights(maps, gradients, mistake)
        products = weights * maps
        total = {"one": products[..., 0], "last": products[..., -1], "largest": products.max(axis=2)}.get(
            mistake, products.sum(axis=2)
        )
        return _finished(total, mistake)

    return wrong


def _over_rows(maps, gradients):
    return _finished((gradients.mean(axis=(0, 1)) * maps).sum(axis=0), "")


def _weights(maps, gradients, mistake):
    mean = gradients.mean(axis=(0, 1))
    choices = {
        "pixels": gradients,
        "max": gradients.max(axis=(0, 1)),
        "absolute weights": abs(mean),
        "relu on weights": np.maximum(mean, 0),
        "channels": gradients.mean(axis=2, keepdims=True),
        "none": np.ones(maps.shape[2]),
        "rows": gradients.mean(axis=0),
        "columns": gradients.mean(axis=1, keepdims=True),
        "one number": gradients.mean(),
    }
    return choices.get(mistake, mean)


def _finished(total, mistake):
    if mistake == "early":
        with np.errstate(all="ignore"):
            return np.maximum(total / total.max(), 0)
    if mistake == "absolute":
        total = abs(total)
    elif mistake != "no relu":
        total = np.maximum(total, 0)
    with np.errstate(invalid="ignore"):
        if mistake == "nan":
            return total / total.max()
    if mistake == "not divided" or total.max() <= 0:
        return total
    if mistake == "stretched":
        return (total - total.min()) / (np.ptp(total) or 1)
    return total / (total.sum() if mistake == "sum" else total.max())


GRAD_CAM = FunctionExercise(
    number="11.3",
    title="Grad-CAM",
    finished=grad_cam,
    cases=_cases,
    mistakes={
        "negative sums must become 0 before the division: `np.maximum(…, 0)`.": _wrong("no relu"),
        "negative weights count too: relu comes after the sum over the maps, not before it.": _wrong("relu on weights"),
        "negative sums must become 0, not positive ones.": _wrong("absolute"),
        "a map's weight may be negative: keep its sign.": _wrong("absolute weights"),
        "each pixel has a weight of its own. Each map needs one weight, the mean of all its gradients.": _wrong(
            "pixels"
        ),
        "the weight is the mean of a map's gradients, not the largest.": _wrong("max"),
        "the mean goes over the wrong axis: over rows and columns, so that one number for each map is left.": _wrong(
            "channels"
        ),
        "the mean goes over rows only. Take `axis=(0, 1)`, rows and columns.": _wrong("rows"),
        "the mean goes over columns only. Take `axis=(0, 1)`, rows and columns.": _wrong("columns"),
        "one mean over everything is used. Each map needs a weight of its own.": _wrong("one number"),
        "the gradients are not used: each map is multiplied by the mean of its gradients.": _wrong("none"),
        "maps and gradients are swapped: the gradients give the weights, the maps are added up.": _wrong("roles"),
        "only map 0 is used: add up all maps, each times its weight.": _wrong("one"),
        "only the last map is left: add each to the sum, with `+=`.": _wrong("last"),
        "the products are added up over the rows. Add them up over the maps, the last axis.": _over_rows,
        "the largest product is taken. Add the products up over the maps.": _wrong("largest"),
        "the result must be divided by its largest number.": _wrong("not divided"),
        "it is divided by the sum of all numbers. Divide by the largest.": _wrong("sum"),
        "it is stretched from its smallest to its largest number. Only divide by the largest: 0 stays 0.": _wrong(
            "stretched"
        ),
        "the division comes before negative sums have become 0: turn the two around.": _wrong("early"),
        "0 is divided by 0 where no sum is positive. Leave the zeros as they are then.": _wrong("nan"),
        "rows and columns of the result are swapped.": lambda maps, gradients: grad_cam(maps, gradients).T,
    },
    hints=(
        "What did the two maps above need first, before anything could be added up? One number each.",
        "Three steps: the mean of each map's gradients; the sum of the maps, each times its mean; negative sums become "
        "0. Then the division.",
        "`gradients.mean(axis=(0, 1))` gives the C weights. `weights * maps` multiplies each map by its own, since the "
        "last axes match.",
        "`total = np.maximum((weights * maps).sum(axis=2), 0)`. Divide it by `total.max()`, but only where that is "
        "above 0.",
    ),
)
