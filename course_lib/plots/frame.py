"""The edge of an image."""

from course_lib.plots.picture import GREY


def frame(axes):
    """Give axes a thin frame and no ticks: white would be lost on white paper, black on dark paper.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Where an image is drawn.
    """
    axes.set_axis_on()
    axes.set(xticks=[], yticks=[])
    axes.spines[:].set(color=GREY, linewidth=0.8)
