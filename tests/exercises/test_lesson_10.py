"""Answers that learners may give to lesson 10's exercises: other ways that are right, and more that are wrong."""

from collections import Counter

import numpy as np

from course_lib.callbacks import Callback
from course_lib.exercises import catalogue

CONFUSION, RATES, PAIRS, CHECKPOINT = (catalogue.find(f"10.{place}", "test") for place in (1, 2, 3, 4))


def by_one_number(labels, guesses, classes):
    places = labels.astype(int) * classes + guesses
    return np.bincount(places, minlength=classes * classes).reshape(classes, classes)


def cell_by_cell(labels, guesses, classes):
    return np.array([[np.sum((labels == t) & (guesses == g)) for g in range(classes)] for t in range(classes)])


def in_decimals(labels, guesses, classes):
    counts = np.zeros((classes, classes))
    for n in range(len(labels)):
        counts[labels[n]][guesses[n]] += 1
    return counts


def with_add_at(labels, guesses, classes):
    counts = np.zeros((classes, classes), np.int32)
    np.add.at(counts, (labels, guesses), 1)
    return counts


def one_hot_product(labels, guesses, classes):
    return np.eye(classes)[labels].T @ np.eye(classes)[guesses]


def listed_rates(counts):
    right = [int(counts[k, k]) for k in range(len(counts))]
    sums = [[sum(counts[k]) for k in range(len(counts))], [sum(counts[:, k]) for k in range(len(counts))]]
    recall, precision = ([r / s if s else 0 for r, s in zip(right, each, strict=True)] for each in sums)
    return np.array(recall), np.array(precision)


def stacked_rates(counts):
    rates = np.zeros((2, len(counts)), np.float32)
    with np.errstate(all="ignore"):
        rates[0], rates[1] = np.diag(counts) / counts.sum(1), np.diag(counts) / counts.sum(0)
    return [np.nan_to_num(rates[0]), np.nan_to_num(rates[1])]


def from_counter(counts, count):
    pairs = Counter()
    for t, row in enumerate(counts.tolist()):
        for g, times in enumerate(row):
            if t != g and times:
                pairs[t, g] = times
    return [(t, g, times) for (t, g), times in pairs.most_common(count)]


def with_argsort(counts, count):
    wrong = counts * (1 - np.eye(len(counts), dtype=counts.dtype))
    order = np.argsort(-wrong, axis=None, kind="stable")[: min(count, np.count_nonzero(wrong))]
    rows, columns = np.unravel_index(order, counts.shape)
    return [[int(t), int(g), int(wrong[t, g])] for t, g in zip(rows, columns, strict=True)]


def one_after_the_other(counts, count):
    left, found = counts - np.diag(np.diag(counts)), []
    while len(found) < count and left.max() > 0:
        t, g = np.unravel_index(left.argmax(), left.shape)
        found.append((t, g, left[t, g]))
        left[t, g] = 0
    return found


class WithWeights(Callback):
    """Saves the weights alone, and counts from another beginning."""

    def __init__(self, path):
        super().__init__()
        self.path, self.best = path, float("-inf")

    def on_epoch_end(self, epoch, logs):
        if self.best < logs["val_accuracy"]:
            self.best = logs["val_accuracy"]
            self.model.save_weights(self.path)

    def on_train_end(self, logs):
        self.model.load_weights(self.path)


class FromMemory(Callback):
    """Keeps the weights beside the file, and puts those back."""

    def __init__(self, path):
        self.path, self.figures = path, []

    def on_epoch_end(self, epoch, logs=None):
        if not self.figures or logs["val_accuracy"] > max(self.figures):
            self.kept = self.model.get_weights()
            self.model.save(self.path)
            print("saved")
        self.figures.append(logs["val_accuracy"])

    def on_train_end(self, logs=None):
        self.model.set_weights(self.kept)


class HalfWritten(Callback):
    def __init__(self, path):
        self.path, self.best = path, -1

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_accuracy"] > self.best:
            self.best = logs["val_accuracy"]
            self.model.save(self.path)

    def on_train_end(self, logs=None):
        raise NotImplementedError


class ForgetsModel(HalfWritten):
    def on_epoch_end(self, epoch, logs=None):
        self.save(self.path)


class AlsoBetterOnTraining(HalfWritten):
    def on_epoch_end(self, epoch, logs=None):
        if logs["accuracy"] > self.best:
            super().on_epoch_end(epoch, logs)

    def on_train_end(self, logs=None):
        self.model.load_weights(self.path)


class StopsEarly(AlsoBetterOnTraining):
    def on_epoch_end(self, epoch, logs=None):
        if logs["val_accuracy"] <= self.best:
            self.model.stop_training = True
        HalfWritten.on_epoch_end(self, epoch, logs)


class DoesNothing(HalfWritten):
    def on_epoch_end(self, epoch, logs=None):
        pass

    def on_train_end(self, logs=None):
        pass


class TakesNoPath(Callback):
    pass


