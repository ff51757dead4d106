"""Exercise 08.4: a network with few parameters that still learns."""

from course_lib import Input, Sequential, layers
from course_lib.exercises.network_exercise import CLASSES, FLATTEN, SOFTMAX, NetworkExercise


def small_network():
    """Return a network with 6,490 parameters, not compiled.

    Returns
    -------
    Sequential

    Examples
    --------
    >>> small_network().count_params()
    6490
    """
    return _stack(
        layers.MaxPooling2D(), layers.Conv2D(16, 3, activation="relu"), layers.MaxPooling2D(), layers.Flatten()
    )


def _stack(*middle, last="softmax", units=10, first=16):
    ends = Input((28, 28, 1)), layers.Conv2D(first, 3, activation="relu"), layers.Dense(units, activation=last)
    return Sequential([*ends[:2], *middle, ends[2]])


_LARGE = "the first dense layer has most of the parameters. Pool before it, or leave it out."
_LAST = "the last layer has most of the parameters: ten for each number that enters it. Pool more before it."
_FILTERS = "`conv2d_1` has most of them: filters · (window · channels + 1). Give it fewer filters."
_DEAD = "too little gets through it: more filters, or less dropout and pooling."


def _too_large(model, largest):
    if isinstance(largest, layers.Conv2D):
        return _FILTERS.replace("conv2d_1", largest.name)
    return _LARGE if largest is not model.layers[-1] else _LAST


SMALL_NETWORK = NetworkExercise(
    number="08.4",
    title="a small network",
    finished=small_network,
    most=9_999,
    learned_from=10_000,
    epochs=3,
    asked=1_000,
    wanted=0.85,
    too_large=_too_large,
    too_weak=lambda model: (f"Likely cause: {_DEAD}",),
    mistakes={
        _LARGE: lambda: _stack(layers.Flatten(), layers.Dense(64)),
        _LAST: lambda: _stack(layers.Flatten()),
        _FILTERS: lambda: _stack(layers.Conv2D(64, 3), layers.MaxPooling2D(8), layers.Flatten()),
        SOFTMAX: lambda: _stack(layers.MaxPooling2D(), layers.Flatten(), last=None, first=4),
        CLASSES: lambda: _stack(layers.GlobalAveragePooling2D(), units=9),
        FLATTEN: lambda: _stack(layers.MaxPooling2D(4), layers.Dense(8)),
        _DEAD: lambda: _stack(layers.MaxPooling2D(4), layers.Flatten(), layers.Dropout(0.99), first=4),
    },
    hints=(
        "Where do the parameters of this lesson's network lie? Look at its table again: which layer could go?",
        "Without the first dense layer, and with fewer filters in the second convolution, little is left.",
        "For example: a convolution with 16 filters, pooling, another one with 16, pooling, `Flatten`, and the last "
        "layer with ten outputs and softmax.",
    ),
)
