"""Answers that learners may give to lesson 07's exercises: other ways that are right, and more that are wrong."""

import math

import numpy as np
import pytest

from course_lib import Input, Sequential, callbacks, layers
from course_lib.exercises import catalogue
from course_lib.exercises.lessons.lesson_07.adam import slow_adam
from course_lib.exercises.lessons.lesson_07.recorder import Recorder, taken_through
from course_lib.exercises.lessons.lesson_07.schedule import slow_rate
from course_lib.exercises.lessons.lesson_07.trainings import TRAININGS
from course_lib.kernels import reference
from course_lib.optimizers import SGD

DESCEND, ADAM, RECORDER, RATE = (catalogue.find(f"07.{place}", "test") for place in (1, 2, 3, 4))


def appended(start, rate, steps):
    x, points = start, np.array([start], float)
    for _ in range(steps):
        x -= rate * (2 * x - 6)
        points = np.append(points, x)
    return points


def filled(start, rate, steps):
    points = np.empty(steps + 1)
    points[0] = start
    for step in range(steps):
        points[step + 1] = points[step] - 2 * rate * (points[step] - 3)
    return points


def closed_form(start, rate, steps):
    return 3 + (start - 3) * (1 - 2 * rate) ** np.arange(steps + 1)


def in_32_bits(start, rate, steps):
    return np.float32(filled(start, rate, steps))


def by_elements(weights, gradient, m, v, step, rate, beta_1, beta_2, epsilon):
    weights, m, v = weights.copy(), m.copy(), v.copy()
    for place in np.ndindex(weights.shape):
        m[place] += (gradient[place] - m[place]) * (1 - beta_1)
        v[place] += (gradient[place] ** 2 - v[place]) * (1 - beta_2)
        mean, square = m[place] / (1 - beta_1**step), v[place] / (1 - beta_2**step)
        weights[place] -= rate * mean / (math.sqrt(square) + epsilon)
    return weights, m, v


def as_keras_has_it(weights, gradient, m, v, step, rate, beta_1, beta_2, epsilon):
    arrays = [np.array(each, float) for each in (weights, m, v)]
    flat = [each.reshape(-1) for each in arrays]
    reference.adam_update(flat[0], gradient.ravel(), *flat[1:], rate, beta_1, beta_2, epsilon, 0.0, step)
    return arrays


