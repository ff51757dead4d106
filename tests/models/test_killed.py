"""A training that is killed with SIGKILL at random moments: its file is whole, and it ends with the same bits."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from course_lib.models import load_model

SCRIPT = Path(__file__).with_name("killed_training.py")
KILLS = 8


def start(path):
    process = subprocess.Popen([sys.executable, str(SCRIPT), str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "begin\n"
    return process


def digest(process):
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return output.strip()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_at_random_moments_it_goes_on_as_if_never_stopped(tmp_path):
    process = start(tmp_path / "whole.safetensors")
    began = time.monotonic()
    expected = digest(process)
    seconds = time.monotonic() - began

    path, killed, steps = tmp_path / "killed.safetensors", 0, [0]
    while True:
        process = start(path)
        try:
            # Each time after another part of the training, so that it is not over before the last kill.
            process.wait(random.uniform(0, 2 * seconds / KILLS))
            break
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        killed += 1
        if path.exists():
            model = load_model(path)
            assert model.optimizer.iterations == 14 * model.place.epoch + model.place.batch
            steps.append(model.optimizer.iterations)
        if killed == KILLS:
            process = start(path)
            break
    assert digest(process) == expected
    assert killed >= 2 and steps == sorted(steps)
    assert steps[-1] > 0, "no kill came between two checkpoints"
