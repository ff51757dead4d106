"""One image and its probabilities."""

import numpy as np

from course_lib.arrays import as_numbers
from course_lib.plots.frame import frame
from course_lib.plots.lettering import shortened
from course_lib.plots.picture import BLUE, GREY, Picture, draw, grey_image, names_of, percent
from course_lib.validation import message

LONGEST = 1.6  # room for a name, in inches


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
    height = max(3, 0.26 * len(names) + 0.6)  # inches; a line for each class
    picture = Picture(7, height, f"an image; the most probable class is {names[best]}, {percent(probabilities[best])}")
    left, right = picture.subplots(1, 2, width_ratios=(2, 3))
    draw(left, image, "")
    frame(left)
    colors = [BLUE if k == best else GREY for k in range(len(names))]
    bars = right.barh(range(len(names)), probabilities, height=min(0.8, 0.16 * len(names)), color=colors)
    numbers = right.bar_label(bars, [percent(p) for p in probabilities], padding=3)
    labels = [shortened(name, LONGEST, 10) for name in names]
    right.set(xlim=(0, 1.15), xlabel="probability", xticks=np.linspace(0, 1, 6), yticks=range(len(names)))
    right.set_yticklabels(labels)
    for text in (numbers[best], right.get_yticklabels()[best]):
        text.set_fontweight("bold")
    right.set_ylim(len(names) - 0.4, -0.6)  # the first at the top
    right.spines[["top", "right"]].set_visible(False)
    right.spines["bottom"].set_bounds(0, 1)
    return picture
