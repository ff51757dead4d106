"""A peer library in a process of its own: found, asked once for everything, its answers shared by all tests.

Peers are looked for in the Python that runs the tests, then in ``.venv-bench`` (`make peers`) or in the environment
that COURSE_LIB_PEERS names. Where there is none the tests are skipped, and say so. Arrays go through .npz files.
"""

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest

import course_lib

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
TIMEOUT = 600  # seconds; a minute is usual
SUMMARY = pytest.StashKey[dict]()


def module(name):
    spec = importlib.util.spec_from_file_location(f"peers_{name}", HERE / f"{name}.py")
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def python_with(library):
    """The Python that has a library; without one the test is skipped."""
    if importlib.util.find_spec(library):
        return sys.executable
    named = os.environ.get("COURSE_LIB_PEERS")
    folder = Path(named or ROOT / ".venv-bench")
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        if named:
            pytest.fail(f"COURSE_LIB_PEERS must name an environment with {python.name}, got {named!r}.")
        pytest.skip(f"{library} is not installed; `make peers` installs it into .venv-bench.")
    code = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({library!r}) is None)"
    if subprocess.run([python, "-c", code], check=False).returncode:
        pytest.skip(f"{library} is neither here nor in {folder.name}; `make peers` installs it into .venv-bench.")
    return python


class Answer(dict):
    """A peer's arrays by their names, and what it is."""

    def __init__(self, arrays):
        super().__init__(arrays)
        self.versions = str(self.pop("versions"))


def ask(library, script, task, arrays):
    """Let a peer carry out a task."""
    python = python_with(library)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / "task.json").write_text(json.dumps(task))
        np.savez(folder / "arrays.npz", **arrays)
        env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        env |= {"KERAS_HOME": str(folder), "TF_CPP_MIN_LOG_LEVEL": "3", "JAX_PLATFORMS": "cpu"}
        options = {"capture_output": True, "text": True, "timeout": TIMEOUT, "check": False, "env": env}
        done = subprocess.run([python, HERE / script, folder], **options)
        assert done.returncode == 0, f"{script} failed:\n{done.stderr[-3000:]}"
        with np.load(folder / "answer.npz", allow_pickle=False) as answer:
            return Answer({name: answer[name] for name in answer.files})


@pytest.fixture(scope="session", name="ask")
def _ask():
    return ask


@pytest.fixture(scope="session")
def measured(request):
    """Keeps the largest difference of each comparison, for the last lines of a test run."""
    summary = request.config.stash.setdefault(SUMMARY, {})

    def add(kind, answer, name, value):
        summary.setdefault((answer.versions, kind), {})[name] = value
        print(f"{answer.versions} · {kind} · {name}: {value:.2e}")  # shown with -rP

    return add


def pytest_terminal_summary(terminalreporter, config):
    for (versions, kind), values in config.stash.get(SUMMARY, {}).items():
        worst = max(values, key=values.get)
        line = f"{versions} · {kind}: {len(values)} compared, the largest difference is {values[worst]:.1e} ({worst})"
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def cases():
    return module("cases")


@pytest.fixture(scope="session")
def task(cases):
    """What every peer is asked, as (a dict for JSON, arrays); weights come to it."""
    trainings = {name: (cases.network_trained_by(name), *how) for name, how in cases.TRAININGS.items()}
    asked = {"networks": cases.NETWORKS, "trainings": trainings, "steps": cases.STEPS, "batch": cases.BATCH}
    x, y = cases.training_data()
    arrays = {f"{name}/x": cases.images(shape, 32) for name, (shape, _) in cases.NETWORKS.items()}
    return asked, {**arrays, "train/x": x, "train/y": y}


@pytest.fixture(scope="session")
def ours(cases):
    """Makes the course's own model of a network, by the program that makes Keras's: "as built" or "stirred"."""
    build = module("in_keras")

    def make(name, state, training=None):
        course_lib.utils.set_random_seed(3)
        model = build.model_of(course_lib, *cases.NETWORKS[name])
        if state == "stirred":
            model.set_weights(cases.stirred(model.get_weights(), seed=4))
        if training:
            model.compile(build.optimizer_of(course_lib, *cases.TRAININGS[training]), "categorical_crossentropy")
        return model

    return make


@pytest.fixture(scope="session")
def our_training(cases, ours, task):
    """Trains in the course: (the loss in each step, the arrays `weights_of(model)` before the first and after each)."""
    x, y = task[1]["train/x"], task[1]["train/y"]

    def train(name, weights_of):
        model = ours(cases.network_trained_by(name), "as built", training=name)
        losses, trajectory = [], [weights_of(model)]
        for step in range(cases.STEPS):
            rows = slice(step * cases.BATCH, (step + 1) * cases.BATCH)
            history = model.fit(x[rows], y[rows], batch_size=cases.BATCH, shuffle=False, verbose=0)
            losses.append(history.history["loss"][0])
            trajectory.append(weights_of(model))
        return losses, trajectory

    return train


@pytest.fixture(scope="session")
def check_trajectory(measured):
    """Compares two trainings, (losses, weights) each, after every step; ours has the weights of the start in front."""

    def check(name, answer, ours, theirs):
        (losses, (start, *trajectory)), (their_losses, their_trajectory) = ours, theirs
        assert len(losses) == len(trajectory) == len(their_losses) == len(their_trajectory) == 20
        apart, parts, compared = [], [], 0
        for mine, other in zip(trajectory, their_trajectory, strict=True):
            difference = largest(np.subtract(a, b) for a, b in zip(mine, other, strict=True))
            moved = largest(np.subtract(a, b) for a, b in zip(mine, start, strict=True))
            rounding = 2 * np.finfo(np.float32).eps * largest(other)
            apart.append(difference / largest(other))
            parts.append(max(difference - rounding, 0) / moved)
            compared += sum(array.size for array in mine)
        assert compared == 20 * sum(array.size for array in start) > 20 * 10_000
        losses_apart = np.abs(np.subtract(losses, their_losses))
        measured("weights, over the largest weight", answer, name, max(apart))
        measured("weights but for rounding, over how far they have moved", answer, name, max(parts))
        measured("losses", answer, name, losses_apart.max())
        assert max(apart) <= 1e-4
        assert losses_apart.max() <= 1e-4
        # Small steps must agree too: where weights have hardly moved, the first bound alone would let anything pass.
        assert max(parts) <= 1e-3

    return check


def largest(arrays):
    return max(np.abs(array).max() for array in arrays)
