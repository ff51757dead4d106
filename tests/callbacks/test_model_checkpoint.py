"""ModelCheckpoint: when it saves, under which name, and what it says."""

from pathlib import Path

import pytest

from course_lib.callbacks import ModelCheckpoint


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_it_saves_after_each_epoch(play, series, model):
    play([ModelCheckpoint("last.safetensors")], series("loss", 1, 2, 3))
    assert model.saved == ["last.safetensors"] * 3
    assert Path("last.safetensors").read_text() == "all"


def test_it_saves_weights_alone(play, series):
    play([ModelCheckpoint("last.safetensors", save_weights_only=True)], series("loss", 1))
    assert Path("last.safetensors").read_text() == "weights"


def test_a_path_will_do(play, series, tmp_path):
    play([ModelCheckpoint(tmp_path / "runs" / "a" / "{epoch}.safetensors")], series("loss", 1))
    assert (tmp_path / "runs" / "a" / "1.safetensors").exists()


def test_names_hold_the_epoch_and_its_figures(play, model):
    logs = [{"loss": 0.5, "val_loss": 0.12345}, {"loss": 0.25, "val_loss": 0.1}]
    play([ModelCheckpoint("{epoch:02d}/{loss}-{val_loss:.3f}.safetensors")], logs)
    assert model.saved == ["01/0.5-0.123.safetensors", "02/0.25-0.100.safetensors"]


@pytest.mark.parametrize(
    ("arguments", "figures", "saved"),
    [
        ({"monitor": "loss"}, (5, 6, 4, 4, 3), [1, 3, 5]),
        ({"monitor": "accuracy"}, (5, 6, 4, 6, 7), [1, 2, 5]),
        ({"monitor": "loss", "mode": "max"}, (5, 6, 4), [1, 2]),
        ({"monitor": "loss", "initial_value_threshold": 4}, (5, 4, 3), [3]),
        ({"monitor": "accuracy", "initial_value_threshold": 4}, (5, 4, 6), [1, 3]),
        ({"monitor": "val_loss"}, (5, float("nan"), 4), [1, 3]),
        ({"monitor": "val_loss"}, (float("nan"), 5, 6, 4), [2, 4]),
        ({"monitor": "accuracy"}, (float("nan"), 5, 6), [2, 3]),
    ],
)
def test_save_best_only(play, series, model, arguments, figures, saved):
    callback = ModelCheckpoint("{epoch}.safetensors", save_best_only=True, **arguments)
    play([callback], series(arguments["monitor"], *figures))
    assert model.saved == [f"{epoch}.safetensors" for epoch in saved]
    assert callback.best == figures[saved[-1] - 1]


def test_the_best_stays_from_one_training_to_the_next(play, series, model):
    callback = ModelCheckpoint("{epoch}.safetensors", monitor="loss", save_best_only=True)
    play([callback], series("loss", 5, 4))
    play([callback], series("loss", 4, 3))
    assert model.saved == ["1.safetensors", "2.safetensors", "2.safetensors"]


def test_the_monitor_may_be_missing_if_nobody_asks_for_the_best(play, series, model):
    play([ModelCheckpoint("a.safetensors", monitor="val_loss")], series("loss", 1), validation=False)
    assert model.saved == ["a.safetensors"]


def test_batches_are_counted_across_epochs(play, series, model):
    callback = ModelCheckpoint("{epoch}-{batch}-{loss}.safetensors", save_freq=2)
    play([callback], series("loss", 0, 0, 0), batches=series("loss", 7, 8, 9))
    assert model.saved == ["1-2-8.safetensors", "2-1-7.safetensors", "2-3-9.safetensors", "3-2-8.safetensors"]


def test_every_batch_and_fewer_batches_than_save_freq(play, series, model):
    play([ModelCheckpoint("{batch}.safetensors", save_freq=1)], series("loss", 0), batches=series("loss", 7, 8))
    play([ModelCheckpoint("never.safetensors", save_freq=3)], series("loss", 0), batches=series("loss", 7, 8))
    assert model.saved == ["1.safetensors", "2.safetensors"]


def test_the_best_of_some_batches(play, series, model):
    callback = ModelCheckpoint("{batch}.safetensors", monitor="loss", save_best_only=True, save_freq=1)
    play([callback], series("loss", 0), batches=series("loss", 7, 8, 6))
    assert (model.saved, callback.best) == (["1.safetensors", "3.safetensors"], 6)


@pytest.mark.parametrize(
    "arguments",
    [{"filepath": "{epoch}.safetensors", "save_best_only": True}, {"filepath": "{epoch}{val_loss:.0f}.safetensors"}],
)
def test_epochs_that_are_not_validated_are_passed_over(play, model, arguments):
    logs = [{"loss": 9.0}, {"loss": 9.0, "val_loss": 2.0}, {"loss": 9.0}, {"loss": 9.0, "val_loss": 1.0}]
    play([ModelCheckpoint(**arguments)], logs)
    assert [path[0] for path in model.saved] == ["2", "4"]


def test_it_tells_what_it_saves(play, series, capsys):
    play([ModelCheckpoint("{epoch:02d}.safetensors", verbose=1)], series("loss", 1, 1))
    assert capsys.readouterr().out == "Epoch 1: saved as 01.safetensors.\nEpoch 2: saved as 02.safetensors.\n"
    play([ModelCheckpoint("a.safetensors")], series("loss", 1))
    play([ModelCheckpoint("a.safetensors", monitor="loss", save_best_only=True)], series("loss", 1, 2))
    assert capsys.readouterr().out == ""


