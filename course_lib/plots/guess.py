"""One image and its probabilities."""

import numpy as np

from course_lib.arrays import as_numbers
from course_lib.plots.picture import BLUE, GREY, Picture, draw, grey_image, names_of, percent
from course_lib.validation import message


def show_guess(image, probabilities, class_names=None):
    """Draw an image beside the probability that a model gives to each class.

    Parameters
    ----------
    image : array_like, (H, W) or (H, W, 1)
        The image.
    probabilities : array_like, (K,)
        One row of what ``model.predict`` returns.
    class_names : sequence of str, optional
        Names of the K classes; by default their numbers.

    Returns
    -------
    Picture

    Raises
    ------
    TypeError, ValueError
        If `image` is no image or `probabilities` no row.

    Examples
    --------
    >>> import numpy as np
    >>> show_guess(np.eye(3), [0.25, 0.75])
    [Picture: an image; the most probable class is 1, 75%]
    """
    image = grey_image(image, "show_guess", "image")
    probabilities = as_numbers(probabilities, "show_guess", "`probabilities`")
    if probabilities.ndim != 1 or not probabilities.size:
        advice = "Take one row: probabilities[0]." if probabilities.ndim == 2 else "Use model.predict(x[:1])[0]."
        rule = "`probabilities` must be one row, a number for each class"
        raise ValueError(message("show_guess", rule, f"shape {probabilities.shape}", advice))
    names = names_of(len(probabilities), class_names, "show_guess")
    best = int(np.argmax(probabilities))
    picture = Picture(7, 3, f"an image; the most probable class is {names[best]}, {percent(probabilities[best])}")
    left, right = picture.subplots(1, 2, width_ratios=(2, 3))
    draw(left, image, "")
    left.set_axis_off()
    colors = [BLUE if k == best else GREY for k in range(len(names))]
    bars = right.barh(range(len(names)), probabilities, color=colors)
    right.bar_label(bars, [percent(p) for p in probabilities], padding=3)
    right.set(xlim=(0, 1.15), xlabel="probability", yticks=range(len(names)), yticklabels=names)
    right.invert_yaxis()
    right.spines[["top", "right"]].set_visible(False)
    return picture
