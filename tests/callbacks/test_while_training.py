"""Callbacks beside a real training."""

import csv
import io

import numpy as np
import pytest
from tqdm import tqdm

from course_lib import Input, Sequential, layers, optimizers, utils
from course_lib.callbacks import (
    Callback,
    CSVLogger,
    EarlyStopping,
    LambdaCallback,
    LearningRateScheduler,
    ModelCheckpoint,
    ReduceLROnPlateau,
)
from course_lib.callbacks.progress import figures, say

X = np.random.default_rng(0).random((24, 4)).astype(np.float32)
Y = utils.to_categorical(X.argmax(axis=1), 4)


@pytest.fixture
def compiled():
    model = Sequential([Input((4,)), layers.Dense(4, activation="softmax")])
    model.compile(optimizers.Adam(0.5), "categorical_crossentropy", ["accuracy"])
    return model


def fit(model, *callbacks, **options):
    return model.fit(X, Y, **{"batch_size": 8, "epochs": 6, "verbose": 0, "callbacks": list(callbacks), **options})


def test_early_stopping_gives_the_best_weights_back(compiled):
    kept = []
    keep = LambdaCallback(on_epoch_end=lambda epoch, logs: kept.append(compiled.get_weights()))
    stop = EarlyStopping("val_accuracy", mode="min", patience=2, restore_best_weights=True)
    history = fit(compiled, keep, stop, validation_split=0.5, epochs=60)
    figures = history.history["val_accuracy"]
    assert len(figures) == stop.stopped_epoch + 1 == stop.best_epoch + 3 < 60
    assert stop.best == min(figures)
    assert all(np.array_equal(a, b) for a, b in zip(compiled.get_weights(), kept[stop.best_epoch], strict=True))
    assert not np.array_equal(kept[stop.best_epoch][0], kept[-1][0])


def test_the_learning_rate_reaches_the_history(compiled):
    history = fit(compiled, LearningRateScheduler(lambda epoch, lr: lr / 2), epochs=3)
    assert history.history["learning_rate"] == [0.25, 0.125, 0.0625]
    assert list(history.history) == ["loss", "accuracy", "learning_rate"]


def test_a_text_in_the_logs_is_shown_as_it_is(compiled):
    history = fit(compiled, LambdaCallback(on_epoch_end=lambda epoch, logs: logs.update(note="fine")), epochs=1)
    assert repr(history).startswith("<History of 1 epochs: loss ") and repr(history).endswith(", note fine>")
    assert figures({"loss": 0.25, "note": "fine"}) == "loss 0.2500 · note fine"


def test_the_learning_rate_is_used(compiled):
    before = compiled.get_weights()
    fit(compiled, LearningRateScheduler(lambda epoch: 1e-30))
    assert all(np.allclose(a, b, rtol=0, atol=1e-20) for a, b in zip(compiled.get_weights(), before, strict=True))


def test_a_plateau_lowers_the_rate(compiled):
    history = fit(compiled, ReduceLROnPlateau("loss", mode="max", patience=1, factor=0.5, cooldown=0), epochs=8)
    assert history.history["learning_rate"][-1] < 0.5


def test_the_log_holds_the_history(compiled, tmp_path):
    history = fit(compiled, CSVLogger(tmp_path / "log.csv"), validation_split=0.25, epochs=3).history
    with open(tmp_path / "log.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["epoch", "accuracy", "loss", "val_accuracy", "val_loss"]
    assert [float(row["val_loss"]) for row in rows] == history["val_loss"]


def test_val_loss_without_validation_is_explained(compiled):
    with pytest.raises(ValueError) as error:
        fit(compiled, EarlyStopping())
    assert str(error.value) == (
        "EarlyStopping: `monitor` must be one of loss, accuracy, got 'val_loss'."
        " Give fit validation_data or validation_split."
    )


def test_fit_tells_callbacks_what_it_does(compiled):
    told = Callback()
    fit(compiled, told, epochs=2)
    assert told.params == {"epochs": 2, "steps": 3, "verbose": 0, "validation": False}
    fit(compiled, told, epochs=2, validation_split=0.5)
    assert told.params == {"epochs": 2, "steps": 2, "verbose": 0, "validation": True}


def test_an_epoch_is_reported_before_callbacks_speak(compiled, capsys):
    fit(compiled, ReduceLROnPlateau("loss", mode="max", patience=1, verbose=1), verbose=2, epochs=2)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" ")[0:2] for line in lines] == [["Epoch", "1/2"], ["Epoch", "2/2"], ["Epoch", "2:"]]


@pytest.mark.parametrize("save_freq", ["epoch", 2])
def test_checkpoints_can_be_loaded(compiled, tmp_path, save_freq):
    path = tmp_path / "runs" / "weights.safetensors"
    fit(compiled, ModelCheckpoint(path, save_weights_only=True, save_freq=save_freq), epochs=2)
    trained = compiled.get_weights()
    compiled.set_weights([0 * array for array in trained])
    compiled.load_weights(path)
    assert all(np.array_equal(a, b) for a, b in zip(compiled.get_weights(), trained, strict=True))


def test_the_best_model_is_in_the_file(compiled, tmp_path):
    from course_lib.models import load_model

    path = str(tmp_path / "best.safetensors")
    best = ModelCheckpoint(path, monitor="val_loss", save_best_only=True)
    history = fit(compiled, best, validation_split=0.5)
    assert best.best == min(history.history["val_loss"])
    assert load_model(path).evaluate(X[12:], Y[12:], verbose=0)[0] == pytest.approx(best.best, rel=1e-5)


def test_epochs_without_validation_are_passed_over(compiled):
    history = fit(compiled, EarlyStopping(patience=9), validation_split=0.5, validation_freq=2)
    assert len(history.history["val_loss"]) == 3


def test_one_callback_needs_no_list(compiled):
    seen = []
    fit(compiled, callbacks=LambdaCallback(on_train_end=lambda logs: seen.append(logs)))
    assert len(seen) == 1


def test_a_line_goes_above_the_bar(monkeypatch):
    screen = io.StringIO()
    monkeypatch.setattr("sys.stdout", screen)
    with tqdm(total=3, file=screen, desc="bar", leave=False):
        say("hello")
    drawn = screen.getvalue().split("\r")
    assert [part for part in drawn if "hello" in part] == ["hello\n"]
