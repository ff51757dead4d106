"""TerminateOnNaN: the quiet end, for trainings that `fit` does not end itself."""

import numpy as np
import pytest

from course_lib import Input, Sequential, callbacks, layers, optimizers
from course_lib.callbacks import TerminateOnNaN
from course_lib.models import DivergedError


@pytest.mark.parametrize("loss", [float("nan"), float("inf"), float("-inf")])
def test_it_stops_after_the_step_and_says_so(play, series, model, capsys, loss):
    play([TerminateOnNaN()], series("loss", 1, 2), batches=series("loss", 0.5, loss))
    assert model.stop_training
    assert capsys.readouterr().out == f"Epoch 1, step 2: the loss is {loss}, the training ends.\n"


def test_it_leaves_other_trainings_alone(play, series, model, capsys):
    logs = [{"loss": 1e38, "accuracy": float("nan")}]
    play([TerminateOnNaN()], series("loss", 1), batches=logs)
    assert not model.stop_training
    assert capsys.readouterr().out == ""


@pytest.fixture
def diverging():
    model = Sequential([Input((2,)), layers.Dense(1)])
    model.compile(optimizers.SGD(1e30), "mse")
    return lambda **options: model.fit(
        np.ones((96, 2)), np.ones((96, 1)), epochs=9, verbose=0, callbacks=[TerminateOnNaN()], **options
    )


def test_a_training_ends_without_an_error(diverging):
    history = diverging(stop_on_nan=False)
    assert history.epoch == [0]
    assert not np.isfinite(history.history["loss"][0])


def test_fit_comes_first_unless_asked_not_to(diverging):
    with pytest.raises(DivergedError):
        diverging()


def test_its_repr_makes_it_again():
    assert repr(TerminateOnNaN()) == "TerminateOnNaN()"
    assert "TerminateOnNaN" in callbacks.__all__
    with pytest.raises(TypeError, match="TerminateOnNaN: there are no arguments, got `patience`"):
        TerminateOnNaN(patience=3)
