"""Exercise 13.3: a network within a budget of parameters and of images."""

from course_lib import Input, Sequential
from course_lib.exercises.network_exercise import CLASSES, SOFTMAX, NetworkExercise
from course_lib.layers import BatchNormalization, Conv2D, Dense, Dropout, Flatten, MaxPooling2D

MOST = 30_000


def network():
    """Return a network with 23,386 parameters, not compiled.

    Returns
    -------
    Sequential

    Examples
    --------
    >>> network().count_params()
    23386
    """
    return _stack(*_stage(16), *_stage(32), Conv2D(48, 3, activation="relu"), BatchNormalization(momentum=0.9))


def _stage(filters, activation="relu"):
    """A convolution, pooling, and batch normalization."""
    return Conv2D(filters, 3, activation=activation), MaxPooling2D(), BatchNormalization(momentum=0.9)


def _late(filters):
    """A convolution, batch normalization with its usual averages, and pooling."""
    return Conv2D(filters, 3, activation="relu"), BatchNormalization(), MaxPooling2D()


def _stack(*middle, units=10, last="softmax"):
    return Sequential([Input((28, 28, 1)), *middle, Flatten(), Dense(units, activation=last)])


_LARGE = "most parameters lie in one layer behind large maps. Pool before it, or give it fewer filters or outputs."
_PIXELS = "there is no convolution: a dense layer on pixels needs a weight of its own for each pixel."
_DROPOUT = "dropout sets half of the numbers to 0, or more. With so few images there is little to forget: leave it out."
_SMALL = "it uses less than a third of the budget. More filters or another convolution are allowed."
_LINEAR = "its convolutions have no activation, so they add up to one. relu belongs behind each."
_PLAIN = "one epoch is short, and it learns too slowly. Batch normalization behind each convolution speeds it up."
_AVERAGES = (
    "one epoch is short for the averages of batch normalization, as in lesson 09. Take "
    "`BatchNormalization(momentum=0.9)`."
)
_NEAR = "Its layers show no usual cause. Another convolution or other numbers of filters may give the rest."


def _too_large(model, largest):
    return _LARGE if 2 * largest.count_params() > model.count_params() else ""


def _too_weak(model):
    """Why a network that fits stays below what is wanted, as far as its layers tell."""
    kinds = [type(layer) for layer in model.layers]
    convolutions = [layer for layer in model.layers if isinstance(layer, Conv2D)]
    linear = all(type(layer.activation).__name__ == "Linear" for layer in convolutions)
    if not convolutions:
        found = _PIXELS
    elif linear and not any(kind.__name__ in ("Activation", "ReLU", "LeakyReLU") for kind in kinds):
        found = _LINEAR
    elif any(isinstance(layer, Dropout) and layer.rate >= 0.5 for layer in model.layers):
        found = _DROPOUT
    elif model.count_params() < MOST / 3:
        found = _SMALL
    elif BatchNormalization not in kinds:
        found = _PLAIN
    elif any(isinstance(layer, BatchNormalization) and layer.momentum > 0.95 for layer in model.layers):
        found = _AVERAGES
    else:
        return (_NEAR,)
    return (f"Likely cause: {found}",)


BUDGET = NetworkExercise(
    number="13.3",
    title="a network within a budget",
    finished=network,
    most=MOST,
    learned_from=20_000,
    epochs=1,
    asked=10_000,
    wanted=0.97,
    too_large=_too_large,
    too_weak=_too_weak,
    mistakes={
        _LARGE: lambda: _stack(*_stage(32), Conv2D(32, 3, activation="relu"), BatchNormalization()),
        _PIXELS: lambda: _stack(Flatten(), Dense(37, activation="relu")),
        CLASSES: lambda: _stack(*_stage(8), units=9),
        SOFTMAX: lambda: _stack(*_stage(8), last=None),
        _DROPOUT: lambda: _stack(*_stage(16), *_stage(32), Dropout(0.8)),
        _SMALL: lambda: _stack(*_stage(4), *_stage(4)),
        _LINEAR: lambda: _stack(*_stage(16, None)[::2], *_stage(32, None)[::2], MaxPooling2D(4)),
        _PLAIN: lambda: _stack(*_stage(24)[:2], *_stage(48)[:2]),
        _AVERAGES: lambda: _stack(*_late(24), *_late(48)),
    },
    hints=(
        "How many of its parameters would the race's network have to give up, and in which layer are they? Its second "
        "convolution and the dense layer behind it share nearly all of them.",
        "Leave the hidden dense layer out: two or three convolutions of 3 × 3 with pooling between them, `Flatten`, "
        "and the last layer fit into 30,000. That alone comes to about 96 percent.",
        "One epoch is short. Which layer of lesson 09 makes a network learn faster? It goes behind each convolution, "
        "or behind its pooling, and costs four numbers for each filter. So short a training wants a momentum of 0.9.",
        "For example 16 filters, pooling, batch normalization; 32 filters, pooling, batch normalization; 48 filters, "
        "batch normalization; `Flatten`; ten outputs with softmax. `BatchNormalization(momentum=0.9)` forgets its "
        "first averages sooner than the usual 0.99.",
    ),
)
