"""The curves of a training."""

from matplotlib.ticker import MaxNLocator

from course_lib.plots.picture import BLUE, ORANGE, Picture, count
from course_lib.validation import message


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

    Raises
    ------
    TypeError
        If `history` is neither.

    Examples
    --------
    >>> show_history({"loss": [0.5, 0.25]})
    [Picture: curves over 2 epochs, ending at loss 0.2500]
    """
    curves = getattr(history, "history", history)
    if not isinstance(curves, dict):
        advice = "Keep what fit returns: history = model.fit(…)."
        raise TypeError(message("show_history", "`history` must be what model.fit returns", repr(history), advice))
    if not any(curves.values()):
        picture = Picture(4.5, 0.6, "no curves yet: no epoch was finished")
        picture.suptitle("no epoch was finished")
        return picture
    names = [name for name in curves if not name.startswith("val_")]
    epochs = range(1, len(curves[names[0]]) + 1)
    last = ", ".join(f"{name} {figures[-1]:.4f}" for name, figures in curves.items())
    picture = Picture(4.5 * len(names), 3.2, f"curves over {count(len(epochs), 'epoch')}, ending at {last}")
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
