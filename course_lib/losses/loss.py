"""What every loss is."""

import math

import numpy as np

from course_lib.validation import message


class Loss:
    """Base of all losses: a number that says how far predictions are from the truth, and its gradient.

    A loss of one's own needs `call` and `gradient`.

    Parameters
    ----------
    name : str, optional
        Shown in messages.
    """

    def __init__(self, name=None):
        self.name = name or type(self).__name__

    def call(self, y_true, y_pred):
        """Return one loss for each sample, (N,)."""
        raise NotImplementedError

    def gradient(self, y_true, y_pred):
        """Return the gradient of the samples' *mean* loss with respect to `y_pred`."""
        raise NotImplementedError

    def fused_with(self, activation):
        """Return a function (y_true, preactivations) -> (losses, y_pred, gradient), or None.

        Where a loss and the activation before it are better computed together, a model trains with this function;
        the gradient it returns is that with respect to what enters the activation.
        """
        return None

    def __call__(self, y_true, y_pred):
        """Return the mean loss as a float."""
        return mean(self.call(y_true, y_pred))

    def check(self, y_true, y_pred):
        """Return both as float32 arrays of one shape (N, K), or say what does not fit."""
        y_true = np.require(y_true, np.float32, ["C", "A", "W"])
        y_pred = np.require(y_pred, np.float32, ["C", "A", "W"])
        if y_true.shape != y_pred.shape:
            advice = ""
            if y_true.ndim == 1 or y_true.shape[1:] == (1,):
                advice = f"Class numbers become rows of 0 and 1 with utils.to_categorical(y, {y_pred.shape[-1]})."
            rule = f"labels must have the predictions' shape {y_pred.shape}"
            raise ValueError(message(self.name, rule, str(y_true.shape), advice))
        return y_true, y_pred


def mean(losses):
    """Return the mean of float32 `losses` as a float, rounded once: the same in any order of summation."""
    return math.fsum(losses.tolist()) / len(losses)
