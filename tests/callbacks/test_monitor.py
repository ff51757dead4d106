"""Which figure is watched, and what is better."""

import pytest

from course_lib.callbacks import EarlyStopping, ModelCheckpoint, ReduceLROnPlateau
from course_lib.callbacks.monitor import MonitorCallback


@pytest.mark.parametrize("name", ["accuracy", "val_accuracy", "acc", "val_acc", "top_5_accuracy", "val_auc", "recall"])
def test_auto_takes_the_larger_accuracy(name):
    watch = MonitorCallback(name)
    assert watch.is_better(0.6, than=0.5)
    assert not watch.is_better(0.5, than=0.6)


@pytest.mark.parametrize("name", ["loss", "val_loss", "mse", "val_mae", "mean_squared_error", "binary_crossentropy"])
def test_auto_takes_the_smaller_loss(name):
    watch = MonitorCallback(name)
    assert watch.is_better(0.5, than=0.6)
    assert not watch.is_better(0.6, than=0.5)


def test_a_mode_that_is_given_wins():
    assert MonitorCallback("loss", mode="max").is_better(0.6, than=0.5)
    assert MonitorCallback("accuracy", mode="min").is_better(0.5, than=0.6)
    assert MonitorCallback("kappa", mode="max").is_better(0.6, than=0.5)


@pytest.mark.parametrize(("mode", "sign"), [("min", -1), ("max", 1)])
@pytest.mark.parametrize("min_delta", [0.25, -0.25])
def test_better_means_by_more_than_min_delta(mode, sign, min_delta):
    watch = MonitorCallback("x", mode, min_delta)
    assert watch.is_better(1 + sign * 0.5, than=1)
    assert not watch.is_better(1 + sign * 0.25, than=1)
    assert not watch.is_better(1 - sign * 0.5, than=1)


@pytest.mark.parametrize("mode", ["min", "max"])
def test_the_same_is_not_better_and_no_number_never_is(mode):
    watch = MonitorCallback("x", mode)
    assert not watch.is_better(1.0, than=1.0)
    assert not watch.is_better(float("nan"), than=1.0)
    assert watch.is_better(1.0, than=None)


@pytest.mark.parametrize(
    "kind", [EarlyStopping, ReduceLROnPlateau, lambda **arguments: ModelCheckpoint("a.safetensors", **arguments)]
)
@pytest.mark.parametrize(
    ("arguments", "error", "text"),
    [
        ({"monitor": "kappa"}, ValueError, "with mode='auto' the name in `monitor` must tell what is better, as"
         " 'val_loss' or 'accuracy' do, got 'kappa'. Write mode='max' or mode='min'."),
        ({"monitor": "accuracy_loss"}, ValueError, "with mode='auto' the name in `monitor` must tell what is better, as"
         " 'val_loss' or 'accuracy' do, got 'accuracy_loss'. Write mode='max' or mode='min'."),
        ({"monitor": 3}, TypeError, "`monitor` must be a name such as 'val_loss', got 3."),
        ({"mode": "maximum"}, ValueError, "`mode` must be one of 'auto', 'min', 'max', got 'maximum'."
         " Did you mean 'max'?"),
        ({"mode": None}, TypeError, "`mode` must be one of 'auto', 'min', 'max', got None."),
    ],
)  # fmt: skip
def test_wrong_arguments_are_explained(kind, arguments, error, text):
    with pytest.raises(error) as raised:
        kind(**arguments)
    assert str(raised.value).split(": ", 1)[1] == text


MISSING = [
    ("val_loss", {"loss": 1, "accuracy": 1}, False, "loss, accuracy, got 'val_loss'."
     " Give fit validation_data or validation_split."),
    ("val_acc", {"loss": 1, "val_loss": 1, "val_accuracy": 1}, True, "loss, val_loss, val_accuracy, got 'val_acc'."
     " Did you mean 'val_accuracy'?"),
    ("acc", {"loss": 1, "accuracy": 1}, False, "loss, accuracy, got 'acc'. Did you mean 'accuracy'?"),
    ("acc", {"loss": 1, "accuracy": 1}, True, "loss, accuracy, got 'acc'. Did you mean 'accuracy'?"),
    ("accuracy", {"loss": 1}, False, "loss, got 'accuracy'. Metrics are chosen in compile: metrics=['accuracy']."),
]  # fmt: skip


@pytest.mark.parametrize(("monitor", "logs", "validation", "text"), MISSING)
@pytest.mark.parametrize(
    "make",
    [
        lambda monitor: EarlyStopping(monitor, start_from_epoch=5),
        ReduceLROnPlateau,
        lambda monitor: ModelCheckpoint("a.safetensors", monitor, save_best_only=True),
    ],
    ids=["EarlyStopping", "ReduceLROnPlateau", "ModelCheckpoint"],
)
def test_a_figure_that_never_comes_ends_the_first_epoch_with_an_explanation(
    make, monitor, logs, validation, text, play, model, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    callback = make(monitor)
    if isinstance(callback, ReduceLROnPlateau):
        text = text.replace(", got", ", learning_rate, got", 1)
    with pytest.raises(ValueError) as error:
        play([callback], [logs, logs], validation)
    assert str(error.value) == f"{type(callback).__name__}: `monitor` must be one of {text}"
    assert (model.weight, model.saved) == (1.0, [])


def test_an_epoch_that_is_not_validated_is_passed_over(play, model):
    logs = [{"loss": 9.0}, {"loss": 9.0, "val_loss": 0.5}, {"loss": 9.0}, {"loss": 9.0}, {"loss": 9.0, "val_loss": 0.6}]
    stop = EarlyStopping(patience=1)
    assert len(play([stop], logs)) == 5
    assert (stop.best, stop.best_epoch, stop.stopped_epoch) == (0.5, 1, 4)
