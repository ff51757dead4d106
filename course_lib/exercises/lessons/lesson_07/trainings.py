"""Trainings with known figures, which call callbacks as `fit` does."""

from typing import NamedTuple


class Fit(NamedTuple):
    """One call of `fit`.

    Parameters
    ----------
    losses : list of list of float
        For each epoch the ``loss`` after each step.
    val_losses : list of float
        The ``val_loss`` of each epoch.
    first : int
        Number of the first epoch, as with ``initial_epoch``.
    """

    losses: list
    val_losses: list
    first: int = 0

    def params(self):
        """Return the callbacks' `params`."""
        epochs, steps = self.first + len(self.losses), len(self.losses[0])
        return {"epochs": epochs, "steps": steps, "verbose": 0, "validation": True}

    def call(self, watchers):
        """Call every hook in its order.

        Parameters
        ----------
        watchers : CallbackList
            With the callback.
        """
        watchers.call("on_train_begin")
        for place, (losses, val_loss) in enumerate(zip(self.losses, self.val_losses, strict=True)):
            watchers.call("on_epoch_begin", self.first + place)
            for batch, loss in enumerate(losses):
                watchers.call("on_train_batch_begin", batch)
                watchers.call("on_train_batch_end", batch, {"loss": loss, "accuracy": 0.5})
            watchers.call("on_test_begin")
            watchers.call("on_test_batch_begin", 0)
            watchers.call("on_test_batch_end", 0, {"loss": val_loss, "accuracy": 0.25})
            watchers.call("on_test_end", {"loss": val_loss, "accuracy": 0.25})
            logs = {"loss": losses[-1], "accuracy": 0.5, "val_loss": val_loss, "val_accuracy": 0.25}
            watchers.call("on_epoch_end", self.first + place, logs)
        watchers.call("on_train_end")


class Training(NamedTuple):
    """One or more calls of `fit` with the same callback.

    Parameters
    ----------
    words : str
        What is tried.
    fits : tuple of Fit
        In their order.
    """

    words: str
    fits: tuple

    def told(self):
        """Return what is tried as lines.

        Returns
        -------
        list of str
        """
        lines = [f"Tried {self.words}:"]
        for fit in self.fits:
            for place, (losses, val_loss) in enumerate(zip(fit.losses, fit.val_losses, strict=True)):
                lines.append(f"  epoch {fit.first + place}: loss after each step {losses}, val_loss {val_loss}")
        return lines


TRAININGS = (
    Training("one epoch of two steps", (Fit([[0.9, 0.7]], [0.8]),)),
    Training("three epochs of two steps", (Fit([[0.95, 0.72], [0.61, 0.48], [0.41, 0.33]], [0.8, 0.54, 0.61]),)),
    Training("four epochs that go up and down", (Fit([[0.9], [0.5], [0.7], [0.6]], [0.8, 0.4, 0.9, 0.6]),)),
    Training("two epochs that are equally good", (Fit([[0.9], [0.6]], [0.5, 0.5]),)),
    Training("a training that becomes worse", (Fit([[0.9], [0.6], [0.5]], [2.5, 3.5, 4.5]),)),
    Training(
        "two trainings, one after the other, with the same object. The second begins afresh",
        (Fit([[0.9], [0.6], [0.4]], [0.5, 0.3, 0.2]), Fit([[0.8], [0.7]], [0.9, 0.7])),
    ),
    Training("a training that goes on at epoch 3", (Fit([[0.9], [0.6]], [0.7, 0.5], first=3),)),
)
