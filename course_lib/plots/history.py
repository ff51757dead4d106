"""The curves of a training."""

import numbers

import numpy as np
from matplotlib.ticker import MaxNLocator

from course_lib.plots.picture import BLUE, ORANGE, Picture, count
from course_lib.validation import message

TRAINING = {"color": BLUE, "marker": "o", "label": "training"}
VALIDATION = {"color": ORANGE, "marker": "s", "linestyle": "--", "label": "validation"}
MARKERS = 20  # at most on a curve


def show_history(history):
    """Draw the curves of a training: loss and metrics over epochs, with the validation figures dashed.

    Parameters
    ----------
    history : History or dict of str to list of float
        What ``model.fit`` returns, or its `history`.

    Returns
    -------
    Picture
        Where no epoch was finished, a line that says so. Where there are fewer figures than epochs, as with
        ``validation_freq=2``, they stand at every second epoch, or every third and so on.

    Raises
    ------
    TypeError
        If `history` is neither, or a figure is no number.

    Examples
    --------
    >>> show_history({"loss": [0.5, 0.25]})
    [Picture: curves over 2 epochs, ending at loss 0.2500]
    """
    curves = getattr(history, "history", history)
    if not isinstance(curves, dict):
        advice = "Keep what fit returns: history = model.fit(…)."
        raise TypeError(message("show_history", "`history` must be what model.fit returns", repr(history), advice))
    curves = {name: figures for name, values in curves.items() if (figures := _figures(name, values))}
    if not curves:
        picture = Picture(4.5, 0.6, "no curves yet: no epoch was finished")
        picture.suptitle("no epoch was finished")
        return picture
    names = [name for name in curves if not (name.startswith("val_") and name.removeprefix("val_") in curves)]
    total = max(map(len, curves.values()))
    last = ", ".join(f"{name} {figures[-1]:.4f}" for name, figures in curves.items())
    picture = Picture(4.5 * len(names), 3.2, f"curves over {count(total, 'epoch')}, ending at {last}")
    for name, axes in zip(names, picture.subplots(1, len(names), squeeze=False)[0], strict=True):
        for each in (name, f"val_{name}"):
            if each in curves:
                style = VALIDATION if each.startswith("val_") else TRAINING
                figures = curves[each]
                axes.plot(_epochs(len(figures), total), figures, **style, **_markers(len(figures), each))
        aside = min(0.04 * (total - 1) + 0.05, 0.9)  # no tick at epoch 0, which there is not
        axes.set(title=name, xlabel="epoch", xlim=(1 - aside, total + aside))
        axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1, steps=[1, 2, 5, 10]))
        axes.grid(alpha=0.3)
        axes.spines[["top", "right"]].set_visible(False)
        axes.legend(frameon=False)
    return picture


def _figures(name, values):
    """The figures of a curve as a list; or say that they are none."""
    rule = "`history` must have a list of numbers for each name"
    if not isinstance(name, str) or not isinstance(values, list | tuple | np.ndarray):
        raise TypeError(message("show_history", rule, f"{values!r} for {name!r}"))
    for figure in values:
        if not isinstance(figure, numbers.Real):
            raise TypeError(message("show_history", rule, f"{figure!r} in {name!r}"))
    return list(values)


def _markers(places, name):
    """Markers on every figure, of a long curve on some; those of validation stand between those of training."""
    every = -(-places // MARKERS)
    return {"markevery": (every // 2 if name.startswith("val_") else 0, every)}


def _epochs(places, total):
    """The epochs, from 1, that so many figures belong to: every one, or every second, third, …"""
    step = max(total // places, 1)
    return range(step, step * places + 1, step)
