"""Callbacks that save, as learners write them, each with one mistake."""

from course_lib.callbacks import Callback


class _Base(Callback):
    """The right one, in parts that can be replaced."""

    first = -1.0
    figure = "val_accuracy"

    def __init__(self, path):
        self.path, self.best = path, self.first

    def better(self, value):
        return value > self.best

    def save(self):
        self.model.save(self.path)

    def on_epoch_end(self, epoch, logs=None):
        if self.better(logs[self.figure]):
            self.best = logs[self.figure]
            self.save()

    def on_train_end(self, logs=None):
        self.model.load_weights(self.path)


class SavesEach(_Base):
    def better(self, value):
        return True


class ComparesWithLast(_Base):
    def on_epoch_end(self, epoch, logs=None):
        super().on_epoch_end(epoch, logs)
        self.best = logs[self.figure]


class WatchesTraining(_Base):
    figure = "accuracy"


class WatchesHighestLoss(_Base):
    figure = "val_loss"


class WatchesLowestLoss(_Base):
    figure, first = "val_loss", float("inf")

    def better(self, value):
        return value < self.best


class Lowest(_Base):
    first = float("inf")

    def better(self, value):
        return value < self.best


class LastOfEqual(_Base):
    def better(self, value):
        return value >= self.best


class BeginsAtOne(_Base):
    first = 1.0

    def on_train_end(self, logs=None):
        pass


class SavesAtTheEnd(_Base):
    def save(self):
        self.kept = self.model.get_weights()

    def on_train_end(self, logs=None):
        self.model.set_weights(self.kept)
        self.model.save(self.path)


class KeepsInMemory(SavesAtTheEnd):
    def on_train_end(self, logs=None):
        self.model.set_weights(self.kept)


class NeverPutsBack(_Base):
    def on_train_end(self, logs=None):
        pass


class PutsBackEachEpoch(_Base):
    def on_epoch_end(self, epoch, logs=None):
        super().on_epoch_end(epoch, logs)
        self.model.load_weights(self.path)


class SavesElsewhere(_Base):
    def __init__(self, path):
        super().__init__("best.safetensors")


class SavesAgainAtTheEnd(_Base):
    def on_train_end(self, logs=None):
        self.model.save(self.path)
        self.model.load_weights(self.path)


class WantsBoth(_Base):
    def on_epoch_end(self, epoch, logs=None):
        if logs["accuracy"] > self.best:
            super().on_epoch_end(epoch, logs)


class StopsToo(_Base):
    def on_epoch_end(self, epoch, logs=None):
        self.model.stop_training = not self.better(logs[self.figure])
        super().on_epoch_end(epoch, logs)


class WantsAnotherName(_Base):
    figure = "val_acc"


MISTAKES = {
    "it saves each epoch, better or not: compare with `self.best`, and keep the new best in it.": SavesEach,
    "it compares with the epoch before. Compare with the best so far, and set that only where it is beaten.": (
        ComparesWithLast
    ),
    "it watches the accuracy on the training images: take logs['val_accuracy'].": WatchesTraining,
    "it saves where the validation loss is highest: take logs['val_accuracy'].": WatchesHighestLoss,
    "it watches the validation loss. The validation accuracy is asked for.": WatchesLowestLoss,
    "it keeps the worst epoch. A higher accuracy is better.": Lowest,
    "of equal epochs the first one counts: compare with >, not >=.": LastOfEqual,
    "it begins with a best of 1, which nothing beats. The first epoch has to be saved.": BeginsAtOne,
    "it saves when the training ends. After a crash there would be no file: save in on_epoch_end.": SavesAtTheEnd,
    "it keeps the weights in memory only. After a crash they would be lost: save to `self.path`.": KeepsInMemory,
    "the model is left as the last epoch made it: load the best weights in on_train_end.": NeverPutsBack,
    "it puts the best weights back after each epoch, and so undoes the training: do it in on_train_end.": (
        PutsBackEachEpoch
    ),
    "it saves under a name of its own. The file is `self.path`.": SavesElsewhere,
    "on_train_end overwrites the best with the last: only load there.": SavesAgainAtTheEnd,
    "it compares the accuracy on the training images, too: only logs['val_accuracy'] counts.": WantsBoth,
    "it stops where an epoch is no better. A later one may be: only save.": StopsToo,
    "the figure is called val_accuracy.": WantsAnotherName,
}
