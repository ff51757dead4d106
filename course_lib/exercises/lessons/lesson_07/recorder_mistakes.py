"""Callbacks as learners write them, each with one mistake."""

import math

from course_lib.callbacks import Callback


class _Base(Callback):
    """The right one, in parts that can be replaced."""

    def begin(self):
        self.losses, self.best_epoch, self.lowest = [], None, math.inf

    def step(self, batch, logs):
        self.losses.append(logs["loss"])

    def better(self, logs):
        return logs["val_loss"] < self.lowest

    def epoch(self, epoch, logs):
        if self.better(logs):
            self.lowest, self.best_epoch = logs["val_loss"], epoch

    def on_train_begin(self, logs=None):
        self.begin()

    def on_train_batch_end(self, batch, logs=None):
        self.step(batch, logs)

    def on_epoch_end(self, epoch, logs=None):
        self.epoch(epoch, logs)


class ResetsEveryEpoch(_Base):
    def on_epoch_begin(self, epoch, logs=None):
        self.begin()


class ResetsListEveryEpoch(_Base):
    def on_epoch_begin(self, epoch, logs=None):
        self.losses = []


class NeverResets(_Base):
    def __init__(self):
        self.begin()

    def on_train_begin(self, logs=None):
        pass


class ResetsListOnly(_Base):
    def __init__(self):
        self.begin()

    def begin(self):
        self.losses = []
        if not hasattr(self, "lowest"):
            self.best_epoch, self.lowest = None, math.inf


class CountsFromOne(_Base):
    def epoch(self, epoch, logs):
        super().epoch(epoch + 1, logs)


class CountsItself(_Base):
    def begin(self):
        super().begin()
        self.done = 0

    def epoch(self, epoch, logs):
        super().epoch(self.done, logs)
        self.done += 1


class WatchesTraining(_Base):
    def epoch(self, epoch, logs):
        super().epoch(epoch, {"val_loss": logs["loss"]})


class Highest(_Base):
    def begin(self):
        super().begin()
        self.lowest = -math.inf

    def better(self, logs):
        return logs["val_loss"] > self.lowest


class LastOfEqual(_Base):
    def better(self, logs):
        return logs["val_loss"] <= self.lowest


class Latest(_Base):
    def better(self, logs):
        return True


class ComparesWithLast(_Base):
    def epoch(self, epoch, logs):
        super().epoch(epoch, logs)
        self.lowest = logs["val_loss"]


class BeginsAtOne(_Base):
    def begin(self):
        super().begin()
        self.lowest = 1.0


class BeginsAtZero(_Base):
    def begin(self):
        super().begin()
        self.lowest = 0.0


class KeepsTheFigure(_Base):
    def epoch(self, epoch, logs):
        super().epoch(logs["val_loss"], logs)


class OncePerEpoch(_Base):
    def step(self, batch, logs):
        pass

    def epoch(self, epoch, logs):
        super().epoch(epoch, logs)
        self.losses.append(logs["loss"])


class BothTimes(_Base):
    def epoch(self, epoch, logs):
        super().epoch(epoch, logs)
        self.losses.append(logs["loss"])


class KeepsLogs(_Base):
    def step(self, batch, logs):
        self.losses.append(logs)


class KeepsOne(_Base):
    def step(self, batch, logs):
        self.losses = [logs["loss"]]


class KeepsBatches(_Base):
    def step(self, batch, logs):
        self.losses.append(batch)


class WantsValidationOfStep(_Base):
    def step(self, batch, logs):
        self.losses.append(logs["val_loss"])


MISTAKES = {
    "everything is emptied at each epoch. A training begins once: on_train_begin.": ResetsEveryEpoch,
    "the list is emptied at each epoch. It should hold the steps of all epochs.": ResetsListEveryEpoch,
    "it goes on from the training before: on_train_begin must start afresh.": NeverResets,
    "best_epoch or the lowest loss stays from the training before: on_train_begin must set them anew.": ResetsListOnly,
    "it counts epochs from 1. The hook counts from 0.": CountsFromOne,
    "it counts epochs itself. A training may go on at a later one: take the hook's `epoch`.": CountsItself,
    "it compares the training loss. The validation loss is asked for: logs['val_loss'].": WatchesTraining,
    "it looks for the highest loss. The lowest is the best.": Highest,
    "of equal epochs the first one counts: compare with <, not <=.": LastOfEqual,
    "it keeps the last epoch, better or not. Keep the lowest loss so far too, and compare with that.": Latest,
    "it compares with the epoch before. Compare with the lowest of all so far.": ComparesWithLast,
    "the lowest loss begins at 1, but losses may be larger: begin with float('inf').": BeginsAtOne,
    "no epoch is kept. Does the lowest loss begin at 0? No loss is below that: begin with float('inf').": BeginsAtZero,
    "best_epoch holds the loss. It should hold the epoch's number.": KeepsTheFigure,
    "it keeps one loss for each epoch. One for each step is asked for: on_train_batch_end.": OncePerEpoch,
    "the loss of the epoch's end is kept as well. Only steps are asked for.": BothTimes,
    "it keeps the whole logs. One number of them is asked for: logs['loss'].": KeepsLogs,
    "each step throws away the steps before: append to the list.": KeepsOne,
    "it keeps the number of the step. The loss is asked for: logs['loss'].": KeepsBatches,
    "after a step there is no val_loss yet: validation comes at the epoch's end.": WantsValidationOfStep,
}
