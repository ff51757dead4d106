"""Which classes are taken for which, as a matrix."""

import numpy as np

from course_lib import metrics
from course_lib.plots.dark import ink_on
from course_lib.plots.lettering import width_of
from course_lib.plots.picture import Picture, names_of, percent

SHADES = "viridis"  # from dark to light, in steps that look equally large
MOST_NUMBERS = 20  # classes whose cells are large enough for numbers


def show_confusion(y_true, y_pred, class_names=None, diagonal=True):
    """Draw a confusion matrix: how many samples of each class are taken for each class.

    A cell's colour tells its part of its row. At the right each class's recall, the part of its samples that are found;
    below its precision, the part of what is called so that is right.

    Parameters
    ----------
    y_true : array_like, (N,) or (N, K)
        True classes: class numbers from 0, or one-hot rows.
    y_pred : array_like, (N,) or (N, K)
        Predicted classes: class numbers, or what ``model.predict`` returns.
    class_names : sequence of str, optional
        Names of the K classes; by default their numbers.
    diagonal : bool, default True
        Whether what is right has colours too; without it the mistakes share all colours and stand out.

    Returns
    -------
    Picture

    Raises
    ------
    TypeError, ValueError
        As `metrics.confusion_matrix`, or if a class has no name.

    References
    ----------
    C. D. Manning, P. Raghavan and H. Schütze, *Introduction to Information Retrieval*, Cambridge University Press,
    2008, chapter 8.

    Examples
    --------
    >>> show_confusion([0, 0, 0, 1], [0, 0, 1, 1], class_names=["cat", "dog"])
    [Picture: a confusion matrix of 4 images, 75% of them right; 1 of 3 images of “cat” (33%) was taken for “dog”]
    """
    counts = metrics.confusion_matrix(y_true, y_pred)
    if class_names is not None and len(class_names) > len(counts):  # the last classes do not occur
        counts = metrics.confusion_matrix(y_true, y_pred, len(class_names))
    classes = len(counts)
    names = [str(name) for name in names_of(classes, class_names, "show_confusion")]
    side = min(9.0, 2.4 + 0.5 * classes)
    longest = max(width_of(name, 10) for name in names)
    picture = Picture(side + 0.6 + longest, side - 0.4 + 0.7 * longest, summary(counts, names))  # names at 45°
    axes = picture.subplots()
    colors = shares(counts, diagonal)
    image = axes.imshow(colors, cmap=SHADES, vmin=0, vmax=np.nanmax(colors, initial=0) or 1)
    for (row, column), number in np.ndenumerate(counts) if classes <= MOST_NUMBERS else ():
        off = np.isnan(colors[row, column])
        ink = "black" if off else ink_on(image.cmap(image.norm(colors[row, column])))
        axes.text(column, row, f"{number:,}", ha="center", va="center", fontsize=10, color=ink)
    axes.set_xticks(range(classes), names, rotation=45, ha="right", rotation_mode="anchor")
    axes.set_yticks(range(classes), names)
    axes.set_xlabel("predicted class")
    axes.set_ylabel("true class")
    _margins(axes, counts)
    bar = picture.colorbar(image, shrink=0.7, format=lambda share, place: f"{share:.0%}")
    bar.set_label("part of the row" if diagonal else "part of the row, mistakes only")
    return picture


def _margins(axes, counts):
    """Recall at the right end of each row, precision above each column."""
    recall, precision = rates(counts)
    last, size = len(counts) - 0.5, {"fontsize": 10, "va": "center"}
    axes.text(last + 0.2, -1.0, "recall", **size)
    axes.text(-0.7, -1.0, "precision", ha="right", **size)
    for place, (found, right) in enumerate(zip(recall, precision, strict=True)):
        axes.text(last + 0.2, place, told(found), **size)
        axes.text(place, -1.0, told(right), ha="center", **size)


def shares(counts, diagonal=True):
    """Return each cell's part of its row, (K, K); NaN in rows without samples and, unless wanted, on the diagonal."""
    totals = counts.sum(axis=1, keepdims=True)
    parts = np.where(totals > 0, counts / np.maximum(totals, 1), np.nan)
    return parts if diagonal else np.where(np.eye(len(counts), dtype=bool), np.nan, parts)


def rates(counts):
    """Return recall and precision of each class, (K,) each; NaN where there is no sample, or none is called so."""
    right = np.diagonal(counts)
    per_class = counts.sum(axis=1), counts.sum(axis=0)
    return [np.where(total > 0, right / np.maximum(total, 1), np.nan) for total in per_class]


def mistakes(counts):
    """Return the cells (true class, predicted class) off the diagonal that are not empty, the largest first."""
    wrong = counts * (1 - np.eye(len(counts), dtype=counts.dtype))
    order = np.argsort(-wrong, axis=None, kind="stable")[: np.count_nonzero(wrong)]
    return [(int(place) // len(counts), int(place) % len(counts)) for place in order]


def sentence(counts, names, true, predicted):
    """Return what a cell tells: "133 of 1,000 images of “Shirt” (13%) were taken for “T-shirt/top”"."""
    number, total = int(counts[true, predicted]), int(counts[true].sum())
    if not total:
        return f"there is no image of “{names[true]}”"
    part = f" ({percent(number / total)})" if number else ""
    verb = "was" if number in (0, 1) else "were"
    ending = "recognised" if true == predicted else f"taken for “{names[predicted]}”"
    images = f"{total:,} image{'s' * (total > 1)}"
    return f"{f'{number:,}' if number else 'none'} of {images} of “{names[true]}”{part} {verb} {ending}"


def summary(counts, names):
    """Return what the matrix tells, in words."""
    total = int(counts.sum())
    right = f", {told(np.trace(counts) / total)} of them right" if total else ""
    found = mistakes(counts)
    most = f"; {sentence(counts, names, *found[0])}" if found else ""
    return f"a confusion matrix of {total:,} images{right}{most}"


def told(part):
    """Return a part in percent, "–" for NaN."""
    return "–" if np.isnan(part) else percent(part)
