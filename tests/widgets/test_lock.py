"""A piece answers on another thread than the one that trains: whatever calls a kernel has to hold the lock."""

import numpy as np
import pytest

from course_lib import Input, Sequential, kernels, layers, widgets
from course_lib.kernels import callers
from course_lib.widgets.digit_pad import GRID


@pytest.fixture
def calls(monkeypatch):
    """{kernel: whether every call held the lock} of the kernels that were called."""
    called = {}

    def watched(name, kernel):
        def call(*arguments):  # raising here would not do: a piece shows errors in words
            called[name] = called.get(name, True) and callers.LOCK._is_owned()
            return kernel(*arguments)

        return call

    for name in kernels.__all__:
        monkeypatch.setattr(kernels, name, watched(name, getattr(kernels, name)))
    return called


def small_network():
    network = [Input((28, 28, 1)), layers.Conv2D(4, 5, activation="relu"), layers.MaxPooling2D(), layers.Flatten()]
    return Sequential([*network, layers.Dense(10, activation="softmax")])


def explore():
    widgets.KernelExplorer()._row.value = 3


def step():
    widgets.ConvolutionStepper().position = 3


def step_back():
    stepper = widgets.BackwardStepper()
    for kind in stepper._kind.options:
        stepper._kind.value = kind[1] if isinstance(kind, tuple) else kind


def pool():
    widgets.PoolingPlayer()


def race():
    widgets.OptimizerRace()


def draw():
    pad = widgets.DigitPad(small_network())
    pad._drawn(np.full((GRID, GRID), 255, np.uint8))


def browse():
    widgets.FeatureMapBrowser(small_network(), np.zeros((4, 28, 28, 1)))


@pytest.mark.parametrize("use", [explore, step, step_back, pool, race, draw, browse])
def test_kernels_are_called_under_the_lock(calls, use):
    use()
    assert calls, "no kernel was called: this test would notice nothing"
    assert all(calls.values()), calls
