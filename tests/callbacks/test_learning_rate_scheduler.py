"""LearningRateScheduler: what its function may be, and what becomes of the rate."""

import functools

import numpy as np
import pytest

from course_lib.callbacks import History, LearningRateScheduler, ReduceLROnPlateau


def rates(play, callback, logs, **options):
    """Play `logs`; return the learning rate of each epoch as the logs have it."""
    return [done["learning_rate"] for done in play([callback], logs, **options)]


def test_a_schedule_of_epoch_and_rate(play, series, model):
    halve = LearningRateScheduler(lambda epoch, lr: lr if epoch < 1 else lr / 2)
    assert rates(play, halve, series("loss", 1, 1, 1)) == [0.5, 0.25, 0.125]
    assert model.optimizer.learning_rate == 0.125


def test_a_schedule_of_the_epoch(play, series):
    assert rates(play, LearningRateScheduler(lambda epoch: 1.0 / (epoch + 1)), series("loss", 1, 1)) == [1.0, 0.5]


@pytest.mark.parametrize(
    ("schedule", "rate"),
    [
        (lambda epoch, lr=9.0: lr, 0.5),
        (lambda *both: float(len(both)), 2.0),
        (lambda epoch, *, factor=3.0: factor, 3.0),
        (functools.partial(lambda factor, epoch, lr: factor * lr, 0.5), 0.25),
        (lambda epoch: np.float32(0.75), 0.75),
    ],
)
def test_schedules_of_many_kinds(play, series, model, schedule, rate):
    assert rates(play, LearningRateScheduler(schedule), series("loss", 1)) == [rate]
    assert type(model.optimizer.learning_rate) is float


def test_the_rate_stands_in_the_history(play, series):
    history = History()
    play([LearningRateScheduler(lambda epoch: 0.5**epoch), history], series("loss", 3, 2))
    assert history.history == {"loss": [3, 2], "learning_rate": [1.0, 0.5]}


def test_an_error_inside_a_schedule_is_not_hidden(play, series):
    with pytest.raises(TypeError, match="unsupported operand"):
        play([LearningRateScheduler(lambda epoch, lr: lr + None)], series("loss", 1))


def test_a_scheduler_tells_the_rate(play, series, capsys):
    play([LearningRateScheduler(lambda epoch: 0.1 / 3**epoch, verbose=1)], series("loss", 1, 1))
    assert capsys.readouterr().out == "Epoch 1: the learning rate is 0.1.\nEpoch 2: the learning rate is 0.03333.\n"
    play([LearningRateScheduler(lambda epoch: 0.1)], series("loss", 1))
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("result", "error", "text"),
    [
        (None, TypeError, "`schedule` must return a float, got None for epoch=0. A function without `return` gives"
         " None."),
        (1, TypeError, "`schedule` must return a float, got 1 for epoch=0. Write 1.0."),
        ("0.1", TypeError, "`schedule` must return a float, got '0.1' for epoch=0."),
        (0.0, ValueError, "`schedule(epoch=0)` must be above 0, got 0.0."),
        (-0.1, ValueError, "`schedule(epoch=0)` must be above 0, got -0.1."),
        (float("nan"), ValueError, "`schedule(epoch=0)` must be above 0, got nan."),
    ],
)  # fmt: skip
def test_what_a_schedule_returns_is_checked(play, series, model, result, error, text):
    with pytest.raises(error) as raised:
        play([LearningRateScheduler(lambda epoch: result)], series("loss", 1))
    assert str(raised.value) == f"LearningRateScheduler: {text}"
    assert model.optimizer.learning_rate == 0.5


@pytest.mark.parametrize("wrong", [0.1, None])
def test_a_schedule_must_be_a_function(wrong):
    with pytest.raises(TypeError) as error:
        LearningRateScheduler(wrong)
    rule = "`schedule` must be a function of (epoch, lr) or of (epoch)"
    assert str(error.value) == f"LearningRateScheduler: {rule}, got {wrong}."


@pytest.mark.parametrize("wrong", [lambda: 0.1, lambda a, b, c: 0.1])
def test_a_schedule_must_take_one_argument_or_two(wrong):
    with pytest.raises(TypeError, match=r"must be a function of \(epoch, lr\) or of \(epoch\), got <function"):
        LearningRateScheduler(wrong)


class Fall:
    def __call__(self, step):
        return 0.1

    def __repr__(self):
        return "Fall()"


@pytest.mark.parametrize("callback", [LearningRateScheduler(lambda epoch: 0.1), ReduceLROnPlateau("loss")])
def test_two_masters_of_the_rate_are_one_too_many(play, series, model, callback):
    model.optimizer.schedule = Fall()
    with pytest.raises(TypeError) as error:
        play([callback], series("loss", 1))
    assert str(error.value) == (
        f"{type(callback).__name__}: the optimizer's learning_rate must be a number, which a callback can change,"
        " got Fall(). Compile with a number, or leave this callback out."
    )
    assert model.weight == 0


def test_an_optimizer_that_knows_no_schedules_will_do(play, series, model):
    del model.optimizer.schedule
    assert rates(play, LearningRateScheduler(lambda epoch: 0.25), series("loss", 1)) == [0.25]


def test_its_repr_makes_it_again():
    callback = LearningRateScheduler(abs, verbose=1)
    assert repr(callback) == "LearningRateScheduler(schedule=<built-in function abs>, verbose=1)"
