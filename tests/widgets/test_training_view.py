"""The live training view: what it tells the page, when, and what it leaves behind."""

import re
import signal
import time
from types import SimpleNamespace

import numpy as np
import pytest

from course_lib import Input, Sequential, callbacks, layers, utils, widgets
from course_lib.models import DivergedError, load_model
from course_lib.widgets import training_panel, training_view
from course_lib.widgets.pace import Pace, duration
from course_lib.widgets.training_record import MOST, TrainingRecord

Y = np.arange(60) % 2
X = 0.5 * np.random.default_rng(0).random((60, 6, 6, 1), dtype=np.float32) + 0.5 * np.float32(Y)[:, None, None, None]


class Page:
    """What a notebook would be told: everything displayed, and every state of the panels."""

    def __init__(self):
        self.shown, self.states, self.hooks = [], [], []
        events = SimpleNamespace(register=self._register, unregister=self._unregister)
        self.shell = SimpleNamespace(events=events)

    def _register(self, event, hook):
        assert event == "post_run_cell"
        self.hooks.append(hook)

    def _unregister(self, event, hook):
        self.hooks.remove(hook)

    def display(self, data, raw):
        assert raw
        self.shown.append(data)

    def lines(self):
        return [state["line"] for state in self.states]

    def last(self):
        return self.states[-1]

    def charts(self):
        return {chart["name"]: chart for chart in self.last()["charts"]}

    def stills(self):
        return [data["text/plain"] for data in self.shown if "text/plain" in data]


def places(data):
    """Places and figures out of a chart's bytes, in parts of the chart."""
    return np.frombuffer(data, np.float32).reshape(-1, 2)


@pytest.fixture
def page(monkeypatch):
    page = Page()
    monkeypatch.setattr(training_view, "in_notebook", lambda: True)
    monkeypatch.setattr(training_view, "get_ipython", lambda: page.shell)
    monkeypatch.setattr(training_view, "display", page.display)
    monkeypatch.setattr(training_panel, "display", page.display)
    monkeypatch.setattr(training_view, "OFTEN", 0.0)
    monkeypatch.setattr(training_view, "SHARE", 1e9)  # an update after every step
    update = training_panel.Panel.update

    def noted(self, *arguments):
        update(self, *arguments)
        page.states.append(self.state)

    monkeypatch.setattr(training_panel.Panel, "update", noted)
    return page


def build(outputs=2, activation="softmax", loss="sparse_categorical_crossentropy", metrics=("accuracy",), lr="adam"):
    utils.set_random_seed(3)
    model = Sequential(
        [
            Input((6, 6, 1)),
            layers.Conv2D(4, 3, activation="relu"),
            layers.BatchNormalization(),
            layers.Flatten(),
            layers.Dropout(0.5),
            layers.Dense(outputs, activation=activation),
        ]
    )
    model.compile(lr, loss, metrics=list(metrics))
    return model


def fit(model, view, epochs=2, **options):
    watchers = [view] if isinstance(view, callbacks.Callback) else view
    return model.fit(X, Y, batch_size=20, epochs=epochs, verbose=0, callbacks=watchers, **options)


def test_outside_a_notebook_it_shows_nothing(capsys):
    view = widgets.TrainingView(X[:4], Y[:4])
    fit(build(), view)
    assert view.get_state() == {}
    assert capsys.readouterr().out == ""


def test_one_view_and_one_figure_are_displayed(page):
    fit(build(), widgets.TrainingView(X[:4], Y[:4]), validation_data=(X, Y))
    assert [sorted(data) for data in page.shown] == [
        ["application/vnd.jupyter.widget-view+json"],
        ["image/svg+xml", "text/html", "text/plain"],
    ]
    assert page.hooks == [], "the view waits for nothing more"


def test_the_line_tells_step_time_left_and_figures(page):
    history = fit(build(), widgets.TrainingView(), validation_data=(X, Y))
    lines = page.lines()
    assert lines[0] == "epoch 1 of 2 · the first step is under way"
    figures = r"loss \d\.\d{4} · accuracy \d\.\d{4}"
    assert re.fullmatch(rf"epoch 1 of 2 · step 1 of 3 · \d+ s left in the epoch, \d+ s in all · {figures}", lines[1])
    assert any(line.startswith("epoch 1 of 2 · validation: batch 2 · ") for line in lines)
    assert any(line.startswith("epoch 1 of 2 is done · ") for line in lines)
    assert any(re.fullmatch(rf"epoch 2 of 2 · step 3 of 3 · \d+ s left · {figures}", line) for line in lines)
    assert any(line.startswith("epoch 2 of 2 · validation: batch 2 of 3 · ") for line in lines)
    last = " · ".join(f"{name} {figures[-1]:.4f}" for name, figures in history.history.items())
    assert re.fullmatch(rf"finished: 2 of 2 epochs · \d+\.\d s · {re.escape(last)}", lines[-1])
    parts = [state["part"] for state in page.states]
    assert parts == sorted(parts) and parts[0] == 0 and parts[-1] == 1
    assert {0.1667, 0.3333, 0.6667, 0.8333} <= set(parts), "within the epochs too"
    assert [state["done"] for state in page.states] == [False] * (len(parts) - 1) + [True]


