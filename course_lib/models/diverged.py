"""The error that ends a training whose numbers are no numbers any more, and what it says."""

from typing import NamedTuple

from course_lib import kernels
from course_lib.models.batches import largest
from course_lib.validation import message

_WEIGHTS = {
    "lost": "The model's weights are not usable any more: build it anew, or load its last checkpoint.",
    "kept": "This step changed no weight: all are finite, but may be far off. Build the model anew, or load its last "
    "checkpoint.",
    "given back": "A callback has given the model earlier weights back, which are finite; compile it with a new "
    "optimizer before it trains on.",
}


class DivergedError(ArithmeticError):
    """A training came to a loss or a weight that is NaN or infinite; most often its learning rate is too large.

    The message says in which step, what most likely helps, and which weights the model has now. ``fit`` with
    ``stop_on_nan=False`` trains on regardless.

    Parameters
    ----------
    text : str
        The message.

    Examples
    --------
    >>> import numpy as np
    >>> from course_lib import Input, Sequential, layers, optimizers
    >>> model = Sequential([Input((1,)), layers.Dense(1)])
    >>> model.compile(optimizers.SGD(learning_rate=1e30), "mse")
    >>> try:
    ...     model.fit(np.ones((64, 1)), np.zeros((64, 1)), verbose=0)
    ... except DivergedError as error:
    ...     print(error)
    fit: the loss must stay finite, got inf in epoch 1, step 2. The last finite loss was ... Try a smaller ...
    """

    def __init__(self, text):
        super().__init__(text)


class Found(NamedTuple):
    """What is not finite, and when.

    Attributes
    ----------
    what : {"loss", "weights"}
        The figure that has to be finite.
    got : str
        What it is instead.
    epoch, step : int
        From 0.
    last_loss : float or None
        The last finite one; None before the first.
    """

    what: str
    got: str
    epoch: int
    step: int
    last_loss: float | None

    def explained(self, model, train, state):
        """Return the text of the error.

        Parameters
        ----------
        model : Model
            Which was trained.
        train : dict
            ``x`` and ``y``.
        state : {"lost", "kept", "given back"}
            What has become of its weights.

        Returns
        -------
        str
        """
        before = "No loss was finite." if self.last_loss is None else f"The last finite loss was {self.last_loss:.4g}."
        if self.what == "weights" and self.last_loss is not None:
            before += " (relu and max pooling may hide what a layer before them does.)"
        advice = [before, *_scale(**train), *_own_parts(model), _WEIGHTS[state]]
        if self.last_loss is not None:  # before the first step no learning rate has done anything
            advice.insert(1, _rate(model.optimizer))
        got = f"{self.got} in epoch {self.epoch + 1}, step {self.step + 1}"
        end = "With stop_on_nan=False, fit goes on regardless."
        return message("fit", f"the {self.what} must stay finite", got, " ".join([*advice, end]))


def _rate(optimizer):
    """Advice about the learning rate: a tenth of it; in place of one above 1 an ordinary one."""
    rate = optimizer.learning_rate
    smaller = rate / 10 if rate <= 1 else 0.01
    return f"Try a smaller learning_rate, such as {smaller:.4g}, in place of {type(optimizer).__name__}'s {rate:.4g}."


def _scale(x, y, **others):
    """Advice where the data are larger than networks like them."""
    if largest(x) > 20:
        yield f"Bring the samples to numbers about 1: they reach {largest(x):.4g}, so divide x by {largest(x):.4g}."
    if y.dtype.kind == "f" and largest(y) > 1000:
        yield f"Bring the labels to numbers about 1 too: they reach {largest(y):.4g}."


def _own_parts(model):
    """Advice where somebody's own layer, loss, optimizer or other part takes part."""
    parts = [model.loss, model.optimizer, *model.layers]
    parts += [getattr(layer, name, None) for layer in model.layers for name in ("activation", "kernel_regularizer")]
    names = {type(part).__name__ for part in parts if part is not None and not _ours(type(part))}
    names |= {f"the function in the place of {name}" for name in kernels.REPLACED}
    if names:
        yield f"Check the gradient of what is your own: {', '.join(sorted(names))}."


def _ours(kind):
    return kind.__module__.split(".")[0] == "course_lib"
