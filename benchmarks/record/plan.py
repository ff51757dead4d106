"""What is to be known of a training before it runs."""

import hashlib
import json
from collections.abc import Callable
from typing import NamedTuple

from course_lib.config import describe

SEEDS = (1, 2, 3, 4, 5)


class Plan(NamedTuple):
    """A training that is recorded.

    `network` and `optimizer` are called for each seed anew. `validation` is "test", a part of the training data, or
    None; `judged_by` names the figure that the table shows: "test_accuracy" or "val_accuracy", of the last epoch, or
    "mirrored_accuracy", of a network that answers for each test image and its mirror image together. `reported` is
    what a tutorial tells, `wanted` what the median has to reach, both in percent; a `remark` says more, above all why
    it does not reach it.
    """

    name: str
    title: str
    data: str
    network: Callable
    optimizer: Callable
    epochs: int
    batch_size: int
    validation: str | float | None
    judged_by: str = "test_accuracy"
    divisor: int = 255
    label_smoothing: float = 0.0
    reported: float | None = None
    wanted: float | None = None
    remark: str = ""
    seeds: tuple = SEEDS

    @property
    def steps(self):
        """Training steps in all."""
        images = 60_000 if self.validation in ("test", None) else int(60_000 * (1 - self.validation))
        return self.epochs * -(-images // self.batch_size)

    @property
    def fingerprint(self):
        """8 hexadecimal digits that stand for all that the results follow from, but for the seed."""
        parts = [describe(layer) for layer in self.network()] + [describe(self.optimizer())]
        parts += [self.data, self.divisor, self.epochs, self.batch_size, self.validation, self.label_smoothing]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:8]
