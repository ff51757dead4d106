"""EarlyStopping, on figures made by hand."""

import pytest

from course_lib.callbacks import EarlyStopping


def epochs_run(play, series, figures, monitor="val_loss", **arguments):
    stop = EarlyStopping(monitor, **arguments)
    return len(play([stop], series(monitor, *figures))), stop


@pytest.mark.parametrize(
    ("patience", "figures", "stopped"),
    [
        (0, (5, 4, 4, 3), 2),  # the same is not better
        (0, (5, 6), 1),
        (1, (5, 4, 4, 3), 2),
        (2, (5, 6, 4, 6, 4, 3), 4),  # a better one starts the count anew
        (3, (5, 6, 7, 8, 1), 3),
    ],
)
def test_patience_comes_to_its_end(play, series, model, patience, figures, stopped):
    epochs, stop = epochs_run(play, series, figures, patience=patience)
    assert (epochs, stop.stopped_epoch, model.stop_training) == (stopped + 1, stopped, True)


@pytest.mark.parametrize(("patience", "figures"), [(2, (5, 6, 4, 6, 3, 6)), (9, (5, 6, 7, 8, 9)), (1, (5,)), (0, ())])
def test_patience_lasts(play, series, model, patience, figures):
    epochs, stop = epochs_run(play, series, figures, patience=patience)
    assert (epochs, stop.stopped_epoch, model.stop_training) == (len(figures), 0, False)


def test_a_training_that_gets_better_goes_on(play, series, model):
    epochs, stop = epochs_run(play, series, (5, 4, 3, 2))
    assert (epochs, stop.stopped_epoch, stop.best, stop.best_epoch) == (4, 0, 2, 3)
    assert not model.stop_training
    assert model.restored == []


def test_accuracy_gets_better_by_growing(play, series):
    epochs, stop = epochs_run(play, series, (0.1, 0.2, 0.3, 0.2, 0.4), monitor="val_accuracy")
    assert (epochs, stop.best, stop.best_epoch, stop.stopped_epoch) == (4, 0.3, 2, 3)


def test_small_steps_do_not_count(play, series):
    """Each step is smaller than min_delta, but the second reaches it, seen from the best."""
    epochs, stop = epochs_run(play, series, (8, 7.5, 6.5, 6, 5.5), min_delta=1, patience=2)
    assert (epochs, stop.best, stop.best_epoch) == (5, 6.5, 2)
    assert stop.stopped_epoch == 4


def test_a_baseline_has_to_be_beaten_too(play, series):
    """Better figures do not restart the count until one is below 3."""
    assert epochs_run(play, series, (9, 8, 7, 7, 6), patience=2, baseline=3)[0] == 4
    assert epochs_run(play, series, (9, 8, 2, 7, 6), patience=2, baseline=3)[0] == 5
    assert epochs_run(play, series, (9, 8, 3, 7, 6), patience=2, baseline=3)[0] == 4


def test_a_baseline_of_accuracy(play, series):
    run = epochs_run(play, series, (0.1, 0.2, 0.3, 0.3, 0.3), monitor="accuracy", patience=2, baseline=0.25)
    assert (run[0], run[1].best) == (5, 0.3)
    assert epochs_run(play, series, (0.1, 0.2, 0.2, 0.3), monitor="accuracy", patience=2, baseline=0.5)[0] == 3


def test_the_first_epochs_may_be_left_out(play, series):
    epochs, stop = epochs_run(play, series, (1, 1, 9, 8, 8), start_from_epoch=2)
    assert (epochs, stop.best, stop.best_epoch, stop.stopped_epoch) == (5, 8, 3, 4)


def test_the_best_weights_come_back(play, series, model):
    epochs, stop = epochs_run(play, series, (5, 3, 4, 4), patience=2, restore_best_weights=True)
    assert (epochs, stop.best_epoch, model.weight, model.restored) == (4, 1, 2.0, [2.0])


def test_the_best_weights_come_back_from_a_training_that_was_not_stopped(play, series, model):
    epochs_run(play, series, (5, 3, 4), patience=9, restore_best_weights=True)
    assert (model.weight, model.stop_training) == (2.0, False)


