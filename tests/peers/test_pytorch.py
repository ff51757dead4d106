"""The course beside PyTorch: weights handed on by `to_pytorch` give equal predictions, and equal batches trainings.

Only optimizers are compared whose rules are the same. PyTorch's RMSprop and Adagrad add epsilon outside of the root,
and its batch normalization averages another variance, so there trainings differ by design.
"""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from course_lib.models import from_pytorch, to_pytorch

_spec = importlib.util.spec_from_file_location("peers_cases", Path(__file__).with_name("cases.py"))
cases = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(cases)

every_network = pytest.mark.parametrize("name", cases.NETWORKS)


@pytest.fixture(scope="module")
def pytorch(ask, task, ours):
    """All answers of PyTorch."""
    asked, arrays = task[0], dict(task[1])
    asked = {**asked, "trainings": {name: asked["trainings"][name] for name in cases.IN_PYTORCH}}
    for name in cases.NETWORKS:
        for kind, state in {"state": "stirred", "start": "as built"}.items():
            arrays |= {f"{name}/{kind}/{key}": a for key, a in to_pytorch(ours(name, state)).items()}
    return ask("torch", "in_pytorch.py", asked, arrays)


def state_dict(answer, prefix):
    return {key.removeprefix(f"{prefix}/"): a for key, a in answer.items() if key.startswith(f"{prefix}/")}


@every_network
def test_pytorch_predicts_the_same_with_our_weights(name, pytorch, ours, task, measured):
    """It has loaded them with strict=True: names and shapes are its own."""
    predictions = ours(name, "stirred").predict(task[1][f"{name}/x"], verbose=0)
    assert predictions.shape == pytorch[f"{name}/predictions"].shape == (32, 10)
    apart = np.abs(predictions - pytorch[f"{name}/predictions"]).max()
    measured("predictions", pytorch, name, apart)
    assert apart <= 1e-5


@every_network
def test_names_and_their_order_are_those_of_the_state_dict(name, pytorch, ours):
    assert list(state_dict(pytorch, f"{name}/own")) == list(to_pytorch(ours(name, "as built")))


@every_network
def test_weights_come_back_from_pytorch_bit_for_bit(name, pytorch, ours, task):
    model, other, x = ours(name, "stirred"), ours(name, "as built"), task[1][f"{name}/x"]
    from_pytorch(other, state_dict(pytorch, f"{name}/back"))
    for mine, returned in zip(model.get_weights(), other.get_weights(), strict=True):
        np.testing.assert_array_equal(mine, returned)
    np.testing.assert_array_equal(other.predict(x, verbose=0), model.predict(x, verbose=0))


@every_network
def test_we_predict_the_same_with_pytorchs_own_weights(name, pytorch, ours, task, measured):
    model = ours(name, "as built")
    from_pytorch(model, state_dict(pytorch, f"{name}/own"))
    apart = np.abs(model.predict(task[1][f"{name}/x"], verbose=0) - pytorch[f"{name}/own predictions"]).max()
    measured("predictions with the peer's own weights", pytorch, name, apart)
    assert apart <= 1e-5


@pytest.mark.parametrize("name", cases.IN_PYTORCH)
def test_trainings_go_the_same_way_for_20_steps(name, pytorch, our_training, check_trajectory):
    losses, trajectory = our_training(name, lambda model: list(to_pytorch(model).values()))
    theirs = [list(state_dict(pytorch, f"{name}/{step}").values()) for step in range(cases.STEPS)]
    check_trajectory(name, pytorch, (losses, trajectory), (pytorch[f"{name}/losses"], theirs))
