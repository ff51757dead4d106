"""Images with what a model says about them."""

import numpy as np

from course_lib.arrays import as_numbers
from course_lib.plots.images import show_images
from course_lib.plots.picture import grey_images, names_of, percent
from course_lib.validation import message


def show_predictions(x, y_true, probabilities, class_names=None, columns=10):
    """Draw images with the class a model predicts; where it is wrong, a cross, the true class and a frame.

    Parameters
    ----------
    x : array_like, (N, H, W) or (N, H, W, 1)
        The images.
    y_true : array_like of int, (N,)
        True classes.
    probabilities : array_like, (N, K)
        What ``model.predict`` returns.
    class_names : sequence of str, optional
        Names of the K classes; by default their numbers.
    columns : int, default 10
        Images in a row; fewer where the names need more room.

    Returns
    -------
    Picture

    Raises
    ------
    TypeError, ValueError
        If `x` is no stack of grey images, `y_true` or `probabilities` do not fit it, or a class has no name.

    Examples
    --------
    >>> import numpy as np
    >>> show_predictions(np.eye(3)[None], [1], [[0.25, 0.75]])
    [Picture: 1 image: 1 75%]
    """
    where = "show_predictions"
    x, probabilities = grey_images(x, where), as_numbers(probabilities, where, "`probabilities`")
    y_true = as_numbers(y_true, where, "`y_true`", "It holds class numbers; their names belong into `class_names`.")
    if probabilities.ndim != 2 or len(probabilities) != len(x):
        rule = f"`probabilities` must have a row for each of the {len(x)} images"
        raise ValueError(message(where, rule, f"shape {probabilities.shape}", "Use model.predict(x)."))
    if y_true.shape != (len(probabilities),):
        rule = f"`y_true` must hold {len(probabilities)} class numbers"
        advice = "One-hot rows become class numbers with y.argmax(axis=1)." if y_true.ndim == 2 else ""
        raise ValueError(message(where, rule, f"shape {y_true.shape}", advice))
    classes = probabilities.shape[1]
    if y_true.dtype.kind not in "iu" or y_true.min() < 0 or y_true.max() >= classes:
        rule = f"`y_true` must hold whole numbers from 0 to {classes - 1}, one for each column of `probabilities`"
        raise ValueError(message(where, rule, f"dtype {y_true.dtype}, up to {y_true.max()}"))
    names = names_of(classes, class_names, where)
    titles, wrong = [], []
    for place, (row, true) in enumerate(zip(probabilities, y_true, strict=True)):
        guess = int(np.argmax(row))
        if guess == true:
            titles.append(f"{names[guess]}\n{percent(row[guess])}")
        else:
            titles.append(f"✗ {names[guess]} {percent(row[guess])}\ntrue: {names[true]}")
            wrong.append(place)
    return show_images(x, titles, columns, marked=wrong)
