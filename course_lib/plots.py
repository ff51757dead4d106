"""Pictures for the lessons: each function takes arrays or a History and returns a `Picture`.

A `Picture` shows itself once when it is a cell's last line, and says in words what it shows. Colours are from the
Okabe–Ito palette, which colour-blind readers can tell apart; nothing is said by colour alone.
"""

import io
import math

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from course_lib.validation import message

BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#b0b0b0"
DPI = 100


class Picture(Figure):
    """A matplotlib figure with a sentence that says what it shows.

    Parameters
    ----------
    width, height : float
        Size in inches; 100 pixels each on a plain screen.
    alt : str
        What the picture shows, for those who cannot see it; also what ``print`` shows.
    """

    def __init__(self, width, height, alt):
        super().__init__(figsize=(width, height), dpi=DPI, layout="constrained", facecolor="white")
        self.alt = alt

    def __repr__(self):
        return f"[Picture: {self.alt}]"

    def _repr_png_(self):
        """Twice the pixels, shown at the plain size: sharp on every screen."""
        data = io.BytesIO()
        self.savefig(data, format="png", dpi=2 * DPI)
        width, height = (round(inches * DPI) for inches in self.get_size_inches())
        return data.getvalue(), {"width": width, "height": height}


def show_images(x, titles=None, columns=10, marked=()):
    """Draw images in a grid.

    Parameters
    ----------
    x : array_like, (N, H, W) or (N, H, W, 1)
        The images; each is drawn from its own darkest to its own brightest pixel.
    titles : list of str, optional
        A line above each.
    columns : int, default 10
        Images in a row.
    marked : collection of int, optional
        Places of images that get a frame.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If `x` is no stack of grey images, or the titles are too few or too many.
    """
    x = _grey(x)
    titles = [""] * len(x) if titles is None else list(titles)
    if len(titles) != len(x):
        raise ValueError(message("show_images", f"`titles` must have {len(x)} entries", str(len(titles))))
    columns = min(columns, len(x))
    rows = math.ceil(len(x) / columns)
    shown = f": {', '.join(titles).replace(chr(10), ' ')}" if any(titles) else ""
    picture = Picture(1.1 * columns, (1.1 + 0.25 * _lines(titles)) * rows, f"{_count(len(x), 'image')}{shown}")
    for place, axes in enumerate(np.ravel(picture.subplots(rows, columns, squeeze=False))):
        axes.set_axis_off()
        if place < len(x):
            _draw(axes, x[place], titles[place])
            if place in marked:
                height, width = x[place].shape
                frame = {"fill": False, "edgecolor": ORANGE, "linewidth": 4}
                axes.add_patch(Rectangle((-0.5, -0.5), width, height, **frame))
    return picture


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
        Images in a row.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If `x` is no stack of grey images, or `y_true` does not hold a class number for each.
    """
    probabilities, y_true = np.asarray(probabilities), np.asarray(y_true)
    if y_true.shape != (len(probabilities),):
        rule = f"`y_true` must hold {len(probabilities)} class numbers"
        advice = "One-hot rows become class numbers with y.argmax(axis=1)." if y_true.ndim == 2 else ""
        raise ValueError(message("show_predictions", rule, f"shape {y_true.shape}", advice))
    names = class_names or [str(k) for k in range(probabilities.shape[1])]
    titles, wrong = [], []
    for place, (row, true) in enumerate(zip(probabilities, y_true, strict=True)):
        guess = int(np.argmax(row))
        if guess == true:
            titles.append(f"{names[guess]}\n{_percent(row[guess])}")
        else:
            titles.append(f"✗ {names[guess]} {_percent(row[guess])}\ntrue: {names[true]}")
            wrong.append(place)
    return show_images(x, titles, columns, marked=wrong)


def show_filtering(image, kernel, result):
    """Draw an image, an image kernel with its numbers, and what the kernel makes of the image.

    Parameters
    ----------
    image : array_like, (H, W)
        Before.
    kernel : array_like, (kh, kw)
        The image kernel.
    result : array_like, (Ho, Wo)
        After.

    Returns
    -------
    Picture
    """
    kernel = np.asarray(kernel)
    size = "×".join(map(str, kernel.shape))
    picture = Picture(9, 3.2, f"an image, a {size} image kernel with its numbers, and the filtered image")
    before, middle, after = picture.subplots(1, 3, width_ratios=(3, 2, 3))
    _draw(before, np.asarray(image), "image")
    result = np.asarray(result)
    reach = np.abs(result).max() or 1  # with negative numbers 0 is grey, else black
    _draw(after, result, "filtered image", vmin=-reach if result.min() < 0 else 0, vmax=reach)
    limit = np.abs(kernel).max() or 1
    middle.imshow(kernel, cmap="PuOr_r", vmin=-2 * limit, vmax=2 * limit)
    for (row, column), number in np.ndenumerate(kernel):
        middle.text(column, row, f"{number:g}", ha="center", va="center", fontsize=14)
    middle.set_title("image kernel")
    for axes in (before, middle, after):
        axes.set_axis_off()
    return picture


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
    """
    probabilities = np.asarray(probabilities)
    names = class_names or [str(k) for k in range(len(probabilities))]
    best = int(np.argmax(probabilities))
    picture = Picture(7, 3, f"an image; the most probable class is {names[best]}, {_percent(probabilities[best])}")
    left, right = picture.subplots(1, 2, width_ratios=(2, 3))
    _draw(left, _grey(np.asarray(image)[None])[0], "")
    left.set_axis_off()
    colors = [BLUE if k == best else GREY for k in range(len(names))]
    bars = right.barh(range(len(names)), probabilities, color=colors)
    right.bar_label(bars, [_percent(p) for p in probabilities], padding=3)
    right.set(xlim=(0, 1.15), xlabel="probability", yticks=range(len(names)), yticklabels=names)
    right.invert_yaxis()
    right.spines[["top", "right"]].set_visible(False)
    return picture


