"""The course beside Keras: equal weights give equal predictions, and equal batches equal trainings."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from course_lib import optimizers

_spec = importlib.util.spec_from_file_location("peers_cases", Path(__file__).with_name("cases.py"))
cases = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(cases)

every_network = pytest.mark.parametrize("name", cases.NETWORKS)
every_training = pytest.mark.parametrize("name", cases.TRAININGS)


@pytest.fixture(scope="module")
def keras(ask, task, ours):
    """All answers of Keras."""
    asked, arrays = task[0], dict(task[1])
    for name in cases.NETWORKS:
        for kind, state in {"weights": "stirred", "start": "as built"}.items():
            arrays |= {f"{name}/{kind}/{place}": a for place, a in enumerate(ours(name, state).get_weights())}
    return ask("keras", "in_keras.py", asked, arrays)


def listed(answer, prefix):
    """The arrays `prefix`/0, `prefix`/1, …"""
    count = sum(key.startswith(f"{prefix}/") and key.removeprefix(f"{prefix}/").isdigit() for key in answer)
    return [answer[f"{prefix}/{place}"] for place in range(count)]


def test_all_optimizers_are_compared():
    every = {name for name in optimizers.__all__ if name[0].isupper()} - {"Optimizer"}
    assert {kind for kind, _ in cases.TRAININGS.values()} == every
    assert len(cases.TRAININGS) == 15 and len(cases.NETWORKS) == 9


@every_network
def test_keras_predicts_the_same_with_our_weights(name, keras, ours, task, measured):
    model, x = ours(name, "stirred"), task[1][f"{name}/x"]
    predictions = model.predict(x, verbose=0)
    assert predictions.shape == keras[f"{name}/predictions"].shape == (32, 10)
    assert predictions.std(axis=0).max() > 0.001  # the images differ by far more than the bound
    apart = np.abs(predictions - keras[f"{name}/predictions"]).max()
    measured("predictions", keras, name, apart)
    assert apart <= 1e-5


@every_network
def test_weights_come_back_from_keras_bit_for_bit(name, keras, ours, task):
    model, other, x = ours(name, "stirred"), ours(name, "as built"), task[1][f"{name}/x"]
    back = listed(keras, f"{name}/back")
    other.set_weights(back)
    assert len(back) == len(model.get_weights()) > 0
    for mine, returned in zip(model.get_weights(), back, strict=True):
        np.testing.assert_array_equal(mine, returned)
    np.testing.assert_array_equal(other.predict(x, verbose=0), model.predict(x, verbose=0))


@every_network
def test_we_predict_the_same_with_keras_own_weights(name, keras, ours, task, measured):
    model = ours(name, "as built")
    model.set_weights(listed(keras, f"{name}/own"))
    apart = np.abs(model.predict(task[1][f"{name}/x"], verbose=0) - keras[f"{name}/own predictions"]).max()
    measured("predictions with the peer's own weights", keras, name, apart)
    assert apart <= 1e-5


@every_training
def test_trainings_go_the_same_way_for_20_steps(name, keras, our_training, check_trajectory):
    losses, trajectory = our_training(name, lambda model: model.get_weights())
    theirs = [listed(keras, f"{name}/{step}") for step in range(cases.STEPS)]
    check_trajectory(name, keras, (losses, trajectory), (keras[f"{name}/losses"], theirs))
