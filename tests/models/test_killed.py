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
    return subprocess.Popen([sys.executable, str(SCRIPT), str(path)], stdout=subprocess.PIPE, text=True)


def digest(process):
    """Let it come to its end; return the last line of what it says."""
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return output.split()[-1]


def kill_after(process, steps, seconds):
    """Kill it so long after it has told of so many steps, while it saves the last of them or works on the next."""
    for _ in range(steps):
        if process.stdout.readline() != "step\n":
            break  # on a machine under load it may have come to its end
    time.sleep(seconds)
    process.kill()
    process.communicate()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_at_random_moments_it_goes_on_as_if_never_stopped(tmp_path):
    expected = digest(start(tmp_path / "whole.safetensors"))
    path, done = tmp_path / "killed.safetensors", [0]
    for _ in range(KILLS):
        kill_after(start(path), random.randint(1, 15), random.uniform(0, 0.01))
        if path.exists():
            model = load_model(path)
            assert model.optimizer.iterations == 14 * model.place.epoch + model.place.batch
            done.append(model.optimizer.iterations)
    assert done == sorted(done) and done[-1] > 0
    assert digest(start(path)) == expected