RIGHT = [
    *((CONFUSION, f) for f in (by_one_number, cell_by_cell, in_decimals, with_add_at, one_hot_product)),
    *((RATES, f) for f in (listed_rates, stacked_rates, lambda counts: np.array(listed_rates(counts)))),
    *((PAIRS, f) for f in (from_counter, with_argsort, one_after_the_other)),
    *((PAIRS, f) for f in (lambda counts, count: np.array(from_counter(counts, count)),)),
    (CHECKPOINT, WithWeights),
    (CHECKPOINT, FromMemory),
]
WRONG = [
    (CONFUSION, lambda labels, guesses, classes: by_one_number(labels, guesses, classes).tolist()),
    (CONFUSION, lambda labels, guesses, classes: np.histogram2d(guesses, labels, classes)[0]),
    (CONFUSION, lambda labels, guesses, classes: np.trace(by_one_number(labels, guesses, classes))),
    (CONFUSION, lambda labels, guesses, classes: by_one_number(labels, guesses, 10)[:classes]),
    (CONFUSION, lambda labels, guesses, classes: by_one_number(labels, guesses, classes).astype(str)),
    (CONFUSION, lambda labels, guesses, classes: dict(Counter(zip(labels, guesses, strict=True)))),
    (CONFUSION, lambda labels, guesses, classes: in_decimals(labels, guesses, classes).astype(np.uint8)),
    (RATES, lambda counts: [each.tolist() for each in listed_rates(counts)]),
    (RATES, lambda counts: (*listed_rates(counts), 0)),
    (RATES, lambda counts: dict(zip("rp", listed_rates(counts), strict=True))),
    (RATES, lambda counts: tuple(each.round(1) for each in listed_rates(counts))),
    (RATES, lambda counts: [counts[k, k] / int(counts[k].sum()) for k in range(len(counts))]),
    (PAIRS, lambda counts, count: from_counter(counts, count)[::-1]),
    (PAIRS, lambda counts, count: from_counter(counts, count + 1)),
    (PAIRS, lambda counts, count: from_counter(counts, count)[0]),
    (PAIRS, lambda counts, count: [times for *_, times in from_counter(counts, count)]),
    (PAIRS, lambda counts, count: np.argsort(-counts, axis=None)[:count]),
    *((CHECKPOINT, kind) for kind in (ForgetsModel, DoesNothing, TakesNoPath, AlsoBetterOnTraining, StopsEarly)),
    *((CHECKPOINT, no_class) for no_class in (WithWeights("x"), FromMemory.mro, dict, 3, None)),
]


def test_a_pair_that_counts_once_is_told_why():
    def at_once(labels, guesses, classes):
        counts = np.zeros((classes, classes), dtype=int)
        counts[labels, guesses] += 1
        return counts

    lines = CONFUSION.examine(at_once).lines
    assert "First difference at [1, 1]: expected 2, got 1. 1 of 4 numbers differ." in lines
    assert any(line.startswith("Likely cause: each pair counts once only.") for line in lines)


def test_a_division_by_nothing_is_told_with_its_case():
    def plain(counts):
        return np.diag(counts) / counts.sum(axis=1), np.diag(counts) / counts.sum(axis=0)

    lines = RATES.examine(plain).lines
    assert "Result 1: First difference at [1]: expected 0, got nan. 1 of 3 numbers differ." in lines
    assert any("gets 0." in line for line in lines)


def test_a_checkpoint_is_open_until_both_methods_are_written():
    class Stub(HalfWritten):
        def on_epoch_end(self, epoch, logs=None):
            raise NotImplementedError

    assert CHECKPOINT.examine(Stub) == ("open", ())
    assert CHECKPOINT.examine(HalfWritten) == ("open", ("Still to be written: on_train_end.",))
    assert CHECKPOINT.examine(CHECKPOINT.finished).state == "open"


def test_what_a_checkpoint_did_is_told_epoch_by_epoch():
    lines = CHECKPOINT.examine(DoesNothing).lines
    assert lines[0] == "Tried a training with these figures:"
    assert lines[1] == "  epoch 0: loss 0.9, accuracy 0.6, val_loss 0.8, val_accuracy 0.5"
    assert "After epoch 0 the file is not there. It should have the weights of epoch 0." in lines


def told(exercise, answer, words):
    return any(words in line for line in exercise.examine(answer).lines)


def test_common_slips_are_told_their_cause():
    def each_with_every(labels, guesses, classes):
        counts = np.zeros((classes, classes), dtype=int)
        for true in labels:
            for guess in guesses:
                counts[true, guess] += 1
        return counts

    def cut_first(counts, count):
        found = sorted(((t, g, n) for (t, g), n in np.ndenumerate(counts) if n), key=lambda each: -each[2])
        return [each for each in found[:count] if each[0] != each[1]]

    assert told(CONFUSION, each_with_every, "each label meets every guess")
    assert told(CONFUSION, lambda *case: in_decimals(*case).astype(np.uint8), "eight bits hold numbers up to 255")
    assert told(PAIRS, cut_first, "left out after the cut")
    assert told(CHECKPOINT, AlsoBetterOnTraining, "the accuracy on the training images, too")
    assert told(CHECKPOINT, StopsEarly, "It has set `stop_training`.")