def test_it_tells_what_was_better(play, series, capsys):
    play(
        [ModelCheckpoint("best.safetensors", save_best_only=True, verbose=1)], series("val_loss", 0.03451, 0.04, 0.025)
    )
    assert capsys.readouterr().out == (
        "Epoch 1: val_loss 0.03451, saved as best.safetensors.\n"
        "Epoch 2: val_loss 0.04 is not better than 0.03451, not saved.\n"
        "Epoch 3: val_loss 0.025 is better than 0.03451, saved as best.safetensors.\n"
    )


def test_it_tells_that_a_figure_is_not_a_number(play, series, capsys):
    nan = float("nan")
    play([ModelCheckpoint("best.safetensors", save_best_only=True, verbose=1)], series("val_loss", nan, 0.5))
    assert capsys.readouterr().out == (
        "Epoch 1: val_loss nan is not a number, not saved.\nEpoch 2: val_loss 0.5, saved as best.safetensors.\n"
    )


@pytest.mark.parametrize("weight", [float("nan"), float("inf")])
def test_weights_that_are_not_finite_are_not_saved(play, series, model, weight):
    """Nor do they count as the best."""
    callback = ModelCheckpoint("best.safetensors", monitor="loss", save_best_only=True, save_freq=1)
    model.weight = weight
    with pytest.warns(UserWarning, match="ModelCheckpoint: weights are NaN or infinite, nothing is saved in epoch 1."):
        play([callback], series("loss", 0), batches=series("loss", 7))
    assert (model.saved, callback.best) == ([], None)


def test_a_name_that_no_figure_has(play, model):
    logs = [{"loss": 1.0, "val_loss": 1.0}]
    with pytest.raises(ValueError) as error:
        play([ModelCheckpoint("{val_los:.2f}.safetensors")], logs)
    assert str(error.value) == (
        "ModelCheckpoint: `filepath` can hold epoch, loss, val_loss, got 'val_los'. Did you mean 'val_loss'?"
    )
    with pytest.raises(ValueError) as error:
        play([ModelCheckpoint("{epoch}-{val_loss:.2f}.safetensors")], [{"loss": 1.0}])
    assert str(error.value) == (
        "ModelCheckpoint: `filepath` can hold epoch, loss, got 'val_loss'."
        " Give fit validation_data or validation_split."
    )
    assert model.saved == []


def test_a_folder_that_cannot_be_made(play, series):
    Path("runs").write_text("a file")
    with pytest.raises(OSError) as error:
        play([ModelCheckpoint("runs/a/b.safetensors")], series("loss", 1))
    assert str(error.value) in {
        f"ModelCheckpoint: the folder of `filepath` must be one that can be made, got {str(Path('runs/a'))!r} ({why})."
        for why in ("Not a directory", "File exists")
    }


def test_doubled_braces_are_braces(play, series, model):
    play([ModelCheckpoint("{{{epoch}}}.safetensors")], series("loss", 1))
    assert model.saved == ["{1}.safetensors"]


NEEDS_TRAINING = "with save_freq=5 `monitor` and `filepath` must name figures of the training, got"


@pytest.mark.parametrize(
    ("arguments", "error", "text"),
    [
        ({"filepath": 3}, TypeError, "`filepath` must be a text or a Path, got 3."),
        ({"save_freq": "batch"}, ValueError, "`save_freq` must be 'epoch' or a number of batches, got 'batch'."),
        ({"save_freq": 0}, ValueError, "`save_freq` must be at least 1, got 0."),
        ({"save_freq": 2.5}, TypeError, "`save_freq` must be a whole number, got 2.5."),
        ({"initial_value_threshold": "0"}, TypeError, "`initial_value_threshold` must be a number, got '0'."),
        ({"save_freq": 5, "save_best_only": True}, ValueError, f"{NEEDS_TRAINING} 'val_loss'. Write 'loss', or leave"
         " save_freq out."),
        ({"save_freq": 5, "filepath": "{val_acc}.safetensors"}, ValueError, f"{NEEDS_TRAINING} 'val_acc'. Write 'acc',"
         " or leave save_freq out."),
        ({"save_best": True}, TypeError, "the arguments are filepath, monitor, verbose, save_best_only,"
         " save_weights_only, mode, save_freq, initial_value_threshold, got `save_best`. Did you mean"
         " `save_best_only`?"),
    ],
)  # fmt: skip
def test_wrong_arguments_are_explained(arguments, error, text):
    with pytest.raises(error) as raised:
        ModelCheckpoint(**{"filepath": "a.safetensors", **arguments})
    assert str(raised.value) == f"ModelCheckpoint: {text}"


def test_its_repr_makes_it_again():
    callback = ModelCheckpoint(Path("a.safetensors"), "loss", 1, True, True, "min", 7, 0.5)
    assert repr(callback) == (
        "ModelCheckpoint(filepath='a.safetensors', monitor='loss', verbose=1, save_best_only=True,"
        " save_weights_only=True, mode='min', save_freq=7, initial_value_threshold=0.5)"
    )
    assert repr(ModelCheckpoint("a.safetensors")) == "ModelCheckpoint(filepath='a.safetensors')"
