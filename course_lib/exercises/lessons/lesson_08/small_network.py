"""Exercise 08.4: a network with few parameters that still learns."""

from dataclasses import dataclass

import numpy as np

from course_lib import Input, Sequential, datasets, layers, utils
from course_lib.exercises.exercise import OPEN, RIGHT, WRONG, Exercise, Verdict
from course_lib.exercises.outcomes import where_it_failed

MOST, WANTED = 9_999, 0.85


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


@dataclass(frozen=True, kw_only=True, eq=False)
class NetworkExercise(Exercise):
    """A function that returns a network; it is looked at, and trained a little."""

    goes_on = "The lesson goes on with the course's own network."

    def examine(self, answer):
        if answer is self.finished:
            return Verdict(OPEN, ("This is the course's own function: run the cell with yours again, then this one.",))
        if isinstance(answer, Sequential) or not callable(answer):
            return Verdict(WRONG, ("This check wants the function itself, without brackets behind its name.",))
        utils.set_random_seed(0)
        try:
            model = answer()
            trouble = _trouble(model)
        except NotImplementedError:
            return Verdict(OPEN)
        except Exception as error:
            return Verdict(WRONG, (f"It ended with {where_it_failed(error)}.",))
        if trouble:
            return Verdict(WRONG, trouble)
        share = _trained(model)
        told = f"{model.count_params():,} parameters, and {share:.1%} of 1,000 other digits right."
        if share < WANTED:
            return Verdict(WRONG, (told, f"At least {WANTED:.0%} are wanted.", f"Likely cause: {_DEAD}"))
        return Verdict(RIGHT, (told,))

    def wrong_answers(self):
        yield (lambda: _stack(layers.Flatten(), layers.Dense(64))), _LARGE
        yield (lambda: _stack(layers.Flatten())), _LAST
        yield (
            (lambda: _stack(layers.Conv2D(64, 3), layers.MaxPooling2D(8), layers.Flatten())),
            _FILTERS.format("`conv2d_1` alone has 9,280"),
        )
        yield (lambda: _stack(layers.MaxPooling2D(), layers.Flatten(), last=None, first=4)), _SOFTMAX
        yield (lambda: _stack(layers.GlobalAveragePooling2D(), units=9)), _CLASSES
        yield (lambda: _stack(layers.MaxPooling2D(4), layers.Dense(8))), _FLATTEN
        yield (lambda: _stack(layers.MaxPooling2D(4), layers.Flatten(), layers.Dropout(0.99), first=4)), _DEAD


_LARGE = "the first dense layer has most of the parameters. Pool before it, or leave it out."
_LAST = "the last layer has most of the parameters: ten for each number that enters it. Pool more before it."
_FILTERS = "{} of them. It has filters · (window · channels + 1), so give it fewer filters."
_SOFTMAX = 'ten probabilities are wanted: the last layer needs `activation="softmax"`.'
_CLASSES = "the last layer must have ten outputs, one for each class."
_FLATTEN = "`Flatten` is missing before the last layer."
_DEAD = "too little gets through it: more filters, or less dropout and pooling."


def _trouble(model):
    """What can be seen without training, as lines."""
    if not isinstance(model, Sequential):
        return (f"Expected a Sequential model, got {type(model).__name__}: is a `return` missing?",)
    if not model.built or model.input_shape != (28, 28, 1):
        return ("The network must begin with `Input((28, 28, 1))`.",)
    if len(model.output_shape) != 1:
        return f"It gives numbers of shape {model.output_shape} for each image.", f"Likely cause: {_FLATTEN}"
    if model.output_shape != (10,):
        numbers = "1 number" if model.output_shape == (1,) else f"{model.output_shape[0]} numbers"
        return f"It gives {numbers} for each image.", f"Likely cause: {_CLASSES}"
    if model.count_params() > MOST:
        told = f"It has {model.count_params():,} parameters, fewer than 10,000 are wanted."
        return told, f"Likely cause: {_where_most_are(model)}"
    sums = model.predict(_digits(0, 8)[0], verbose=0).astype(float).sum(axis=1)
    if not np.allclose(sums, 1, atol=1e-4):
        return "Its ten numbers do not add up to 1.", f"Likely cause: {_SOFTMAX}"
    return ()


def _where_most_are(model):
    """The layer with most parameters, in words."""
    largest = max(model.layers, key=lambda layer: layer.count_params())
    if isinstance(largest, layers.Conv2D):
        return _FILTERS.format(f"`{largest.name}` alone has {largest.count_params():,}")
    return _LARGE if largest is not model.layers[-1] else _LAST


def _digits(start, end):
    (x, y), _ = datasets.mnist.load_data()
    return x[start:end, ..., None].astype(np.float32) / 255, utils.to_categorical(y[start:end], 10)


def _trained(model):
    """The share of 1,000 digits that it gets right after three epochs on 10,000 others."""
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    model.fit(*_digits(0, 10_000), batch_size=32, epochs=3, verbose=0)
    return model.evaluate(*_digits(50_000, 51_000), verbose=0)[1]


SMALL_NETWORK = NetworkExercise(
    number="08.4",
    title="a small network",
    finished=small_network,
    hints=(
        "Where do the parameters of this lesson's network lie? Look at its table again: which layer could go?",
        "Without the first dense layer, and with fewer filters in the second convolution, little is left.",
        "For example: a convolution with 16 filters, pooling, another one with 16, pooling, `Flatten`, and the last "
        "layer with ten outputs and softmax.",
    ),
)
