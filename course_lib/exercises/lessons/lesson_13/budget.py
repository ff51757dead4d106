"""Exercise 13.3: a network within a budget of parameters and of images."""

from dataclasses import dataclass

import numpy as np

from course_lib import Input, Sequential, datasets, utils
from course_lib.exercises.exercise import OPEN, RIGHT, WRONG, Exercise, Verdict
from course_lib.exercises.outcomes import where_it_failed
from course_lib.layers import BatchNormalization, Conv2D, Dense, Dropout, Flatten, MaxPooling2D

MOST, WANTED = 30_000, 0.97


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


@dataclass(frozen=True, kw_only=True, eq=False)
class BudgetExercise(Exercise):
    """A function that returns a network; it is looked at, and sees 20,000 digits once."""

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
            share = None if trouble else _trained(model)
        except NotImplementedError:
            return Verdict(OPEN)
        except Exception as error:
            return Verdict(WRONG, (f"It ended with {where_it_failed(error)}.",))
        if trouble:
            return Verdict(WRONG, trouble)
        told = f"{model.count_params():,} parameters, and {share:.2%} of 10,000 other digits right."
        if share < WANTED:
            return Verdict(WRONG, (told, f"At least {WANTED:.0%} are wanted.", *_cause(model)))
        return Verdict(RIGHT, (told,))

    def wrong_answers(self):
        yield (lambda: _stack(*_stage(32), Conv2D(32, 3, activation="relu"), BatchNormalization())), _LARGE
        yield (lambda: _stack(Flatten(), Dense(37, activation="relu"))), _PIXELS
        yield (lambda: _stack(*_stage(8), units=9)), _CLASSES
        yield (lambda: _stack(*_stage(8), last=None)), _SOFTMAX
        yield (lambda: _stack(*_stage(16), *_stage(32), Dropout(0.8))), _DROPOUT
        yield (lambda: _stack(*_stage(4), *_stage(4))), _SMALL
        yield (lambda: _stack(*_stage(16, None)[::2], *_stage(32, None)[::2], MaxPooling2D(4))), _LINEAR
        yield (lambda: _stack(*_stage(24)[:2], *_stage(48)[:2])), _PLAIN
        yield (lambda: _stack(*_late(24), *_late(48))), _AVERAGES


_LARGE = "most parameters lie in one layer behind large maps. Pool before it, or give it fewer filters or outputs."
_PIXELS = "there is no convolution: a dense layer on pixels needs a weight of its own for each pixel."
_CLASSES = "the last layer must have ten outputs, one for each class."
_SOFTMAX = 'ten probabilities are wanted: the last layer needs `activation="softmax"`.'
_DROPOUT = "dropout sets half of the numbers to 0, or more. With so few images there is little to forget: leave it out."
_SMALL = "it uses less than a third of the budget. More filters or another convolution are allowed."
_LINEAR = "its convolutions have no activation, so they add up to one. relu belongs behind each."
_PLAIN = "one epoch is short, and it learns too slowly. Batch normalization behind each convolution speeds it up."
_AVERAGES = (
    "one epoch is short for the averages of batch normalization, as in lesson 09. Take "
    "`BatchNormalization(momentum=0.9)`."
)
_NEAR = "Its layers show no usual cause. Another convolution or other numbers of filters may give the rest."


def _trouble(model):
    """What can be seen without training, as lines."""
    if not isinstance(model, Sequential):
        return (f"Expected a Sequential model, got {type(model).__name__}: is a `return` missing?",)
    if not model.built or model.input_shape != (28, 28, 1):
        return ("The network must begin with `Input((28, 28, 1))`.",)
    if len(model.output_shape) != 1:
        return (f"It gives numbers of shape {model.output_shape} for each image: is `Flatten` missing?",)
    if model.output_shape != (10,):
        return f"It gives {model.output_shape[0]} numbers for each image.", f"Likely cause: {_CLASSES}"
    if model.count_params() > MOST:
        return _too_large(model)
    sums = model.predict(_digits(0, 8)[0], verbose=0).astype(float).sum(axis=1)
    if not np.allclose(sums, 1, atol=1e-4):
        return "Its ten numbers do not add up to 1.", f"Likely cause: {_SOFTMAX}"
    return ()


def _too_large(model):
    """How many parameters there are, and which layer has most of them."""
    largest = max(model.layers, key=lambda layer: layer.count_params())
    of_it = f"{largest.count_params():,} of them in the layer {largest.name!r}"
    told = f"It has {model.count_params():,} parameters, {of_it}. At most {MOST:,} are wanted."
    return (told, f"Likely cause: {_LARGE}") if 2 * largest.count_params() > model.count_params() else (told,)


def _cause(model):
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


def _digits(start, end):
    (x, y), _ = datasets.mnist.load_data()
    return x[start:end, ..., None].astype(np.float32) / 255, utils.to_categorical(y[start:end], 10)


def _trained(model):
    """The share of the last 10,000 training digits that it gets right after one epoch on the first 20,000."""
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    model.fit(*_digits(0, 20_000), batch_size=32, epochs=1, verbose=0)
    return model.evaluate(*_digits(50_000, 60_000), verbose=0)[1]


BUDGET = BudgetExercise(
    number="13.3",
    title="a network within a budget",
    finished=network,
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