class WithSuper(callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.figures = []

    def on_train_begin(self, logs=None):
        self.losses, self.figures, self.best_epoch, self.first = [], [], None, None

    def on_epoch_begin(self, epoch, logs=None):
        self.first = epoch if self.first is None else self.first

    def on_batch_end(self, batch, logs=None):
        self.losses += [float(logs.get("loss"))]

    def on_epoch_end(self, epoch, logs=None):
        self.figures.append(logs["val_loss"])
        self.best_epoch = self.first + int(np.argmin(self.figures))


class WithNone(callbacks.Callback):
    best = None

    def on_train_begin(self, logs=None):
        self.losses, self.best_epoch, self.best = [], -1, None

    def on_train_batch_end(self, batch, logs=None):
        self.losses = [*self.losses, logs["loss"]]

    def on_epoch_end(self, epoch, logs=None):
        if self.best is None or logs["val_loss"] < self.best:
            self.best, self.best_epoch = logs["val_loss"], np.int64(epoch)


class WithPrint(Recorder):
    def on_epoch_end(self, epoch, logs=None):
        super().on_epoch_end(epoch, logs)
        print("epoch", epoch)


def by_hand(step, warmup, steps, highest):
    if step >= steps:
        return 0
    if warmup and step <= warmup:
        return step / warmup * highest
    return 0.5 * highest * (np.cos(np.pi * (step - warmup) / (steps - warmup)) + 1)


def with_square(step, warmup, steps, highest):
    part = np.clip((step - warmup) / (steps - warmup), 0, 1)
    return np.float64(highest * step / warmup if step < warmup else highest * math.cos(math.pi * part / 2) ** 2)


RIGHT = {
    DESCEND: [appended, filled, closed_form, in_32_bits],
    ADAM: [slow_adam, by_elements, as_keras_has_it, lambda *a: list(slow_adam(*a)), lambda *a: np.array(slow_adam(*a))],
    RECORDER: [WithSuper, WithNone, WithPrint],
    RATE: [by_hand, with_square, lambda *a: np.float32(slow_rate(*a))],
}
NO_METHOD = type("NoMethod", (callbacks.Callback,), {})
WRONG = {
    DESCEND: [
        lambda start, rate, steps: filled(start, rate, steps).tolist(),
        lambda start, rate, steps: filled(start, rate, steps)[::-1],
        lambda start, rate, steps: filled(start, rate, steps)[None],
        lambda start, rate, steps: (filled(start, rate, steps) - 3) ** 2,
        lambda start, rate, steps: np.round(filled(start, rate, steps)),
        lambda start, rate, steps: filled(start, rate**2, steps),
        lambda start, rate, steps: np.full(steps + 1, 3.0),
        lambda start, rate, steps: print(filled(start, rate, steps)),
    ],
    ADAM: [
        lambda *a: slow_adam(*a)[:2],
        lambda w, g, *rest: (w - 0.1 * np.sign(g), *rest[:2]),
        lambda *a: slow_adam(*a[:5], 2 * a[5], *a[6:]),
        lambda *a: slow_adam(*a[:4], 1, *a[5:]),
        lambda *a: slow_adam(a[0], np.abs(a[1]), *a[2:]),
        lambda *a: slow_adam(*a[:6], 0.9, 0.999, 1e-7),
    ],
    RECORDER: [NO_METHOD, Recorder(), 3, ..., list, lambda: 0, "MyRecorder"],
    RATE: [
        lambda step, warmup, steps, highest: highest,
        lambda *a: str(slow_rate(*a)),
        lambda *a: slow_rate(*a) ** 2,
        lambda step, warmup, steps, highest: slow_rate(step, warmup, steps, 1.0),
        lambda step, warmup, steps, highest: slow_rate(step, warmup, steps + 1, highest),
        lambda step, warmup, steps, highest: slow_rate(step, warmup, steps, highest) + 1e-3,
    ],
}


CAUSES = [
    (DESCEND, lambda start, rate, steps: (filled(start, rate, steps) - 3) ** 2, "the heights are returned"),
    (DESCEND, lambda start, rate, steps: filled(start, rate, steps)[[0, -1]], "append within the loop"),
    (ADAM, lambda *a: slow_adam(*a[:5], 1.0, *a[6:]), "the rate is left out"),
    (ADAM, lambda *a: (a[0] - a[5] * (slow_adam(*a)[1] / (1 - a[6] ** a[4])), *slow_adam(*a)[1:]), "not divided"),
    (RATE, lambda *a: slow_rate(*a) if a[0] < a[2] else a[3], "`highest` again"),
    (RATE, lambda *a: 0 if a[:2] == (0, 0) else slow_rate(*a), "without a warm-up step 0 has rate 0"),
    (
        RATE,
        lambda step, w, s, h: h * step / w if step < w else slow_rate(w + max(step - w, s - w), w, s, h, "max"),
        "`max`",
    ),
    (RATE, lambda *a: slow_rate(*a) if a[0] < a[1] else slow_rate(*a) / a[3], "left out of the fall"),
]


@pytest.mark.parametrize("exercise, answer, words", CAUSES)
def test_a_mistake_is_told_its_own_cause(exercise, answer, words):
    lines = exercise.examine(answer).lines
    assert any(line.startswith("Likely cause") and words in line for line in lines), lines


def stub(self, *arguments):
    raise NotImplementedError


def hooks(**others):
    own = {name: stub for name in ("on_train_begin", "on_train_batch_end", "on_epoch_end")} | others
    return type("MyRecorder", (callbacks.Callback,), own)


def test_a_callback_is_open_until_all_its_hooks_are_written():
    assert RECORDER.examine(hooks()) == ("open", ())
    half = RECORDER.examine(hooks(on_train_begin=Recorder.on_train_begin))
    assert half == ("open", ("Still to be written: on_train_batch_end, on_epoch_end.",))
    assert RECORDER.examine(Recorder).state == "open", "the course's own is not the learner's"


@pytest.mark.parametrize(
    "name, hook, words",
    [
        ("on_train_begin", lambda self, logs=None: None, "AttributeError"),
        ("on_epoch_end", lambda self, epoch: None, "must take (epoch, logs)"),
        ("on_epoch_end", lambda self, epoch, logs=None: logs["validation_loss"], "KeyError: 'validation_loss'"),
        ("on_epoch_end", lambda self, epoch, logs=None: None, "`best_epoch`: expected 0, got None"),
        ("on_train_batch_end", lambda self, batch, logs=None: None, "`losses`: expected [0.9, 0.7], got []"),
    ],
)
def test_what_is_wrong_with_a_callback_is_told(name, hook, words):
    wrong = type("MyRecorder", (Recorder,), {name: hook})
    verdict = RECORDER.examine(wrong)
    assert verdict.state == "wrong"
    assert words in " ".join(verdict.lines), verdict.lines


def test_a_callback_without_its_list_is_told_so():
    def begin(self, logs=None):
        self.best_epoch, self._lowest = None, math.inf

    wrong = type("MyRecorder", (Recorder,), {"on_train_begin": begin, "on_train_batch_end": lambda *arguments: None})
    assert "At the end it has no `self.losses`." in RECORDER.examine(wrong).lines


def test_losses_are_compared_as_they_are_and_arrays_break_nothing():
    def rounded(self, batch, logs=None):
        self.losses.append(round(logs["loss"], 1))

    def begin(self, logs=None):
        self.losses, self.best_epoch, self._lowest = np.array([]), None, math.inf

    def append(self, batch, logs=None):
        self.losses = np.append(self.losses, logs["loss"])

    assert RECORDER.examine(type("MyRecorder", (Recorder,), {"on_train_batch_end": rounded})).state == "wrong"
    arrays = type("MyRecorder", (Recorder,), {"on_train_begin": begin, "on_train_batch_end": append})
    assert any("must be a list" in line for line in RECORDER.examine(arrays).lines)


def test_a_list_of_the_class_is_pointed_at():
    shared = {"losses": [], "best_epoch": None, "_lowest": math.inf, "on_train_begin": lambda self, logs=None: None}
    assert "`losses` is made in the class" in " ".join(RECORDER.examine(type("MyRecorder", (Recorder,), shared)).lines)


def test_no_two_usual_mistakes_look_alike():
    found = [[taken_through(wrong, training) for training in TRAININGS] for wrong in RECORDER.mistakes.values()]
    texts = [str(each) for each in found]
    assert len(set(texts)) == len(texts)


def test_the_known_trainings_call_hooks_as_fit_does():
    """The same hooks in the same order, with figures of the same names."""

    class Order(callbacks.Callback):
        def __init__(self):
            self.calls = []

        def __getattribute__(self, name):
            if name.startswith("on_") and name not in ("on_batch_begin", "on_batch_end"):
                return lambda *arguments: self.calls.append((name, *arguments[:-1], sorted(arguments[-1] or ())))
            return super().__getattribute__(name)

    model = Sequential([Input((2,)), layers.Dense(2, activation="softmax")])
    model.compile(SGD(0.1), "sparse_categorical_crossentropy", ["accuracy"])
    x, y = np.eye(2, dtype=np.float32), np.arange(2)
    by_fit, by_hand = Order(), Order()
    model.fit(
        x, y, batch_size=1, epochs=3, validation_data=(x, y), validation_batch_size=2, callbacks=[by_fit], verbose=0
    )
    TRAININGS[1].fits[0].call(callbacks.CallbackList([by_hand], None, {}))
    assert by_fit.calls == by_hand.calls
