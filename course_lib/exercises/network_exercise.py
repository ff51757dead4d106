"""An exercise whose answer is a function that returns a network."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from course_lib import Sequential, datasets, utils
from course_lib.exercises.exercise import OPEN, RIGHT, WRONG, Exercise, Verdict
from course_lib.exercises.outcomes import where_it_failed

CLASSES = "the last layer must have ten outputs, one for each class."
FLATTEN = "`Flatten` is missing before the last layer."
SOFTMAX = 'ten probabilities are wanted: the last layer needs `activation="softmax"`.'


@dataclass(frozen=True, kw_only=True, eq=False)
class NetworkExercise(Exercise):
    """A function that returns a network for MNIST's digits; it is looked at, and trained a little.

    Parameters
    ----------
    number, title, hints, finished
        As for `Exercise`; `finished` is the course's own function.
    most : int
        Parameters that the network may have.
    learned_from : int
        So many of the first training digits it is trained with.
    epochs : int
        How often it sees them.
    asked : int
        About so many digits it is asked then, from the 50,000th training digit on.
    wanted : float
        The share of these that it has to get right.
    too_large : callable
        Gets a network with too many parameters and its layer with most of them; returns the cause, "" for none.
    too_weak : callable
        Gets a network that stays below `wanted`; returns lines about the cause.
    mistakes : dict of str to callable
        For each usual cause, a function whose network has this fault.
    """

    most: int
    learned_from: int
    epochs: int
    asked: int
    wanted: float
    too_large: Callable
    too_weak: Callable
    mistakes: dict

    goes_on = "The lesson goes on with the course's own network."

    def examine(self, answer):
        if answer is self.finished:
            return Verdict(OPEN, ("This is the course's own function: run the cell with yours again, then this one.",))
        if isinstance(answer, Sequential) or not callable(answer):
            return Verdict(WRONG, ("This check wants the function itself, without brackets behind its name.",))
        utils.set_random_seed(0)
        try:
            model = answer()
            trouble = _shape_trouble(model) or self._size_trouble(model) or _softmax_trouble(model)
            share = None if trouble else self.trained(model)
        except NotImplementedError:
            return Verdict(OPEN)
        except Exception as error:
            return Verdict(WRONG, (f"It ended with {where_it_failed(error)}.",))
        if trouble:
            return Verdict(WRONG, trouble)
        exact = f"{share:.{len(str(self.asked)) - 3}%}"  # of 1,000 digits one is 0.1%
        told = f"{model.count_params():,} parameters, and {exact} of {self.asked:,} other digits right."
        if share < self.wanted:
            return Verdict(WRONG, (told, f"At least {self.wanted:.0%} are wanted.", *self.too_weak(model)))
        return Verdict(RIGHT, (told,))

    def wrong_answers(self):
        for cause, wrong in self.mistakes.items():
            yield wrong, cause

    def trained(self, model):
        """Train a network, and return the share of other digits that it gets right.

        Parameters
        ----------
        model : Sequential
            Not compiled yet.

        Returns
        -------
        float
        """
        model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
        model.fit(*_digits(0, self.learned_from), batch_size=32, epochs=self.epochs, verbose=0)
        return model.evaluate(*_digits(50_000, 50_000 + self.asked), verbose=0)[1]

    def _size_trouble(self, model):
        if model.count_params() <= self.most:
            return ()
        largest = max(model.layers, key=lambda layer: layer.count_params())
        of_it = f"{largest.count_params():,} of them in the layer {largest.name!r}"
        told = f"It has {model.count_params():,} parameters, {of_it}. At most {self.most:,} are wanted."
        cause = self.too_large(model, largest)
        return (told, f"Likely cause: {cause}") if cause else (told,)


def _shape_trouble(model):
    """What is wrong with what goes in and what comes out, as lines."""
    if not isinstance(model, Sequential):
        return (f"Expected a Sequential model, got {type(model).__name__}: is a `return` missing?",)
    if not model.built or model.input_shape != (28, 28, 1):
        return ("The network must begin with `Input((28, 28, 1))`.",)
    if len(model.output_shape) != 1:
        return f"It gives numbers of shape {model.output_shape} for each image.", f"Likely cause: {FLATTEN}"
    if model.output_shape != (10,):
        numbers = "1 number" if model.output_shape == (1,) else f"{model.output_shape[0]} numbers"
        return f"It gives {numbers} for each image.", f"Likely cause: {CLASSES}"
    return ()


def _softmax_trouble(model):
    sums = model.predict(_digits(0, 8)[0], verbose=0).astype(float).sum(axis=1)
    return (
        () if np.allclose(sums, 1, atol=1e-4) else ("Its ten numbers do not add up to 1.", f"Likely cause: {SOFTMAX}")
    )


def _digits(start, end):
    (x, y), _ = datasets.mnist.load_data()
    return x[start:end, ..., None].astype(np.float32) / 255, utils.to_categorical(y[start:end], 10)