def test_the_curves_are_those_of_the_logs(page):
    seen, ends = [], []
    watch = callbacks.LambdaCallback(
        on_train_batch_end=lambda batch, logs: seen.append(logs["loss"]),
        on_epoch_end=lambda epoch, logs: ends.append(logs["val_loss"]),
    )
    view = widgets.TrainingView()
    fit(build(), [view, watch], epochs=3, validation_data=(X, Y))
    steps, epochs = view._record.steps(), view._record.ends()
    assert np.allclose(steps["loss"], np.stack([np.arange(1, 10) / 3, seen], 1))
    assert np.allclose(epochs["val_loss"], np.stack([[1, 2, 3], ends], 1))
    assert list(page.charts()) == ["loss", "accuracy"]
    chart = page.charts()["loss"]
    assert sum(len(places(line)) for line in chart["running"]) <= 9
    assert np.allclose(places(chart["validation"][0])[:, 0], [1 / 3, 2 / 3, 1])
    assert f"val_loss {ends[-1]:.4f}" in page.stills()[0]


def test_points_become_more_while_it_runs(page):
    fit(build(), widgets.TrainingView())
    counts = [sum(len(places(line)) for chart in state["charts"] for line in chart["running"]) for state in page.states]
    assert counts[0] == 0 and counts[1] == 2 and max(counts) >= 10


def test_samples_are_guessed_as_predict_does(page):
    model = build()
    first = model.predict(X[:5], verbose=0)
    view = widgets.TrainingView(X[:5], Y[:5], class_names=["dark", "light"])
    fit(model, view, epochs=30)
    last = model.predict(X[:5], verbose=0)
    begun, ended = page.states[0]["samples"], page.last()["samples"]
    names = np.array(["dark", "light"])
    assert [card["guess"] for card in begun] == names[first.argmax(axis=1)].tolist()
    assert [card["guess"] for card in ended] == names[last.argmax(axis=1)].tolist()
    assert [card["part"] for card in ended] == [round(float(row.max()), 4) for row in last]
    assert [card["before"][2:] for card in ended] == [card["guess"] for card in begun]
    assert sum(card["right"] for card in ended) > sum(card["right"] for card in begun)
    assert len({tuple(card["guess"] for card in state["samples"]) for state in page.states}) > 1
    within = [state["samples"] for state in page.states if "epoch 1 of 30 · step" in state["line"]]
    assert within[0] != within[1], "they change within an epoch"


@pytest.mark.parametrize("validation", [None, (X, Y)])
def test_the_training_is_the_same_to_the_last_bit(page, validation):
    with_view, without = build(), build()
    watched = fit(with_view, widgets.TrainingView(X[:7], Y[:7]), epochs=3, validation_data=validation)
    alone = fit(without, [], epochs=3, validation_data=validation)
    assert watched.history == alone.history
    for one, other in zip(with_view.get_weights(), without.get_weights(), strict=True):
        assert one.tobytes() == other.tobytes()


def test_one_hot_labels_and_plain_images_do_as_well(page):
    view = widgets.TrainingView(X[:4], utils.to_categorical(Y[:4], 2))
    fit(build(), view)
    assert [card["true"] for card in page.last()["samples"]] == [str(label) for label in Y[:4]]


@pytest.mark.parametrize(
    "outputs, activation, loss",
    [(1, "sigmoid", "binary_crossentropy"), (2, None, "logits"), (1, None, "binary logits")],
)
def test_one_output_and_logits_give_probabilities_too(page, outputs, activation, loss):
    from course_lib import losses

    loss = {
        "logits": losses.SparseCategoricalCrossentropy(from_logits=True),
        "binary logits": losses.BinaryCrossentropy(from_logits=True),
    }.get(loss, loss)
    view = widgets.TrainingView(X[:4], Y[:4])
    fit(build(outputs, activation, loss, metrics=()), view)
    said = np.atleast_2d(view._said)
    assert (said >= 0).all() and (said <= 1).all()
    assert [card["guess"] in ("0", "1") for card in page.last()["samples"]] == [True] * 4
    assert list(page.charts()) == ["loss"]


