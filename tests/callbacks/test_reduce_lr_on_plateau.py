"""ReduceLROnPlateau, on figures made by hand."""

import pytest

from course_lib.callbacks import ReduceLROnPlateau


def plateau(play, series, figures, monitor="loss", **arguments):
    callback = ReduceLROnPlateau(monitor, **{"factor": 0.5, **arguments})
    return [done["learning_rate"] for done in play([callback], series(monitor, *figures))]


def test_a_plateau_halves_the_rate_of_the_next_epoch(play, series, model):
    assert plateau(play, series, (5, 4, 4, 3, 3), patience=1) == [0.5, 0.5, 0.5, 0.25, 0.25]
    assert model.optimizer.learning_rate == 0.125


@pytest.mark.parametrize(
    ("patience", "expected"),
    [
        (0, [0.5, 0.5, 0.25, 0.125, 0.0625]),
        (1, [0.5, 0.5, 0.25, 0.125, 0.0625]),
        (2, [0.5, 0.5, 0.5, 0.25, 0.25]),
        (3, [0.5, 0.5, 0.5, 0.5, 0.25]),
        (4, [0.5, 0.5, 0.5, 0.5, 0.5]),
    ],
)
def test_patience(play, series, patience, expected):
    assert plateau(play, series, (5, 6, 6, 6, 6), patience=patience) == expected


def test_a_better_figure_starts_the_count_anew(play, series):
    assert plateau(play, series, (5, 6, 4, 6, 3, 6), patience=2) == [0.5] * 6


def test_accuracy_gets_better_by_growing(play, series, model):
    plateau(play, series, (0.1, 0.2, 0.3, 0.4), monitor="accuracy", patience=1)
    assert model.optimizer.learning_rate == 0.5
    plateau(play, series, (0.4, 0.3), monitor="accuracy", patience=1)
    assert model.optimizer.learning_rate == 0.25


@pytest.mark.parametrize(("step", "rate"), [(0.5, 0.25), (0.25, 0.25), (0.75, 0.5)])
def test_small_steps_do_not_count(play, series, model, step, rate):
    plateau(play, series, (5, 5 - step), patience=1, min_delta=0.5)
    assert model.optimizer.learning_rate == rate


def test_the_default_min_delta_is_a_ten_thousandth(play, series, model):
    plateau(play, series, (1, 1 - 0.9e-4), patience=1)
    assert model.optimizer.learning_rate == 0.25
    plateau(play, series, (1, 1 - 1.1e-4), patience=1)
    assert model.optimizer.learning_rate == 0.25


def test_epochs_of_cooldown_do_not_count(play, series):
    """Reduced in epoch 2; epochs 3 and 4 cool down, where the last of them counts again."""
    assert plateau(play, series, (5, 6, 6, 6, 6, 6), patience=1, cooldown=2) == [0.5, 0.5, 0.25, 0.25, 0.125, 0.125]
    assert plateau(play, series, (5, 6, 6, 6, 6), patience=2, cooldown=2)[-3:] == [0.0625, 0.03125, 0.03125]


def test_a_better_figure_counts_while_it_cools_down(play, series, model):
    callback = ReduceLROnPlateau("loss", factor=0.5, patience=1, cooldown=3)
    play([callback], series("loss", 5, 6, 4, 4.5))
    assert (callback.best, model.optimizer.learning_rate) == (4, 0.25)


def test_the_rate_stays_above_min_lr(play, series):
    assert plateau(play, series, (5, 6, 6, 6, 6), patience=1, min_lr=0.2) == [0.5, 0.5, 0.25, 0.2, 0.2]


def test_a_rate_below_min_lr_is_left_alone(play, series):
    assert plateau(play, series, (5, 6, 6), patience=1, min_lr=0.75) == [0.5] * 3


def test_each_training_starts_anew(play, series, model):
    callback = ReduceLROnPlateau("loss", factor=0.5, patience=2, cooldown=5)
    play([callback], series("loss", 1, 2, 2))
    assert (model.optimizer.learning_rate, callback.cooldown_counter) == (0.25, 5)
    play([callback], series("loss", 9, 8, 7, 7))
    assert (model.optimizer.learning_rate, callback.best) == (0.25, 7)
    play([callback], series("loss", 9, 9, 9))
    assert model.optimizer.learning_rate == 0.125


def test_a_plateau_tells_the_new_rate(play, series, capsys):
    plateau(play, series, (0.5, 0.6, 0.7), patience=2, verbose=1)
    assert (
        capsys.readouterr().out == "Epoch 3: loss is not better than 0.5, the learning rate falls from 0.5 to 0.25.\n"
    )
    plateau(play, series, (0.5, 0.6, 0.7), patience=2)
    plateau(play, series, (0.5, 0.6, 0.7), patience=1, min_lr=1, verbose=1)
    assert capsys.readouterr().out == ""


def test_a_figure_that_was_never_a_number(play, series, capsys):
    assert plateau(play, series, (float("nan"), float("nan")), patience=2, verbose=1) == [0.5, 0.5]
    assert capsys.readouterr().out == "Epoch 2: loss was never a number, the learning rate falls from 0.5 to 0.25.\n"


def test_a_rate_that_has_arrived_at_min_lr_is_not_told_again(play, series, capsys):
    plateau(play, series, (0.5, 0.6, 0.7, 0.8), patience=1, min_lr=0.25, verbose=1)
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_an_epoch_that_is_not_validated_has_its_rate_too(play):
    logs = [{"loss": 1}, {"loss": 1, "val_loss": 1}, {"loss": 1}, {"loss": 1}, {"loss": 1, "val_loss": 1}, {"loss": 1}]
    done = play([ReduceLROnPlateau(factor=0.5, patience=1)], logs)
    assert [logs["learning_rate"] for logs in done] == [0.5] * 5 + [0.25]


def test_its_repr_makes_it_again():
    callback = ReduceLROnPlateau("acc", 0.5, 3, 1, "max", 0.1, 2, 0.01)
    assert repr(callback) == (
        "ReduceLROnPlateau(monitor='acc', factor=0.5, patience=3, verbose=1, mode='max', min_delta=0.1, cooldown=2,"
        " min_lr=0.01)"
    )
    assert repr(ReduceLROnPlateau()) == "ReduceLROnPlateau()"


@pytest.mark.parametrize(
    ("arguments", "error", "text"),
    [
        ({"factor": 1}, ValueError, "`factor` must be above 0 and below 1, got 1."),
        ({"factor": 0}, ValueError, "`factor` must be above 0 and below 1, got 0."),
        ({"patience": -1}, ValueError, "`patience` must be at least 0, got -1."),
        ({"cooldown": 0.5}, TypeError, "`cooldown` must be a whole number, got 0.5."),
        ({"min_lr": -0.1}, ValueError, "`min_lr` must be at least 0, got -0.1."),
        ({"min_lrs": 0}, TypeError, "the arguments are monitor, factor, patience, verbose, mode, min_delta, cooldown,"
         " min_lr, got `min_lrs`. Did you mean `min_lr`?"),
    ],
)  # fmt: skip
def test_wrong_arguments_are_explained(arguments, error, text):
    with pytest.raises(error) as raised:
        ReduceLROnPlateau(**arguments)
    assert str(raised.value) == f"ReduceLROnPlateau: {text}"