def test_the_best_weights_come_back_without_reaching_the_baseline(play, series, model):
    epochs_run(play, series, (5, 4, 4.5), patience=2, baseline=1, restore_best_weights=True)
    assert model.restored == [2.0]


def test_weights_stay_without_restore_best_weights(play, series, model):
    epochs_run(play, series, (5, 3, 4, 4), patience=2)
    assert (model.weight, model.restored) == (4.0, [])


def test_each_training_starts_anew(play, series, model):
    stop = EarlyStopping(patience=1, restore_best_weights=True)
    assert len(play([stop], series("val_loss", 1, 2))) == 2
    assert len(play([stop], series("val_loss", 9, 8, 7))) == 3
    assert (stop.best, stop.best_epoch, stop.stopped_epoch, model.restored) == (7, 2, 0, [1.0, 3.0])


def test_a_training_that_breaks_down_is_stopped(play, series):
    nan = float("nan")
    assert epochs_run(play, series, (5, nan, nan, nan), patience=2)[0] == 3


def test_a_figure_that_is_nan_at_first_is_not_the_best_for_ever(play, series, model, capsys):
    nan = float("nan")
    stop = epochs_run(play, series, (nan, 5, 4, 6, 6), patience=2, restore_best_weights=True)[1]
    assert (stop.best, stop.best_epoch, model.restored) == (4, 2, [3.0])
    assert epochs_run(play, series, (nan, nan, nan), patience=2, verbose=1, restore_best_weights=True)[0] == 2
    assert capsys.readouterr().out == "Epoch 2: the training stops early, val_loss was never a number.\n"


def test_it_tells_what_it_does(play, series, capsys):
    epochs_run(play, series, (0.5, 0.25, 0.4, 0.3), patience=2, verbose=1, restore_best_weights=True)
    assert capsys.readouterr().out == (
        "Epoch 4: the training stops early, val_loss was best in epoch 2, 0.25.\n"
        "The model has the weights of epoch 2 again.\n"
    )


def test_it_tells_only_what_it_did(play, series, capsys):
    epochs_run(play, series, (0.5, 0.25), verbose=1, restore_best_weights=True)
    assert capsys.readouterr().out == "The model has the weights of epoch 2 again.\n"
    epochs_run(play, series, (0.5, 0.75), verbose=1)
    assert capsys.readouterr().out == "Epoch 2: the training stops early, val_loss was best in epoch 1, 0.5.\n"
    epochs_run(play, series, (0.5, 0.75), restore_best_weights=True)
    assert capsys.readouterr().out == ""


def test_its_repr_makes_it_again():
    stop = EarlyStopping("loss", 0.1, 3, 1, "min", 2, True, 4)
    assert repr(stop) == (
        "EarlyStopping(monitor='loss', min_delta=0.1, patience=3, verbose=1, mode='min', baseline=2.0,"
        " restore_best_weights=True, start_from_epoch=4)"
    )
    assert EarlyStopping.from_config(stop.get_config()).get_config() == stop.get_config()
    assert repr(EarlyStopping()) == "EarlyStopping()"


@pytest.mark.parametrize(
    ("arguments", "error", "text"),
    [
        ({"patience": 1.5}, TypeError, "`patience` must be a whole number, got 1.5."),
        ({"patience": -1}, ValueError, "`patience` must be at least 0, got -1."),
        ({"start_from_epoch": -1}, ValueError, "`start_from_epoch` must be at least 0, got -1."),
        ({"min_delta": "1"}, TypeError, "`min_delta` must be a number, got '1'."),
        ({"baseline": "low"}, TypeError, "`baseline` must be a number, got 'low'."),
        ({"patients": 3}, TypeError, "the arguments are monitor, min_delta, patience, verbose, mode, baseline,"
         " restore_best_weights, start_from_epoch, got `patients`. Did you mean `patience`?"),
    ],
)  # fmt: skip
def test_wrong_arguments_are_explained(arguments, error, text):
    with pytest.raises(error) as raised:
        EarlyStopping(**arguments)
    assert str(raised.value) == f"EarlyStopping: {text}"