def test_metrics_of_ones_own_get_charts(page):
    def twice(y_true, y_pred):
        return 2 * np.ones(len(y_pred), np.float32)

    fit(build(metrics=("accuracy", twice)), widgets.TrainingView())
    assert list(page.charts()) == ["loss", "accuracy", "twice"]
    assert page.charts()["twice"]["alt"] == "twice 2.0000"


def test_validation_every_second_epoch_stands_at_its_epochs(page):
    view = widgets.TrainingView()
    fit(build(), view, epochs=4, validation_data=(X, Y), validation_freq=2)
    assert view._record.ends()["val_loss"][:, 0].tolist() == [2, 4]


def test_a_single_step(page):
    build().fit(X[:5], Y[:5], batch_size=5, verbose=0, callbacks=[widgets.TrainingView(X[:1], Y[:1])])
    assert "a training over 1 epoch," in page.stills()[0]
    assert page.last()["line"].startswith("finished: 1 of 1 epoch ·")


def test_the_stop_button_leaves_the_finished_view(page):
    model = build()
    stop = callbacks.LambdaCallback(on_train_batch_end=_press)
    view = widgets.TrainingView(X[:2], Y[:2])
    fit(model, [view, stop], epochs=3)
    assert page.last()["line"].startswith("stopped: 0 of 3 epochs and 2 of 3 steps · ")
    assert "a training over 0.67 epochs" in page.stills()[0]
    before = view._record.steps()["loss"].tolist()
    fit(model, view, epochs=3, initial_epoch=model.epochs_done)
    steps = view._record.steps()["loss"]
    assert steps[:2].tolist() == before and np.allclose(steps[:, 0], np.arange(1, 10) / 3), "the curves go on"
    assert "a training over 3 epochs" in page.stills()[1]
    assert len(page.shown) == 4


def _press(batch, logs):
    """The stop button, in the second step."""
    if batch == 1:
        signal.raise_signal(signal.SIGINT)


def test_another_view_goes_on_with_what_the_model_kept(page, tmp_path):
    model = build()
    stop = callbacks.LambdaCallback(on_train_batch_end=_press)
    view = widgets.TrainingView()
    fit(model, [view, stop], epochs=3)
    model.save(tmp_path / "stopped.safetensors")
    model = load_model(tmp_path / "stopped.safetensors")
    other = widgets.TrainingView()
    fit(model, other, epochs=3, initial_epoch=model.epochs_done)
    assert np.allclose(other._record.steps()["loss"][:, 0], np.arange(1, 10) / 3)
    assert other._record.steps()["loss"][:2].tolist() == view._record.steps()["loss"].tolist()


def test_a_new_training_begins_new_curves(page):
    view, model = widgets.TrainingView(), build()
    fit(model, view, epochs=2)
    fit(model, view, epochs=1)
    assert len(view._record.steps()["loss"]) == 3
    fit(model, view, epochs=3, initial_epoch=1)
    assert len(view._record.steps()["loss"]) == 9, "goes on behind the first epoch"
    fit(build(), view, epochs=3, initial_epoch=2)
    assert len(view._record.steps()["loss"]) == 3, "another model, another training"


def test_early_stopping_is_no_accident(page):
    view = widgets.TrainingView()
    stop = callbacks.EarlyStopping("loss", patience=0, min_delta=100)
    fit(build(), [view, stop], epochs=9)
    assert page.last()["line"].startswith("ended early: 2 of 9 epochs · ")