def show_history(history):
    """Draw the curves of a training: loss and metrics over epochs, with the validation figures dashed.

    Parameters
    ----------
    history : History or dict of str to list of float
        What ``model.fit`` returns, or its `history`.

    Returns
    -------
    Picture
        Where no epoch was finished, a line that says so.
    """
    curves = getattr(history, "history", history)
    if not any(curves.values()):
        picture = Picture(4.5, 0.6, "no curves yet: no epoch was finished")
        picture.suptitle("no epoch was finished")
        return picture
    names = [name for name in curves if not name.startswith("val_")]
    epochs = range(1, len(curves[names[0]]) + 1)
    last = ", ".join(f"{name} {figures[-1]:.4f}" for name, figures in curves.items())
    picture = Picture(4.5 * len(names), 3.2, f"curves over {_count(len(epochs), 'epoch')}, ending at {last}")
    for name, axes in zip(names, picture.subplots(1, len(names), squeeze=False)[0], strict=True):
        axes.plot(epochs, curves[name], color=BLUE, marker="o", label="training")
        if f"val_{name}" in curves:
            axes.plot(epochs, curves[f"val_{name}"], color=ORANGE, marker="s", linestyle="--", label="validation")
        axes.set(title=name, xlabel="epoch")
        axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
        axes.grid(alpha=0.3)
        axes.spines[["top", "right"]].set_visible(False)
        axes.legend(frameon=False)
    return picture


def _draw(axes, image, title, **limits):
    axes.imshow(image, cmap="gray", interpolation="nearest", **limits)
    axes.set_title(title, fontsize=11)


def _grey(x):
    x = np.asarray(x)
    if x.ndim == 4 and x.shape[-1] == 1:
        x = x[..., 0]
    if x.ndim != 3 or 0 in x.shape:
        rule = "images must have shape (N, height, width) or (N, height, width, 1), with N at least 1"
        raise ValueError(message("plots", rule, str(x.shape), "A single image needs x[None]."))
    return x


def _percent(p):
    """Whole percents, but 100 % only for certainty and 0 % only for nothing."""
    if 0.995 <= p < 1:
        return ">99%"
    return "<1%" if 0 < p < 0.005 else f"{p:.0%}"


def _count(number, thing):
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _lines(titles):
    return max(title.count("\n") + 1 if title else 0 for title in titles)
