"""What a model says about samples, in words and small images."""

import numpy as np

from course_lib.arrays import as_numbers
from course_lib.plots.picture import names_of, percent
from course_lib.plots.sheet import shades
from course_lib.validation import message


def guesses(probabilities, y_true, class_names=None, before=None):
    """Return what a model says about samples, in words.

    Parameters
    ----------
    probabilities : array_like, (N, K)
        What it says; with K = 1 the probability of class 1.
    y_true : array_like of int, (N,)
        True classes.
    class_names : sequence of str, optional
        Names of the classes.
    before : array_like, (N, K), optional
        What it said at first.

    Returns
    -------
    list of dict
        ``guess``, ``true`` (names), ``right`` (bool), ``part`` (the probability, 0 to 1), ``percent``, and ``before``,
        the guess at first with its mark, or "".

    Raises
    ------
    ValueError
        If the arrays do not fit each other, a class has no name, or a true class is none.

    Examples
    --------
    >>> guesses([[0.25, 0.75]], [1])[0]["guess"], guesses([[0.25, 0.75]], [1])[0]["right"]
    ('1', True)
    """
    now, then = _rows(probabilities, "probabilities"), None if before is None else _rows(before, "before")
    names = names_of(now.shape[1], class_names, "show_training")
    y_true = as_numbers(y_true, "show_training", "`y_true`")
    if y_true.shape != (len(now),) or (then is not None and then.shape != now.shape):
        rule = f"`y_true` must hold {len(now)} class numbers, and `before` as much as `probabilities`"
        raise ValueError(message("show_training", rule, f"shape {y_true.shape}"))
    if not all(0 <= true < len(names) for true in y_true):
        rule = f"`y_true` must hold class numbers from 0 to {len(names) - 1}"
        raise ValueError(message("show_training", rule, f"up to {y_true.max()}"))
    return [_guess(now[n], None if then is None else then[n], int(true), names) for n, true in enumerate(y_true)]


def thumbnails(x):
    """Return each sample as colours, (H, W, 3) of uint8, or None where it is no image."""
    x = np.asarray(x)
    if x.ndim == 3:
        x = x[..., None]
    if x.ndim != 4 or x.shape[-1] not in (1, 3):
        return [None] * len(x)
    images = [shades(image, "gray", image.min(), image.max()) for image in x[..., 0]] if x.shape[-1] == 1 else None
    return images or [np.uint8(255 * (image - image.min()) / (np.ptp(image) or 1)) for image in x.astype(float)]


def _rows(probabilities, name):
    """Rows of probabilities; of a single one for yes, those of no and yes."""
    rows = as_numbers(probabilities, "show_training", f"`{name}`").astype(float)
    if rows.ndim != 2 or rows.shape[1] == 0:
        rule = f"`{name}` must have a row of probabilities for each sample"
        raise ValueError(message("show_training", rule, f"shape {rows.shape}"))
    return np.hstack([1 - rows, rows]) if rows.shape[1] == 1 else rows


def _guess(now, then, true, names):
    if not np.isfinite(now).all():
        said = {"guess": "?", "right": False, "part": 0.0, "percent": "no number"}
    else:
        guess, part = int(np.argmax(now)), min(max(float(now.max()), 0.0), 1.0)
        said = {"guess": names[guess], "right": guess == true, "part": round(part, 4), "percent": percent(part)}
    first = "" if then is None or not np.isfinite(then).all() else int(np.argmax(then))
    before = "" if first == "" else f"{'✓' if first == true else '✗'} {names[first]}"
    return {**said, "true": names[true], "before": before}
