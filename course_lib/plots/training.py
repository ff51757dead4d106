"""A training so far: its curves, and what the model says about a few samples."""

import math

from course_lib.plots.curves import MOST_MARKS, chart
from course_lib.plots.guesses import guesses, thumbnails
from course_lib.plots.picture import BLUE, GREEN, GREY, ORANGE, count
from course_lib.plots.sheet import FAINT, INK, Sheet
from course_lib.validation import message

WIDTH, TOP = 980, 40
CHART, AXIS = 190, 68  # height of a chart, and of what belongs to it below and above
CARD, ROW = 118, 8  # width of a sample, and how many stand side by side
PIXELS = 64


def show_training(steps, epochs=None, x=None, y_true=None, probabilities=None, before=None, class_names=None):
    """Draw the curves of a training step by step, and a few samples with what the model says about them.

    A line is the mean of the epoch so far; round marks are the ends of epochs, square ones on a broken line the
    validation.

    Parameters
    ----------
    steps : dict of str to array_like, (P, 2)
        For each figure such as "loss" its running mean: places, counted in epochs, and values.
    epochs : dict of str to array_like, (E, 2), optional
        The same at the ends of epochs, with the figures of the validation under ``val_…``.
    x : array_like, (N, H, W), (N, H, W, 1) or (N, H, W, 3), optional
        Samples; those of another shape are drawn without an image.
    y_true : array_like of int, (N,), optional
        Their true classes.
    probabilities, before : array_like, (N, K), optional
        What the model says about them now, and what it said at first.
    class_names : sequence of str, optional
        Names of the K classes; by default their numbers.

    Returns
    -------
    Sheet

    Raises
    ------
    TypeError, ValueError
        If something that belongs to the samples is missing or does not fit the others.

    Examples
    --------
    >>> show_training({"loss": [(0.5, 2.0), (1, 1.5)]}, {"loss": [(1, 1.5)], "val_loss": [(1, 1.25)]})
    [Picture: a training over 1 epoch, ending at loss 1.5000, val_loss 1.2500]
    """
    charts = lay_out(steps, epochs or {})
    cards = []
    if x is not None:
        given = {"y_true": y_true, "probabilities": probabilities}
        for name in (name for name, value in given.items() if value is None):
            raise TypeError(message("show_training", f"`{name}` must be given beside `x`", "None"))
        cards = guesses(probabilities, y_true, class_names, before)
        if len(cards) != len(x):
            rule = f"`probabilities` must have a row for each of the {len(x)} samples"
            raise ValueError(message("show_training", rule, f"{len(cards)}"))
    beside = 2 if len(charts) in (2, 4) else min(3, len(charts))
    below = TOP + math.ceil(len(charts) / (beside or 1)) * (CHART + AXIS)
    height = below + math.ceil(len(cards) / ROW) * 160
    sheet = Sheet(WIDTH, height, _in_words(charts, steps, epochs or {}, cards))
    if charts:
        _legend(sheet, any(len(chart["validation"]) for chart in charts))
    else:
        sheet.text(10, 25, "no curves yet: no step was done")
    for number, each in enumerate(charts):
        width = (WIDTH if beside > 1 else 640) / beside
        _chart(sheet, each, width * (number % beside), TOP + (CHART + AXIS) * (number // beside), width)
    images = thumbnails(x) if cards else []
    for number, (card, image) in enumerate(zip(cards, images, strict=True)):
        row, column = divmod(number, ROW)
        _card(sheet, card, image, 8 + CARD * column + CARD / 2, below + 160 * row)
    return sheet


def lay_out(steps, epochs, last=None):
    """Return a chart for each figure; see `curves.chart`.

    Parameters
    ----------
    steps, epochs : dict of str to array_like
        As for `show_training`.
    last : float, optional
        Place at the right edge; by default the end of the last epoch that was begun.

    Returns
    -------
    list of dict

    Examples
    --------
    >>> [chart["name"] for chart in lay_out({"loss": [(1, 2)]}, {"loss": [(1, 2)], "val_loss": [(1, 2)]})]
    ['loss']
    """
    known = {name: points for name, points in {**steps, **epochs}.items() if len(points)}
    names = [name for name in known if not (name.startswith("val_") and name.removeprefix("val_") in known)]
    begin, end = reach(steps, epochs)
    first = math.ceil(begin - 1e-9) - 1 if known else 0
    last = max(last or 0, math.ceil(end - 1e-9), first + 1)
    return [
        chart(name, steps.get(name, ()), epochs.get(name, ()), epochs.get(f"val_{name}", ()), first, last)
        for name in names
    ]


def reach(steps, epochs):
    """Return the first and the last place of curves; (0, 0) where there are none."""
    places = [float(points[end][0]) for points in (*steps.values(), *epochs.values()) if len(points) for end in (0, -1)]
    return min(places, default=0.0), max(places, default=0.0)


def _in_words(charts, steps, epochs, cards):
    if not charts:
        return "no curves yet: no step was done"
    begin, end = reach(steps, epochs)
    passed = round(end - (math.ceil(begin - 1e-9) - 1), 2)
    length = count(int(passed), "epoch") if passed == int(passed) else f"{passed:.2f} epochs"
    said = f"a training over {length}, ending at {', '.join(chart['alt'] for chart in charts)}"
    if not cards:
        return said
    said += f"; the model is right about {sum(card['right'] for card in cards)} of {count(len(cards), 'sample')}"
    if not cards[0]["before"]:
        return said
    return f"{said}, at first about {sum(card['before'].startswith('✓') for card in cards)}"


def _legend(sheet, validation):
    sheet.line([(10, 18), (46, 18)], BLUE, 2)
    sheet.add("circle", cx=28, cy=18, r=4, fill=BLUE)
    sheet.text(54, 23, "training: the mean of the epoch so far, and its end")
    if validation:
        sheet.line([(420, 18), (456, 18)], ORANGE, 2, dashed=True)
        sheet.rect(434, 14, 8, 8, fill=ORANGE)
        sheet.text(464, 23, "validation")


def _chart(sheet, chart, x, y, width):
    left, top, wide = x + 52, y + 22, width - 72

    def places(points):
        return [(left + wide * float(u), top + CHART * (1 - float(v))) for u, v in points]

    sheet.text(left, y + 12, chart["name"], 14, bold=True)
    for part, label in chart["y_ticks"]:
        start, end = places([(0, part), (1, part)])
        sheet.line([start, end], FAINT, 0.5)
        sheet.text(start[0] - 6, start[1] + 4, label, 14, "end")
    for part, label in chart["x_ticks"]:
        sheet.text(left + wide * part, top + CHART + 17, label, 14, "middle")
    sheet.text(left + wide / 2, top + CHART + 33, "epochs", 14, "middle")
    sheet.line(places([(0, 1), (0, 0), (1, 0)]), INK, 1)
    for line in chart["running"] or [chart["training"]]:
        sheet.line(places(line), BLUE, 1.5)
    sheet.line(places(chart["validation"]), ORANGE, 1.5, dashed=True)
    if max(len(chart["training"]), len(chart["validation"])) <= MOST_MARKS:
        for u, v in places(chart["training"]):
            sheet.add("circle", cx=u, cy=v, r=4, fill=BLUE)
        for u, v in places(chart["validation"]):
            sheet.rect(u - 4, v - 4, 8, 8, fill=ORANGE)


def _card(sheet, card, image, middle, top):
    """A sample: image, guess with its mark, a bar for the probability, and what was guessed at first."""
    left = middle - PIXELS / 2
    if image is not None:
        sheet.image(left, top + 8, PIXELS, PIXELS, image)
    frame = {"stroke": GREEN, "thickness": 2} if card["right"] else {"stroke": ORANGE, "thickness": 4, "dashed": True}
    sheet.rect(left, top + 8, PIXELS, PIXELS, **frame)
    mark = "✓" if card["right"] else "✗"
    sheet.text(middle, top + 94, f"{mark} {card['guess']}", 14, "middle", bold=True)
    sheet.rect(middle - 46, top + 102, 56, 8, fill=GREY)
    sheet.rect(middle - 46, top + 102, 56 * card["part"], 8, fill=BLUE)
    sheet.text(middle + 16, top + 110, card["percent"])
    sheet.text(middle, top + 128, f"true: {card['true']}", 14, "middle")
    if card["before"]:
        sheet.text(middle, top + 146, f"at first: {card['before']}", 14, "middle")