def test_the_weights_that_early_stopping_restores_are_the_ones_it_shows(page):
    class Worse(callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            logs["val_loss"] = float(epoch)

    stop = callbacks.EarlyStopping(monitor="val_loss", patience=2, restore_best_weights=True)
    model = build()
    view = widgets.TrainingView(X[:5], Y[:5])
    fit(model, [view, Worse(), stop], epochs=9)
    said = model.predict(X[:5], verbose=0).max(axis=1)
    assert [card["part"] for card in page.last()["samples"]] == [round(float(part), 4) for part in said]


def test_a_file_holds_what_the_view_knows_of_its_epoch_whatever_the_order(page, tmp_path):
    checkpoint = callbacks.ModelCheckpoint(tmp_path / "model.safetensors")
    fit(build(), [checkpoint, widgets.TrainingView()], epochs=2)
    other = widgets.TrainingView()
    load_model(tmp_path / "model.safetensors").fit(
        X, Y, batch_size=20, epochs=3, initial_epoch=2, verbose=0, callbacks=[other]
    )
    assert other._record.ends()["loss"][:, 0].tolist() == [1, 2, 3]


def test_an_error_in_another_callback_ends_the_view_with_its_cell(page):
    def fail(batch, logs):
        if batch == 1:  # the view is called after it, and has seen the step before
            raise RuntimeError("own fault")

    view = widgets.TrainingView()
    with pytest.raises(RuntimeError, match="own fault"):
        fit(build(), [view, callbacks.LambdaCallback(on_train_batch_end=fail)])
    assert len(page.stills()) == 0
    (hook,) = page.hooks
    hook(None)  # as IPython does after the cell
    assert page.last()["line"].startswith("stopped: 0 of 2 epochs and 1 of 3 steps")
    assert len(page.stills()) == 1 and page.hooks == []


def test_a_cell_that_goes_on_after_an_error_finishes_the_view_of_before(page):
    view, model = widgets.TrainingView(X[:2], Y[:2]), build()

    def fail(batch, logs):
        if batch == 1:  # the view is called after it, and has seen the step before
            raise RuntimeError("own fault")

    with pytest.raises(RuntimeError):
        fit(model, [view, callbacks.LambdaCallback(on_train_batch_end=fail)])
    fit(model, view)
    assert [still.split(",")[0] for still in page.stills()] == [
        "[Picture: a training over 0.33 epochs", "[Picture: a training over 2 epochs"
    ]  # fmt: skip
    assert page.hooks == []


def test_a_diverged_training_shows_how_far_it_came(page):
    with pytest.raises(DivergedError):
        fit(build(lr=_fast()), widgets.TrainingView(X[:2], Y[:2]), epochs=40)
    assert page.last()["line"].startswith("stopped: ")
    assert len(page.stills()) == 1


def test_a_loss_that_is_no_number_breaks_nothing(page):
    fit(build(lr=_fast()), widgets.TrainingView(X[:2], Y[:2]), epochs=40, stop_on_nan=False)
    assert "loss nan" in page.last()["line"] and "loss nan" in page.stills()[0]
    for state in page.states:
        for chart in state["charts"]:
            for line in (*chart["running"], *chart["training"]):
                assert np.isfinite(places(line)).all()


def _fast():
    from course_lib import optimizers

    return optimizers.SGD(1e30)


def test_updates_take_a_small_part_of_the_time(page, monkeypatch):
    monkeypatch.setattr(training_view, "OFTEN", 0.125)
    monkeypatch.setattr(training_view, "SHARE", 0.02)
    slow = callbacks.LambdaCallback(on_train_batch_end=lambda batch, logs: time.sleep(0.01))
    begun = time.perf_counter()
    fit(build(), [widgets.TrainingView(), slow], epochs=20)
    assert 3 <= len(page.states) <= 3 + (time.perf_counter() - begun) / 0.125


class Clock(callbacks.Callback):
    """A time in which only what is said here takes any: a step 1 second, a batch of the validation 2."""

    def __init__(self, monkeypatch):
        self.now = 100.0
        monkeypatch.setattr(training_view, "time", SimpleNamespace(perf_counter=lambda: self.now))

    def on_train_batch_end(self, batch, logs=None):
        self.now += 1

    def on_test_batch_end(self, batch, logs=None):
        self.now += 2


@pytest.mark.parametrize("often, seconds, updates", [(0, 0, 300), (5, 0, 60), (5, 0.5, 10), (0, 0.25, 20)])
def test_updates_keep_their_distance_and_slow_ones_a_larger_one(page, monkeypatch, often, seconds, updates):
    clock = Clock(monkeypatch)
    monkeypatch.setattr(training_view, "OFTEN", often)
    monkeypatch.setattr(training_view, "SHARE", 1 / 60)
    update = training_panel.Panel.update

    def slow(self, *arguments):
        update(self, *arguments)
        clock.now += seconds

    monkeypatch.setattr(training_panel.Panel, "update", slow)
    fit(build(), [clock, widgets.TrainingView()], epochs=100)
    lines = [line for line in page.lines() if "step" in line and "first step" not in line]
    assert 0.9 * updates <= len(lines) <= updates


def test_the_time_left_counts_steps_and_validations(page, monkeypatch):
    clock = Clock(monkeypatch)
    fit(build(), [clock, widgets.TrainingView()], epochs=3, validation_data=(X, Y))
    told = [line.split(" · loss")[0] for line in page.lines()]
    assert "epoch 1 of 3 · step 2 of 3 · 1 s left in the epoch, 7 s in all" in told, "no validation was seen yet"
    assert "epoch 1 of 3 · validation: batch 1" in told, "how long it takes is not known yet"
    assert "epoch 1 of 3 is done · 18 s left in all" in told
    assert "epoch 2 of 3 · step 1 of 3 · 8 s left in the epoch, 17 s in all" in told
    assert "epoch 3 of 3 · validation: batch 1 of 3 · 4 s left" in told


def test_a_view_that_is_not_training_ignores_evaluate(page):
    view, model = widgets.TrainingView(), build()
    fit(model, view, epochs=1)
    states = len(page.states)
    model.evaluate(X, Y, verbose=0, callbacks=[view])
    assert len(page.states) == states


def test_two_views_keep_apart(page):
    one, two = widgets.TrainingView(), widgets.TrainingView()
    fit(build(), [one, two], epochs=1)
    assert len({data["application/vnd.jupyter.widget-view+json"]["model_id"] for data in page.shown[:2]}) == 2
    assert one._record.steps()["loss"].tolist() == two._record.steps()["loss"].tolist()


@pytest.mark.parametrize(
    "arguments, text",
    [
        ((X[:2],), "`y` must be given beside `x`"),
        ((None, Y[:2]), "`x` must be given beside `y`"),
        ((X, Y), "`x` must hold at most 24 samples, got 60. Use x"),
        ((X[:2], Y[:3]), "`y` must hold 2 class numbers"),
        ((X[:2], [0.5, 1]), "`y` must hold 2 class numbers"),
        ((X[:2], [-1, 1]), "`y` must hold 2 class numbers"),
        ((X[:2], ["cat", "dog"]), "Number the classes"),
    ],
)
def test_samples_that_are_none_are_explained(arguments, text):
    with pytest.raises((TypeError, ValueError), match=f"TrainingView.*{text}"):
        widgets.TrainingView(*arguments)


@pytest.mark.parametrize(
    "arguments, text",
    [
        ((X[:2, :4], Y[:2]), "got"),
        ((X[:2], [0, 5]), "from 0 to 1, got up to 5"),
        ((X[:2], Y[:2], ["one"]), "`class_names` must have 2 entries"),
    ],
)
def test_samples_that_do_not_fit_the_model_are_explained(page, arguments, text):
    with pytest.raises((TypeError, ValueError), match=f"TrainingView: .*{text}"):
        fit(build(), widgets.TrainingView(*arguments))
    assert page.shown == [] and page.hooks == []


def test_a_long_record_stays_small_and_does_not_depend_on_time():
    record = TrainingRecord()
    for step in range(1, 5001):
        record.step(step / 100, {"loss": 1.0 * step, "note": "no number"})
    points = record.steps()["loss"]
    assert list(record.steps()) == ["loss"]
    assert MOST / 2 <= len(points) <= MOST + 1
    assert np.allclose(np.diff(points[:-1, 1]), 16), "every sixteenth step, and the last one"
    assert points[-1].tolist() == [50, 5000] and np.allclose(points[:, 1], 100 * points[:, 0])
    record.cut(20)
    assert record.steps()["loss"][-1, 0] <= 20
    for step in range(2001, 2101):
        record.step(step / 100, {"loss": 1.0 * step})
    points = record.steps()["loss"]
    assert points[-1].tolist() == [21, 2100] and np.allclose(np.diff(points[:-1, 1]), 16)


def test_a_record_goes_through_its_state():
    record = TrainingRecord()
    for step in range(1, 11):
        record.step(step / 5, {"loss": float(step)})
    record.epoch(1, {"val_loss": 0.5})
    copy = TrainingRecord()
    copy.set_state(record.get_state())
    assert copy.steps()["loss"].tolist() == record.steps()["loss"].tolist()
    assert copy.ends()["val_loss"].tolist() == [[1, 0.5]]
    assert TrainingRecord().get_state() == {}


def test_the_pace_knows_validations_once_there_was_one():
    pace = Pace()
    assert pace.left(10, 1) == 0
    pace.step(3.0)
    assert pace.left(10, 1) == 30
    for _ in range(4):
        pace.step(0.5)
    assert pace.left(10, 1) == 5, "the first step, which may prepare something, counts no more"
    pace.validation(2.0)
    pace.epoch()
    pace.epoch()
    assert pace.left(10, 2) == 5 + 2


@pytest.mark.parametrize(
    "seconds, text", [(0, "0 s"), (0.1, "1 s"), (59.5, "1 min 0 s"), (3599.5, "1 h 0 min"), (86399, "24 h 0 min")]
)
def test_durations(seconds, text):
    assert duration(seconds) == text
