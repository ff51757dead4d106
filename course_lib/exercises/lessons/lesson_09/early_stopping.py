"""Exercise 09.4: when early stopping stops."""

from types import SimpleNamespace

import numpy as np

from course_lib import callbacks
from course_lib.exercises.function_exercise import FunctionExercise


def early_stopping(val_losses, patience):
    """Return after which epoch `EarlyStopping` ends a training, and which was the best, both counted from 1.

    Parameters
    ----------
    val_losses : list of float
        The validation loss after each epoch, were it to go on.
    patience : int
        How many epochs in a row may pass without a better one, at least 1.

    Returns
    -------
    (int, int)

    Examples
    --------
    >>> early_stopping([5, 3, 4, 6, 2], 2)
    (4, 2)
    """
    watcher = callbacks.EarlyStopping(patience=patience)
    watcher.model = SimpleNamespace(stop_training=False)
    watcher.on_train_begin()
    for epoch, loss in enumerate(val_losses):
        watcher.on_epoch_end(epoch, {"val_loss": loss})
        if watcher.model.stop_training:
            break
    return epoch + 1, watcher.best_epoch + 1


def _cases():
    wanted = [([5, 3, 4, 6, 2], 2), ([5, 4, 3, 2], 2), ([2, 3, 4, 5], 1), ([9, 7, 8, 6, 7, 5, 6, 4], 2)]
    wanted += [([4, 3, 3, 3, 3, 3], 3), ([8, 5, 7, 6, 4, 6, 5, 7, 3], 3), ([6, 4, 5], 5), ([3], 1)]
    wanted += [([5, 4, 6, 5, 7, 6, 8], 3), ([0.5, 0.25, 0.75, 0.125, 0.25, 0.5, 0.0625], 3), ([7, 8, 7, 8, 7, 8], 2)]
    return [{"val_losses": losses, "patience": patience} for losses, patience in wanted]


def _watch(val_losses, patience, mistake=""):
    """Go through the epochs with one mistake; return the last epoch, from 1, the best one, and the best loss."""
    best, best_epoch, wait, last = np.inf, 0, 0, np.inf
    for epoch, loss in enumerate(val_losses, 1):
        better = loss <= best if mistake == "ties" else loss < (last if mistake == "previous" else best)
        better = epoch == 1 or loss > best if mistake == "higher" else better
        if better:
            best, best_epoch = loss, epoch
            wait = wait if mistake == "total" else 0
        else:
            wait += 1
            limit = {"later": patience + 1, "sooner": max(patience - 1, 1), "at once": 1}.get(mistake, patience)
            if wait >= limit:
                return epoch, best_epoch, best
        last = loss
    return epoch, best_epoch, best


def _after_the_lowest(val_losses, patience):
    """Stop `patience` epochs after the lowest loss of all."""
    lowest = int(np.argmin(val_losses)) + 1
    return min(lowest + patience, len(val_losses)), lowest


def _with(mistake):
    return lambda val_losses, patience: _watch(val_losses, patience, mistake)[:2]


def _and_then(change):
    return lambda val_losses, patience: change(*_watch(val_losses, patience), val_losses, patience)


EARLY_STOPPING = FunctionExercise(
    number="09.4",
    title="early stopping",
    finished=early_stopping,
    cases=_cases,
    mistakes={
        "it stops one epoch late: with patience 2, the second epoch in a row that is not better ends it.": (
            _with("later")
        ),
        "no loss is below the best it begins with. Begin with infinity, or with the first loss.": (
            lambda val_losses, patience: (min(patience, len(val_losses)), 0)
        ),
        "the higher loss counts as better. A loss is better if it is below the best: `<`.": _with("higher"),
        "the first epoch stays the best. Whenever a loss is below the best so far, both are noted anew.": (
            lambda val_losses, patience: (min(1 + patience, len(val_losses)), 1)
        ),
        "the best of all losses is looked for first. What comes after the stop is not known yet.": (_after_the_lowest),
        "it stops one epoch early: with patience 2, one epoch that is not better does not end it.": _with("sooner"),
        "the first epoch that is not better ends it: the patience is left out.": _with("at once"),
        "all epochs that were not better are counted together. A better one sets the count back to 0.": _with("total"),
        "each epoch is compared with the one before. Compare it with the best so far.": _with("previous"),
        "an equal loss counts as better. It must be below the best.": _with("ties"),
        "the epochs are counted from 0. Here the first is number 1.": _and_then(
            lambda stop, best, low, losses, patience: (stop - 1, best - 1)
        ),
        "only one of the two numbers is counted from 1: the best epoch is one too low.": _and_then(
            lambda stop, best, low, losses, patience: (stop, best - 1)
        ),
        "the two are swapped: the last epoch first, then the best.": _and_then(
            lambda stop, best, low, losses, patience: (best, stop)
        ),
        "the second number is the best loss. The epoch is wanted, in which it was.": _and_then(
            lambda stop, best, low, losses, patience: (stop, low)
        ),
        "the best is looked for among all losses. What comes after the stop never happens.": _and_then(
            lambda stop, best, low, losses, patience: (stop, int(np.argmin(losses)) + 1)
        ),
        "`patience` epochs before the end is the best epoch only where the patience ran out.": _and_then(
            lambda stop, best, low, losses, patience: (stop, stop - patience)
        ),
        "the last epoch is given as the best one.": _and_then(lambda stop, best, low, losses, patience: (stop, stop)),
        "it never stops: all epochs are gone through.": lambda val_losses, patience: (
            len(val_losses),
            int(np.argmin(val_losses)) + 1,
        ),
        "only the first number is returned. Two are wanted: `return stopped, best`.": _and_then(
            lambda stop, best, low, losses, patience: stop
        ),
    },
    hints=(
        "Go through the losses 5, 3, 4, 6, 2 with a pencil. Which two things do you have to remember from one epoch to "
        "the next?",
        "Remember the best loss so far and its epoch. How long ago was it? That is `epoch - best_epoch`.",
        "`for epoch, loss in enumerate(val_losses, 1)` counts from 1. If `loss` is below the best, it is the new best; "
        "otherwise, if the best is `patience` epochs ago, return. Where the loop ends by "
        "itself, return the last epoch and the best.",
    ),
)
