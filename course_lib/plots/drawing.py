"""What a network reads in one image: the image, its probabilities, some of its feature maps."""

import numpy as np

from course_lib.arrays import as_numbers
from course_lib.plots.feature_maps import SHADES, checked_maps, limits_of
from course_lib.plots.picture import BLUE, GREY, grey_image, names_of, percent
from course_lib.plots.sheet import FAINT, Sheet, shades, shown
from course_lib.validation import message

TOP, SIDE = 62, 224  # where everything begins, and how tall image and maps are
FIRST, ACROSS, GAP = 16, 4, 4  # maps that are shown, in a row, and pixels between them


def show_reading(image, probabilities, maps=None, class_names=None):
    """Draw an image as a network gets it, the probability that it gives to each class, and its first feature maps.

    Parameters
    ----------
    image : array_like, (H, W) or (H, W, 1)
        From 0 to 255.
    probabilities : array_like, (K,)
        One row of what ``model.predict`` returns.
    maps : array_like, (H, W, C), optional
        What a layer makes of the image; the first 16 are shown, on a common scale.
    class_names : sequence of str, optional
        Names of the K classes; by default their numbers.

    Returns
    -------
    Sheet

    Raises
    ------
    TypeError, ValueError
        If `image` is no image, `probabilities` no row, `maps` no maps, or a class has no name.

    Examples
    --------
    >>> show_reading(np.eye(28) * 255, [0.25, 0.75])
    [Picture: an image of 28×28 pixels; it reads a 1, 75%, or a 0, 25%]
    """
    where = "show_reading"
    image, probabilities = grey_image(image, where, "image"), as_row(probabilities, where)
    names = names_of(len(probabilities), class_names, where)
    said = in_words(probabilities, names)
    maps = None if maps is None else checked_maps(maps, where)
    height = TOP + max(SIDE, 22 * len(names)) + 10
    size = "×".join(map(str, image.shape))
    sheet = Sheet(980 if maps is not None else 730, height, f"an image of {size} pixels; {said}")
    sheet.text(10, 24, said, 18, bold=True)
    sheet.text(10, TOP - 10, f"what the network gets: {size} pixels")
    scale = SIDE / max(image.shape)
    sheet.image(10, TOP, image.shape[1] * scale, image.shape[0] * scale, shades(image, "gray", 0, 255))
    _bars(sheet, 275, probabilities, names)
    if maps is not None:
        _maps(sheet, 740, maps)
    return sheet


def in_words(probabilities, names):
    """Return what is read, such as "it reads a 7, 62%, or a 1, 30%"; one that is nearly sure names no second class.

    Parameters
    ----------
    probabilities : ndarray, (K,)
        Of the classes.
    names : list of str
        Their names.

    Returns
    -------
    str

    Examples
    --------
    >>> in_words(np.array([0.01, 0.99]), ["7", "8"])
    'it reads an 8, 99%'
    """
    best, *others = np.argsort(-probabilities, kind="stable")
    said = f"it reads {_with_article(names[best])}, {percent(probabilities[best])}"
    if others and probabilities[best] < 0.9:
        said += f", or {_with_article(names[others[0]])}, {percent(probabilities[others[0]])}"
    return said


def as_row(probabilities, where):
    """Return `probabilities` as an array (K,).

    Raises
    ------
    TypeError, ValueError
        If they are none, or one is no finite number.
    """
    probabilities = as_numbers(probabilities, where, "`probabilities`")
    if probabilities.ndim != 1 or not probabilities.size:
        rule = "`probabilities` must be one row, a number for each class"
        raise ValueError(message(where, rule, f"shape {probabilities.shape}", "Use model.predict(x[:1])[0]."))
    if not np.isfinite(probabilities).all():
        advice = "The model's weights may be NaN since its training diverged: train it anew."
        raise ValueError(message(where, "probabilities must be finite", "NaN or infinity", advice))
    return probabilities


def _with_article(name):
    return f"{'an' if name[:1].lower() in tuple('aeio8') else 'a'} {name}"


def _bars(sheet, left, probabilities, names):
    """A line for each class: name, bar, percent; the most probable one in bold, with an arrow."""
    begin, length = left + 115, 220
    best = int(np.argmax(probabilities))
    sheet.text(begin, TOP - 10, "probability of each class")
    for place, (name, p) in enumerate(zip(names, probabilities, strict=True)):
        top, won = TOP + 22 * place, place == best
        sheet.text(begin - 8, top + 15, name, 14, "end", bold=won)
        sheet.rect(begin, top + 3, length, 15, stroke=FAINT, thickness=0.5)
        sheet.rect(begin, top + 3, length * float(np.clip(p, 0, 1)), 15, fill=BLUE if won else GREY)
        sheet.text(begin + length + 8, top + 15, percent(p) + (" ◀" if won else ""), 14, bold=won)


def _maps(sheet, left, maps):
    height, width, channels = maps.shape
    low, high = limits_of(maps)
    number = min(channels, FIRST)
    sheet.text(left, 24, f"{'the first ' if number < channels else ''}{number} of {channels} feature maps")
    sheet.text(left, TOP - 10, f"dark {shown(low)} … bright {shown(high)}")
    tile = (SIDE - (ACROSS - 1) * GAP) / ACROSS
    scale = tile / max(height, width)
    for place in range(number):
        x, y = (tile + GAP) * (place % ACROSS), (tile + GAP) * (place // ACROSS)
        colors = shades(maps[..., place], SHADES, low, high)
        sheet.image(left + x, TOP + y, width * scale, height * scale, colors)
